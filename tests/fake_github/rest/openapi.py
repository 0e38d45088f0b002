"""GitHub's REST description: which routes there are, what they take, and what they answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from tests.fake_github.packages import cached, openapi_document

FORMAT = 4
WITH_SLASHES = frozenset({"path", "ref", "basehead"})
KEPT = re.compile(
    r"/repos/\{owner\}/\{repo\}$"
    r"|/repos/\{owner\}/\{repo\}/(issues|labels|milestones|contents|readme|commits|git|pulls|branches|releases"
    r"|actions/(workflows|permissions)|issue-types|stats|collaborators|topics)\b"
    r"|.*/projectsV2\b|/user$|/user/repos$|/users/\{username\}$|/orgs/\{org\}$|/rate_limit$|/meta$|/$"
)


class Parameter(NamedTuple):
    """A parameter of a route: where it stands, what it is called, what may be in it."""

    place: str
    name: str
    required: bool
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """What GitHub says of a method on a route. `examples` are whole answers by status."""

    method: str
    template: str
    parameters: tuple[Parameter, ...]
    body: dict[str, Any] | None
    body_required: bool
    answers: Mapping[int, dict[str, Any] | None]
    examples: Mapping[int, tuple[Any, ...]] = field(default_factory=dict)


class Description(NamedTuple):
    """The part of the description that concerns us, and the names of all routes there are."""

    routes: tuple[tuple[str, str], ...]
    operations: Mapping[tuple[str, str], Operation]
    schemas: Mapping[str, Any]


class Match(NamedTuple):
    """A route that fits a path, with what stood in its places."""

    template: str
    places: Mapping[str, str]


@cache
def description() -> Description:
    """Give GitHub's description. Raises NoSchema where it cannot be fetched."""
    held: Description = cached(f"openapi-{FORMAT}", _reduced)
    return held


@lru_cache(maxsize=4096)
def match(method: str, path: str) -> Match | None:
    """Find the route of a path (without its query); words win over places."""
    for pattern, template in _patterns()[method]:
        found = pattern.fullmatch(path)
        if found:
            return Match(template, {name: unquote(value) for name, value in found.groupdict().items()})
    return None


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    known: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for method, template in sorted(description().routes, key=lambda route: _openness(route[1])):
        known.setdefault(method, []).append((re.compile(_pattern(template)), template))
    for method in ("HEAD", "OPTIONS", "GET", "POST", "PATCH", "PUT", "DELETE"):
        known.setdefault(method, known.get("GET", []) if method == "HEAD" else [])
    return known


def _openness(template: str) -> tuple[bool, int, int]:
    places = re.findall(r"\{(\w+)\}", template)
    return bool(WITH_SLASHES & set(places)), len(places), -len(template)


def _pattern(template: str) -> str:
    parts = re.split(r"\{(\w+)\}", template)
    return "".join(
        re.escape(part) if index % 2 == 0 else f"(?P<{part}>{'.+' if part in WITH_SLASHES else '[^/]+'})"
        for index, part in enumerate(parts)
    )


def _reduced() -> Description:
    whole = openapi_document()
    routes = [(method.upper(), template) for template, methods in whole["paths"].items() for method in methods]
    operations = {
        (method.upper(), template): _operation(whole, method, template, told)
        for template, methods in whole["paths"].items()
        if KEPT.match(template)
        for method, told in methods.items()
    }
    needed: dict[str, Any] = {}
    for operation in operations.values():
        for schema in (operation.body, *operation.answers.values()):
            _gather(schema, whole, needed)
    return Description(tuple(routes), operations, needed)


def _operation(whole: dict[str, Any], method: str, template: str, told: dict[str, Any]) -> Operation:
    given = [_resolved(whole, each) for each in told.get("parameters", ())]
    body = told.get("requestBody")
    answers: dict[int, dict[str, Any] | None] = {}
    examples: dict[int, tuple[Any, ...]] = {}
    for status, answer in told["responses"].items():
        if not status.isdigit():
            continue
        content = _resolved(whole, answer).get("content", {}).get("application/json", {})
        answers[int(status)] = _any_of(as_json_schema(content["schema"])) if "schema" in content else None
        shown = [_resolved(whole, each).get("value") for each in content.get("examples", {}).values()]
        examples[int(status)] = tuple(
            _resolved(whole, each)["value"] if isinstance(each, dict) and "$ref" in each else each
            for each in shown
            if each is not None
        )
    return Operation(
        method.upper(),
        template,
        tuple(
            Parameter(each["in"], each["name"], bool(each.get("required")), as_json_schema(each["schema"]))
            for each in given
        ),
        as_json_schema(_json_of(body)) if body else None,
        bool(body and body.get("required")),
        answers,
        examples,
    )


def _any_of(schema: dict[str, Any]) -> dict[str, Any]:
    """Let several alternatives fit at once: those of errors are not told apart by what they require."""
    return {"anyOf" if key == "oneOf" else key: value for key, value in schema.items()}


def _json_of(body: dict[str, Any]) -> Any:
    return body["content"].get("application/json", {}).get("schema", {})


def _resolved(whole: dict[str, Any], thing: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in thing:
        _, *parts = thing["$ref"].split("/")
        found: Any = whole
        for part in parts:
            found = found[part]
        thing = found
    return thing


def _gather(schema: Any, whole: dict[str, Any], needed: dict[str, Any]) -> None:
    if isinstance(schema, list):
        for each in schema:
            _gather(each, whole, needed)
    elif isinstance(schema, dict):
        name = str(schema.get("$ref", "")).removeprefix("#/components/schemas/")
        if name and name not in needed:
            needed[name] = {}
            needed[name] = as_json_schema(whole["components"]["schemas"][name])
            _gather(needed[name], whole, needed)
        for each in schema.values():
            _gather(each, whole, needed)


NOISE = frozenset({"description", "example", "examples", "title", "externalDocs", "default", "deprecated", "xml"})


def as_json_schema(schema: Any, *, of_names: bool = False) -> Any:
    """Rewrite a schema of OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, prose goes."""
    if isinstance(schema, list):
        return [as_json_schema(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        key: value if key == "enum" else as_json_schema(value, of_names=key == "properties" and not of_names)
        for key, value in schema.items()
        if of_names or (key not in NOISE and key != "nullable" and not key.startswith("x-"))
    }
    if of_names or not schema.get("nullable"):
        return plain
    if "type" in plain and isinstance(plain["type"], str):
        nullable = plain | {"type": [plain["type"], "null"]}
        return nullable | {"enum": [*plain["enum"], None]} if "enum" in plain else nullable
    return {"anyOf": [plain, {"type": "null"}]}
