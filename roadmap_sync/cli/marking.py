"""`roadmap-sync start, done, reopen, skip`: mark progress from the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import FAILED, OK
from roadmap_sync.cli.output import result, result_json, say
from roadmap_sync.cli.session import load, session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.cli.tracking import TrackedRoadmaps
from roadmap_sync.plan.identity import managed_part
from roadmap_sync.plan.marking import MarkableWork, chosen, mark_steps, markable
from roadmap_sync.render.sync_text import failure
from roadmap_sync.text import line
from roadmap_sync.tracker.protocol import Outcome, Writer
from roadmap_sync.tracker.steps import Step


def _command(name: str, doc: str) -> click.Command:
    @click.command(name, help=doc)
    @click.argument("keys", nargs=-1, required=True, metavar="KEY...")
    @click.option("--json", "as_json", is_flag=True, help="Print what was marked as JSON.")
    @options.tracking
    def command(
        keys: tuple[str, ...], *, as_json: bool, today: date | None, repo: str | None, tracker_name: str | None
    ) -> int:
        return _mark(name, keys, as_json=as_json, where=(today, repo, tracker_name))

    return command


_MORE = """

\b
Example:  roadmap-sync {name} error-handling
          roadmap-sync {name} python/syntax/errors 43

Any end of a key that fits only one item, project or section will do, and so will its title, or its issue's
number (43, #43, GH-43) or address; `roadmap-sync status` shows keys and numbers."""

start_command = _command("start", "Mark work as in progress; reopens what is closed." + _MORE.format(name="start"))
done_command = _command("done", "Mark work as done: its issue is closed as completed." + _MORE.format(name="done"))
reopen_command = _command("reopen", "Mark work as to do again: its issue is reopened." + _MORE.format(name="reopen"))
skip_command = _command(
    "skip",
    "Leave work out: its issue is closed as not planned, and it no longer counts." + _MORE.format(name="skip"),
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
    tracker = open_tracker(run, roadmaps)
    observed = tracker.read()
    desired = TrackedRoadmaps(run, roadmaps, tracker)(observed)
    found = managed_part(observed, desired)
    marks = chosen(keys, markable(found, desired), desired)
    keeps_reason = tracker.capabilities.keeps_close_reason
    work = {mark: mark_steps(action, mark, found, desired, keeps_reason=keeps_reason) for mark in marks}
    failed = dict(_carried_out(tracker.writer(found), work))
    changed = [mark for mark, steps in work.items() if steps and mark not in failed]
    if as_json:
        result_json(
            {
                "version": 1,
                "marked": [_plain(mark, action) for mark in changed],
                "unchanged": [_plain(mark, action) for mark, steps in work.items() if not steps],
                "failed": [_plain(mark, action) | {"error": outcome.error} for mark, outcome in failed.items()],
            }
        )
    for mark, steps in work.items() if not as_json else ():
        if mark not in failed:
            result(f"{action if steps else 'nothing to do'}: #{mark.number} {line(mark.title)}  ({mark.key})")
    for outcome in failed.values():
        say(failure(outcome), style="red")
    return FAILED if failed else OK


def _carried_out(writer: Writer, work: Mapping[MarkableWork, Sequence[Step]]) -> Iterator[tuple[MarkableWork, Outcome]]:
    """Carry out every mark's first step, then every second one, and so on; gives those that failed, and goes on."""
    failed: set[MarkableWork] = set()
    for rank in zip_longest(*([(mark, step) for step in steps] for mark, steps in work.items())):
        ready = [pair for pair in rank if pair and pair[0] not in failed]
        for group in _independent(ready):
            for outcome in writer.write([step for _, step in group]):
                if not outcome.ok:
                    mark = next(mark for mark, step in group if step is outcome.step)
                    failed.add(mark)
                    yield mark, outcome


def _independent(ready: Sequence[tuple[MarkableWork, Step]]) -> Iterator[list[tuple[MarkableWork, Step]]]:
    """Groups of one kind of step, no issue twice in any: boxes of one section are ticked one after the other."""
    groups: dict[tuple[type[Step], int], list[tuple[MarkableWork, Step]]] = {}
    turns: Counter[tuple[type[Step], str]] = Counter()
    for mark, step in ready:
        turn = turns[type(step), mark.issue.key]
        turns[type(step), mark.issue.key] += 1
        groups.setdefault((type(step), turn), []).append((mark, step))
    yield from groups.values()


def _plain(mark: MarkableWork, action: str) -> dict[str, object]:
    return {"key": mark.key, "title": mark.title, "number": mark.number, "action": action}
