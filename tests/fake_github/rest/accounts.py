"""Routes of accounts, the rate limit and the server itself."""

from typing import Any

from tests.fake_github.accounts import Account, Bot, Organization, User
from tests.fake_github.exchange import Reply
from tests.fake_github.refusal import Refused
from tests.fake_github.rest import shapes
from tests.fake_github.rest.router import Asked, not_found, route


@route("GET", "/user")
def me(asked: Asked) -> Reply:
    """Say who asks. An installation's token is nobody."""
    if isinstance(asked.actor, Bot):
        raise Refused("FORBIDDEN", asked.call.caller.denial())
    return Reply(200, _public(asked.actor, asked.base))


@route("GET", "/users/{username}")
def person(asked: Asked) -> Reply:
    """Show an account."""
    login = asked.places["username"].removesuffix("[bot]")
    found = asked.world.accounts.get(login.casefold())
    if found is None:
        raise not_found()
    return Reply(200, _public(found, asked.base))


@route("GET", "/orgs/{org}")
def organization(asked: Asked) -> Reply:
    """Show an organisation."""
    found = asked.world.accounts.get(asked.places["org"].casefold())
    if not isinstance(found, Organization):
        raise not_found()
    own = f"{asked.base}/orgs/{found.login}"
    names = ("events", "hooks", "issues", "repos")
    return Reply(
        200,
        {
            "login": found.login,
            "id": found.database_id,
            "node_id": found.id,
            "url": own,
            **{f"{name}_url": f"{own}/{name}" for name in names},
            "members_url": f"{own}/members{{/member}}",
            "public_members_url": f"{own}/public_members{{/member}}",
            "avatar_url": f"https://avatars.githubusercontent.com/u/{found.database_id}?v=4",
            "description": None,
            "html_url": f"https://github.com/{found.login}",
            "has_organization_projects": True,
            "has_repository_projects": True,
            **dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0),
            "type": "Organization",
            "created_at": shapes.when(found.created_at),
            "updated_at": shapes.when(found.created_at),
            "archived_at": None,
        },
    )


def _public(account: Account, base: str) -> dict[str, Any]:
    shown = shapes.user(account, base)
    return {
        **shown,
        "name": account.name,
        "company": None,
        "blog": "",
        "location": None,
        "email": account.email if isinstance(account, User) and account.email else None,
        "hireable": None,
        "bio": None,
        **dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0),
        "created_at": shapes.when(account.created_at),
        "updated_at": shapes.when(account.created_at),
    }


@route("GET", "/rate_limit")
def rate_limit(asked: Asked) -> Reply:
    """Show how many points are left. Asking costs none."""
    caller, limits = asked.call.caller, asked.call.limits
    text = caller.token.text if caller.token else ""
    shown = {}
    for resource in ("core", "graphql", "search"):
        quota = limits.quota(text, caller.kind, resource)
        assert quota.reset is not None
        shown[resource] = {
            "limit": quota.limit,
            "used": quota.used,
            "remaining": quota.remaining,
            "reset": int(quota.reset.timestamp()),
        }
    return Reply(200, {"resources": shown, "rate": shown["core"]})


@route("GET", "/meta")
def meta(_asked: Asked) -> Reply:
    """Say what kind of server this is."""
    return Reply(200, {"verifiable_password_authentication": False})
