from roadmap_sync.desired.issues import without
from tests.worlds import World

ROADMAP = """
    id: r
    title: Learning
    phases:
      - title: P
        sections:
          - title: S
            items: [A, {title: B, depends_on: a}]
    """


def test_a_tracker_without_dependencies_and_sub_issues_is_asked_for_none(tmp_path):
    wanted = World(tmp_path, ROADMAP).wanted()
    assert any(issue.parent for issue in wanted.state.issues)
    assert any(issue.blocked_by for issue in wanted.state.issues)
    left = without(wanted, {"parent", "blocked_by"})
    assert not any(issue.parent or issue.blocked_by for issue in left.state.issues)
    assert [issue.title for issue in left.state.issues] == [issue.title for issue in wanted.state.issues]


def test_a_tracker_that_lacks_nothing_is_asked_for_everything(tmp_path):
    wanted = World(tmp_path, ROADMAP).wanted()
    assert without(wanted, frozenset()) is wanted
