"""The git remote `origin`: whether it is a repository on GitHub, somewhere else, or something that may be either."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

# Hosts that are certainly no GitHub server, with what lies below them (a group's own pages, mirrors).
ELSEWHERE = (
    "gitlab.com", "codeberg.org", "bitbucket.org", "sr.ht", "gitea.com", "gitee.com", "dev.azure.com",
    "visualstudio.com", "sourceforge.net", "launchpad.net", "huggingface.co", "savannah.gnu.org", "notabug.org",
)  # fmt: skip
_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+]*)://(?:[^/]*@)?(?P<host>[^/:@]+|\[[^\]]*\])(?::\d+)?/(?P<path>.*)",
    re.IGNORECASE | re.DOTALL,
)
# The short form of an address over SSH, [user@]host:path; a letter and a colon alone are a drive of Windows.
_SHORT = re.compile(r"(?:[^/@:]+@)?(?P<host>[^/:@]{2,}):(?!//)(?P<path>.*)", re.DOTALL)
_NAME = re.compile(r"/?([\w.-]+)/([\w.-]+?)(?:\.git)?/?")
_ALIAS = re.compile(r"\w[\w.-]*")  # nothing that ssh could take for an option

Run = Callable[[Sequence[str]], str]
"""Runs a command in the working folder and gives its standard output, "" where it fails."""


@dataclass(frozen=True, slots=True)
class Remote:
    """What `origin` is: `repository` (OWNER/NAME) on GitHub, else `host` elsewhere ("a folder" for a path).

    With `unclear`, the host may be a GitHub server or an alias of one. `shown` has no user and no password.
    """

    repository: str = ""
    host: str = ""
    unclear: bool = False
    shown: str = ""


def remote_origin(run: Run, server: str) -> Remote:
    """The remote `origin`; git itself says its address, so that `insteadOf` is followed. `server` is GitHub's host."""
    address = run(["git", "remote", "get-url", "origin"]).strip()
    if not address:
        return Remote()
    over_ssh, host, path = _parts(address)
    if not host:
        return Remote(host="a folder", shown=address)
    shown = f"{host}/{path.lstrip('/')}"
    name = _NAME.fullmatch(path)
    if _is_server(host, server) or (over_ssh and _is_server(_real_host(run, host), server)):
        return Remote(f"{name[1]}/{name[2]}" if name else "", shown=shown, unclear=name is None)
    return Remote(host=host, unclear=not _is_elsewhere(host), shown=shown)


def runner(folder: Path) -> Run:
    """Commands in that folder; one that is not installed, fails or hangs gives ""."""

    def run(command: Sequence[str]) -> str:
        import subprocess  # noqa: PLC0415 - not where nothing is run

        try:
            done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
                [*command],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=20,
                check=False,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return ""
        return done.stdout if done.returncode == 0 else ""

    return run


def _parts(address: str) -> tuple[bool, str, str]:
    """Whether it goes over SSH, the host in lower case ("" for a path on this machine), and the path there."""
    found = _URL.fullmatch(address)
    if found:
        scheme = found["scheme"].lower()
        return ("ssh" in scheme, "" if scheme == "file" else found["host"].lower(), found["path"])
    found = _SHORT.fullmatch(address)
    return (True, found["host"].lower(), found["path"]) if found else (False, "", address)


def _is_server(host: str, server: str) -> bool:
    return host in {server, f"www.{server}", f"ssh.{server}"}


def _is_elsewhere(host: str) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in ELSEWHERE) or host.startswith("gitlab.")


def _real_host(run: Run, host: str) -> str:
    """The host that an alias of ssh_config stands for: `ssh -G` prints what would be used and connects nowhere."""
    if not _ALIAS.fullmatch(host) or _is_elsewhere(host):
        return host
    said = run(["ssh", "-G", host])
    return next((line.split()[1].lower() for line in said.splitlines() if line.startswith("hostname ")), host)
