"""`roadmap-sync export`: a roadmap as a checklist to print, a table, JSON or a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.ending import OK

if TYPE_CHECKING:
    from roadmap_sync.progress import Progress


@click.command("export")
@options.files
@options.output("markdown", "csv", "json", "ics")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there (default: print it)."
)
@options.tracking
def export_command(  # noqa: PLR0913 - options of a command
    files: tuple[Path, ...],
    form: str,
    *,
    as_json: bool,
    output: Path | None,
    today: date | None,
    repo: str | None,
    tracker: str | None,
) -> int:
    """Print a roadmap with the ticks of the tracker; reads, changes nothing there.

    `markdown` is a checklist that `import` reads back, `csv` a row for every item, `ics` a calendar of due days, goals
    and habits.

    \b
    Example:  roadmap-sync export > checklist.md
              roadmap-sync export --format ics -o roadmap.ics
    """  # noqa: D301 - \b is click's mark for text as it stands
    from roadmap_sync.cli.publishing import write  # noqa: PLC0415 - not for --help
    from roadmap_sync.cli.session import load, session  # noqa: PLC0415
    from roadmap_sync.cli.show import say  # noqa: PLC0415
    from roadmap_sync.cli.tracking import Wanting, open_place  # noqa: PLC0415
    from roadmap_sync.errors import UsageError  # noqa: PLC0415

    run = session(today, repo, tracker)
    roadmaps = load(run, files)
    if len(roadmaps) > 1:
        raise UsageError("one roadmap at a time", f"Name one of: {', '.join(roadmap.id for roadmap in roadmaps)}.")
    progress = Wanting(run, roadmaps, open_place(run, roadmaps)).progress()
    text = _exported(progress, options.chosen(form, as_json=as_json))
    if output:
        write(run.folder / output, text)
        say(f"wrote {output}")
    else:
        click.echo(text.encode(), nl=False)
    return OK


def _exported(progress: Sequence[Progress], form: str) -> str:
    from roadmap_sync import markdown  # noqa: PLC0415 - not for --help
    from roadmap_sync.model import Item  # noqa: PLC0415
    from roadmap_sync.names import things  # noqa: PLC0415
    from roadmap_sync.progress import Mark  # noqa: PLC0415

    only = progress[0]
    match form:
        case "csv":
            return markdown.export_csv(only)
        case "json":
            return markdown.export_json(only)
        case "ics":
            return markdown.export_ics(only)
        case _:
            said = {key for key, thing in things(only.roadmap) if isinstance(thing, Item) and thing.done}
            # Before the first sync only the file knows what is done.
            done = {work.key for work in only.work if work.mark is Mark.DONE or (not work.number and work.key in said)}
            return markdown.export_markdown(only.roadmap, done)
