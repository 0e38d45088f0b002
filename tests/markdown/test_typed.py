"""What people type by hand and CommonMark reads as something else, and labels that stand beside others."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.periods import find_times
from tests.markdown.reading import imported, loaded, work


@pytest.mark.parametrize(
    "typed",
    [
        "-**Knots**\n-**Splices**\n",
        "-Knots\n-Splices\n",
        "- Knots\n-Splices\n",
        "1.Knots\n2.Splices\n",
        "1.**Knots**\n2.**Splices**\n",
    ],
)
def test_entries_whose_sign_touches_their_text_are_entries(typed):
    assert work(loaded(f"# T\n## Week 1\n{typed}## Week 2\n- Hitches\n")) == ["Knots", "Splices", "Hitches"]


def test_a_line_that_goes_on_with_a_dash_is_no_entry():
    made = loaded("# T\n## Week 1\n- Knots\n\nThe rope is sun\n-bleached.\n\n## Week 2\n- Hitches\n")
    assert work(made) == ["Knots", "Hitches"]


def test_an_empty_entry_below_a_label_makes_no_heading_of_it():
    text = "".join(
        f"### Week {n}: W{n}\n- [ ] a{n}\n\n**What was hard:**\n-\n\n**Time taken:** ___\n\n" for n in (1, 2, 3)
    )
    made = imported(f"# T\n## Part 1: A\n{text}## Part 2: B\n- [ ] b\n")
    assert [phase.title for phase in made.roadmap.phases] == ["A", "B"]
    assert made.summary.items_by_phase == (3, 1)


def test_what_a_label_says_behind_a_labelled_list_is_said_of_the_whole_phase():
    text = "# T\n## Step {n}: S\n**Lessons**:\n- a\n\n**Exercises**:\n- b\n\n**Time**: 3-5 days, ~1 hour daily.\n\n"
    phases = loaded(text.format(n=1) + text.format(n=2).removeprefix("# T\n")).phases
    assert [str(phase.lasts) for phase in phases] == ["3-5 days"] * 2
    assert all(section.lasts is None and section.effort is None for phase in phases for section in phase.sections)


def test_hours_a_day_are_no_hours_of_the_whole():
    assert find_times("about 1 hour daily").effort is None


def test_projects_are_not_called_by_their_numbers():
    text = "# T\n## Phase 1: A\n### Project 1.2: Rope ladder\nBuild it.\n## Phase 2: B\n- b\n"
    assert [project.title for project in loaded(text).phases[0].projects] == ["Rope ladder"]


def test_rows_of_nothing_but_signs_are_no_notes():
    rows = "<table><tr><td>a</td></tr><tr><td rowspan=2>:</td><td>:</td></tr></table>\n"
    loaded(f"{rows}\n# T\n- [ ] a\n")


def test_a_list_that_begins_with_0_begins_below_a_line_of_text():
    made = loaded("The way\n0. Before\n    - Knots\n\n1. First\n    - Splices\n\n2. Project structure\n    - Hitches\n")
    assert [phase.title for phase in made.phases] == ["Before", "First", "Project structure"]
