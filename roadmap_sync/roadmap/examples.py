"""The roadmaps that come with the tool: what `init` copies and `demo` plays."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

INSTALLED_FOLDER = "example_roadmaps"
CHECKOUT_FOLDER = "roadmaps"


def shipped_roadmaps() -> Mapping[str, Path]:
    """Their files by roadmap id, sorted: inside an installed package, or beside the package in a checkout."""
    package = Path(str(files("roadmap_sync")))
    for folder in (package / INSTALLED_FOLDER, package.parent / CHECKOUT_FOLDER):
        if folder.is_dir():
            return {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    return {}
