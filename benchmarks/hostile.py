"""What hostile files cost: `python benchmarks/hostile.py` prints a table.

Markdown of one sign or two over and over, in a line of 50,000 signs and in one of twice as many: time may double, not
grow fourfold. YAML that unfolds, nests or repeats without end must be refused within seconds. It ends with 1 above a
limit.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from time import process_time

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the project's folder

from benchmarks.table import Table, arguments, conclude, limited
from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.markdown import import_text
from roadmap_sync.roadmap.loader import load_text
from tests.roadmap.test_loader_hostile import HARMFUL

COLUMNS = ("what", "seconds", "for half of it", "growth")
UNITS = (
    "a", "1", " ", "[", "]", "(", ")", "<", ">", "*", "_", "**a ", "*_", "~~", "`", "`a``", "!", "=", "==a", "%%", "^ ",
    "|", "| ", "- ", "1. ", "1-", "1~", "a:", "a:: ", "#a ", " #a", "&", "&#", "<!-- a", "<!--", "<?", "<![CDATA[",
    "<!A ", "<a ", "<a b=", "</a ", "[a](", "[a](<", "[![a](", "![", "[[", "[[a", "http://", "<http://", "week ", "ke-",
    "word", "第", "一", "الأسبوع ", "ا", "✅", "█", "📅 ", "🔁 every ", "\u200c", "\u200d", "- TODO ",
    "https://a.b/c ", "1 week - ", "(1 week) ", "1h (2h) - ", "Week 1, ",
)  # fmt: skip
"""What is repeated."""
PLACES = "# T\n\n## Phase 1\n- [ ] a\n{0}\n\n- [ ] {0}\n\n    {0}\n\nDepends on: {0}\n\n## Phase 2 {0}\n- [ ] b\n"
"""Where it stands: beside an entry, in one, set in, behind a label, in a heading."""
SHOWN = 5
GROWTH, TELLING = 3.0, 1.0
"""Twice the text takes twice the time, or four times where it is squared; a ratio of so few seconds tells nothing."""
REFUSED = 10.0


def document(unit: str, signs: int) -> bytes:
    """A document with lines of so many signs."""
    return PLACES.format(unit * (signs // len(unit))).encode()


def seconds(unit: str, signs: int) -> float:
    """What the import of it takes of the processor."""
    content = document(unit, signs)
    began = process_time()
    import_text(content, name="plan.md")
    return process_time() - began


def refusal(content: str) -> float:
    """What it takes to refuse a YAML file."""
    began = process_time()
    try:
        load_text(content, "plan.yaml")
    except InvalidRoadmapError:
        return process_time() - began
    return float("inf")


def code(text: str) -> str:
    """A text as a code span in a cell of a Markdown table; what can't be seen, by its number."""
    text = text if text.isprintable() and text.strip() else ascii(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}".replace("|", "\\|")


def measured(signs: int) -> Table:
    """The table: the slowest kinds, and the steepest growth of all."""
    found = {unit: (seconds(unit, signs * 2), seconds(unit, signs)) for unit in UNITS}
    slowest = sorted(found, key=lambda unit: -found[unit][0])[:SHOWN]
    growth = {unit: long / short for unit, (long, short) in found.items() if long >= TELLING}
    steepest = max(growth, key=growth.__getitem__, default="")
    refusals = {name: refusal(content) for name, content in HARMFUL.items()}
    worst = max(refusals, key=refusals.__getitem__)
    rows = [
        (
            f"lines of {code(unit)}",
            f"{found[unit][0]:.1f}",
            f"{found[unit][1]:.1f}",
            f"{found[unit][0] / found[unit][1]:.1f}",
        )
        for unit in slowest
    ]
    rows += [
        (
            f"the steepest of {len(UNITS)} kinds, {code(steepest)}",
            "",
            "",
            limited(growth.get(steepest, 0.0), GROWTH, 1),
        ),
        (f"YAML, the slowest of {len(HARMFUL)} kinds, {worst}", limited(refusals[worst], REFUSED, 1), "", ""),
    ]
    kept = {
        "the time of an import grows faster than the line": growth.get(steepest, 0.0) <= GROWTH,
        "a harmful YAML file takes too long to refuse": refusals[worst] <= REFUSED,
    }
    return Table("hostile", COLUMNS, tuple(rows), tuple(what for what, fine in kept.items() if not fine))


def main() -> int:
    """Measure and print the table; returns the exit code."""
    parser = arguments(__doc__)
    parser.add_argument("--signs", type=int, default=50_000, help="signs of the shorter lines (default: 50000)")
    given = parser.parse_args()
    return conclude(measured(given.signs), write=given.write)


if __name__ == "__main__":
    sys.exit(main())
