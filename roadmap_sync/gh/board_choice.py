"""Which of the boards that GitHub lists is a roadmap's: the one marked as it, else the only one of its title.

The mark stands in the board's README, where its title may change freely. It names the repository by its id and the
roadmap, so that two roadmaps, or two repositories, may have boards of one title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_sync.gh.client import Json
from roadmap_sync.gh.reading import nodes
from roadmap_sync.gh.repository import RepositoryInfo
from roadmap_sync.tracker.state import Board

_MARK = re.compile(r"(?:(?<!\s)\s+)?<!-- roadmap-sync:board (\S+) (\S+) -->")


def is_marked(node: Json, wanted: Board, repository: RepositoryInfo) -> bool:
    """Whether a board is marked as the roadmap's; one that the file names by its number needs no mark."""
    return not wanted.marks or bool(_marks(node) & {(repository.id, mark) for mark in wanted.marks})


def with_mark(readme: str, wanted: Board, repository: RepositoryInfo) -> str:
    """A board's README with the roadmap's mark, and no other one, as a copied board may bring along."""
    if not wanted.marks:
        return readme
    text = _MARK.sub("", readme).rstrip()
    return f"{text}\n\n<!-- roadmap-sync:board {repository.id} {wanted.marks[0]} -->".lstrip()


def can_be_linked(node: Json, repository: RepositoryInfo, scopes: frozenset[str] | None) -> bool:
    """Whether the token (`scopes` of a classic one) can link the board to the repository, and would see the link."""
    owner = (node["owner"] or {}).get("login", "")
    # A token that can't see the repository can't link it either.
    for_boards_alone = scopes is not None and not scopes & {"repo", "public_repo"}
    return owner.casefold() == repository.owner.casefold() and not for_boards_alone


def chosen(
    wanted: Board, listed: Sequence[Json], repository: RepositoryInfo, scopes: frozenset[str] | None
) -> Json | str | None:
    """The roadmap's board; None where there is none, or what to ask where it can't be told."""
    boards = sorted({node["id"]: node for node in listed}.values(), key=lambda node: node["number"])
    # A copy of a board brings the mark along, and is linked to nothing.
    ours = [node for node in boards if is_marked(node, wanted, repository)]
    if ours:
        return min(ours, key=lambda node: (not is_linked(node, repository), node["closed"]))
    alike = [node for node in boards if node["title"].casefold() == wanted.title.casefold() and not _marks(node)]
    candidates = [node for node in alike if not node["closed"]] or alike
    if not candidates:
        return None
    alone = len(candidates) == 1
    if alone and (is_linked(candidates[0], repository) or _is_fresh(candidates[0], repository, scopes)):
        return candidates[0]
    return _question(wanted, [node["number"] for node in candidates])


def is_linked(node: Json, repository: RepositoryInfo) -> bool:
    """Whether the board is linked to the repository."""
    return repository.id in {one["id"] for one in nodes(node["repositories"])}


def _question(wanted: Board, numbers: Sequence[int]) -> str:
    what = f"are {len(numbers)} boards" if len(numbers) > 1 else "is a board"
    which = ", ".join(f"number {number}" for number in numbers)
    return (
        f"there {what} called {wanted.title!r} ({which}), and nothing says that it is this roadmap's: write "
        f"`board: {{number: {numbers[0]}}}` to use it; rename it, or write `board: {{title: ...}}`, for a new one"
    )


def _is_fresh(node: Json, repository: RepositoryInfo, scopes: frozenset[str] | None) -> bool:
    """Whether it may have been made by a run that was cut off: empty, and such that no link can tell."""
    return not (can_be_linked(node, repository, scopes) or node["readme"] or node["items"]["totalCount"])


def _marks(node: Json) -> set[tuple[str, str]]:
    text = f"{node['readme'] or ''}\n{node['shortDescription'] or ''}"
    return {(found[1], found[2]) for found in _MARK.finditer(text)}
