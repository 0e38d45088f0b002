import pytest

from roadmap_sync.tracker.state import IssueState
from tests.worlds import World, told

ROADMAP = """
    id: r
    title: Learning
    tags: {extra: {counts: false}}
    phases:
      - title: P
        sections:
          - title: S
            items: [A, B, {title: C, tags: [extra]}]
    """
SECTION = "r/p/s"


@pytest.fixture
def world(tmp_path) -> World:
    made = World(tmp_path, ROADMAP)
    made.sync()
    return made


def state(world: World, key: str = SECTION) -> IssueState:
    return world.issue(key).state


def test_a_section_closes_when_all_that_counts_in_it_is_done_or_skipped(world):
    world.close("r/p/s/a")
    assert world.plan().changes == ()
    world.tracker.close(world.number("r/p/s/b"), IssueState.NOT_PLANNED)
    assert told(world.plan().changes) == ["~ issue r/p/s region,state"]
    world.sync()
    assert state(world) is IssueState.COMPLETED
    assert "rolled-up" in world.issue(SECTION).region


def test_a_section_that_we_closed_reopens_with_its_work(world):
    world.close("r/p/s/a", "r/p/s/b")
    world.sync()
    world.tracker.reopen(world.number("r/p/s/b"))
    world.sync()
    assert state(world) is IssueState.OPEN
    assert "rolled-up" not in world.issue(SECTION).region


def test_a_section_closed_by_hand_stays_closed(world):
    world.tracker.close(world.number(SECTION))
    assert world.plan().changes == ()
    world.close("r/p/s/a")
    world.edit("[A, B,", "[A, B, D,")
    world.sync()
    assert state(world) is IssueState.COMPLETED


def test_a_section_reopened_by_hand_is_not_closed_again_until_something_is_new(world):
    world.close("r/p/s/a", "r/p/s/b")
    world.sync()
    world.tracker.reopen(world.number(SECTION))
    assert world.plan().changes == ()
    world.edit("[A, B,", "[A, B, D,")
    world.sync()
    world.close("r/p/s/d")
    world.sync()
    assert state(world) is IssueState.COMPLETED


def test_a_section_of_optional_work_alone_closes_when_all_of_it_is_done(tmp_path):
    world = World(tmp_path, ROADMAP.replace("[A, B, {title: C, tags: [extra]}]", "[{title: C, tags: [extra]}]"))
    world.sync()
    assert state(world) is IssueState.OPEN
    world.close("r/p/s/c")
    world.sync()
    assert state(world) is IssueState.COMPLETED


def test_a_section_without_items_is_never_closed_for_people(tmp_path):
    world = World(tmp_path, ROADMAP.replace("items: [A, B, {title: C, tags: [extra]}]", "why: only to read"))
    world.sync()
    assert state(world) is IssueState.OPEN
    assert world.plan().changes == ()


def test_done_in_the_yaml_closes_an_issue_once(tmp_path):
    world = World(tmp_path, ROADMAP.replace("[A, B,", "[{title: A, done: true}, B,"))
    world.sync()
    assert state(world, "r/p/s/a") is IssueState.COMPLETED
    world.tracker.reopen(world.number("r/p/s/a"))
    assert world.plan().changes == ()


def test_done_added_later_closes_an_issue_that_was_never_closed(world):
    world.edit("[A, B,", "[{title: A, done: true}, B,")
    assert told(world.plan().changes) == ["~ issue r/p/s/a state"]


def test_a_section_whose_items_are_all_done_from_the_start_closes_in_the_first_sync(tmp_path):
    world = World(tmp_path, ROADMAP.replace("[A, B,", "[{title: A, done: true}, {title: B, done: true},"))
    world.sync()
    assert state(world) is IssueState.COMPLETED
    assert world.plan().changes == ()


def test_alternatives_that_fall_away_do_not_keep_a_section_open(tmp_path):
    world = World(
        tmp_path,
        """
        id: r
        title: T
        phases:
          - title: P
            sections:
              - title: S
                choose: 1
                options:
                  - {title: One, items: [A, B]}
                  - {title: Two, items: [C, D]}
        """,
    )
    world.sync()
    assert world.issue("r/p/s/two/c").parent == SECTION
    world.close("r/p/s/two/c", "r/p/s/two/d")
    world.sync()
    assert state(world) is IssueState.COMPLETED


def test_tracked_by_section_its_boxes_close_it(tmp_path):
    world = World(tmp_path, ROADMAP + "track: sections")
    world.sync()
    assert [issue.key for issue in world.found.issues] == [SECTION]
    for box in ("a", "b"):
        world.tracker.tick(world.number(SECTION), box)
    world.sync()
    assert state(world) is IssueState.COMPLETED
    world.tracker.tick(world.number(SECTION), "a", on=False)
    world.sync()
    assert state(world) is IssueState.OPEN
    assert "- [x] B" in world.body(SECTION)


def test_a_check_in_is_made_when_its_period_begins_and_closed_when_it_ends(tmp_path):
    world = World(tmp_path, ROADMAP + "habits: [{title: Dev log, every: week}, {title: Code, every: day}]")
    world.sync()
    key = "r/~checkin/week/2026-W02"
    assert world.body(key).count("- [ ]") == 8
    world.tracker.tick(world.number(key), "dev-log")
    world.today = world.today.replace(day=14)
    assert told(world.plan().changes) == ["+ issue r/~checkin/week/2026-W03", f"~ issue {key} state"]
    world.sync()
    assert state(world, key) is IssueState.COMPLETED
    assert world.plan().changes == ()


def test_criteria_and_goals_by_hand_get_an_issue_with_boxes(tmp_path):
    world = World(tmp_path, ROADMAP + "done_when: [Can explain it, {commits: 30}]\n    goals: [Five posts]")
    world.sync()
    assert "- [ ] Can explain it <!-- id:can-explain-it -->" in world.body("r/~done-when")
    assert "- [ ] 30 commits <!-- id:30-commits judged -->" in world.body("r/~done-when")
    assert "- [ ] Five posts <!-- id:five-posts -->" in world.body("r/~goals")
