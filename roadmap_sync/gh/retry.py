"""What an answer means, and how often and after how long a request may go out again.

Nothing here sends anything. A request that was refused unread (a limit) may always be repeated; one whose answer was
lost only where that does no harm, which the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from roadmap_sync.gh.failure import AnswerLostError, LimitedError, MissingFieldError, RequestRefusedError
from roadmap_sync.gh.transport import Reply

LOST_WAITS = (1.0, 2.0, 4.0, 8.0)  # seconds before a request is repeated whose answer was lost
FRESH_WAITS = (2.0, 4.0, 6.0)  # seconds that ids of things just made may take to be known everywhere
LIMIT_WAIT = 60.0  # seconds to wait at least where GitHub does not say; doubled each time
# A minute, doubled five times: an hour in all, after which every limit of GitHub has ended.
LIMIT_TIMES = 6
_NOTHING_NEW = frozenset({"", "not found", "bad credentials"})
_LONGEST = 300  # characters of a server's words that are passed on
# INSUFFICIENT_SCOPES comes for classic tokens, FORBIDDEN for all others.
FORBIDDEN = frozenset({"FORBIDDEN", "INSUFFICIENT_SCOPES"})
# Types that say for certain that nothing was carried out. All others leave it open.
_DEFINITE = frozenset(
    {
        "NOT_FOUND",
        "FORBIDDEN",
        "UNPROCESSABLE",
        "VALIDATION",
        "INSUFFICIENT_SCOPES",
        "STALE_DATA",
        "MAX_NODE_LIMIT_EXCEEDED",
    }
)
# GitHub has no code for its secondary limits, only these words, with status 200, 403 or 429.
_LIMIT_WORDS = re.compile(r"rate limit|abuse detection|submitted too quickly|wait a few minutes", re.IGNORECASE)
_STATUS = {"NOT_FOUND": 404, "FORBIDDEN": 403, "INSUFFICIENT_SCOPES": 403, "UNPROCESSABLE": 422, "VALIDATION": 422}
# The words of GitHub's own server, and those of GraphQL's reference implementation.
_MISSING = re.compile(r"(?:Field|Cannot query field) '(\w+)'")
_MISSING_INPUT = re.compile(r"Field '(\w+)' is not defined by type|doesn't accept argument '(\w+)'")


@dataclass(frozen=True, slots=True)
class GraphQLError:
    """One entry of GraphQL's ``errors``: its type, its words, and where in the answer it happened."""

    kind: str
    message: str
    path: tuple[str | int, ...] = ()

    @property
    def limited(self) -> bool:
        """Whether it says that too much was asked."""
        return self.kind == "RATE_LIMITED" or bool(_LIMIT_WORDS.search(self.message))

    @property
    def passing(self) -> bool:
        """Whether it leaves open what happened, so that the same thing may go well a moment later."""
        return self.kind not in _DEFINITE and not self.limited


def one_line(text: object) -> str:
    """A server's words, fit for a line of an error: no line breaks, no control characters, not endless."""
    words = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def judge(reply: Reply, now: datetime) -> None:
    """Raise what a reply's status means; return where it is a success. `now` is for limits that end at a time.

    Raises AnswerLostError, LimitedError, RequestRefusedError.
    """
    status = reply.status
    # Statistics are computed in the background: 202 and an empty body until they are there.
    if status == HTTPStatus.ACCEPTED:
        raise AnswerLostError("GitHub is still preparing the answer", wait=2.0)
    if status < HTTPStatus.MULTIPLE_CHOICES:
        return
    # PyGithub follows no redirect of a write: the old name would swallow it.
    if status < HTTPStatus.BAD_REQUEST:
        raise RequestRefusedError("The repository has moved or been renamed", "Use its present name.", status=status)
    # 502 and 504 come after 10 s of work, which may have been finished all the same.
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise AnswerLostError(f"GitHub answered with status {status}", wait=_number(reply, "retry-after") or 0.0)
    body = _body(reply)
    message = one_line(body.get("message", ""))
    # 403 means both "not allowed" and "too much".
    limited = status == HTTPStatus.FORBIDDEN and is_limit(reply, message)
    if limited or status == HTTPStatus.TOO_MANY_REQUESTS:
        raise LimitedError(message or "GitHub's limit is reached", wait=limit_wait(reply, now))
    raise _refusal(reply, message, _details(body))


def is_limit(reply: Reply, message: str) -> bool:
    """Whether a 403 is about a limit and not about a missing right."""
    return (
        "retry-after" in reply.headers
        or reply.headers.get("x-ratelimit-remaining") == "0"
        or bool(_LIMIT_WORDS.search(message))
    )


def limit_wait(reply: Reply, now: datetime) -> float | None:
    """Seconds until a limit ends, by the headers; None where they do not say."""
    asked = _number(reply, "retry-after")
    if asked is not None:
        return asked
    reset = _number(reply, "x-ratelimit-reset")
    if reset is not None and reply.headers.get("x-ratelimit-remaining") == "0":
        # A second more: the reset is a whole second, and clocks differ.
        return max(1.0, reset - now.timestamp() + 1)
    return None


def graphql_errors(answer: Mapping[str, Any]) -> tuple[GraphQLError, ...]:
    """The ``errors`` of a GraphQL answer."""
    listed = answer.get("errors")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return tuple(
        GraphQLError(_kind(entry), one_line(entry.get("message", "")), tuple(entry.get("path") or ()))
        for entry in entries
    )


def missing_fields(answer: Mapping[str, Any]) -> MissingFieldError | None:
    """Which fields the server's schema does not have, where the whole document was refused for it."""
    # A document with an unknown field is refused as a whole, before anything runs.
    if answer.get("data") is not None:
        return None
    names, words = set(), ""
    for entry in answer.get("errors") or ():
        extensions = entry.get("extensions") or {}
        message = one_line(entry.get("message", ""))
        told = {"undefinedField": "fieldName", "undefinedType": "typeName"}.get(extensions.get("code", ""), "")
        found = extensions.get(told)
        found = found or extensions.get("argumentName") or _named(message)
        if found and not entry.get("path", [])[3:]:
            names.add(str(found))
            words = words or message
    return MissingFieldError(words, frozenset(names)) if names else None


def refusal_of(error: GraphQLError) -> RequestRefusedError:
    """An error of GraphQL as one of ours."""
    status = _STATUS.get(error.kind, 0)
    return RequestRefusedError(
        error.message or error.kind, hint_for(status, error.message), status=status, kind=error.kind
    )


_HINTS = (
    ("integration", "Give the workflow `permissions: issues: write, contents: write`."),
    (
        "personal access token",
        "Give the fine-grained token read and write access to Issues (and Contents) of this repository.",
    ),
    ("saml", "Authorize the token for the organization's single sign-on."),
    ("archived", "Unarchive the repository in its settings, or use another."),
    ("sub-issues", "Split the section: GitHub allows 100 sub-issues for one parent, and 8 levels."),
)
_HINTS_BY_STATUS = {
    401: "The token is wrong, expired or revoked: make a new one and set GITHUB_TOKEN.",
    403: "Check that the token may write here: `roadmap-sync doctor` says what it lacks.",
    404: "Check that the token may see it: `roadmap-sync doctor` says what it lacks.",
}


def hint_for(status: int, message: str) -> str:
    """The way out of a refusal, as far as its status and words tell."""
    lower = message.lower()
    return next((hint for word, hint in _HINTS if word in lower), _HINTS_BY_STATUS.get(status, ""))


def _refusal(reply: Reply, message: str, details: tuple[Mapping[str, Any], ...]) -> RequestRefusedError:
    ours = {401: "GitHub does not accept the token", 404: "GitHub knows no such thing, or the token may not see it"}
    said = "; ".join(dict.fromkeys(filter(None, map(_said, details))))
    # "Not Found" and the like only repeat the status.
    if reply.status in ours and message.casefold() not in _NOTHING_NEW:
        said = "; ".join(filter(None, [message, said]))
    text = ours.get(reply.status) or f"GitHub refused: {message or f'status {reply.status}'}"
    text += f" ({one_line(said)})" if said else ""
    hint = hint_for(reply.status, message)
    # The header is sent where only the single sign-on is missing; the message does not always say so.
    if reply.headers.get("x-github-sso"):
        hint = hint_for(0, "saml")
    return RequestRefusedError(text, hint, status=reply.status, details=details)


def _said(detail: Mapping[str, Any]) -> str:
    """An entry of ``errors`` in GitHub's words: its message, else what its codes name, as ``already_exists``."""
    if detail.get("message"):
        return one_line(detail["message"])
    # `custom` says that there is a message, and nothing more.
    named = [detail.get(name) for name in ("resource", "field", "value", "code")]
    return one_line(" ".join(str(one) for one in named if one is not None and not isinstance(one, (dict, list))))


def _named(message: str) -> str:
    for pattern in (_MISSING_INPUT, _MISSING):
        found = pattern.search(message)
        if found and re.search(r"doesn't exist|Cannot query field|not defined by type|doesn't accept", message):
            return next(group for group in found.groups() if group)
    return ""


def _kind(entry: Mapping[str, Any]) -> str:
    extensions = entry.get("extensions")
    code = extensions.get("code") if isinstance(extensions, dict) else None
    return str(entry.get("type") or code or "")


def _details(body: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    listed = body.get("errors")
    # Most are objects; some endpoints send bare sentences.
    entries = listed if isinstance(listed, list) else [listed] if isinstance(listed, str) else []
    found = (entry if isinstance(entry, dict) else {"message": entry} for entry in entries)
    return tuple(entry for entry in found if entry)


def _body(reply: Reply) -> Mapping[str, Any]:
    try:
        body = reply.json()
    except AnswerLostError:
        return {}
    return body if isinstance(body, dict) else {}


def _number(reply: Reply, header: str) -> float | None:
    try:
        return float(reply.headers[header])
    except (KeyError, ValueError):
        return None
