"""The GraphQL documents about boards. They go out with the token that may touch boards, which may be one of its own."""

from __future__ import annotations

from collections.abc import Sequence

BOARD_FIELDS = """
fragment B on ProjectV2 {
  id number title url closed viewerCanUpdate readme shortDescription
  owner { __typename ... on User { id login databaseId } ... on Organization { id login databaseId } }
  repositories(first: 50) { nodes { id } }
  items(first: 1) { totalCount }
  views(first: 20) { nodes { name layout } }
  fields(first: 50) {
    nodes {
      __typename
      ... on ProjectV2FieldCommon { id databaseId name dataType }
      ... on ProjectV2SingleSelectField { options { id name color description } }
    }
  }
}
"""

ITEM = """
fragment T on ProjectV2Item {
  id isArchived project { id }
  fieldValues(first: 30) {
    nodes {
      __typename
      ... on ProjectV2ItemFieldDateValue { date field { ...F } }
      ... on ProjectV2ItemFieldNumberValue { number field { ...F } }
      ... on ProjectV2ItemFieldTextValue { text field { ...F } }
      ... on ProjectV2ItemFieldSingleSelectValue { name field { ...F } }
    }
  }
}
fragment F on ProjectV2FieldConfiguration { ... on ProjectV2FieldCommon { name } }
"""

CARDS = f"""
query Cards($ids: [ID!]!) {{
  nodes(ids: $ids) {{ ... on Issue {{ id projectItems(first: 10, includeArchived: true) {{ nodes {{ ...T }} }} }} }}
}}
{ITEM}
"""

BOARD = "query Board($id: ID!) { node(id: $id) { ...B } }" + BOARD_FIELDS


def boards_document(numbered: Sequence[bool]) -> str:
    """Some owners (``$o0``…), and of each the board of a number (``$n0``) or those with a title (``$t0``).

    Those linked to the repository ``$owner/$name`` come along: a board of ours may have another title today.
    """
    declared = ["$owner: String!", "$name: String!"] if not all(numbered) else []
    declared += [f"$o{index}: String!" for index in range(len(numbered))]
    declared += [f"$n{index}: Int!" if by else f"$t{index}: String!" for index, by in enumerate(numbered)]
    owners = " ".join(_owner(index, by_number=by) for index, by in enumerate(numbered))
    linked = "" if all(numbered) else _LINKED
    return f"query Boards({', '.join(declared)}) {{ viewer {{ login }} {owners} {linked} }}{BOARD_FIELDS}"


_LINKED = "linked: repository(owner: $owner, name: $name) { projectsV2(first: 20) { nodes { ...B } } }"


def _owner(index: int, *, by_number: bool) -> str:
    # A search, not a filter: boards with similar titles may come along.
    by_title = f"projectsV2(first: 20, query: $t{index}) {{ nodes {{ ...B }} }}"
    wanted = f"projectV2(number: $n{index}) {{ ...B }}" if by_number else by_title
    return f"b{index}: repositoryOwner(login: $o{index}) {{ __typename ... on ProjectV2Owner {{ id {wanted} }} }}"
