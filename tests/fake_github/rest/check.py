"""Checks a request, and our own answer, against GitHub's description."""

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft4Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from tests.fake_github.refusal import Refused
from tests.fake_github.rest.openapi import Operation, description

CLEARED_BY_NULL = {  # GitHub takes a null here, though its description doesn't say so
    ("POST", "/repos/{owner}/{repo}/milestones"): frozenset({"due_on", "description"}),
    ("PATCH", "/repos/{owner}/{repo}/milestones/{milestone_number}"): frozenset({"due_on", "description"}),
}
_SEEN: set[Hashable] = set()


def query_problems(operation: Operation, query: Mapping[str, str]) -> list[str]:
    """List the parameters of a query that the route does not know: GitHub ignores them, a test should not."""
    known = {each.name for each in operation.parameters if each.place == "query"}
    return [f"unknown query parameter {name!r}" for name in query if name not in known]


def check_query(operation: Operation, query: dict[str, str]) -> None:
    """Raise Refused (422) where a parameter has a value that is not among the allowed ones."""
    for parameter in operation.parameters:
        allowed = parameter.schema.get("enum")
        given = dict.get(query, parameter.name)  # looking is not reading: what no route reads must be told
        if parameter.place == "query" and allowed and given is not None and given not in allowed:
            wrong = {"resource": "Search", "field": parameter.name, "code": "invalid", "value": given}
            raise Refused("UNPROCESSABLE", f"{parameter.name} is invalid", [wrong])


def check_body(operation: Operation, body: Any) -> list[str]:
    """List the properties of a body that the route does not know. Raises Refused (422) on a wrong one."""
    if operation.body is None:
        return [] if body is None else ["a body where none is read"]
    if body is None:
        if operation.body_required:
            raise Refused("UNPROCESSABLE", "Invalid request.\n\nMissing the request's body.")
        return []
    key = (operation.method, operation.template, "body")
    cleared = CLEARED_BY_NULL.get(key[:2], frozenset())
    told = {name: value for name, value in dict.items(body) if value is not None or name not in cleared}
    wrong = next(iter(_validator(key).iter_errors(told if cleared else body)), None)
    if wrong is not None:
        where = "/".join(str(part) for part in wrong.absolute_path)
        raise Refused("UNPROCESSABLE", f"Invalid request.\n\nFor '{where or 'the body'}', {wrong.message}.")
    known = operation.body.get("properties")
    if known is None or not isinstance(body, dict):
        return []
    return [f"unknown property {name!r} in the body" for name in body if name not in known]


def answer_problems(operation: Operation, status: int, body: Any) -> list[str]:
    """List what in an answer of ours does not fit the description."""
    if status not in operation.answers:
        return [] if status in {401, 403, 429} or status >= 500 else [f"answer with undescribed status {status}"]
    if operation.answers[status] is None:
        return [] if body is None else [f"answer {status} with a body"]
    seen = (operation.method, operation.template, status, shape(body))
    if seen in _SEEN:
        return []
    wrong = [
        f"answer {status}: {'/'.join(str(part) for part in each.absolute_path)}: {each.message[:300]}"
        for each in _validator((operation.method, operation.template, status)).iter_errors(body)
    ]
    if not wrong:
        _SEEN.add(seen)
    return wrong


def shape(value: Any) -> Hashable:
    """Give what a value is made of: its keys and types, so that the same shape is checked once."""
    if isinstance(value, dict):
        return tuple(sorted((key, shape(each)) for key, each in value.items())).__hash__()
    if isinstance(value, list):
        return ("list", frozenset(shape(each) for each in value))
    return type(value).__name__


@cache
def _validator(key: tuple[Any, ...]) -> Draft4Validator:
    operation = description().operations[key[0], key[1]]
    schema = operation.body if key[2] == "body" else operation.answers[key[2]]
    return Draft4Validator(_absolute(schema), registry=_registry())


@cache
def _registry() -> Any:
    whole = {"components": {"schemas": {n: _absolute(s) for n, s in description().schemas.items()}}}
    return Registry().with_resource("urn:github", Resource.from_contents(whole, default_specification=DRAFT4))


def _absolute(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_absolute(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: f"urn:github{value}" if key == "$ref" and isinstance(value, str) else _absolute(value)
        for key, value in schema.items()
    }
