"""Everything found in a part of the document, in order, before it is a phase, section or project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roadmap_sync.markdown.language.vocabulary import Role
from roadmap_sync.roadmap.model import Criterion, Item, Project, Resource
from roadmap_sync.roadmap.timespans import Effort, Lasts, When

_ENDS = (".", "!", "?", "…", ";", ":", "。", "！", "？", "।", "؟", "۔")


@dataclass(frozen=True, slots=True)
class Said:
    """A line of text, whether the source has it ticked, and its number."""

    text: str
    done: bool = False
    line: int = 0


def as_line(texts: Iterable[str]) -> str:
    """Texts as one line: a space after one that ends like a sentence, else a semicolon."""
    line = ""
    for text in filter(None, texts):
        line = f"{line}{' ' if line.endswith(_ENDS) else '; '}{text}" if line else text
    return line


TIMED = (Role.EFFORT, Role.LASTS)
HEADED = (Role.GOAL, Role.WHY, Role.DEPENDS, Role.CRITERIA, *TIMED)
"""What phases and sections have a place for; the criteria of a section are its phase's."""


@dataclass(slots=True)
class Gathered:
    """Everything found in a part, in order; `said` are the labelled lines as the source has them."""

    items: list[Item] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    questions: list[Said] = field(default_factory=list)
    thoughts: list[str] = field(default_factory=list)
    build: list[str] = field(default_factory=list)
    delivered: list[str] = field(default_factory=list)
    able_to: list[str] = field(default_factory=list)
    proves: list[str] = field(default_factory=list)
    knows: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    depends: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    said: list[tuple[Role, str]] = field(default_factory=list)
    goal: str = ""
    why: str = ""
    effort: Effort | None = None
    lasts: Lasts | None = None
    when: When | None = None

    def say(self, role: Role, label: str, texts: Sequence[str]) -> None:
        """Remember what stands behind a label or below a head."""
        lines = [f"{label}: {texts[0]}"] if len(texts) == 1 else [label, *texts]
        self.said += [(role, line) for line in lines if texts]

    def rest(self, *kept: Role) -> list[str]:
        """The labelled lines that say something else than what is kept, for the notes."""
        return [line for role, line in self.said if role not in kept]
