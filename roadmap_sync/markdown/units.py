"""Heads that count (Phase 1, Stage II, Week 3, 第一阶段, Неделя 2, 3단계): how large a stretch they name."""

from __future__ import annotations

import re

from roadmap_sync.markdown.inline import undecorated
from roadmap_sync.markdown.words import any_of

_NAMED = r"[ivx]{1,5}|first|second|third|fourth|fifth|sixth|erste|zweite|dritte|première|primera|segunda|tercera"
_SPELLED = rf"(?:{_NAMED}|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten)"
# What makes a number before a word one of a row: 1. Woche, 1ª semana, 2ème étape, 3-я неделя.
ORDINAL = r"(?:\.|º|ª|°|st|nd|rd|th|ers?|res?|ère|[eè]me|e|ste|de|-?(?:я|й|ая|ий|ый|ой|ое|е|а|ша|га|тя|ий)|\.?[ªº])"
# "30-day challenge", "12 weeks": how long something takes, not which one it is.
_LENGTH = r"\d+(?:\s|\s?-\s?)?(?:days?|weeks?|months?|years?)\b"
_HAN = "[一二三四五六七八九十\\d]{1,3}"
_ARABIC_ORDINAL = (
    "الأول(?:ى)?|الثاني(?:ة)?|الثالث(?:ة)?|الرابع(?:ة)?|الخامس(?:ة)?|السادس(?:ة)?|السابع(?:ة)?|الثامن(?:ة)?"
)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"^(?:the\s+)?{words}\.?\s*(?:#|n[º°o]?\.?\s|№)?\s*\d{{1,3}}(?!\d)|^(?:the\s+)?{words}\s+{_SPELLED}(?![^\W_])|"
        rf"^(?:(?:{_NAMED})\s+|(?!{_LENGTH})\d{{1,3}}\s*[.\-]?\s?){ORDINAL}?\s*{words}(?![^\W\d_])|"
        rf"^(?!{_LENGTH})第?\s*{_HAN}\s*{words}|^{words}\s*{_HAN}(?![^\W_])|^{words}\s+(?:{_ARABIC_ORDINAL})",
        re.IGNORECASE,
    )


_RANKS = tuple(_pattern(any_of("stretches", name)) for name in ("year", "term", "phase", "month", "week", "day"))
YEAR, TERM, PHASE, MONTH, WEEK, DAY = range(6)


def unit_rank(title: str) -> int | None:
    """How large a stretch a title counts, 0 (a year) to 5 (a day); None where it counts nothing."""
    bare = title.lstrip("([{<【（「『\"'“ ")
    if not any(sign.isdigit() for sign in bare[:40]) and not bare[:1]:
        return None
    return next((rank for rank, heads in enumerate(_RANKS) if heads.match(bare)), None)


def without_unit(title: str) -> str:
    """The title without ``Phase 1:`` before it; as it is where nothing else is left."""
    bare = title.lstrip()
    found = _RANKS[PHASE].match(bare)
    if found is None:
        return title
    after = bare[found.end() :].lstrip()
    left = undecorated(after.lstrip(")）】」.、,"))
    separated = bool(after) and not after[0].isalnum()
    return left if separated and any(map(str.isalpha, left)) else title
