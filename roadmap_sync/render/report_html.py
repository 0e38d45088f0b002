"""The report as one page: no script, nothing from outside, pictures inside, light and dark as the reader's system."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence

from roadmap_sync.progress.model import Progress
from roadmap_sync.render import pictures
from roadmap_sync.render.templates import page as environment

MAX_ITEMS = 2_000
"""Items listed for a roadmap; the page stays one that a browser opens at once."""


def page(progresses: Sequence[Progress], *, links: Mapping[str, str] | None = None) -> str:
    """A whole HTML document; `links` are names and URLs of ours for the foot."""
    reports = [(progress, _pictures(progress)) for progress in progresses]
    title = progresses[0].roadmap.title if len(progresses) == 1 else "Roadmaps"
    template = environment().get_template("page.html.j2")
    return template.render(reports=reports, title=title, links=links or {}, max_items=MAX_ITEMS, titles=_titles) + "\n"


def _pictures(progress: Progress) -> list[pictures.Picture]:
    files = pictures.files(progress)
    return [picture.moved(lambda path: _inline(files[path])) for picture in pictures.shown(progress, "")]


def _titles(progress: Progress) -> Mapping[str, str]:
    return {part.key: part.title for part in progress.phases}


def _inline(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
