"""A roadmap at all of GitHub's limits at once syncs, and syncs again with nothing to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap_sync import limits
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.sync import RunLimits
from tests.fake_github import FakeGitHub
from tests.gh.running import Run, start


@pytest.fixture
def run(github: FakeGitHub) -> Run:
    return start(github)


def long(name: str, size: int) -> str:
    return name + "x" * (size - len(name))


def at_the_limits(beyond: int = 0) -> Roadmap:
    """A hundred items a section, fifty kinds and tags, fifty blockers both ways, the longest titles and texts.

    With `beyond`, so many more than that of what a file may hold more of.
    """
    count, most = limits.SUB_ISSUES.most, limits.BLOCKERS.most + beyond
    kinds = limits.OPTIONS.most + beyond
    first = [f"a{number}" for number in range(count)]
    lines = ["id: r", f"title: {long('R', limits.TITLE.most)}", "start: 2026-03-02", "phases:"]
    lines += [f"  - title: {long('P', limits.TITLE.most)}", "    id: p", "    sections:"]
    lines += [f"      - title: {long('One', limits.TITLE.most)}", "        id: one", "        items:"]
    for place, name in enumerate(first):
        tag = long(f"t{place % kinds}-", limits.LABEL_NAME.most)
        about = f"kind: k{place % kinds}, tags: [{tag}]"
        lines.append(f"          - {{title: {long(name, limits.TITLE.most)}, id: {name}, {about}}}")
    waits = ", ".join(f"p/one/{name}" for name in first[:most])
    lines += ["      - title: Two", "        items:", f"          - {{title: Last, depends_on: [{waits}]}}"]
    lines += [f"          - {{title: b{number}, depends_on: [p/two/last]}}" for number in range(min(most, count - 1))]
    text = "".join(f"\n          {'y' * 90} {number}" for number in range(190))
    lines += ["      - title: Long", "        items: [One]"]
    lines += [f"        {key}: |{text}" for key in ("goal", "why", "note")]
    return load_text("\n".join(lines) + "\n", "r.yaml")


@pytest.mark.parametrize("beyond", [0, 10], ids=["at the limits", "beyond them"])
def test_it_syncs_and_syncs_again_with_nothing_to_do(run: Run, beyond: int) -> None:
    roadmap = at_the_limits(beyond)
    result = run.sync(roadmap)
    assert (result.failed, result.left) == ((), 0)
    assert run.changes(roadmap) == ()
    assert len(run.repo.issue(long("One", limits.TITLE.most)).children) == limits.SUB_ISSUES.most
    last = run.repo.issue("Last")
    assert (len(last.blocked_by), len(last.blocking)) == (limits.BLOCKERS.most, limits.BLOCKED.most)
    (board,) = run.gh.projects
    for name in ("Kind", "Priority"):
        field = board.field(name)
        assert field
        assert len(field.options) == limits.OPTIONS.most
    run.gh.log.clear()
    assert run.sync(roadmap).done == 0
    run.gh.assert_readonly()


def test_with_peoples_own_on_everything_it_still_syncs(run: Run) -> None:
    run.sync(at_the_limits())
    ada = run.gh.as_user("ada")
    one, two, last = (run.repo.issue(name) for name in (long("One", limits.TITLE.most), "Two", "Last"))
    for number in range(limits.SUB_ISSUES.most - len(two.children)):
        ada.open_issue(run.repo, f"Mine {number}", parent=two)
    ada.label(one, *(f"mine {number}" for number in range(limits.LABELS.most - 1)))
    ada.edit_body(last, last.body + "\n" + "My own words\n" * 4_000)
    for child in one.children[:5]:
        ada.close(child)
    wider = at_the_limits(10)
    result = run.sync(wider, limits=RunLimits(prune=True))
    assert (result.failed, result.left) == ((), 0)
    assert run.changes(wider) == ()
    assert len(two.children) == limits.SUB_ISSUES.most
    assert "beyond the 100 sub-issues" in two.body
    assert last.body.replace("\r", "").count("My own words\n") == 4_000


def test_of_a_full_section_one_is_replaced_with_prune(run: Run) -> None:
    roadmap = at_the_limits()
    run.sync(roadmap)
    section = roadmap.phases[0].sections[0]
    new = replace(section.items[0], id="new", title="New")
    phase = roadmap.phases[0]
    sections = (replace(section, items=(new, *section.items[1:])), *phase.sections[1:])
    later = replace(roadmap, phases=(replace(phase, sections=sections),))
    result = run.sync(later, limits=RunLimits(prune=True))
    assert (result.failed, result.left) == ((), 0)
    assert run.changes(later) == ()
    children = [child.title for child in run.repo.issue(long("One", limits.TITLE.most)).children]
    assert (len(children), children[0]) == (limits.SUB_ISSUES.most, "New")
