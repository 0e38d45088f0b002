"""What a classic token's scopes must be for a document: GitHub looks before it runs anything."""

from typing import Any

from graphql import DocumentNode, FieldNode, TypeInfo, TypeInfoVisitor, Visitor, get_named_type, visit

from tests.fake_github.graphql.schema import github_schema
from tests.fake_github.rights import Caller

READ, WRITE = ["read:project"], ["project"]


class _Collector(Visitor):
    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.found: list[tuple[FieldNode, list[str]]] = []

    def enter_field(self, node: FieldNode, *_rest: Any) -> None:
        parent, kind = self.info.get_parent_type(), self.info.get_type()
        if parent is None or kind is None or parent.name.startswith("ProjectV2") or parent.name.endswith("Payload"):
            return
        if parent.name == "Mutation" and "ProjectV2" in node.name.value:
            self.found.append((node, WRITE))
        elif parent.name != "Mutation" and get_named_type(kind).name.startswith("ProjectV2"):
            self.found.append((node, READ))


def scope_problems(caller: Caller, document: DocumentNode) -> list[dict[str, Any]]:
    """List what a classic token lacks for a document, as error entries; other kinds of token have no scopes."""
    if caller.token is None or caller.kind != "classic" or "project" in caller.token.scopes:
        return []
    info = TypeInfo(github_schema())
    collector = _Collector(info)
    visit(document, TypeInfoVisitor(info, collector))
    return [
        _problem(node, needed, sorted(caller.token.scopes))
        for node, needed in collector.found
        if not caller.token.scopes & {*needed}
    ]


def _problem(node: FieldNode, needed: list[str], granted: list[str]) -> dict[str, Any]:
    where = [{"line": node.loc.start_token.line, "column": node.loc.start_token.column}] if node.loc else []
    return {
        "type": "INSUFFICIENT_SCOPES",
        "locations": where,
        "message": f"Your token has not been granted the required scopes to execute this query. The"
        f" '{node.name.value}' field requires one of the following scopes: {needed}, but your token has only"
        f" been granted the: {granted} scopes. Please modify your token's scopes at:"
        " https://github.com/settings/tokens.",
    }
