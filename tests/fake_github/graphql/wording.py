"""The mistakes that the schema finds in a document, in the words and with the codes that GitHub has for them."""

import re
from typing import Any

from graphql import GraphQLError

WORDS = (
    (
        r"Cannot query field '(?P<fieldName>\w+)' on type '(?P<typeName>\w+)'",
        "undefinedField",
        "Field '{fieldName}' doesn't exist on type '{typeName}'",
    ),
    (
        r"Unknown argument '(?P<argumentName>\w+)' on field '\w+\.(?P<name>\w+)'",
        "argumentNotAccepted",
        "Field '{name}' doesn't accept argument '{argumentName}'",
    ),
    (
        r"Field '(?P<argumentName>\w+)' is not defined by type '(?P<name>\w+)'",
        "argumentNotAccepted",
        "InputObject '{name}' doesn't accept argument '{argumentName}'",
    ),
    (
        r"Unknown type '(?P<typeName>\w+)'",
        "undefinedType",
        "No such type {typeName}, so it can't be a fragment condition",
    ),
    (
        r"Variable '\$(?P<variableName>\w+)' is never used",
        "variableNotUsed",
        "Variable ${variableName} is declared by but not used",
    ),
    (
        r"Variable '\$(?P<variableName>\w+)' is not defined",
        "variableNotDefined",
        "Variable ${variableName} is used by but not declared",
    ),
    (
        (
            r"Variable '\$(?P<variableName>\w+)' of type '(?P<typeName>[^']+)'"
            r" used in position expecting type '(?P<to>[^']+)'"
        ),
        "variableMismatch",
        "Type mismatch on variable ${variableName} ({typeName} / {to})",
    ),
)


def in_githubs_words(error: GraphQLError) -> dict[str, Any]:
    """Show a mistake as GitHub would; one that it has no known words for keeps those of the library."""
    shown: dict[str, Any] = {"message": error.message}
    for pattern, code, words in WORDS:
        found = re.match(pattern, error.message)
        if found:
            shown = {"message": words.format(**found.groupdict()), "extensions": {"code": code, **found.groupdict()}}
            break
    shown["locations"] = [{"line": each.line, "column": each.column} for each in error.locations or ()]
    return shown
