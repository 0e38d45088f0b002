"""The embedded tracker: a run ended after each of its steps, by Ctrl-C or by force, and run again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.campaign.stage import TASKS, Tally, plan
from roadmap_sync.desired.issues import desired_state
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.plan.identity import managed_part
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.sync import RunLimits, current_plan, sync
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import Issue, State
from tests.gh.running import TODAY

_STEPS = 40
_FIRST, _EDITED = plan(), plan(done=True, item_1_2="The second item")


def local(seed: int, *, sample: int = 0) -> Iterator[Tally]:
    """A tally for each run that is ended after a number of steps."""
    cases = [(how, number) for how in ("Ctrl-C", "killed") for number in range(_STEPS)]
    for how, number in Random(seed).sample(cases, min(sample, len(cases))) if sample else cases:
        yield _ended(seed, how, number)


def _tracker(folder: str) -> LocalTracker:
    return LocalTracker(Path(folder), now=lambda: datetime(2026, 3, 2, 12, tzinfo=UTC))


def _sync(folder: str, roadmap: Roadmap, stop_at: int = -1, *, kill: bool = False) -> None:
    done = 0

    def watch(_outcome: Outcome, _through: int, _total: int) -> None:
        nonlocal done
        done += 1
        if done == stop_at and kill:
            os._exit(9)
        if done == stop_at:
            raise KeyboardInterrupt

    sync(_tracker(folder), lambda _: desired_state(roadmap, TODAY, board=False), RunLimits(), watch=watch)


def _killed(folder: str, roadmap: Roadmap, stop_at: int) -> None:
    _sync(folder, roadmap, stop_at, kill=True)


def _ended(seed: int, how: str, number: int) -> Tally:
    tally, where = Tally(runs=1), f"{how} after step {number}"
    random = Random(f"{seed} {where}")
    with TemporaryDirectory() as folder:
        _end(folder, _FIRST, how, number)
        _sync(folder, _FIRST)
        tracker = _tracker(folder)
        found = {issue.key: issue for issue in tracker.read().issues}
        chosen = random.choice([issue for key, issue in found.items() if "/item-1-" in key])
        assert chosen.found
        body = chosen.found.body
        task = random.choice(TASKS)
        box = next(line for line in body.splitlines() if task in line)
        body = body.replace(box, box.replace("[ ]", "[x]"))
        tracker.edit_body(chosen.found.number, f"A note of mine\n\n{body}")
        tracker.close(chosen.found.number)
        _end(folder, _EDITED, how, number)
        _sync(folder, _EDITED)
        _judge(tracker, chosen, box, tally, where)
    return tally


def _end(folder: str, roadmap: Roadmap, how: str, number: int) -> None:
    """Begin a run that does not come to its end."""
    if how == "killed":
        process = get_context("spawn").Process(target=_killed, args=(folder, roadmap, number))
        process.start()
        process.join()
        return
    try:
        _sync(folder, roadmap, number)
    except KeyboardInterrupt:
        return


def _judge(tracker: LocalTracker, chosen: Issue, box: str, tally: Tally, where: str) -> None:
    assert chosen.found
    desired = desired_state(_EDITED, TODAY, board=False)
    observed = tracker.read()
    issue = next(one for one in _ours(observed) if one.found and one.found.number == chosen.found.number)
    for key, count in Counter(one.key for one in observed.issues).items():
        if count > 1:
            tally.count("duplicates", where, f"{count} times {key}")
    assert issue.found
    if not issue.found.body.startswith("A note of mine\n"):
        tally.count("lost_texts", where, issue.key)
    if box.replace("[ ]", "[x]") not in issue.found.body:
        tally.count("lost_ticks", where, issue.key)
    if issue.state.value == "open":
        tally.count("reopened", where, issue.key)
    changes = current_plan(tracker, lambda _: desired).changes
    if changes or len(managed_part(observed, desired).issues) != len(desired.state.issues):
        tally.count("differing", where, str(changes[:1])[:300])


def _ours(observed: State) -> Sequence[Issue]:
    return [issue for issue in observed.issues if issue.key]
