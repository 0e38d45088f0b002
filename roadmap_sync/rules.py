"""Rules that no single value shows: what may not stand together, what must differ, how much there may be."""

from __future__ import annotations

from roadmap_sync.model import Roadmap
from roadmap_sync.reading import Reader


def check(reader: Reader, roadmap: Roadmap) -> None:
    """Note every broken rule of a roadmap that was read."""
