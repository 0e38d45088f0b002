"""Mutations of commits, refs and pull requests."""

from typing import Any

from tests.fake_github.actions import commits, issuables, pulls, states
from tests.fake_github.call import Call
from tests.fake_github.graphql.registry import mutation
from tests.fake_github.issuables import PullRequest
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Ref, Repository

Input = dict[str, Any]
Payload = dict[str, Any]


@mutation
def create_commit_on_branch(call: Call, given: Input) -> Payload:
    """Commit files to a branch that must still be where the writer saw it."""
    ref = _branch(call, given["branch"])
    repository = ref.repository
    call.need("push", repository)
    pulls.check_unprotected(repository, ref.name, call.actor)
    if given["expectedHeadOid"] != ref.target.oid:
        raise Refused(
            "STALE_DATA",
            f'Expected branch to point to "{given["expectedHeadOid"]}" but it points to'
            f' "{ref.target.oid}". Pull and try again.',
        )
    changes = given.get("fileChanges") or {}
    message = given["message"]
    change = commits.Change(
        message="\n\n".join(filter(None, [message["headline"], message.get("body")])),
        files={each["path"]: each["contents"] for each in changes.get("additions") or ()},
        deletions=[each["path"] for each in changes.get("deletions") or ()],
        signed=True,
    )
    pulls.check_workflow_files(call.caller, [*change.files, *change.deletions])
    made = commits.commit(call.world, repository, ref.name, commits.Author(account=call.actor), change)
    return {"commit": pulls.pushed(call.world, call.actor, ref.name, made), "ref": ref}


def _branch(call: Call, given: Input) -> Ref:
    if given.get("id"):
        found: Ref = call.node(given["id"], Ref)
        return found
    repository = call.repository(given.get("repositoryNameWithOwner") or "")
    name = (given.get("branchName") or "").removeprefix("refs/heads/")
    if name not in repository.git.branches:
        raise Refused("NOT_FOUND", f"No such branch: {name}")
    return Ref(repository, f"refs/heads/{name}")


@mutation
def create_ref(call: Call, given: Input) -> Payload:
    """Make a branch or a tag."""
    repository = call.node(given["repositoryId"], Repository)
    call.need("push", repository)
    return {"ref": pulls.create_ref(repository, given["name"], given["oid"])}


@mutation
def delete_ref(call: Call, given: Input) -> Payload:
    """Delete a branch or a tag."""
    ref = call.node(given["refId"], Ref)
    call.need("push", ref.repository)
    pulls.delete_ref(ref)
    return {}


@mutation
def create_pull_request(call: Call, given: Input) -> Payload:
    """Open a pull request."""
    repository = call.node(given["repositoryId"], Repository)
    call.need("pulls", repository)
    pulls.check_may_open(call.caller, repository)
    given.get("maintainerCanModify")  # true by default, and of no effect within one repository
    draft = issuables.PullDraft(
        title=given["title"],
        body=given.get("body") or "",
        head=given["headRefName"].removeprefix(f"{repository.owner.login}:"),
        base=given["baseRefName"],
        is_draft=bool(given.get("draft")),
    )
    pull = issuables.open_pull(call.world, call.actor, repository, draft)
    return {"pullRequest": pull}


@mutation
def update_pull_request(call: Call, given: Input) -> Payload:
    """Change a pull request."""
    pull = call.node(given["pullRequestId"], PullRequest)
    call.caller.need_author_or("pulls", pull, call.operation)
    issuables.edit(call.world, call.actor, pull, title=given.get("title"), body=given.get("body"))
    if given.get("state") == "CLOSED":
        states.close(call.world, call.actor, pull)
    elif given.get("state") == "OPEN":
        states.reopen(call.world, call.actor, pull)
    return {"pullRequest": pull, "actor": call.actor}


@mutation
def close_pull_request(call: Call, given: Input) -> Payload:
    """Close a pull request without merging it."""
    pull = call.node(given["pullRequestId"], PullRequest)
    call.caller.need_author_or("pulls", pull, call.operation)
    states.close(call.world, call.actor, pull)
    return {"pullRequest": pull}


@mutation
def merge_pull_request(call: Call, given: Input) -> Payload:
    """Merge a pull request."""
    pull = call.node(given["pullRequestId"], PullRequest)
    call.need("push", pull.repository)
    pulls.merge(call.world, call.actor, pull)
    return {"pullRequest": pull, "actor": call.actor}
