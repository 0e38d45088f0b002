"""Making issues, never one twice: where an answer is lost, the list is looked through before anything is repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from roadmap_sync.gh import queries
from roadmap_sync.gh.attempts import BatchSize, pauses
from roadmap_sync.gh.batch import CREATES, carry_out, is_final, pause
from roadmap_sync.gh.client import Answer, Client, Json, refuse_half
from roadmap_sync.gh.ids import Ids, IssueId, UnknownKeyError
from roadmap_sync.gh.issue_node import moment
from roadmap_sync.gh.mutation import Done, Failed, Mutation, Result, Unknown
from roadmap_sync.gh.reading import asked_nodes, check_page, nodes, required
from roadmap_sync.gh.repository import RepositoryInfo
from roadmap_sync.gh.retry import FRESH_WAITS
from roadmap_sync.tracker import region
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.steps import CreateIssue

_BACK = "issue { id number url milestone { id } labels(first: 100) { nodes { id } } }"
_BACK_ON_BOARD = _BACK[:-1] + "projectItems(first: 10) { nodes { id project { id } } } }"
_ASSIGNEES = " assignees(first: 10) { nodes { login } } }"
_REPEATS = 3  # each takes 12 s besides, in which GitHub's list is looked through for the issues
_CLOCKS = timedelta(seconds=5)  # how far GitHub's own clocks may be apart


@dataclass(slots=True)
class Creator:
    """Creates issues in `repository`. `boards` maps a roadmap's id to its board where one token does both.

    Where an issue is refused together with its card (a full board, say), it is made without.
    """

    client: Client
    repository: RepositoryInfo
    ids: Ids
    boards: Mapping[str, str]
    warn: Callable[[str], None]
    sub_issues: bool = True
    size: BatchSize = field(default_factory=lambda: BatchSize(CREATES))
    _with_cards: bool = True

    def run(self, steps: Sequence[CreateIssue]) -> Iterator[Outcome]:
        """An outcome for each step, as it lands. Stops between documents when asked to."""
        left = list(steps)
        self._find_people({login for step in steps for login in step.issue.assign})
        tries: dict[str, int] = {}
        while left and not self.client.timing.should_stop():
            batch, left = left[: self.size.now], left[self.size.now :]
            ready = []
            for step in batch:
                try:
                    ready.append((step, self._mutation(step)))
                except UnknownKeyError as error:
                    yield Outcome(step, error=error.message)
            again = []
            for (step, mutation), result in zip(ready, self._attempt(ready), strict=True):
                tries[step.issue.key] = tries.get(step.issue.key, 0) + 1
                if is_final(result, tries[step.issue.key], lost=_REPEATS) and not self._tried_with_card(
                    mutation.given, result
                ):
                    yield self._outcome(step, result)
                else:
                    again.append((step, result))
            self._pause([result for _, result in again], tries)
            left = [step for step, _ in again] + left

    def _find_people(self, logins: AbstractSet[str]) -> None:
        """The ids of those whose the issues will be; nobody of that name is told, and the issues are made without."""
        new = sorted({login.casefold() for login in logins} - self.ids.people.keys())
        for start in range(0, len(new), queries.PAGE):
            some = new[start : start + queries.PAGE]
            answer = self.client.query(queries.people_document(len(some)), {f"u{n}": one for n, one in enumerate(some)})
            for number, login in enumerate(some):
                found = answer.data.get(f"u{number}")
                self.ids.people[login] = found["id"] if found else ""
                if not found:
                    self.warn(f"GitHub knows nobody called {login}: nothing is assigned to them")

    def _mutation(self, step: CreateIssue) -> Mutation:
        """The mutation. Raises UnknownKeyError."""
        issue = step.issue
        boards = self._boards_of(step)
        given: Json = {
            "repositoryId": self.repository.id,
            "title": issue.title,
            # With its key from the start: only so can the issue be found again when the answer is lost.
            "body": region.rewrite("", issue.key, issue.region),
            "labelIds": [self.ids.label(name) for name in sorted(issue.labels)],
        }
        if issue.milestone:
            given["milestoneId"] = self.ids.milestone(issue.milestone)
        if issue.parent and self.sub_issues:
            # Parent, milestone and board at once: each of them later would be a write more.
            given["parentIssueId"] = self.ids.issue(issue.parent)
        if issue.type in self.ids.types:
            given["issueTypeId"] = self.ids.types[issue.type]
        people = [one for login in issue.assign if (one := self.ids.people.get(login.casefold()))]
        if people:
            given["assigneeIds"] = people
        if boards:
            given["projectV2Ids"] = boards
        back = _BACK_ON_BOARD if boards else _BACK
        return Mutation("createIssue", given, back[:-1] + _ASSIGNEES if people else back)

    def _boards_of(self, step: CreateIssue) -> list[str]:
        if not self._with_cards:
            return []
        return [self.boards[roadmap] for roadmap in step.boards if roadmap in self.boards]

    def _tried_with_card(self, given: Mapping[str, object], result: Result) -> bool:
        """Whether a refusal may be the board's: then issues are made without, and cards added when all are there."""
        if not isinstance(result, Failed) or "projectV2Ids" not in given:
            return False
        self._with_cards = False
        return True

    def _attempt(self, ready: Sequence[tuple[CreateIssue, Mutation]]) -> list[Result]:
        if not ready:
            return []
        since = self.client.now()
        results = carry_out(self.client, [mutation for _, mutation in ready])
        open_ends = [n for n, result in enumerate(results) if isinstance(result, Unknown)]
        if not open_ends:
            self.size.grow()
            return results
        self.size.shrink()
        # createIssue must never be repeated blindly: GitHub would make a second issue.
        made = self._look({ready[n][0].issue.key for n in open_ends}, since)
        for n in open_ends:
            node = made.get(ready[n][0].issue.key)
            if node:
                results[n] = Done({"issue": node})
        return results

    def _look(self, keys: set[str], since: datetime) -> dict[str, Json]:
        """Which of these issues were made since, after all, by their marks in the list, the newest first.

        The server may still be at work when the connection is gone: it is given its ten seconds and more.
        """
        made: dict[str, Json] = {}
        for _ in pauses(self.client.timing, FRESH_WAITS, "Looking whether GitHub made the issues after all"):
            made |= self._listed(keys, since)
            if keys <= made.keys():
                break
        return made

    def _listed(self, keys: set[str], since: datetime) -> dict[str, Json]:
        made: dict[str, Json] = {}
        after, more = None, 1  # one page more than the times demand
        while True:
            variables = {"owner": self.repository.owner, "name": self.repository.name, "after": after}
            issues = self.client.query(queries.NEWEST, variables, check=_check_newest).data["repository"]["issues"]
            for node in nodes(issues):
                found = region.find(node["body"])
                # Somebody may have copied a body with its key into an issue of their own.
                if found and found.key in keys and node["viewerDidAuthor"] and _at(node) >= since - _CLOCKS:
                    made[found.key] = node
            # Newest first, so nothing younger comes after an old one, but for clocks that differ.
            old = any(_at(node) < since - _CLOCKS for node in nodes(issues))
            if keys <= made.keys() or not issues["pageInfo"]["hasNextPage"] or (old and not more):
                return made
            more -= old
            after = issues["pageInfo"]["endCursor"]

    def _outcome(self, step: CreateIssue, result: Result) -> Outcome:
        match result:
            case Failed() | Unknown():
                return Outcome(step, error=result.words)
            case Done():
                node = result.payload["issue"]
                self.ids.issues[step.issue.key] = IssueId(node["id"])
                self._note_cards(step, node)
                self._tell_unassigned(step, node)
                return Outcome(step, error=self._dropped(step, node), number=node["number"], url=node["url"])

    def _tell_unassigned(self, step: CreateIssue, node: Json) -> None:
        """Who may not be assigned here is left out by GitHub without a word."""
        if "assignees" not in node:
            return
        has = {one["login"].casefold() for one in nodes(node["assignees"])}
        for login in step.issue.assign:
            if self.ids.people.get(login.casefold()) and login.casefold() not in has:
                self.warn(f"{login} can't be assigned here: only those who may write to the repository can")

    def _note_cards(self, step: CreateIssue, node: Json) -> None:
        cards = {item["project"]["id"]: item["id"] for item in asked_nodes(node, "projectItems") if item["project"]}
        for roadmap in step.boards:
            card = cards.get(self.boards.get(roadmap, ""))
            if card:
                self.ids.cards[roadmap, step.issue.key] = card

    def _dropped(self, step: CreateIssue, node: Json) -> str:
        """What GitHub left out without a word, as it does for those who may not push."""
        # An answer without errors proves little: labels and milestones are dropped silently without push access.
        has = {label["id"] for label in nodes(node["labels"])}
        lost = [name for name in sorted(step.issue.labels) if self.ids.label(name) not in has]
        if step.issue.milestone and not node["milestone"]:
            lost.append("its milestone")
        if not lost:
            return ""
        return f"#{node['number']} was made, but GitHub left out {', '.join(lost)}: the token may not push here."

    def _pause(self, results: Sequence[Result], tries: Mapping[str, int]) -> None:
        # Unknown ones have been looked for already, which took its time; a refused card is no reason to wait.
        waiting = [result for result in results if isinstance(result, Failed) and (result.limited or result.gone)]
        if any(result.limited for result in waiting):
            self.size.shrink()
        pause(self.client, waiting, max(tries.values(), default=0))


def _check_newest(answer: Answer) -> None:
    """Raise AnswerLostError where the list has holes: what is not in it would be made a second time."""
    refuse_half(answer)
    check_page(required(answer.data, "repository", "issues"))


def _at(node: Json) -> datetime:
    at = moment(node["createdAt"])
    assert at is not None  # noqa: S101 - the schema says so
    return at
