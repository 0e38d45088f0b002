"""The Action: what one step of a workflow does, from its inputs to its outputs; `python -m roadmap_sync.cli.action`."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import click

from roadmap_sync.cli import action_pages as pages
from roadmap_sync.cli.action_inputs import Inputs, read_inputs
from roadmap_sync.cli.action_outputs import annotate, mask, write_outputs, write_summary
from roadmap_sync.cli.cohort_publishing import CohortTarget, publish_cohort
from roadmap_sync.cli.cohort_reading import cohort_paths, load_cohort
from roadmap_sync.cli.exit_codes import FAILED, INTERRUPTED, OK, USAGE
from roadmap_sync.cli.inactivity import inactivity_warning, scheduled_workflow
from roadmap_sync.cli.interrupt import Interrupt, interruptible
from roadmap_sync.cli.output import meter, say
from roadmap_sync.cli.publishing import Target, publish, tell_what_is_public
from roadmap_sync.cli.readme import shown_readme
from roadmap_sync.cli.session import Session, library, load, roadmap_paths, session
from roadmap_sync.cli.trackers import open_tracker, setup_of
from roadmap_sync.cli.tracking import TrackedRoadmaps, within
from roadmap_sync.cli.validate import annotation
from roadmap_sync.errors import InvalidRoadmapError, RoadmapSyncError, UsageError
from roadmap_sync.plan.batches import groups
from roadmap_sync.plan.changes import Plan
from roadmap_sync.render import cohort_markdown, plan_text, report_json, report_markdown, sync_text
from roadmap_sync.render.plan_markdown import render_comment
from roadmap_sync.roadmap.loader import check_files
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.sync import Result, RunLimits, current_plan, sync
from roadmap_sync.tracker import board_token

COUNTED = ("create", "update", "retire")


@dataclass(slots=True)
class ActionStep:
    """One step under way: what was asked for, and what it leaves behind however it ends."""

    session: Session
    inputs: Inputs
    interrupt: Interrupt
    outputs: dict[str, str] = field(default_factory=dict)
    summary: list[str] = field(default_factory=list)

    def run(self) -> int:
        """Do what was asked; the exit code."""
        match self.inputs.command:
            case "comment":
                return self._comment()
            case "validate":
                self._validated()
                return OK
            case "check":
                return self._check()
            case "cohort":
                return self._cohorts()
        roadmaps = load(self.session, self.inputs.roadmaps)
        wanted = TrackedRoadmaps(self.session, roadmaps, open_tracker(self.session, roadmaps, comments=True))
        self.outputs["changed"] = "false"
        code = OK if self.inputs.command == "report" else self._sync(wanted)
        if self.interrupt.asked:
            return INTERRUPTED
        if self.inputs.command != "sync":
            self._report(wanted)
        self.keep_schedule()
        return code

    def _sync(self, wanted: TrackedRoadmaps) -> int:
        limits = RunLimits(
            prune=self.inputs.prune,
            force=self.inputs.force,
            max_creates=self.inputs.max_creates,
            should_stop=self.session.should_stop,
        )
        with meter("Sync") as show:
            result = sync(
                wanted.tracker,
                wanted,
                limits,
                confirm=lambda _plan: self.interrupt.wait_for_step(),
                watch=lambda outcome, through, total: show(sync_text.words(outcome.step), through, total),
            )
        for text in (*plan_text.notice_lines(result.plan.notices), *map(sync_text.failure, result.failed)):
            say(text)
        say(sync_text.summary(result))
        self._note(result)
        unreachable = any(notice.kind == "board" for notice in result.plan.notices)
        return FAILED if result.failed or (self.inputs.require_board and unreachable) else OK

    def _note(self, result: Result) -> None:
        self._count(result.plan)
        self.outputs["left"] = str(result.left)
        if result.done:
            self.outputs["changed"] = "true"
        for outcome in result.failed[:10]:
            annotate("error", "A change failed", sync_text.failure(outcome))
        self.summary.append(pages.synced(result))

    def _report(self, wanted: TrackedRoadmaps) -> None:
        progresses = wanted.progress()
        there = self.inputs.commit if wanted.tracker.capabilities.publishing else "none"
        readme = self.inputs.readme or shown_readme(self.session.folder)
        target = Target(readme, commit=there == "push", pull_request=there == "pull-request")
        document = report_json.document(progresses)
        path = Path(self.session.env.get("RUNNER_TEMP") or tempfile.gettempdir()) / "roadmap-report.json"
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False), encoding="utf-8")
        self.outputs |= pages.numbers(document["roadmaps"]) | {"report": str(path)}
        self.summary[:0] = [report_markdown.region(progress) for progress in progresses]
        tell_what_is_public(progresses)
        changed = publish(self.session, wanted.tracker, progresses, target)
        say(f"Report: wrote {', '.join(changed)}" if changed else "Report: nothing changed, nothing written.")
        if changed:
            self.outputs["changed"] = "true"

    def _cohorts(self) -> int:
        """Write every cohort's region; neither log nor summary names anybody whom `names` hides."""
        paths = self.inputs.roadmaps or cohort_paths(self.session)
        if not paths:
            raise UsageError("there is no cohort in cohorts/", "Write one with `roadmap-sync cohort init`.")
        self.outputs["changed"] = "false"
        for path in paths:
            cohort = load_cohort(self.session, path)
            how = self.inputs.commit
            target = CohortTarget(self.inputs.readme, commit=how == "push", pull_request=how == "pull-request")
            shown, changed = publish_cohort(self.session, cohort, target)
            self.summary.append(cohort_markdown.region_text(shown, cohort.id, ""))
            say(f"{cohort.title}: wrote {', '.join(changed)}" if changed else f"{cohort.title}: nothing changed.")
            if changed:
                self.outputs["changed"] = "true"
        return OK

    def _check(self) -> int:
        try:
            roadmaps = self._validated()
        except InvalidRoadmapError as error:
            self.outputs["plan"] = pages.invalid_comment(error.problems)
            raise
        chosen = roadmaps if self.inputs.roadmaps else tuple(roadmap for roadmap in roadmaps if roadmap.active)
        if not chosen:
            say("Every roadmap says `active: false`: there is nothing to plan.")
            return OK
        tracker = open_tracker(self.session, chosen)
        board = bool(self.session.env.get(board_token.VARIABLE))
        plan = current_plan(
            tracker, TrackedRoadmaps(self.session, chosen, tracker, board=board), prune=self.inputs.prune
        )
        requests, minutes = tracker.estimate(groups(plan))
        text = render_comment(plan, place=tracker.place, requests=requests, minutes=minutes)
        self._count(plan)
        self.outputs["plan"] = text
        self.summary.append(text)
        say(f"Plan: {', '.join(f'{number} to {name}' for name, number in plan.summary().items())}.")
        return OK

    def _validated(self) -> tuple[Roadmap, ...]:
        """The roadmaps of the files, warnings shown; raises InvalidRoadmapError with the errors."""
        paths = self.inputs.roadmaps or roadmap_paths(self.session.folder)
        if not paths:
            raise UsageError("there is no roadmap in roadmaps/", "Write one with `roadmap-sync init`.")
        roadmaps, problems = check_files(list(paths), library(self.session))
        if any(not problem.warning for problem in problems):
            raise InvalidRoadmapError(problems)
        for problem in problems:
            click.echo(annotation(problem))
        say(f"{len(roadmaps)} roadmap{'s' if len(roadmaps) != 1 else ''} fine.")
        return roadmaps

    def _comment(self) -> int:
        from roadmap_sync.gh.comment import put_comment  # noqa: PLC0415 - PyGithub only where it is used
        from roadmap_sync.gh.provider import open_tracker as open_github  # noqa: PLC0415 - pull requests are GitHub's

        repository = self.session.env.get("GITHUB_REPOSITORY", "")
        number = pages.pull_request(self.session.env)
        if not (repository and number and self.inputs.comment and self.session.token):
            raise UsageError("a comment needs a pull request, a token and the input comment")
        client = open_github(setup_of(self.session, (), repository)).client
        done = put_comment(client, repository, number, self.inputs.comment)
        say(f"Comment under #{number}: {done}.")
        self.outputs["changed"] = "false" if done == "kept" else "true"
        return OK

    def keep_schedule(self) -> None:
        """Enable the workflow again while it still is, so that GitHub does not disable its schedule; never fails."""
        workflow = scheduled_workflow(self.session)
        if not workflow or not self.session.token:
            return
        from roadmap_sync.gh.provider import open_tracker as open_github  # noqa: PLC0415 - a workflow is GitHub's
        from roadmap_sync.gh.workflow import keep_enabled  # noqa: PLC0415

        repository = self.session.env.get("GITHUB_REPOSITORY", "")
        refused = keep_enabled(open_github(setup_of(self.session, (), repository)).client, repository, workflow)
        if refused:
            annotate("warning", "The schedule could not be kept enabled", refused)

    def _count(self, plan: Plan) -> None:
        counts = plan.summary()
        self.outputs |= {name: str(counts[name]) for name in COUNTED}


def main() -> None:
    """Run the Action; ends the process."""
    sys.exit(run(session(None, None, None)))


def run(given: Session) -> int:
    """Run the Action in a session; outputs and summary are written also where it fails. Returns the exit code."""
    env = given.env
    tokens = (given.token, env.get(board_token.VARIABLE, ""), env.get("ROADMAP_SYNC_READ_TOKEN", ""))
    mask(env, tokens)
    try:
        inputs = read_inputs(env)
    except UsageError as error:
        return _failed(None, error)
    with interruptible() as interrupt:
        step = ActionStep(within(given, inputs.time_budget, lambda: interrupt.asked), inputs, interrupt)
        return _ended(step)


def _ended(step: ActionStep) -> int:
    given, env = step.session, step.session.env
    try:
        return step.run()
    except RoadmapSyncError as error:
        return _failed(step, error)
    except KeyboardInterrupt:
        say("Cancelled; the next run goes on from here.")
        return INTERRUPTED
    finally:
        hint = inactivity_warning(given)
        if hint:
            annotate("warning", "The schedule will be disabled", hint)
            step.summary.append(f"> [!WARNING]\n> {hint}")
        write_outputs(env, step.outputs)
        write_summary(env, "\n\n".join(step.summary))


def _failed(step: ActionStep | None, error: RoadmapSyncError) -> int:
    if isinstance(error, InvalidRoadmapError):
        for problem in error.problems:
            click.echo(annotation(problem))
            say(str(problem))
    else:
        annotate("error", "roadmap-sync", str(error))
        say(str(error))
    if step:
        step.summary.append(pages.failed(error))
    return USAGE if isinstance(error, UsageError) else FAILED


if __name__ == "__main__":
    main()
