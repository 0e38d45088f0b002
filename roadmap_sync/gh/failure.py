"""The errors of a request to GitHub, told apart by whether it may have been carried out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roadmap_sync.errors import TrackerError


class UnsentError(TrackerError):
    """GitHub was not reached: nothing was carried out."""


class AnswerLostError(TrackerError):
    """The request went out and no whole answer came back: it may have been carried out, or not.

    `wait` is how many seconds the server asked for, 0 where it did not.
    """

    def __init__(self, message: str, hint: str = "", *, wait: float = 0.0) -> None:
        super().__init__(message, hint)
        self.wait = wait


class LimitedError(TrackerError):
    """GitHub turned the request away, unread, because too much was asked; `wait` seconds until it may go again.

    `wait` is None where GitHub did not say.
    """

    def __init__(self, message: str, *, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class RequestRefusedError(TrackerError):
    """GitHub understood the request and refused it.

    `status` is the one of REST, or the one that corresponds to the error's type in GraphQL.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        status: int = 0,
        kind: str = "",
        details: tuple[Mapping[str, Any], ...] = (),
    ) -> None:
        super().__init__(message, hint)
        self.status = status
        self.kind = kind
        self.details = details

    def has_code(self, code: str) -> bool:
        """Whether a 422 names this code, such as ``already_exists``."""
        return any(detail.get("code") == code for detail in self.details)


class MissingFieldError(RequestRefusedError):
    """The server's schema has no such field: an older GitHub Enterprise Server. `names` are the fields."""

    def __init__(self, message: str, names: frozenset[str]) -> None:
        super().__init__(message, "Update the server, or go without.", kind="undefinedField")
        self.names = names


class StoppedError(TrackerError):
    """The run was asked to stop while it waited; everything so far is consistent, the next run goes on."""
