"""Plans without a list of their own: lines that stand alone, months in lists that head the lists after them."""

from __future__ import annotations

from tests.markdown.reading import imported, loaded, work

LINES = """# Vela

## Nudos

As de guía

Ballestrinque

Nudo llano

## Maniobras

Virar por avante

Trasluchar

Hombre al agua

Fondear

Amarrar de popa
"""
COUNTED = """# Gitarre in zwei Wochen

Woche 1 – Griffe

Tag 1: Stimmen.

Tag 2: E-Dur.

Tag 3: A-Dur.

Tag 4: Wechsel.

Woche 2 – Rhythmus

Tag 8: Viertel.

Tag 9: Achtel.

Tag 10: Ein Lied.
"""
LED = """# Plan couture

- [ ] **MOIS 1** - Bases
1. Semaine 1-2 : Points
   #### À apprendre
   - [ ] Point droit
   - [ ] Point arrière
   #### Exercices
   - [ ] Un coussin

2. Semaine 3-4 : Machine
   #### À apprendre
   - [ ] Enfiler
   - [ ] Régler la tension

- [ ] **MOIS 2** - Patrons
   #### À apprendre
   - [ ] Lire un patron
   #### Projet
   - [ ] Une jupe

- [ ] **MOIS 3** - Finitions
   #### À apprendre
   - [ ] Ourlets
"""


def test_lines_that_stand_alone_are_the_items_where_a_document_has_no_list():
    made = imported(LINES)
    assert made.summary.items_by_phase == (3, 5)
    assert made.guesses[0] == "line 1: no list in the source: its lines became items"


def test_a_week_on_a_line_of_its_own_heads_the_days_after_it():
    roadmap = loaded(COUNTED)
    assert [(phase.title, len(phase.items)) for phase in roadmap.phases] == [
        ("Woche 1 – Griffe", 4),
        ("Woche 2 – Rhythmus", 3),
    ]


def test_sentences_without_any_list_stay_prose():
    prose = "\n\n".join(
        f"This is a paragraph that tells at some length what the author thought about chapter {number} of the book."
        for number in range(12)
    )
    assert imported(f"# Essay\n\n{prose}\n").summary.items == 0


def test_months_in_a_list_head_the_numbered_weeks_that_follow_their_list():
    roadmap = loaded(LED)
    assert [(phase.title, str(phase.when)) for phase in roadmap.phases] == [
        ("MOIS 1 - Bases", "month 1"),
        ("MOIS 2 - Patrons", "month 2"),
        ("MOIS 3 - Finitions", "month 3"),
    ]
    assert [section.title for section in roadmap.phases[0].sections] == ["Points", "Machine"]
    assert len(work(roadmap)) == 8


def test_addresses_in_what_becomes_a_note_a_criterion_or_a_rule_are_kept_as_resources():
    roadmap = loaded(
        "# Chor\n\n## Woche 1\n- [ ] Atmen\n\n## Woche 2\n- [ ] Singen\n\n"
        "## Zum Schluss\n- Mehr davon im langen Text über das Singen auf https://example.org/stimme im dritten Teil\n\n"
        "## Erfolgskriterien\n- Ein Lied aus dem [Liederbuch](https://example.org/lieder)\n"
    )
    assert [resource.url for resource in roadmap.resources] == [
        "https://example.org/stimme",
        "https://example.org/lieder",
    ]
