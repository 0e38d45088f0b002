"""`roadmap-sync cohort report`: the cohort in the README, and on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.cohort_reading import file, load_cohort, look, names_in, server_of
from roadmap_sync.cli.exit_codes import CHANGES, OK
from roadmap_sync.cli.files import inside, read, write_inside
from roadmap_sync.cli.output import result, say
from roadmap_sync.cli.publishing import below
from roadmap_sync.cli.readme import shown_readme
from roadmap_sync.cli.session import Session, session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.errors import UsageError
from roadmap_sync.render import cohort_html
from roadmap_sync.render.cohort_markdown import PICTURES, publication
from roadmap_sync.render.cohort_view import CohortView, view
from roadmap_sync.tracker.publishing import Message

MESSAGE = Message("Update the cohort", "Made by roadmap-sync from what the learners' reports publish.")


@click.command("report")
@file
@click.option("--readme", type=click.Path(path_type=Path), help="Which file (default: the README that GitHub shows).")
@click.option(
    "--page", type=click.Path(path_type=Path), metavar="FOLDER", help="Also write FOLDER/index.html with every row."
)
@click.option("--check", is_flag=True, help="Write nothing; end with 3 where there is something to write.")
@click.option("--commit", is_flag=True, help="On GitHub: one signed commit over the API.")
@options.tracking
def report_command(  # noqa: PLR0913 - options of a command
    file: Path | None,
    readme: Path | None,
    page: Path | None,
    *,
    check: bool,
    commit: bool,
    today: date | None,
    repo: str | None,
    tracker_name: str | None,
) -> int:
    """Write the cohort's region of the README and its picture; names as the cohort's file says.

    Where nothing changed, nothing is written. The page is for GitHub Pages or for yourself.

    \b
    Example:  roadmap-sync cohort report
              roadmap-sync cohort report cohorts/spring.yaml --page public
    """  # noqa: D301 - \b is click's mark for text as it stands
    if check and commit:
        raise UsageError("--check and --commit exclude one another", "Leave one.")
    run = session(today, repo, tracker_name)
    cohort = load_cohort(run, file)
    shown = view(look(run, cohort), names_in(run, cohort, published=True), server=server_of(run))
    place = below(run.folder, readme or shown_readme(run.folder)).as_posix()
    pages = {below(run.folder, page / "index.html").as_posix(): cohort_html.page(shown)} if page else {}
    if commit:
        changed = _committed(run, shown, cohort.id, place, pages)
    else:
        changed = _written(run.folder, shown, cohort.id, place, pages, check=check)
    if check:
        say("The page would change: " + ", ".join(changed) if changed else "The page is up to date.")
        return CHANGES if changed else OK
    result("\n".join(f"Wrote {path}" for path in changed) if changed else "The page is up to date.")
    return OK


def _written(
    folder: Path, shown: CohortView, name: str, readme: str, pages: Mapping[str, str], *, check: bool
) -> tuple[str, ...]:
    paths = [readme, *pages, *(f"{PICTURES}/{path.name}" for path in (folder / PICTURES).glob("*.svg"))]
    there = {path: read(inside(folder, Path(path))) for path in paths if (folder / path).exists()}
    texts = _texts(shown, name, readme, pages, there)
    if not check:
        for path, text in texts.items():
            write_inside(folder, Path(path), text)
    return tuple(texts)


def _committed(run: Session, shown: CohortView, name: str, readme: str, pages: Mapping[str, str]) -> tuple[str, ...]:
    tracker = open_tracker(run, (), boards=False)
    if not tracker.capabilities.publishing:
        raise UsageError("--commit writes to GitHub", "Leave it out with the embedded tracker.")
    published = tracker.publisher().commit(lambda there: _texts(shown, name, readme, pages, there), MESSAGE)
    if published.url:
        say(f"Published: {published.url}")
    return published.paths


def _texts(
    shown: CohortView, name: str, readme: str, pages: Mapping[str, str], there: Mapping[str, str]
) -> Mapping[str, str]:
    changed = {path: text for path, text in pages.items() if there.get(path) != text}
    return {**publication(shown, name, readme, there), **changed}
