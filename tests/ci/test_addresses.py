"""One constant says where the project lives; whoever publishes it under another name changes that line."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from roadmap_sync import REPOSITORY

ROOT = Path(__file__).resolve().parents[2]


def command(name: str) -> ModuleType:
    """A module of `.ci/`, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [name for name in listed.stdout.split("\0") if name]


@pytest.mark.skipif(not tracked(), reason="not a checkout")
def test_after_a_move_nothing_but_tests_and_history_names_the_old_address() -> None:
    changed = command("addresses").texts_with_address(ROOT, "ada/steps")
    assert len(changed) > 10
    left = []
    for name in tracked():
        if (
            name.startswith("tests/")
            or name in {"CHANGELOG.md", "roadmap_sync/__init__.py"}
            or not (ROOT / name).is_file()
        ):
            continue
        text = changed.get(name) or (ROOT / name).read_bytes().decode(errors="ignore")
        left += [name] if re.search(rf"{re.escape(REPOSITORY)}(?![\\w-])", text) else []
    assert left == []


def test_where_the_address_is_the_same_nothing_changes() -> None:
    assert command("addresses").texts_with_address(ROOT, REPOSITORY) == {}


def test_a_longer_name_stays() -> None:
    moved = command("addresses").moved
    assert moved("a/b, a/b-c, xa/b, a/b.", "a/b", "c/d") == "c/d, a/b-c, xa/b, c/d."


def test_an_action_is_pinned_to_its_newest_release_and_never_to_an_older_one() -> None:
    renewed = command("update_actions").renewed
    old, new = "0" * 40, "1" * 40
    text = f"uses: a/b@{old} # v1.9.0\nuses: c/d@{old} # v3.0.0\nuses: e/f@{old} # v1.0.0\nuses: ./\n"
    newest = {"a/b": (new, "v1.10.0"), "c/d": (new, "v2.9.9"), "e/f": None}
    assert renewed(text, newest.get) == text.replace(f"a/b@{old} # v1.9.0", f"a/b@{new} # v1.10.0")


def test_a_copy_whose_roadmaps_were_edited_and_deleted_passes_the_tests_that_read_roadmaps(tmp_path: Path) -> None:
    names = tracked()
    if not names:
        pytest.skip("not a checkout")
    for name in names:
        if name.startswith("roadmaps/") and not name.endswith("/learn-to-draw.yaml"):
            continue
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    kept = tmp_path / "roadmaps/learn-to-draw.yaml"
    kept.write_text(re.sub(r"(?m)^start: .*$", "start: 2031-01-06", kept.read_text(encoding="utf-8")), encoding="utf-8")
    # What these tests themselves were told, coverage above all, is not meant for a part of them.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider",
            "tests/roadmap/test_examples.py", "tests/roadmap/test_json_schema.py", "tests/action/test_pages.py",
            "tests/docs", "tests/cli/test_init.py",
        ],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
