"""The cohort's file: who learns, which curriculum, and how much of their names is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from roadmap_sync.errors import InvalidRoadmapError, Position, Problem, errors_among
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.curriculum import ADDRESS, Address, parse_address
from roadmap_sync.roadmap.fields import ElementShape, key, unwritten
from roadmap_sync.roadmap.reader import RoadmapReader
from roadmap_sync.roadmap.strings import PROSE, REPOSITORY, TITLE, Form
from roadmap_sync.roadmap.yaml_nodes import YamlMapping, read_nodes

MAX_LEARNERS = 5_000
PATTERN = Form(
    "owner/prefix-*",
    r"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})/[A-Za-z0-9._-]{1,99}\*$",
    201,
    hint="Write the organisation and the beginning of the names: `acme/spring-*`.",
)
NAME = Form(limit=100)


class Names(StrEnum):
    """How much of the learners' names a page shows: all, initials without links, or no rows at all."""

    SHOWN = "shown"
    INITIALS = "initials"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """A learner; a bare text is the repository."""

    shorthand: ClassVar[str] = "repository"

    repository: str = key("The learner's repository.", example="ada/learning", form=REPOSITORY)
    name: str = key(
        "What the page calls the learner; default: the repository's owner, or its name where several have that owner.",
        "",
        form=NAME,
    )
    start: date | None = key("The day the learner began; default: that of the result.", None)
    note: str = key("For the teacher alone: it stays in this file.", "", form=PROSE)

    @property
    def shown(self) -> str:
        """The name, else the owner of the repository."""
        return self.name or self.repository.partition("/")[0]

    @property
    def initials(self) -> str:
        """``A. L.``: of two words at most."""
        words = self.shown.replace("-", " ").replace(".", " ").split()
        return " ".join(f"{word[0].upper()}." for word in [*words[:1], *words[1:][-1:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Learners who follow one curriculum."""

    title: str = key("The name of the cohort.", form=TITLE)
    curriculum: str = key("The curriculum that its learners extend, as they name it.", form=ADDRESS)
    start: date | None = key("The day the cohort began; default: each learner's own.", None)
    names: Names = key("`shown`, `initials` (rows without links) or `hidden` (no rows).", Names.SHOWN)
    learners: tuple[Learner, ...] = key("The learners.", ())
    repositories: tuple[str, ...] = key(
        "Repositories of an organisation by the beginning of their names.", (), form=PATTERN
    )
    note: str = key("For the teacher alone.", "", form=PROSE)
    id: str = unwritten("")
    place: Position = unwritten(Position(""))

    @property
    def address(self) -> Address:
        """Where the curriculum is."""
        return parse_address(self.curriculum)

    @property
    def source(self) -> str:
        """What results are found by: repository and path of the curriculum, or a path alone."""
        return self.address.link or self.address.path


def read_cohort(text: str | bytes, file: str) -> Cohort:
    """The cohort of a file. Raises InvalidRoadmapError with all problems."""
    node, problems = read_nodes(text, file)
    reader = RoadmapReader(file, problems)
    found = reader.element(ElementShape(Cohort), node, "cohort")
    if isinstance(found, Cohort) and isinstance(node, YamlMapping):
        _check(found, node, reader)
    errors = errors_among(reader.problems)
    if errors or not isinstance(found, Cohort):
        raise InvalidRoadmapError(tuple(sorted(errors)))
    return replace(found, id=keys.slug(Path(file).stem))


def _check(cohort: Cohort, node: YamlMapping, reader: RoadmapReader) -> None:
    first: dict[str, Learner] = {}
    for learner in cohort.learners:
        if first.setdefault(learner.repository.casefold(), learner) is not learner:
            where = reader.place(reader.origin(learner))
            what = f"`{learner.repository}` is listed twice"
            reader.problems.append(Problem(where, what, "Take one of the two away."))
    if not any((cohort.learners, cohort.repositories, node.get("learners"), node.get("repositories"))):
        reader.report(
            node, "there are no learners", "Add `learners:` or `repositories:`; `cohort add OWNER/NAME` does."
        )
    if len(cohort.learners) > MAX_LEARNERS:
        reader.report(node, f"more than {MAX_LEARNERS:,} learners", "Make several cohorts of them.")
