"""A cohort as one page: no script, nothing from outside, the picture inside, light and dark as the reader's system."""

from __future__ import annotations

from base64 import b64encode

from roadmap_sync.render import cohort_svg
from roadmap_sync.render.cohort_view import CohortView
from roadmap_sync.render.drawing import Theme
from roadmap_sync.render.templates import page as environment


def page(shown: CohortView) -> str:
    """A whole HTML document with every row."""
    picture = None
    if shown.ranges:
        drawn = {name: _inline(shown, theme) for name, theme in cohort_svg.THEMES}
        picture = {**drawn, "alt": cohort_svg.describe(shown)}
    return environment().get_template("cohort.html.j2").render(shown=shown, picture=picture) + "\n"


def _inline(shown: CohortView, theme: Theme) -> str:
    return "data:image/svg+xml;base64," + b64encode(cohort_svg.draw(shown, theme).encode()).decode()
