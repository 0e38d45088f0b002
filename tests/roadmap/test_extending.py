"""Roadmaps that extend a curriculum: what is taken, added, left out, and what is refused with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap.curriculum import Address, CurriculumError, CurriculumFile, parse_address
from roadmap_sync.roadmap.loader import check_files, load_files, load_text
from roadmap_sync.roadmap.model import Publish, Roadmap
from roadmap_sync.roadmap.scopes import things
from roadmap_sync.roadmap.strings import FormError

CURRICULUM = """\
id: engineer
title: AI Engineer
start: 2025-01-06
author: [teacher]
trust: [teacher]
repository: acme/curriculum
active: false
publish: items
board: {title: Ours, owner: acme, number: 3}
skills:
  - {title: Python, from: [phase:python]}
  - {title: Web, from: [phase:frontend]}
  - {title: Both, from: [phase:python, phase:frontend]}
entry_points: [{title: Knows the web, skip: [frontend, python/setup]}]
phases:
  - title: Python
    was: [first]
    items:
      - Setup
      - {title: Typing, depends_on: [setup], done: true}
    sections:
      - title: Tools
        choose: 2
        options: [{title: Git, items: [Branches]}, {title: Mercurial, items: [Heads]}]
    projects: [Task manager, {title: Again, same_as: frontend/react}]
  - title: Frontend
    items: [React]
  - title: End
    depends_on: [frontend]
    items: [{title: Ship, depends_on: [engineer/python/typing, react]}]
"""


@dataclass
class Shelf:
    """A library of texts by address."""

    texts: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def read(self, address: Address) -> CurriculumFile:
        self.asked.append(str(address))
        if str(address) not in self.texts:
            raise CurriculumError(f"{address} is not there", "Check it.")
        return CurriculumFile(address, self.texts[str(address)], commit="c0ffee")


CURRENT = "acme/curriculum/roadmaps/engineer.yaml@v3"


def load(own: str, curriculum: str = CURRICULUM, **more: str) -> Roadmap:
    return load_text(f"extends: {CURRENT}\n{own}", "mine.yaml", Shelf({CURRENT: curriculum, **more}))


def problems(own: str, curriculum: str = CURRICULUM, **more: str) -> list[str]:
    with pytest.raises(InvalidRoadmapError) as caught:
        load(own, curriculum, **more)
    return [str(problem) for problem in caught.value.problems]


def warnings(tmp_path, own: str, curriculum: str = CURRICULUM) -> list[str]:
    path = tmp_path / "mine.yaml"
    path.write_text(f"extends: {CURRENT}\n{own}")
    _, found = check_files([path], Shelf({CURRENT: curriculum}))
    assert all(problem.warning for problem in found)
    return [str(problem).removeprefix(f"{path}:").replace(" warning: ", " ") for problem in found]


def keys_of(roadmap: Roadmap) -> list[str]:
    return [key for key, _ in things(roadmap)]


def test_a_file_of_one_line_is_the_whole_curriculum():
    roadmap = load("")
    assert roadmap.id == "mine"
    assert roadmap.title == "AI Engineer"
    assert keys_of(roadmap)[:3] == ["mine/python", "mine/python/setup", "mine/python/typing"]


def test_references_of_the_curriculum_hold_under_the_learners_id():
    ship = load("").phases[2].items[0]
    assert ship.depends_on == ("mine/python/typing", "mine/frontend/react")


def test_what_is_the_learners_own_is_never_taken():
    roadmap = load("")
    assert (roadmap.author, roadmap.trust, roadmap.repository, roadmap.active) == ((), (), "", True)
    assert (roadmap.board.title, roadmap.board.owner, roadmap.board.number) == ("Ours", "", 0)
    assert roadmap.phases[0].items[1].done is False


def test_any_key_at_the_top_replaces_that_of_the_curriculum():
    roadmap = load("title: Mine\nstart: 2026-02-02\nskills: []\nboard: false\nauthor: [me]")
    assert (roadmap.title, roadmap.start.isoformat(), roadmap.skills) == ("Mine", "2026-02-02", ())
    assert (roadmap.board, roadmap.author) == (None, ("me",))


def test_own_phases_come_after_those_of_the_curriculum():
    roadmap = load("phases: [{title: Mine, items: [{title: One, depends_on: [python/setup]}]}]")
    assert [phase.id for phase in roadmap.phases] == ["python", "frontend", "end", "mine"]
    assert roadmap.phases[3].items[0].depends_on == ("mine/python/setup",)


def test_the_id_of_a_phase_adds_to_it():
    own = "phases: [{id: python, items: [More], sections: [{title: Deep}], projects: [Own]}]"
    phase = load(own).phases[0]
    assert [item.id for item in phase.items] == ["setup", "typing", "more"]
    assert [section.id for section in phase.sections] == ["tools", "deep"]
    assert [project.id for project in phase.projects] == ["task-manager", "again", "own"]
    assert phase.place.file == CURRENT
    assert phase.items[2].place.file == "mine.yaml"


def test_a_former_id_of_a_phase_adds_to_it_and_leaves_out():
    roadmap = load("without: [first/setup]\nphases: [{id: first, items: [More]}]")
    assert [item.id for item in roadmap.phases[0].items] == ["typing", "more"]


def test_other_keys_beside_the_id_of_a_phase_are_errors():
    found = problems("phases:\n  - id: python\n    goal: Mine\n    items: [More]")
    assert found == [
        (
            "mine.yaml:4:5: `goal` of a phase of the curriculum can't be changed."
            " Keep `id`, `sections`, `items` and `projects`; or write a phase with another id."
        )
    ]


def test_a_title_alone_never_merges(tmp_path):
    own = "phases: [{title: Python, items: [Mine]}]"
    assert [phase.id for phase in load(own).phases][-1] == "python-own"
    assert warnings(tmp_path, own) == [
        "2:10: the id `python` is the curriculum's; this one's is `python-own`. Give it an `id` of its own."
    ]


def test_an_own_id_that_the_curriculum_has_gets_an_ending(tmp_path):
    own = "phases: [{id: python, items: [{id: setup, title: My way}], projects: [Tools]}]"
    assert [key for key in keys_of(load(own)) if key.endswith("-own")] == [
        "mine/python/setup-own",
        "mine/python/tools-own",
    ]
    assert len(warnings(tmp_path, own)) == 2


def test_what_is_left_out_takes_references_with_it():
    roadmap = load("without: [frontend]")
    assert [phase.id for phase in roadmap.phases] == ["python", "end"]
    assert roadmap.phases[1].depends_on == ()
    assert roadmap.phases[1].items[0].depends_on == ("mine/python/typing",)
    assert roadmap.phases[0].projects[1].same_as == ""
    assert [(skill.title, skill.sources) for skill in roadmap.skills] == [
        ("Python", ("phase:python",)),
        ("Both", ("phase:python",)),
    ]
    assert roadmap.entry_points[0].skip == ("mine/python/setup",)


def test_a_reference_to_what_is_left_out_never_means_something_else():
    curriculum = """\
title: T
phases:
  - {title: A, items: [Setup, {title: B, depends_on: [setup]}]}
  - {title: C, items: [Setup]}
"""
    assert load("without: [a/setup]", curriculum).phases[0].items[0].depends_on == ()


def test_own_parts_never_make_a_reference_of_the_curriculum_unclear():
    curriculum = "title: T\nphases: [{title: A, items: [One]}, {title: B, items: [{title: Two, depends_on: [one]}]}]"
    roadmap = load("phases: [{title: Own, items: [One]}]", curriculum)
    assert roadmap.phases[1].items[0].depends_on == ("mine/a/one",)


def test_sections_options_and_projects_can_be_left_out():
    roadmap = load("without: [python/tools/git, python/task-manager]")
    assert [option.id for option in roadmap.phases[0].sections[0].options] == ["mercurial"]
    assert roadmap.phases[0].sections[0].choose == 1
    assert [project.id for project in roadmap.phases[0].projects] == ["again"]
    assert load("without: [python/tools]").phases[0].sections == ()


def test_leaving_out_every_option_lets_nothing_be_chosen():
    section = load("without: [python/tools/git, python/tools/mercurial]").phases[0].sections[0]
    assert (section.options, section.choose) == ((), 0)


def test_an_unknown_key_left_out_is_a_warning(tmp_path):
    assert warnings(tmp_path, "without: [python/setpu]") == [
        "2:11: the curriculum has no `python/setpu` (any more). Take it out of `without`, or check its ids."
    ]


def test_an_addition_whose_phase_vanished_stays_a_phase(tmp_path):
    own = "phases: [{id: gone-phase, items: [Mine]}]"
    assert [(phase.id, phase.title) for phase in load(own).phases][-1] == ("gone-phase", "Gone phase")
    assert len(warnings(tmp_path, own)) == 1


def test_days_in_a_curriculum_are_warned_of(tmp_path):
    curriculum = (
        "title: T\nstart: 2025-01-06\nphases:\n  - {title: A, when: 2026-01-05..2026-02-01, items: [One]}\n"
        "  - {title: B, when: 2026-02-05..2026-03-01}\n  - {title: C, when: weeks 1-2}\n"
    )
    what = (
        "`2026-01-05..2026-02-01` and 1 more days of the curriculum: a learner's `start` moves no days of the calendar"
    )
    found = warnings(tmp_path, "phases: [{title: M, when: 2026-05-05..2026-06-01}]", curriculum)
    assert found == [f"{CURRENT}:4:22: {what}. Write weeks or months in a curriculum."]


def test_an_error_in_the_curriculum_has_its_place_there():
    assert problems("", "title: T\nphases:\n  - {title: A, gaol: x}") == [
        f"{CURRENT}:3:16: unknown key `gaol`. Did you mean `goal`?"
    ]


def test_a_curriculum_that_cannot_be_read_is_never_an_empty_one():
    with pytest.raises(InvalidRoadmapError) as caught:
        load_text("extends: a/b/c.yaml@v1\n", "mine.yaml", Shelf())
    assert str(caught.value) == "mine.yaml:1:10: a/b/c.yaml@v1 is not there. Check it."


def test_a_chain_is_followed_and_the_nearer_one_wins():
    upper = "extends: ../base.yaml\ntitle: Upper\nid: upper\nwithout: [frontend]\nphases: [{id: end, items: [Party]}]"
    shelf = Shelf({CURRENT: upper, "acme/curriculum/base.yaml@c0ffee": CURRICULUM})
    roadmap = load_text(f"extends: {CURRENT}\nwithout: [end/ship]", "mine.yaml", shelf)
    assert (roadmap.title, [phase.id for phase in roadmap.phases]) == ("Upper", ["python", "end"])
    assert [item.id for item in roadmap.phases[1].items] == ["party"]
    assert [source.address.link for source in roadmap.curricula] == [
        "acme/curriculum/roadmaps/engineer.yaml",
        "acme/curriculum/base.yaml",
    ]


def test_a_relative_address_in_a_curriculum_is_one_of_that_commit():
    shelf = Shelf({CURRENT: "extends: base.yaml\n"})
    with pytest.raises(InvalidRoadmapError):
        load_text(f"extends: {CURRENT}\n", "mine.yaml", shelf)
    assert shelf.asked == [CURRENT, "acme/curriculum/roadmaps/base.yaml@c0ffee"]


def test_a_circle_is_an_error_with_its_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("extends: b.yaml\n")
    (tmp_path / "b.yaml").write_text("title: B\nextends: a.yaml\n")
    _, found = check_files([(tmp_path / "a.yaml").relative_to(tmp_path)])
    assert [str(problem) for problem in found] == [
        "b.yaml:2:10: a circle: `a.yaml` extends itself. Take one `extends` away."
    ]


def test_a_chain_of_four_is_an_error(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(5):
        (tmp_path / f"{number}.yaml").write_text(f"title: T\nextends: {number + 1}.yaml\n")
    _, found = check_files([(tmp_path / "0.yaml").relative_to(tmp_path)])
    assert [str(problem) for problem in found] == [
        "3.yaml:2:10: more than 3 curricula in a chain. Let the roadmap extend a later one of them."
    ]


def test_a_path_is_one_from_the_file_and_never_leaves_the_tree(tmp_path, monkeypatch):
    top = tmp_path / "top"
    (top / "roadmaps").mkdir(parents=True)
    monkeypatch.chdir(top)
    (tmp_path / "secret.yaml").write_text("title: S\nphases: [{title: A}]\n")
    (top / "base.yaml").write_text("title: Base\nphases: [{title: A}]\n")
    mine = top / "roadmaps" / "mine.yaml"
    mine.write_text("extends: ../base.yaml\n")
    assert load_files([mine.relative_to(top)])[0].title == "Base"
    mine.write_text("extends: ../../secret.yaml\n")
    _, found = check_files([mine.relative_to(top)])
    assert [str(problem) for problem in found] == [
        "roadmaps/mine.yaml:1:10: ../secret.yaml is outside this folder. Name a file of the same working tree."
    ]


def test_without_goes_with_extends():
    with pytest.raises(InvalidRoadmapError, match="there is no `extends`"):
        load_text("title: T\nwithout: [a]\nphases: [{title: A}]", "mine.yaml")


def test_a_roadmap_that_extends_publishes_a_summary():
    assert load("").published is Publish.SUMMARY
    assert load("publish: none").published is Publish.NONE
    assert load_text("title: T\nphases: [{title: A}]", "mine.yaml").published is Publish.NONE


@pytest.mark.parametrize(
    "text",
    [
        "acme/c/r.yaml@", "a/b@v1", "https://github.com/a/b/c.yaml", "/etc/passwd.yaml", "a/b/../../x.yaml@v1",
        "a/b/c.yaml@v1..v2", "a/b/c.yaml@--exec", "a/b/c.yaml@x:y", "c.txt", "a/b/c.yaml@v 1", "a/../c.yaml@v1",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text):
    with pytest.raises(FormError):
        parse_address(text)


def test_addresses_are_repository_path_and_ref_or_a_path():
    assert parse_address("a/b/c/d.yaml@feature/x") == Address("c/d.yaml", "a/b", "feature/x")
    assert parse_address("./c/../d.yml") == Address("d.yml")
