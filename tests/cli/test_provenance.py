"""Which commit a workflow names while there is no release."""

from __future__ import annotations

import subprocess
from pathlib import Path

from roadmap_sync.cli import provenance
from roadmap_sync.cli.provenance import installed_commit


class Installed:
    """An installation with what pip wrote down about it."""

    def __init__(self, text: str | None) -> None:
        self._text = text

    def read_text(self, _name: str) -> str | None:
        return self._text


def test_an_installation_from_a_repository_names_the_commit_that_pip_wrote_down(monkeypatch, tmp_path):
    told = '{"url": "https://github.com/a/b", "vcs_info": {"vcs": "git", "commit_id": "%s"}}' % ("b" * 40)
    monkeypatch.setattr(provenance, "distribution", lambda _: Installed(told))
    assert installed_commit(tmp_path) == "b" * 40


def test_a_checkout_of_the_project_names_its_own_commit_and_no_other_folder_does(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(provenance, "distribution", lambda _: Installed(None))
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    assert installed_commit(tmp_path) == ""
    (tmp_path / "action.yml").touch()
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    assert installed_commit(tmp_path) == head


def test_what_pip_wrote_down_is_believed_only_where_it_is_a_commit(monkeypatch, tmp_path):
    for told in ("", "no json", "[]", '{"vcs_info": {"commit_id": "main; echo"}}', '{"vcs_info": {"commit_id": 5}}'):
        monkeypatch.setattr(provenance, "distribution", lambda _, told=told: Installed(told))
        assert installed_commit(tmp_path) == ""
