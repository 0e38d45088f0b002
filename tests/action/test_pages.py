"""The pages that lead people here say what is so."""

import re
from pathlib import Path

import pytest

from roadmap_sync import REPOSITORY
from roadmap_sync.render.workflow_yaml import CHECKOUT, release
from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.loader import load_files

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["docs/quickstart.md", "docs/security.md", "docs/action.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_to_one(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_quickstart_shows_the_pins_and_the_version_that_init_writes() -> None:
    text = (ROOT / "docs/quickstart.md").read_text(encoding="utf-8")
    assert re.findall(r"uses: (actions/.*)", text) == [CHECKOUT]
    assert set(re.findall(rf"uses: ({REPOSITORY}\S+)", text)) == {release()}


def test_one_roadmap_is_active_and_its_start_is_the_line_that_is_theirs_to_change() -> None:
    (active,) = [roadmap for roadmap in load_files(list(shipped_roadmaps().values())) if roadmap.active]
    text = (ROOT / "docs/quickstart.md").read_text(encoding="utf-8")
    assert f"# roadmaps/{active.id}.yaml\nstart: {active.start}\n" in text
    assert f"\nstart: {active.start}\n" in shipped_roadmaps()[active.id].read_text(encoding="utf-8")


def test_the_readme_shows_a_command_to_try_it_and_one_to_test_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, wanted in (("demo", "roadmap-sync demo"), ("test", "pytest")):
        found = re.search(rf"<!-- command: {name} -->\n```\w*\n(.*)\n", readme)
        assert found
        assert wanted in found[1]


def test_the_sample_says_that_it_is_one_inside_the_region_that_the_first_run_writes_anew() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    region = readme.partition("<!-- roadmap-sync:begin report -->\n")[2]
    if "roadmap-sync demo" in region:
        assert region.startswith("> [!NOTE]\n> A sample: ")
