"""Gathering: from a cohort's file to a reading of each learner, in as few questions to the repositories as can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from roadmap_sync.cohort.definition import MAX_LEARNERS, Cohort, Learner
from roadmap_sync.cohort.finding import Reading, candidates, path_of, reading_of, sources_of
from roadmap_sync.cohort.result import FOLDER
from roadmap_sync.tracker.repositories import FoundFiles, Repositories, WantedFiles

MAX_SOURCES = 40
"""Names of other curricula that are looked up, in case one is the former name of ours."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Reads a cohort; `today` is the teacher's day."""

    cohort: Cohort
    repositories: Repositories
    today: date

    def readings(self) -> tuple[Reading, ...]:
        """A reading of each learner, in the order of the file. Raises TrackerError."""
        learners = self.learners()
        sources = {self.cohort.source.casefold()}
        found = self._first(learners)
        sources |= self._former_names(found, sources)
        made = self._readings(learners, found, sources)
        # Learners whose file has another id: what the folder lists is read, pictures never are.
        again = [
            number
            for number, one in enumerate(found)
            if made[number].result is None and {*candidates(one.listed)} - {*one.texts}
        ]
        if again:
            more = self._rest([learners[number] for number in again], [found[number] for number in again])
            found = [*found]
            for number, one in zip(again, more, strict=True):
                found[number] = one
            sources |= self._former_names(more, sources)
            made = self._readings(learners, found, sources)
        return made

    def learners(self) -> tuple[Learner, ...]:
        """Those that the file names, then those whose repositories begin as it says. Raises TrackerError."""
        known = {learner.repository.casefold() for learner in self.cohort.learners}
        found = list(self.cohort.learners)
        for pattern in self.cohort.repositories:
            for name in sorted(self.repositories.names(pattern.partition("/")[0]), key=str.casefold):
                if fnmatchcase(name.casefold(), pattern.casefold()) and name.casefold() not in known:
                    known.add(name.casefold())
                    found.append(Learner(repository=name))
        owners = Counter(learner.repository.partition("/")[0].casefold() for learner in found)
        return tuple(_told_apart(learner, owners) for learner in found[:MAX_LEARNERS])

    def _first(self, learners: Sequence[Learner]) -> list[FoundFiles]:
        """Each folder listed, and the result that has the curriculum's own name."""
        guess = path_of(PurePosixPath(self.cohort.address.path).stem)
        wanted = [WantedFiles(repository=one.repository, paths=(guess,), folder=FOLDER) for one in learners]
        return list(self.repositories.read(wanted)) if wanted else []

    def _rest(self, learners: Sequence[Learner], found: Sequence[FoundFiles]) -> list[FoundFiles]:
        """What may be a result and has not been read."""
        paths = [tuple(path for path in candidates(one.listed) if path not in one.texts) for one in found]
        wanted = [WantedFiles(repository=one.repository, paths=path) for one, path in zip(learners, paths, strict=True)]
        return [
            replace(
                one, problem=more.problem, texts={**one.texts, **more.texts}, refused={**one.refused, **more.refused}
            )
            for one, more in zip(found, self.repositories.read(wanted), strict=True)
        ]

    def _readings(
        self, learners: Iterable[Learner], found: Iterable[FoundFiles], sources: set[str]
    ) -> tuple[Reading, ...]:
        pairs = zip(learners, found, strict=True)
        return tuple(reading_of(learner, one, sources, self.today) for learner, one in pairs)

    def _former_names(self, found: Sequence[FoundFiles], known: set[str]) -> set[str]:
        """Names of the curriculum among those that results give, where its repository was renamed meanwhile."""
        named = sources_of(text for one in found for text in one.texts.values())
        address = self.cohort.address
        unknown = [name for name in sorted(named) if name.casefold() not in known and name.count("/") > 1]
        unknown = [name for name in unknown if name.split("/", 2)[2] == address.path][:MAX_SOURCES]
        if not unknown or not address.repository:
            return set()
        owners = ["/".join(name.split("/", 2)[:2]) for name in unknown]
        present = self._present([address.repository, *owners])
        ours = present.get(address.repository, "")
        return {name.casefold() for name, owner in zip(unknown, owners, strict=True) if ours and present[owner] == ours}

    def _present(self, names: Sequence[str]) -> Mapping[str, str]:
        """The present names of repositories, casefolded; "" for those that can't be seen."""
        distinct = list(dict.fromkeys(names))
        found = self.repositories.read([WantedFiles(repository=name) for name in distinct])
        pairs = zip(distinct, found, strict=True)
        return {name: "" if one.problem else one.repository.casefold() for name, one in pairs}


def _told_apart(learner: Learner, owners: Mapping[str, int]) -> Learner:
    """The learner, called by the repository's name where its owner, an organisation say, has several of them."""
    owner, _, name = learner.repository.partition("/")
    return learner if learner.name or owners[owner.casefold()] == 1 else replace(learner, name=name)
