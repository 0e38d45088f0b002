"""How much alike two titles are: whether one may be the other, renamed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

SUBSET = 0.75
"""How much alike titles are whose words are all in the other."""
SPELLING = 0.85
"""Titles or words this much alike by their letters (difflib's ratio) are the same, spelled otherwise."""
_SMALL = frozenset({"and", "the", "of", "to", "a", "in"})
_SHORT = 3


def likeness(one: str, other: str) -> float:
    """How much alike two titles are, 0 to 1: by their words (Dice's coefficient), or nearly the same letters.

    Letters alone would take "CSS basics" for "SQL basics" renamed; words alone would miss a corrected typo.
    """
    letters = _spelling(one.casefold(), other.casefold())
    if letters:
        return letters
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs)
    left = theirs - mine
    shared += sum(any(_same_word(word, another) for another in left) for word in mine - theirs)
    dice = 2 * shared / (len(mine) + len(theirs))
    return max(dice, SUBSET) if shared >= min(len(mine), len(theirs)) else dice


@lru_cache(maxsize=4096)
def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold())) - _SMALL


@lru_cache(maxsize=65536)
def _same_word(one: str, other: str) -> bool:
    return len(one) > _SHORT and bool(_spelling(one, other))


def _spelling(one: str, other: str) -> float:
    """The ratio of equal letters where it is high enough to speak of one spelling, else 0."""
    if 2 * min(len(one), len(other)) < SPELLING * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < SPELLING:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= SPELLING else 0.0
