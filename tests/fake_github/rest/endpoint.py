"""The endpoint of the REST side: finds the route, checks both ways against the description, follows renames."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from tests.fake_github.call import Call
from tests.fake_github.exchange import Reply, Request, message
from tests.fake_github.given import Given
from tests.fake_github.log import Entry
from tests.fake_github.refusal import Refused
from tests.fake_github.rest import (  # noqa: F401 - they enter their routes
    accounts,
    contents,
    issues,
    labels,
    project_items,
    projects,
    pulls,
    relations,
    repositories,
)
from tests.fake_github.rest.check import answer_problems, check_body, check_query, query_problems
from tests.fake_github.rest.openapi import Operation, description, match
from tests.fake_github.rest.router import ROUTES, Asked, Moved


def prepare_rest(request: Request, entry: Entry) -> Callable[[Call], Reply]:
    """Note which route a request means; give the function that answers it."""
    path, _, query = request.path.partition("?")
    found = None if path.startswith("/repositories/") else match(request.method, path)
    entry.route = found.template if found else path
    return lambda call: _answered(call, request, path, dict(parse_qsl(query, keep_blank_values=True)))


def _answered(call: Call, request: Request, path: str, query: dict[str, str]) -> Reply:
    path = _by_id(call, path)
    found = match(request.method, path)
    if found is None:
        call.gaps.append("GitHub's description knows no such route")
        return message(404, "Not Found")
    call.entry.route = found.template
    method = "GET" if request.method == "HEAD" else request.method
    function, operation = (
        ROUTES.get((method, found.template)),
        description().operations.get((method, found.template)),
    )
    if function is None or operation is None:
        call.gaps.append(f"the fake does not cover {method} {found.template}")
        return message(501, f"The fake GitHub does not cover {method} {found.template}")
    try:
        body = json.loads(request.body) if request.body else None
    except ValueError:
        return message(400, "Problems parsing JSON")
    body = Given(body) if isinstance(body, dict) else body
    asked = Asked(call, dict(found.places), Given(query), body, request.base, path)
    return _checked(asked, operation, function, method)


def _checked(asked: Asked, operation: Operation, function: Any, method: str) -> Reply:
    call = asked.call
    problems = query_problems(operation, asked.query)
    try:
        check_query(operation, asked.query)
        problems += check_body(operation, asked.body)
        call.gaps += problems
        reply: Reply = function(asked)
        unread = [*asked.query.unread, *(asked.body.unread if isinstance(asked.body, Given) else ())]
        call.gaps += [f"the fake does not heed {name!r} of this route" for name in unread if not problems]
    except Moved as moved:
        return _redirect(moved.location, method)
    except Refused as refused:
        more = {"errors": refused.errors} if refused.errors else {}
        refusal = message(refused.status, "Validation Failed" if refused.errors else refused.message, **more)
        if refused.status in operation.answers:
            call.gaps += answer_problems(operation, refused.status, refusal.body)
        return refusal
    reply.body = json.loads(reply.content()) if reply.body is not None else None
    call.gaps += answer_problems(operation, reply.status, reply.body)
    if call.entry.is_write:
        call.limits.count_content(call.caller.account)
        call.entry.content_writes += 1
    return reply


def _redirect(location: str, method: str) -> Reply:
    status = 301 if method in {"GET", "HEAD"} else 307
    text = "Moved Permanently" if status == 301 else "Temporary Redirect"
    reply = message(status, text, url=location)
    reply.headers["Location"] = location
    return reply


def _by_id(call: Call, path: str) -> str:
    """Rewrite `/repositories/ID/...`, which redirects point to, as the repository's present name."""
    parts = path.split("/")
    if parts[1] != "repositories":
        return path
    for repository in call.world.repositories.values():
        if str(repository.database_id) == parts[2]:
            return "/".join(["/repos", repository.full_name, *parts[3:]])
    return path
