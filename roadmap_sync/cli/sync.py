"""`roadmap-sync sync`: plan, then do it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from roadmap_sync.change import Plan
from roadmap_sync.cli import options
from roadmap_sync.cli.ending import FAILED, OK
from roadmap_sync.cli.session import load, session
from roadmap_sync.cli.show import meter, result_json, say
from roadmap_sync.cli.show import result as show
from roadmap_sync.cli.tracking import Wanting, carried_over, open_place, stopper
from roadmap_sync.render import plan_text, sync_text
from roadmap_sync.sync import Limits, Result, creates, sync

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
    as_json: bool,
    today: date | None,
    repo: str | None,
    tracker: str | None,
) -> int:
    """Make issues, milestones, labels and the board agree with the roadmap. Safe to stop anywhere and run again.

    \b
    Example:  roadmap-sync sync
              roadmap-sync sync --prune --time-budget 20
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker)
    roadmaps = load(run, files)
    with _interruptible(stopper(run, time_budget)) as should_stop, meter("Sync", quiet=as_json) as show:
        run = replace(run, should_stop=should_stop)
        place = open_place(run, roadmaps)
        wanted = Wanting(run, roadmaps, place, board=not no_board)
        result = sync(
            place,
            carried_over(run, wanted) if progress_from else wanted,
            Limits(prune=prune, force=force, max_creates=max_creates, should_stop=should_stop),
            confirm=lambda plan: yes or as_json or _confirmed(plan, place.name),
            watch=lambda outcome, through, total: show(sync_text.words(outcome.step), through, total),
        )
    _tell(result, place.name, as_json=as_json)
    unreachable = [notice for notice in result.plan.notices if notice.kind == "board"]
    return FAILED if result.failed or (require_board and unreachable) else OK


@contextmanager
def _interruptible(over: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C stops after what is under way, the second at once."""
    asked = False

    def ask(_number: int, _frame: object) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        click.echo("\nStopping after what is under way; press Ctrl-C again to stop at once.", err=True)

    former = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked or over()
    finally:
        signal.signal(signal.SIGINT, former)


def _confirmed(plan: Plan, tracker: str) -> bool:

    count = creates(plan)
    if count <= ASK_FROM or not sys.stdin.isatty():
        return True
    click.echo(f"This creates {count} issues.", err=True)
    if tracker == "github":
        click.echo(
            "Everybody who watches the repository gets a mail for each; to be spared, set Watch to "
            "“Participating and @mentions” first.",
            err=True,
        )
    return click.confirm("Go on?", err=True, default=False)


def _tell(result: Result, tracker: str, *, as_json: bool) -> None:

    for notice in result.plan.notices:
        say(plan_text.notice(notice))
    if as_json:
        result_json(sync_text.document(result, tracker))
        return
    for outcome in result.failed:
        say(sync_text.failure(outcome), style="red")
    show(sync_text.summary(result))
