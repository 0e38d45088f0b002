"""The endpoint of the GraphQL side: reads a request, enters it in the log, and hands it to the engine."""

import json
from collections.abc import Callable
from typing import Any

from graphql import FieldNode, OperationType

from tests.fake_github.call import Call
from tests.fake_github.exchange import Reply, Request, message
from tests.fake_github.graphql import (  # noqa: F401 - they enter their resolvers
    accounts,
    commits,
    git_mutations,
    issuables,
    issue_mutations,
    project_mutations,
    projects,
    repositories,
    timeline,
)
from tests.fake_github.graphql.engine import operation_of, run
from tests.fake_github.log import Entry
from tests.fake_github.refusal import NotCovered


def prepare_graphql(request: Request, entry: Entry) -> Callable[[Call], Reply]:
    """Note what a request is about; give the function that answers it."""
    entry.route = "/graphql"
    try:
        given: Any = json.loads(request.body)
        text, name = given["query"], given.get("operationName")
    except (ValueError, KeyError, TypeError):
        return lambda _call: message(400, "Problems parsing JSON")
    variables = given.get("variables") or {}
    _enter(entry, text, name)

    def act(call: Call) -> Reply:
        if request.method != "POST":
            return message(404, "Not Found")
        if call.caller.token is None:
            return message(401, "This endpoint requires you to be authenticated.")
        try:
            return Reply(200, run(call, text, variables, name))
        except NotCovered as gap:
            call.gaps.append(str(gap))
            return message(501, f"The fake GitHub does not cover {gap}")

    return act


def _enter(entry: Entry, text: str, name: str | None) -> None:
    entry.document = text
    operation = operation_of(text, name)
    if operation is None:
        return
    if operation.name:
        entry.operations.append(operation.name.value)
    if operation.operation is OperationType.MUTATION:
        fields = [node for node in operation.selection_set.selections if isinstance(node, FieldNode)]
        entry.mutations = [node.name.value for node in fields]
        entry.aliases = [(node.alias or node.name).value for node in fields]
