"""What GitHub says when it will not: one exception, told in REST by a status and in GraphQL by a type."""

from typing import Any

STATUS = {
    "NOT_FOUND": 404,
    "FORBIDDEN": 403,
    "UNPROCESSABLE": 422,
    "VALIDATION": 422,
    "INSUFFICIENT_SCOPES": 403,
    "GONE": 410,
    "CONFLICT": 409,
    "STALE_DATA": 409,
    "UNAUTHORIZED": 401,
}


class Refused(Exception):  # noqa: N818 - a refusal is an answer of the API, not an error of the fake
    """A request that GitHub refuses. `errors` is the list that a 422 of REST carries."""

    def __init__(self, kind: str, message: str, errors: list[dict[str, Any]] | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.errors = errors

    @property
    def status(self) -> int:
        """The status that REST answers with."""
        return STATUS[self.kind]

    @property
    def graphql_type(self) -> str:
        """The `type` of the error in GraphQL, which has no word for a deleted thing."""
        return {"GONE": "NOT_FOUND", "CONFLICT": "UNPROCESSABLE"}.get(self.kind, self.kind)


class NotCovered(Exception):  # noqa: N818
    """The real GitHub could answer this, the fake cannot: a gap to be filled, never a null."""


def invalid(resource: str, field: str, code: str, message: str = "") -> Refused:
    """Refuse a value as REST does: `Validation Failed` with one error; GraphQL shows the message."""
    error = {"resource": resource, "field": field, "code": code}
    if message:
        error["message"] = message
    return Refused("UNPROCESSABLE", message or f"{field.capitalize()} {code.replace('_', ' ')}", [error])
