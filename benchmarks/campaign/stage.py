"""A repository in which people are at work: what they did, and what is left of it in the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from random import Random
from traceback import extract_tb
from typing import Any

from roadmap_sync.errors import RoadmapSyncError
from roadmap_sync.roadmap.model import BoardSettings, Roadmap
from roadmap_sync.sync import Result, RunLimits
from roadmap_sync.tracker import region
from tests.building import item, phase, roadmap, section
from tests.fake_github import FakeGitHub
from tests.fake_github.issuables import Issue
from tests.gh.campaign import differences
from tests.gh.running import TODAY, Run, start

HOUR = 3700.0
TASKS = ("Read", "Write")
_SHOWN = 20  # things that went wrong and are told in words


@dataclass
class Tally:
    """How often what must never happen did happen, in so many `runs`; `words` tell of the first ones."""

    runs: int = 0
    duplicates: int = 0
    lost_texts: int = 0
    lost_ticks: int = 0
    lost_statuses: int = 0
    reopened: int = 0
    differing: int = 0
    tracebacks: int = 0
    words: list[str] = field(default_factory=list)

    def count(self, what: str, where: str, words: str) -> None:
        """Count one thing that went wrong."""
        setattr(self, what, getattr(self, what) + 1)
        if len(self.words) < _SHOWN:
            self.words.append(f"{where}: {what.replace('_', ' ')}: {words}")

    def figures(self) -> tuple[int, ...]:
        """The numbers, runs first."""
        return tuple(getattr(self, one.name) for one in fields(self) if one.name != "words")


@dataclass(frozen=True)
class Story:
    """A roadmap that is synced; `first` is what was synced before, and people were at work on, if anything."""

    name: str
    plan: Roadmap
    first: Roadmap | None = None


def plan(*, sections: int = 2, board: bool = False, done: bool = False, **titles: str) -> Roadmap:
    """A phase of sections of three items with boxes, each waiting for the one before; `titles` by id."""
    made = []
    for one in range(1, sections + 1):
        items = []
        for two in range(1, 4):
            name = f"item-{one}-{two}"
            before = [f"phase/section-{one}/item-{one}-{two - 1}"] if two > 1 else []
            title = titles.get(name.replace("-", "_"), f"Item {one}-{two}")
            items.append(
                item(
                    title, id=name, tasks=list(TASKS), effort="2h", depends_on=before, done=done and name == "item-2-3"
                )
            )
        made.append(section(f"Section {one}", items=items))
    more = {"board": BoardSettings(title="Weeks")} if board else {}
    return roadmap(phase("Phase", sections=made), title="Weeks", id="r", start=TODAY, **more)


def stories() -> Iterator[Story]:
    """A first sync and an edit, each with a board and without."""
    for board in (False, True):
        name = " and a board" if board else ""
        yield Story(f"first sync{name}", plan(board=board))
        changed = plan(board=board, done=True, item_1_2="The second item", item_2_1="The fourth item")
        yield Story(f"edit{name}", changed, plan(board=board))


@dataclass
class Stage:
    """A run of a story, and what people did in it: texts, ticks, statuses, closed issues and labels to be found."""

    run: Run
    texts: list[tuple[Issue, str]] = field(default_factory=list)
    ticks: list[tuple[Issue, str]] = field(default_factory=list)
    statuses: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    labels: list[tuple[Issue, str]] = field(default_factory=list)

    @property
    def items(self) -> list[Issue]:
        """The issues of items, in order."""
        return [issue for issue in self.run.repo.issues if "/item-" in key_of(issue)]

    def sync(self, roadmap_: Roadmap, tally: Tally, where: str, **settings: Any) -> Result | None:  # noqa: ANN401
        """One sync; None where it ended with an error. What is no error of ours is counted as a traceback."""
        try:
            return self.run.sync(roadmap_, limits=settings.pop("limits", RunLimits()), **settings)
        except RoadmapSyncError:
            return None
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            at = extract_tb(error.__traceback__)[-1]
            tally.count("tracebacks", where, f"{error!r} at {Path(at.filename).name}:{at.lineno}")
            return None

    def settle(self, roadmap_: Roadmap, tally: Tally, where: str) -> None:
        """Run again, undisturbed, until all is done; then nothing must be left to do."""
        for _ in range(3):
            self.run.gh.faults.clear()
            self.run.gh.clock.advance(HOUR)
            result = self.sync(roadmap_, tally, where)
            if result and not result.failed and not result.left:
                break
        else:
            tally.count("differing", where, "runs do not come to an end")
            return
        changes = self.run.changes(roadmap_)
        if changes:
            tally.count("differing", where, f"the second plan is not empty: {changes[0]}"[:300])

    def judge(self, tally: Tally, where: str, strangers: frozenset[int] = frozenset()) -> None:
        """Count what is lost; marks in issues of `strangers` are no duplicates."""
        keys = Counter(key_of(issue) for issue in self.run.repo.issues if issue.number not in strangers)
        for key, count in keys.items():
            if key and count > 1:
                tally.count("duplicates", where, f"{count} times {key}")
        if len(self.run.gh.projects) > 1:
            tally.count("duplicates", where, f"{len(self.run.gh.projects)} boards")
        self._judge_texts(tally, where)
        by_number = {issue.number: issue for issue in self.run.repo.issues}
        for number, status in self.statuses.items():
            cards = [board.item(by_number[number]) for board in self.run.gh.projects]
            held = [card.text("Status") for card in cards if card]
            if held != [status]:
                tally.count("lost_statuses", where, f"{held} instead of {status!r} on {by_number[number].title!r}")
        for number in self.closed:
            if by_number[number].state != "CLOSED":
                tally.count("reopened", where, repr(by_number[number].title))
        for words in self.run.gh.violations:
            tally.count("tracebacks", where, words)

    def _judge_texts(self, tally: Tally, where: str) -> None:
        for issue, text in self.texts:
            if text not in issue.body:
                tally.count("lost_texts", where, f"{text!r} in {issue.title!r}")
        for issue, name in self.labels:
            if not issue.has_label(name):
                tally.count("lost_texts", where, f"the label {name!r} on {issue.title!r}")
        for issue, box in self.ticks:
            if not re.search(rf"^- \[x\] .*{re.escape(box)}", issue.body, re.MULTILINE):
                tally.count("lost_ticks", where, f"{box!r} in {issue.title!r}")


def key_of(issue: Issue) -> str:
    """The key in an issue's mark, "" where it has none."""
    found = region.find(issue.body)
    return found.key if found else ""


Act = Callable[[Stage, Random], None]
"""Something that a person does, on an issue that chance picks, if there is any."""


def _pick(stage: Stage, random: Random, *, state: str = "OPEN") -> Issue | None:
    # The last item may be `done` in the roadmap: that is the file's to close.
    there = [issue for issue in stage.items if issue.state == state and not key_of(issue).endswith("item-2-3")]
    return random.choice(there) if there else None


def tick(stage: Stage, random: Random) -> None:
    """Tick a box."""
    issue, box = _pick(stage, random), random.choice(TASKS)
    if issue:
        stage.run.gh.as_user("ada").tick(issue, box)
        stage.ticks.append((issue, box))


def note(stage: Stage, random: Random) -> None:
    """Write a note below or above our region."""
    issue = _pick(stage, random)
    if issue:
        text = f"Note {len(stage.texts)}: {random.choice(['fine', '- [ ] mine', '`code`'])}"
        body = f"{issue.body}\n\n{text}" if random.choice([True, False]) else f"{text}\n\n{issue.body}"
        stage.run.gh.as_user("ada").edit_body(issue, body)
        stage.texts.append((issue, text))


def close(stage: Stage, random: Random) -> None:
    """Close an item."""
    issue = _pick(stage, random)
    if issue:
        stage.run.gh.as_user("ada").close(issue, random.choice(["completed", "not_planned"]))
        stage.closed.add(issue.number)
        stage.statuses.pop(issue.number, None)


def reopen(stage: Stage, random: Random) -> None:
    """Open an item again that somebody closed."""
    issue = _pick(stage, random, state="CLOSED")
    if issue:
        stage.run.gh.as_user("ada").reopen(issue)
        stage.closed.discard(issue.number)


def label(stage: Stage, random: Random) -> None:
    """Put a label of one's own on."""
    issue = _pick(stage, random)
    if issue:
        stage.run.gh.as_user("ada").label(issue, "mine")
        stage.labels.append((issue, "mine"))


def set_status(stage: Stage, random: Random) -> None:
    """Drag a card into progress."""
    issue = _pick(stage, random)
    boards = stage.run.gh.projects
    if issue and boards and (card := boards[0].item(issue)) and not card.archived:
        stage.run.gh.as_user("ada").move_card(boards[0], issue, "In Progress")
        stage.statuses[issue.number] = "In Progress"


ACTS: dict[str, Act] = {
    "tick": tick,
    "note": note,
    "close": close,
    "reopen": reopen,
    "label": label,
    "status": set_status,
}


def begin(gh: FakeGitHub, story: Story, random: Random) -> Stage:
    """The story's beginning: an empty repository, or a first sync with people at work after it."""
    stage = Stage(start(gh))
    if story.first:
        stage.run.sync(story.first)
        for act in (close, tick, note, label, set_status):
            act(stage, random)
    gh.log.clear()
    return stage


def compare(expected: dict[str, Any], stage: Stage, tally: Tally, where: str) -> None:
    """Count where the end state differs from what an undisturbed run leaves."""
    different = list(differences(expected, seen(stage)))
    if different:
        tally.count("differing", where, different[0][:300])


def seen(stage: Stage) -> dict[str, Any]:
    """What people can see, cards in any order, without locks of runs that were killed: they expire."""
    snapshot = stage.run.repo.snapshot()
    for board in snapshot["boards"].values():
        board["items"] = sorted(board["items"], key=str)
    for name in [name for name in snapshot["labels"] if name.startswith("roadmap-sync lock")]:
        del snapshot["labels"][name]
    return snapshot
