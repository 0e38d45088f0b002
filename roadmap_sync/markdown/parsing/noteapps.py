"""What note-taking apps (Obsidian, Logseq, Notion) and HTML editors write, as the Markdown that everybody reads.

Line by line: wiki links, highlights, block ids, dates and recurrences of tasks, hashtags, callouts, properties,
TODO and DONE markers, check boxes written as entities or inputs, progress bars.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WIKI = re.compile(r"(!?)\[\[([^\[\]|#\n]{0,200})(?:#([^\[\]|\n]{1,200}))?(?:\|([^\[\]\n]{1,200}))?\]\]")
_HIGHLIGHT = re.compile(r"==(?=[^\s=])([^=\n]{1,200}?)(?<=[^\s=])==")
_BLOCK_ID = re.compile(r"(?<=\S)\s+\^[A-Za-z0-9-]{3,40}\s*$")
_HIDDEN = re.compile(r"%%[^%\n]*%%|^%% kanban:settings\s*$|^%%\s*$")
_STAMP = re.compile(r"(?:(?<!\s)\s+)?([📅⏳🛫➕✅❌])\ufe0f?\s*(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2})?")
_RECURRENCE = re.compile(r"(?:(?<!\s)\s+)?🔁\s*(every [\w ]{1,40}?)(?=\s*(?:[^\w\s]|$))", re.IGNORECASE)
_PRIORITY = re.compile(r"(?:(?<!\s)\s+)?[⏫🔼🔽🔺⏬]\ufe0f?(?=\s|$)")
_STAMPS = {"📅": "due", "⏳": "scheduled", "🛫": "from"}
_HASHTAGS = re.compile(r"(?<=\S)((?:\s+#[^\W\d_][\w/-]{0,40})+)\s*$")
_FILTERS = frozenset({"#task", "#todo", "#tasks"})
_TAGGED_LINES, _TAIL = 3, 300
_LISTED = re.compile(r"^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s")
_CALLOUT = re.compile(r"^(\s*+(?:>\s*+)++)\[![A-Za-z][\w-]{0,30}\][-+]?[ \t]*+(.*)$")
_PROPERTY = re.compile(r"^(\s*(?:[-*+]\s+)?)([^\W\d_][\w -]{0,30})::\s+(\S.*)$")
_OWN = frozenset({"id", "collapsed", "icon", "background-color", "logseq.order-list-type", "created-at", "updated-at"})
_INSIDE = re.compile(r"([\[(])([^\W\d_][\w -]{0,30})::\s*([^\[\]()\n]{1,80})[\])]")
_MARKER = re.compile(
    r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+)(TODO|DOING|NOW|LATER|WAITING|DONE|CANCELL?ED)\s+(?=\S)(?:\[#[ABC]\]\s*)?"
)
_MARKED = {"DONE": "[x] ", "DOING": "[/] ", "NOW": "[/] "}
_MARKED_LINES = 2
_ENTITY = re.compile(
    r"&(#9744|#x2610|#9745|#x2611|#9746|#10003|#x2713|#10004|#9989|#x2705|check|#11036|#x2b1c);", re.IGNORECASE
)
_EMPTY_ENTITIES = frozenset({"#9744", "#x2610", "#11036", "#x2b1c"})
_INPUT = re.compile(r"<input\b([^<>]{0,200}?)/?>(?:\s*</input>)?\s*", re.IGNORECASE)
_BAR = re.compile(
    r"(?:[—–:|-]?(?:(?<!\s)\s+)?\d{1,3}\s*+%)?(?:(?<!\s)\s+)?[\[(|]?[█▓▒░▰▱▮▯▬]{4,}+[\])|]?(?:\s*+\d{1,3}\s*+%)?"
)
_CELL_BAR = re.compile(r"[█▓▒░▰▱▮▯▬]{4,}\s*")


def from_apps(lines: list[str], inside: Sequence[int]) -> None:
    """Rewrite the lines that stand in no code block."""
    outside = [number for number in range(len(lines)) if not inside[number] and lines[number]]
    marked = sum(1 for number in outside if _MARKER.match(lines[number])) >= _MARKED_LINES
    tagged = sum(1 for number in outside if "#" in lines[number] and _tags(lines[number])) >= _TAGGED_LINES
    for number in outside:
        line = lines[number]
        if marked and (found := _MARKER.match(line)):
            line = found[1] + _MARKED.get(found[2], "[ ] ") + line[found.end() :]
        if tagged and "#" in line and (tags := _tags(line)):
            kept = [f" `[{tag[1:].replace('/', ' ')}]`" for tag in tags.split() if tag not in _FILTERS]
            line = line.rstrip().removesuffix(tags.rstrip()).rstrip() + "".join(kept)
        lines[number] = _rewritten(line)


def _tags(line: str) -> str:
    found = _HASHTAGS.search(line[-_TAIL:]) if _LISTED.match(line) else None
    return found[1] if found else ""


def _rewritten(line: str) -> str:
    if "[[" in line:
        line = _WIKI.sub(_wiki, line)
    if "::" in line:
        line = _properties(line)
    if "[!" in line:
        line = _CALLOUT.sub(lambda found: found[1] + (f"**{found[2].strip('* ')}**" if found[2].strip() else ""), line)
    if "==" in line:
        line = _HIGHLIGHT.sub(r"\1", line)
    if "%%" in line:
        line = _HIDDEN.sub("", line)
    if "^" in line:
        line = _BLOCK_ID.sub("", line)
    if "&" in line:
        line = _ENTITY.sub(lambda found: "☐" if found[1].lower() in _EMPTY_ENTITIES else "☑", line)
    if "<" in line:
        line = _INPUT.sub(_input, line)
    return line if line.isascii() else _signs(line)


def _signs(line: str) -> str:
    if any(sign in line for sign in "📅⏳🛫➕✅❌"):
        line = _STAMP.sub(lambda found: f" ({_STAMPS[found[1]]} {found[2]})" if found[1] in _STAMPS else "", line)
    if "🔁" in line:
        line = _RECURRENCE.sub(r" (\1)", line)
    line = _PRIORITY.sub("", line)
    if line.lstrip().startswith("|"):
        return _CELL_BAR.sub("", line)
    return _BAR.sub("", line)


def _wiki(found: re.Match[str]) -> str:
    if found[1]:
        return ""
    page = found[2].rsplit("/", 1)[-1].strip()
    return found[4] or " > ".join(filter(None, [page, found[3]]))


def _properties(line: str) -> str:
    line = _INSIDE.sub(lambda found: f"({found[2].strip()}: {found[3].strip()})", line)
    found = _PROPERTY.match(line)
    if found is None:
        return line
    return "" if found[2].strip().casefold() in _OWN else f"{found[1]}{found[2]}: {found[3]}"


def _input(found: re.Match[str]) -> str:
    given = found[1].casefold()
    if "checkbox" not in given:
        return found[0]
    return "[x] " if re.search(r"\bchecked\b", given) else "[ ] "
