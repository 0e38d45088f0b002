"""`roadmap-sync cohort doctor`: what works of a cohort, and what does not."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.cohort_reading import file, load_cohort, names_in, repositories, titles
from roadmap_sync.cli.doctor import READING, shown
from roadmap_sync.cli.exit_codes import FAILED, OK
from roadmap_sync.cli.output import result, result_json, wants_color
from roadmap_sync.cli.session import Session, session
from roadmap_sync.cohort.attention import is_running
from roadmap_sync.cohort.definition import Cohort, Names
from roadmap_sync.cohort.finding import Reading
from roadmap_sync.cohort.gathering import Gathering
from roadmap_sync.render.formatting import count
from roadmap_sync.tracker.provider import Check, CheckLevel

_UNPUBLISHED = "The learner's roadmap must extend the curriculum and its workflow must have run: `cohort add --invite`."
_BROKEN = "The learner's next report writes it again; with `publish: none` there is nothing to read."


@click.command("doctor")
@file
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
@options.tracking
def doctor_command(
    file: Path | None, *, as_json: bool, today: date | None, repo: str | None, tracker_name: str | None
) -> int:
    """Check the cohort's file, the curriculum, and each learner's repository; each line says how to fix it. Reads only.

    \b
    Example:  roadmap-sync cohort doctor
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    cohort = load_cohort(run, file)
    checks = list(_checks(run, cohort))
    if as_json:
        result_json({"version": 1, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            result(shown(check, color=wants_color(sys.stdout)))
    return FAILED if any(check.level is CheckLevel.ERROR for check in checks) else OK


def _checks(run: Session, cohort: Cohort) -> Iterator[Check]:
    yield Check(CheckLevel.OK, "cohort", f"{cohort.title}: {count(len(cohort.learners), 'learner')} in its file")
    phases = titles(run, cohort)
    if phases:
        yield Check(CheckLevel.OK, "curriculum", f"{cohort.curriculum}, {count(len(phases), 'phase')}")
    else:
        yield Check(
            CheckLevel.WARNING, "curriculum", f"{cohort.curriculum} can't be read: phases have no titles", READING
        )
    today = run.day or run.now.date()
    readings = Gathering(cohort, repositories(run), today).readings()
    if names_in(run, cohort, published=False) is Names.SHOWN:
        for reading in readings:
            yield _check(reading, today)
        return
    # Others read a workflow's log: nobody is named there.
    for (level, text), number in sorted(Counter((check.level, check.text) for check in _each(readings, today)).items()):
        yield Check(level, "learners", f"{number}: {text}")


def _each(readings: tuple[Reading, ...], today: date) -> Iterator[Check]:
    for reading in readings:
        check = _check(reading, today)
        yield Check(check.level, check.name, "a result" if check.level is CheckLevel.OK else "no result that runs")


def _check(reading: Reading, today: date) -> Check:
    name, found = reading.learner.repository, reading.result
    if found is None:
        way_out = READING if "private" in reading.problem else _UNPUBLISHED if "yet" in reading.problem else _BROKEN
        return Check(CheckLevel.WARNING, name, reading.problem, way_out)
    if not is_running(found, today):
        hint = "Its workflow does not run: GitHub disables schedules after 60 days without activity."
        return Check(CheckLevel.WARNING, name, f"the last result is of {found.as_of}", hint)
    return Check(CheckLevel.OK, name, f"result of {found.as_of}, {found.done} of {found.total} done")
