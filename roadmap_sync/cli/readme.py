"""Which README is the one that GitHub shows on a repository's page, and so has the report."""

from __future__ import annotations

from pathlib import Path

DEFAULT = Path("README.md")
# GitHub's own order: https://docs.github.com/en/repositories (About READMEs).
_FOLDERS = (".github", ".", "docs")
_SUFFIXES = {".md", ".markdown"}


def shown_readme(folder: Path) -> Path:
    """The README of a working folder that GitHub shows, as a path below it; `README.md` where there is none yet.

    It is looked for in `.github/`, then at the top, then in `docs/`, in any case of letters.
    """
    for name in _FOLDERS:
        found = sorted((path.name for path in _files(folder / name) if _is_readme(path)), key=_preference)
        if found:
            return Path(name) / found[0]
    return DEFAULT


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except OSError:  # there is no such folder, or nobody may read it
        return []


def _is_readme(path: Path) -> bool:
    return path.stem.casefold() == "readme" and path.suffix.casefold() in _SUFFIXES


def _preference(name: str) -> tuple[bool, str]:
    """Of several the one that is written as most are."""
    return name != DEFAULT.name, name
