"""Heads that name a kind of work (Project, Practice), and heads that only sound like one."""

from __future__ import annotations

import pytest

from tests.markdown.reading import loaded

TEXT = "# Boats\n\n## Phase 1: Shed\n\n### {head}\n\n- [ ] Saw\n- [ ] Planks\n\n### Ropes\n\n- [ ] Knots\n"


@pytest.mark.parametrize(
    ("head", "kind"),
    [("Mini project", "project"), ("Final project", "project"), ("Setup Project", ""), ("Start project", "")],
)
def test_setting_a_project_up_is_work_and_no_project(head, kind):
    section = loaded(TEXT.format(head=head)).phases[0].sections[0]
    assert section.kind == kind
