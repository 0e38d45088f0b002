"""`roadmap-sync init`: what it writes, what it leaves alone, what it says is left to do."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from roadmap_sync.cli import root
from roadmap_sync.cli.drafts import local_zone, next_monday
from roadmap_sync.cli.exit_codes import run
from roadmap_sync.cli.provenance import installed_commit
from roadmap_sync.render.workflow_yaml import MAIN, PULL_REQUEST, release
from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.loader import load_files
from roadmap_sync.tracker.region import extract


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run `init` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("GITHUB_", "GH_"))]:
        monkeypatch.delenv(name)

    def call(*arguments: str) -> Ended:
        code = run(root, ["init", *arguments])
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return call


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_without_a_word_it_writes_a_starter_two_workflows_and_a_readme(
    init: Callable[..., Ended], tmp_path: Path
) -> None:
    ended = init()
    assert ended.code == 0
    assert set(contents(tmp_path)) == {"roadmaps/learning.yaml", MAIN, PULL_REQUEST, "README.md"}
    assert ended.out.count("wrote") == 4


def test_the_starter_is_a_roadmap_of_a_few_lines_that_begins_on_a_monday(
    init: Callable[..., Ended], tmp_path: Path
) -> None:
    init()
    path = tmp_path / "roadmaps/learning.yaml"
    (roadmap,) = load_files([path])
    assert len(path.read_text().splitlines()) < 10
    assert roadmap.start is not None
    assert roadmap.start.weekday() == 0
    assert roadmap.active


@pytest.mark.parametrize("name", sorted(shipped_roadmaps()))
def test_every_shipped_roadmap_can_be_taken_over_with_a_start_of_ones_own(
    init: Callable[..., Ended], tmp_path: Path, name: str
) -> None:
    assert init(name, "--start", "2027-03-01").code == 0
    (theirs,) = load_files([tmp_path / f"roadmaps/{name}.yaml"])
    (ours,) = load_files([shipped_roadmaps()[name]])
    assert (theirs.id, theirs.start, theirs.active) == (name, date(2027, 3, 1), True)
    assert theirs.timezone == local_zone()
    assert [phase.title for phase in theirs.phases] == [phase.title for phase in ours.phases]


def test_a_markdown_roadmap_comes_in_with_its_ticks(init: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "My Plan.md").write_text(
        "# My plan\n\n## Python\n\n- [x] Variables\n- [ ] Functions\n", encoding="utf-8"
    )
    ended = init("My Plan.md")
    (roadmap,) = load_files([tmp_path / "roadmaps/my-plan.yaml"])
    assert roadmap.title == "My plan"
    assert "2 items; 1 done" in ended.err


def test_a_markdown_roadmap_is_told_what_a_sync_makes_of_it(init: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Plan\n\n## Phase 1\n- [ ] a\n\n## Phase 2\n- [ ] b\n", encoding="utf-8")
    assert "Plan: 6 to create, 0 to update, 0 to retire." in init("plan.md").err


def test_where_github_cannot_be_read_the_roadmap_is_written_without_a_plan(
    init: Callable[..., Ended], tmp_path: Path
) -> None:
    git("init", "-q")
    git("remote", "add", "origin", "https://github.com/ada/bees.git")
    (tmp_path / "plan.md").write_text("# Plan\n\n## Phase 1\n- [ ] a\n\n## Phase 2\n- [ ] b\n", encoding="utf-8")
    ended = init("plan.md")
    assert ended.code == 0
    assert "No plan yet: no token for ada/bees\n" in ended.err
    assert (tmp_path / "roadmaps/plan.yaml").exists()


def test_a_readme_that_is_a_roadmap_gives_the_roadmap_its_title_as_name(
    init: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("# Become a cook\n\n## Soups\n\n- [ ] Broth\n- [ ] Ramen\n", encoding="utf-8")
    assert init("README.md").code == 0
    assert (tmp_path / "roadmaps/become-a-cook.yaml").exists()


def test_somebodys_yaml_roadmap_is_taken_over_as_it_is(init: Callable[..., Ended], tmp_path: Path) -> None:
    given = b"title: Theirs\nphases:\n  - title: One # kept\n    items: [a]\n"
    (tmp_path / "theirs.yaml").write_bytes(given)
    assert init("theirs.yaml").code == 0
    assert (tmp_path / "roadmaps/theirs.yaml").read_bytes() == given


def test_a_second_time_nothing_is_written(init: Callable[..., Ended], tmp_path: Path) -> None:
    init("ai-learning-journey")
    before = contents(tmp_path)
    for arguments in ((), ("ai-learning-journey",)):
        ended = init(*arguments)
        assert ended.code == 0
        assert "wrote" not in ended.out
    assert contents(tmp_path) == before


def test_what_people_have_is_never_overwritten(init: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / MAIN).write_text("name: mine\n")
    (tmp_path / "roadmaps").mkdir()
    (tmp_path / "roadmaps/learning.yaml").write_text("title: Mine\nphases: [{title: A, items: [b]}]\n")
    (tmp_path / "README.md").write_bytes(b"# Mine\r\n\r\nText without an end")
    ended = init("starter")
    assert "differs" in ended.out
    assert (tmp_path / MAIN).read_text() == "name: mine\n"
    assert "Mine" in (tmp_path / "roadmaps/learning.yaml").read_text()
    readme = (tmp_path / "README.md").read_bytes()
    assert readme.startswith(b"# Mine\r\n\r\nText without an end\r\n")
    assert b"<!-- roadmap-sync:begin report -->\r\n" in readme


def test_a_readme_with_a_region_stays_as_it_is(init: Callable[..., Ended], tmp_path: Path) -> None:
    readme = "# Mine\n<!-- roadmap-sync:begin report learning -->\nold\n<!-- roadmap-sync:end -->\n"
    (tmp_path / "README.md").write_text(readme)
    init()
    assert (tmp_path / "README.md").read_text() == readme


def test_the_report_has_a_place_in_a_new_readme(init: Callable[..., Ended], tmp_path: Path) -> None:
    init("ai-learning-journey")
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# My AI Learning Journey\n")
    assert extract(text, "report")


def test_a_readme_of_another_spelling_is_the_one_that_gets_the_report(
    init: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "readme.md").write_text("# Mine\n")
    init()
    assert "README.md" not in {path.name for path in tmp_path.iterdir()}
    assert "roadmap-sync:begin report" in (tmp_path / "readme.md").read_text(encoding="utf-8")


def test_the_workflow_has_the_version_the_rights_and_the_label_of_the_roadmap(
    init: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").write_text("title: T\nlabel: learn it\nphases: [{title: A, items: [b]}]\n")
    init("mine.yaml")
    text = (tmp_path / MAIN).read_text(encoding="utf-8")
    job = yaml.safe_load(text)["jobs"]["roadmap"]
    assert job["steps"][1]["uses"] == release(installed_commit())
    assert job["permissions"] == {"contents": "write", "issues": "write", "actions": "write"}
    assert "contains(github.event.issue.labels.*.name, 'learn it')" in job["if"]


def test_every_repository_has_its_own_odd_minute(init: Callable[..., Ended], tmp_path: Path) -> None:
    minutes = set()
    for name in ("ada/learn", "bob/learn", "eve/study"):
        (tmp_path / MAIN).unlink(missing_ok=True)
        init("--repo", name)
        found = re.search(r'cron: "(\d+) ', (tmp_path / MAIN).read_text(encoding="utf-8"))
        assert found
        minutes.add(int(found[1]))
    assert len(minutes) > 1
    assert all(minute % 2 for minute in minutes)


def test_it_says_what_is_left_to_click_with_links(init: Callable[..., Ended]) -> None:
    git("init", "-q")
    git("remote", "add", "origin", "https://github.com/ada/learn.git")
    said = init().err
    for link in (
        "https://github.com/ada/learn/actions/workflows/roadmap.yml",
        "https://github.com/ada/learn/settings/actions",
        "https://github.com/ada/learn/settings/secrets/actions/new",
        "https://github.com/settings/tokens/new?scopes=project",
    ):
        assert link in said
    assert "git add roadmaps/learning.yaml .github/workflows/roadmap.yml" in said


def test_without_a_repository_it_says_how_to_begin_here(init: Callable[..., Ended]) -> None:
    said = init().err
    assert "roadmap-sync plan && roadmap-sync sync" in said
    assert "https://github.com/new" in said


def test_a_server_of_ones_own_gets_its_own_links(init: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.example.org")
    assert "https://git.example.org/ada/learn/settings/actions" in init("--repo", "ada/learn").err


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("ai-learning-jurney", "Did you mean 'ai-learning-journey'?"),
        ("nothing.md", "there is no file nothing.md"),
        ("nothing.yaml", "there is no file nothing.yaml"),
    ],
)
def test_what_is_not_there_is_wrong_usage_and_leaves_nothing(
    init: Callable[..., Ended], tmp_path: Path, source: str, said: str
) -> None:
    ended = init(source)
    assert ended.code == 2
    assert said in ended.err
    assert contents(tmp_path) == {}


def test_a_broken_yaml_roadmap_is_refused_with_its_places(init: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("title: T\nfases: []\n")
    ended = init("bad.yaml")
    assert ended.code == 1
    assert "roadmaps/bad.yaml:2:1" in ended.err
    assert set(contents(tmp_path)) == {"bad.yaml"}


def test_two_roadmaps_of_one_id_are_refused(init: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "roadmaps").mkdir()
    (tmp_path / "roadmaps/other.yaml").write_text("id: learning\ntitle: T\nphases: [{title: A, items: [b]}]\n")
    ended = init("starter")
    assert ended.code == 2
    assert "'learning'" in ended.err
    assert set(contents(tmp_path)) == {"roadmaps/other.yaml"}


def test_a_hostile_title_makes_no_markup_in_the_readme(init: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "evil.yaml").write_text(
        'title: "<img src=x> @ada ::error::x"\nphases: [{title: A, items: [b]}]\n', encoding="utf-8"
    )
    init("evil.yaml")
    assert "<img" not in (tmp_path / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_on_a_terminal_it_asks_once_which_roadmap(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 - not there on Windows

    ours, theirs = pty.openpty()
    os.write(ours, b"ai-learning-journey\n")
    command = [sys.executable, "-m", "roadmap_sync", "init"]
    done = subprocess.run(command, cwd=tmp_path, stdin=theirs, capture_output=True, text=True, timeout=60, check=False)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Which") == 1
    assert (tmp_path / "roadmaps/ai-learning-journey.yaml").exists()


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 24), date(2026, 11, 30)),
        (date(2026, 12, 27), date(2026, 12, 28)),
    ],
)
def test_the_coming_monday_is_today_on_a_monday(today: date, monday: date) -> None:
    assert next_monday(today) == monday


def test_a_zone_is_believed_only_where_it_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Prague")
    assert local_zone() == "Europe/Prague"
    monkeypatch.setenv("TZ", "Middle/Earth")
    assert local_zone() == "UTC"


def test_a_label_never_becomes_an_expression_in_the_workflow(init: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text('title: T\nlabel: "${{ secrets.X }}"\nphases: [{title: A, items: [b]}]\n')
    init("mine.yaml")
    text = (tmp_path / MAIN).read_text(encoding="utf-8")
    assert "${{ secrets.X" not in text
    assert "fromJSON(" in text
