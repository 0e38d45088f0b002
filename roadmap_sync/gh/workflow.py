"""The workflow that runs the tool: keeping its schedule enabled in a quiet public repository."""

from __future__ import annotations

from urllib.parse import quote

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.client import Client
from roadmap_sync.gh.failure import RequestRefusedError


def keep_enabled(client: Client, repository: str, path: str) -> str:
    """Enable a workflow that is enabled; "" where GitHub took it, else why not.

    GitHub disables the schedules of a public repository after 60 days without activity. That enabling counts as
    activity is not documented, so nobody should rely on it alone: https://docs.github.com/en/rest/actions/workflows
    (Enable a workflow). It needs the right `actions: write`.
    """
    name = quote(path.rpartition("/")[2], safe="")
    try:
        client.send("PUT", f"/repos/{repository}/actions/workflows/{name}/enable")
    except RequestRefusedError as error:
        return f"{error.message}; the job needs `actions: write`"
    except TrackerError as error:
        return error.message
    return ""
