"""`roadmap-sync demo`: the whole loop in a folder, with a simulated learner."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import click

from roadmap_sync.cli.demo_folder import PAGE, DemoFolder
from roadmap_sync.cli.demo_learner import ActionKind
from roadmap_sync.cli.exit_codes import OK
from roadmap_sync.cli.files import read, write
from roadmap_sync.cli.output import meter, result, say
from roadmap_sync.errors import InvalidRoadmapError, RoadmapSyncError, UsageError
from roadmap_sync.render.formatting import count
from roadmap_sync.render.sync_text import summary
from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.outline import outline

TEMPLATE = "ai-application-engineer"
WEEKS = 12


@click.command("demo")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--weeks", type=click.IntRange(1, 104), default=WEEKS, show_default=True, help="How many weeks to play.")
@click.option("--roadmap", "template", default=TEMPLATE, show_default=True, help="Which shipped roadmap.")
@click.option("--cohort", is_flag=True, help="Twelve learners of one curriculum, and the teacher's page.")
@click.option("--open", "opened", is_flag=True, help="Open the result in a browser.")
def demo_command(folder: Path | None, *, weeks: int, template: str, cohort: bool, opened: bool) -> int:
    """Play the whole loop on the embedded tracker: sync, weeks of learning, an edit of the roadmap, a report.

    FOLDER must be new or empty; without it a temporary one is made. Files are left there to look at.

    \b
    Example:  roadmap-sync demo my-demo
              roadmap-sync demo --cohort my-class
    """  # noqa: D301 - \b is click's mark for text as it stands
    if cohort:
        return _cohort(prepared_folder(folder), opened=opened)
    file = prepared(folder, template)
    place = file.parent.parent
    say(f"A new folder: {place}")
    today = play(DemoFolder(place, file), weeks)
    result(
        f"\nLook at:\n"
        f"  {place / PAGE}  (the report in a browser; --open opens it)\n"
        f"  {place / 'README.md'}  (the same as GitHub shows it; its pictures are in .github/roadmap/)\n"
        f"  {file}  (edit it, then `plan` and `sync`)\n"
        f"\nTry there:\n"
        f"  cd {place}\n"
        f"  {program()} status --today {today}\n"
        f"  {program()} plan --today {today}"
    )
    if opened:
        _open(place / PAGE)
    return OK


def _open(page: Path) -> None:
    """Show a page in the browser, where there is one."""
    if click.launch(page.as_uri()):
        say(f"No browser could be started: open {page} yourself.")


def _cohort(place: Path, *, opened: bool) -> int:
    from roadmap_sync.cli.demo_cohort import TODAY, play_cohort  # noqa: PLC0415 - only with --cohort

    say(f"A new folder: {place}")
    play_cohort(place)
    result(
        f"\nLook at:\n"
        f"  {place / 'README.md'}  (the teacher's region; its picture is in .github/roadmap/cohort/)\n"
        f"  {place / 'public' / 'index.html'}  (the teacher's page)\n"
        f"  {place / 'class'}  (the learners, each with an own roadmap, tracker and report)\n"
        f"\nTry there:\n"
        f"  cd {place}\n"
        f"  {program()} cohort status --tracker local --today {TODAY}"
    )
    if opened:
        _open(place / "public" / "index.html")
    return OK


def program() -> str:
    """How to call this program from another folder: by its name where the shell finds it, else by its path."""
    if shutil.which("roadmap-sync"):
        return "roadmap-sync"
    called = Path(sys.argv[0])
    return shlex.quote(str(called.resolve())) if called.name == "roadmap-sync" else f"{sys.executable} -m roadmap_sync"


def prepared(folder: Path | None, template: str) -> Path:
    """A new folder with a copy of a shipped roadmap; returns the copy. Raises UsageError where one is there already."""
    shipped = shipped_roadmaps()
    if template not in shipped:
        raise UsageError(f"there is no shipped roadmap {template!r}", f"There are: {', '.join(sorted(shipped))}.")
    place = prepared_folder(folder)
    file = place / "roadmaps" / f"{template}.yaml"
    try:
        file.parent.mkdir(parents=True)
        shutil.copyfile(shipped[template], file)
    except OSError as error:
        raise RoadmapSyncError(f"can't write {file}: {error.strerror}") from error
    return file


def prepared_folder(folder: Path | None) -> Path:
    """A new or empty folder, a temporary one where none is named. Raises UsageError where there is something in it."""
    place = (folder or Path(tempfile.mkdtemp(prefix="roadmap-sync-demo-"))).resolve()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise UsageError(f"{place} is there already and not empty", "Name a new folder.")
    return place


def play(demo: DemoFolder, weeks: int) -> date:
    """The whole loop; returns the last day."""
    say(f"First sync. {summary(demo.sync(demo.start))}")
    demo.commit("Plan to learn", demo.start)
    with meter("Learning") as show:
        for number in range(weeks):
            monday = demo.start + timedelta(weeks=number)
            demo.sync(monday)
            demo.play(monday)
            show(f"Week {number + 1}", number + 1, weeks)
    today = demo.start + timedelta(weeks=weeks, days=-1)
    counts = demo.counts
    say(
        f"{count(weeks, 'week')} played: {counts[ActionKind.FINISH]} finished, {counts[ActionKind.SKIP]} skipped, "
        f"{counts[ActionKind.REOPEN]} reopened, {demo.ticks} ticks, {counts[ActionKind.COMMIT]} commits."
    )
    edited = edit(demo.file)
    demo.edited()
    say(f"{edited} {summary(demo.sync(today))}")
    demo.report(today)
    demo.commit("Report progress", today)
    say("Report written into README.md.")
    return today


def edit(file: Path) -> str:
    """Change the roadmap as its author might: reword an item's title. Returns what was done, in words.

    The first title that nothing else in the file refers to: an item without an `id` is named by its title.
    """
    text = read(file)
    titles = {entry.title for entry in outline(load_text(text, str(file))).work}
    for found in re.finditer(r"(?m)^[ \t]+- (?:title: )?(?P<title>[A-Z][^:#\n]+)$(?=\n\s+- )", text):
        if found["title"] not in titles:
            continue
        changed = f"{text[: found.end()]}, in practice{text[found.end() :]}"
        try:
            load_text(changed, str(file))
        except InvalidRoadmapError:
            continue
        write(file, changed)
        return "A title of the roadmap was edited, and synced again."
    return "The roadmap is synced again."
