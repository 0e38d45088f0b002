"""The README's sample report: what the demo writes, region and pictures, until a real report stands in its place."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from roadmap_sync.cli.demo import TEMPLATE, WEEKS, play, prepared
from roadmap_sync.cli.demo_folder import DemoFolder
from roadmap_sync.render.publication import FOLDER, REPORT
from roadmap_sync.tracker.region import extract, splice

LABEL = """\
> [!NOTE]
> A sample: twelve weeks of a made-up learner, played by `roadmap-sync demo`. The first run of the workflow puts the
> real report in its place."""


def sample(readme: str) -> Mapping[str, str]:
    """The README with the demo's region in its marks, and the pictures that it shows, by path; else nothing.

    A region without the label is a real report, written by the workflow: that is left alone.
    """
    if not (extract(readme, REPORT) or "").startswith(LABEL):
        return {}
    with tempfile.TemporaryDirectory() as top, redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
        place = Path(top) / "demo"
        play(DemoFolder(place, prepared(place, TEMPLATE)), WEEKS)
        made = extract((place / "README.md").read_text(encoding="utf-8"), REPORT) or ""
        pictures = {
            path.relative_to(place).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted((place / FOLDER).glob("*.svg"))
        }
    return {"README.md": splice(readme, REPORT, f"{LABEL}\n\n{made}"), **pictures}
