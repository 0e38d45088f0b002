"""`roadmap-sync sync`: plan, then do it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import FAILED, INTERRUPTED, OK, decline
from roadmap_sync.cli.interrupt import interruptible
from roadmap_sync.cli.output import meter, result_json, say
from roadmap_sync.cli.output import result as show
from roadmap_sync.cli.results import with_places
from roadmap_sync.cli.session import load, session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.cli.tracking import TrackedRoadmaps, carried_over, within
from roadmap_sync.plan.changes import NoticeKind, Plan
from roadmap_sync.render import plan_text, sync_text
from roadmap_sync.sync import Result, RunLimits, creates, sync

ASK_FROM = 50
"""More creates than this, on a terminal: ask first."""


@click.command("sync")
@options.files
@click.option("--prune", is_flag=True, help="Close what the roadmap no longer names (as not planned).")
@click.option("--force", is_flag=True, help="Go on over the damage limit.")
@click.option("--yes", "-y", is_flag=True, help="Don't ask.")
@click.option("--max-creates", type=click.IntRange(min=0), help="Create at most so many issues, the rest next time.")
@click.option("--time-budget", type=click.FloatRange(min=0), metavar="MINUTES", help="Stop cleanly after so long.")
@click.option("--no-board", is_flag=True, help="Leave the project board out.")
@click.option("--require-board", is_flag=True, help="End with 1 where the board can't be reached.")
@click.option("--progress-from", type=click.Choice(["local"]), help="Carry done and ticks over at first creation.")
@click.option("--recreate", is_flag=True, help="Make issues again that were done and are gone.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@options.tracking
def sync_command(  # noqa: PLR0913 - options of a command
    files: tuple[Path, ...],
    *,
    prune: bool,
    force: bool,
    yes: bool,
    max_creates: int | None,
    time_budget: float | None,
    no_board: bool,
    require_board: bool,
    progress_from: str | None,
    recreate: bool,
    as_json: bool,
    today: date | None,
    repo: str | None,
    tracker_name: str | None,
) -> int:
    """Make issues, milestones, labels and the board agree with the roadmap. Safe to stop anywhere and run again.

    \b
    Example:  roadmap-sync sync
              roadmap-sync sync --prune --time-budget 20
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    roadmaps = load(run, files)
    with interruptible() as interrupt, meter("Sync", quiet=as_json) as step_done:
        run = within(run, time_budget, lambda: interrupt.asked)
        tracker = open_tracker(run, roadmaps, boards=not no_board)
        notice = tracker.capabilities.creation_notice
        wanted = TrackedRoadmaps(run, roadmaps, tracker, board=not no_board, recreate=recreate)
        result = sync(
            tracker,
            carried_over(run, wanted, progress_from) if progress_from else wanted,
            RunLimits(prune=prune, force=force, max_creates=max_creates, should_stop=run.should_stop),
            confirm=lambda plan: (yes or _confirmed(plan, notice)) and interrupt.wait_for_step(),
            watch=lambda outcome, through, total: step_done(sync_text.words(outcome.step), through, total),
        )
    result = replace(result, plan=with_places(result.plan, tracker))
    _tell(result, tracker.name, as_json=as_json)
    unreachable = any(notice.kind is NoticeKind.BOARD for notice in result.plan.notices)
    if result.failed or (require_board and unreachable):
        return FAILED
    return INTERRUPTED if interrupt.asked and result.left else OK


def _confirmed(plan: Plan, notice: str) -> bool:
    """Ask before many issues are made, on a terminal. Ends the command where the answer is no."""
    count = creates(plan)
    if count <= ASK_FROM or not sys.stdin.isatty():
        return True
    say(f"This creates {count} issues.")
    if notice:
        say(notice)
    return click.confirm("Go on?", err=True, default=False) or decline("Nothing was written.")


def _tell(result: Result, tracker: str, *, as_json: bool) -> None:
    for notice in plan_text.notice_lines(result.plan.notices):
        say(notice)
    for outcome in result.failed:
        say(sync_text.failure(outcome), style="red")
    if as_json:
        result_json(sync_text.document(result, tracker))
    else:
        show(sync_text.summary(result))
