"""The plan for a comment on a pull request: the counts at the top, every change in a fold."""

from __future__ import annotations

from dataclasses import replace

from roadmap_sync.plan.changes import Plan
from roadmap_sync.render.plan_text import notice_lines, render, totals
from roadmap_sync.text import code_fence, plain

COMMENT_MARK = "<!-- roadmap-sync:plan -->"
"""Stands first, so that the comment is found again and rewritten instead of added to."""
LIMIT = 60_000
"""Bytes; GitHub takes 65,536 characters in a comment, and a system 128 KiB in one variable of the environment."""
_DIFF_PREFIXES = {"  ~ ": "! ", "  + ": "+ ", "  - ": "- ", "  ! ": "! "}


def render_comment(plan: Plan, *, place: str = "", requests: int = 0, minutes: float = 0.0) -> str:
    """The whole comment; long plans are cut, and say by how much."""
    where = f" for {plain(place)}" if place else ""
    parts = [COMMENT_MARK, f"### Roadmap plan{where}", plain(totals(plan, requests, minutes))]
    if plan.notices:
        parts.append("\n".join(f"- {plain(each)}" for each in notice_lines(plan.notices)))
    if plan.changes:
        body = render(replace(plan, notices=())).rsplit("\n\n", 1)[0]
        left = LIMIT - sum(len(part.encode()) for part in parts)
        parts.append(f"<details><summary>All changes</summary>\n\n{_diff(body, left)}\n\n</details>")
    return "\n\n".join(parts) + "\n"


def _diff(body: str, limit: int) -> str:
    kept: list[str] = []
    lines = body.splitlines()
    size = 0
    for raw in lines:
        shown = _DIFF_PREFIXES[raw[:4]] + raw[4:] if raw[:4] in _DIFF_PREFIXES else raw.removeprefix("  ")
        size += len(shown.encode()) + 1
        if size > limit - 2_000:
            kept.append(f"… and {len(lines) - len(kept)} more lines")
            break
        kept.append(shown)
    return code_fence("\n".join(kept), "diff")
