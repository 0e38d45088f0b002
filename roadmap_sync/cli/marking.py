"""`roadmap-sync start, done, reopen, skip`: mark progress from the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import click

from roadmap_sync.apply import Step
from roadmap_sync.cli import options
from roadmap_sync.cli.ending import FAILED, OK
from roadmap_sync.cli.session import load, session
from roadmap_sync.cli.show import result, result_json, say
from roadmap_sync.cli.tracking import Wanting, open_place
from roadmap_sync.identity import managed_part
from roadmap_sync.marks import chosen, mark_steps
from roadmap_sync.render.sync_text import failure
from roadmap_sync.state import Issue, State

Steps = Callable[["Issue", "State"], Iterable["Step"]]


def _command(name: str, doc: str) -> click.Command:
    @click.command(name, help=doc)
    @click.argument("keys", nargs=-1, required=True, metavar="KEY...")
    @click.option("--json", "as_json", is_flag=True, help="Print what was marked as JSON.")
    @options.tracking
    def command(
        keys: tuple[str, ...], *, as_json: bool, today: date | None, repo: str | None, tracker: str | None
    ) -> int:
        return _mark(name, keys, as_json=as_json, where=(today, repo, tracker))

    return command


_EXAMPLE = """

\b
Example:  roadmap-sync {name} error-handling
          roadmap-sync {name} python/core-syntax/errors core-syntax/lists

Any end of a key that fits only one item, project or section will do; `roadmap-sync status` shows keys."""

start_command = _command("start", "Mark work as in progress." + _EXAMPLE.format(name="start"))
done_command = _command("done", "Mark work as done: its issue is closed as completed." + _EXAMPLE.format(name="done"))
reopen_command = _command("reopen", "Mark work as to do again: its issue is reopened." + _EXAMPLE.format(name="reopen"))
skip_command = _command(
    "skip",
    "Leave work out: its issue is closed as not planned, and it no longer counts." + _EXAMPLE.format(name="skip"),
)


def _mark(
    action: str,
    keys: Sequence[str],
    *,
    as_json: bool,
    where: tuple[date | None, str | None, str | None],
) -> int:

    run = session(*where)
    roadmaps = load(run, ())
    place = open_place(run, roadmaps)
    observed = place.read()
    found = managed_part(observed, Wanting(run, roadmaps, place)(observed))
    issues = chosen(keys, found)
    steps = [group for issue in issues for group in mark_steps(action, issue, found)]
    outcomes = [outcome for step in steps for outcome in place.writer(found).write([step])]
    failed = [outcome for outcome in outcomes if not outcome.ok]
    if as_json:
        marked = [{"key": issue.key, "title": issue.title, "action": action} for issue in issues]
        result_json({"version": 1, "marked": marked, "failed": [failure(outcome) for outcome in failed]})
    else:
        for issue in issues:
            number = issue.found.number if issue.found else 0
            result(f"{action}: {issue.title} (#{number}, {issue.key})")
    for outcome in failed:
        say(failure(outcome), style="red")
    return FAILED if failed else OK
