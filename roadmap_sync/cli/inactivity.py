"""A warning before GitHub disables a schedule: in public repositories, after 60 days without activity.

Source: GitHub's documentation of the event `schedule`. What exactly counts as activity it does not say; commits do.
"""

from __future__ import annotations

import json
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from roadmap_sync.cli.session import Session

OFF_AFTER = timedelta(days=60)
WARN_AFTER = timedelta(days=45)


def inactivity_warning(session: Session) -> str:
    """What to do, and until when; "" while there is time, and for runs that no schedule started."""
    if session.env.get("GITHUB_EVENT_NAME") != "schedule" or _private(session):
        return ""
    last = _last_commit(session.folder)
    if last is None or session.now - last < WARN_AFTER:
        return ""
    server = session.env.get("GITHUB_SERVER_URL", "https://github.com")
    actions = f"{server}/{session.env.get('GITHUB_REPOSITORY', '')}/actions"
    return (
        f"The last commit is {(session.now - last).days} days old. About {(last + OFF_AFTER).date()} GitHub disables "
        f"the schedule of a public repository without activity; any commit prevents that, and {actions} has the "
        "button to enable it again."
    )


def _last_commit(folder: Path) -> datetime | None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["git", "-C", str(folder), "log", "-1", "--format=%cI"],  # noqa: S607 - git from PATH, as on every runner
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        return datetime.fromisoformat(done.stdout.strip())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def _private(session: Session) -> bool:
    try:
        event = json.loads(Path(session.env.get("GITHUB_EVENT_PATH", "")).read_text(encoding="utf-8"))
        return bool(event["repository"]["private"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
