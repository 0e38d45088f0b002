"""Roadmaps with one value exchanged for a hostile one, through the commands, in search of tracebacks.

    python -m benchmarks.fuzz                       # 300 cases of seed 1, some minutes
    python -m benchmarks.fuzz --seed 7 --cases 2000
    python -m benchmarks.fuzz --seed 7 --only 412   # one case again, with its file printed

A case takes one of the shipped roadmaps, or a Markdown document made from one, changes one or two places, and runs
validate, sync, status, report and the exports (for Markdown: import, then validate) on the embedded tracker. Each must
end with the exit code 0, 1 or 2, within ten seconds of the processor and 400 MB; what `validate` accepts must not fail
later. Prints what broke that, and ends with 1.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import io
import os
import random
import resource
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import yaml

from roadmap_sync.cli import root
from roadmap_sync.cli.exit_codes import FAILED, OK, USAGE, run
from roadmap_sync.markdown import export_markdown
from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.loader import load_text

SECONDS, MEGABYTES = 10.0, 400
_COMMANDS = (
    ("validate",),
    ("sync", "--yes"),
    ("plan",),
    ("status",),
    ("report",),
    ("export", "--format", "ics"),
    ("export", "--format", "csv"),
    ("export", "--format", "markdown"),
    ("export", "--format", "json"),
    ("export", "--format", "anki"),
)
_HOSTILE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, float("inf"), float("nan"), 10**30, "", " ", "a" * 300, "a" * 70_000, "\0",
    "\x1b[31m", "\u202e", "\ud7ff", "<script>alert(1)</script>", "@ada #1", "::error::x", "${{ secrets.X }}",
    "[x](javascript:1)", "|", "```", "-->", "]]>", "=1+1", [], {}, [[]], [None], {"a": 1}, ["a"] * 300,
    "2700-01-01", "9999-12-31", "0001-01-01", "week 99999", "weeks 1-100000", "day 3650000", "month 120000",
    "100000h", "1e9h", "0h", "9999-12-30..9999-12-31", "0001-01-01..9999-12-31", "2026-02-30", "Mars/Olympus",
    "UTC+99", "../../etc/passwd", "/dev/zero", "CZ", "DE-XX", "a/b/c/d", "~", "~goals", "Straße 🐝", "اردو",
    "quarter 1", "1 year", "10000 years", 52.5, "1-2h", "h", "999999999999999999999",
)  # fmt: skip
"""What stands in for a value: wrong types, extremes, ends of the calendar, control characters, other languages."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A case and what went wrong."""

    case: int
    what: str
    text: str


def fuzzed(seed: int, case: int) -> tuple[str, str]:
    """The file's name and its text of one case."""
    chance = random.Random(f"{seed}/{case}")
    name, path = chance.choice(sorted(shipped_roadmaps().items()))
    source = path.read_text(encoding="utf-8").replace("active: false", "active: true")
    whole = yaml.safe_load(source)
    if chance.random() < 0.25:  # noqa: PLR2004 - a quarter of the cases
        return "r.md", _changed_text(export_markdown(load_text(source, f"{name}.yaml")), chance)
    for _ in range(chance.choice((1, 1, 2))):
        whole = _changed(whole, chance)
    return "roadmaps/r.yaml", yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)


def _changed(whole: Any, chance: random.Random) -> Any:  # noqa: ANN401 - what YAML gives
    """One value, anywhere, exchanged; or a known key put where it may not belong."""
    whole = copy.deepcopy(whole)
    holder, key = chance.choice(list(_places(whole)))
    value = copy.deepcopy(chance.choice(_HOSTILE))
    if isinstance(holder, dict) and chance.random() < 0.3:  # noqa: PLR2004 - a third
        key = chance.choice(_KEYS)
    holder[key] = value
    return whole


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)


_KEYS = (
    "when", "lasts", "effort", "start", "timezone", "pace", "holidays", "depends_on", "id", "was", "tags", "kind",
    "done_when", "goals", "habits", "checkpoints", "skills", "review", "board", "entry", "entry_points", "label",
    "author", "trust", "track", "items", "sections", "options", "choose", "projects", "same_as", "title", "extends",
    "without", "publish", "resources",
)  # fmt: skip


def _changed_text(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[at] = str(chance.choice(_HOSTILE))[:5_000]
            case 1:
                lines[at] = (
                    chance.choice(("#" * chance.randrange(1, 9), "  " * chance.randrange(9) + "- ", "| ")) + lines[at]
                )
            case 2:
                del lines[at]
                lines = lines or [""]
            case _:
                lines.insert(at, lines[chance.randrange(len(lines))])
    return "\n".join(lines)


def check(seed: int, case: int) -> Iterator[Broken]:
    """Run one case in a folder of its own."""
    name, text = fuzzed(seed, case)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        if name.endswith(".md"):
            commands: tuple[tuple[str, ...], ...] = (("import", name, "-o", "roadmaps/r.yaml"), *_COMMANDS)
        else:
            commands = _COMMANDS
        for command in commands:
            code, what = _run(command)
            if what:
                yield Broken(case, f"{' '.join(command)}: {what}", text)
            if command[0] in {"validate", "import"} and code != OK:
                return


def _run(command: tuple[str, ...]) -> tuple[int, str]:
    err = io.StringIO()
    start, before = process_time(), _megabytes()
    try:
        with contextlib.redirect_stdout(_Bytes()), contextlib.redirect_stderr(err):
            code = run(
                root, [*command, *(["--today", "2026-03-02"] if command[0] not in {"validate", "import"} else [])]
            )
    except BaseException:  # noqa: BLE001 - whatever a user would see as a traceback
        return FAILED, traceback.format_exc(limit=-3)
    # By how much the highest size of the process grew: whoever calls may have been large before.
    seconds, size = process_time() - start, _megabytes() - before
    shown = err.getvalue()
    if code not in {OK, FAILED, USAGE}:
        return code, f"exit code {code}: {shown[-300:]}"
    if "Traceback" in shown or "internal error" in shown:
        return code, shown[-600:]
    if code != OK and command[0] not in {"validate", "import"}:
        return code, f"`validate` accepted it, and then: {shown[-300:]}"
    if seconds > SECONDS or size > MEGABYTES:
        return code, f"{seconds:.1f} s, {size:.0f} MB"
    return code, ""


def _megabytes() -> float:
    """The highest resident size of this process so far."""
    unit = 1 if sys.platform == "darwin" else 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


class _Bytes(io.TextIOWrapper):
    """Standard output for texts and for bytes."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)


def main() -> int:
    """Run the cases; 1 where any is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--only", type=int, default=-1, help="the number of one case")
    given = parser.parse_args()
    os.environ["NO_COLOR"] = "1"
    for name in [name for name in os.environ if name.startswith(("GITHUB_", "GH_"))]:
        del os.environ[name]
    cases = [given.only] if given.only >= 0 else range(given.cases)
    broken = 0
    for case in cases:
        if given.only >= 0:
            print(fuzzed(given.seed, case)[1])
        for found in check(given.seed, case):
            broken += 1
            print(f"case {found.case}: {found.what}\n", flush=True)
    print(f"{broken} of {len(cases)} cases broken, seed {given.seed}")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
