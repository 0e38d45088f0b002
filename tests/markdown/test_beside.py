"""What stands beside a plan and says something of it: checklists, tables of facts, signs and states at line ends."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.periods import find_times
from roadmap_sync.markdown.units import MONTH, unit_rank
from tests.markdown.reading import imported, loaded, work

CHECKED_MODULE = """# Módulo 2: Redes

## Contenido

### Semana 1: Cables
- Tipos de cable
- Medir un cable

### Semana 2: Señales
- Ondas
- Ruido

## Checklist de Evaluación

### Habilidades
- [ ] Crimpar un conector
- [x] Medir la atenuación
"""


def test_a_module_told_in_weeks_keeps_them_as_phases_and_its_final_checklist_as_criteria():
    roadmap = loaded(CHECKED_MODULE)
    assert [phase.title for phase in roadmap.phases] == ["Semana 1: Cables", "Semana 2: Señales"]
    assert [(one.title, one.done) for one in roadmap.done_when] == [
        ("Crimpar un conector", False),
        ("Medir la atenuación", True),
    ]


def test_a_table_of_facts_about_the_plan_is_no_phase():
    roadmap = loaded(
        "# Diário\n\n## Status Atual\n\n| Métrica | Progresso |\n|--|--|\n| Mês | 1 / 5 |\n| Projetos | 2 / 7 |\n\n"
        "## Mês 1\n- [ ] Ler\n- [ ] Escrever\n\n## Mês 2\n- [ ] Falar\n"
    )
    assert [phase.title for phase in roadmap.phases] == ["Mês 1", "Mês 2"]


def test_a_state_in_words_behind_a_box_is_no_part_of_the_title():
    roadmap = loaded(
        "# Ejercicios\n\n## Nivel 1\n- [x] Sumar dos números      — COMPLETADO\n- [x] Restar — COMPLETADO\n"
        "- [ ] Dividir — PENDIENTE\n"
    )
    assert work(roadmap) == ["Sumar dos números", "Restar", "Dividir"]
    assert [item.done for item in roadmap.phases[0].items] == [True, True, False]


def test_a_check_mark_behind_some_entries_of_plain_lists_says_that_those_are_done():
    text = "# Kurs\n\n## Woche 1\n1. [Start](a.md) ✅\n2. Ton ✅\n3. Takt ✅\n\n## Woche 2\n1. Akkorde\n2. Pausen\n"
    assert imported(text).summary.done == 0
    signed = text.replace("2. Pausen", "2. Pausen ✅")
    assert [item.done for phase in loaded(signed).phases for item in phase.items] == [True, True, True, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "Haftada 15 saat çalışarak",
        "3 horas por semana",
        "10 Stunden pro Woche",
        "6 ore a settimana",
        "4 godziny tygodniowo",
        "günde 2-3 saat",
        "wöchentlich 5 Stunden",
        "2 hodiny denně",
    ],
)
def test_hours_a_day_or_week_are_a_pace_and_no_effort(text):
    assert find_times(text).effort is None


def test_hours_beside_a_pace_are_the_effort():
    assert str(find_times("20h (2h per day)").effort) == "20h"


@pytest.mark.parametrize(
    ("title", "when"),
    [
        ("Enero 2026", "2026-01-01..2026-01-31"),
        ("Fase 1: Bases (março de 2026)", "2026-03-01..2026-03-31"),
        ("Nov 2025 – Feb 2026", "2025-11-01..2026-02-28"),
        ("Week 1 (January 2026)", "week 1"),
    ],
)
def test_months_of_the_calendar_in_words_are_dates(title, when):
    assert str(find_times(title).when) == when


def test_a_heading_that_is_a_month_of_the_calendar_counts():
    assert unit_rank("Ocak 2026: Temeller") == MONTH
    assert unit_rank("Gen AI 2026") is None


def test_a_column_of_months_is_not_the_title_of_the_rows():
    roadmap = loaded(
        "# Plan\n\n| Ay | Tarih | Konu ve Araç | Not |\n|--|--|--|--|\n| 1. Ay | Ocak 2026 | Nota | x |\n"
        "| 2. Ay | Şubat 2026 | Ritim | y |\n"
    )
    assert work(roadmap) == ["Nota", "Ritim"]


def test_a_year_above_its_months_is_their_group_though_the_next_year_is_a_phase_itself():
    roadmap = loaded(
        "# Curso\n\n## AÑO 1: Bases\n\n### MES 1: Voz ⏱️ 4 semanas\n- Respirar\n\n### MES 2: Pulso\n- Contar\n\n"
        "## AÑO 2: Escena\n- Actuar\n- Grabar\n"
    )
    assert [(phase.title, phase.group) for phase in roadmap.phases] == [
        ("MES 1: Voz", "AÑO 1: Bases"),
        ("MES 2: Pulso", "AÑO 1: Bases"),
        ("AÑO 2: Escena", ""),
    ]


def test_the_second_of_several_first_headings_is_not_the_title():
    text = "# Goals\n## Colour\n- [ ] Mix\n- [x] Glaze\n\n# Tools\n- [ ] Brush\n- [ ] Knife\n"
    assert loaded(text).title == "plan"
