"""What changes among milestones: found, adopted, renamed, so that no two ever have one title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from roadmap_sync.desired.issues import Desired
from roadmap_sync.limits import TITLE
from roadmap_sync.plan.changes import Change, Create, Update, compared, differing
from roadmap_sync.plan.identity import Identity
from roadmap_sync.roadmap import keys
from roadmap_sync.text import comparable
from roadmap_sync.tracker.state import Milestone


def milestone_changes(desired: Desired, identity: Identity) -> Iterator[Change]:
    """Milestones to make and to change, in an order in which titles become free before they are taken."""
    titles = {scope.roadmap.id: scope.roadmap.title for scope in desired.scopes}
    ours = {milestone.id: key for key, milestone in identity.milestones.items()}
    taken = {name for name, number in identity.taken_titles.items() if number not in ours}
    # Who has a title keeps it, whichever roadmap comes first today.
    settled = {
        milestone.key
        for milestone in desired.state.milestones
        if milestone.key in identity.milestones and identity.milestones[milestone.key].title == milestone.title
    }
    taken |= {comparable(milestone.title) for milestone in desired.state.milestones if milestone.key in settled}
    changes: list[Change] = []
    for milestone in desired.state.milestones:
        found = identity.milestones.get(milestone.key)
        keeps = milestone.key in settled
        name = milestone.title if keeps else _free_title(milestone, titles[keys.root(milestone.key)], taken)
        taken.add(comparable(name))
        after = replace(milestone, title=name)
        if found is None:
            changes.append(Create(after))
            continue
        after = replace(after, id=found.id, number=found.number, body=found.body, open=found.open, url=found.url)
        changed = differing(found, after, compared(after))
        if milestone.key in identity.adopted or identity.former.get(milestone.key, milestone.key) != milestone.key:
            changed = tuple(sorted({*changed, "key"}))
        if changed:
            changes.append(Update(found, after, changed, note=identity.note(milestone.key)))
    yield from _freeing_titles(changes)


def _free_title(milestone: Milestone, roadmap: str, taken: set[str]) -> str:
    """GitHub wants titles of milestones distinct: one that is in use gets the roadmap's name behind it, then its id."""
    candidates = (milestone.title, f"{milestone.title} ({roadmap})", f"{milestone.title} ({milestone.key})")
    return next(
        (name[-TITLE.most :] for name in candidates if comparable(name) not in taken), candidates[-1][-TITLE.most :]
    )


def _freeing_titles(changes: list[Change]) -> Iterator[Change]:
    """Changes of milestones, ordered so that a title is given up before another takes it."""
    waiting = list(changes)
    while waiting:
        held = {
            comparable(change.before.title): index
            for index, change in enumerate(waiting)
            if isinstance(change, Update) and isinstance(change.before, Milestone) and "title" in change.fields
        }
        ready = [index for index, change in enumerate(waiting) if held.get(comparable(_title(change)), index) == index]
        yield from (waiting[index] for index in ready)
        waiting = [change for index, change in enumerate(waiting) if index not in ready]
        if not ready:  # all wait for one another: one steps aside
            yield from _step_aside(waiting)


def _step_aside(waiting: list[Change]) -> Iterator[Change]:
    first = waiting[0]
    assert isinstance(first, Update)  # noqa: S101 - for the type checker: what is created holds up nobody
    assert isinstance(first.before, Milestone)  # noqa: S101 - the same
    aside = replace(first.before, title=f"{first.before.title} ({first.before.key})"[: TITLE.most])
    yield Update(first.before, aside, ("title",), "frees its title for a moment")
    waiting[0] = replace(first, before=aside)


def _title(change: Change) -> str:
    thing = change.thing if isinstance(change, Create) else change.after
    return thing.title if isinstance(thing, Milestone) else ""
