#!/usr/bin/env python3
"""Pins the actions that the workflows use to their newest releases: by hash, with the version beside it.

Asks GitHub with `gh`. A release younger than a week waits for the next time: bad ones are mostly found by then.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COOLDOWN = timedelta(days=7)
_PIN = re.compile(r"([\w.-]+/[\w.-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")
Newest = Callable[[str], tuple[str, str] | None]
"""The hash and the version of an action's newest release, by its repository; None to leave it as it is."""


def renewed(text: str, newest: Newest) -> str:
    """A text with every pinned action at its newest release; never at an older one."""

    def pin(found: re.Match[str]) -> str:
        latest = newest(found[1])
        if latest is None or _number(latest[1]) <= _number(found[3]):
            return found[0]
        return f"{found[1]}@{latest[0]} # {latest[1]}"

    return _PIN.sub(pin, text)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.removeprefix("v").split("."))


def _asked(now: datetime) -> Newest:
    known: dict[str, tuple[str, str] | None] = {}

    def newest(repository: str) -> tuple[str, str] | None:
        if repository not in known:
            release = json.loads(_gh(f"repos/{repository}/releases/latest"))
            version = release["tag_name"]
            young = now - datetime.fromisoformat(release["published_at"]) < COOLDOWN
            plain = re.fullmatch(r"v\d+\.\d+\.\d+", version)
            commit = json.loads(_gh(f"repos/{repository}/commits/{version}"))["sha"] if plain and not young else ""
            known[repository] = (commit, version) if commit else None
        return known[repository]

    return newest


def _gh(path: str) -> str:
    return subprocess.run(["gh", "api", path], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607 - names out of our own files


def main() -> None:
    """Write the files that change."""
    newest = _asked(datetime.now(UTC))
    python = ROOT / "roadmap_sync/render/workflow_yaml.py"
    for path in [
        *sorted((ROOT / ".github/workflows").glob("*.yml")),
        ROOT / "action.yml",
        ROOT / "docs/quickstart.md",
        python,
    ]:
        text = path.read_text(encoding="utf-8")
        new = renewed(text, newest)
        if new != text:
            path.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)} written\n")


if __name__ == "__main__":
    main()
