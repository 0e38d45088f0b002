"""Heads that count (Phase 1, Stage II, Week 3, 第一阶段, Неделя 2, 3단계): how large a stretch they name."""

from __future__ import annotations

import re
from functools import lru_cache

from roadmap_sync.markdown.inline import undecorated
from roadmap_sync.markdown.language.dates import is_named_month
from roadmap_sync.markdown.language.numerals import counted
from roadmap_sync.markdown.language.words import any_of
from roadmap_sync.markdown.language.yearfirst import is_month

_NAMED = r"[ivx]{1,5}|first|second|third|fourth|fifth|sixth|erste|zweite|dritte|première|primera|segunda|tercera"
_SPELLED = rf"(?:{_NAMED}|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten)"
# What makes a number before a word one of a row: 1. Woche, 1ª semana, 2ème étape, 3-я неделя.
ORDINAL = r"(?:\.|º|ª|°|st|nd|rd|th|ers?|res?|ère|[eè]me|e|ste|de|-?(?:я|й|ая|ий|ый|ой|ое|е|а|ша|га|тя|ий)|\.?[ªº])"
# "30-day challenge", "12 weeks": how long something takes, not which one it is.
_LENGTH = r"\d+(?:\s|\s?-\s?)?(?:days?|weeks?|months?|years?)\b"
_HAN = r"(?:[一二三四五六七八九十百\d]{1,3}(?:\s*(?:[-~～〜–—、]|至|到)\s*第?\s*[一二三四五六七八九十\d]{1,3})?)"
_NUMBER = r"\d{1,3}(?:[.．]\d{1,2})*"
# What only looks counted: Monday (周一), a length (三个月计划), some of a thing (一部分内容).
_UNCOUNTED = re.compile(
    rf"^(?:周|週|星期|礼拜)[一二三四五六日天](?!\w*[:：])|^{_HAN}\s*(?:个月|個月|ヶ月|か月|개월|天|周|週|年|日|星期)(?![目차])\w|"
    r"^[一二三四五六七八九十百]{1,3}\s*[^\W\d_一二三四五六七八九十百]{1,3}\w"
)
_DAY_OF_YEAR = re.compile(r"^\d{1,2}\s*[月월]\s*\d{1,2}\s*[日号號일]?")
_SUFFIX = re.compile(r"-\w\b")


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"^(?:the\s+)?{words}\.?\s*(?:#|n[º°o]?\.?\s|№|[-–_])?\s*{_NUMBER}(?!\d)|^(?:the\s+)?{words}\s+{_SPELLED}(?![^\W_])|"
        rf"^(?:(?:{_NAMED})\s+|(?!{_LENGTH})\d{{1,3}}\s*[.\-]?\s?){ORDINAL}?\s*{words}(?![^\W\d_])|"
        rf"^(?!{_LENGTH})[第제]?\s*{_HAN}\s*{words}|^{words}\s*{_HAN}(?![^\W_])",
        re.IGNORECASE,
    )


_RANKS = tuple(_pattern(any_of("stretches", name)) for name in ("year", "term", "phase", "month", "week", "day"))
YEAR, TERM, PHASE, MONTH, WEEK, DAY = range(6)


# What belongs to the number of a unit: "Phase 6B", "Week 1-2", "Module 2.1".
_PART_OF_NUMBER = re.compile(r"^(?:[A-Za-z](?![^\W_])|\s?[.\-–]\s?\d{1,3}(?![^\W_]))")
_COUNTER = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?[.)、）](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s)|\(\d{1,2}\)|0\d(?=\s)|"
    r"(?:\d\ufe0f?\u20e3)+|🔟|[①-⑳]|"
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*"
)


@lru_cache(maxsize=4096)
def unit_rank(title: str) -> int | None:
    """How large a stretch a title counts, 0 (a year) to 5 (a day); None where it counts nothing."""
    bare = counted(title.lstrip("([{<【（「『《〈\"'“ "))
    if not bare:
        return None
    if _UNCOUNTED.match(bare):
        return None
    if _DAY_OF_YEAR.match(bare):
        return DAY
    named = next((rank for rank, heads in enumerate(_RANKS) if heads.match(bare)), None)
    return MONTH if named is None and (is_month(bare) or is_named_month(bare)) else named


def unit_key(title: str) -> tuple[int, str] | None:
    """Which stretch a title counts, alike for ``Week 3: Loops`` and ``Week 03``; None where it counts none."""
    rank = unit_rank(title)
    if rank is None:
        return None
    bare = counted(title.lstrip("([{<【（「『《〈\"'“ "))
    found = _RANKS[rank].match(bare)
    numbers = re.findall(r"\d+", found[0]) if found else []
    if numbers or found is None:
        return rank, ".".join(str(int(number)) for number in numbers) or bare.casefold()
    return rank, found[0].casefold()


def without_unit(title: str) -> str:
    """The title without ``Phase 1:`` before it; as it is where nothing else is left."""
    bare = counted(title.lstrip())
    found = _RANKS[PHASE].match(bare)
    if found is None:
        return title
    after = _PART_OF_NUMBER.sub("", bare[found.end() :]).lstrip()
    left = undecorated(after.lstrip(")）】」.、,"))
    separated = bool(after) and not after[0].isalnum() and not _SUFFIX.match(after)
    return left if separated and any(map(str.isalpha, left)) else title


def without_number(title: str) -> str:
    """The title without the number that counts it among its like: ``1.``, ``2.3``, ``04 —``, ``(5)``, a keycap."""
    found = _COUNTER.match(title)
    rest = undecorated(title[found.end() :]) if found else ""
    return rest if any(map(str.isalpha, rest)) else title
