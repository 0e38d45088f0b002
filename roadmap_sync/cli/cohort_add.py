"""`roadmap-sync cohort add`: a learner in the cohort's file, and with `--invite` a pull request to the learner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.cohort_reading import cohort_path, in_actions, load_cohort
from roadmap_sync.cli.exit_codes import FAILED, OK
from roadmap_sync.cli.files import read, write_inside
from roadmap_sync.cli.init import minute_of
from roadmap_sync.cli.output import result, say
from roadmap_sync.cli.provenance import installed_commit
from roadmap_sync.cli.registry import WITH_REPOSITORY, provider
from roadmap_sync.cli.session import Session, session
from roadmap_sync.cli.trackers import setup_of
from roadmap_sync.cohort.adding import with_learner
from roadmap_sync.cohort.definition import Cohort, Learner
from roadmap_sync.errors import RoadmapSyncError, UsageError
from roadmap_sync.render.workflow_yaml import release, workflows
from roadmap_sync.roadmap.strings import REPOSITORY, FormError
from roadmap_sync.tracker.publishing import Message

BRANCH = "roadmap-sync/cohort"
MESSAGE = Message(
    "Follow the curriculum",
    "Brings a roadmap that follows the curriculum, and the workflow that keeps issues and report in step with it."
    " Merge it to take part; close it not to. The report then publishes a result, see docs/cohort.md of roadmap-sync.",
)


@click.command("add")
@click.argument("repository", metavar="OWNER/NAME")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("--name", default="", help="What the page calls the learner (default: the repository's owner).")
@click.option("--start", type=options.day, metavar="YYYY-MM-DD", help="The day the learner begins.")
@click.option(
    "--invite", is_flag=True, help="Open a pull request there that brings the workflow and a roadmap that follows."
)
@options.tracking
def add_command(  # noqa: PLR0913 - options of a command
    repository: str,
    file: Path | None,
    name: str,
    start: date | None,
    *,
    invite: bool,
    today: date | None,
    repo: str | None,
    tracker_name: str | None,
) -> int:
    """Add a learner to the cohort's file; every other byte of it stays.

    With `--invite` a pull request is opened in the learner's repository, on a branch of its own. That takes a token
    which may write contents, pull requests and workflows there; without one the lines to send are printed.

    \b
    Example:  roadmap-sync cohort add ada/learning --name "Ada Lovelace"
              roadmap-sync cohort add ada/learning --invite
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    try:
        learner = Learner(repository=REPOSITORY.clean(repository), name=name, start=start)
    except FormError as error:
        raise UsageError(f"OWNER/NAME {error.rule}: {repository}", error.hint) from None
    cohort = load_cohort(run, file)
    path = cohort_path(run, file)
    if any(known.repository.casefold() == learner.repository.casefold() for known in cohort.learners):
        result(f"kept  {path}  (the learner is in it already)")
    else:
        write_inside(run.folder, path, with_learner(read(run.folder / path), str(path), learner))
        result(f"wrote  {path}")
    return _invited(run, cohort, learner) if invite else OK


def _invited(run: Session, cohort: Cohort, learner: Learner) -> int:
    files = invitation(cohort, learner)
    try:
        setup = setup_of(replace(run, tracker=WITH_REPOSITORY), (), learner.repository, boards=False)
        publisher = provider(WITH_REPOSITORY).open(setup).publisher(BRANCH)
        published = publisher.pull_request(lambda there: _missing(files, there), MESSAGE)
    except RoadmapSyncError as error:
        shown = "the learner" if in_actions(run) else learner.repository
        say(f"No pull request could be opened for {shown}: {error.message}")
        say(by_hand(cohort, learner))
        return FAILED
    result(f"Invited: {published.url}" if published.url else "Nothing to bring: the files are there already.")
    return OK


def invitation(cohort: Cohort, learner: Learner) -> Mapping[str, str]:
    """The files of a pull request: a roadmap that follows the curriculum, and the workflows."""
    minute = minute_of(learner.repository)
    path = f"roadmaps/{PurePosixPath(cohort.address.path).stem}.yaml"
    return {path: roadmap_of(cohort, learner), **workflows(action=release(installed_commit()), minute=minute)}


def roadmap_of(cohort: Cohort, learner: Learner) -> str:
    """The roadmap of a learner: what follows, and when it begins."""
    start = learner.start or cohort.start
    begins = f"start: {start}\n" if start else ""
    return f"extends: {cohort.curriculum}\n{begins}timezone: UTC   # yours, such as Europe/Prague\n"


def by_hand(cohort: Cohort, learner: Learner) -> str:
    """What to send to a learner where no pull request can be opened."""
    start = learner.start or cohort.start
    begins = f" --start {start}" if start else ""
    return (
        "Send the learner these lines, to be run in the repository:\n\n"
        f"roadmap-sync init {cohort.curriculum}{begins}\n"
        'git add --all && git commit -m "Follow the curriculum"\n'
        "git push"
    )


def _missing(files: Mapping[str, str], there: Mapping[str, str]) -> Mapping[str, str]:
    """The files that are not there yet: nothing of the learner's is written over."""
    return {path: text for path, text in files.items() if path not in there}
