"""`roadmap-sync validate`: every problem of every file at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import FAILED, OK
from roadmap_sync.cli.output import problems_shown, result, result_json, say
from roadmap_sync.cli.session import library, named_paths, roadmap_paths, session
from roadmap_sync.errors import Problem, UsageError, errors_among
from roadmap_sync.render.formatting import count
from roadmap_sync.roadmap.loader import check_files
from roadmap_sync.text import workflow_data, workflow_property


@click.command("validate")
@options.files
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@options.output("text", "github", "json")
def validate_command(files: tuple[Path, ...], form: str, *, as_json: bool, strict: bool) -> int:
    """Check roadmap files: every problem at once, as file:line:column, the rule, and what to do instead.

    Without FILES all of roadmaps/ are checked, also the inactive ones. `--format github` prints annotations for a
    workflow run.

    \b
    Example:  roadmap-sync validate roadmaps/ai-engineer.yaml
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(None, None, None)
    paths = named_paths(files) or roadmap_paths(run.folder)
    if not paths:
        raise UsageError("there is no roadmap in roadmaps/", "Write one with `roadmap-sync init`, or name a file.")
    roadmaps, problems = check_files(list(paths), library(run, quiet=True))
    match options.chosen(form, as_json=as_json):
        case "json":
            result_json({"version": 1, "files": [str(path) for path in paths], "problems": [*map(_plain, problems)]})
        case "github":
            for problem in problems:
                click.echo(annotation(problem))
        case _:
            for shown in problems_shown(problems, sys.stdout):
                result(shown)
    say(_total(len(roadmaps), problems), style="" if problems else "green")
    return FAILED if errors_among(problems) or (strict and problems) else OK


def annotation(problem: Problem) -> str:
    """A workflow command that GitHub shows beside the line (its documentation calls it `error`)."""
    where = problem.where
    place = f"file={workflow_property(where.file)}"
    if where.line:
        place += f",line={where.line},col={where.column}"
    text = f"{problem.what}. {problem.hint}" if problem.hint else problem.what
    return f"::{'warning' if problem.warning else 'error'} {place}::{workflow_data(text)}"


def _plain(problem: Problem) -> dict[str, object]:
    return {**asdict(problem.where), "what": problem.what, "hint": problem.hint, "warning": problem.warning}


def _total(good: int, problems: Sequence[Problem]) -> str:
    errors = len(errors_among(problems))
    said = [count(errors, "error")] if errors else []
    said += [count(len(problems) - errors, "warning")] if len(problems) > errors else []
    fine = [f"{count(good, 'roadmap')} fine"] if good else []
    return ", ".join([*fine, *said]) + "."
