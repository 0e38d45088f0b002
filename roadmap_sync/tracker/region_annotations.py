"""Words that we leave in an issue's region about what we did to it, hidden from readers.

``rolled-up N``: we closed this section because all in it was done. ``retired open N`` or ``retired closed N``: the item
left the roadmap when the issue was open (we closed it) or closed. N is how often the issue had been closed before: our
closing is number N + 1, any further one was somebody's, and as long as there are only N our word came, but no closing.
``done-at T``: it was done at this time (UTC) on another tracker, from which it was carried over; GitHub knows only when
its issue was closed here. It counts as long as the issue is not reopened.
``card-archived``: we put its card on the board away, which is to be shown again when the item returns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from roadmap_sync.tracker.region import normal

_ROLLED_UP = re.compile(r"^<!-- rolled-up (\d+) -->$", re.MULTILINE)
_DONE_AT = re.compile(r"^<!-- done-at (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) -->$", re.MULTILINE)
_RETIRED = re.compile(r"^<!-- retired (open|closed) (\d+) -->$", re.MULTILINE)


_CARD_ARCHIVED = re.compile(r"^<!-- card-archived -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Retirement:
    """How an issue stood when its item left the roadmap, and how often it had been closed before."""

    was_open: bool
    closings: int


@dataclass(frozen=True, slots=True)
class Annotations:
    """The words in a region; `rolled_up` is how often the issue had been closed before, `done_at` a time in UTC."""

    rolled_up: int | None = None
    retired: Retirement | None = None
    done_at: datetime | None = None
    card_archived: bool = False


NONE = Annotations()


def read(region: str) -> Annotations:
    """The words in it."""
    if "<!-- " not in region:
        return NONE
    rolled_up, retired = _ROLLED_UP.search(region), _RETIRED.search(region)
    return Annotations(
        rolled_up=int(rolled_up[1]) if rolled_up else None,
        retired=Retirement(retired[1] == "open", int(retired[2])) if retired else None,
        done_at=_time(_DONE_AT.search(region)),
        card_archived=bool(_CARD_ARCHIVED.search(region)),
    )


def _time(found: re.Match[str] | None) -> datetime | None:
    """The time in a word; None without one, and for one that somebody edited into nonsense."""
    try:
        return datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def write(region: str, flags: Annotations) -> str:
    """The region with these words and no others."""
    for word in (_ROLLED_UP, _RETIRED, _DONE_AT, _CARD_ARCHIVED):
        region = word.sub("", region)
    lines = [region.rstrip("\n")]
    if flags.done_at:
        lines.append(f"<!-- done-at {flags.done_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} -->")
    if flags.rolled_up is not None:
        lines.append(f"<!-- rolled-up {flags.rolled_up} -->")
    if flags.retired:
        lines.append(f"<!-- retired {'open' if flags.retired.was_open else 'closed'} {flags.retired.closings} -->")
    if flags.card_archived:
        lines.append("<!-- card-archived -->")
    return normal("\n".join(lines))
