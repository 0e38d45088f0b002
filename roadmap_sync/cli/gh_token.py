"""The token of GitHub's own command line, where somebody is logged in there and the environment has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

# Names of this machine: what answers there is no GitHub, so it must not get anybody's token unasked.
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_API = "api."


Run = Callable[[Sequence[str]], str]
"""Runs a command and gives its standard output, "" where it fails."""


def token_of_gh(env: Mapping[str, str], run: Run) -> tuple[str, str]:
    """The token that `gh auth token` gives for the API's host, and that host; ("", "") without one.

    Never asked in GitHub Actions, where the workflow says which token is meant, nor for this machine.
    """
    if env.get("GITHUB_ACTIONS") == "true":
        return "", ""
    host = _host(env.get("GITHUB_API_URL", ""))
    if not host:
        return "", ""
    token = run(["gh", "auth", "token", "--hostname", host]).strip()
    # An error of `gh` is no token: one has no spaces.
    return (token, host) if token and len(token.split()) == 1 else ("", "")


def _host(api_url: str) -> str:
    """The host that `gh` knows a server by: github.com for api.github.com, a server's own name for its API."""
    if not api_url:
        return "github.com"
    try:
        host = (urlsplit(api_url).hostname or "").lower()
    except ValueError:  # an address that is none: the tracker says so
        return ""
    if host in _LOOPBACK or host.startswith("127."):
        return ""
    return host.removeprefix(_API) if host == "api.github.com" or host.endswith(".ghe.com") else host
