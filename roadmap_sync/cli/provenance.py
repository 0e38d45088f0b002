"""Where this installation came from: the commit that a workflow names while no release exists."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40}")
_CHECKOUT = Path(__file__).resolve().parents[2]


def installed_commit(checkout: Path = _CHECKOUT) -> str:
    """The commit of the repository that this installation was made from, "" where nothing says so.

    pip writes it down for an installation from a repository (PEP 610, direct_url.json); a checkout is asked itself.
    """
    return _commit_of_pip() or _commit_of_checkout(checkout)


def _commit_of_pip() -> str:
    try:
        text = distribution("roadmap-sync").read_text("direct_url.json")
        commit = json.loads(text or "{}").get("vcs_info", {}).get("commit_id", "")
    except (PackageNotFoundError, ValueError, AttributeError):
        return ""
    return commit if isinstance(commit, str) and _COMMIT.fullmatch(commit) else ""


def _commit_of_checkout(folder: Path) -> str:
    """The commit of a checkout of the project itself: an installed package may lie in anybody's repository."""
    if not (folder / "action.yml").is_file():
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - no word of it is anybody's
            ["git", "-C", str(folder), "rev-parse", "HEAD"],  # noqa: S607 - git as the user has it
            capture_output=True, text=True, timeout=10, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    commit = done.stdout.strip()
    return commit if done.returncode == 0 and _COMMIT.fullmatch(commit) else ""
