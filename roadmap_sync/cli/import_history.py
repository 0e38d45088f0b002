"""What a roadmap file was last made of: kept beside `roadmaps/`, hidden from git, so that hand edits are known as such.

A few states are kept, each as the file that was written and what the source alone gives. An update takes the state
whose file is most like the one that is there: a file that git brought back from earlier finds its own.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from pathlib import Path

from roadmap_sync.cli.session import FOLDER
from roadmap_sync.errors import RoadmapSyncError

_MOST = 5
_LIKE = 0.5


def remember(target: Path, written: str, source: str) -> None:
    """Keep that the file was written so from this source. Where nothing can be kept, the next update knows less."""
    from roadmap_sync.cli.files import write  # noqa: PLC0415 - not for --help
    from roadmap_sync.local.store import file_in, make_folder  # noqa: PLC0415

    place = _place(target)
    states = [state for state in _states(place) if state != (written, source)]
    with suppress(RoadmapSyncError):
        make_folder(file_in(place.parent.parent.parent))
        write(place, json.dumps([*states, (written, source)][-_MOST:], ensure_ascii=False))


def last_source(target: Path, text: str) -> str:
    """What the source said when the file became what it is, hand edits aside; "" where that is not known."""
    lines = Counter(text.split("\n"))
    best, found = _LIKE, ""
    for written, source in _states(_place(target)):
        there = Counter(written.split("\n"))
        alike = 2 * (lines & there).total() / (lines.total() + there.total())
        if alike >= best:
            best, found = alike, source
    return found


def _place(target: Path) -> Path:
    folder = target.resolve().parent
    home = folder.parent if folder.name == FOLDER else folder
    return home / ".roadmap-sync" / "imported" / f"{target.name}.json"


def _states(place: Path) -> list[tuple[str, str]]:
    try:
        found = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return []
    states = found if isinstance(found, list) else []
    return [
        (state[0], state[1])
        for state in states
        if isinstance(state, list) and len(state) == 2 and all(isinstance(text, str) for text in state)  # noqa: PLR2004 - a pair
    ]
