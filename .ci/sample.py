"""docs/sample-report.md: the report that the demo writes, with its pictures."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from roadmap_sync.cli.demo import TEMPLATE, WEEKS, play, prepared
from roadmap_sync.cli.demo_folder import DemoFolder
from roadmap_sync.cohort.result import FOLDER
from roadmap_sync.render.publication import REPORT
from roadmap_sync.tracker.region import extract

PAGE = "docs/sample-report.md"
PICTURES = "images/sample"
_HEAD = """\
<!-- Made by .ci/generate.py from what `roadmap-sync demo` writes. -->
# A sample report

Twelve weeks of a made-up learner, played by `roadmap-sync demo`: this is what stands in a README.

"""


def sample() -> Mapping[str, str]:
    """The page and the pictures that it shows, by path."""
    with tempfile.TemporaryDirectory() as top, redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
        place = Path(top) / "demo"
        play(DemoFolder(place, prepared(place, TEMPLATE)), WEEKS)
        made = extract((place / "README.md").read_text(encoding="utf-8"), REPORT) or ""
        pictures = {
            f"docs/{PICTURES}/{path.name}": path.read_text(encoding="utf-8")
            for path in sorted((place / FOLDER).glob("*.svg"))
        }
    return {PAGE: f"{_HEAD}{made.replace(FOLDER, PICTURES).rstrip()}\n", **pictures}
