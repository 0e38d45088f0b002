"""GitHub's published schema, parsed once and kept as a pickle, with scalars that refuse what GitHub refuses."""

import binascii
import gc
from base64 import b64decode
from datetime import date, datetime
from functools import cache
from typing import Any

import graphql
from graphql import DocumentNode, GraphQLError, GraphQLScalarType, GraphQLSchema, build_ast_schema, parse

from tests.fake_github.clock import moment_of, stamp
from tests.fake_github.packages import SCHEMA, cached


@cache
def github_schema() -> GraphQLSchema:
    """Give the schema. Raises NoSchema where it cannot be fetched."""
    gc.disable()  # half a million objects are made at once, none of them garbage: a second is saved
    try:
        document: DocumentNode = cached(f"schema-{graphql.version}", _parsed)
        schema = build_ast_schema(document, assume_valid=True, assume_valid_sdl=True)
    finally:
        gc.enable()
    for name, reader in SCALARS.items():
        scalar = schema.type_map[name]
        assert isinstance(scalar, GraphQLScalarType)
        scalar.parse_value = reader  # type: ignore[method-assign]
        scalar.parse_literal = _literal(reader)  # type: ignore[method-assign]
    for name in ("DateTime", "GitTimestamp", "PreciseDateTime"):
        schema.type_map[name].serialize = _shown_moment  # type: ignore[attr-defined]
    schema.type_map["Date"].serialize = _shown_date  # type: ignore[attr-defined]
    schema.type_map["BigInt"].serialize = str  # type: ignore[attr-defined]
    return schema


def _parsed() -> DocumentNode:
    return parse(SCHEMA.read_text(encoding="utf-8"), no_location=True)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise GraphQLError(f"{value!r} is not a string")
    return value


def _moment(value: Any) -> datetime:
    try:
        return moment_of(_text(value))
    except ValueError as error:
        raise GraphQLError(f"{value!r} is not an ISO 8601 moment") from error


def _date(value: Any) -> date:
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError as error:
        raise GraphQLError(f"{value!r} is not an ISO 8601 date") from error


def _base64(value: Any) -> bytes:
    try:
        return b64decode("".join(_text(value).split()), validate=True)
    except binascii.Error as error:
        raise GraphQLError("Could not decode the base64 text") from error


def _oid(value: Any) -> str:
    text = _text(value)
    if len(text) != 40 or set(text) - set("0123456789abcdef"):
        raise GraphQLError(f"{value!r} is not a valid object id")
    return text


def _shown_moment(value: Any) -> str:
    return stamp(value) if isinstance(value, datetime) else str(value)


def _shown_date(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _literal(parse: Any) -> Any:
    def parse_literal(node: Any, _variables: Any = None) -> Any:
        return parse(getattr(node, "value", None))

    return parse_literal


SCALARS = {
    "DateTime": _moment,
    "GitTimestamp": _moment,
    "PreciseDateTime": _moment,
    "Date": _date,
    "URI": _text,
    "Base64String": _base64,
    "GitObjectID": _oid,
}
