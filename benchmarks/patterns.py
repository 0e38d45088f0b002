"""Every regular expression of the package against texts made to make it slow.

    python -m benchmarks.patterns            # all of them, a minute or two
    python -m benchmarks.patterns --only roadmap_sync.tracker

For each pattern that the modules hold or use, long runs of what it repeats are put after what it begins with and before
what it can't end with, and matched in the ways in which the package uses it. A pattern is slow where twice the text
takes more than three times as long: a linear one takes twice, a quadratic one four times. What is compared are two
sizes of one text in one process, the best of three, so a busy machine is no failure.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.util
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any

import roadmap_sync

START, SMALL_STEPS, LONGEST = 10, 40, 4_000
"""How often a text is repeated at first, until when by two more, and how many characters it has at most."""
SQUEEZED = (
    *(
        f"roadmap_sync.markdown.{name}."
        for name in ("building", "content", "language", "shapes", "structure", "updating")
    ),
)
"""What sees text with single spaces alone (`inline.squeeze`): no run of blanks gets there."""
BOUNDED = {
    "roadmap_sync.markdown.parsing.noteapps._HASHTAGS": 300,
    "roadmap_sync.markdown.language.": 600,
    "roadmap_sync.cohort.result_json._SOURCE": 500,
}
"""Patterns that see only so many characters of a line, by the beginning of their place."""
MOST = 3.0
"""Times the seconds of half the text: a linear pattern takes 2, a quadratic one 4."""
# Below this the clock of the processor is too coarse to compare.
SECONDS = 0.003
_SUFFIXES = ("", "\0", "a\0", "\n\0")
_USUAL = (" ", "\t", "a", "0", "\n", "-", "*", " a", "0 ", "a ", " \n", "a\n")
_CALLS = {"search", "match", "fullmatch", "sub", "split", "findall", "finditer", "compile"}


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern and the place where it stands."""

    where: str
    pattern: re.Pattern[str]
    uses: tuple[str, ...] = ("search",)


def patterns(only: str = "") -> Iterator[Found]:
    """The patterns of the package: those that modules hold, and the literals in calls of `re`."""
    known: set[tuple[str, int]] = set()
    for name in sorted(_modules(only)):
        module = importlib.import_module(name)
        path = Path(str(module.__file__))
        source = path.read_text("utf-8")
        held = [
            Found(f"{name}.{label}", one, _uses(source, label))
            for label, value in vars(module).items()
            for one in _held(value)
        ]
        for one in (*held, *(Found(f"{name}:{line}", one, (use,)) for line, use, one in _literals(source))):
            if (one.pattern.pattern, one.pattern.flags) not in known:
                known.add((one.pattern.pattern, one.pattern.flags))
                yield one


def _uses(source: str, label: str) -> tuple[str, ...]:
    """`match` and `fullmatch` where the module uses it in these ways alone; `search` stands for all others."""
    found = set(re.findall(rf"\b{re.escape(label)}\.(\w+)\b", source))
    return tuple(sorted(found)) if found and found <= {"match", "fullmatch"} else ("search",)


def _modules(only: str) -> Iterator[str]:
    for found in pkgutil.walk_packages(roadmap_sync.__path__, "roadmap_sync."):
        if found.name.startswith(only) and not found.name.endswith("__main__"):
            yield found.name


def _held(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _held(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _held(one)


def _literals(source: str) -> Iterator[tuple[int, str, re.Pattern[str]]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS:
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            first = node.args[0] if node.args else None
            if of_re and isinstance(first, ast.Constant) and isinstance(first.value, str):
                use = node.func.attr if node.func.attr in {"match", "fullmatch"} else "search"
                yield node.lineno, use, re.compile(first.value, _flags(node))


def _flags(call: ast.Call) -> int:
    names = {one.attr for one in ast.walk(call) if isinstance(one, ast.Attribute) and one.attr.isupper()}
    return sum(getattr(re, name) for name in names if hasattr(re, name))


def texts(found: Found) -> Iterator[tuple[str, str, str]]:
    """What to try: a beginning, what is repeated, an end."""
    pattern, squeezed = found.pattern, found.where.startswith(SQUEEZED)
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    beginnings, pumps = {"", "a"}, dict.fromkeys(_USUAL)
    for prefix, inner in _repeats(tree, ""):
        beginnings.add(prefix)
        pumps |= dict.fromkeys(filter(None, _samples(inner)))
    for beginning in sorted(beginnings)[:12]:
        for pump in list(pumps)[:40]:
            if squeezed and "  " in pump.replace("\n", " ").replace("\t", " ") * 2:
                continue
            for suffix in _SUFFIXES:
                yield beginning, pump, suffix


def _repeats(tree: Iterable[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    """Each repetition without a small bound, with a text that leads up to it."""
    for kind, value in tree:
        if kind in {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}:
            if value[1] == _constants.MAXREPEAT or value[1] > 20:  # noqa: PLR2004 - fewer can't take long
                yield prefix, value[2]
            yield from _repeats(value[2], prefix)
        elif kind is _constants.SUBPATTERN:
            yield from _repeats(value[3], prefix)
        elif kind is _constants.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, prefix)
        elif kind in {_constants.ASSERT, _constants.ASSERT_NOT}:
            yield from _repeats(value[1], prefix)
        elif kind is _constants.ATOMIC_GROUP:
            yield from _repeats(value, prefix)
        prefix += next(iter(_samples([(kind, value)])), "")


def _samples(tree: Iterable[Any]) -> list[str]:
    """A few texts that a part of a pattern matches; lookarounds aside."""
    found = [""]
    for kind, value in tree:
        found = [one + more for one in found for more in (_of(kind, value) or [""])][:6]
    return found


def _of(kind: object, value: Any) -> list[str]:  # noqa: ANN401, PLR0911 - what the parser of `re` gives; a case a kind
    if kind is _constants.LITERAL:
        return [chr(value)]
    if kind is _constants.NOT_LITERAL:
        return [one for one in ("a", " ", "0") if ord(one) != value][:2]
    if kind is _constants.ANY:
        return ["a", " "]
    if kind is _constants.IN:
        return _in(value)
    if kind in {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}:
        return [one * max(1, value[0]) for one in _samples(value[2])] + ([""] if value[0] == 0 else [])
    if kind is _constants.SUBPATTERN:
        return _samples(value[3])
    if kind is _constants.ATOMIC_GROUP:
        return _samples(value)
    if kind is _constants.BRANCH:
        return [text for branch in value[1] for text in _samples(branch)[:2]]
    return [""]


def _in(parts: list[Any]) -> list[str]:
    pattern = re.compile(_class(parts))
    found = [one for one in " \taA0-*|\n_.#`[(é" if pattern.fullmatch(one)]
    for kind, value in parts:
        if kind is _constants.LITERAL and chr(value) not in found:
            found.append(chr(value))
        elif kind is _constants.RANGE and chr(value[0]) not in found:
            found.append(chr(value[0]))
    return [one for one in found if pattern.fullmatch(one)][:5]


def _class(parts: list[Any]) -> str:
    text = ""
    for kind, value in parts:
        if kind is _constants.NEGATE:
            text += "^"
        elif kind is _constants.LITERAL:
            text += re.escape(chr(value))
        elif kind is _constants.RANGE:
            text += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        elif kind is _constants.CATEGORY:
            text += {"DIGIT": r"\d", "NOT_DIGIT": r"\D", "SPACE": r"\s", "NOT_SPACE": r"\S", "WORD": r"\w"}.get(
                str(value).removeprefix("CATEGORY_"), r"\W"
            )
    return f"[{text}]"


def is_slow(found: Found, text: tuple[str, str, str]) -> bool:
    """Whether twice a text takes three times as long, once it takes long enough to be measured."""
    beginning, pump, suffix = text
    count = START
    longest = next((most for place, most in BOUNDED.items() if found.where.startswith(place)), LONGEST)
    while count * len(pump) <= longest:
        whole = beginning + pump * count + suffix
        seconds = _seconds(found, whole)
        if seconds > SECONDS:
            seconds = min(seconds, *(_seconds(found, whole) for _ in range(4)))
            half = beginning + pump * (count // 2) + suffix
            before = min(_seconds(found, half) for _ in range(5))
            return seconds > SECONDS and seconds > MOST * before
        # In small steps at first: what grows exponentially must be stopped before it takes for ever.
        count = count + 2 if count < SMALL_STEPS else count * 2
    return False


def _seconds(found: Found, text: str) -> float:
    use = [getattr(found.pattern, name) for name in found.uses]
    start = process_time()
    for one in use:
        one(text)
    return process_time() - start


def slow(only: str = "") -> Iterator[tuple[Found, tuple[str, str, str]]]:
    """The patterns that are slow on some text, with the first such text of each."""
    for one in patterns(only):
        text = next((text for text in texts(one) if is_slow(one, text)), None)
        if text:
            yield one, text


def main() -> int:
    """Print the slow ones; 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="modules whose name begins so")
    given = parser.parse_args()
    found = 0
    for one, (beginning, pump, suffix) in slow(given.only):
        found += 1
        print(f"{one.where}: {one.pattern.pattern[:100]!r} on {beginning!r} + {pump!r} * n + {suffix!r}", flush=True)
    total = sum(1 for _ in patterns(given.only))
    print(f"{found} of {total} patterns are slow")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
