"""What headings, labels and columns of roadmaps are about, by their words in the languages people write them in."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from roadmap_sync.markdown.language.scripts import MARKS, composed
from roadmap_sync.markdown.language.words import any_of, exact


class Role(StrEnum):
    """What a heading, a label or a column is about."""

    HABITS = "habits"
    GOALS = "goals"
    CHECKPOINTS = "checkpoints"
    RESOURCES = "resources"
    PRINCIPLES = "principles"
    AVOID = "avoid"
    CRITERIA = "criteria"
    READY = "ready"
    QUESTIONS = "questions"
    THINK = "think"
    PROJECTS = "projects"
    LEGEND = "legend"
    BOILERPLATE = "boilerplate"
    WHY = "why"
    GOAL = "goal"
    EFFORT = "effort"
    LASTS = "lasts"
    DEPENDS = "depends"
    BUILD = "build"
    DELIVERABLES = "deliverables"
    ABLE = "able"
    PROVES = "proves"
    CHOOSE = "choose"
    STATUS = "status"
    PRACTICE = "practice"
    READING = "reading"
    TOPICS = "topics"
    TITLE = "title"
    NUMBER = "number"
    NOTE = "note"
    KNOWS = "knows"
    JOBS = "jobs"
    ROADMAP = "roadmap"
    ABOUT = "about"
    RECORD = "record"
    TRACKER = "tracker"


OPEN_WORDS = exact("statuses", "open")
DOING_WORDS = exact("statuses", "doing")
DONE_WORDS = exact("statuses", "done")
OPTIONAL_WORDS = exact("statuses", "optional")


_NO_WORD = re.compile(rf"[^\w\s'/#.№º°?{MARKS}-]")


_LONGEST = 600
"""Longer texts are prose; what a head or label is stands in its beginning."""


@cache
def _pattern(role: Role, *, whole: bool) -> re.Pattern[str]:
    words = _folded(any_of("roles", role))
    if whole:
        return re.compile(rf"^{words}$")
    return re.compile(rf"(?<![^\W\u3040-\u9fff\uac00-\ud7af]){words}(?![^\W\u3040-\u9fff\uac00-\ud7af])")


def _folded(text: str) -> str:
    """The dotted and the dotless i of Turkish are one, since no other case than theirs can be told apart."""
    return text.replace("i\u0307", "i").replace("ı", "i")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A heading or label as words alone: case, pictures, brackets and closing colons aside."""
    folded = _folded(composed(text[:_LONGEST]).casefold()).replace("’", "'")
    folded = re.sub(r"[(（\[【].*?[)）\]】]", " ", folded) if len(folded) < 200 else folded  # noqa: PLR2004 - no label is longer
    return " ".join(_NO_WORD.sub(" ", folded).split()).strip("-–/. ")


@lru_cache(maxsize=8192)
def is_about(text: str, role: Role) -> bool:
    """Whether a heading speaks of this role anywhere."""
    return bool(_pattern(role, whole=False).search(fold(text)))


def is_headed(text: str, role: Role) -> bool:
    """Whether a heading is this role's name with what it is for: "Criteria for week 2", "Phase 1 exit criteria"."""
    folded = fold(text)
    whole, ending = _heading_patterns(role)
    found = ending.search(folded)
    return bool(whole.match(folded)) or bool(found and " " in found[1])


@cache
def _heading_patterns(role: Role) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words, links = _folded(any_of("roles", role)), any_of("links", "of")
    return re.compile(rf"^{words}(?:\s+{links}\s.*)?$"), re.compile(rf"\s({words})$")


@lru_cache(maxsize=8192)
def is_named(text: str, role: Role) -> bool:
    """Whether a heading, label or column is this role's name and nothing more, asked or told: "¿Por qué?"."""
    whole, folded = _pattern(role, whole=True), fold(text)
    return bool(whole.match(folded) or whole.match(folded.strip("¿?؟？ ")))


@cache
def lane_words(name: str) -> frozenset[str]:
    """The folded heads of lanes that are "open" ("todo" among them), "doing" or "done", or stand "aside"."""
    states = exact("statuses", name) if name in {"open", "doing", "done"} else frozenset[str]()
    if name == "open":
        states |= exact("lanes", "todo")
    return frozenset(map(fold, (*exact("lanes", name), *states)))
