"""Roadmaps in the languages of Europe: what their headings count, and their days of the calendar."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.dates import find_days
from roadmap_sync.markdown.language.periods import find_times
from roadmap_sync.markdown.language.units import MONTH, PHASE, TERM, WEEK, unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_named
from tests.markdown.reading import imported, loaded


@pytest.mark.parametrize(
    ("heading", "rank", "when"),
    [
        ("1ª semana", WEEK, "week 1"),
        ("Semanas 1 e 2: Lógica", WEEK, "weeks 1-2"),
        ("Semana 01", WEEK, "week 1"),
        ("Semaines 3 et 4", WEEK, "weeks 3-4"),
        ("1er mois", MONTH, "month 1"),
        ("2ème semaine", WEEK, "week 2"),
        ("1-я неделя", WEEK, "week 1"),
        ("Недели 1–4", WEEK, "weeks 1-4"),
        ("Тижні 5-6", WEEK, "weeks 5-6"),
        ("Tygodnie 1-3: Podstawy", WEEK, "weeks 1-3"),
        ("3. Hafta", WEEK, "week 3"),
        ("Týden 2: Cykly", WEEK, "week 2"),
        ("Săptămâna 4: Baze de date", WEEK, "week 4"),
        ("Luna 2: Aplicații", MONTH, "month 2"),
        ("1. Hét", WEEK, "week 1"),
        ("Vecka 3", WEEK, "week 3"),
        ("ΦΑΣΗ 2: Βάσεις", PHASE, "None"),
        ("Blok 3: Obiekty", PHASE, "None"),
        ("Q2: Netzwerke", TERM, "None"),
    ],
)
def test_headings_count_in_many_languages(heading, rank, when):
    assert (unit_rank(heading), str(find_times(heading).when)) == (rank, when)


def test_a_question_called_q1_is_no_quarter():
    assert unit_rank("Q1: What is a closure?") is None


@pytest.mark.parametrize(
    "heading",
    [
        "Woche 1 — 29. Apr bis 5. Mai",
        "Неделя 1 — 5 января",
        "Semana 1 - 5 de enero",
        "Semaine 1 – 12/01",
        "Mes 1 - 2026",
    ],
)
def test_a_day_of_the_calendar_behind_a_week_is_no_last_week(heading):
    when = find_times(heading).when
    assert when is not None
    assert str(when) in {"week 1", "month 1"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("05.01.2026", "2026-01-05"),
        ("5. Januar 2026", "2026-01-05"),
        ("5 de enero de 2026", "2026-01-05"),
        ("1er mars", None),
        ("5 января 2026 г.", "2026-01-05"),
        ("12 stycznia 2026", "2026-01-12"),
        ("5 Ocak 2026", "2026-01-05"),
        ("January 5, 2026", "2026-01-05"),
        ("Fase 1 (05.01.2026 – 18.01.2026)", "2026-01-05..2026-01-18"),
        ("de 05/01/2026 a 18/01/2026", "2026-01-05..2026-01-18"),
        ("31.02.2026", None),
        ("версия 1.2.2026", "2026-02-01"),
    ],
)
def test_days_of_the_calendar_are_read_as_people_write_them(text, days):
    found = find_days(text)
    assert (str(found[0]) if found else None) == days


def test_half_a_month_makes_a_range():
    assert str(find_times("Grundlagen (2,5 Monate)").lasts) == "2-3 months"


@pytest.mark.parametrize(
    ("label", "role"),
    [("İÇİNDEKİLER", Role.BOILERPLATE), ("ÖĞRENME HEDEFLERİ", Role.GOAL), ("KAYNAKLAR", Role.RESOURCES)],
)
def test_capitals_of_turkish_are_the_same_words(label, role):
    assert is_named(label, role)


def test_stretches_of_weeks_below_a_plan_are_its_phases():
    text = """# Nauka gotowania
## Plan nauki - 6 tygodni
### Tygodnie 1-3: Podstawy
#### Tydzień 1: Noże
- [ ] Ostrzenie
- [ ] Krojenie
#### Tydzień 2: Zupy
- [ ] Rosół
### Tygodnie 4-6: Ciasta
#### Tydzień 4: Drożdże
- [ ] Bułki
## Dziennik
- [ ] Zapisać wynik
"""
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == [
        "Tygodnie 1-3: Podstawy",
        "Tygodnie 4-6: Ciasta",
        "Dziennik",
    ]
    assert [section.title for section in roadmap.phases[0].sections] == ["Noże", "Zupy"]


def test_quarters_of_a_year_are_phases():
    text = """## Yıl 1 — Temeller
### Q1: Donanım
- [ ] İşlemci
### Q2: Ağ
- [ ] Yönlendirme
"""
    assert imported(text).summary.items_by_phase == (1, 1)


def test_topics_and_practice_of_a_week_stay_in_its_section_in_the_order_of_the_document():
    text = """# Хлеб
## Этап 1: Мука
### Зерно
**Темы:**
- Пшеница
- Рожь
**Практика:**
- Помол
### Вода
- Температура
"""
    sections = loaded(text).phases[0].sections
    assert [section.title for section in sections] == ["Зерно", "Вода"]
    assert [item.title for item in sections[0].items] == ["Пшеница", "Рожь", "Помол"]


def test_topics_alone_are_the_items_of_their_phase():
    text = """# Pan
## Fase 1: Harina (Semana 1)
Temas:
- Trigo
- Centeno
## Fase 2: Agua (Semana 2)
Temas:
- Temperatura
"""
    first, second = loaded(text).phases
    assert [item.title for item in first.items] == ["Trigo", "Centeno"]
    assert not second.sections
