"""What happened beside the issues: commits, stars, releases, pull requests, as the trackers hand them over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_SPENT = re.compile(
    r"^/spent[ \t]+(?:(\d{1,4}(?:\.\d{1,3})?)[ \t]*h)?[ \t]*(?:(\d{1,5})[ \t]*m(?:in)?)?[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)


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
    return sum(float(hours or 0) + float(minutes or 0) / 60 for hours, minutes in _SPENT.findall(comment))
