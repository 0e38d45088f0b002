"""Renames and moves: which wanted key is which key that stands in a mark.

From the top down, so that what a renamed or moved phase or section holds goes along with it. At each level: the same
id under the same parent; an id that the file names in `was:`; the same id elsewhere, once gone and once new (a move);
a look-alike under the same parent, unambiguous (a rename).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from roadmap_sync import keys
from roadmap_sync.desired import Desired, Scope
from roadmap_sync.text import title

ALIKE = 0.6
"""Titles at least this much alike may be one renamed; the next best must be `MARGIN` less alike."""
MARGIN = 0.15
SUBSET = 0.75
"""How much alike titles are whose words are all in the other."""
SPELLING = 0.85
"""Titles or words this much alike by their letters (difflib's ratio) are the same, spelled otherwise."""
SAME_CHILDREN = 0.6
"""Containers that share this much of their children's ids (Jaccard) may be one renamed, whatever their titles."""
MOST_PAIRS = 40_000
"""Beyond so many pairs under one parent nothing is guessed: a file rewritten from end to end is not a rename."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the marks say: titles by key, and which keys are check-ins (they come and go by the calendar)."""

    titles: Mapping[str, str]
    checkins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: str
    title: str
    was: tuple[str, ...]
    special: bool


def match_keys(desired: Desired, found: Found) -> dict[str, str]:
    """Wanted key -> the key in the mark, for everything that stands there already, containers without an issue too."""
    pairs: dict[str, str] = {}
    for scope in desired.scopes:
        roots = (scope.roadmap.id, *scope.roadmap.was)
        own = {key: name for key, name in found.titles.items() if keys.root(key) in roots}
        pairs |= _Matcher(scope, desired, own).pairs()
    return pairs


class _Matcher:
    """Matches one roadmap, level by level."""

    def __init__(self, scope: Scope, desired: Desired, titles: Mapping[str, str]) -> None:
        self._scope = scope
        self._titles = titles
        self._children = _children(titles)
        self._nodes = {child for children in self._children.values() for child in children}
        self._wanted = list(_wanted(scope, desired))
        self._wanted_children = _children([one.key for one in self._wanted])
        self._pairs: dict[str, str] = {}
        self._used: set[str] = set()

    def pairs(self) -> dict[str, str]:
        """All pairs of this roadmap whose old key stands in a mark or above one."""
        roadmap = self._scope.roadmap
        root = next((name for name in (roadmap.id, *roadmap.was) if name in self._children), roadmap.id)
        self._pairs[roadmap.id] = root
        levels: dict[int, list[_Wanted]] = defaultdict(list)
        for one in self._wanted:
            levels[one.key.count("/")].append(one)
        for _, level in sorted(levels.items()):
            self._level(level)
        return self._pairs

    def _level(self, level: list[_Wanted]) -> None:
        for one in level:
            self._take(one, [keys.join(self._above(one), keys.leaf(one.key))])
        for one in level:
            self._take(one, [keys.join(self._above(one), old) for old in one.was])
        self._moves(level)
        by_parent: dict[str, list[_Wanted]] = defaultdict(list)
        for one in level:
            if one.key not in self._pairs and not one.special:
                by_parent[self._above(one)].append(one)
        expected = {keys.leaf(one.key) for one in self._wanted if one.key not in self._pairs} if by_parent else set()
        for above, missing in by_parent.items():
            self._look_alikes(above, missing, expected)

    def _above(self, one: _Wanted) -> str:
        parent = above = keys.parent(one.key)
        while above and above not in self._pairs:
            above = keys.parent(above)
        return keys.rebase(parent, above, self._pairs[above]) if above else parent

    def _take(self, one: _Wanted, candidates: Iterable[str]) -> None:
        if one.key in self._pairs:
            return
        for old in candidates:
            if old in self._nodes and old not in self._used:
                self._pairs[one.key] = old
                self._used.add(old)
                return

    def _moves(self, level: list[_Wanted]) -> None:
        """The same id (or a former one) elsewhere, once gone and once new."""
        wanted_now = {one.key for one in self._wanted}
        gone: dict[str, list[str]] = defaultdict(list)
        for old in self._nodes - self._used - wanted_now - set(self._pairs.values()):
            gone[keys.leaf(old)].append(old)
        new: dict[str, list[_Wanted]] = defaultdict(list)
        for one in self._wanted:
            if one.key not in self._pairs and keys.join(self._above(one), keys.leaf(one.key)) not in self._nodes:
                new[keys.leaf(one.key)].append(one)
        for one in level:
            if one.key in self._pairs or one.special:
                continue
            for name in (keys.leaf(one.key), *one.was):
                if len(gone.get(name, ())) == 1 and (name in one.was or len(new[name]) == 1):
                    self._take(one, gone[name])

    def _look_alikes(self, above: str, missing: list[_Wanted], expected: set[str]) -> None:
        left = [
            old
            for old in self._children.get(above, ())
            if old not in self._used and keys.leaf(old) not in expected and not keys.leaf(old).startswith("~")
        ]
        # All siblings in the file are rivals, made already or not: a run that was cut off must guess as before.
        siblings = [one for one in self._wanted if not one.special and self._above(one) == above] if left else []
        if not left or len(left) * len(siblings) > MOST_PAIRS:
            return
        scores = {(one.key, old): self._alike(one, old) for one in siblings for old in left}
        while self._take_clearest(missing, siblings, left, scores):
            missing = [one for one in missing if one.key not in self._pairs]
            left = [old for old in left if old not in self._used]

    def _take_clearest(
        self, missing: list[_Wanted], siblings: list[_Wanted], left: list[str], scores: Mapping[tuple[str, str], float]
    ) -> bool:
        """Pair those that are each other's best by far; returns whether there were any."""
        taken = len(self._used)
        for one in missing:
            best = max(left, key=lambda old: scores[one.key, old], default="")
            if not best:
                break
            score = scores[one.key, best]
            rivals = [scores[one.key, other] for other in left if other != best]
            rivals += [scores[other.key, best] for other in siblings if other is not one]
            if score >= ALIKE and all(score - rival >= MARGIN for rival in rivals):
                self._take(one, [best])
                left = [old for old in left if old != best]
        return len(self._used) > taken

    def _alike(self, one: _Wanted, old: str) -> float:
        mine = {keys.leaf(child) for child in self._wanted_children.get(one.key, ())}
        theirs = {keys.leaf(child) for child in self._children.get(old, ())}
        if bool(mine) != bool(theirs):
            return 0.0
        if mine and len(mine & theirs) >= SAME_CHILDREN * len(mine | theirs):
            return 1.0
        name = self._titles.get(old, "")
        return likeness(one.title, name) if name else 0.0


def likeness(one: str, other: str) -> float:
    """How much alike two titles are, 0 to 1: by their words (Dice's coefficient), or nearly the same letters.

    Letters alone would take "CSS basics" for "SQL basics" renamed; words alone would miss a corrected typo.
    """
    letters = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
    if letters >= SPELLING:
        return letters
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return 0.0
    shared = sum(any(_same_word(word, other_word) for other_word in theirs) for word in mine)
    dice = 2 * shared / (len(mine) + len(theirs))
    return max(dice, SUBSET) if shared >= min(len(mine), len(theirs)) else dice


def _words(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.casefold()) if word not in {"and", "the", "of", "to", "a", "in"}}


def _same_word(one: str, other: str) -> bool:
    return one == other or (len(one) > 3 and SequenceMatcher(None, one, other).ratio() >= SPELLING)  # noqa: PLR2004


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
    for entry in scope.outline.entries:
        yield _Wanted(entry.key, title(entry.title), entry.value.was, special=False)
    for issue in desired.state.issues:
        if keys.root(issue.key) == scope.roadmap.id and "~" in issue.key:
            yield _Wanted(issue.key, issue.title, (), special=True)
