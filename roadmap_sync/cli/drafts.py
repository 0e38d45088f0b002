"""The first roadmap of a folder: a starter, a copy of a shipped one, or a file brought along."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import available_timezones

from roadmap_sync import REPOSITORY
from roadmap_sync.cli.files import read
from roadmap_sync.cli.import_ import account
from roadmap_sync.cli.session import FOLDER, SUFFIXES
from roadmap_sync.errors import UsageError
from roadmap_sync.roadmap.curriculum import Address, Library, parse_address
from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.keys import slug
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.strings import FormError

SCHEMA = f"https://raw.githubusercontent.com/{REPOSITORY}/main/docs/roadmap.schema.json"
STARTER = "starter"
_STARTER = f"""\
# yaml-language-server: $schema={SCHEMA}
title: My learning roadmap
start: 2026-01-05
timezone: UTC
phases:
  - title: Foundations
    items:
      - The first thing to learn
      - The second thing to learn
"""
_TITLELESS = {"readme", "index", "roadmap"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A roadmap's file as it will be written, what stands in it, what to tell about it, and whether it was imported."""

    path: Path
    text: str
    roadmap: Roadmap
    notes: tuple[str, ...] = ()
    imported: bool = False


def draft(source: str, start: date, zone: str, library: Library) -> Draft:
    """The roadmap of a shipped id, of a Markdown or YAML file, one that extends a curriculum, or the starter.

    `start` (a day of the learner) and `zone` take the place of those of a shipped roadmap or a curriculum, which
    `library` reads. Raises UsageError, InvalidRoadmapError.
    """
    path = Path(source)
    if (address := _curriculum(source)) is not None:
        name = slug(Path(address.path).stem)
        file = (Path(FOLDER) / f"{name}.yaml").as_posix()
        text = f"extends: {address}\nstart: {start.isoformat()}\ntimezone: {zone}\n"
        return Draft(Path(file), text, load_text(text, file, library))
    if path.suffix.lower() in {".md", ".markdown"}:
        return _imported(path)
    if path.suffix in SUFFIXES:
        return _draft(path.stem, _found(path))
    shipped = shipped_roadmaps()
    if source == STARTER:
        return _draft("learning", _dated(_STARTER, start, zone))
    if source not in shipped:
        near = get_close_matches(source, [STARTER, *shipped], n=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        raise UsageError(
            f"there is no roadmap {source!r} to start from.{guess}",
            f"There are: {', '.join([STARTER, *shipped])}; or name a Markdown or YAML file.",
        )
    return _draft(source, _dated(shipped[source].read_text(encoding="utf-8"), start, zone))


def _curriculum(source: str) -> Address | None:
    """The curriculum of another repository that is named, as it is written after ``extends:``."""
    try:
        address = parse_address(source)
    except FormError:
        return None
    return address if address.repository else None


def next_monday(today: date) -> date:
    """The day itself where it is a Monday: weeks of a roadmap read best from Monday on."""
    return today + timedelta(days=-today.weekday() % 7)


def local_zone() -> str:
    """This machine's time zone by its IANA name, UTC where it has none to tell."""
    told = os.environ.get("TZ", "").lstrip(":") or os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return told if told in available_timezones() and not told.startswith("Etc/") else "UTC"


def _imported(path: Path) -> Draft:
    from roadmap_sync.markdown import import_text  # noqa: PLC0415 - only for a Markdown file

    _found(path)
    made = import_text(path.read_bytes(), name=path.name)
    name = slug(made.roadmap.title if path.stem.casefold() in _TITLELESS else path.stem)
    notes = [f"From {path}: {account(made)}"]
    if not made.roadmap.start:
        notes.append(f"Without `start:` it has no dates: add one to {FOLDER}/{name}.yaml if you want them.")
    drafted = _draft(name, made.yaml)
    return Draft(drafted.path, drafted.text, drafted.roadmap, tuple(notes), imported=True)


def _draft(name: str, text: str) -> Draft:
    path = Path(FOLDER) / f"{name}.yaml"
    return Draft(path, text, load_text(text, path.as_posix()))


def _dated(text: str, start: date, zone: str) -> str:
    """A shipped roadmap made the learner's: active, with a start and a time zone of theirs."""
    text = re.sub(r"(?m)^active: false[^\n]*\n", "", text)
    text = re.sub(r"(?m)^start: \S+", f"start: {start.isoformat()}", text)
    return re.sub(r"(?m)^timezone: \S+", f"timezone: {zone}", text)


def _found(path: Path) -> str:
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    return read(path) if path.suffix in SUFFIXES else ""
