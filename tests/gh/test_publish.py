"""Publishing a report: one signed commit, or one pull request that is kept up to date."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.publisher import BRANCH
from roadmap_sync.tracker.publishing import Make, Message
from tests.fake_github import FakeGitHub
from tests.gh.running import Run, start

WORDS = Message("Update the progress report", "Made by roadmap-sync.")
PICTURE = ".github/roadmap/progress.svg"


def report(text: str) -> Make:
    """A report that says `text` in the README, below what people wrote there."""

    def make(there: Mapping[str, str]) -> Mapping[str, str]:
        readme = there.get("README.md", "").partition("\n---\n")[0]
        return {"README.md": f"{readme}\n---\n{text}", PICTURE: f"<svg>{text}</svg>"}

    return make


@pytest.fixture
def readme(run: Run) -> Run:
    run.gh.as_user("ada").commit(run.repo, {"README.md": "# Mine\n"})
    return run


def test_a_report_is_one_signed_commit_of_all_its_files(readme: Run) -> None:
    before = len(readme.repo.commits)
    published = readme.tracker().publisher().commit(report("one"), WORDS)
    assert set(published.paths) == {"README.md", PICTURE}
    assert len(readme.repo.commits) == before + 1
    head = readme.repo.commits[0]
    assert head.signed
    assert head.message == "Update the progress report\n\nMade by roadmap-sync."
    assert published.url == head.url
    assert readme.repo.files["README.md"] == "# Mine\n\n---\none"


def test_an_unchanged_report_is_no_commit(readme: Run) -> None:
    publisher = readme.tracker().publisher()
    publisher.commit(report("one"), WORDS)
    before = len(readme.repo.commits)
    assert publisher.commit(report("one"), WORDS).paths == ()
    assert len(readme.repo.commits) == before


def test_a_push_in_that_very_moment_is_kept_and_the_report_comes_on_top(readme: Run) -> None:
    ada = readme.gh.as_user("ada")
    readme.gh.faults.add(
        "createCommitOnBranch", kind="do", call=lambda: ada.commit(readme.repo, {"README.md": "# Mine, better\n"})
    )
    readme.tracker().publisher().commit(report("one"), WORDS)
    assert readme.repo.files["README.md"] == "# Mine, better\n\n---\none"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_commit_without_an_answer_is_made_once(readme: Run, when: str) -> None:
    before = len(readme.repo.commits)
    readme.gh.faults.add("createCommitOnBranch", kind="cut", when=when)
    published = readme.tracker().publisher().commit(report("one"), WORDS)
    assert len(readme.repo.commits) == before + 1
    assert set(published.paths) == {"README.md", PICTURE}


def test_a_protected_branch_is_told_with_the_pull_request_as_the_way_out(readme: Run) -> None:
    readme.repo.protected["main"] = {}
    with pytest.raises(TrackerError, match="--pull-request"):
        readme.tracker().publisher().commit(report("one"), WORDS)


def test_a_pull_request_is_opened_once_and_kept_up_to_date(readme: Run) -> None:
    readme.repo.protected["main"] = {}
    publisher = readme.tracker().publisher()
    first = publisher.pull_request(report("one"), WORDS)
    assert set(first.paths) == {"README.md", PICTURE}
    second = publisher.pull_request(report("two"), WORDS)
    assert [pull.url for pull in readme.repo.pulls] == [first.url] == [second.url]
    branch = readme.repo.git.branches[BRANCH]
    assert branch.tree["README.md"] == b"# Mine\n\n---\ntwo"
    assert branch.parents == (readme.repo.head,)
    assert "---" not in readme.repo.files["README.md"]


def test_an_unchanged_pull_request_is_left_alone(readme: Run) -> None:
    publisher = readme.tracker().publisher()
    publisher.pull_request(report("one"), WORDS)
    readme.gh.log.clear()
    assert publisher.pull_request(report("one"), WORDS).paths == ()
    readme.gh.assert_readonly()


def test_a_pull_request_follows_the_branch_that_it_is_for(readme: Run) -> None:
    publisher = readme.tracker().publisher()
    publisher.pull_request(report("one"), WORDS)
    readme.gh.as_user("ada").commit(readme.repo, {"README.md": "# Mine, better\n"})
    publisher.pull_request(report("one"), WORDS)
    assert readme.repo.git.branches[BRANCH].tree["README.md"] == b"# Mine, better\n\n---\none"
    assert len(readme.repo.pulls) == 1


@pytest.mark.parametrize("fault", ["cut", "cut_json"])
@pytest.mark.parametrize("at", [2, 3, 4, 5])
def test_a_pull_request_survives_lost_answers(readme: Run, fault: str, at: int) -> None:
    readme.gh.faults.clear()
    publisher = readme.tracker().publisher()
    readme.gh.faults.clear()
    readme.gh.faults.add(at, kind=fault, **({"when": "after"} if fault == "cut" else {}))
    publisher.pull_request(report("one"), WORDS)
    assert len(readme.repo.pulls) == 1
    assert readme.repo.git.branches[BRANCH].tree["README.md"] == b"# Mine\n\n---\none"


def test_actions_that_may_not_open_pull_requests_are_told_where_to_allow_it(readme: Run) -> None:
    readme.repo.actions_may_open_pulls = False
    readme.token = readme.gh.token("actions")
    with pytest.raises(TrackerError, match="Allow it in the repository's settings"):
        readme.tracker().publisher().pull_request(report("one"), WORDS)


def test_an_empty_repository_is_told_what_to_do_first(github: FakeGitHub) -> None:
    with pytest.raises(TrackerError, match="is empty"):
        start(github, empty=True).tracker().publisher().commit(report("one"), WORDS)


def test_a_readme_that_is_no_text_is_not_overwritten(readme: Run) -> None:
    head = readme.repo.head
    assert head is not None
    object.__setattr__(head, "tree", {**head.tree, "README.md": b"\xff\xfe\x00"})
    with pytest.raises(TrackerError, match="is no text"):
        readme.tracker().publisher().commit(report("one"), WORDS)


def test_a_message_that_would_mention_somebody_is_refused() -> None:
    with pytest.raises(ValueError, match="mention"):
        Message("Thanks @ada")
