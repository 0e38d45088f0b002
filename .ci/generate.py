#!/usr/bin/env python3
"""Writes what is made from something else; with `--check`, only says what is out of date (exit 1).

`--quick` leaves out the sample report, for which the demo is played, and `roadmaps/`, which is its owner's in a copy.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import format_page
import limits_page
import markdown_page
import yaml
from addresses import texts_with_address
from sample import sample

from roadmap_sync import IS_RELEASED, REPOSITORY
from roadmap_sync.render.workflow_yaml import OWN, release, workflows
from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.json_schema import json_schema
from roadmap_sync.tracker import board_token

ROOT = Path(__file__).resolve().parent.parent


def generated(*, quick: bool = False) -> Mapping[str, str]:
    """Every generated file's text, by path."""
    action = yaml.safe_load(with_token_words((ROOT / "action.yml").read_text(encoding="utf-8")))
    return {
        "action.yml": with_token_words((ROOT / "action.yml").read_text(encoding="utf-8")),
        "docs/action.md": action_page(action),
        "docs/limits.md": limits_page.page(),
        "docs/format.md": format_page.fill((ROOT / "docs/format.md").read_text(encoding="utf-8")),
        "docs/markdown.md": markdown_page.fill((ROOT / "docs/markdown.md").read_text(encoding="utf-8")),
        "docs/roadmap.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
        **workflows(action=OWN),
        **installations(),
        **texts_with_address(ROOT),
        **({} if quick else {**sample(), **roadmaps()}),
    }


def roadmaps() -> Mapping[str, str]:
    """The folder that a copy of this repository begins with: every roadmap that ships with the tool."""
    return {f"roadmaps/{path.name}": path.read_text(encoding="utf-8") for path in shipped_roadmaps().values()}


def installations() -> Mapping[str, str]:
    """The pages and the workflow that say how to install the tool or name the action, as it can be had today."""
    found = {}
    for name in ("docs/quickstart.md", "docs/security.md", ".github/workflows/reusable.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        action, _, ref = release().partition("@")
        text = re.sub(rf"({re.escape(action)}(?:/\.github/workflows/reusable\.yml)?)@[\w.]+", rf"\1@{ref}", text)
        text = re.sub(
            r"(<!-- board token -->\n).*?(<!-- end -->)", rf"\1{board_token.WHICH}\n\2", text, flags=re.DOTALL
        )
        found[name] = re.sub(r"`pipx install [^`]+`", f"`pipx install {package()}`", text)
    return found


def with_token_words(text: str) -> str:
    """action.yml with the words about tokens for boards."""
    words = textwrap.fill(board_token.WHICH, 122, initial_indent=" " * 6, subsequent_indent=" " * 6)
    return re.sub(
        r"(  project-token:\n    description: >-\n).*?(    default:)", rf"\1{words}\n\2", text, flags=re.DOTALL
    )


def package() -> str:
    """What pip installs: the package once it is released, the repository before."""
    return "roadmap-sync" if IS_RELEASED else f"git+https://github.com/{REPOSITORY}"


def action_page(action: Mapping[str, Any]) -> str:
    """docs/action.md, from action.yml and the workflows that `init` writes."""
    main, pull_request = workflows().values()
    return "\n".join(
        [
            "<!-- Made from action.yml by .ci/generate.py: change that, then run it. -->",
            "# The Action",
            "",
            action["description"],
            "",
            "`roadmap-sync init` writes both workflows below.",
            "",
            "[quickstart.md](quickstart.md) has the whole way, [security.md](security.md) says who can do what.",
            "",
            "## Inputs",
            "",
            "| Input | Default | What it does |",
            "| :-- | :-- | :-- |",
            *(f"| `{name}` | {_default(given)} | {_cell(given)} |" for name, given in action["inputs"].items()),
            "",
            "## Outputs",
            "",
            "| Output | What it holds |",
            "| :-- | :-- |",
            *(f"| `{name}` | {_cell(given)} |" for name, given in action["outputs"].items()),
            "",
            "Every run writes a summary on its page: the report, and what was or would be changed.",
            "Problems in a roadmap are annotations beside their lines.",
            "",
            "## The workflow that keeps everything up to date",
            "",
            "In `.github/workflows/roadmap.yml`:",
            "",
            f"```yaml\n{main.rstrip()}\n```",
            "",
            "## The workflow for pull requests",
            "",
            "In `.github/workflows/roadmap-pull-request.yml`:",
            "",
            f"```yaml\n{pull_request.rstrip()}\n```",
            "",
            "## From a workflow of yours",
            "",
            "The same as a reusable workflow, for those who keep many repositories:",
            "",
            "```yaml",
            *_reusing(),
            "```",
            "",
        ]
    )


def _reusing() -> list[str]:
    text = (ROOT / ".github/workflows/reusable.yml").read_text(encoding="utf-8")
    lines = text.partition("# Example:\n")[2].partition("\nname:")[0].splitlines()
    return [line.removeprefix("#").removeprefix(" ") for line in lines if line.startswith("#")]


def _default(given: Mapping[str, Any]) -> str:
    value = str(given.get("default", ""))
    return f"`{value}`" if value else ""


def _cell(given: Mapping[str, Any]) -> str:
    return " ".join(str(given["description"]).split()).replace("|", "\\|")


def main() -> int:
    """Write or check; the exit code."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, text in generated(quick="--quick" in sys.argv[1:]).items():
        path = ROOT / name
        if path.exists() and path.read_bytes().decode() == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    for name in stale:
        sys.stdout.write(f"{name} {'is out of date: run .ci/generate.py' if check else 'written'}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
