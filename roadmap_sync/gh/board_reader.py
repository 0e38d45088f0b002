"""Reading boards: which are there, which can be reached and why not, and what stands on their cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from roadmap_sync.gh import board_queries as queries
from roadmap_sync.gh.board_choice import can_be_linked, chosen, is_linked, is_marked
from roadmap_sync.gh.client import Answer, Client, Json, refuse_half
from roadmap_sync.gh.failure import AnswerLostError, RequestRefusedError
from roadmap_sync.gh.reading import Presence, check_whole, look_up, nodes, required
from roadmap_sync.gh.repository import RepositoryInfo
from roadmap_sync.gh.retry import GraphQLError
from roadmap_sync.tracker import board_token
from roadmap_sync.tracker.state import Board, BoardField, Card, FieldType, Value

_WAY_OUT = (
    f"make a classic token with the scope `project` (and `repo`, or `public_repo`) and set {board_token.VARIABLE}"
)
_TYPES = {one.value: one for one in FieldType}


@dataclass(frozen=True, slots=True)
class BoardToken:
    """What is known of the token for boards: its kind by its first letters, its scopes where it is a classic one."""

    text: str
    scopes: frozenset[str] | None

    def problem(self, owner_kind: str, viewer: str) -> str:
        """Why this token can reach no board of such an owner; "" where nothing is known against it."""
        # No permission of a workflow covers Projects; ghs_ tokens of other apps reach boards of organizations.
        if viewer.startswith("github-actions") or (self.text.startswith("ghs_") and owner_kind == "User"):
            return f"a workflow's own GITHUB_TOKEN can't touch boards: {_WAY_OUT}"
        # Fine-grained tokens have a permission for Projects of organizations alone.
        if self.text.startswith("github_pat_") and owner_kind == "User":
            return f"a fine-grained token can't touch a person's board: {_WAY_OUT}"
        # Only classic tokens tell their scopes.
        if self.scopes is not None and "project" not in self.scopes:
            return f"the token lacks the scope `project`: add it at https://github.com/settings/tokens, or {_WAY_OUT}"
        return ""


@dataclass(slots=True)
class BoardReader:
    """Reads `wanted` boards with `client`. `known` keeps what GitHub told of each, under the roadmap's id.

    `sees_issues`: whether the token for boards may see the issues; known after their cards were asked for.
    """

    client: Client
    wanted: Sequence[Board]
    token: str
    known: dict[str, Json] = field(default_factory=dict)
    owners: dict[str, Json] = field(default_factory=dict)
    sees_issues: bool = True

    def read(self, repository: RepositoryInfo) -> tuple[Board, ...]:
        """The boards that are there, and those that can't be reached with the reason; missing ones are left out."""
        if not self.wanted:
            return ()
        found = []
        for wanted, answer in zip(self.wanted, self._ask(repository), strict=True):
            board = answer if isinstance(answer, str) else self._board(wanted, answer, repository)
            if isinstance(board, str):
                found.append(replace(wanted, problem=board))
            elif board is not None:
                found.append(board)
        return tuple(found)

    def again(self, roadmap: str) -> None:
        """Read the board of a roadmap as it is now into `known`. Raises AnswerLostError where it is not told."""
        answer = self.client.query(queries.BOARD, {"id": self.known[roadmap]["id"]}, check=_checked_board)
        self.known[roadmap] = answer.data["node"]

    def by_title(self, wanted: Board, repository: RepositoryInfo) -> Json | None:
        """The board of that title, as when its making had no answer. Raises AnswerLostError where it is not told."""
        answer = self._ask(repository, [wanted])[0]
        # Not to be told is not to have none: another one would be made.
        if isinstance(answer, str):
            raise AnswerLostError(answer)
        found = self._chosen(wanted, answer, repository)
        return None if isinstance(found, str) else found

    def cards(self, issues: Sequence[str], raw: Iterable[tuple[str, Json]] | None) -> tuple[Card, ...]:
        """The cards of these issues on the boards; `raw` are those read along with the issues, None where not."""
        if not self.known:
            return ()
        listed = self._raw(issues) if raw is None else raw
        boards = {node["id"]: roadmap for roadmap, node in self.known.items()}
        roadmaps: dict[str, list[str]] = {}
        # Several roadmaps may share one board.
        for roadmap, node in self.known.items():
            roadmaps.setdefault(node["id"], []).append(roadmap)
        return tuple(
            card_of(item, issue, roadmap)
            for issue, item in listed
            # A board that the token can't see comes as null.
            if item["project"] and item["project"]["id"] in boards
            for roadmap in roadmaps[item["project"]["id"]]
        )

    def _raw(self, issues: Sequence[str]) -> Iterator[tuple[str, Json]]:
        """The cards, asked for alone. Raises AnswerLostError where GitHub does not tell of an issue."""
        self.sees_issues = True
        for identifier, sight in look_up(self.client, queries.CARDS, issues).items():
            # A card that is not told of would be taken for a new one, and its Status set.
            if sight.presence is Presence.UNKNOWN:
                raise AnswerLostError("GitHub did not tell all cards of the board")
            # Just read with the other token: this one may not see it.
            if sight.presence is not Presence.THERE:
                self.sees_issues = False
            else:
                for item in nodes(sight.node["projectItems"]):
                    yield identifier, item

    def _ask(self, repository: RepositoryInfo, wanted: Sequence[Board] | None = None) -> list[Json | str]:
        """What GitHub answers for each board: its owner, or why there is no answer."""
        boards = self.wanted if wanted is None else wanted
        variables: Json = {}
        if not all(board.number for board in boards):
            variables |= {"owner": repository.owner, "name": repository.name}
        for number, board in enumerate(boards):
            variables[f"o{number}"] = board.owner or repository.owner
            variables |= {f"n{number}": board.number} if board.number else {f"t{number}": board.title}
        try:
            answer = self.client.query(
                queries.boards_document([bool(b.number) for b in boards]), variables, check=_check_boards
            )
        # Boards are optional: what refuses them, or does not tell how they stand, must not stop the issues.
        except (RequestRefusedError, AnswerLostError) as error:
            return [error.message] * len(boards)
        return [self._answer(answer, number, board) for number, board in enumerate(boards)]

    def _answer(self, answer: Answer, number: int, board: Board) -> Json | str:
        owner = answer.data.get(f"b{number}")
        errors = [error for error in answer.errors if error.path[:1] in {(f"b{number}",), ()}]
        token = BoardToken(self.token, self.client.scopes)
        known = token.problem(
            (owner or {}).get("__typename", "User"), (answer.data.get("viewer") or {}).get("login", "")
        )
        if known:
            return known
        # A number that does not exist is NOT_FOUND, and is explained better by _board, which knows the roadmap.
        if errors and not (board.number and errors[0].kind == "NOT_FOUND" and owner):
            return _reason(errors[0])
        if not owner:
            return f"GitHub knows nobody called {board.owner}"
        # A token for boards alone may not see the repository: then only titles tell.
        return {**owner, "linked": _listed(answer.data.get("linked"))}

    def _board(self, wanted: Board, owner: Json, repository: RepositoryInfo) -> Board | str | None:
        self.owners[wanted.roadmap] = owner
        node = self._chosen(wanted, owner, repository)
        if isinstance(node, str):
            return node
        if node is None:
            return f"there is no board number {wanted.number}, or the token may not see it" if wanted.number else None
        if node["closed"]:
            return f"the board {node['title']!r} is closed: reopen it, or give the roadmap another (`board:`)"
        if not node["viewerCanUpdate"]:
            return f"the token may read the board {node['title']!r}, but not change it"
        self.known[wanted.roadmap] = node
        return board_of(node, wanted, repository, self.client.scopes)

    def _chosen(self, wanted: Board, owner: Json, repository: RepositoryInfo) -> Json | str | None:
        if wanted.number:
            numbered: Json | None = owner.get("projectV2")
            return numbered
        return chosen(wanted, [*_listed(owner), *owner["linked"]], repository, self.client.scopes)


def _check_boards(answer: Answer) -> None:
    """Raise AnswerLostError where a part of a board is missing: its fields would be made, its options wiped."""
    refuse_half(answer)
    for owner in answer.data.values():
        for node in [*_listed(owner), *([owner["projectV2"]] if owner and owner.get("projectV2") else [])]:
            _check_board(node)
        if not answer.errors and (owner is None or not owner.get("projectsV2", owner)):
            raise AnswerLostError("GitHub left out the boards")


def _listed(owner: Json | None) -> list[Json]:
    """The boards in a list; none where the token may not see it."""
    return nodes(owner["projectsV2"]) if owner and owner.get("projectsV2") else []


def _checked_board(answer: Answer) -> None:
    refuse_half(answer)
    _check_board(required(answer.data, "node"))


def _check_board(node: Json) -> None:
    check_whole(node)
    for name in ("views", "repositories", "fields"):
        nodes(node[name])


def board_of(node: Json, wanted: Board, repository: RepositoryInfo, scopes: frozenset[str] | None) -> Board:
    """A board as read. One that can't be linked (another owner's, or a token for boards alone) counts as linked."""
    return Board(
        roadmap=wanted.roadmap,
        title=node["title"],
        owner=(node["owner"] or {}).get("login", ""),
        number=node["number"],
        template=wanted.template,
        fields=tuple(field_of(one) for one in nodes(node["fields"]) if one.get("dataType")),
        description=wanted.description,
        id=node["id"],
        marks=wanted.marks,
        marked=is_marked(node, wanted, repository),
        size=node["items"]["totalCount"],
        url=node["url"],
        linked=is_linked(node, repository) or not can_be_linked(node, repository, scopes),
    )


def field_of(node: Json) -> BoardField:
    """A field as read."""
    options = node.get("options") or ()
    return BoardField(
        name=node["name"],
        type=_TYPES.get(node["dataType"], FieldType.OTHER),
        options=tuple(option["name"] for option in options),
        id=node["id"],
        ids={option["name"]: option["id"] for option in options},
    )


def card_of(item: Json, issue: str, roadmap: str) -> Card:
    """A card as read, values by the names of the fields."""
    listed = nodes(item["fieldValues"])
    values = dict(_value(node) for node in listed if node.get("field"))
    return Card(
        key=issue,
        roadmap=roadmap,
        values=values,
        archived=item["isArchived"],
        id=item["id"],
        partial=len(listed) < len(item["fieldValues"]["nodes"]),
    )


def _value(node: Json) -> tuple[str, Value]:
    name: str = node["field"]["name"]
    match node:
        case {"date": str(day)}:
            return name, date.fromisoformat(day)
        case {"number": int() | float() as number}:
            return name, float(number)
        case {"name": str(option)}:
            return name, option
        case _:
            return name, str(node.get("text") or "")


def _reason(error: GraphQLError) -> str:
    if error.kind == "INSUFFICIENT_SCOPES":
        return f"the token lacks the scope `project`: {_WAY_OUT}"
    if error.kind == "FORBIDDEN":
        return f"the token may not touch boards ({error.message}): {_WAY_OUT}"
    return error.message


def statuses(cards: Iterable[Card]) -> Mapping[str, str]:
    """Each issue's Status on the first board that has one."""
    found: dict[str, str] = {}
    for card in cards:
        for name, value in card.values.items():
            # An archived card shows an old state.
            if name.casefold() == "status" and not card.archived:
                found.setdefault(card.key, str(value))
    return found
