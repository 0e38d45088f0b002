"""A plan taken apart into steps: groups of one kind, each on what stands already, one step for one thing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_sync.desired.issues import desired_state
from roadmap_sync.plan import ordering
from roadmap_sync.plan.batches import groups, position
from roadmap_sync.plan.planner import make_plan
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.tracker.state import IssueState, State
from roadmap_sync.tracker.steps import (
    Block,
    CreateIssue,
    EditIssue,
    PlaceAfter,
    PutBoard,
    PutCard,
    PutLabel,
    PutMilestone,
    SetParent,
    SetState,
    Step,
    needs,
)
from tests.memory import MemoryWorld

ROADMAP = """
    id: r
    title: Learning
    start: 2026-01-05
    phases:
      - title: P
        sections:
          - title: S
            items: [{title: A, done: true}, {title: B, depends_on: [c, x]}, C]
        projects: [X, {title: Y, depends_on: s}]
        done_when: [Can explain it]
    """
CHANGED = """
    id: r
    title: Learning
    start: 2026-01-05
    label: plan
    phases:
      - title: New
        items: [N]
      - title: Phase
        id: p
        sections:
          - title: S
            items: [C, {title: D, depends_on: n}, {title: A, done: true}]
          - title: T
            items: [{title: B, tags: [core]}]
        projects: [{title: X and more, id: x}]
    """


def planned(world: MemoryWorld) -> tuple[tuple[Step, ...], ...]:
    return groups(world.plan(prune=True))


@pytest.fixture(params=["first", "edit"])
def grouped(request) -> tuple[tuple[Step, ...], ...]:
    world = MemoryWorld(ROADMAP, board=True, own=("roadmap", "plan"))
    if request.param == "edit":
        world.sync()
        world.text = CHANGED
    return planned(world)


def about(step: Step) -> tuple[object, ...]:  # noqa: PLR0911 - a case a step
    match step:
        case PutLabel():
            return (PutLabel, step.label.name)
        case PutMilestone():
            return (PutMilestone, step.milestone.key)
        case CreateIssue() | EditIssue():
            return (type(step), step.issue.key)
        case Block():
            return (Block, step.key, step.blocker)
        case PutCard():
            return (PutCard, step.card.key, step.card.roadmap)
        case SetParent() | PlaceAfter() | SetState():
            return (type(step), step.key)
        case _:
            return (type(step), repr(step))


def test_each_group_is_of_one_kind_and_kinds_come_in_order(grouped):
    kinds = [{type(step) for step in group} for group in grouped]
    assert all(len(kind) == 1 for kind in kinds)
    ranks = [position(step) for group in grouped for step in group]
    assert ranks == sorted(ranks)


def test_of_many_new_issues_those_that_are_there_get_their_values_before_the_next_are_created():
    titles = "\n".join(f"      - {{title: Item {number}, effort: 2h}}" for number in range(200))
    roadmap = load_text(f"id: r\ntitle: T\nboard: B\nphases:\n  - title: P\n    items:\n{titles}\n", "r.yaml")
    plan = make_plan(desired_state(roadmap, date(2026, 1, 7)), State())
    kinds = [type(group[0]) for group in groups(plan)]
    first = kinds.index(CreateIssue)
    assert kinds[first : first + 4] == [CreateIssue, PutCard, CreateIssue, PutCard]
    made: set[str] = set()
    for group in groups(plan):
        for step in group:
            if isinstance(step, CreateIssue):
                made.add(step.issue.key)
            if isinstance(step, PutCard):
                assert step.card.key in made
    cards = [step.card.key for group in groups(plan) for step in group if isinstance(step, PutCard)]
    assert len(cards) == len(set(cards)) == 200


def test_there_is_one_step_for_one_thing(grouped):
    things = [about(step) for group in grouped for step in group]
    assert len(things) == len(set(things))


def test_nothing_in_a_group_builds_on_something_made_in_it_or_later(grouped):
    for number, group in enumerate(grouped):
        made = {step.issue.key for later in grouped[number:] for step in later if isinstance(step, CreateIssue)}
        made |= {
            step.milestone.key
            for later in grouped[number:]
            for step in later
            if isinstance(step, PutMilestone) and step.before is None
        }
        for step in group:
            own = {step.issue.key} if isinstance(step, CreateIssue) else set()
            assert not (needs(step) - own) & made, step


def test_what_opens_comes_before_what_closes(grouped):
    steps = [step for group in grouped for step in group]
    closing = [isinstance(step, SetState) or (isinstance(step, EditIssue) and "state" in step.fields) for step in steps]
    first = closing.index(True)
    assert not any(isinstance(step, (CreateIssue, SetParent, Block)) for step in steps[first:])


def test_sections_are_made_before_what_hangs_under_them():
    made = [group for group in planned(MemoryWorld(ROADMAP)) if isinstance(group[0], CreateIssue)]
    assert [[step.issue.key for step in group] for group in made] == [
        ["r/p/s", "r/p/x", "r/p/y", "r/p/~done-when"],
        ["r/p/s/a", "r/p/s/b", "r/p/s/c"],
    ]


def test_a_dependency_is_taken_away_before_another_is_added():
    world = MemoryWorld(ROADMAP)
    world.sync()
    world.edit("{title: B, depends_on: [c, x]}, C]", "B, {title: C, depends_on: b}]")
    blocks = [step for group in planned(world) for step in group if isinstance(step, Block)]
    assert [(step.key, step.blocker, step.add) for step in blocks] == [
        ("r/p/s/b", "r/p/s/c", False),
        ("r/p/s/b", "r/p/x", False),
        ("r/p/s/c", "r/p/s/b", True),
    ]


def test_a_rolled_up_section_closes_in_one_step_after_its_items():
    world = MemoryWorld(ROADMAP)
    world.sync()
    world.finish("r/p/s/b")
    world.edit(" C]", " {title: C, done: true}]")
    steps = [step for group in planned(world) for step in group]
    assert isinstance(steps[-2], SetState)
    assert isinstance(steps[-1], EditIssue)
    assert (steps[-1].issue.key, steps[-1].issue.state) == ("r/p/s", IssueState.COMPLETED)
    assert {"region", "state"} <= steps[-1].fields


def test_new_issues_go_onto_the_board_as_they_are_made():
    steps = [step for group in planned(MemoryWorld(ROADMAP, board=True)) for step in group]
    boards = {step.issue.key: step.boards for step in steps if isinstance(step, CreateIssue)}
    assert boards["r/p/s/a"] == ("r",)
    assert boards["r/p/s"] == boards["r/p/~done-when"] == ()
    assert [type(step) for step in steps].count(PutBoard) == 1


def test_the_plan_taken_apart_does_all_of_it(grouped):
    assert {type(step) for group in grouped for step in group} >= {PutLabel, PutMilestone, CreateIssue, PutCard}


@settings(max_examples=200, deadline=None)
@given(
    there=st.permutations(range(8)), kept=st.sets(st.integers(0, 7)), wanted=st.permutations(range(12)), new=st.data()
)
def test_moves_lead_to_the_wanted_order_and_are_as_few_as_can_be(there, kept, wanted, new):
    there = [str(name) for name in there if name in kept]
    arriving = new.draw(st.permutations([str(name) for name in wanted if str(name) not in there]))
    names = [str(name) for name in wanted]
    moved = ordering.moves(there, arriving, names)
    listed = [*there, *arriving]
    for name, after in moved.items():
        listed.remove(name)
        listed.insert(listed.index(after) + 1 if after else 0, name)
    assert listed == names
    if there == [name for name in names if name in there]:
        assert not {*moved} & {*there}


def test_children_in_the_right_order_are_not_moved():
    assert ordering.moves(["a", "b", "c"], [], ["a", "b", "c"]) == {}
    assert ordering.moves(["a", "b"], ["c"], ["a", "b", "c"]) == {}
    assert ordering.moves(["b", "c", "d", "a"], [], ["a", "b", "c", "d"]) == {"a": ""}


def test_sub_issues_are_put_into_the_order_of_the_file_again_after_people_moved_them():
    world = MemoryWorld(ROADMAP)
    world.sync()
    listed = world.tracker.children[world.id("r/p/s")]
    listed.reverse()
    assert sum(isinstance(step, PlaceAfter) for group in planned(world) for step in group) == 2
    world.sync()
    assert [world.tracker.issues[name].title for name in listed] == ["A", "B", "C"]
    assert world.plan().changes == ()


def test_new_and_moved_sub_issues_land_where_the_file_has_them():
    world = MemoryWorld(ROADMAP)
    world.sync()
    world.text = CHANGED.replace("    label: plan\n", "")
    world.sync(prune=True)
    assert world.plan(prune=True).changes == ()
    shown = [world.tracker.issues[name].title for name in world.tracker.children[world.id("r/p/s")]]
    assert shown == ["C", "D", "A"]
