"""docs/limits.md, made from the table in roadmap_sync/limits.py; .ci/generate.py writes it."""

from __future__ import annotations

from roadmap_sync.limits import GONE, TABLE, Limit


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            "<!-- Made from roadmap_sync/limits.py by .ci/generate.py: change that, then run it. -->",
            "# GitHub's limits",
            "",
            "What GitHub refuses is known before the first write: `validate` says what the file alone decides, `plan`",
            "what the repository adds. Nothing of it makes a sync fail.",
            "",
            "| At most | of what | beyond it | documented |",
            "| --: | :-- | :-- | :-- |",
            *map(_row, TABLE),
            "",
            "Where nothing is linked, GitHub documents no number: it is the one in its answers.",
            "",
            "## What is gone",
            "",
            GONE,
            "",
        ]
    )


def _row(limit: Limit) -> str:
    where = f"[yes]({limit.documented})" if limit.documented else "no"
    return f"| {limit.most:,} | {limit.what} | {limit.beyond} | {where} |"
