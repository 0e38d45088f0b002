"""One request and its reply, through PyGithub's requester with its retries and pauses switched off.

What PyGithub raises or lets pass here was measured: redirects of writes are not followed and not raised, retried
POSTs are sent twice, GraphQL errors come as status 400. So only its raw call is used, and judged in `retry`.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Literal
from urllib.parse import urlsplit

import requests
import urllib3
from github import Auth, Github, GithubException
from github.Requester import HTTPRequestsConnectionClass, Requester

from roadmap_sync import REPOSITORY, __version__
from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.failure import AnswerLostError, RequestRefusedError, UnsentError
from roadmap_sync.text import line

Verb = Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
API_URL = "https://api.github.com"
# Pinned: without the header GitHub chooses, and newer versions break older clients.
API_VERSION = "2022-11-28"
_EXAMPLE = "GITHUB_API_URL is like https://HOST/api/v3."
# PyGithub prints each redirect that it follows on stderr.
logging.getLogger("github").setLevel(logging.WARNING)
TIMEOUT = 30  # seconds; GitHub itself gives up after 10


class _DirectConnection(HTTPRequestsConnectionClass):
    """Plain http, past every proxy of the environment: one would see the token in clear."""

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401 - PyGithub's
        super().__init__(*args, **settings)
        self.session.trust_env = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers (names in lower case) and text of an answer."""

    status: int
    headers: Mapping[str, str]
    text: str

    def json(self) -> Any:  # noqa: ANN401 - JSON is what it is
        """The text as JSON. Raises AnswerLostError where it is cut or no JSON."""
        try:
            return json.loads(self.text)
        except ValueError:
            raise AnswerLostError(f"GitHub's answer is cut short or no JSON (status {self.status})") from None


class Transport:
    """Sends requests with a token to a server. `sent` counts them.

    Plain http goes to this machine alone, unless `insecure`: on any other way everybody could read the token.
    """

    def __init__(
        self,
        token: str,
        *,
        api_url: str = API_URL,
        graphql_url: str = "",
        timeout: int = TIMEOUT,
        insecure: bool = False,
    ) -> None:
        self._token = token.strip()
        # A line break in a header would be refused by `requests` with the token in its message.
        if not self._token or not (self._token.isascii() and self._token.isprintable()):
            raise TrackerError(
                "The GitHub token is empty or has characters that no token has",
                "Set GITHUB_TOKEN to the token alone, without quotes or line breaks.",
            )
        self.sent = 0
        self.api_url = _url(api_url, insecure=insecure)
        self.graphql_url = _url(graphql_url, insecure=insecure) if graphql_url else _beside(self.api_url)
        self._rest = self._requester(self.api_url, timeout)
        base = self.graphql_url.removesuffix("/graphql")
        self._graphql = self._rest if base == self.api_url else self._requester(base, timeout)

    def rest(self, verb: Verb, path: str, body: Mapping[str, Any] | None = None) -> Reply:
        """Send a REST request. Raises UnsentError, AnswerLostError, RequestRefusedError."""
        return self._send(self._rest, verb, path, body)

    def graphql(self, document: str, variables: Mapping[str, Any]) -> Reply:
        """Send a GraphQL document. Raises UnsentError, AnswerLostError, RequestRefusedError."""
        return self._send(self._graphql, "POST", "/graphql", {"query": document, "variables": dict(variables)})

    def close(self) -> None:
        """Close the connections."""
        self._rest.close()
        self._graphql.close()

    def hide(self, text: str) -> str:
        """`text` without the token, should a server have sent it back."""
        return text.replace(self._token, "***")

    def _requester(self, base: str, timeout: int) -> Requester:
        requester = Github(
            auth=Auth.Token(self._token),
            base_url=base,
            timeout=timeout,
            user_agent=f"roadmap-sync/{__version__} (https://github.com/{REPOSITORY})",
            per_page=100,
            # PyGithub would repeat a POST whose answer was lost, and so create an issue twice.
            retry=None,
            seconds_between_requests=0,
            # Its pause comes before each GraphQL request, reads too; `limits` paces writes alone.
            seconds_between_writes=0,
        ).requester
        if base.startswith("http:"):
            # PyGithub can set this for all clients alone, and then opens a connection for each request.
            requester._Requester__connectionClass = _DirectConnection  # type: ignore[attr-defined]  # noqa: SLF001
        return requester

    def _send(self, requester: Requester, verb: Verb, path: str, body: Mapping[str, Any] | None) -> Reply:
        self.sent += 1
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": API_VERSION}
        try:
            status, received, text = requester.requestJson(verb, path, headers=headers, input=body)
        # The causes are left behind: their texts may quote headers, and so the token.
        except (
            requests.exceptions.ConnectTimeout,
            requests.exceptions.SSLError,
            requests.exceptions.ProxyError,
        ) as error:
            raise self._unsent(error) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            if _is_refused(error):
                raise self._unsent(error) from None
            raise AnswerLostError("The connection to GitHub broke before the answer was whole") from None
        # What PyGithub raises for a redirect to another host: the token must not go there.
        except RuntimeError:
            raise RequestRefusedError(
                "The server sends to another address", "Check GITHUB_API_URL.", status=301
            ) from None
        except GithubException:
            raise AnswerLostError("GitHub's answer could not be read") from None
        return Reply(status, received, text)

    def _unsent(self, error: Exception) -> UnsentError:
        reason = type(error).__name__.replace("Error", "").replace("Connection", "connection refused or no such host")
        return UnsentError(f"{self.api_url} can't be reached ({reason})", "Check the network and GITHUB_API_URL.")


def _is_refused(error: Exception) -> bool:
    """Whether no connection came about at all (refused, unknown host), so that nothing was sent."""
    inner = error.args[0] if error.args else None
    return isinstance(getattr(inner, "reason", None), urllib3.exceptions.NewConnectionError)


def _url(text: str, *, insecure: bool) -> str:
    url = text.strip().rstrip("/")
    # A password or a token in an address would show up in error messages.
    shown = line(re.split("[?#]", url.rpartition("@")[2])[0])
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise TrackerError(f"Not an address of an API: {shown} ({error})", _EXAMPLE) from None
    odd = url != shown or parts.query or parts.fragment or any(not c.isprintable() or c.isspace() for c in url)
    if parts.scheme not in {"https", "http"} or not host or odd:
        raise TrackerError(f"Not an address of an API: {shown}", _EXAMPLE)
    if parts.scheme == "http" and not insecure and not is_loopback(host):
        raise TrackerError(
            f"{shown} is plain http: everybody on the way could read the token, so nothing was sent",
            "Write https://, or allow it with --insecure-http.",
        )
    return url


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or address; no name is looked up, since anybody may answer that."""
    if host.casefold().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _beside(api_url: str) -> str:
    """Where GraphQL lives beside a REST base: GitHub Enterprise Server has ``/api/graphql`` beside ``/api/v3``."""
    return api_url.removesuffix("/v3") + "/graphql" if api_url.endswith("/api/v3") else api_url + "/graphql"
