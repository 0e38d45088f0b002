"""What happened beside the issues: commits, stars, releases, pull requests, as the trackers hand them over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_SPENT = "/spent"
_TIME = re.compile(r"(?:(\d{1,4}(?:\.\d{1,3})?) ?h)? ?(?:(\d{1,5}) ?m(?:in)?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Commits of the learner by day and week, in the learner's zone, without the tool's own and bots'.

    `commits_by_day` covers at least the last 53 weeks, `commits_by_week` (keyed by the Monday) everything since the
    start. `source` says in words where the numbers come from, or why there are none.
    """

    commits_by_day: Mapping[date, int] = field(default_factory=dict)
    commits_by_week: Mapping[date, int] = field(default_factory=dict)
    stars: int | None = None
    releases: tuple[date, ...] | None = None
    pull_requests: tuple[date, ...] | None = None
    source: str = ""

    @property
    def commits(self) -> int:
        """All commits since the start."""
        return sum(self.commits_by_week.values())


def spent_hours(comment: str) -> float:
    """The hours that a comment notes in lines like ``/spent 2h``, ``/spent 45m`` or ``/spent 1h30m``; 0 without any."""
    return sum(map(_hours, comment.splitlines()))


def _hours(line: str) -> float:
    command, *rest = line.split() if line[:1] == _SPENT[0] else [""]
    # With single spaces: a pattern would try all ways of sharing out a long run of them among its parts.
    found = _TIME.fullmatch(" ".join(rest)) if command.casefold() == _SPENT else None
    return float(found[1] or 0) + float(found[2] or 0) / 60 if found else 0.0


def left_out_for_the_future(commits: int) -> str:
    """What the source of an activity says of commits that are dated after the report's day; "" without any."""
    if not commits:
        return ""
    return f", {commits} dated in the future left out" if commits > 1 else ", one dated in the future left out"
