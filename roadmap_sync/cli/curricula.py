"""Reading the curricula that roadmaps extend: from GitHub, else their last reading; never taken for empty ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from roadmap_sync.cli.files import inside, read, write_inside
from roadmap_sync.cli.registry import WITH_REPOSITORY, provider
from roadmap_sync.cohort.result import FOLDER as PUBLISHED
from roadmap_sync.errors import RoadmapSyncError, UsageError
from roadmap_sync.roadmap.curriculum import Address, CurriculumError, CurriculumFile
from roadmap_sync.roadmap.kept import kept_name, kept_text, parse_kept
from roadmap_sync.tracker.provider import Setup
from roadmap_sync.tracker.repositories import Repositories, WantedFiles

LOCAL = ".roadmap-sync"
"""What only this machine keeps; git ignores it."""
_HINT = (
    "Check the address. For a private repository set ROADMAP_SYNC_READ_TOKEN (the input read-token of the Action) to a"
    " token that may read its contents."
)


@dataclass(slots=True)
class SessionLibrary:
    """The curricula of repositories, each read once in a run; those that were read are kept in `seen`.

    `setup` is what GitHub is asked with; without a token the last reading counts, of which nothing is told where
    `quiet` says that nobody need be asked.
    """

    folder: Path
    setup: Callable[[], Setup]
    quiet: bool = False
    seen: dict[Address, CurriculumFile] = field(default_factory=dict)
    _repositories: Repositories | None = None

    def read(self, address: Address) -> CurriculumFile:
        """The file at an address. Raises CurriculumError."""
        if address not in self.seen:
            self.seen[address] = self._remote(address)
        return self.seen[address]

    def _remote(self, address: Address) -> CurriculumFile:
        try:
            source = self._asked(address)
        except RoadmapSyncError as error:
            kept = next(self._kept(address), None)
            if kept is None:
                raise CurriculumError(f"{address} can't be read, and never was: {error.message}", _HINT) from None
            unasked = self.quiet and isinstance(error, UsageError)
            return kept if unasked else replace(kept, old=error.message)
        self._keep(source)
        return source

    def _asked(self, address: Address) -> CurriculumFile:
        """The file as it is now. Raises RoadmapSyncError where it can't be read."""
        (found,) = self._reader().read(
            [WantedFiles(repository=address.repository, ref=address.ref, paths=(address.path,))]
        )
        problem = found.problem or found.refused.get(address.path, "")
        if problem:
            raise CurriculumError(problem)
        if not found.texts.get(address.path, "").strip():
            there = "the file is empty" if address.path in found.texts else "there is no such file"
            raise CurriculumError(f"{there} at {address.ref}")
        return CurriculumFile(address, found.texts[address.path], commit=found.commit, private=found.private)

    def _reader(self) -> Repositories:
        if self._repositories is None:
            made = provider(WITH_REPOSITORY).repositories
            assert made is not None  # noqa: S101 - for the type checker
            self._repositories = made(self.setup())
        return self._repositories

    def _kept(self, address: Address) -> Iterator[CurriculumFile]:
        """Last readings: that of this machine, then the one that a report has committed."""
        name = kept_name(address)
        for place in (LOCAL, PUBLISHED):
            with suppress(RoadmapSyncError):
                path = inside(self.folder, Path(place) / name)
                kept = parse_kept(read(path), address) if path.is_file() else None
                if kept:
                    yield kept

    def _keep(self, source: CurriculumFile) -> None:
        """Keep what was read, on this machine; where nothing can be written, the next run asks again."""
        path, text = Path(LOCAL) / kept_name(source.address), kept_text(source)
        with suppress(RoadmapSyncError):
            there = inside(self.folder, path)
            if there.is_file() and read(there) == text:
                return
        with suppress(RoadmapSyncError):
            ignored = Path(LOCAL) / ".gitignore"
            if not inside(self.folder, ignored).exists():
                write_inside(self.folder, ignored, "*\n")
            write_inside(self.folder, path, text)
