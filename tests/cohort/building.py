"""Cohorts to look at: results built by hand, and repositories that are mappings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from roadmap_sync.cohort.definition import Cohort, Learner, Names
from roadmap_sync.cohort.finding import Reading
from roadmap_sync.cohort.overview import Overview, overview
from roadmap_sync.cohort.result import FollowedCurriculum, LearnerResult, PhaseResult, WeekResult
from roadmap_sync.tracker.repositories import FoundFiles, WantedFiles

TODAY = date(2026, 3, 5)
"""A Thursday; its week begins on 2 March."""
MONDAY = date(2026, 3, 2)
SOURCE = "acme/curriculum/roadmaps/engineer.yaml"
TITLES = {"python": "Python", "web": "Web", "ship": "Ship it"}


def cohort(*learners: Learner | str, names: Names = Names.SHOWN, **more: Any) -> Cohort:
    listed = tuple(Learner(repository=one) if isinstance(one, str) else one for one in learners)
    return Cohort(title="Spring", curriculum=f"{SOURCE}@v3", learners=listed, names=names, **{"id": "spring", **more})


def phase(name: str, done: int, total: int = 10, **more: Any) -> PhaseResult:
    return PhaseResult(id=name, done=done, total=total, percent=100.0 * done / total, **more)


def result(done: int = 12, **changes: Any) -> LearnerResult:
    """A learner on plan: `done` of thirty items, three phases of ten."""
    parts = [min(max(done - 10 * number, 0), 10) for number in range(3)]
    phases = tuple(phase(name, part) for name, part in zip(TITLES, parts, strict=True))
    current = next((one.id for one in phases if one.done < one.total), "")
    made = LearnerResult(
        roadmap="engineer",
        curricula=(FollowedCurriculum(source=SOURCE, commit="c0ffee"),),
        as_of=MONDAY,
        start=date(2026, 1, 5),
        percent=100.0 * done / 30,
        done=done,
        total=30,
        phases=phases,
        current=(current,) if current else (),
        weeks=(WeekResult(monday=MONDAY, done=2), WeekResult(monday=MONDAY - timedelta(days=7), done=3)),
        last_activity=MONDAY,
        days_ahead=0,
        forecast=date(2026, 9, 1),
    )
    return replace(made, **changes)


def look(*results: LearnerResult | str, names: Names = Names.SHOWN, today: date = TODAY, **more: Any) -> Overview:
    """The look at learners with these results; a text is why there is none."""
    learners = [Learner(repository=f"learner-{number}/roadmap") for number in range(len(results))]
    readings = [
        Reading(learner, problem=one) if isinstance(one, str) else Reading(learner, one)
        for learner, one in zip(learners, results, strict=True)
    ]
    return overview(cohort(*learners, names=names, **more), readings, today, TITLES)


@dataclass
class Shelves:
    """Repositories that are mappings from path to text; it counts what it is asked for."""

    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    asked: list[Sequence[WantedFiles]] = field(default_factory=list)

    def read(self, wanted: Sequence[WantedFiles]) -> Sequence[FoundFiles]:
        self.asked.append(wanted)
        return [self._one(one) for one in wanted]

    def names(self, owner: str) -> Sequence[str]:
        return [name for name in self.files if name.startswith(f"{owner}/")]

    def _one(self, wanted: WantedFiles) -> FoundFiles:
        name = self.renamed.get(wanted.repository, wanted.repository)
        there = self.files.get(name)
        if there is None:
            return FoundFiles(repository=name, problem="it is private or not there")
        folder = f"{wanted.folder}/"
        listed = {
            path.removeprefix(folder): len(text)
            for path, text in there.items()
            if wanted.folder and path.startswith(folder)
        }
        texts = {path: there[path] for path in wanted.paths if path in there}
        return FoundFiles(repository=name, texts=texts, listed=listed)
