"""Labels by batches of mutations, milestones over REST, the only way there is.

Both are unique by name: a request without an answer may go out again, and a name that is taken leads to what has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh import queries
from roadmap_sync.gh.attempts import attempts
from roadmap_sync.gh.batch import Repeater
from roadmap_sync.gh.client import Client, Json
from roadmap_sync.gh.failure import AnswerLostError, RequestRefusedError, StoppedError
from roadmap_sync.gh.ids import Ids
from roadmap_sync.gh.mutation import Done, Failed, Mutation, Result
from roadmap_sync.gh.reading import Sight, look_up
from roadmap_sync.gh.repository_reader import OUR_PREFIX, RepositoryReader, label_of
from roadmap_sync.gh.retry import LOST_WAITS
from roadmap_sync.text import comparable
from roadmap_sync.tracker import region
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import Label, Milestone
from roadmap_sync.tracker.steps import PutLabel, PutMilestone

_BACK = "label { id name color description }"
# GitHub's words for a name in use; GraphQL gives no code for it.
_TAKEN = "already been taken"


@dataclass(slots=True)
class LabelMaker:
    """Carries out PutLabel steps."""

    repeater: Repeater
    reader: RepositoryReader
    ids: Ids
    repository: str

    def run(self, steps: Sequence[PutLabel]) -> Iterator[Outcome]:
        """An outcome for each step, as it lands."""
        taken = []
        for index, result in self.repeater.run([self._mutation(step) for step in steps]):
            if isinstance(result, Failed) and _TAKEN in result.error.message:
                taken.append(steps[index])
            else:
                yield self._outcome(steps[index], result)
        if taken:
            yield from self._adopt(taken)

    def _mutation(self, step: PutLabel) -> Mutation:
        label = step.label
        given = {"name": label.name, "color": label.color, "description": label.description}
        # By id, so that a rename keeps the label on its issues.
        if step.before and step.before.id:
            return Mutation("updateLabel", {"id": step.before.id, **given}, _BACK)
        return Mutation("createLabel", {"repositoryId": self.repository, **given}, _BACK)

    def _adopt(self, steps: Sequence[PutLabel]) -> Iterator[Outcome]:
        """Labels that are there after all, made by a request without an answer, or by somebody meanwhile."""
        # Label names are unique without regard to case.
        there = {label.name.casefold(): label for label in self.reader.labels()[1]}
        again = []
        for step in steps:
            found = there.get(step.label.name.casefold())
            if found is None:
                yield Outcome(step, error=f"The name {step.label.name!r} is taken, and by no label that can be seen.")
            elif found == step.label or _is_somebody_elses(found, step):
                self.ids.note_label(found)
                yield Outcome(step)
            else:
                again.append(replace(step, before=found))
        for index, result in self.repeater.run([self._mutation(step) for step in again]):
            yield self._outcome(PutLabel(again[index].label, steps[index].before), result)

    def _outcome(self, step: PutLabel, result: Result) -> Outcome:
        if not isinstance(result, Done):
            return Outcome(step, error=result.words)
        self.ids.note_label(label_of(result.payload["label"]))
        return Outcome(step)


def _is_somebody_elses(found: Label, step: PutLabel) -> bool:
    """Whether a label of that name, made meanwhile, is no roadmap's own as the wanted one is: then it stays."""
    return step.label.description.startswith(OUR_PREFIX) and not found.description.startswith(OUR_PREFIX)


@dataclass(slots=True)
class MilestoneMaker:
    """Carries out PutMilestone steps, one request each."""

    client: Client
    reader: RepositoryReader
    ids: Ids

    def run(self, steps: Sequence[PutMilestone]) -> Iterator[Outcome]:
        """An outcome for each step, as it lands. Stops between requests when asked to."""
        sights = self._sights([step.before for step in steps if step.before])
        for step in steps:
            if self.client.timing.should_stop():
                return
            sight = sights.get(step.before.id) if step.before else None
            # Without the text as it is now, what people wrote since it was read would be lost.
            if sight and sight.problem:
                yield Outcome(step, error=sight.problem)
                continue
            try:
                self.ids.milestones[step.milestone.key] = self._put(step, sight)
            # Stopping ends the run; any other error ends this milestone alone.
            except StoppedError:
                raise
            except TrackerError as error:
                yield Outcome(step, error=" ".join(str(error).split()))
            else:
                yield Outcome(step)

    def _put(self, step: PutMilestone, sight: Sight | None) -> Milestone:
        wanted, before = step.milestone, step.before
        if before is None or sight is None:
            return self._make(wanted)
        return self._change(wanted, before, sight.node["description"] or "")

    def _make(self, wanted: Milestone) -> Milestone:
        body = {**_fields(wanted), "description": region.rewrite("", wanted.key, wanted.region)}
        # Null is for changes: a new milestone simply goes without.
        if wanted.due is None:
            del body["due_on"]
        try:
            made = self._send("POST", "", body)
        except RequestRefusedError as error:
            # The title is taken: perhaps by ourselves, in a request without an answer.
            if not error.has_code("already_exists"):
                raise
            return self._adopt(wanted, error)
        return replace(wanted, id=made["node_id"], number=made["number"], body=body["description"] or "")

    def _change(self, wanted: Milestone, before: Milestone, description: str) -> Milestone:
        body: Json = _fields(wanted)
        if before.title == wanted.title:
            del body["title"]
        if before.due == wanted.due:
            del body["due_on"]  # GitHub floors times to its own midnight: what is equal is not sent again
        body["description"] = region.rewrite(description, wanted.key, wanted.region)
        # REST knows milestones by number, GraphQL by node id.
        self._send("PATCH", f"/{before.number}", body)
        return replace(wanted, id=before.id, number=before.number, body=body["description"])

    def _adopt(self, wanted: Milestone, error: RequestRefusedError) -> Milestone:
        """The milestone that has the title: ours, made by a request without an answer, or one without any mark."""
        name = comparable(wanted.title)
        for found in self.reader.milestones():
            # A milestone with another roadmap's key is never taken over.
            if comparable(found.title) == name and found.key in {wanted.key, ""}:
                same = found == wanted
                return found if same else self._change(wanted, found, found.body)
        raise error

    def _send(self, verb: str, path: str, body: Json) -> Json:
        """Send until there is an answer: the title is unique, so nothing is made twice."""
        url = f"/repos/{self.reader.repository}/milestones{path}"
        for attempt in attempts(self.client.timing, LOST_WAITS, "GitHub did not answer"):
            try:
                made: Json = self.client.send("POST" if verb == "POST" else "PATCH", url, body)
            except AnswerLostError:
                if attempt.is_last:
                    raise
            else:
                return made
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _sights(self, milestones: Sequence[Milestone]) -> Mapping[str, Sight]:
        """The descriptions as they are now, which people may have written since they were read."""
        return look_up(self.client, queries.DESCRIPTIONS, [milestone.id for milestone in milestones])


def _fields(wanted: Milestone) -> Json:
    """Title and due date. Noon, since GitHub floors to midnight in California, which is morning in UTC."""
    return {"title": wanted.title, "due_on": f"{wanted.due:%Y-%m-%d}T12:00:00Z" if wanted.due else None}
