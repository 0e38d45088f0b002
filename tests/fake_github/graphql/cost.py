"""What a query costs: nodes, points, and GitHub's rule that a list must say how many of it are wanted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    value_from_ast_untyped,
)
from graphql.type import GraphQLInterfaceType

MOST_NODES, MOST_ASKED = 500_000, 100


@dataclass(slots=True)
class Cost:
    """The count of a document: `nodes` it may give, `requests` behind it, `problems` as error entries."""

    nodes: int = 0
    requests: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)

    @property
    def points(self) -> int:
        """The points against the hourly limit: a hundredth of the requests, at least one."""
        return max(1, round(self.requests / 100))


def cost_of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Cost:
    """Count what an operation may give, as GitHub does before it runs it."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    count = _Count(schema, fragments, variables)
    root = schema.get_root_type(operation.operation)
    assert root is not None
    count.walk(operation.selection_set, root, 1, [operation.operation.value])
    if count.cost.nodes > MOST_NODES:
        count.cost.problems.append(
            {
                "type": "MAX_NODE_LIMIT_EXCEEDED",
                "message": f"This query requests up to {count.cost.nodes:,} possible nodes which exceeds the"
                f" maximum limit of {MOST_NODES:,}.",
            }
        )
    return count.cost


class _Count:
    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.variables = variables
        self.cost = Cost()

    def walk(self, selections: SelectionSetNode, parent: Any, times: int, path: list[str]) -> None:
        for node, owner in self._fields(selections, parent):
            if not isinstance(owner, GraphQLObjectType | GraphQLInterfaceType):
                continue
            known = owner.fields.get(node.name.value)
            if known is None or node.selection_set is None:
                continue
            kind = get_named_type(known.type)
            here = [*path, (node.alias or node.name).value]
            if kind.name.endswith("Connection"):
                asked = self._asked(node, kind, here)
                self.cost.requests += times
                self.cost.nodes += times * asked
                self.walk(node.selection_set, kind, times * max(asked, 1), here)
            else:
                self.walk(node.selection_set, kind, times, here)

    def _fields(self, selections: SelectionSetNode, parent: Any) -> Iterator[tuple[FieldNode, Any]]:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                yield node, parent
            elif isinstance(node, InlineFragmentNode):
                named: NamedTypeNode | None = node.type_condition
                inner = self.schema.get_type(named.name.value) if named else parent
                yield from self._fields(node.selection_set, inner)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments[node.name.value]
                inner = self.schema.get_type(fragment.type_condition.name.value)
                yield from self._fields(fragment.selection_set, inner)

    def _asked(self, node: FieldNode, kind: Any, path: list[str]) -> int:
        given = {each.name.value: each.value for each in node.arguments}
        asked = [
            value_from_ast_untyped(given[name], dict(self.variables)) for name in ("first", "last") if name in given
        ]
        asked = [each for each in asked if isinstance(each, int)]
        assert node.selection_set is not None
        wants = {field.name.value for field, _ in self._fields(node.selection_set, kind)}
        if not asked and wants & {"nodes", "edges", "pageInfo"}:
            self._problem(
                node,
                path,
                "MISSING_PAGINATION_BOUNDARIES",
                f"You must provide a `first` or `last` value to properly paginate the `{node.name.value}` connection.",
            )
        for name in ("first", "last"):
            value = value_from_ast_untyped(given[name], dict(self.variables)) if name in given else None
            if isinstance(value, int) and value > MOST_ASKED:
                text = f"Requesting {value} records on the `{node.name.value}` connection exceeds the"
                text += f" `{name}` limit of {MOST_ASKED} records."
                self._problem(node, path, "EXCESSIVE_PAGINATION", text)
            if isinstance(value, int) and value < 0:
                self._problem(node, path, "VALIDATION", f"`{name}` on the connection cannot be less than zero.")
        return asked[0] if asked else 0

    def _problem(self, node: FieldNode, path: list[str], kind: str, message: str) -> None:
        where = [{"line": node.loc.start_token.line, "column": node.loc.start_token.column}] if node.loc else []
        self.cost.problems.append({"type": kind, "message": message, "path": path, "locations": where})
