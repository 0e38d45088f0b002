"""The README's sample report: what the demo writes, region and pictures."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from roadmap_sync.cli.demo import TEMPLATE, WEEKS, play, prepared
from roadmap_sync.cli.stage import Stage
from roadmap_sync.region import extract, splice

REPORT = "report"


def sample(readme: str) -> Mapping[str, str]:
    """The README with the demo's region in its marks, and the pictures that it shows, by path."""
    with tempfile.TemporaryDirectory() as top:
        place = Path(top) / "demo"
        stage = Stage(place, prepared(place, TEMPLATE))
        play(stage, WEEKS)
        made = extract((place / "README.md").read_text(encoding="utf-8"), REPORT)
        pictures = {
            path.relative_to(place).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted((place / ".github/roadmap").glob("*.svg"))
        }
    assert made is not None
    return {"README.md": splice(readme, REPORT, made), **pictures}
