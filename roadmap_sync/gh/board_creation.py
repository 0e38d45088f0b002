"""Creating a board, new or as a copy of another: its link, its description, and views where the API can create them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.attempts import attempts, pauses
from roadmap_sync.gh.batch import Repeater, carry_out
from roadmap_sync.gh.board_choice import is_marked, with_mark
from roadmap_sync.gh.board_queries import BOARD_FIELDS
from roadmap_sync.gh.board_reader import BoardReader
from roadmap_sync.gh.client import Client, Json
from roadmap_sync.gh.failure import AnswerLostError, StoppedError
from roadmap_sync.gh.mutation import Done, Mutation, Unknown
from roadmap_sync.gh.reading import nodes
from roadmap_sync.gh.repository import RepositoryInfo
from roadmap_sync.gh.retry import FRESH_WAITS
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import Board
from roadmap_sync.tracker.steps import PutBoard

CLICKS = (
    "Three clicks are left that no API can do: on the board, add a view with the layout Table grouped by Milestone, "
    "one with the layout Board by Status, and one with the layout Roadmap on Start and Target."
)
# The view that GitHub gives each new board.
FIRST_VIEW = "View 1"
VIEWS = {"By phase": "table", "By status": "board", "Timeline": "roadmap"}
"""The views that a roadmap's board gets, with their layouts."""
# Each try after the first one comes after 12 s in which the board is looked for by its title.
_TRIES = 3
_NUMBERED = (
    "query Template($owner: String!, $number: Int!) { repositoryOwner(login: $owner) {"
    " ... on ProjectV2Owner { projectV2(number: $number) { id } } } }"
)


@dataclass(slots=True)
class BoardMaker:
    """Carries out PutBoard steps; what GitHub answers goes into the reader's `known`."""

    client: Client
    reader: BoardReader
    repository: RepositoryInfo
    warn: Callable[[str], None]

    def put(self, step: PutBoard) -> Outcome:
        """Make the board, or link the one that is there."""
        # A board that exists only lacks its link to the repository.
        if step.before is not None and step.before.id:
            error = "" if step.before.linked else self._link(step.before.id)
            self.finish(step.board)
            return Outcome(step, error=error)
        try:
            node = self._make(step.board)
        except StoppedError:
            raise
        except TrackerError as error:
            return Outcome(step, error=" ".join(str(error).split()))
        self.reader.known[step.board.roadmap] = node
        self.finish(step.board)
        return Outcome(step, number=node["number"], url=node["url"])

    def _make(self, wanted: Board) -> Json:
        """Make it, looking by its title first where an answer was lost. Raises TrackerError."""
        mutation = self._mutation(wanted)
        why = ""
        for _ in range(_TRIES):
            result = carry_out(self.client, [mutation])[0]
            if isinstance(result, Done):
                made: Json = result.payload["projectV2"]
                break
            if not isinstance(result, Unknown):
                raise TrackerError(f"The board could not be made: {result.words}")
            why = result.words
            found = self._look(wanted)
            if found:
                made = found
                break
        else:
            raise TrackerError(f"The board could not be made: {why}", "Run again.")
        if self._is_ours(wanted) and self.repository.id not in {r["id"] for r in nodes(made["repositories"])}:
            self._warn_of(self._link(made["id"]), "The board could not be linked to the repository")
        return made

    def _mutation(self, wanted: Board) -> Mutation:
        owner = self.reader.owners.get(wanted.roadmap, {}).get("id") or self.repository.owner_id
        given = {"ownerId": owner, "title": wanted.title}
        back = f"projectV2 {{ {_board_selection()} }}"
        if wanted.template:
            variables = {"owner": wanted.owner or self.repository.owner, "number": wanted.template}
            found = self.client.query(_NUMBERED, variables).data.get("repositoryOwner") or {}
            if not found.get("projectV2"):
                raise TrackerError(
                    f"There is no board number {wanted.template} to copy, or the token may not see it",
                    "Mend `template:` under `board:`.",
                )
            return Mutation("copyProjectV2", {**given, "projectId": found["projectV2"]["id"]}, back)
        # Only boards of the repository's own owner can be linked to it.
        if self._is_ours(wanted):
            given["repositoryId"] = self.repository.id
        return Mutation("createProjectV2", given, back)

    def _is_ours(self, wanted: Board) -> bool:
        """Whether the board's owner is the repository's: others' can't be linked."""
        return not wanted.owner or wanted.owner.casefold() == self.repository.owner.casefold()

    def _look(self, wanted: Board) -> Json | None:
        for _ in pauses(self.client.timing, FRESH_WAITS, "Looking whether GitHub made the board after all"):
            found = self.reader.by_title(wanted, self.repository)
            # A closed board of that title is an older one, which somebody has put away.
            if found and not found["closed"]:
                return found
        return None

    def _link(self, board: str) -> str:
        """Link the board to the repository; "" or what went wrong."""
        mutation = Mutation("linkProjectV2ToRepository", {"projectId": board, "repositoryId": self.repository.id})
        results = [result for _, result in Repeater(self.client).run([mutation])]
        return "" if not results or isinstance(results[0], Done) else results[0].words

    def finish(self, wanted: Board) -> None:
        """Give a new board its views, its description and at last its README, which marks it as finished."""
        node = self.reader.known[wanted.roadmap]
        # The README is written last, so an interrupted run leaves it empty and the next one finishes the board.
        if node["readme"] or not {view["name"] for view in nodes(node["views"])} <= {FIRST_VIEW, *VIEWS}:
            self._mark(wanted)
            return
        self._add_views(wanted.roadmap)
        node = self.reader.known[wanted.roadmap]
        given: Json = {"projectId": node["id"]}
        # A copied board may bring a description along, which stays.
        if wanted.description and not node["shortDescription"]:
            given["shortDescription"] = wanted.description
        readme = (
            f"The cards come from a roadmap in {self.repository.url}, kept in step by roadmap-sync. Dates, effort, "
            "kind and priority follow the roadmap; Status is yours until an issue closes; fields that you add stay as "
            "they are."
        )
        given["readme"] = node["readme"] = with_mark(readme, wanted, self.repository)
        results = [result for _, result in Repeater(self.client).run([Mutation("updateProjectV2", given)])]
        if results and not isinstance(results[0], Done):
            self._warn_of(results[0].words, "The board's description could not be set")

    def _mark(self, wanted: Board) -> None:
        """Mark a board that was there, or came as a copy, as the roadmap's, below what people wrote about it."""
        node = self.reader.known[wanted.roadmap]
        if is_marked(node, wanted, self.repository):
            return
        node["readme"] = with_mark(node["readme"] or "", wanted, self.repository)
        given = {"projectId": node["id"], "readme": node["readme"]}
        results = [result for _, result in Repeater(self.client).run([Mutation("updateProjectV2", given)])]
        if results and not isinstance(results[0], Done):
            self._warn_of(results[0].words, "The board could not be marked as the roadmap's")

    def _add_views(self, roadmap: str) -> None:
        """Add the views that a roadmap wants; where the API can't, say which clicks are left."""
        for name in VIEWS:
            try:
                self._add_view(roadmap, name)
            except StoppedError:
                raise
            # Creating views is new in GitHub's API and closed to some tokens: a person can do it by hand.
            except TrackerError:
                self.warn(f"{CLICKS} {self.reader.known[roadmap]['url']}")
                return

    def _add_view(self, roadmap: str, name: str) -> None:
        """Add a view, looking first whether it is there where an answer was lost. Raises TrackerError."""
        for attempt in attempts(self.client.timing, FRESH_WAITS, "GitHub did not answer"):
            if attempt.number:  # the view may be there: a request without an answer may have been carried out
                self.reader.again(roadmap)
            node = self.reader.known[roadmap]
            if any(view["name"] == name for view in nodes(node["views"])):
                return
            try:
                self.client.send("POST", _views_of(node), _view(name, node))
                node["views"]["nodes"].append({"name": name, "layout": VIEWS[name]})
            except AnswerLostError:
                if attempt.is_last:
                    raise
            else:
                return

    def _warn_of(self, error: str, what: str) -> None:
        if error:
            self.warn(f"{what}: {error}")


def _board_selection() -> str:
    """What is read of a board, as a selection within a mutation."""
    inside = BOARD_FIELDS.partition("{")[2]
    return inside.rpartition("}")[0]


def _views_of(node: Json) -> str:
    """Where views are made: people go by number there, organisations by name."""
    owner = node["owner"] or {}
    # REST wants the numeric id of a user here, but the login of an organization.
    base = f"/users/{owner.get('databaseId')}" if owner.get("__typename") == "User" else f"/orgs/{owner.get('login')}"
    return f"{base}/projectsV2/{node['number']}/views"


def _view(name: str, node: Json) -> Json:
    fields = {one["name"]: one.get("databaseId") for one in nodes(node["fields"]) if one.get("name")}
    view: Json = {"name": name, "layout": VIEWS[name]}
    # A roadmap layout takes neither fields nor groups, and its two dates can't be set by any API.
    if VIEWS[name] == "table" and fields.get("Milestone"):
        view["group_by"] = [fields["Milestone"]]
    if VIEWS[name] == "board" and fields.get("Status"):
        view["vertical_group_by"] = [fields["Status"]]
    return view
