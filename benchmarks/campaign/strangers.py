"""Strangers who open issues with forged marks, before and after the first sync, and texts with fences and marks."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.campaign.stage import Stage, Story, Tally, begin, key_of, stories
from roadmap_sync.errors import UnsafePlanError
from roadmap_sync.tracker import region
from tests.fake_github import FakeGitHub
from tests.fake_github.issuables import Issue

CROWDS, TEXTS = 20, 300
_PARTS = (
    "```",
    "~~~~",
    "```python",
    "> quoted",
    "- [ ] a",
    "Text",
    "<!-- comment -->",
    "",
    "    indented",
    "<details>",
)


def strangers(seed: int, *, sample: int = 0) -> Iterator[Tally]:
    """A tally for each crowd of strangers, and for each text."""
    for story in stories():
        for number in range(sample or CROWDS):
            yield _forged(story, seed, number)
    for number in range(sample or TEXTS):
        yield _spliced(seed, number)


def _forged(story: Story, seed: int, number: int) -> Tally:
    tally, where = Tally(runs=1), f"{story.name}, strangers {number}"
    random = Random(f"{seed} {where}")
    with FakeGitHub() as gh:
        stage = begin(gh, story, random)
        forged = [_open(stage, random, f"mallory{random.randrange(4)}") for _ in range(random.randrange(1, 12))]
        before = [(one.title, one.body, one.state, [label.name for label in one.labels]) for one in forged]
        ours = {key_of(one): one.number for one in stage.items if one not in forged}
        stage.sync(story.plan, tally, where)
        if [(one.title, one.body, one.state, [label.name for label in one.labels]) for one in forged] != before:
            tally.count("lost_texts", where, "a stranger's issue was changed")
        numbers = {number for key, number in ours.items() if key}
        stage.judge(tally, where, frozenset(one.number for one in forged))
        if not numbers <= {one.number for one in stage.run.repo.issues}:
            tally.count("differing", where, "an issue of ours is gone")
        try:
            changes = stage.run.changes(story.plan)
        except UnsafePlanError:
            return tally  # stopped, and said so
        if changes:
            tally.count("differing", where, f"the second plan is not empty: {changes[0]}"[:300])
    return tally


def _open(stage: Stage, random: Random, login: str) -> Issue:
    keys = [key_of(one) for one in stage.items] or ["r/phase/section-1/item-1-1", "r/phase/section-2"]
    key = random.choice([*keys, "r/phase/section-1/new", "other/phase/item", "r"])
    body = region.wrap(key, "Forged\n\n- [x] Read\n\n<!-- rolled-up 0 -->\n<!-- card-archived -->")
    body = random.choice([body, f"```\n{body}", f"> {body}", body * 3, body[:40], body + "x" * 60_000])
    title = random.choice(["Item 1-1", "Section 1", "::error::x", "\u202eevil", "Task @ada #1"])
    labels = random.choice([[], ["roadmap"], ["Roadmap", "in progress"]])
    return stage.run.gh.as_user(login).open_issue(stage.run.repo, title, body, labels=labels)


def _spliced(seed: int, number: int) -> Tally:
    """A text of chance, into which our region is written three times: it stands there once, the rest as it was."""
    tally, where = Tally(runs=1), f"text {number}"
    random = Random(f"{seed} {where}")
    text = "\n".join(random.choice(_PARTS) for _ in range(random.randrange(12)))
    inside = "\n".join(random.choice(_PARTS) for _ in range(random.randrange(6)))
    once = region.splice(text, "r/a", inside)
    again = region.splice(region.splice(once, "r/a", "Other"), "r/a", inside)
    if again.count("<!-- roadmap-sync:begin r/a -->") != 1:
        tally.count("duplicates", where, repr(again))
    if again != once:
        tally.count("differing", where, repr((once, again))[:300])
    if not once.startswith(text):
        tally.count("lost_texts", where, repr((text, once))[:300])
    return tally
