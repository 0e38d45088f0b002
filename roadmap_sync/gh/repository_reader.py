"""Reading a repository: one query a page of issues, the first with labels, milestones and the rights besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from roadmap_sync.gh import queries
from roadmap_sync.gh.attempts import BatchSize
from roadmap_sync.gh.client import Answer, Client, Json
from roadmap_sync.gh.failure import AnswerLostError, MissingFieldError, RequestRefusedError
from roadmap_sync.gh.issue_node import asked_lists, issue_of
from roadmap_sync.gh.queries import Features
from roadmap_sync.gh.reading import Listing, asked_nodes, check_page, check_whole, nodes, required, whole_list
from roadmap_sync.gh.repository import RepositoryInfo, check_readable, no_such_repository, repository_of, split
from roadmap_sync.gh.retry import FORBIDDEN, GraphQLError, refusal_of
from roadmap_sync.tracker import region
from roadmap_sync.tracker.state import Facts, Issue, Label, Milestone

# In the description of each label of ours, where it survives a rename.
OUR_PREFIX = "roadmap-sync:"
# A page that fails with ten issues in it fails for another reason than its size.
_NONE: Json = {"nodes": []}  # a person's repository has no issue types, not even an empty list of them
_SMALLEST_PAGE = 10
_QUICK = (1.0, 3.0)  # seconds before a page is asked for again; then a smaller one is tried
_ENTRY = 4  # steps of a path that lead to one thing of a list of the repository's


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryContents:
    """All that was read.

    `cards` are the boards' items as they came, each with its issue's id; `types` the ids of issue types by name.
    """

    repository: RepositoryInfo
    labels: tuple[Label, ...]
    milestones: tuple[Milestone, ...]
    issues: tuple[Issue, ...]
    cards: tuple[tuple[str, Json], ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Stream:
    """A list of issues that is being read: those with a label, or all."""

    label: str | None
    pages: Listing = field(default_factory=Listing)


@dataclass(slots=True)
class RepositoryReader:
    """Reads `repository` (OWNER/NAME). `features` shrink to what the server has, which `warn` tells once."""

    client: Client
    repository: str
    features: Features
    warn: Callable[[str], None]
    _size: BatchSize = field(default_factory=lambda: BatchSize(queries.PAGE, _SMALLEST_PAGE))

    def read(self, labels: Sequence[str]) -> RepositoryContents:
        """Issues that carry one of these labels or one of ours renamed; without labels all. Raises TrackerError."""
        # By label, since a repository may hold thousands of issues that are not ours.
        streams = [_Stream(label) for label in labels] or [_Stream(None)]
        answer = self._ask(streams[: queries.STREAMS], facts=True)
        info = repository_of(answer.data)
        # Renamed repositories answer under the old name to reads alone.
        self.repository = info.full_name
        found = answer.data["repository"]
        listed = self._pages(found["labels"], queries.LABELS, "labels")
        if labels:
            streams += [_Stream(name) for name in _renamed(listed, labels)]
        while pending := [stream for stream in streams if not stream.pages.done]:
            self._ask(pending[: queries.STREAMS], facts=False)
        milestones = self._pages(found["milestones"], queries.MILESTONES, "milestones")
        # An issue with two of our labels comes in two lists; by id it is one.
        seen = {identifier: node for stream in streams for identifier, node in stream.pages.seen.items()}
        return RepositoryContents(
            repository=info,
            labels=tuple(map(label_of, listed)),
            milestones=tuple(map(milestone_of, milestones)),
            issues=tuple(_positioned(seen.values(), info.viewer)),
            types={one["name"]: one["id"] for one in nodes(found.get("issueTypes") or _NONE) if one["isEnabled"]},
            cards=tuple((node["id"], card) for node in seen.values() for card in asked_nodes(node, "projectItems")),
        )

    def labels(self) -> tuple[str, list[Label]]:
        """The repository's id, and its labels alone. Raises TrackerError."""
        owner, name = split(self.repository)
        variables = {"owner": owner, "name": name}
        answer = self.client.query(queries.LABELS, variables, check=lambda answer: self._check(answer, "labels"))
        found = answer.data["repository"]
        return found["id"], [label_of(node) for node in self._pages(found["labels"], queries.LABELS, "labels")]

    def milestones(self) -> list[Milestone]:
        """The repository's milestones alone. Raises TrackerError."""
        return [milestone_of(node) for node in self._pages(None, queries.MILESTONES, "milestones")]

    def _ask(self, streams: Sequence[_Stream], *, facts: bool) -> Answer:
        """Ask for the next page of some lists, in smaller pages where the server cannot do it at once."""
        while True:
            try:
                answer = self._page(streams, facts=facts)
            except MissingFieldError as error:
                self.features = self._without(error)
            except RequestRefusedError as error:
                # Boards are optional: without the right to them, the issues are still read.
                if error.kind not in FORBIDDEN or not self.features.cards:
                    raise
                self.features = replace(self.features, cards=False)  # the boards say why, when they are read
            except AnswerLostError:
                if self._size.is_smallest:
                    raise
                self._size.shrink()
            else:
                return answer

    def _page(self, streams: Sequence[_Stream], *, facts: bool) -> Answer:
        owner, name = split(self.repository)
        variables: Json = {"owner": owner, "name": name, "first": self._size.now}
        for number, stream in enumerate(streams):
            variables[f"c{number}"] = stream.pages.cursor
            if stream.label is not None:
                variables[f"l{number}"] = [stream.label]
        document = queries.read_document(self.features, [s.label is not None for s in streams], facts=facts)
        lists = [f"i{number}" for number in range(len(streams))] + (["labels", "milestones"] if facts else [])
        answer = self.client.query(document, variables, _QUICK, check=lambda answer: self._check(answer, *lists))
        found = answer.data["repository"]
        if facts:
            # A repository with issues switched off has an empty list, which must not look like "all are gone".
            check_readable(found)
        for number, stream in enumerate(streams):
            stream.pages.take(found[f"i{number}"])
        return answer

    def _check(self, answer: Answer, *lists: str) -> None:
        """Raise AnswerLostError where an answer does not say all that was asked, other errors where it can't."""
        found = _whole(answer, self.repository)["repository"]
        for name in lists:
            check_page(found[name])
            for node in found[name]["nodes"]:
                asked_lists(node)
        check_whole(answer.data)
        # Its rights and whose it is: null would be taken for a person's repository.
        if "nameWithOwner" in found and "labels" in lists and "owner" in found:
            required(found, "owner")

    def _pages(self, first: Json | None, document: str, name: str) -> list[Json]:
        """The nodes of a connection of the repository, its further pages asked for."""

        def ask(after: str | None) -> Json:
            owner, repository = split(self.repository)
            variables = {"owner": owner, "name": repository, "after": after}
            answer = self.client.query(document, variables, check=lambda answer: self._check(answer, name))
            page: Json = answer.data["repository"][name]
            return page

        return whole_list(ask, first)

    def _without(self, error: MissingFieldError) -> Features:
        """The features without those that the server does not have. Raises the error where they can't be left out."""
        less = self.features
        # GitHub Enterprise Server gets sub-issues and dependencies some releases after github.com.
        if error.names & {"blockedBy", "issueDependenciesSummary"}:
            less = replace(less, dependencies=False)
        if error.names & {"parent", "subIssues"}:
            less = replace(less, sub_issues=False)
        if error.names & {"issueType", "issueTypes"}:
            less = replace(less, types=False)
        if error.names & {"projectItems"}:
            less = replace(less, cards=False)
        if less == self.features:
            raise error
        self.features = less
        self.warn(f"This GitHub server is older and lacks {', '.join(sorted(error.names))}: left out.")
        return less


def label_of(node: Json) -> Label:
    """A label as read."""
    return Label(name=node["name"], color=node["color"].lower(), description=node["description"] or "", id=node["id"])


def milestone_of(node: Json) -> Milestone:
    """A milestone as read. GitHub keeps its due date as a midnight in California: the UTC date is the day meant."""
    found = region.find(node["description"] or "")
    return Milestone(
        key=found.key if found else "",
        title=node["title"],
        due=date.fromisoformat(node["dueOn"][:10]) if node["dueOn"] else None,
        region=found.text if found else "",
        body=node["description"] or "",
        id=node["id"],
        number=node["number"],
        open=node["state"] == "OPEN",
        url=node["url"],
    )


def _positioned(raw: Iterable[Json], viewer: str) -> Iterator[Issue]:
    """Issues in the order of their creation, each with its position among its parent's children."""
    listed = sorted(raw, key=lambda node: (node["createdAt"], node["number"]))
    positions = {
        child["id"]: position for node in listed for position, child in enumerate(nodes(node.get("subIssues")))
    }
    for node in listed:
        issue = issue_of(node, viewer)
        position = positions.get(node["id"], 0)
        # Only the parent knows the order of its children.
        if position and issue.found:
            issue = replace(issue, found=_at(issue.found, position))
        yield issue


def _at(facts: Facts, position: int) -> Facts:
    return replace(facts, position=position)


def _renamed(labels: Sequence[Json], known: Sequence[str]) -> list[str]:
    """Labels that our description tells to be ours under another name."""
    names = {name.casefold() for name in known}
    return [
        label["name"]
        for label in labels
        if (label["description"] or "").startswith(OUR_PREFIX) and label["name"].casefold() not in names
    ]


def _whole(answer: Answer, repository: str) -> Json:
    """The data, where nothing that matters is missing from it. Raises TrackerError."""
    errors = [error for error in answer.errors if not _is_hidden(error, answer.data)]
    if any(error.path[:1] == ("repository",) and error.kind == "NOT_FOUND" for error in errors):
        raise no_such_repository(repository)
    for error in errors:
        # Half an answer would look as if the rest were deleted: it is asked for again.
        if error.passing or (len(error.path) >= _ENTRY and error.kind not in FORBIDDEN):
            raise AnswerLostError(f"GitHub could not answer in full: {error.message}")
    if errors:
        raise refusal_of(errors[0])
    if not answer.data.get("repository"):
        raise no_such_repository(repository)
    return answer.data


def _is_hidden(error: GraphQLError, data: Json) -> bool:
    """Whether an error concerns something that an issue refers to and the token may not see: that is left out."""
    if len(error.path) <= _ENTRY or error.passing:
        return False
    _, name, _, index = error.path[:_ENTRY]
    listed = ((data.get("repository") or {}).get(name) or {}).get("nodes") or ()
    # What may not be seen takes with it the issue that it belongs to, where GitHub's schema wants it: that is no
    # issue that is hidden.
    if not isinstance(index, int) or index >= len(listed) or not listed[index]:
        return False
    # A private issue that blocks one of ours, say: one of a list, or forbidden by its own words.
    return error.kind in FORBIDDEN or "nodes" in error.path[_ENTRY:]
