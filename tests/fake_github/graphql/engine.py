"""Runs a GraphQL document: parse, validate, count, execute, and say what went wrong as GitHub says it."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from tests.fake_github.call import Call
from tests.fake_github.clock import stamp
from tests.fake_github.given import Given
from tests.fake_github.graphql.cost import cost_of
from tests.fake_github.graphql.paging import Paged, connection_field, page
from tests.fake_github.graphql.registry import FIELDS, MUTATIONS
from tests.fake_github.graphql.schema import github_schema
from tests.fake_github.graphql.scopes import scope_problems
from tests.fake_github.graphql.wording import in_githubs_words
from tests.fake_github.refusal import NotCovered, Refused

Answer = dict[str, Any]


class Checked(NamedTuple):
    """A document with the mistakes that the schema finds in it."""

    document: DocumentNode | None
    problems: tuple[GraphQLError, ...]


@lru_cache(maxsize=512)
def checked(text: str) -> Checked:
    """Parse and validate a document against GitHub's schema.

    Fields of one name may have types of different enums in different fragments: GitHub lets that pass, and its own
    command line tool lives on it.
    """
    try:
        document = parse(text)
    except GraphQLError as error:
        return Checked(None, (error,))
    problems = validate(github_schema(), document)
    return Checked(document, tuple(each for each in problems if "they return conflicting types" not in each.message))


def operation_of(text: str, name: str | None) -> OperationDefinitionNode | None:
    """Find the operation that a request means; None where the document does not say."""
    document = checked(text).document
    return get_operation_ast(document, name) if document else None


def run(call: Call, text: str, variables: dict[str, Any], name: str | None) -> Answer:
    """Answer a request. Raises NotCovered where the fake lacks a field or a mutation."""
    document, problems = checked(text)
    if document is None or problems:
        return {"errors": [in_githubs_words(problem) for problem in problems]}
    operation = get_operation_ast(document, name)
    if operation is None:
        return {"errors": [{"message": "An operation name is required"}]}
    schema = github_schema()
    values = get_variable_values(schema, operation.variable_definitions, variables)
    if isinstance(values, list):
        return {"errors": [in_githubs_words(problem) for problem in values]}
    cost = cost_of(schema, document, operation, values)
    call.entry.points, call.entry.nodes = cost.points, cost.nodes
    refused = [*cost.problems, *scope_problems(call.caller, document)]
    if refused:
        return {"errors": refused}
    result = execute_sync(
        schema,
        document,
        context_value=call,
        variable_values=variables,
        operation_name=name,
        field_resolver=_resolve,
        type_resolver=_type_of,
    )
    if call.gaps:
        raise NotCovered("; ".join(call.gaps))
    return _answer(result, is_write=operation.operation is OperationType.MUTATION)


def _answer(result: ExecutionResult, *, is_write: bool) -> Answer:
    answer: Answer = {"data": result.data}
    if result.errors:
        answer["errors"] = [_shown(error) for error in result.errors]
    if is_write and answer["data"] is None:
        answer["data"] = {}
    return answer


def _resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    call: Call = info.context
    typename, name = info.parent_type.name, info.field_name
    if typename == "Mutation":
        return _mutate(call, info, arguments["input"])
    if isinstance(source, dict) and name in source:
        held = source[name]
        return page(held, arguments) if isinstance(held, Paged) else _plain(held)
    resolver = FIELDS.get((typename, name)) or connection_field(typename, name)
    if resolver is None:
        call.gaps.append(f"{typename}.{name}")
        return None
    if not arguments:
        return _plain(resolver(source, call, arguments))
    given = Given(arguments, [each.name.value for each in info.field_nodes[0].arguments])
    value = resolver(source, call, given)
    call.gaps += [f"{typename}.{name}({unread}:)" for unread in given.unread]
    return _plain(value)


def _mutate(call: Call, info: GraphQLResolveInfo, arguments: dict[str, Any]) -> Any:
    name = info.field_name
    function = MUTATIONS.get(name)
    if function is None:
        call.gaps.append(f"Mutation.{name}")
        return None
    place = call.entry.mutations_done
    call.entry.mutations_done += 1
    _fail_alias(call, str(info.path.key), "before")
    if call.limits.refuses_content(call.caller.account, name):
        raise Refused("UNPROCESSABLE", "was submitted too quickly")
    most = call.limits.mutations_per_document
    if most is not None and place >= most:
        raise TimeoutError(name)
    call.operation = name
    given = Given(arguments)
    payload = {**function(call, given), "clientMutationId": given.get("clientMutationId")}
    call.gaps += [f"the input field {unread} of {name}" for unread in given.unread]
    call.limits.count_content(call.caller.account, name)
    call.entry.content_writes += 1
    _fail_alias(call, str(info.path.key), "after")
    return payload


def _fail_alias(call: Call, alias: str, when: str) -> None:
    """Let the one mutation of a document fail that a rule means, by its alias or its place."""
    place = call.entry.aliases.index(alias)
    for fault in call.faults:
        if fault.kind == "alias" and fault.when == when and fault.alias in (alias, place):
            raise Refused(fault.error_type, fault.message or "Something went wrong while executing your query.")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, date) else value


def _type_of(value: Any, *_context: Any) -> str:
    return str(value["__typename"] if isinstance(value, dict) else value.typename)


def _shown(error: GraphQLError) -> Answer:
    cause = error.original_error
    shown: Answer = {"message": error.message}
    if isinstance(cause, Refused):
        shown = {"type": cause.graphql_type, "message": cause.message}
    elif cause is not None:
        raise cause
    if error.path:
        shown["path"] = error.path
    if error.locations:
        shown["locations"] = [{"line": each.line, "column": each.column} for each in error.locations]
    return shown
