"""GitHub as a kind of tracker: opened with a token, the server's addresses, pacing and boards."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_sync.errors import UsageError
from roadmap_sync.gh.doctor import examine
from roadmap_sync.gh.repositories import open_repositories
from roadmap_sync.gh.tracker import GitHubTracker, Settings
from roadmap_sync.gh.transport import API_URL
from roadmap_sync.tracker import board_token
from roadmap_sync.tracker.provider import Check, CheckLevel, Provider, Setup


def open_tracker(setup: Setup) -> GitHubTracker:
    """The repository as a tracker. Raises UsageError without a token, and for settings that make no sense."""
    if not setup.token:
        raise UsageError(
            f"no token for {setup.repository}",
            "Set GITHUB_TOKEN or GH_TOKEN, log in with `gh auth login`, or work without GitHub: --tracker local.",
        )
    settings = Settings(
        repository=setup.repository,
        token=setup.token,
        project_token=setup.env.get(board_token.VARIABLE, ""),
        api_url=setup.env.get("GITHUB_API_URL") or API_URL,
        graphql_url=setup.env.get("GITHUB_GRAPHQL_URL", ""),
        labels=setup.labels,
        boards=setup.boards,
        write_interval=_interval(setup.env.get("ROADMAP_SYNC_WRITE_INTERVAL", "") or "1"),
        comments=setup.comments,
        types=setup.types,
        insecure=setup.env.get("ROADMAP_SYNC_INSECURE_HTTP") == "1",
    )
    return GitHubTracker(
        settings,
        say=setup.say,
        clock=setup.clock,
        sleep=setup.sleep,
        should_stop=setup.should_stop,
        deadline=setup.deadline,
    )


def _interval(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        raise UsageError(f"ROADMAP_SYNC_WRITE_INTERVAL={text!r}: write seconds, for example 1 or 0.5") from None


def _examine(setup: Setup) -> Iterator[Check]:
    if not setup.token:
        fix = "Set GITHUB_TOKEN or GH_TOKEN, or use --tracker local."
        yield Check(CheckLevel.ERROR, "token", f"none for {setup.repository}", fix)
        return
    yield from examine(open_tracker(setup))


PROVIDER = Provider(
    title="GitHub",
    open=open_tracker,
    examine=_examine,
    needs_repository=True,
    repositories=open_repositories,
)
