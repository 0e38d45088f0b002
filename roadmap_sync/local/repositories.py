"""Folders as repositories: OWNER/NAME is a folder below the working folder, read as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_sync.tracker.repositories import MAX_FILE_BYTES, FoundFiles, WantedFiles


@dataclass(frozen=True, slots=True)
class FolderRepositories:
    """The repositories that are folders below `folder`, which nothing is read outside of."""

    folder: Path

    def read(self, wanted: Sequence[WantedFiles]) -> Sequence[FoundFiles]:
        """What is found, in the order asked for."""
        return [self._read(one) for one in wanted]

    def names(self, owner: str) -> Sequence[str]:
        """The folders in the folder of an owner."""
        top = self.folder / owner
        return sorted(f"{owner}/{path.name}" for path in top.iterdir() if path.is_dir()) if top.is_dir() else []

    def _read(self, wanted: WantedFiles) -> FoundFiles:
        top = (self.folder / wanted.repository).resolve()
        if wanted.ref:
            return FoundFiles(repository=wanted.repository, problem="a folder has no branches, tags or commits")
        if not top.is_relative_to(self.folder.resolve()) or not top.is_dir():
            return FoundFiles(repository=wanted.repository, problem="there is no such folder")
        texts: dict[str, str] = {}
        refused: dict[str, str] = {}
        for path in wanted.paths:
            file = (top / path).resolve()
            if file.is_relative_to(top) and file.is_file():
                _add(file, path, texts, refused)
        there = (top / wanted.folder).resolve() if wanted.folder else None
        inside = there.iterdir() if there and there.is_relative_to(top) and there.is_dir() else ()
        listed = {path.name: path.stat().st_size for path in inside if path.is_file()}
        return FoundFiles(repository=wanted.repository, texts=texts, refused=refused, listed=listed)


def _add(file: Path, path: str, texts: dict[str, str], refused: dict[str, str]) -> None:
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            refused[path] = "it is too large"
        else:
            texts[path] = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        refused[path] = "it is no text in UTF-8"
    except OSError as error:
        refused[path] = f"it can't be read: {error.strerror}"
