"""What stands beside a plan and says something of it: checklists, tables of facts, signs and states at line ends."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.periods import find_times
from roadmap_sync.markdown.language.units import MONTH, unit_rank
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


def test_a_reading_list_by_month_beside_the_months_is_one_phase_and_not_five_more():
    months = "".join(f"## Mês {number} - Módulo\n- [ ] Tarefa {number}\n\n" for number in range(1, 4))
    books = "".join(f"### Mês {number}: Livro\n- [ ] Capítulo {number}\n\n" for number in range(1, 4))
    roadmap = loaded(f"# Jornada\n\n{months}## Leitura\n\n{books}")
    assert [phase.title for phase in roadmap.phases][3:] == ["Leitura"]
    assert [str(section.when) for section in roadmap.phases[3].sections] == ["month 1", "month 2", "month 3"]


def test_numbered_heads_that_list_much_more_than_a_few_boxes_at_the_end_are_the_phases():
    heads = "".join(f"### {number}. Partie\n- un\n- deux\n- trois\n\n" for number in range(1, 5))
    roadmap = loaded(f"# Orgue\n\n## Structure\n\n{heads}## Bilan\n- [ ] Jouer un choral\n- [ ] Improviser\n")
    assert [len(phase.items) for phase in roadmap.phases] == [3, 3, 3, 3, 2]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Fase 0 (Opcional): Números", "Números"),
        ("Aşama 1 — Nota (3–5 gün, isteğe bağlı)", "Nota"),
        ("Woche 2 (optional)", "Woche 2"),
    ],
)
def test_optional_is_a_tag_wherever_brackets_say_it(heading, title):
    roadmap = loaded(f"# Plan\n\n## {heading}\n- [ ] eins\n\n## Fase 9: Ende\n- [ ] zwei\n")
    assert (roadmap.phases[0].title, roadmap.phases[0].tags) == (title, ("optional",))


def test_sections_whose_lengths_follow_on_from_each_other_are_placed_in_time():
    roadmap = loaded(
        "# Yol\n\n## Dersler\n\n### Temel (0-6 ay)\n- a\n\n### Orta (6-18 ay)\n- b\n\n### İleri (18+ ay)\n- c\n\n"
        "## Sahne\n- Oyun\n- Site\n"
    )
    sections = roadmap.phases[0].sections
    assert [(str(section.when), section.lasts) for section in sections] == [
        ("months 0-6", None),
        ("months 6-18", None),
        ("None", None),
    ]


def test_weeks_that_each_hold_sessions_stay_the_phases_though_the_sessions_are_counted_on():
    weeks = "".join(
        f"### Semana {week}: Tema {week}\n\n"
        + "".join(f"#### Sesión {week}.{one} - Parte (2h)\n- leer\n- tocar\n\n" for one in (1, 2))
        for week in (1, 2, 3)
    )
    roadmap = loaded(f"# Coro\n\n## Cronograma\n\n{weeks}")
    assert [str(phase.when) for phase in roadmap.phases] == ["week 1", "week 2", "week 3"]
    assert [len(phase.sections) for phase in roadmap.phases] == [2, 2, 2]


@pytest.mark.parametrize("first", ["**Plan de clarinete**", "### Plan de clarinete\n\nPara empezar."])
def test_a_bold_line_or_a_plan_of_any_level_that_begins_a_document_is_its_title(first):
    roadmap = loaded(f"{first}\n\n### Día 1: Boquilla\n- Soplar\n- Parar\n\n### Día 2: Notas\n- Sol\n- La\n")
    assert roadmap.title == "Plan de clarinete"
    assert "Plan de clarinete" not in roadmap.notes


def test_addresses_of_the_own_machine_and_in_code_are_no_resources():
    roadmap = loaded(
        "# Web\n\n## Semana 1\n- [ ] Servir\n\n## Semana 2\n- [ ] Probar\n\n"
        "## Cierre\n- Abrir http://localhost:8000 o `https://example.org/x` y mirar con calma lo que sale ahí\n"
    )
    assert roadmap.resources == ()


@pytest.mark.parametrize(
    "label", ["¿Por qué es importante?", "Por que isso é importante:", "Warum ist das wichtig?", "Neden önemli?"]
)
def test_a_reason_asked_as_a_question_is_the_reason_of_its_phase(label):
    roadmap = loaded(f"# Oboe\n\n## Semana 1: Notas\n\n**{label}** Da base.\n\n- [ ] tocar\n\n## Semana 2\n- [ ] x\n")
    assert roadmap.phases[0].why == "Da base."


@pytest.mark.parametrize("mark", [" (ATUAL)", " ✅ VOCÊ ESTÁ AQUI", " (estás aquí)"])
def test_where_the_learner_stands_is_no_part_of_a_title(mark):
    roadmap = loaded(f"# Oboe\n\n## Semana 1: Notas{mark}\n- [ ] tocar\n\n## Semana 2: Ritmo\n- [ ] x\n")
    assert roadmap.phases[0].title == "Semana 1: Notas"


@pytest.mark.parametrize(
    ("cells", "notes"),
    [(("1", "2", "3-4"), ["Semana: 1", "Semana: 2", "Semana: 3-4"]), (("1", "2", "3"), ["", "", ""])],
)
def test_weeks_of_rows_are_kept_where_they_say_more_than_which_row_it_is(cells, notes):
    rows = "".join(f"| {cell} | Tema {letter} |\n" for cell, letter in zip(cells, "abc", strict=True))
    roadmap = loaded(f"# Viola\n\n## Plano\n\n| Semana | Tema |\n|---|---|\n{rows}\n## Outro\n\n- x\n")
    assert [item.note for item in roadmap.phases[0].items] == notes


def test_the_settings_of_a_board_of_lanes_are_no_note():
    board = "---\n\nkanban-plugin: board\n\n---\n\n## Noch offen\n\n- [ ] Saiten\n- [ ] Bogen\n\n\n"
    roadmap = loaded(f'{board}%% kanban:settings\n```\n{{"kanban-plugin":"board"}}\n```\n%%\n')
    assert (work(roadmap), roadmap.notes) == (["Saiten", "Bogen"], ())


BOW = "| Week | Topic | Practice |\n|---|---|---|\n| 1 | Bow hold | open strings |\n| 2-3 | Left hand | A |\n"
BOW += "| 4 | Scales | G |\n"


@pytest.mark.parametrize("head", ["## Plan\n\n", "## Cronograma\n\n", "### Suggested pace\n\n"])
def test_a_table_of_weeks_is_the_plan_though_a_few_boxes_stand_beside_it(head):
    roadmap = loaded(f"# Viola\n\n## Setup\n- [ ] Buy a viola\n\n{head}{BOW}")
    assert work(roadmap) == ["Buy a viola", "Bow hold", "Left hand", "Scales"]


@pytest.mark.parametrize(
    "beside",
    [
        "## Week 1\n- [ ] Bow hold\n\n## Week 2\n- [ ] Left hand\n",
        "## Setup\n- [ ] Bow\n- [ ] Strings\n- [ ] Rosin\n- [ ] Stand\n",
        "## Progress\n\n| Topic | Status |\n|---|---|\n| Bow hold | Done |\n| Left hand | Open |\n| Scales | Open |\n",
    ],
)
def test_a_table_of_weeks_is_no_plan_where_boxes_or_states_are(beside):
    roadmap = loaded(f"# Viola\n\n{beside}\n## Pace\n\n{BOW}")
    assert "open strings" in roadmap.notes[-1]
