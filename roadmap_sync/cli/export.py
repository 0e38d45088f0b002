"""`roadmap-sync export`: a roadmap as a checklist to print, a table, JSON, a calendar, or cards for Anki."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import OK

if TYPE_CHECKING:
    from roadmap_sync.progress.model import Progress
    from roadmap_sync.tracker.state import State


@click.command("export")
@options.files
@options.output("markdown", "csv", "json", "ics", "anki")
@options.target
@click.option("--force", is_flag=True, help="Write over FILE also where it is no export of this format.")
@options.tracking
def export_command(  # noqa: PLR0913 - options of a command
    files: tuple[Path, ...],
    form: str,
    *,
    as_json: bool,
    output: Path | None,
    force: bool,
    today: date | None,
    repo: str | None,
    tracker_name: str | None,
) -> int:
    """Print a roadmap with the ticks of the tracker; reads, changes nothing there.

    `markdown` is a checklist that `import` reads back, `csv` a row for every item, `ics` a calendar of due days, goals
    and habits, `anki` the questions as notes for Anki's import.

    \b
    Example:  roadmap-sync export > checklist.md
              roadmap-sync export --format ics -o roadmap.ics
    """  # noqa: D301 - \b is click's mark for text as it stands
    from roadmap_sync.cli.files import write  # noqa: PLC0415 - not for --help
    from roadmap_sync.cli.output import say  # noqa: PLC0415
    from roadmap_sync.cli.session import load, session  # noqa: PLC0415
    from roadmap_sync.cli.trackers import open_tracker  # noqa: PLC0415
    from roadmap_sync.cli.tracking import TrackedRoadmaps  # noqa: PLC0415
    from roadmap_sync.errors import UsageError  # noqa: PLC0415

    run = session(today, repo, tracker_name)
    roadmaps = load(run, files)
    if len(roadmaps) > 1:
        raise UsageError("one roadmap at a time", f"Name one of: {', '.join(roadmap.id for roadmap in roadmaps)}.")
    wanting = TrackedRoadmaps(run, roadmaps, open_tracker(run, roadmaps))
    found = wanting.found()
    progress = wanting.progress(found)[0]
    text = _exported(progress, found, options.chosen(form, as_json=as_json))
    if output:
        form = options.chosen(form, as_json=as_json)
        path = run.folder / output
        if path.exists() and not force and not _is_own(path, form):
            raise UsageError(
                f"{output} exists and is no {form} export of roadmap-sync",
                "Name another file, or write over it with --force.",
            )
        # Excel reads UTF-8 only after a byte order mark; in a pipe the mark would be part of the first cell.
        write(path, f"\ufeff{text}" if form == "csv" else text)
        say(f"wrote {output}")
    else:
        click.echo(text.encode(), nl=False)
    return OK


def _exported(progress: Progress, found: State, form: str) -> str:
    from roadmap_sync import markdown  # noqa: PLC0415 - not for --help
    from roadmap_sync.render import calendar_ics, exports, questions_anki  # noqa: PLC0415

    match form:
        case "csv":
            return exports.export_csv(progress)
        case "json":
            return exports.export_json(progress)
        case "ics":
            return calendar_ics.export_ics(progress)
        case "anki":
            return questions_anki.export_anki(progress.roadmap)
        case _:
            issues = {issue.key: issue for issue in found.issues}
            return markdown.export_markdown(markdown.with_marks(progress.roadmap, progress.work, issues))


def _is_own(path: Path, form: str) -> bool:
    """Whether a file is an export of that format; one that can't be read as text is not."""
    from roadmap_sync import markdown  # noqa: PLC0415 - not for --help
    from roadmap_sync.render import calendar_ics, exports, questions_anki  # noqa: PLC0415

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    match form:
        case "csv":
            return exports.is_csv(text)
        case "json":
            return exports.is_json(text)
        case "ics":
            return calendar_ics.is_ics(text)
        case "anki":
            return questions_anki.is_anki(text)
        case _:
            return markdown.is_checklist(text)
