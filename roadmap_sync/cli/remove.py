"""`roadmap-sync remove`: the undo."""

from __future__ import annotations

import sys
from datetime import date

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import FAILED, INTERRUPTED, OK, decline
from roadmap_sync.cli.interrupt import interruptible
from roadmap_sync.cli.output import meter, result, result_json, say
from roadmap_sync.cli.session import Session, library, roadmap_paths, session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.cli.tracking import named
from roadmap_sync.errors import UsageError
from roadmap_sync.plan.changes import Retire
from roadmap_sync.plan.removal import removal_plan
from roadmap_sync.render import sync_text
from roadmap_sync.render.formatting import count
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.loader import check_files
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.sync import RunLimits, apply_plan
from roadmap_sync.text import line
from roadmap_sync.tracker.protocol import Tracker
from roadmap_sync.tracker.state import IssueState, State


@click.command("remove")
@click.argument("roadmap", metavar="ROADMAP")
@click.option("--yes", "-y", is_flag=True, help="Don't ask.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@options.tracking
def remove_command(
    roadmap: str, *, yes: bool, as_json: bool, today: date | None, repo: str | None, tracker_name: str | None
) -> int:
    """Undo a sync: close the issues of ROADMAP (its id, or its file) as not planned and archive their cards.

    Nothing is deleted; closed issues stay as they are. Says how to delete by hand. A roadmap whose file is gone is
    known by its id.

    \b
    Example:  roadmap-sync remove ai-engineer
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    one = named(run, roadmap)
    tracker = open_tracker(run, (one,))
    observed = tracker.read(everything=True)
    if not one.phases and all(keys.root(issue.key) != one.id for issue in observed.issues):
        raise UsageError(f"nothing here belongs to a roadmap {roadmap!r}", _known(run, observed))
    plan = removal_plan(one, observed, run.today(one))
    closing = sum(isinstance(change, Retire) and change.before.state is IssueState.OPEN for change in plan.changes)
    if plan.changes and not yes and not _confirmed(count(closing, "open issue"), one.title):
        decline("Nothing was written.")
    with interruptible() as interrupt, meter("Remove", quiet=as_json) as step_done:
        interrupt.wait_for_step()
        done = apply_plan(
            plan,
            tracker.writer(plan.found),
            RunLimits(prune=True, should_stop=lambda: interrupt.asked),
            lambda outcome, through, total: step_done(sync_text.words(outcome.step), through, total),
        )
    for outcome in done.failed:
        say(sync_text.failure(outcome), style="red")
    if as_json:
        result_json(sync_text.document(done, tracker.name))
    else:
        result(sync_text.summary(done) if plan.changes else f"Nothing to do: no issue of {one.id!r} is open here.")
        say(_by_hand(tracker, one))
    return FAILED if done.failed else INTERRUPTED if done.left else OK


def _confirmed(issues: str, title: str) -> bool:
    try:
        return click.confirm(f"Close {issues} of {line(title)!r} as not planned?", err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise UsageError("remove asks first, and here is nobody to answer", "Say --yes.") from None


def _known(run: Session, observed: State) -> str:
    files = {roadmap.id for roadmap in check_files(roadmap_paths(run.folder), library(run))[0]}
    ids = sorted(files | {keys.root(issue.key) for issue in observed.issues if issue.key})
    return f"There is {', '.join(map(line, ids))}." if ids else ""


def _by_hand(tracker: Tracker, one: Roadmap) -> str:
    """How to go on by hand."""
    lines = []
    if one.place.file:
        lines.append(
            f"The next sync of {one.place.file} would bring them back: delete it, or say `active: false` in it."
        )
    return "\n".join(filter(None, [*lines, tracker.capabilities.deletion]))
