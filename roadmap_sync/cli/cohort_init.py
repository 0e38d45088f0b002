"""`roadmap-sync cohort init`: the cohort's file, its workflow and the marks in the README."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli.cohort_reading import FOLDER
from roadmap_sync.cli.exit_codes import OK
from roadmap_sync.cli.files import read, write_inside
from roadmap_sync.cli.init import minute_of
from roadmap_sync.cli.options import day
from roadmap_sync.cli.output import result, say
from roadmap_sync.cli.provenance import installed_commit
from roadmap_sync.cli.readme import shown_readme
from roadmap_sync.cli.session import session
from roadmap_sync.cohort.definition import Names, read_cohort
from roadmap_sync.errors import UsageError
from roadmap_sync.render.workflow_yaml import cohort_workflow, release
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.curriculum import parse_address
from roadmap_sync.roadmap.strings import FormError
from roadmap_sync.text import plain
from roadmap_sync.tracker import region

NEXT = (
    "Next: add learners with `roadmap-sync cohort add OWNER/NAME`, look at them with `roadmap-sync cohort status`, then"
    " commit and push. Private learners' repositories take a token: save it as the secret ROADMAP_READ_TOKEN. The"
    " cohort's file names the learners: where the page is public and they are not to be known, keep it in a private"
    " repository."
)


@click.command("init")
@click.argument("curriculum")
@click.option("--title", default="My cohort", show_default=True, help="The name of the cohort.")
@click.option("--start", type=day, metavar="YYYY-MM-DD", help="The day it begins (default: each learner's own).")
@click.option(
    "--names",
    type=click.Choice([*map(str, Names)]),
    default=str(Names.SHOWN),
    show_default=True,
    help="How much is shown.",
)
def init_command(curriculum: str, *, title: str, start: date | None, names: str) -> int:
    """Write cohorts/TITLE.yaml, a workflow that reports it daily, and the marks in the README. Overwrites nothing.

    CURRICULUM is what the learners extend: owner/name/path/to/file.yaml@v3.

    \b
    Example:  roadmap-sync cohort init acme/curriculum/roadmaps/ai-engineer.yaml@v3 --title "Spring 2026"
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(None, None, None)
    try:
        parse_address(curriculum)
    except FormError as error:
        raise UsageError(f"CURRICULUM {error.rule}: {curriculum}", error.hint) from None
    path = f"{FOLDER}/{keys.slug(title)}.yaml"
    begins = f"start: {start}\n" if start else ""
    quoted = json.dumps(title, ensure_ascii=False)
    text = f"title: {quoted}\ncurriculum: {curriculum}\n{begins}names: {names}\nlearners: []\n"
    read_cohort(text, path)
    workflow = cohort_workflow(action=release(installed_commit()), minute=minute_of(run.folder.name))
    wanted = {path: text, **workflow}
    for name, content in wanted.items():
        _offer(run.folder, name, content)
    readme = shown_readme(run.folder).as_posix()
    there = read(run.folder / readme) if (run.folder / readme).exists() else ""
    if any(found.key.split(" ")[0] == "cohort" for found in region.regions(there)):
        result(f"kept  {readme}  (has a region for the cohort)")
    else:
        marked = region.splice(there or f"# {plain(title)}\n", "cohort", "The first run writes the cohort here.")
        write_inside(run.folder, Path(readme), marked)
        result(f"wrote  {readme}  (the cohort's region is at its end; move it where you like)")
    say(f"\n{NEXT}")
    return OK


def _offer(folder: Path, name: str, text: str) -> None:
    if (folder / name).exists():
        result(f"kept  {name}  (is there already)")
    else:
        write_inside(folder, Path(name), text)
        result(f"wrote  {name}")
