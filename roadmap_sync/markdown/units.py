"""Heads that count (Phase 1, Stage II, Week 3, 第一阶段, Неделя 2, 3단계): how large a stretch they name."""

from __future__ import annotations

import re

from roadmap_sync.markdown.inline import undecorated

_SPELLED = (
    r"(?:[ivx]{1,5}|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|"
    r"fifth|erste|zweite|première|primera|segunda)"
)
_YEAR = r"years?|año|ano|année|jahr|год|рік|yıl|rok|anno|tahun|năm|السنة|वर्ष"
_TERM = r"semesters?|quarters?|terms?|trimest(?:er|re)|semestre|семестр|квартал|dönem|semestr|học kỳ|فصل"
_PHASE = (
    r"phases?|stages?|levels?|tiers?|modules?|parts?|steps?|sprints?|milestones?|units?|chapters?|tracks?|blocks?|lessons?|sections?|pillars?|"
    r"fase|etapa|nivel|módulo|modulo|parte|paso|bloque|unidad|capítulo|nível|passo|phase|étape|niveau|partie|chapitre|bloc|stufe|"
    r"schritt|modul|teil|kapitel|abschnitt|фаза|этап|уровень|модуль|часть|шаг|блок|раздел|глава|ступень|етап|рівень|частина|крок|розділ|"
    r"aşama|seviye|bölüm|adım|modül|evre|faza|etap|poziom|moduł|część|krok|rozdział|livello|passo|capitolo|tahap|tingkat|bagian|"
    r"langkah|bab|giai đoạn|cấp độ|phần|bước|chương|المرحلة|المستوى|الوحدة|الجزء|الخطوة|مرحله|चरण|स्तर|"
    r"मॉड्यूल|भाग|ধাপ|পর্যায়|"
    r"阶段|階段|步骤|模块|部分|章|课程|課|篇|编|步|フェーズ|ステージ|ステップ|レベル|단계|레벨|파트|스텝"
)
_MONTH = r"months?|mes|mês|mois|monat|месяц|місяць|ay|miesiąc|mese|bulan|tháng|الشهر|माह|महीना|月|개월"
_WEEK = (
    r"weeks?|semana|semaine|woche|неделя|недели|тиждень|hafta|tydzień|settimana|minggu|pekan|tuần|"
    r"الأسبوع|सप्ताह|周|週|주차"
)
_DAY = r"days?|día|dia|jour|tag|день|gün|dzień|giorno|hari|ngày|اليوم|दिन|天|일차"
_HAN = "[一二三四五六七八九十\\d]{1,3}"
_ARABIC_ORDINAL = (
    "الأول(?:ى)?|الثاني(?:ة)?|الثالث(?:ة)?|الرابع(?:ة)?|الخامس(?:ة)?|السادس(?:ة)?|السابع(?:ة)?|الثامن(?:ة)?"
)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"^(?:the\s+)?(?:{words})\.?\s*(?:#|n[º°o]?\.?\s|№)?\s*\d{{1,3}}(?!\d)|^(?:the\s+)?(?:{words})\s+{_SPELLED}(?![^\W_])|"
        rf"^(?:{_SPELLED}\s+|\d{{1,3}}\s*[.\-]?\s?)(?:º|ª|°|st|nd|rd|th|er|ère|ème|e|я|й|ая|ий|ый|ое)?\s*(?:{words})(?![^\W\d_])|"
        rf"^第?\s*{_HAN}\s*(?:{words})|^(?:{words})\s*{_HAN}(?![^\W_])|^(?:{words})\s+(?:{_ARABIC_ORDINAL})",
        re.IGNORECASE,
    )


_RANKS = tuple(_pattern(words) for words in (_YEAR, _TERM, _PHASE, _MONTH, _WEEK, _DAY))
YEAR, TERM, PHASE, MONTH, WEEK, DAY = range(6)


def unit_rank(title: str) -> int | None:
    """How large a stretch a title counts, 0 (a year) to 5 (a day); None where it counts nothing."""
    bare = title.lstrip("([{<【（「『\"'“ ")
    if not any(sign.isdigit() for sign in bare[:40]) and not bare[:1]:
        return None
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.match(bare)), None)


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
