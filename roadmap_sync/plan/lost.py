"""Work that was done and whose issue is gone: deleted or transferred. Only a published result can tell of it.

With `publish: items` the report's commit keeps which keys are done and when. What is named there and has no issue any
more stays done in the report, and is made again only when asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime, time

from roadmap_sync.desired.issues import Desired
from roadmap_sync.plan.changes import Notice, NoticeKind
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Track
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import DoneBefore, Issue

SHOWN = 5
"""So many are told one by one."""


def titles_of_lost(desired: Desired, titles: Mapping[str, str]) -> dict[str, str]:
    """What is done and stands nowhere, with the words of its id for a title: so that it is found after a rename.

    Nothing is lost where nothing is found of a roadmap: a copied repository brings the result along, and no issues.
    """
    roots = {keys.root(key) for key in titles}
    return {
        key: keys.leaf(key).replace("-", " ")
        for key in desired.done_before
        if key not in titles and keys.root(key) in roots
    }


def lost_work(
    desired: Desired, lost: AbstractSet[str], former: Mapping[str, str], there: AbstractSet[str]
) -> dict[str, DoneBefore]:
    """What is lost by wanted key: `lost` are keys that stand nowhere, `there` the wanted ones that have an issue."""
    found: dict[str, DoneBefore] = {}
    for issue in desired.state.issues:
        old = former.get(issue.key, issue.key)
        if old in lost and issue.key not in there:
            found[issue.key] = desired.done_before[old]
    for scope in desired.scopes:
        for work in scope.outline.work if scope.roadmap.track is Track.SECTIONS else ():
            if work.key in lost and work.section and work.section not in there:
                found[work.key] = desired.done_before[work.key]
    return found


def without_lost(desired: Desired, lost: Mapping[str, DoneBefore]) -> frozenset[str]:
    """The keys of wanted issues that are not made, since they are lost; none where they are to be made again."""
    if desired.recreate or not lost:
        return frozenset()
    sections = {
        work.section for scope in desired.scopes for work in scope.outline.work if work.key in lost and work.section
    }
    by_section = {scope.roadmap.id for scope in desired.scopes if scope.roadmap.track is Track.SECTIONS}
    return frozenset(lost) | {section for section in sections if keys.root(section) in by_section}


def made_again(issue: Issue, lost: Mapping[str, DoneBefore]) -> Issue:
    """The issue as it is made again: done, on the day that is known."""
    before = lost.get(issue.key)
    if before is None:
        return issue
    at = datetime.combine(before.day, time(12), UTC) if before.day else None
    words = replace(region_annotations.read(issue.region), done_at=at)
    return replace(issue, done=True, region=region_annotations.write(issue.region, words))


def lost_notices(desired: Desired, lost: Mapping[str, DoneBefore]) -> Iterator[Notice]:
    """What is lost, the first few by name."""
    if desired.recreate:
        return
    for key, before in list(lost.items())[:SHOWN]:
        number = f"#{before.number} " if before.number else ""
        when = f" on {before.day}" if before.day else ""
        text = f"{number}was done{when}, and its issue is gone: it stays done in the report. --recreate makes it again"
        yield Notice(NoticeKind.LOST, key, text)
    if len(lost) > SHOWN:
        yield Notice(NoticeKind.LOST, "", f"{len(lost) - SHOWN} more that were done, and whose issues are gone")
