"""A cohort for a README: a region and the picture beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import relpath

from roadmap_sync.cohort.result import FOLDER
from roadmap_sync.render import cohort_svg
from roadmap_sync.render.cohort_view import CohortView
from roadmap_sync.render.templates import markdown
from roadmap_sync.tracker import region

PICTURES = f"{FOLDER}/cohort"
LIMIT = 60_000
"""Bytes of the region, as for a report."""
_CAPS = (500, 250, 120, 60, 30)


def region_text(shown: CohortView, name: str, folder: str) -> str:
    """What stands between the marks; `folder` is where the pictures lie, as seen from the README ("" shows none)."""
    for cap in _CAPS:
        made = (
            markdown()
            .get_template("cohort.md.j2")
            .render(
                shown=shown,
                cap=cap,
                pictured=bool(folder and shown.ranges),
                alt=cohort_svg.describe(shown),
                light=f"{folder}/{name}-light.svg",
                dark=f"{folder}/{name}-dark.svg",
                width=cohort_svg.WIDTH,
            )
        )
        text = re.sub(r"\n{3,}", "\n\n", made).strip("\n") + "\n"
        if len(text.encode()) <= LIMIT:
            break
    return text


def publication(shown: CohortView, name: str, readme: str, there: Mapping[str, str]) -> Mapping[str, str]:
    """The README at path `readme` and the pictures, given the texts that are `there`: those that differ, by path."""
    folder = relpath(PICTURES, readme.rpartition("/")[0] or ".")
    text = there.get(readme, "")
    own = f"cohort {name}"
    key = own if region.find(text, own) else "cohort"
    written = region.splice(text, key, region_text(shown, name, folder))
    texts = {readme: written if text else written + "\n"}
    if shown.ranges:
        texts |= {
            f"{PICTURES}/{name}-{theme}.svg": cohort_svg.draw(shown, colors) for theme, colors in cohort_svg.THEMES
        }
    return {path: new for path, new in texts.items() if there.get(path) != new}
