"""`roadmap-sync init`: a roadmap, the workflows, and the README's region, in one go."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import OK
from roadmap_sync.cli.readme import shown_readme

if TYPE_CHECKING:
    from roadmap_sync.cli.drafts import Draft
    from roadmap_sync.cli.session import Session

_LINE = 110  # a choice a line, on most terminals


@click.command("init")
@click.argument("source", required=False, metavar="[TEMPLATE or FILE.md]")
@click.option("--start", type=options.day, metavar="YYYY-MM-DD", help="The first day (default: the coming Monday).")
@click.option("--repo", metavar="OWNER/NAME", help="The GitHub repository (default: the one you are in).")
def init_command(source: str | None, *, start: date | None, repo: str | None) -> int:
    """Write a roadmap, the workflows that keep it, and the marks of the report in the README. Overwrites nothing.

    TEMPLATE is `starter` or one of the roadmaps that come along (they are listed where you name none); FILE.md is a
    roadmap written as Markdown: it is imported and checked, and you are told what a sync would make of it.
    OWNER/NAME/FILE.yaml@REF is a curriculum: the roadmap written extends it.

    \b
    Example:  roadmap-sync init
              roadmap-sync init ai-application-engineer
              roadmap-sync init my-plan.md
    """  # noqa: D301 - \b is click's mark for text as it stands
    from roadmap_sync.cli import next_steps  # noqa: PLC0415 - not for --help
    from roadmap_sync.cli.files import write_inside  # noqa: PLC0415
    from roadmap_sync.cli.import_history import remember  # noqa: PLC0415
    from roadmap_sync.cli.output import result, say  # noqa: PLC0415
    from roadmap_sync.cli.session import repository, session  # noqa: PLC0415

    run = session(None, repo, None)
    drafted = _drafted(run, source, start)
    home = repository(run, (drafted.roadmap,) if drafted else ())
    written = []
    for path, text, kept in _files(run, drafted, home):
        if text is not None:
            write_inside(run.folder, Path(path), text)
            written.append(path)
            if drafted and drafted.imported and path == drafted.path.as_posix():
                remember(run.folder / path, text, text)
        result(f"{'wrote' if text is not None else 'kept'}  {path}{f'  ({kept})' if kept else ''}")
    for note in drafted.notes if drafted else ():
        say(note)
    if drafted and drafted.imported:
        say(_planned(run, drafted.path))
    server = run.env.get("GITHUB_SERVER_URL") or next_steps.SERVER
    say("\n" + (next_steps.with_github(home, written, server=server) if home else next_steps.without_github()))
    return OK


def _planned(run: Session, path: Path) -> str:
    """What a sync of the roadmap would do, in one line; why that can't be told where the tracker can't be read."""
    from roadmap_sync.cli.session import load  # noqa: PLC0415 - not for --help
    from roadmap_sync.cli.trackers import open_tracker  # noqa: PLC0415
    from roadmap_sync.cli.tracking import TrackedRoadmaps  # noqa: PLC0415
    from roadmap_sync.errors import RoadmapSyncError  # noqa: PLC0415
    from roadmap_sync.plan.batches import groups  # noqa: PLC0415
    from roadmap_sync.render import plan_text  # noqa: PLC0415
    from roadmap_sync.sync import current_plan  # noqa: PLC0415

    roadmaps = load(run, (path,))
    try:
        tracker = open_tracker(run, roadmaps)
        plan = current_plan(tracker, TrackedRoadmaps(run, roadmaps, tracker))
        return plan_text.totals(plan, *tracker.estimate(groups(plan)))
    except RoadmapSyncError as error:
        return f"No plan yet: {str(error).partition(chr(10))[0]}"


def _drafted(run: Session, source: str | None, start: date | None) -> Draft | None:
    """The roadmap to write; None where there is one and none was asked for. Raises UsageError."""
    from roadmap_sync.cli.drafts import draft, local_zone, next_monday  # noqa: PLC0415
    from roadmap_sync.cli.session import library, roadmap_paths  # noqa: PLC0415 - not for --help
    from roadmap_sync.errors import UsageError  # noqa: PLC0415
    from roadmap_sync.roadmap.loader import check_files  # noqa: PLC0415

    there = roadmap_paths(run.folder)
    if there and source is None:
        return None
    first = start or next_monday(run.now.astimezone().date())
    drafted = draft(source or _asked(), first, local_zone(), library(run))
    others, _ = check_files([run.folder / path for path in there if path != drafted.path], library(run))
    if any(other.id == drafted.roadmap.id for other in others):
        raise UsageError(
            f"another roadmap here has the id {drafted.roadmap.id!r} already", "Give one of them another `id:`."
        )
    return drafted


def _asked() -> str:
    """Which roadmap to start from: asked on a terminal, else the starter."""
    from roadmap_sync.cli.drafts import STARTER  # noqa: PLC0415 - not for --help
    from roadmap_sync.roadmap.examples import shipped_roadmaps  # noqa: PLC0415
    from roadmap_sync.roadmap.loader import load_files  # noqa: PLC0415

    if not sys.stdin.isatty():
        return STARTER
    shipped = shipped_roadmaps()
    titles = {STARTER: "a few lines to make your own"}
    loaded = {name: load_files([path])[0] for name, path in shipped.items()}
    titles |= {name: f"{found.title}. {found.summary}".strip() for name, found in loaded.items()}
    lines = (shorten(f"{name:22} {title}", _LINE, placeholder="...") for name, title in titles.items())
    click.echo("Start from:\n" + "\n".join(f"  {line}" for line in lines), err=True)
    return str(click.prompt("Which", default=STARTER, type=click.Choice(list(titles)), show_choices=False, err=True))


def _files(run: Session, drafted: Draft | None, home: str) -> Iterator[tuple[str, str | None, str]]:
    """Path, text to write (None: nothing) and a word on it, for every file that `init` looks after."""
    from roadmap_sync.cli.provenance import installed_commit  # noqa: PLC0415 - not for --help
    from roadmap_sync.render.workflow_yaml import release, workflows  # noqa: PLC0415

    if drafted:
        path = drafted.path.as_posix()
        yield (path, None, "is there already") if (run.folder / path).exists() else (path, drafted.text, "")
    readme = shown_readme(run.folder).as_posix()
    label = drafted.roadmap.label if drafted else "roadmap"
    action = release(installed_commit())
    wanted = workflows(action=action, label=label, minute=minute_of(home or run.folder.name))
    for path, text in wanted.items():
        there = run.folder / path
        if not there.exists():
            yield path, text, ""
        else:
            same = there.read_text(encoding="utf-8", errors="replace") == text
            yield path, None, "" if same else "differs from what this version writes; move it away for a new one"
    yield _readme_with_region(run.folder, readme, drafted.roadmap.title if drafted else run.folder.name)


def _readme_with_region(folder: Path, name: str, title: str) -> tuple[str, str | None, str]:
    from roadmap_sync.cli.files import read  # noqa: PLC0415
    from roadmap_sync.text import plain  # noqa: PLC0415
    from roadmap_sync.tracker import region  # noqa: PLC0415 - not for --help

    there = read(folder / name) if (folder / name).exists() else ""
    if any(found.key.split(" ")[0] == "report" for found in region.regions(there)):
        return name, None, "has a region for the report"
    text = region.splice(there or f"# {plain(title)}\n", "report", "The first run writes the report here.")
    return name, text, "the report's region is at its end; move it where you like"


def minute_of(name: str) -> int:
    """An odd minute of the hour, its own for every repository, so that they don't all come at once."""
    import hashlib  # noqa: PLC0415 - not for --help

    return 2 * (hashlib.sha256(name.encode()).digest()[0] % 30) + 1
