"""Heads that are none, and what stands below heads that say what it is."""

from __future__ import annotations

from tests.markdown.reading import imported, loaded, work


def test_a_heading_that_says_the_goal_is_the_goal_and_no_section():
    text = """# Bread
## Phase 1: Flour (weeks 1-2)
### 🎯 Goal: Know the grain
**Week 1: Wheat**
- [ ] Protein

**Week 2: Rye**
- [ ] Bran
"""
    phase = loaded(text).phases[0]
    assert phase.goal == "Know the grain"
    assert [section.title for section in phase.sections] == ["Wheat", "Rye"]


def test_a_heading_to_fill_in_is_no_section():
    text = """# Progresso
## SEMANA 1 - Facas
### Início: _____ | Fim: _____
| Exercício | Status |
|---|---|
| Afiar | [ ] |
| Cortar | [x] |
## SEMANA 2 - Sopas
### Início: _____ | Fim: _____
| Exercício | Status |
|---|---|
| Caldo | [ ] |
"""
    phases = loaded(text).phases
    assert [[item.title for item in phase.items] for phase in phases] == [["Afiar", "Cortar"], ["Caldo"]]


def test_a_long_sentence_before_a_list_is_no_heading():
    text = """# Bread
## Step 1: Flour
The following kinds of flour are milled one after the other in this stage of the
course, as soon as the mill stands:
- Wheat
- Rye
## Step 2: Water
- Salt
"""
    phase = loaded(text).phases[0]
    assert [item.title for item in phase.items] == ["Wheat", "Rye"]
    assert not phase.sections


def test_a_diary_of_days_is_no_list_of_habits():
    text = """# Bread
## Plan
- [ ] Bake
## Daily Log
### Day 1 - Start (2026-04-27)
- [x] Buy flour
### Day 2 - Dough (2026-04-28)
- [x] Knead
- [ ] Rest
"""
    roadmap = loaded(text)
    assert not roadmap.habits
    assert {"Buy flour", "Knead", "Rest"} <= set(work(roadmap))


def test_quarterly_plans_are_no_habits():
    text = """# Bread
## Quarterly Focus
### Q1 2026: Flour
- [ ] Mill
### Q2 2026: Water
- [ ] Well
"""
    roadmap = loaded(text)
    assert not roadmap.habits
    assert [phase.title for phase in roadmap.phases] == ["Q1 2026: Flour", "Q2 2026: Water"]


def test_the_word_criteria_in_a_challenge_makes_it_no_list_of_criteria():
    text = """# Bread
## Challenges
### Challenge 1: Sort loaves
- [ ] Easy
### Challenge 2: Filter by many criteria
- [ ] Hard
"""
    roadmap = loaded(text)
    assert work(roadmap) == ["Easy", "Hard"]


def test_criteria_below_heads_of_their_own_say_what_they_are_of():
    text = """# Bread
## Phase 1: Flour
- [ ] Mill
### Success criteria
#### Wheat
- Can mill it
#### Rye
- Can sift it
"""
    phase = loaded(text).phases[0]
    assert [line.title for line in phase.done_when] == ["Wheat: Can mill it", "Rye: Can sift it"]


def test_where_only_the_criteria_have_boxes_the_lists_beside_them_are_to_be_done():
    text = """# Pain
## Parcours 1 : Farine (2 semaines)
### Semaine 1
- Blé
- Seigle
### Validation
- [ ] Sait moudre
## Parcours 2 : Eau (1 semaine)
### Semaine 3
- Sel
### Validation
- [ ] Sait doser
"""
    first, second = loaded(text).phases
    assert [[item.title for item in section.items] for section in (*first.sections, *second.sections)] == [
        ["Blé", "Seigle"],
        ["Sel"],
    ]
    assert [line.title for line in (*first.done_when, *second.done_when)] == ["Sait moudre", "Sait doser"]


def test_a_plan_told_in_headings_alone_has_its_lowest_heads_as_items():
    text = """# Pane in 4 giorni
# FASE 1: FARINA
## SETTIMANA 1: Grani
### GIORNO 1 - Frumento (2 ore)
Macinare piano.
### GIORNO 2 - Segale
# FASE 2: ACQUA
## SETTIMANA 2: Impasti
### GIORNO 3 - Sale
### GIORNO 4 - Lievito
"""
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == ["FARINA", "ACQUA"]
    first = roadmap.phases[0].sections[0]
    assert [(item.title, item.note) for item in first.items] == [
        ("Frumento", "Macinare piano."),
        ("Segale", ""),
    ]
    assert (str(first.items[0].effort), str(first.when)) == ("2h", "days 1-2")
    assert str(roadmap.phases[1].sections[0].when) == "days 3-4"


def test_weeks_below_chapters_without_boxes_are_sections_of_all_chapters():
    text = """# Brot
## Grundlagen
### Woche 1
- Mehl
### Woche 2
- Wasser
## Vertiefung
### Woche 3
- Sauerteig
### Woche 4
- Roggen
"""
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == ["Grundlagen", "Vertiefung"]
    assert [len(phase.sections) for phase in roadmap.phases] == [2, 2]


def test_semesters_below_school_years_are_phases_of_all_years():
    text = """# Brood
## Leerjaar A
### Semester 1
- Meel
### Semester 2
- Water
## Leerjaar B
### Semester 1
- Zuurdesem
### Semester 2
- Rogge
"""
    roadmap = loaded(text)
    assert [(phase.group, phase.title) for phase in roadmap.phases] == [
        ("Leerjaar A", "Semester 1"),
        ("Leerjaar A", "Semester 2"),
        ("Leerjaar B", "Semester 1"),
        ("Leerjaar B", "Semester 2"),
    ]


def test_the_plan_counts_and_not_the_steps_of_an_example_before_it():
    text = """# Chleba
## Jak začít
**Krok 1: Otevři pec**
- Zapal

**Krok 2: Zavři pec**
- Čekej
## Plán studia
### Týden 1: Mouka
1. Pšenice
2. Žito
### Týden 2: Voda
1. Sůl
2. Kvas
## Kontrola
- [ ] Umím péct
"""
    titles = [phase.title for phase in loaded(text).phases]
    assert titles == ["Týden 1: Mouka", "Týden 2: Voda", "Kontrola"]


def test_a_time_in_an_items_title_stays_since_an_item_has_no_place_for_it():
    phase = loaded("# Sailing (12 weeks)\n\n## Knots\n- [ ] Bowline (2 weeks)\n- [ ] Splices (Week 3)\n").phases[0]
    assert [item.title for item in phase.items] == ["Bowline (2 weeks)", "Splices (Week 3)"]


def test_a_length_behind_a_dash_or_a_clock_leaves_the_title_of_a_phase():
    text = "## Knots — 2 weeks\n- [ ] Bowline\n## Sails ⏱️ 30-40 hours\n- [ ] Jib\n## Charts · ~5h\n- [ ] Buoys\n"
    assert [(phase.title, str(phase.lasts or phase.effort)) for phase in loaded(text).phases] == [
        ("Knots", "2 weeks"),
        ("Sails", "30-40h"),
        ("Charts", "5h"),
    ]


def test_a_phase_said_to_take_months_full_time_is_not_called_so():
    assert loaded("# Sail\n\n## Knots (~2–3 months full-time)\n- [ ] Bowline\n").phases[0].title == "Knots"


def test_weeks_behind_the_name_of_a_month_stay_in_its_title():
    phase = loaded("# Sail\n\n## Month 1 — Weeks 1-4\n- [ ] Bowline\n\n## Month 2 — Weeks 5-8\n- [ ] Jib\n").phases[0]
    assert phase.title == "Month 1 — Weeks 1-4"


def test_a_list_headed_focus_is_what_to_learn_and_a_line_so_labelled_the_goal():
    text = (
        "# Bees\n## Q1: Hive\n### Spring\n**Focus**\n- Frames\n- Wax\n"
        "### Summer\nFocus: calm hands\n- Honey\n## Q2: Swarm\n- Traps\n"
    )
    roadmap = imported(text).roadmap
    assert work(roadmap) == ["Frames", "Wax", "Honey", "Traps"]
    assert roadmap.phases[0].sections[1].goal == "calm hands"


def test_a_final_scorecard_beside_counted_phases_is_no_phase():
    text = (
        "# Bees\n## Month 1\n- [ ] Hive\n## Month 2\n- [ ] Swarm\n## Final Scorecard\n"
        "### Honey\n- [ ] Jars: ____ (Target: 6)\n"
    )
    roadmap = imported(text).roadmap
    assert [phase.title for phase in roadmap.phases] == ["Month 1", "Month 2"]
    assert len(roadmap.done_when) == 1


def test_a_summary_of_what_was_learnt_is_no_phase():
    text = (
        "# Bees\n## Phase 1: Hive\n- Frames\n## Phase 2: Swarm\n- Traps\n"
        "## Learning Progress Summary\n### Skills\n- Calm\n"
    )
    assert work(imported(text).roadmap) == ["Frames", "Traps"]


def test_a_tracker_without_words_is_no_phase():
    text = "# Bees\n## Hive\n- [ ] Frames\n## Log\n| Project | Done |\n|--|--|\n| | ☐ |\n| | ☐ |\n"
    assert [phase.title for phase in imported(text).roadmap.phases] == ["Hive"]


def test_a_weekly_overview_with_a_row_a_week_is_the_plan_and_no_list_of_habits():
    table = "| Week | Focus | Status |\n|--|--|--|\n| 1 | Frames | Done |\n| 2 | Wax | ⬜ |\n"
    roadmap = imported(f"# Bees\n\n## Weekly Overview\n\n{table}").roadmap
    assert [(item.title, item.done) for item in roadmap.phases[0].items] == [("Frames", True), ("Wax", False)]


def test_rows_of_a_table_of_goals_are_goals():
    table = "| Milestone | Done |\n|--|--|\n| First hive by month 2 | ☐ |\n| First honey by month 6 | ☐ |\n"
    text = f"# Bees\n## Month 1\n- [ ] Hive\n## Month 2\n- [ ] Swarm\n## Milestones\n{table}"
    roadmap = imported(text).roadmap
    assert [goal.title for goal in roadmap.goals] == ["First hive by month 2", "First honey by month 6"]


def test_a_bold_line_that_heads_nothing_among_criteria_or_goals_is_a_note():
    text = (
        "# Bees\n## Month 1\n- [ ] Hive\n## Month 2\n- [ ] Swarm\n"
        "## Success criteria\n- [ ] Honey\n\n**Total: 6 jars**\n"
    )
    roadmap = imported(text).roadmap
    assert roadmap.notes == ("Total: 6 jars",)
    assert [criterion.title for criterion in roadmap.done_when] == ["Honey"]


def test_how_to_put_a_plan_on_github_pages_is_no_work_of_it():
    text = (
        "# Bees\n## Hive\n- Frames\n## Wax\n- Melt\n"
        "## GitHub Pages Deployment (Step by Step)\n1. Push\n2. Open settings\n"
    )
    assert work(imported(text).roadmap) == ["Frames", "Melt"]


def test_sessions_told_in_heads_and_prose_are_items_of_their_week():
    sessions = "#### Session {0}.1: Saw\nIn the shed.\n#### Session {0}.2: Glue (2h)\n**Result:** dry.\n"
    week = f"### Week {{0}}: Part {{0}}\n{sessions}"
    text = "# Bees\n## Month 1: Hive\n" + "".join(map(week.format, (1, 2))) + "## Month 2: Swarm\n" + week.format(3)
    phases = loaded(f"{text}### Week 4: Rest\n- Sleep\n").phases
    assert [[section.title for section in phase.sections] for phase in phases] == [
        ["Part 1", "Part 2"],
        ["Part 3", "Rest"],
    ]
    first, second = phases[0].sections[0].items
    assert (first.title, first.note) == ("Session 1.1: Saw", "In the shed.")
    assert (second.title, str(second.effort), second.note) == ("Session 1.2: Glue", "2h", "Result: dry.")
