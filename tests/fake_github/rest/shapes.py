"""Things as REST shows them. Every function takes the thing and the address that its links begin with."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from tests.fake_github.accounts import Account
from tests.fake_github.clock import stamp
from tests.fake_github.issuables import Comment, Issuable, Issue, PullRequest, association
from tests.fake_github.labels import Label, Milestone
from tests.fake_github.repository import Repository

Shown = dict[str, Any]
USER_LINKS = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}
REPOSITORY_LINKS = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}


def when(moment: datetime | None) -> str | None:
    """Show a moment."""
    return stamp(moment) if moment else None


def repository_url(repository: Repository, base: str) -> str:
    """Give the address of a repository in REST."""
    return f"{base}/repos/{repository.full_name}"


def user(account: Account, base: str) -> Shown:
    """Show an account (`simple-user`)."""
    own = f"{base}/users/{quote(account.rest_login)}"
    return {
        "login": account.rest_login,
        "id": account.database_id,
        "node_id": account.id,
        "avatar_url": f"https://avatars.githubusercontent.com/u/{account.database_id}?v=4",
        "gravatar_id": "",
        "url": own,
        "html_url": f"https://github.com/{account.login}",
        **{name: own + suffix for name, suffix in USER_LINKS.items()},
        "type": account.typename,
        "user_view_type": "public",
        "site_admin": False,
    }


def repository(thing: Repository, base: str) -> Shown:
    """Show a repository (`full-repository`)."""
    own = repository_url(thing, base)
    opened = sum(issuable.state == "OPEN" for issuable in thing.issuables.values())
    moved = when(thing.head.committed_at if thing.head else thing.created_at)
    return {
        "id": thing.database_id,
        "node_id": thing.id,
        "name": thing.name,
        "full_name": thing.full_name,
        "private": thing.private,
        "owner": user(thing.owner, base),
        "html_url": thing.url,
        "description": thing.description,
        "fork": False,
        "url": own,
        **{name: own + suffix for name, suffix in REPOSITORY_LINKS.items()},
        "git_url": f"git://github.com/{thing.full_name}.git",
        "ssh_url": f"git@github.com:{thing.full_name}.git",
        "clone_url": f"{thing.url}.git",
        "svn_url": thing.url,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        "created_at": when(thing.created_at),
        "updated_at": moved,
        "pushed_at": moved,
        "size": len(thing.files),
        "default_branch": thing.default_branch,
        "visibility": "private" if thing.private else "public",
        **dict.fromkeys(("stargazers_count", "watchers_count", "watchers"), thing.stargazers),
        **dict.fromkeys(("forks", "forks_count", "network_count", "subscribers_count"), 0),
        "open_issues": opened,
        "open_issues_count": opened,
        "has_issues": thing.has_issues,
        "archived": thing.archived,
        **dict.fromkeys(("disabled", "has_pages", "has_discussions", "is_template"), False),
        **dict.fromkeys(("has_projects", "has_wiki", "has_downloads", "allow_forking"), True),
        "topics": [],
    }


def label(thing: Label, base: str) -> Shown:
    """Show a label (`label`)."""
    return {
        "id": thing.database_id,
        "node_id": thing.id,
        "url": f"{repository_url(thing.repository, base)}/labels/{quote(thing.name)}",
        "name": thing.name,
        "color": thing.color,
        "default": thing.is_default,
        "description": thing.description,
    }


def milestone(thing: Milestone, base: str) -> Shown:
    """Show a milestone (`milestone`)."""
    own = f"{repository_url(thing.repository, base)}/milestones/{thing.number}"
    return {
        "url": own,
        "html_url": thing.url,
        "labels_url": f"{own}/labels",
        "id": thing.database_id,
        "node_id": thing.id,
        "number": thing.number,
        "title": thing.title,
        "description": thing.description,
        "creator": user(thing.creator, base),
        "open_issues": thing.count("OPEN"),
        "closed_issues": thing.count("CLOSED"),
        "state": thing.state.lower(),
        "created_at": when(thing.created_at),
        "updated_at": when(thing.updated_at),
        "due_on": when(thing.due_on),
        "closed_at": when(thing.closed_at),
    }


def _issuable(thing: Issuable, base: str) -> Shown:
    own = f"{repository_url(thing.repository, base)}/issues/{thing.number}"
    assignees = [user(each, base) for each in thing.assignees]
    return {
        "id": thing.database_id,
        "node_id": thing.id,
        "html_url": thing.url,
        "comments_url": f"{own}/comments",
        "number": thing.number,
        "title": thing.title,
        "user": user(thing.author, base),
        "labels": [label(each, base) for each in thing.labels],
        "state": "open" if thing.state == "OPEN" else "closed",
        "locked": thing.locked,
        "active_lock_reason": None,
        "assignee": assignees[0] if assignees else None,
        "assignees": assignees,
        "milestone": milestone(thing.milestone, base) if thing.milestone else None,
        "comments": len(thing.comments),
        "created_at": when(thing.created_at),
        "updated_at": when(thing.updated_at),
        "closed_at": when(thing.closed_at),
        "author_association": thing.author_association,
        "body": thing.body or None,
    }


def issue(thing: Issuable, base: str) -> Shown:
    """Show an issue (`issue`); a pull request too, as the list of issues does."""
    home = repository_url(thing.repository, base)
    own = f"{home}/issues/{thing.number}"
    shown = {
        **_issuable(thing, base),
        "url": own,
        "repository_url": home,
        "labels_url": f"{own}/labels{{/name}}",
        "events_url": f"{own}/events",
        "timeline_url": f"{own}/timeline",
        "closed_by": user(thing.closed_by, base) if thing.closed_by else None,
        "performed_via_github_app": None,
        "state_reason": None,
        "reactions": {
            "url": f"{own}/reactions",
            "total_count": 0,
            **dict.fromkeys(("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"), 0),
        },
    }
    if isinstance(thing, PullRequest):
        pull_url = f"{home}/pulls/{thing.number}"
        links = {"url": pull_url, "html_url": thing.url, "diff_url": f"{thing.url}.diff"}
        links |= {"patch_url": f"{thing.url}.patch", "merged_at": when(thing.merged_at)}  # type: ignore[dict-item]
        return {**shown, "pull_request": links, "draft": thing.draft}
    assert isinstance(thing, Issue)
    return shown | _relations(thing, base)


def _relations(thing: Issue, base: str) -> Shown:
    done = sum(child.closed for child in thing.children)
    shown: Shown = {
        "state_reason": thing.state_reason.lower() if thing.state_reason else None,
        "sub_issues_summary": {
            "total": len(thing.children),
            "completed": done,
            "percent_completed": 100 * done // len(thing.children) if thing.children else 0,
        },
        "issue_dependencies_summary": {
            "blocked_by": sum(not each.closed for each in thing.blocked_by),
            "total_blocked_by": len(thing.blocked_by),
            "blocking": sum(not each.closed for each in thing.blocking),
            "total_blocking": len(thing.blocking),
        },
    }
    if thing.parent:
        parent = thing.parent
        shown["parent_issue_url"] = f"{repository_url(parent.repository, base)}/issues/{parent.number}"
    return shown


def comment(thing: Comment, base: str) -> Shown:
    """Show a comment (`issue-comment`)."""
    home = repository_url(thing.issuable.repository, base)
    return {
        "id": thing.database_id,
        "node_id": thing.id,
        "url": f"{home}/issues/comments/{thing.database_id}",
        "html_url": thing.url,
        "issue_url": f"{home}/issues/{thing.issuable.number}",
        "body": thing.body,
        "user": user(thing.author, base),
        "created_at": when(thing.created_at),
        "updated_at": when(thing.updated_at),
        "author_association": association(thing.author, thing.issuable.repository),
    }
