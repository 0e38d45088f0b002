"""The roadmaps that come with the tool: what `init` copies and `demo` plays."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

# Not the folder `roadmaps/` of a checkout: whoever copies the repository changes and deletes what stands there.
FOLDER = "example_roadmaps"


def shipped_roadmaps() -> Mapping[str, Path]:
    """Their files by roadmap id, sorted."""
    folder = Path(str(files("roadmap_sync"))) / FOLDER
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}
