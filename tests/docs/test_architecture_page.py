"""docs/architecture.md: what it names is there, and every package is in it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:roadmap_sync|tests|docs|\.ci)/[\w./]+?|pyproject\.toml)(?:::\w+)?`", PAGE)))
TESTS = sorted(set(re.findall(r"`(tests/[\w./]+\.py)::(\w+)`", PAGE)))
PACKAGES = sorted(path.parent.name for path in (ROOT / "roadmap_sync").glob("*/__init__.py"))


@pytest.mark.parametrize("path", PATHS)
def test_every_path_on_the_page_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_every_test_on_the_page_exists(path, name):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_in_the_table_and_in_the_picture(package):
    picture = PAGE.partition("```mermaid")[2].partition("```")[0]
    assert f"| `roadmap_sync/{package}/` |" in PAGE
    assert re.search(rf"\b{package}\b", picture)


def test_every_invariant_names_a_test():
    rows = re.findall(r"^\| (.+)", PAGE.partition("## Invariants")[2].partition("## ")[0], re.MULTILINE)[2:]
    assert rows
    assert all("::test_" in row for row in rows)
