"""Routes of pull requests."""

from typing import Any

from tests.fake_github.actions import issuables, states
from tests.fake_github.actions import pulls as actions
from tests.fake_github.exchange import Reply
from tests.fake_github.issuables import PullRequest
from tests.fake_github.rest import shapes
from tests.fake_github.rest.router import Asked, not_found, route

REPO = "/repos/{owner}/{repo}"
PULL = f"{REPO}/pulls/{{pull_number}}"


@route("GET", f"{REPO}/pulls")
def pulls(asked: Asked) -> Reply:
    """List pull requests: the open ones, newest first, unless told otherwise."""
    repository, query = asked.repository, asked.query
    state, base = query.get("state", "open"), query.get("base", "")
    head = query.get("head", "").rpartition(":")[2]
    found = [
        pull
        for pull in asked.call.listed(repository.pulls)
        if (state == "all" or pull.closed == (state == "closed"))
        and base in ("", pull.base_ref)
        and head in ("", pull.head_ref)
    ]
    return asked.page(found if query.get("direction") == "asc" else found[::-1], _simple)


@route("POST", f"{REPO}/pulls")
def open_pull(asked: Asked) -> Reply:
    """Open a pull request."""
    repository, given = asked.need("pulls"), asked.fields
    actions.check_may_open(asked.call.caller, repository)
    draft = issuables.PullDraft(
        title=given.get("title", ""),
        body=given.get("body") or "",
        head=given["head"].removeprefix(f"{repository.owner.login}:"),
        base=given["base"],
        is_draft=bool(given.get("draft")),
    )
    made = issuables.open_pull(asked.world, asked.actor, repository, draft)
    return Reply(201, _whole(made, asked.base))


@route("GET", PULL)
def pull(asked: Asked) -> Reply:
    """Show a pull request."""
    return Reply(200, _whole(_pull(asked), asked.base))


@route("PATCH", PULL)
def update_pull(asked: Asked) -> Reply:
    """Change a pull request."""
    found, given = _pull(asked), asked.fields
    asked.call.caller.need_author_or("pulls", found)
    body = (given["body"] or "") if "body" in given else None
    issuables.edit(asked.world, asked.actor, found, title=given.get("title"), body=body)
    if given.get("state") == "closed":
        states.close(asked.world, asked.actor, found)
    elif given.get("state") == "open":
        states.reopen(asked.world, asked.actor, found)
    return Reply(200, _whole(found, asked.base))


@route("PUT", f"{PULL}/merge")
def merge(asked: Asked) -> Reply:
    """Merge a pull request."""
    asked.need("push")
    found = _pull(asked)
    actions.merge(asked.world, asked.actor, found)
    return Reply(200, {"sha": found.merge_oid, "merged": True, "message": "Pull Request successfully merged"})


def _pull(asked: Asked) -> PullRequest:
    number = asked.places["pull_number"]
    found = asked.repository.issuables.get(int(number)) if number.isdigit() else None
    if not isinstance(found, PullRequest):
        raise not_found()
    return found


def _simple(thing: PullRequest, base: str) -> dict[str, Any]:
    home = shapes.repository_url(thing.repository, base)
    own, issue = f"{home}/pulls/{thing.number}", f"{home}/issues/{thing.number}"
    shown = shapes.issue(thing, base)
    dropped = {"repository_url", "labels_url", "events_url", "timeline_url", "closed_by", "pull_request"}
    dropped |= {"performed_via_github_app", "state_reason", "reactions", "comments"}
    links = {
        "self": own,
        "html": thing.url,
        "issue": issue,
        "comments": f"{issue}/comments",
        "review_comments": f"{own}/comments",
        "review_comment": f"{home}/pulls/comments{{/number}}",
        "commits": f"{own}/commits",
        "statuses": f"{home}/statuses/{thing.number}",
    }
    return {
        **{key: value for key, value in shown.items() if key not in dropped},
        "url": own,
        "issue_url": issue,
        "diff_url": f"{thing.url}.diff",
        "patch_url": f"{thing.url}.patch",
        "commits_url": links["commits"],
        "review_comments_url": links["review_comments"],
        "review_comment_url": links["review_comment"],
        "statuses_url": links["statuses"],
        "merged_at": shapes.when(thing.merged_at),
        "merge_commit_sha": thing.merge_oid,
        "head": _end(thing, thing.head_ref, base),
        "base": _end(thing, thing.base_ref, base),
        "_links": {name: {"href": link} for name, link in links.items()},
        "auto_merge": None,
        "requested_reviewers": [],
        "requested_teams": [],
    }


def _end(thing: PullRequest, branch: str, base: str) -> dict[str, Any]:
    commit = thing.repository.git.branches.get(branch)
    return {
        "label": f"{thing.repository.owner.login}:{branch}",
        "ref": branch,
        "sha": commit.oid if commit else "0" * 40,
        "user": shapes.user(thing.repository.owner, base),
        "repo": shapes.repository(thing.repository, base),
    }


def _whole(thing: PullRequest, base: str) -> dict[str, Any]:
    git = thing.repository.git
    head, into = git.branches.get(thing.head_ref), git.branches.get(thing.base_ref)
    new = set(git.ancestry(head)) - set(git.ancestry(into)) if head and into else set()
    changed = {path for commit in new for path in commit.changed}
    return {
        **_simple(thing, base),
        "merged": thing.merged,
        "mergeable": None if thing.closed else True,
        "mergeable_state": "clean",
        "merged_by": None,
        "rebaseable": None,
        "maintainer_can_modify": False,
        "comments": len(thing.comments),
        "review_comments": 0,
        "commits": len(new),
        "additions": len(changed),
        "deletions": 0,
        "changed_files": len(changed),
    }
