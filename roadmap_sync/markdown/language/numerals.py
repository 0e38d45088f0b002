"""Numbers of weeks, phases and days as people write them: 第十二周, الأسبوع الأول, Minggu ke-3, สัปดาห์ที่ 2, पहला चरण."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from roadmap_sync.markdown.language.scripts import MARKS, composed
from roadmap_sync.markdown.language.words import any_of, exact, names

_STRETCHES = ("year", "term", "phase", "month", "week", "day")
_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN = "[零〇一二两兩三四五六七八九十百]{1,5}"
_COUNTED = re.compile(rf"第\s*({_HAN})")
_LENGTH = re.compile(
    r"(?<![每第\w])([二两兩三四五六七八九十]{1,3})\s*(?=个月|個月|周|週|星期|小时|小時|天|年间|週間|ヶ月|か月|カ月)"
)
_LONGEST = 300
_NEXT = rf"(?![\w{MARKS}])"


@lru_cache(maxsize=4096)
def in_digits(text: str) -> str:
    """The text with every counted stretch and length in digits, for reading times from; not for showing."""
    text = _han(composed(text))
    if len(text) > _LONGEST:
        return text
    text = text if text.isascii() else _dual().sub(lambda found: f"2 {_duals()[found[0]]}", text)
    return _after().sub(_numbered, _before().sub(_turned, _particles().sub(r"\1 \2", text)))


@lru_cache(maxsize=4096)
def counted(title: str) -> str:
    """The title with the number of the stretch that leads it in digits; the rest is as it was."""
    text = composed(title)
    if (found := _COUNTED.match(text)) is not None:
        return f"第{_value(found[1])}{text[found.end() :]}"
    if found := _particles().match(text):
        return f"{found[1]} {found[2]}{text[found.end() :]}"
    if not text[:1].isalpha():
        return text
    if found := _after().match(text):
        return _numbered(found) + text[found.end() :]
    if found := _before().match(text):
        return _turned(found) + text[found.end() :]
    return text


@cache
def _duals() -> dict[str, str]:
    return {word: unit for unit in names("duals") for word in exact("duals", unit)}


@cache
def _dual() -> re.Pattern[str]:
    """Two of a unit in one word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _duals()))}){_NEXT}")


def _han(text: str) -> str:
    if "第" in text:
        text = _COUNTED.sub(lambda found: f"第{_value(found[1])}", text)
    return text if text.isascii() else _LENGTH.sub(lambda found: str(_value(found[1])), text)


def _value(numeral: str) -> int:
    """The number of 十二, 二十, 一百零五, 二一."""
    hundreds, hundred, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    if not ten and not hundred:
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    value = (_DIGITS.get(hundreds[-1:], 1) * 100 if hundred else 0) + (_DIGITS.get(tens[-1:], 1) * 10 if ten else 0)
    return value + _DIGITS.get(ones[-1:], 0)


@cache
def _ordinals() -> dict[str, int]:
    return {word: int(number) for number in names("ordinals") for word in exact("ordinals", number)}


@cache
def _spelled() -> str:
    """All ordinals as one expression, longer ones first."""
    return "(" + "|".join(sorted(map(re.escape, _ordinals()), key=len, reverse=True)) + ")"


@cache
def _stretches() -> str:
    return "(" + "|".join(any_of("stretches", name) for name in _STRETCHES) + ")"


@cache
def _after() -> re.Pattern[str]:
    """Week first: the stretch, then its number in a word."""
    return re.compile(rf"(?<!\w){_stretches()}\s+{_spelled()}{_NEXT}", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    """First week: the number in a word, then its stretch."""
    return re.compile(rf"(?<!\w){_spelled()}\s+{_stretches()}{_NEXT}", re.IGNORECASE)


@cache
def _particles() -> re.Pattern[str]:
    """Week no. 3: what stands between a stretch and its number in some languages."""
    return re.compile(
        rf"(?<!\w){_stretches()}\s*{any_of('ordinals_marks', 'before')}\s*-?\s*(\d{{1,3}})", re.IGNORECASE
    )


def _numbered(found: re.Match[str]) -> str:
    return f"{found[1]} {_ordinals()[_known(found[2])]}"


def _turned(found: re.Match[str]) -> str:
    return f"{found[2]} {_ordinals()[_known(found[1])]}"


def _known(word: str) -> str:
    """The ordinal as it is listed."""
    return next(key for key in (word, word.casefold()) if key in _ordinals())
