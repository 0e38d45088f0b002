"""Check boxes and status signs: `[ ]`, `[x]`, `[✔️]`, ballot boxes, and emoji where a legend or their use says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from roadmap_sync.markdown.language.periods import ONGOING
from roadmap_sync.markdown.language.vocabulary import DOING_WORDS, DONE_WORDS, OPEN_WORDS


class Mark(Enum):
    """What a box says."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"


_BRACKETS = re.compile(
    r"^\[\s*([xXхХ✓✔☑✅√✗✘vV*+~/>oO.\-–—🚧⏳🔄🟨❌☒?!<]?)\ufe0f?\s*\](?!\(\s*(?:https?:|#|\.|/))(?![\[:])\s*"
)
_BOX_SIGNS = frozenset("[☐☑☒")
_EMPTY = re.compile(r"^\[\s*\]")
_BALLOT = re.compile(r"^([☐☑☒])\ufe0f?\s*")
_CODES = {
    ":white_check_mark:": "✅",
    ":heavy_check_mark:": "✔",
    ":ballot_box_with_check:": "☑",
    ":white_large_square:": "⬜",
    ":white_medium_square:": "⬜",
    ":black_square_button:": "🔲",
    ":white_square_button:": "🔲",
    ":white_circle:": "⚪",
    ":construction:": "🚧",
    ":hourglass:": "⏳",
    ":hourglass_flowing_sand:": "⏳",
    ":x:": "❌",
    ":yellow_circle:": "🟡",
    ":red_circle:": "🔴",
    ":green_circle:": "🟢",
}
_CODE = re.compile(r":[a-z_]+:")
_SIGNS = {
    **dict.fromkeys("⬜🔲◻▢□⚪◯☐🔳", Mark.OPEN),
    **dict.fromkeys("✅✔☑🟩🟢✓", Mark.DONE),
    **dict.fromkeys("🚧⏳🔄🟨🟡🟠🔨🏗🚀🔃⌛", Mark.DOING),
    **dict.fromkeys("❌🟥🔴⬛⭕🔒📅📋⏸💤🗓🔜⏭🕒🆕", Mark.OPEN),
}
_PLAINLY_OPEN = frozenset("⬜🔲◻▢□☐🔳")
_SURE_DONE = frozenset("✅✔☑🟩✓")
_SURELY_NOT_DONE = _PLAINLY_OPEN | frozenset("🚧⏳🔄⌛🔜⏸")
# Not those whose colour counts phases on: 🟦 Month 1, 🟩 Month 2.
_HEAD_SIGNS = {sign: mark for sign, mark in _SIGNS.items() if sign not in "🟩🟨🟥🟢🟡🟠🔴⚪⬛"}
_NUMBER = re.compile(r"^(\d{1,3})\s*(?:%|％)$|^(\d{1,3})\s*/\s*(\d{1,3})$")
# What ends a line after a dash or in brackets: a look at the end of it tells quickly that most have no such thing.
_END_BOX = re.compile(r"(?<=\S)(?:\s|(?<=[:：]))\s{0,9}\[([ xX✓✔]?)\]\s{0,9}$")
_OFTEN = 3
_FIRST_WORD = re.compile(r"[\w%/]+")
_FIRST_WORDS = frozenset(
    first[0] for word in (*OPEN_WORDS, *DOING_WORDS, *DONE_WORDS) if (first := _FIRST_WORD.search(word.casefold()))
)
_TAIL = 120
_ENDED = re.compile(r"[-–—|→(（\[][^()（）\[\]]{1,60}[)）\]]?\s*$")
_STATED = re.compile(r"^(.*\w[^\w\n]*?)(?:\s{1,9}[-–—|→]{1,9}\s{1,9}|\s{0,9}[(（\[])([^()（）\[\]]{1,30}?)[)）\]]?\s*$")
# "**Day 1-5 (done)**: Loops": the state stands in the bold label.
_LABELLED = re.compile(
    r"^((?:\*\*|__)[^*_\n()（）\[\]]{1,60}?(?:\*\*|__)?)\s{0,9}[(（\[]([^()（）\[\]]{1,30})[)）\]]"
    r"\s{0,9}(?=[:：]|\*\*|__)"
)
_SAID_DONE = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,20})[)）\]]\s*$")
_STATUS_SIGNS = "".join(_SIGNS)
_STATE = re.compile(
    rf"(?:(?<![\s\-–—|:])\s*+[-–—|:]*+\s*+)?(?:([{_STATUS_SIGNS}])\ufe0f?\s*([^\W\d_][\w '’-]{{1,24}}?)"
    rf"|[(\[（]\s*([{_STATUS_SIGNS}]?)\ufe0f?\s*([^()\[\]（）]{{1,30}}?)\s*[)\]）])\s*[{_STATUS_SIGNS}🎉\ufe0f\s]*[:：]?([*_]*)[:：]?$"
)
# The state stands before the colon of a heading: "Week 1 (done): Loops".
_STATED_FIRST = re.compile(
    rf"^([^()（）\[\]\n:：]{{1,60}}?)\s{{0,9}}[(（\[]\s{{0,9}}([{_STATUS_SIGNS}]?)\ufe0f?\s{{0,9}}([^()（）\[\]]{{1,30}}?)"
    r"\s{0,9}[)）\]](?=(?:\*\*|__)?\s?[:：])"
)
_COUNT = re.compile(r"^\d{1,4}\s*(?:/|of)\s*\d{1,4}(?:\s+\w+){0,2}$|^\d{1,3}\s*[%％](?:\s+\w+){0,2}$")
_LEGEND = re.compile(
    r"(\[[ xX~\-/]?\]|[^\w\s\[\]()|,:;=.!?\"'`*_#>&@%$-]\ufe0f?)[`*]{0,9}\s{0,9}"
    r"(?:[:=\-–—→]{1,9}>?|\()?\s{0,9}[*_`]{0,9}([^\W\d_][\w\s'’/-]{1,40}?)\s{0,9}(?:$|[|,;·•()*`]|(?=[^\w\s'’/()-]))"
)

# "✅/🕐/❌" behind a heading, where its author is to leave one of them.
_UNCHOSEN = re.compile(r"(?<=\S)\s+(?:[\u2190-\U0001faff]\ufe0f?\s?/\s?){1,4}[\u2190-\U0001faff]\ufe0f?\s*$")


def starts_with_box(text: str) -> bool:
    """Whether a line begins with a box that is one without any legend."""
    return text[:1] in _BOX_SIGNS and read_box(text)[0] is not None


def read_box(text: str) -> tuple[Mark | None, str]:
    """The box at the start of `text`, if any, and the text behind it."""
    if text[:4] == "[ ] ":
        return Mark.OPEN, text[4:].lstrip()
    if text[:1] not in _BOX_SIGNS:
        return None, text
    if found := _BALLOT.match(text):
        return (Mark.OPEN if found[1] == "☐" else Mark.DONE), text[found.end() :]
    found = _BRACKETS.match(text)
    if not found or (not found[1] and not _EMPTY.match(text)):
        return None, text
    if found[1] and found.end() < len(text) and not text[found.end() - 1].isspace():
        return None, text
    return _inner(found[1]), text[found.end() :]


def _inner(sign: str) -> Mark:
    if not sign or sign in "❌?!<>":
        return Mark.OPEN
    return Mark.DOING if sign in "~/oO.-–—🚧⏳🔄🟨" else Mark.DONE


@dataclass(frozen=True, slots=True)
class Statuses:
    """What status signs mean in this document: empty where they are decoration.

    `words` says that lines end with a status in words, `ends` that they end with a box.
    """

    signs: Mapping[str, Mark]
    by_legend: bool = False
    words: bool = False
    ends: bool = False

    def leading(self, text: str) -> tuple[Mark | None, str]:
        """A box or status sign at the start of a line, and the text behind it."""
        mark, rest = read_box(text)
        if mark is not None:
            return mark, rest
        sign, rest = _first_sign(text)
        return (self.signs[sign], rest) if sign in self.signs else (None, text)

    def trailing(self, text: str) -> tuple[Mark | None, str]:
        """A box or sign at the end of a line, or a status in words after a dash, and the text before it."""
        if self.ends and (found := _END_BOX.search(text)):
            return _inner(found[1].strip()), text[: found.start()].rstrip()
        sign, rest = _last_sign(text) if self.signs else ("", text)
        if sign in self.signs:
            return self.signs[sign], rest
        return _stated_words(text) if self.words else (None, text)


def _first_sign(text: str) -> tuple[str, str]:
    if text[:1] == ":" and (code := _CODE.match(text)) and code[0] in _CODES:
        return _CODES[code[0]], text[code.end() :].lstrip()
    sign, rest = text[:1], text[1:]
    return sign, rest.removeprefix("\ufe0f").lstrip() if sign else ""


def _last_sign(text: str) -> tuple[str, str]:
    stripped = text.rstrip().removesuffix("\ufe0f").rstrip()
    if stripped.endswith(":") and (code := re.search(r":[a-z_]+:$", stripped)) and code[0] in _CODES:
        return _CODES[code[0]], stripped[: code.start()].rstrip()
    return stripped[-1:], stripped[:-1].rstrip()


def _stated_words(text: str) -> tuple[Mark | None, str]:
    """What a status in words says, in the bold label before a line or at its end, and the line without it."""
    mark, rest = _label_words(text)
    return (mark, rest) if mark else _last_words(text)


def _label_words(text: str) -> tuple[Mark | None, str]:
    found = _LABELLED.match(text) if text[:2] in {"**", "__"} else None
    mark = word_mark(found[2]) if found and not _NUMBER.match(found[2].strip()) else None
    return (mark, found[1] + text[found.end() :]) if found and mark else (None, text)


def _last_words(text: str) -> tuple[Mark | None, str]:
    start = max(0, len(text) - _TAIL)
    tail = text[start:]
    found = _STATED.match(tail) if _ENDED.search(tail) else None
    mark = word_mark(found[2]) if found and not _NUMBER.match(found[2].strip()) else None
    return (mark, text[: start + found.end(1)].rstrip()) if found and mark else (None, text)


def read_legend(texts: Iterable[str]) -> dict[str, Mark]:
    """The signs that these lines explain as not started, in progress or done; none for fewer than two."""
    meanings: dict[str, Mark] = {}
    for text in texts:
        plain = _CODE.sub(lambda code: _CODES.get(code[0], code[0]), text) if ":" in text else text
        for found in _LEGEND.finditer(plain):
            mark = word_mark(found[2])
            if mark is not None:
                meanings.setdefault(found[1].removesuffix("\ufe0f"), mark)
    return meanings if len(meanings) > 1 and len(set(meanings.values())) > 1 else {}


def word_mark(text: str) -> Mark | None:
    """What a status in words says, in any of the languages known; None for other words."""
    folded = text.casefold()
    first = _FIRST_WORD.search(folded)
    if not first or not (first[0] in _FIRST_WORDS or first[0][0].isdecimal()):
        return None
    word = " ".join(re.sub(r"[^\w\s%/]", " ", folded).split())
    if number := _NUMBER.match(word):
        share = int(number[1]) / 100 if number[1] else int(number[2]) / max(1, int(number[3]))
        return Mark.DONE if share >= 1 else Mark.DOING if share else Mark.OPEN
    for words, mark in ((OPEN_WORDS, Mark.OPEN), (DOING_WORDS, Mark.DOING), (DONE_WORDS, Mark.DONE)):
        if word in words:
            return mark
    return None


def learn_statuses(legend: Mapping[str, Mark], texts: Iterable[str]) -> Statuses:
    """What signs mean, from the legend, or from entries that use an empty square beside filled signs."""
    lines = list(texts)
    ends = sum(read_box(text)[0] is None and bool(_END_BOX.search(text)) for text in lines) >= _OFTEN
    if legend:
        signs = {sign: mark for sign, mark in legend.items() if not sign.startswith("[")}
        return Statuses(signs, by_legend=True, ends=ends)
    words = _has_words(lines)
    leading = Counter(_first_sign(text)[0] for text in lines)
    if not any(leading[sign] for sign in _PLAINLY_OPEN):
        return Statuses({}, words=words, ends=ends)
    return Statuses(_SIGNS, words=words, ends=ends)


def has_square(text: str) -> bool:
    """Whether a line begins with an empty square, which everybody reads as not done."""
    return _first_sign(text)[0] in _PLAINLY_OPEN


def heading_signs(titles: Iterable[str]) -> Statuses:
    """What signs before counted heads (✅ Week 1, 🔄 Week 2) mean, where some say done and others not."""
    signs = {_first_sign(title)[0] for title in titles}
    return Statuses(_HEAD_SIGNS) if signs & _SURE_DONE and signs & _SURELY_NOT_DONE else Statuses({})


def _has_words(lines: Sequence[str]) -> bool:
    """Whether a good part of the lines ends with a status in words, done and not done among them, or has it first."""
    marks = Counter(_stated_words(text)[0] for text in lines)
    open_ones = marks[Mark.OPEN] + marks[Mark.DOING]
    labelled = any(_label_words(text)[0] for text in lines)
    return bool(marks[Mark.DONE] and (open_ones or labelled)) and (marks[Mark.DONE] + open_ones) * 4 >= len(lines)


def cell_mark(text: str, statuses: Statuses) -> Mark | None:
    """What a cell of a status column says."""
    plain = text.strip().strip("*_`").strip()
    mark, rest = statuses.leading(plain)
    if mark is not None and (not rest or len(rest) < len(plain)):
        return mark
    sign, rest = _first_sign(plain)
    if sign in _SIGNS and (not rest or word_mark(rest) is not None):
        return (word_mark(rest) if rest else None) or _SIGNS[sign]
    return word_mark(plain)


def heading_status(text: str) -> tuple[Mark | None, str]:
    """The state that stands behind a heading (``✅ Completed``, ``(in progress)``, ``(3/8)``), and the rest of it."""
    text = _UNCHOSEN.sub("", text)
    if (first := _STATED_FIRST.match(text)) and (mark := _stated(first[3], first[2])):
        return mark, first[1] + text[first.end() :]
    found = _STATE.search(text[-_TAIL:])
    rest = text[: max(0, len(text) - _TAIL) + found.start()].rstrip() if found else ""
    if not found or not any(map(str.isalpha, rest)):
        return None, text
    rest = _balanced(rest, found[5])
    if _COUNT.match(found[4] or ""):
        return None, rest
    mark = _stated(found[2] or found[4], found[1] or found[3])
    return (mark, rest) if mark else (None, text)


def _stated(words: str, sign: str) -> Mark | None:
    """What words behind a heading say of its state; "ongoing" says it with a sign alone, else it is a time."""
    mark = word_mark(words)
    return mark if sign or not ONGOING.fullmatch(words) else None


def _balanced(text: str, marks: str) -> str:
    """A text that lost its end, with the emphasis that was closed there: ended where it began before, else gone."""
    return text.removesuffix(marks).rstrip() if text.endswith(marks) else text + marks


def is_only_sign(text: str) -> bool:
    """Whether a cell holds nothing but a status sign."""
    sign, rest = _first_sign(text.strip())
    return sign in _SIGNS and not rest


def trailing_done(text: str) -> tuple[bool, str]:
    """Whether a line ends with a sign that everybody reads as done, and the text before it."""
    said = _SAID_DONE.search(text[-_TAIL:])
    shown = text[: len(text) - len(said[0])] if said and word_mark(said[1]) is Mark.DONE else text
    sign, rest = _last_sign(shown)
    return (True, rest) if sign in _SURE_DONE and rest else (False, text)
