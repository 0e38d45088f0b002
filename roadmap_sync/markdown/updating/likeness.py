"""How alike two titles are, and what else tells that two elements are one: what they hold and where they lead.

A word that many titles have says little ("day", "learn", "video"), a rare one much. Scripts without spaces are read in
pairs of letters. Titles that are a number and a unit ("Day 3") are as different as their numbers.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"(\d+)|([{_UNSPACED}]+)|((?:(?![\d_{_UNSPACED}])\w)+)")
_TAIL = re.compile(r"\s*[(\[（【].*$|\s*[:：|]\s.*$|\s+[-–—]\s.*$")
_BRACKETED = re.compile(r"\s*[(\[（【][^()\[\]（）【】]*[)\]）】]\s*$")
_CLOSING = (")", "]", "）", "】")
_LABEL = re.compile(r"^[^:：|–—]{1,40}?(?:[:：|]\s|\s[-–—]\s)")
_URL = re.compile(r"https?://[^\s\"'<>)\]]+")
_DIGITS = re.compile(r"\d+")
_NUMBER = 0.75
_IN_ROW = 0.95
_LETTER = 0.5
_CONTAINED = 0.85
_CLOSER, _NOTED = 0.05, 0.9
_HEAD = 0.8
_SPELLED = 0.9
_SPELLING = 0.8
_TELLING = 0.8
_LONG_WORD, _FEW, _SHORT = 4, 6, 3
_CHANCE = 2
"""So many words agree by chance."""
_CLEARLY = 0.7
_BEGINNING, _PART = 4, 0.4


class _Unmarked(dict[int, str]):
    """What of a sign stays without marks, once it was asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = "" if unicodedata.category(chr(code)).startswith("M") else chr(code)
        return self[code]


_UNMARKED = _Unmarked()


@lru_cache(maxsize=65_536)
def tokens(title: str) -> frozenset[str]:
    """The words of a title, numbers apart, letters and pairs of letters where a script has no spaces."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).casefold())
    return frozenset(_tokens(folded))


def _tokens(text: str) -> Iterator[str]:
    # A mark is no letter to `\w`, but belongs to the one before it.
    for number, unspaced, word in _RUN.findall(text if text.isascii() else text.translate(_UNMARKED)):
        if number:
            yield number.lstrip("0") or "0"
        elif word:
            yield word
        else:
            yield from unspaced
            yield from (unspaced[at : at + 2] for at in range(len(unspaced) - 1))


@lru_cache(maxsize=65_536)
def script(title: str) -> str:
    """The script that a title is clearly written in, "" where there is none."""
    names = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in title if sign.isalpha())
    best = names.most_common(1)
    return best[0][0] if best and best[0][1] >= _CLEARLY * names.total() else ""


def addresses(texts: Iterable[str]) -> frozenset[str]:
    """Where texts lead, written one way."""
    return frozenset(
        found.rstrip("/.,;").partition("://")[2].removeprefix("www.").casefold()
        for text in texts
        for found in _URL.findall(text)
    )


class Likeness:
    """Compares titles of two versions of one roadmap; both versions' titles tell which words say little."""

    def __init__(self, old: Iterable[str], new: Iterable[str]) -> None:
        counts = _counted(old) | _counted(new)
        self._weights = {token: _weight(token, count) for token, count in counts.items()}
        self._masses: dict[frozenset[str], float] = {}

    def weight(self, token: str) -> float:
        """How much it says that two titles have this token."""
        return self._weights.get(token) or _weight(token, 1)

    def titles(self, one: str, two: str) -> float:
        """How alike two titles are, 0 to 1."""
        a, b = tokens(one), tokens(two)
        if a == b:
            return 1.0 if a or one.strip() == two.strip() else 0.0
        shared = a & b
        if not a or not b or (not shared and max(len(a), len(b)) > _SHORT) or _other_number(a, b):
            return 0.0
        only_a, only_b = a - shared, b - shared
        told, count = self._mass(shared), _size(shared)
        if only_a and only_b:
            respelled = _respelled(only_a, only_b)
            told += self._mass(respelled) * _SPELLED
            count += len(respelled) * _SPELLED
        total_a, total_b = self._whole(a), self._whole(b)
        in_row = _in_row(one, two)
        alike = told / (total_a + total_b) + count / (_size(a) + _size(b))
        if self._is_noted(one, two, told):
            alike = max(alike, _NOTED + _CLOSER * alike)
        if not only_a or not only_b:
            if len(shared) > 1 and told >= _TELLING:
                alike = max(alike, _CONTAINED + _CLOSER * alike)
            elif tokens(_head(one)) == tokens(_head(two)) in (a, b):
                alike = max(alike, _HEAD)
        elif len(shared) > _CHANCE and told / min(total_a, total_b) >= _TELLING and not in_row:
            alike = max(alike, told / min(total_a, total_b) * _CONTAINED + _CLOSER * alike)
        return min(alike * (_IN_ROW if in_row else 1), 0.99)

    def _is_noted(self, one: str, two: str, told: float) -> bool:
        """Whether two titles differ in what stands in brackets at their ends alone."""
        bare, other = _unbracketed(one), _unbracketed(two)
        differ = bare != one or other != two
        return differ and tokens(bare) == tokens(other) and (told >= _TELLING or bare == one or other == two)

    def _whole(self, found: frozenset[str]) -> float:
        if found not in self._masses:
            self._masses[found] = self._mass(found)
        return self._masses[found]

    def _mass(self, found: Iterable[str]) -> float:
        """How much tokens say together; several numbers no more than one."""
        words = [token for token in found if not token.isdigit()]
        numbers = [self.weight(token) for token in found if token.isdigit()]
        return sum(map(self.weight, words)) + (sum(numbers) / len(numbers) if numbers else 0.0)


@lru_cache(maxsize=65_536)
def _size(found: frozenset[str]) -> float:
    numbers = sum(token.isdigit() for token in found)
    return len(found) - numbers + (_NUMBER if numbers else 0.0)


def overlap(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    """How much of what two containers hold is the same, 0 to 1, each thing as telling as it is rare."""
    if not one or not two:
        return 0.0
    shared = sum(weight for name, weight in one.items() if name in two)
    return 2 * shared / (sum(one.values()) + sum(two.values()))


def _counted(titles: Iterable[str]) -> Counter[str]:
    return Counter(token for title in titles for token in tokens(title))


def _weight(token: str, count: int) -> float:
    size = _NUMBER if token.isdigit() else _LETTER if len(token) == 1 and not token.isascii() else 1.0
    return size / (1 + math.log(count))


def is_counted(title: str) -> bool:
    """Whether a title is little but a number: "Day 3", "第3天"."""
    return _is_counted(tokens(title))


@lru_cache(maxsize=65_536)
def _is_counted(found: frozenset[str]) -> bool:
    words = sum(_LETTER if len(token) == 1 else 1 for token in found if not token.isdigit())
    return words <= 1 and any(map(str.isdigit, found))


def _other_number(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both are little but a number, and not the same one."""
    return _is_counted(a) and _is_counted(b) and not any(map(str.isdigit, a & b))


@lru_cache(maxsize=65_536)
def _numbers(title: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(title))


def _in_row(one: str, two: str) -> bool:
    """Whether two titles have as many numbers, and not the same: two of a row rather than one reworded."""
    numbers, others = _numbers(one), _numbers(two)
    return len(numbers) == len(others) and numbers != others


def _respelled(a: frozenset[str], b: frozenset[str]) -> list[str]:
    """Words of `a` that stand in `b` in another spelling or form."""
    if len(a) > _FEW or len(b) > _FEW:
        return []
    left = sorted(word for word in b if len(word) >= _LONG_WORD)
    found = []
    for word in sorted(a):
        twin = next((other for other in left if _same_word(word, other)), None) if len(word) >= _LONG_WORD else None
        if twin is not None:
            left.remove(twin)
            found.append(word)
    return found


@lru_cache(maxsize=65_536)
def _same_word(one: str, two: str) -> bool:
    if one[:2] != two[:2] or 2 * min(len(one), len(two)) < _SPELLING * (len(one) + len(two)):
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= _SPELLING and matcher.ratio() >= _SPELLING


def same_rest(one: str, two: str) -> bool:
    """Whether two titles differ in what stands before a colon or dash alone."""
    rest, other = (_LABEL.sub("", title).strip().casefold() for title in (one, two))
    return rest == other and len(rest) < min(len(one), len(two))


def reach(one: str, two: str) -> int:
    """How far into a title another reaches whose words it has all: of several joined into one, the first is near."""
    few, many = (one, two) if len(one) <= len(two) else (two, one)
    if not tokens(few) <= tokens(many):
        return 0
    told = many.casefold()
    return max((told.find(token) for token in tokens(few)), default=0)


def label(title: str) -> str:
    """What stands before a colon or dash, "" for nothing."""
    found = _LABEL.match(title)
    return found[0].rstrip(" :：|–—-").strip() if found else ""


def same_beginning(one: str, two: str) -> bool:
    """Whether two titles begin with the same words, a good part of the shorter one."""
    a, b = (_RUN.findall(title.casefold()) for title in (one, two))
    least = min(len(a), len(b))
    shared = next((at for at in range(least) if a[at] != b[at]), least)
    words = sum(not number for number, *_ in a[:shared])
    return words >= _BEGINNING and shared >= _PART * least


def _unbracketed(title: str) -> str:
    return _BRACKETED.sub("", title) if title.rstrip().endswith(_CLOSING) else title


def _head(title: str) -> str:
    """A title without what is in brackets or behind a colon or dash."""
    return _TAIL.sub("", title).strip()
