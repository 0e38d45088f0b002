"""The report goes into the README that GitHub shows, and no second one is made beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap_sync.cli.readme import shown_readme
from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    ("there", "shown"),
    [
        ([], "README.md"),
        (["README.md"], "README.md"),
        (["readme.md"], "readme.md"),
        (["ReadMe.markdown"], "ReadMe.markdown"),
        (["README.md", ".github/README.md"], ".github/README.md"),
        (["docs/readme.md"], "docs/readme.md"),
        (["docs/README.md", "README.MD"], "README.MD"),
        (["README.md", "readme.md", "README.markdown"], "README.md"),
        (["README.txt", "docs/README.rst", "README.md.bak"], "README.md"),
    ],
)
def test_github_looks_in_its_own_folder_then_at_the_top_then_in_docs_in_any_case(
    tmp_path: Path, there: list[str], shown: str
) -> None:
    for name in there:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# Mine\n")
    assert shown_readme(tmp_path).as_posix() == shown


def test_a_folder_of_that_name_is_no_readme(tmp_path: Path) -> None:
    (tmp_path / "README.md").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/README.md").touch()
    assert shown_readme(tmp_path).as_posix() == "docs/README.md"


@pytest.mark.parametrize("name", [".github/README.md", "docs/readme.markdown", "Readme.md"])
def test_the_report_is_written_there_with_pictures_that_are_found_from_there(synced: Shell, name: str) -> None:
    synced.write(name, "# Mine\n")
    assert synced("report", "--today", "2026-02-01").code == 0
    text = synced.read(name)
    assert text.startswith("# Mine\n")
    assert "roadmap-sync:begin report" in text
    written = {path for path in synced.files() if path.lower().endswith((".md", ".markdown"))}
    assert written == {name}
    for found in re.findall(r'(?:src|srcset)="([^"]+[.]svg)"', text):
        assert ((synced.folder / name).parent / found).resolve().is_file()


def test_init_puts_the_region_into_the_readme_that_is_there(shell: Shell) -> None:
    shell.write(".github/README.md", "# Mine\n")
    assert shell("init", "starter").code == 0
    assert "roadmap-sync:begin report" in shell.read(".github/README.md")
    assert not (shell.folder / "README.md").exists()
