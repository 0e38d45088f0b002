"""One name for the token of a board, and one paragraph on which tokens can touch which boards, everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from roadmap_sync.cli.next_steps import with_github
from roadmap_sync.render.workflow_yaml import MAIN, workflows
from roadmap_sync.tracker.board_token import VARIABLE, WHICH

ROOT = Path(__file__).parents[2]
PAGES = ["docs/quickstart.md", "docs/security.md", "docs/action.md"]


def words(text: str) -> str:
    return " ".join(re.sub(r"[*`#]", "", text).split())


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_say_it(page):
    assert words(WHICH) in words((ROOT / page).read_text(encoding="utf-8"))


def test_the_action_says_it():
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert words(action["inputs"]["project-token"]["description"]) == words(WHICH)


def test_the_workflow_says_it_and_takes_the_secret_of_the_variables_name():
    text = workflows()[MAIN]
    assert words(WHICH) in words(text)
    assert f"project-token: ${{{{ secrets.{VARIABLE} }}}}" in text


def test_init_says_it():
    assert words(WHICH) in words(with_github("ada/learning", []))


@pytest.mark.parametrize("folder", ["roadmap_sync", "docs", ".github", "benchmarks"])
def test_there_is_no_other_name_for_it(folder):
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in {".py", ".md", ".yml", ".yaml", ".j2"}:
            names = set(re.findall(r"\bROADMAP_\w*PROJECT_TOKEN\b", path.read_text(encoding="utf-8")))
            assert names <= {VARIABLE}, path
