"""A roadmap with its progress as a table (CSV) and as JSON."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import fields

from roadmap_sync.progress.model import Progress, Work
from roadmap_sync.roadmap.unresolved import as_written, plain

_COLUMNS = ("key", "phase", "section", "title", "kind", "tags", "mark", "hours", "start", "target", "done_on", "url")
_FORMULA = frozenset("=+-@")


def is_csv(text: str) -> bool:
    """Whether a file's text is a table that `export_csv` wrote: by its header, with or without a byte order mark."""
    return text.lstrip("\ufeff").splitlines()[:1] == [",".join(_COLUMNS)]


def is_json(text: str) -> bool:
    """Whether a file's text is a document that `export_json` wrote, of any version."""
    try:
        document = json.loads(text)
    except ValueError:
        return False
    return isinstance(document, dict) and {"version", "roadmap", "work"} <= document.keys()


def export_csv(progress: Progress) -> str:
    """A row for every item and project, in order; hours are the roadmap's estimates, days the learner's."""
    titles = {part.key: part.title for phase in progress.phases for part in (phase, *phase.sections)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for work in progress.work:
        writer.writerow([_cell(value) for value in _row(work, titles)])
    return out.getvalue()


def _row(work: Work, titles: dict[str, str]) -> tuple[object, ...]:
    return (
        work.key,
        titles.get(work.phase, work.phase),
        titles.get(work.section, work.section),
        work.title,
        work.kind,
        " ".join(work.tags),
        work.mark.value,
        "" if work.hours is None else f"{work.hours:g}",
        work.start or "",
        work.target or "",
        work.done_on or "",
        work.url,
    )


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    text = str(value)
    begin = unicodedata.normalize("NFKC", text.lstrip()[:1])  # programs skip white space and read "＝" as "="
    return f"'{text}" if begin in _FORMULA or text[:1] in {"\t", "\r", "\n"} else text


def export_json(progress: Progress) -> str:
    """The roadmap as it is written, and the state of its work."""
    names = [entry.name for entry in fields(Work)]
    work = [{name: plain(getattr(found, name)) for name in names} for found in progress.work]
    document = {
        "version": 1,
        "roadmap": plain(as_written(progress.roadmap)),
        "as_of": progress.as_of.isoformat(),
        "work": work,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
