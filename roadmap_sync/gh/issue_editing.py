"""Changing issues: bodies are read again right before they are written, and looked at again right after.

What people do to a body between the two shows in ``userContentEdits`` of the mutation's answer, newest first, each
with the whole text of that version in ``diff`` (that it is the whole text is seen, not documented). Such an edit is
merged and written again; where its text is missing it is asked for once more, and then told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from roadmap_sync.gh import queries
from roadmap_sync.gh.batch import Repeater
from roadmap_sync.gh.client import Json
from roadmap_sync.gh.ids import Ids, IssueId, UnknownKeyError
from roadmap_sync.gh.mutation import Done, Mutation, Result
from roadmap_sync.gh.reading import Sight, look_up
from roadmap_sync.tracker import region
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import IssueState
from roadmap_sync.tracker.steps import EditIssue

_BACK = "issue { id body milestone { id } userContentEdits(first: 10) { nodes { id diff } } }"
_LABELS_BACK = "labelable { ... on Issue { id labels(first: 100) { nodes { id } } } }"
_ROUNDS = 3  # how often a body is written again because somebody else wrote it in that second
_BATCH = 20  # issues whose bodies are read and written together


@dataclass(slots=True)
class _Edit:
    """A step under way: the issue, the body it had when read (None: not to be written), and what it takes.

    `version` is the id of the newest version when read, "" where it was never edited, None where that is not known.
    `lost`: somebody's version came between, and its text is not to be had.
    """

    step: EditIssue
    issue: IssueId
    body: str | None = None
    version: str | None = None
    lost: bool = False
    mutations: list[Mutation] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    def rewritten(self, body: str) -> str:
        """The body with our region as it is wanted, ticks kept."""
        return region.rewrite(body, self.step.issue.key, self.step.issue.region, self.step.ticks)


@dataclass(slots=True)
class Editor:
    """Carries out EditIssue steps."""

    repeater: Repeater
    ids: Ids

    def run(self, steps: Sequence[EditIssue]) -> Iterator[Outcome]:
        """An outcome for each step, as it lands. Stops between documents when asked to."""
        for first in range(0, len(steps), _BATCH):
            if self.repeater.client.timing.should_stop():
                return
            edits = []
            for step in steps[first : first + _BATCH]:
                try:
                    edits.append(self._begin(step))
                except UnknownKeyError as error:
                    yield Outcome(step, error=error.message)
            yield from self._write(edits)

    def _begin(self, step: EditIssue) -> _Edit:
        """The step with what it takes besides the body. Raises UnknownKeyError."""
        edit = _Edit(step, self.ids.of(step.before))
        wanted, before = step.issue, step.before
        # `labelIds` of updateIssue would replace the whole set, and so drop what people added.
        if "labels" in step.fields:
            for name, labels in (
                ("addLabelsToLabelable", wanted.labels - before.labels),
                ("removeLabelsFromLabelable", before.labels - wanted.labels),
            ):
                if labels:
                    given = {"labelableId": edit.issue, "labelIds": [self.ids.label(label) for label in sorted(labels)]}
                    edit.mutations.append(Mutation(name, given, _LABELS_BACK))
        if step.fields & {"title", "milestone", "region", "key", "state", "type"}:
            edit.mutations.append(Mutation("updateIssue", self._given(edit), _BACK))
        # updateIssue takes no reason: closeIssue is the only way to give one.
        if "state" in step.fields and wanted.state is IssueState.NOT_PLANNED:
            edit.mutations.append(Mutation("closeIssue", {"issueId": edit.issue, "stateReason": "NOT_PLANNED"}))
        return edit

    def _given(self, edit: _Edit) -> Json:
        step, wanted = edit.step, edit.step.issue
        given: Json = {"id": edit.issue}
        if "title" in step.fields:
            given["title"] = wanted.title
        if "type" in step.fields:
            given["issueTypeId"] = self.ids.types.get(wanted.type)
        if "milestone" in step.fields:
            # Null clears the milestone, leaving it out keeps it.
            given["milestoneId"] = self.ids.milestone(wanted.milestone) if wanted.milestone else None
        if "state" in step.fields and wanted.state is not IssueState.NOT_PLANNED:
            given["state"] = "OPEN" if wanted.state is IssueState.OPEN else "CLOSED"
        return given

    def _write(self, begun: Sequence[_Edit]) -> Iterator[Outcome]:
        bodies = self._bodies([edit.issue for edit in begun if edit.step.fields & {"region", "key"}])
        edits = []
        for edit in begun:
            sight = bodies.get(edit.issue)
            # A title or state without the words in the region that go with it would be half a step.
            if sight and sight.problem:
                yield Outcome(edit.step, error=sight.problem)
                continue
            if sight:
                edit.body = sight.node["body"]
                edit.version = _newest(sight.node)
                edit.mutations = [_with_body(mutation, edit.rewritten(edit.body)) for mutation in edit.mutations]
            edits.append(edit)
        self._carry_out(edits)
        # Whoever types in an issue while it is written loses nothing; three rounds end even against a bot.
        for _ in range(_ROUNDS):
            slipped = [edit for edit in edits if self._merge_slipped(edit)]
            if not slipped:
                break
            self._carry_out(slipped)
        for edit in edits:
            # Fewer when the run was asked to stop: then the step has no outcome, and the next run does it.
            if len(edit.results) == len(edit.mutations):
                self.ids.issues[edit.step.issue.key] = edit.issue
                yield Outcome(edit.step, error=_error(edit))

    def _bodies(self, ids: Sequence[IssueId]) -> Mapping[str, Sight]:
        """The issues as they are now, with their bodies."""
        return look_up(self.repeater.client, queries.BODIES, ids)

    def _carry_out(self, edits: Sequence[_Edit]) -> None:
        """Carry out all mutations; an edit whose mutations are not all through has fewer results than mutations."""
        owners = [(edit, mutation) for edit in edits for mutation in edit.mutations]
        found = dict(self.repeater.run([mutation for _, mutation in owners]))
        for edit in edits:
            edit.results = [found[n] for n, (owner, _) in enumerate(owners) if owner is edit and n in found]

    def _merge_slipped(self, edit: _Edit) -> bool:
        """Whether somebody wrote the body between our reading and writing; then a mutation that merges both is set."""
        if edit.body is None or edit.lost:
            return False
        for mutation, result in zip(edit.mutations, edit.results, strict=False):
            if mutation.name != "updateIssue" or not isinstance(result, Done):
                continue
            written, issue = str(mutation.given["body"]), result.payload["issue"]
            slipped = _slipped(issue, edit, written)
            if slipped is None and _hides(issue, edit, written):
                # Perhaps it was only too fresh.
                sight = look_up(self.repeater.client, queries.VERSIONS, [edit.issue])[edit.issue]
                slipped = None if sight.problem else _slipped(sight.node, edit, written)
                edit.lost = slipped is None and bool(sight.problem or _hides(sight.node, edit, written))
            if slipped is not None and edit.rewritten(slipped) != issue["body"]:
                edit.body, edit.version = written, _newest(issue)
                edit.mutations = [Mutation("updateIssue", {"id": edit.issue, "body": edit.rewritten(slipped)}, _BACK)]
                return True
        return False


def _with_body(mutation: Mutation, body: str) -> Mutation:
    return (
        Mutation(mutation.name, {**mutation.given, "body": body}, mutation.back)
        if mutation.name == "updateIssue"
        else mutation
    )


def _newest(issue: Json) -> str | None:
    """The id of the newest version of a body, "" where it was never edited, None where GitHub does not say."""
    listed = (issue["userContentEdits"] or {}).get("nodes")
    if listed is None or not all(listed):
        return None
    return str(listed[0]["id"]) if listed else ""


def _since(issue: Json, edit: _Edit) -> list[Json] | None:
    """The versions that came after our reading, the newest first; None where an answer with gaps does not tell."""
    if edit.version is None or not issue["userContentEdits"]:
        return []
    raw = issue["userContentEdits"]["nodes"]
    newer = list(takewhile(lambda version: version is None or version["id"] != edit.version, raw))
    # Without the version that we read, older ones would be taken for somebody's, and written again.
    if None in newer[1:] or (edit.version and None in newer and len(newer) == len(raw)):
        return None
    newer = [version for version in newer if version]
    # The first edit brings the text as created into the list, at its end.
    created = not edit.version and newer and newer[-1]["diff"] in {None, edit.body}
    return newer[:-1] if created else newer


def _slipped(issue: Json, edit: _Edit, written: str) -> str | None:
    """The newest version of a body that is neither what we read nor what we wrote, if it came between the two."""
    known = {region.normal(edit.body or ""), region.normal(written)}
    for version in _since(issue, edit) or ():
        if version["diff"] is not None and region.normal(version["diff"]) not in known:
            return str(version["diff"])
    return None


def _hides(issue: Json, edit: _Edit, written: str) -> bool:
    """Whether somebody's version came between whose text is missing, or may have come."""
    since = _since(issue, edit)
    if since is None:
        return True
    # The newest is ours, with its text or without.
    known = {region.normal(edit.body or ""), region.normal(written)}
    return any(version["diff"] is None or region.normal(version["diff"]) not in known for version in since[1:])


def _error(edit: _Edit) -> str:
    wrong = [result.words for result in edit.results if not isinstance(result, Done)]
    if wrong:
        return wrong[0]
    if edit.lost and edit.step.before.found:
        found = edit.step.before.found
        return (
            f"#{found.number} may have been edited by somebody in the second in which it was written, and GitHub does"
            f" not hand over what they wrote: “edited”, at the top of {found.url}, shows it. Put it back by hand."
        )
    for mutation, result in zip(edit.mutations, edit.results, strict=True):
        if isinstance(result, Done) and mutation.given.get("milestoneId", "") != "":
            got = (result.payload["issue"]["milestone"] or {}).get("id")
            if got != mutation.given["milestoneId"]:
                return "GitHub left the milestone as it was: the token may not push here."
    return ""
