"""Links in a working tree that somebody else made: followed inside it, refused where they lead out."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_sync.cli.files import inside, write, write_inside
from roadmap_sync.errors import UsageError
from tests.cli.conftest import Shell

MARKS = "# Mine\n\n<!-- roadmap-sync:begin report -->\n<!-- roadmap-sync:end -->\n"


@pytest.fixture
def outside(synced: Shell) -> Path:
    """A folder beside the working folder, with somebody's file."""
    folder = synced.folder.parent / "outside"
    folder.mkdir()
    (folder / "README.md").write_text(MARKS)
    return folder


def untouched(folder: Path) -> bool:
    return [path.name for path in folder.rglob("*")] == ["README.md"] and (folder / "README.md").read_text() == MARKS


def test_a_readme_that_leads_out_of_the_folder_is_refused(synced: Shell, outside: Path):
    (synced.folder / "README.md").symlink_to(outside / "README.md")
    refused = synced("report")
    assert refused.code == 2
    assert "leads to" in refused.err
    assert "take the link away" in refused.err
    assert untouched(outside)


def test_pictures_are_not_written_through_a_folder_that_leads_out(synced: Shell, outside: Path):
    synced.write("README.md", MARKS)
    (synced.folder / ".github").mkdir()
    (synced.folder / ".github/roadmap").symlink_to(outside)
    assert synced("report").code == 2
    assert untouched(outside)


def test_init_writes_nothing_through_a_folder_that_leads_out(shell: Shell, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (shell.folder / "roadmaps").symlink_to(elsewhere)
    assert shell("init", "learn-to-draw").code == 2
    assert not [*elsewhere.iterdir()]


def test_the_tracker_is_not_written_through_a_folder_that_leads_out(shell: Shell, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shell.write("roadmaps/r.yaml", "title: T\nphases: [{title: P, items: [a]}]\n")
    (shell.folder / ".roadmap-sync").symlink_to(elsewhere)
    refused = shell("sync")
    assert refused.code == 1
    assert "is a link that leads out of" in refused.err
    assert not [*elsewhere.iterdir()]


def test_a_readme_that_is_a_link_inside_the_folder_is_followed_and_stays_a_link(synced: Shell):
    synced.write("docs/start.md", MARKS)
    (synced.folder / "README.md").symlink_to("docs/start.md")
    assert synced("report").code == 0
    assert (synced.folder / "README.md").is_symlink()
    assert "Rust" in synced.read("docs/start.md")


@pytest.mark.parametrize("path", [".git/hooks/pre-commit", ".GIT/config", "docs/../.git/config"])
def test_a_file_in_git_is_refused(synced: Shell, path: str):
    refused = synced("report", "--readme", path)
    assert refused.code == 2
    assert "is in .git" in refused.err
    assert not (synced.folder / ".git").exists()


def test_a_link_into_git_is_refused(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").symlink_to(".git/config")
    with pytest.raises(UsageError, match=r"is in \.git"):
        write_inside(tmp_path, Path("README.md"), "text")


def test_a_folder_that_is_a_link_itself_may_be_worked_in(tmp_path: Path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_inside(tmp_path / "link", Path("a.md"), "text")
    assert (tmp_path / "real/a.md").read_text() == "text"


def test_a_path_that_the_user_typed_may_lead_anywhere(synced: Shell, outside: Path):
    (synced.folder / "list.md").symlink_to(outside / "list.md")
    assert synced("export", "-o", "list.md").code == 0
    assert (outside / "list.md").read_text().startswith("<!--")


@pytest.mark.parametrize("path", ["../x.md", "a/../../x.md"])
def test_a_path_outside_is_refused(tmp_path: Path, path: str):
    with pytest.raises(UsageError, match="is outside"):
        inside(tmp_path, Path(path))


def test_a_circle_of_links_is_an_error_and_no_traceback(tmp_path: Path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UsageError, match="circle"):
        write_inside(tmp_path, Path("a"), "text")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "a.md"
    file.write_text("before")

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(KeyboardInterrupt):
        write(file, "after")
    assert file.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
