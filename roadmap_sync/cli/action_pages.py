"""What the Action says on a run's page and under a pull request, and the numbers it gives to later steps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from roadmap_sync.errors import InvalidRoadmapError, Problem, RoadmapSyncError
from roadmap_sync.render.plan_markdown import COMMENT_MARK, render_comment
from roadmap_sync.render.sync_text import failure, summary
from roadmap_sync.sync import Result
from roadmap_sync.text import plain

SHOWN = 50
"""Problems listed on a page; the log has all of them."""


def synced(result: Result) -> str:
    """What a sync did: a sentence, what failed, and the plan that it carried out."""
    lines = ["### Sync", "", plain(summary(result))]
    lines += [f"- {plain(failure(outcome))}" for outcome in result.failed[:SHOWN]]
    if result.plan.changes or result.plan.notices:
        lines += ["", render_comment(result.plan).removeprefix(COMMENT_MARK).strip()]
    return "\n".join(lines)


def invalid_comment(problems: Sequence[Problem]) -> str:
    """The comment under a pull request whose roadmap has problems: it takes the place of the plan."""
    return f"{COMMENT_MARK}\n\n### Roadmap plan\n\n{_problems(problems)}\n"


def failed(error: RoadmapSyncError) -> str:
    """What went wrong, for the run's page."""
    if isinstance(error, InvalidRoadmapError):
        return f"### Problems\n\n{_problems(error.problems)}"
    hint = f"\n\n{plain(error.hint)}" if error.hint else ""
    return f"### Stopped\n\n{plain(error.message)}{hint}"


def numbers(roadmaps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Percent, done and total of the JSON report: of the one roadmap, or of all their items together."""
    done = sum(roadmap["done"] for roadmap in roadmaps)
    total = sum(roadmap["total"] for roadmap in roadmaps)
    percent = roadmaps[0]["percent"] if len(roadmaps) == 1 else round(100 * done / total, 2) if total else 0.0
    return {"percent": f"{percent:g}", "done": str(done), "total": str(total)}


def pull_request(env: Mapping[str, str]) -> int:
    """The number of the pull request that the run is about, from the event's file; 0 where there is none."""
    path = env.get("GITHUB_EVENT_PATH")
    if not path:
        return 0
    try:
        event = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0
    number = (event.get("pull_request") or {}).get("number") if isinstance(event, dict) else None
    return number if isinstance(number, int) else 0


def _problems(problems: Sequence[Problem]) -> str:
    lines = [f"{len(problems)} problem{'s' if len(problems) != 1 else ''}:", ""]
    lines += [f"- `{_place(problem)}` {plain(_words(problem))}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"- … and {len(problems) - SHOWN} more in the log")
    return "\n".join(lines)


def _place(problem: Problem) -> str:
    return str(problem.where).replace("`", "'").replace("\n", " ")


def _words(problem: Problem) -> str:
    return f"{problem.what}. {problem.hint}" if problem.hint else problem.what
