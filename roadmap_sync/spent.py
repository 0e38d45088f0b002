"""Hours that people note in comments on issues: lines like ``/spent 2h``."""

from __future__ import annotations

import re

_SPENT = re.compile(
    r"^/spent[ \t]+(?:(\d{1,4}(?:\.\d{1,3})?)[ \t]*h)?[ \t]*(?:(\d{1,5})[ \t]*m(?:in)?)?[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)


def spent_hours(comment: str) -> float:
    """The hours that a comment notes in lines like ``/spent 2h``, ``/spent 45m`` or ``/spent 1h30m``; 0 without any."""
    return sum(float(hours or 0) + float(minutes or 0) / 60 for hours, minutes in _SPENT.findall(comment))
