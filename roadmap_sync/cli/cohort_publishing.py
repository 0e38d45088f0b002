"""Where a cohort's region, picture and page go: the working tree, or a commit over the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_sync.cli.cohort_reading import look, names_in, server_of
from roadmap_sync.cli.files import inside, read, write_inside
from roadmap_sync.cli.output import say
from roadmap_sync.cli.publishing import below
from roadmap_sync.cli.readme import shown_readme
from roadmap_sync.cli.session import Session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.cohort.definition import Cohort
from roadmap_sync.errors import UsageError
from roadmap_sync.render import cohort_html
from roadmap_sync.render.cohort_markdown import PICTURES, publication
from roadmap_sync.render.cohort_view import CohortView, view
from roadmap_sync.tracker.publishing import Message

BRANCH = "roadmap-sync/cohort-report"
MESSAGE = Message("Update the cohort", "Made by roadmap-sync from what the learners' reports publish.")


@dataclass(frozen=True, slots=True)
class CohortTarget:
    """What to write, and how: into which README (None: the one that GitHub shows), which folder of a page."""

    readme: Path | None = None
    page: Path | None = None
    check: bool = False
    commit: bool = False
    pull_request: bool = False


def publish_cohort(session: Session, cohort: Cohort, target: CohortTarget) -> tuple[CohortView, tuple[str, ...]]:
    """Look at a cohort and write what `names` allows; returns it, and the paths that changed (or would, with `check`).

    Raises UsageError, TrackerError.
    """
    shown = view(look(session, cohort), names_in(session, cohort, published=True), server=server_of(session))
    readme = below(session.folder, target.readme or shown_readme(session.folder)).as_posix()
    page = below(session.folder, target.page / "index.html").as_posix() if target.page else ""
    texts = _CohortTexts(shown, cohort.id, readme, {page: cohort_html.page(shown)} if page else {})
    if target.commit or target.pull_request:
        return shown, _published(session, texts, pull_request=target.pull_request)
    return shown, _written(session.folder, texts, check=target.check)


@dataclass(frozen=True, slots=True)
class _CohortTexts:
    """What is to be there: `pages` by path beside the README and the pictures."""

    shown: CohortView
    name: str
    readme: str
    pages: Mapping[str, str]

    def changed(self, there: Mapping[str, str]) -> Mapping[str, str]:
        """The texts that differ from those that are there."""
        pages = {path: text for path, text in self.pages.items() if there.get(path) != text}
        return {**publication(self.shown, self.name, self.readme, there), **pages}


def _written(folder: Path, texts: _CohortTexts, *, check: bool) -> tuple[str, ...]:
    pictures = (f"{PICTURES}/{path.name}" for path in (folder / PICTURES).glob("*.svg"))
    paths = [texts.readme, *texts.pages, *pictures]
    there = {path: read(inside(folder, Path(path))) for path in paths if (folder / path).exists()}
    changed = texts.changed(there)
    if not check:
        for path, text in changed.items():
            write_inside(folder, Path(path), text)
    return tuple(changed)


def _published(session: Session, texts: _CohortTexts, *, pull_request: bool) -> tuple[str, ...]:
    tracker = open_tracker(session, (), boards=False)
    if not tracker.capabilities.publishing:
        raise UsageError("--commit and --pull-request write to GitHub", "Leave them out with the embedded tracker.")
    publisher = tracker.publisher(BRANCH)
    publish = publisher.pull_request if pull_request else publisher.commit
    published = publish(texts.changed, MESSAGE)
    if published.url:
        say(f"Published: {published.url}")
    return published.paths
