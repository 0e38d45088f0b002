"""docs/format.md: its tables come from the model, its examples load, its links lead somewhere."""

import importlib.util
import re
from pathlib import Path

import pytest

from roadmap_sync.roadmap.fields import keys_of
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from tests.roadmap.test_extending import Shelf
from tests.roadmap.test_json_schema import errors

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("format_page", ROOT / ".ci" / "format_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_those_of_the_model(maker):
    assert maker.fill(PAGE) == PAGE, "run: .ci/generate.py"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[0])
def test_every_example_loads_and_suits_the_schema(example):
    curriculum = "title: AI Engineer\nphases: [{title: Python, projects: [Task manager]}, {title: Frontend}]"
    shelf = Shelf({"acme/curriculum/roadmaps/ai-engineer.yaml@v3": curriculum})
    assert load_text(example, "example.yaml", shelf).title
    assert errors(example) == []


def test_there_are_examples_of_the_small_and_the_large():
    assert len(EXAMPLES) > 8
    assert min(len(example.splitlines()) for example in EXAMPLES) <= 6


def test_every_key_of_every_element_has_its_row(maker):
    tables = set(re.findall(r"<!-- keys: (\w+)", PAGE))
    assert tables == {"Roadmap", *maker._PARTS}
    assert all(f"| `{name}` |" in PAGE for name in keys_of(Roadmap))


def test_a_key_that_is_new_in_the_model_changes_the_page(maker):
    old = PAGE.replace("| `summary` |", "| `sumary` |")
    assert maker.fill(old) == PAGE


def test_links_lead_to_headings_and_files():
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        assert target.removeprefix("#") in headings if target.startswith("#") else (ROOT / "docs" / target).exists(), (
            target
        )
