"""Renames and moves: which wanted key is which key that stands in a mark.

From the top down, so that what a renamed or moved phase or section holds goes along with it. At each level: the same
id under the same parent; an id that the file names in `was:`; the same id elsewhere, once gone and once new (a move);
a look-alike under the same parent, unambiguous (a rename). What was retired is only found again by its id or `was:`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadmap_sync.desired.issues import Desired, Scope
from roadmap_sync.plan.similarity import likeness
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Track
from roadmap_sync.roadmap.outline import OutlineLevel
from roadmap_sync.text import title

ALIKE = 0.6
"""Titles at least this much alike may be one renamed; the next best must be `MARGIN` less alike."""
MARGIN = 0.15
"""A wrong guess would move somebody's ticks and comments to other work; without a guess, `was:` still settles it."""
SAME_CHILDREN = 0.6
"""Containers that share this much of their children's ids (Jaccard) may be one renamed, whatever their titles."""
BY_CHILDREN = 0.7
"""How much alike such containers are at least; their titles give the rest."""
MOST_PAIRS = 20_000
"""So many pairs are compared on one level, a small family first: a file rewritten from end to end is not a rename."""


@dataclass(frozen=True, slots=True)
class FoundTitles:
    """What the marks say: titles by key, which keys are retired, and the mark of what an issue hangs on.

    An issue hangs on its parent, one without on its milestone.
    """

    titles: Mapping[str, str]
    retired: frozenset[str] = frozenset()
    hangs_on: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Something in the file.

    `special` are criteria, goals and check-ins, whose ids are not for people to change, and other names of the same
    work (`same_as`), which have no issue: nothing is guessed of them.
    """

    key: str
    title: str
    was: tuple[str, ...]
    special: bool
    tracked: bool = True


@dataclass(frozen=True, slots=True)
class _Family:
    """What a found parent held and nothing has taken, and what the file wants there; `missing` stands nowhere yet."""

    left: tuple[str, ...]
    siblings: tuple[_Wanted, ...]
    missing: tuple[_Wanted, ...]

    @property
    def pairs(self) -> int:
        return len(self.left) * len(self.siblings)


def match_keys(desired: Desired, found: FoundTitles) -> dict[str, str]:
    """Wanted key -> the key in the mark, for everything that stands there already, containers without an issue too."""
    pairs: dict[str, str] = {}
    for scope in desired.scopes:
        roots = (scope.roadmap.id, *scope.roadmap.was)
        own = {key: name for key, name in found.titles.items() if keys.root(key) in roots}
        pairs |= _Matcher(scope, desired, replace(found, titles=own)).pairs()
    return pairs


class _Matcher:
    """Matches one roadmap, level by level."""

    def __init__(self, scope: Scope, desired: Desired, found: FoundTitles) -> None:
        self._roots = (scope.roadmap.id, *scope.roadmap.was)
        self._titles = found.titles
        self._children = _children(found.titles)
        self._nodes = {child for children in self._children.values() for child in children}
        self._retired = self._nodes - _living(found)
        self._remains = _remains(found)
        self._wanted = list(_wanted(scope, desired))
        self._wanted_children = _children([one.key for one in self._wanted if one.tracked])
        self._pairs: dict[str, str] = {}
        self._used: set[str] = set()

    def pairs(self) -> dict[str, str]:
        """All pairs of this roadmap whose old key stands in a mark or above one."""
        today = self._roots[0]
        self._pairs[today] = next((name for name in self._roots if name in self._children), today)
        levels: dict[int, list[_Wanted]] = defaultdict(list)
        for one in self._wanted:
            levels[one.key.count("/")].append(one)
        for _, level in sorted(levels.items()):
            self._level(level)
        return self._pairs

    def _level(self, level: Sequence[_Wanted]) -> None:
        for one in level:
            self._take(one, self._here(one, keys.leaf(one.key)))
        for one in level:
            for name in one.was:
                self._take(one, self._here(one, name))
        self._moves([one for one in level if one.key not in self._pairs and not one.special])
        budget = MOST_PAIRS
        for family in sorted(self._families(level), key=lambda family: family.pairs):
            budget -= family.pairs
            if budget >= 0:
                self._look_alikes(family)

    def _above(self, one: _Wanted) -> str:
        """Where its parent stood."""
        parent = above = keys.parent(one.key)
        while above and above not in self._pairs:
            above = keys.parent(above)
        return keys.rebase(parent, above, self._pairs[above]) if above else parent

    def _here(self, one: _Wanted, name: str) -> Iterator[str]:
        """The keys that it may have had under that id where its parent stood."""
        for place in self._places(self._above(one)):
            yield keys.join(place, name)

    def _places(self, above: str) -> Iterator[str]:
        """A found container, and what was left of it under former keys."""
        for place in (above, *self._remains.get(above, ())):
            yield place
            for root in self._roots:
                yield keys.rebase(place, keys.root(place), root)

    def _take(self, one: _Wanted, candidates: Iterable[str]) -> None:
        if one.key in self._pairs:
            return
        for old in candidates:
            if old in self._nodes and old not in self._used:
                self._pairs[one.key] = old
                self._used.add(old)
                return

    def _moves(self, missing: Sequence[_Wanted]) -> None:
        """The same id (or a former one) elsewhere, once gone and once new.

        The more of the path is the same, the better: a run that was cut off amid many renames finds the rest by that.
        """
        if not missing:
            return
        gone = self._nodes - self._used - {one.key for one in self._wanted} - set(self._pairs.values())
        former = _by_end(gone, 1)
        for one in missing:
            self._take(one, [old for name in one.was for old in former.get(name, ())])
        new = [one.key for one in self._wanted if one.key not in self._pairs and not self._stands(one)]
        for parts in range(max((one.key.count("/") for one in missing), default=0), 0, -1):
            once_gone = _by_end((old for old in gone - self._retired if old not in self._used), parts)
            new_ends = Counter(_end(key, parts) for key in new if key not in self._pairs)
            for one in missing:
                end = _end(one.key, parts)
                if new_ends[end] == 1:
                    self._take(one, once_gone.get(end, ()))

    def _stands(self, one: _Wanted) -> bool:
        return any(old in self._nodes for old in self._here(one, keys.leaf(one.key)))

    def _families(self, level: Sequence[_Wanted]) -> Iterator[_Family]:
        """All in the file are rivals, made already or not: a run that was cut off must guess as before."""
        siblings: dict[str, list[_Wanted]] = defaultdict(list)
        for one in level:
            if not one.special:
                siblings[self._above(one)].append(one)
        missing = {one.key for one in self._wanted if one.key not in self._pairs}
        expected = {keys.leaf(key) for key in missing}
        for above, ones in siblings.items():
            absent = tuple(one for one in ones if one.key in missing)
            there = dict.fromkeys(old for place in self._places(above) for old in self._children.get(place, ()))
            left = tuple(old for old in there if self._is_left(old, expected))
            if absent and left:
                yield _Family(left, tuple(ones), absent)

    def _is_left(self, old: str, expected: set[str]) -> bool:
        name = keys.leaf(old)
        return not (old in self._used or old in self._retired or name in expected or name.startswith("~"))

    def _look_alikes(self, family: _Family) -> None:
        """Pair those that are each other's best by far, until there are no more."""
        scores = {(one.key, old): self._alike(one, old) for one in family.siblings for old in family.left}
        before = -1
        while before != len(self._used):
            before = len(self._used)
            for one in family.missing:
                left = [old for old in family.left if old not in self._used]
                best = max(left, key=lambda old: scores[one.key, old], default=None)
                if best is None or one.key in self._pairs or scores[one.key, best] < ALIKE:
                    continue
                rivals = [scores[one.key, other] for other in left if other != best]
                rivals += [scores[other.key, best] for other in family.siblings if other is not one]
                if all(scores[one.key, best] - rival >= MARGIN for rival in rivals):
                    self._take(one, [best])

    def _alike(self, one: _Wanted, old: str) -> float:
        mine = {keys.leaf(child) for child in self._wanted_children.get(one.key, ())}
        theirs = {keys.leaf(child) for child in self._children.get(old, ())}
        if bool(mine) != bool(theirs):
            return 0.0
        name = self._titles.get(old, "")
        by_title = likeness(one.title, name) if name else 0.0
        if mine and len(mine & theirs) >= SAME_CHILDREN * len(mine | theirs):
            return BY_CHILDREN + (1 - BY_CHILDREN) * by_title
        return by_title


def _end(key: str, parts: int) -> str:
    """The last parts of a key below the roadmap's id; "" where there are not so many."""
    below = key.split("/")[1:]
    return "/".join(below[-parts:]) if len(below) >= parts else ""


def _by_end(found: Iterable[str], parts: int) -> dict[str, tuple[str]]:
    """Those that alone end so, by their ends."""
    ends: dict[str, list[str]] = defaultdict(list)
    for key in found:
        ends[_end(key, parts)].append(key)
    return {end: (found[0],) for end, found in ends.items() if end and len(found) == 1}


def _remains(found: FoundTitles) -> dict[str, list[str]]:
    """What a rename that was cut off left under an old key, by the new key of the phase or section it hangs on."""
    marks: dict[str, set[str]] = defaultdict(set)
    for name in found.titles:
        above, mark = keys.parent(name), found.hangs_on.get(name, "")
        while above.count("/") > mark.count("/"):
            above = keys.parent(above)
        marks[above].add(mark if above.count("/") == mark.count("/") else "")
    remains: dict[str, list[str]] = defaultdict(list)
    for old, new in marks.items():
        if old not in found.titles and len(new) == 1:
            remains[next(iter(new))].append(old)
    return remains


def _living(found: FoundTitles) -> set[str]:
    """Keys that are not retired, and all above them; a milestone is retired with the last of its issues."""
    above = {key for name in found.titles for key in _upwards(keys.parent(name))}
    phases = {key for key in above if keys.parent(key) == keys.root(key)}
    return {key for name in found.titles.keys() - found.retired - phases for key in _upwards(name)}


def _upwards(key: str) -> Iterator[str]:
    while key:
        yield key
        key = keys.parent(key)


def _children(known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every key and those above it, by the key above."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key in known:
        below = key
        while "/" in below:
            above = keys.parent(below)
            if below in found[above]:
                break
            found[above][below] = None
            below = above
    return {above: tuple(below) for above, below in found.items()}


def _wanted(scope: Scope, desired: Desired) -> Iterable[_Wanted]:
    by_section = scope.roadmap.track is Track.SECTIONS
    for entry in scope.outline.entries:
        tracked = not (by_section and entry.section and entry.level is not OutlineLevel.SECTION)
        yield _Wanted(entry.key, title(entry.title), entry.value.was, special=bool(entry.same_as), tracked=tracked)
    for issue in desired.state.issues:
        if keys.root(issue.key) == scope.roadmap.id and "~" in issue.key:
            yield _Wanted(issue.key, issue.title, (), special=True)
