"""What a board calls todo, in progress and done: named in the file, or known by the words, emoji and case aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from roadmap_sync.roadmap.model import StatusOptions
from roadmap_sync.roadmap.status_words import folded, words
from roadmap_sync.tracker.state import Status

_BY_HAND = {Status.TODO: "todo", Status.IN_PROGRESS: "in_progress", Status.DONE: "done"}
# What is said of one thing tells more than what may also head a column: "Backlog" before "Ready".
_LISTS = (
    (Status.DONE, (("statuses", "done"), ("lanes", "done"))),
    (Status.IN_PROGRESS, (("statuses", "doing"),)),  # a column "Review" or "Blocked" is a state of its own
    (Status.TODO, (("statuses", "open"), ("lanes", "todo"), ("lanes", "open"))),
)


@dataclass(frozen=True, slots=True)
class StatusNames:
    """The names of the three states on one board; `settings` are those of the file."""

    settings: StatusOptions
    options: tuple[str, ...] = ()

    def of(self, status: Status) -> str:
        """The option for a status: the one named in the file, else one that means it, else the usual name."""
        wanted = _named(self.settings, status) or status.value
        spelled = next((option for option in self.options if option.casefold() == wanted.casefold()), "")
        if spelled or _named(self.settings, status):
            return spelled or wanted
        return min(self._meaning(status), default=(0, 0, wanted))[2]

    def meaning(self, option: str) -> Status | None:
        """What an option means; None for one that no word tells of."""
        for status in Status:
            if option.casefold() == _named(self.settings, status).casefold():
                return status
        found = _rank(folded(option))
        return found[0] if found else None

    def _meaning(self, status: Status) -> Iterator[tuple[int, int, str]]:
        """Options that mean a status, the surest and first ones lowest."""
        by_hand = {_named(self.settings, each).casefold() for each in Status}
        for place, option in enumerate(self.options):
            found = _rank(folded(option))
            if found and found[0] is status and option.casefold() not in by_hand:
                yield found[1], place, option


def status_names(settings: StatusOptions | None, options: Sequence[str] = ()) -> StatusNames:
    """The names for a board that has these options."""
    return StatusNames(settings or StatusOptions(), tuple(options))


def _named(settings: StatusOptions, status: Status) -> str:
    name: str = getattr(settings, _BY_HAND[status])
    return name


@cache
def _rank(word: str) -> tuple[Status, int] | None:
    """What a folded word means, and how little sure that is."""
    found = [
        (rank, order, status)
        for order, (status, lists) in enumerate(_LISTS)
        for rank, (table, name) in enumerate(lists)
        if word in words(table, name)
    ]
    return (min(found)[2], min(found)[0]) if found else None
