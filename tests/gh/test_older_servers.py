"""A GitHub Enterprise Server that is some years old: what it lacks is left out, with one warning."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from roadmap_sync.desired.issues import desired_state
from roadmap_sync.gh.tracker import GitHubTracker
from roadmap_sync.gh.transport import Reply
from roadmap_sync.sync import RunLimits, sync
from tests.gh.running import TODAY, Run, weeks

NEW = {"blockedBy": "blocked_by", "subIssues": "parent"}


def older(run: Run, *names: str) -> GitHubTracker:
    """A tracker on a server whose schema lacks these fields, and what came with them."""
    tracker = run.tracker()
    ask = tracker.client.transport.graphql
    words = {*names, *({"parentIssueId", "addSubIssue"} if "subIssues" in names else set())}
    words |= {"addBlockedBy"} if "blockedBy" in names else set()

    def graphql(document: str, variables: Mapping[str, Any]) -> Reply:
        missing = [name for name in words if name in document or name in json.dumps(dict(variables))]
        if not missing:
            return ask(document, variables)
        errors = [
            {
                "message": f"Field '{name}' doesn't exist on type 'Issue'",
                "path": ["fragment I", name],
                "extensions": {"code": "undefinedField", "typeName": "Issue", "fieldName": name},
            }
            for name in missing
        ]
        return Reply(200, {}, json.dumps({"errors": errors}))

    tracker.client.transport.graphql = graphql  # type: ignore[method-assign]
    return tracker


@pytest.mark.parametrize("names", [("blockedBy",), ("subIssues",), ("blockedBy", "subIssues")], ids=str)
def test_what_an_older_server_lacks_is_left_out_with_one_warning(run: Run, names: tuple[str, ...]) -> None:
    tracker = older(run, *names)
    result = sync(tracker, lambda _: desired_state(weeks(weeks_a_phase=1), TODAY), RunLimits())
    assert (result.failed, result.left) == ((), 0)
    assert len(run.repo.issues) == 18
    assert len(tracker.warnings) == len(run.said) == 1
    assert all(name in tracker.warnings[0] for name in names)
    assert tracker.unsupported_fields == {NEW[name] for name in names}
    assert bool(run.repo.issue("Task 1-1-2").parent) == ("subIssues" not in names)
    assert bool(run.repo.issue("Task 1-1-2").blocked_by) == ("blockedBy" not in names)


def test_a_second_sync_on_an_older_server_makes_nothing_twice_and_asks_for_nothing_it_lacks(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    sync(older(run, "blockedBy"), lambda _: desired_state(plan, TODAY), RunLimits())
    run.gh.log.clear()
    tracker = older(run, "blockedBy")
    sync(tracker, lambda _: desired_state(plan, TODAY), RunLimits())
    assert len(run.repo.issues) == 18
    run.gh.assert_readonly()
