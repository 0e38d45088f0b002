"""Fields of Query, accounts and the rate limit."""

from collections import Counter
from datetime import timedelta
from typing import Any

from tests.fake_github.accounts import Bot, Organization, User
from tests.fake_github.call import Call
from tests.fake_github.clock import stamp
from tests.fake_github.git import Commit, Span
from tests.fake_github.graphql.paging import Connection, Paged, page
from tests.fake_github.graphql.registry import attributes, resolves, simple
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Repository

Arguments = dict[str, Any]

for _kind in ("User", "Organization", "Bot", "Mannequin"):
    attributes(_kind, "id login createdAt")
    simple(
        _kind,
        {
            "databaseId": lambda account: account.database_id if account.database_id < 2**31 else None,
            "url": lambda account: f"https://github.com/{account.login}",
            "resourcePath": lambda account: f"/{account.login}",
            "avatarUrl": lambda account: f"https://avatars.githubusercontent.com/u/{account.database_id}",
        },
    )
attributes("User", "name email")
attributes("Organization", "name email")
simple("User", {"viewerIsAMember": lambda _user: False, "isSiteAdmin": lambda _user: False})
attributes("RateLimit", "limit cost remaining used resetAt nodeCount")


@resolves("Query", "viewer")
def _viewer(_root: Any, call: Call, _arguments: Arguments) -> Any:
    actor = call.actor
    if isinstance(actor, Bot):  # an installation's viewer is shown as a user of that name
        return {
            "__typename": "User",
            "id": actor.id,
            "login": actor.rest_login,
            "databaseId": actor.database_id,
            "name": None,
            "email": "",
            "url": f"https://github.com/apps/{actor.login}",
        }
    return actor


@resolves("User", "isViewer")
def _is_viewer(user: Any, call: Call, _arguments: Arguments) -> bool:
    return user is call.actor


@resolves("Query", "user")
def _user(_root: Any, call: Call, arguments: Arguments) -> User:
    return call.world.user(arguments["login"])


@resolves("Query", "organization")
def _organization(_root: Any, call: Call, arguments: Arguments) -> Organization:
    login = arguments["login"]
    found = call.world.accounts.get(login.casefold())
    if not isinstance(found, Organization):
        raise Refused("NOT_FOUND", f"Could not resolve to an Organization with the login of '{login}'.")
    return found


@resolves("Query", "repositoryOwner")
def _owner(_root: Any, call: Call, arguments: Arguments) -> Any:
    found = call.world.accounts.get(arguments["login"].casefold())
    return found if isinstance(found, User | Organization) else None


@resolves("Query", "repository")
def _repository(_root: Any, call: Call, arguments: Arguments) -> Repository:
    full_name = f"{arguments['owner']}/{arguments['name']}"
    renamed, follow = call.world.renamed.get(full_name.casefold()), arguments.get("followRenames", True)
    if call.world.find_repository(full_name) is None and renamed and follow:
        full_name = renamed.full_name
    return call.repository(full_name)


for _kind in ("User", "Organization"):

    @resolves(_kind, "repository")
    def _owned(owner: Any, call: Call, arguments: Arguments) -> Repository:
        return call.repository(f"{owner.login}/{arguments['name']}")

    @resolves(_kind, "repositories")
    def _repositories(owner: Any, call: Call, arguments: Arguments) -> Connection:
        # Only the owner's own are here; those of others, where one collaborates, are not.
        owned = "OWNER" in (arguments.get("ownerAffiliations") or ["OWNER"])
        every = call.world.repositories.values() if owned else ()
        return page([each for each in every if each.owner is owner and call.caller.sees(each)], arguments)


@resolves("Query", "node")
def _node(_root: Any, call: Call, arguments: Arguments) -> Any:
    return call.node(arguments["id"])


@resolves("Query", "nodes")
def _nodes(_root: Any, call: Call, arguments: Arguments) -> list[Any]:
    return [_found_or_error(call, identifier) for identifier in arguments["ids"]]


def _found_or_error(call: Call, identifier: str) -> Any:
    try:
        return call.node(identifier)
    except Refused as refused:
        return refused


@resolves("Query", "rateLimit")
def _rate_limit(_root: Any, call: Call, _arguments: Arguments) -> dict[str, Any]:
    quota = call.limits.quota(call.caller.token.text if call.caller.token else "", call.caller.kind, "graphql")
    assert quota.reset is not None
    return {
        "cost": call.entry.points,
        "limit": quota.limit,
        "nodeCount": call.entry.nodes,
        "remaining": max(0, quota.remaining - call.entry.points),
        "used": quota.used + call.entry.points,
        "resetAt": stamp(quota.reset),
    }


def _by_day(commits: list[Commit]) -> list[dict[str, Any]]:
    """Count commits by day, as a list of contributions that each stand for a day."""
    counts = Counter(commit.committed_at.replace(hour=0, minute=0, second=0) for commit in commits)
    return [{"occurredAt": day, "commitCount": count} for day, count in sorted(counts.items(), reverse=True)]


@resolves("User", "contributionsCollection")
def _contributions(user: User, call: Call, arguments: Arguments) -> dict[str, Any]:
    until = arguments.get("to") or call.world.now
    since = arguments.get("from") or until - timedelta(days=365)
    if until - since > timedelta(days=366):
        raise Refused("VALIDATION", "The total time spanned by 'from' and 'to' must not exceed 1 year")
    seen, hidden, by_repository = 0, 0, []
    for repository in call.world.repositories.values():
        span = Span(since=since, until=until, author_id=user.id)
        found = repository.git.history(repository.head, span) if repository.head else []
        if not call.caller.sees(repository):
            hidden += len(found)
        elif found:
            seen += len(found)
            by_repository.append({"repository": repository, "contributions": Paged(_by_day(found))})
    return {
        "startedAt": stamp(since),
        "endedAt": stamp(until),
        "totalCommitContributions": seen,
        "commitContributionsByRepository": by_repository,
        "restrictedContributionsCount": hidden,
        "hasAnyRestrictedContributions": hidden > 0,
        "user": user,
    }
