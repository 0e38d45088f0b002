"""One mutation, what became of it, and the document that carries several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from roadmap_sync.gh.client import Json
from roadmap_sync.gh.retry import GraphQLError, hint_for


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mutation: its name, its input, and the fields of its payload to ask for."""

    name: str
    given: Mapping[str, Any]
    back: str = "clientMutationId"

    @property
    def input_type(self) -> str:
        """The type of its input, which GitHub names after the mutation."""
        return f"{self.name[0].upper()}{self.name[1:]}Input"


@dataclass(frozen=True, slots=True)
class Done:
    """It was carried out; `payload` is what GitHub returned."""

    payload: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """It was not carried out; `error` says why."""

    error: GraphQLError

    @property
    def words(self) -> str:
        """The reason and the way out, in one line."""
        status = {"NOT_FOUND": 404, "FORBIDDEN": 403}.get(self.error.kind, 0)
        hint = "" if self.gone else hint_for(status, self.error.message)
        said = "It is gone: deleted or moved meanwhile. Run again to see" if self.gone else self.error.message
        return f"{said}. {hint}".rstrip(". ") + "."

    @property
    def gone(self) -> bool:
        """Whether an id means nothing to GitHub: too fresh, or deleted."""
        # NOT_FOUND alone may also mean a right that is missing; these words are said of ids.
        return self.error.kind == "NOT_FOUND" and "global id" in self.error.message

    @property
    def limited(self) -> bool:
        """Whether it was turned away because too much was asked: not carried out, to be asked again."""
        return self.error.limited


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have been carried out."""

    words: str = "GitHub did not say what became of it"


Result = Done | Failed | Unknown


def document_of(mutations: Sequence[Mutation]) -> str:
    """The document: an alias ``m0``, ``m1``… and a variable for each mutation."""
    # Values only as variables: text of a roadmap never becomes part of the document.
    declared = ", ".join(f"$v{n}: {mutation.input_type}!" for n, mutation in enumerate(mutations))
    fields = "\n".join(
        f"m{n}: {mutation.name}(input: $v{n}) {{ {mutation.back} }}" for n, mutation in enumerate(mutations)
    )
    return f"mutation Write({declared}) {{\n{fields}\n}}"
