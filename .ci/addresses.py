"""The project's address: `roadmap_sync.REPOSITORY` says it, and every text that names it follows."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from roadmap_sync import REPOSITORY

# The one file that says where the texts were last written for.
_HOMEPAGE = re.compile(r'^Homepage = "https://github\.com/([^/"]+/[^/"]+)"$', re.MULTILINE)
_NOT_OURS = ("tests/", "requirements.txt", "CHANGELOG.md", "roadmap_sync/__init__.py")


def moved(text: str, old: str, new: str) -> str:
    """A text with the project's new address; a longer name that begins with the old one stays."""
    return re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w-])", lambda _: new, text)


def texts_with_address(root: Path, repository: str = REPOSITORY) -> Mapping[str, str]:
    """The files that name another address than `repository`, by path, as they should be; empty where all agree."""
    found = _HOMEPAGE.search((root / "pyproject.toml").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit("pyproject.toml: no Homepage on GitHub")
    if found[1] == repository:
        return {}
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout  # noqa: S607 - git as the developer has it
    changed: dict[str, str] = {}
    for name in filter(None, listed.split("\0")):
        if name.startswith(_NOT_OURS) or not (root / name).is_file():
            continue
        try:
            text = (root / name).read_bytes().decode()
        except UnicodeDecodeError:
            continue
        new = moved(text, found[1], repository)
        if new != text:
            changed[name] = new
    return changed
