"""Tables whose rows are the phases, in documents without headings for them."""

from __future__ import annotations

from roadmap_sync.markdown.blocks import Table
from roadmap_sync.markdown.content.entries import row_text
from roadmap_sync.markdown.inline import read_inline, undecorated
from roadmap_sync.markdown.language.units import DAY, PHASE, TERM, YEAR, unit_rank
from roadmap_sync.markdown.shapes.scale import Scale
from roadmap_sync.markdown.structure.columns import is_overview
from roadmap_sync.markdown.structure.tree import Part

_SEVERAL = 3


def phase_table(root: Part, scale: Scale) -> Table | None:
    """The first table that tells the phases, one a row: counted ones, or names below a head like "Phase"."""
    tables = [block for part in root.walk() for block in part.blocks if isinstance(block, Table)]
    counted = (table for table in tables if is_overview(table) and _ranks(table) <= {YEAR, TERM, PHASE})
    named = [table for table in tables if _names_phases(table, root, scale)]
    return next(counted, None) or (named[0] if len(named) == 1 else None)


def _ranks(table: Table) -> set[int]:
    return {rank for row in table.rows if (rank := unit_rank(row_text(row))) is not None} or {DAY}


def _names_phases(table: Table, root: Part, scale: Scale) -> bool:
    """Whether a table names phases and hardly anything is listed in the document but its rows."""
    head = undecorated(read_inline(table.header[0]).text) if table.header else ""
    if len(table.rows) < _SEVERAL or len(head.split()) != 1 or unit_rank(f"{head} 1") != PHASE:
        return False
    names = [row.cells[0] if row.cells else "" for row in table.rows]
    return all(any(map(str.isalpha, name)) for name in names) and scale.all(root) <= 2 * len(table.rows)
