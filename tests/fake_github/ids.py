"""Identifiers like GitHub's: opaque node ids with a prefix, database ids that no longer fit 32 bits."""

import base64
from collections import Counter
from dataclasses import dataclass, field

FIRST_ISSUE = 3_100_000_000  # issue ids have passed 2**31: a client that reads an Int gets null
FIRST = 700_000_000
FAMILIES = {"PR": "I", "O": "U", "PVTSSF": "PVTF", "PVTIF": "PVTF"}  # these share their database ids


@dataclass(slots=True)
class Ids:
    """Hands out identifiers, each once."""

    _given: Counter[str] = field(default_factory=Counter)

    def database(self, prefix: str) -> int:
        """Give the next database id for a kind of thing."""
        family = FAMILIES.get(prefix, prefix)
        self._given[family] += 1
        return (FIRST_ISSUE if family in {"I", "IC"} else FIRST) + 17 * self._given[family]


def node_id(prefix: str, database_id: int) -> str:
    """Give the opaque id that GraphQL knows a thing by."""
    packed = base64.urlsafe_b64encode(database_id.to_bytes(6, "big")).decode()
    return f"{prefix}_kwDOA{packed}"
