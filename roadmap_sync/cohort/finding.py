"""Finding: the result of each learner among the files of the repository, whatever stands there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap_sync.cohort.definition import Learner
from roadmap_sync.cohort.result import FOLDER, LearnerResult
from roadmap_sync.cohort.result_json import MAX_BYTES, ResultError, parse
from roadmap_sync.tracker.repositories import FoundFiles

MAX_CANDIDATES = 5
"""Results looked at in one repository: whoever has more roadmaps names the one meant after the curriculum."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A learner and the result that was found, or why there is none."""

    learner: Learner
    result: LearnerResult | None = None
    problem: str = ""


def path_of(name: str) -> str:
    """Where the result of that roadmap id lies."""
    return f"{FOLDER}/{name}.json"


def candidates(listed: Mapping[str, int]) -> tuple[str, ...]:
    """Paths of what may be results in the listed folder; pictures and what is too large are none."""
    named = sorted(name for name, size in listed.items() if name.endswith(".json") and 0 < size <= MAX_BYTES)
    return tuple(f"{FOLDER}/{name}" for name in named[:MAX_CANDIDATES])


def sources_of(texts: Iterable[str]) -> frozenset[str]:
    """The curricula that the results among these texts name."""
    found: set[str] = set()
    for text in texts:
        try:
            found |= {followed.source for followed in parse(text).curricula}
        except ResultError:
            continue
    return frozenset(found)


def reading_of(learner: Learner, found: FoundFiles, sources: Collection[str], today: date) -> Reading:
    """The learner's result: that which follows one of `sources` (casefolded names of the one curriculum).

    `today` is the teacher's day; a result of a later one (but for the time zone) is no result.
    """
    if found.problem:
        return Reading(learner, problem=found.problem)
    reasons: list[str] = []
    results: list[LearnerResult] = []
    others = False
    for path, text in sorted(found.texts.items()):
        if not text.strip():
            reasons.append("the published result is empty")
            continue
        try:
            result = parse(text)
        except ResultError as error:
            reasons.append(str(error))
            continue
        if not any(followed.source.casefold() in sources for followed in result.curricula):
            others = True
        elif result.as_of > today + timedelta(days=1) or path != path_of(result.roadmap):
            reasons.append("the published result does not follow the format")
        else:
            results.append(result)
    if results:  # of several roadmaps, one that was begun again say, the one that runs
        return Reading(learner, max(results, key=lambda one: one.as_of))
    reasons += [f"the published result can't be read: {why}" for why in found.refused.values()]
    reasons += [
        "the published result is too large" for size in found.listed.values() if size > MAX_BYTES and not others
    ]
    if reasons:
        return Reading(learner, problem=reasons[0])
    return Reading(learner, problem="its results follow other curricula" if others else "no result is published yet")
