"""The tracker of a session: which one it is, and how it is opened."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_sync.cli.gh_token import token_of_gh
from roadmap_sync.cli.output import say
from roadmap_sync.cli.registry import WITH_REPOSITORY, WITHOUT_REPOSITORY, provider
from roadmap_sync.cli.remotes import runner
from roadmap_sync.cli.session import Session, origin, repository
from roadmap_sync.desired.board import wanted_board
from roadmap_sync.errors import UsageError
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.outline import outline
from roadmap_sync.tracker.protocol import Tracker
from roadmap_sync.tracker.provider import Provider, Setup


def selected(session: Session, roadmaps: Sequence[Roadmap]) -> tuple[Provider, str]:
    """The kind of tracker that is asked for, or fits the folder, and the repository (""). Raises UsageError."""
    if session.tracker:
        chosen = provider(session.tracker)
        # A tracker without a repository must not fail because remote and environment name different ones.
        name = repository(session, roadmaps) if chosen.needs_repository else ""
        if chosen.needs_repository and not name:
            raise UsageError("which repository?", "Say it with --repo OWNER/NAME, or run where `origin` is on GitHub.")
        return chosen, name
    name = repository(session, roadmaps)
    return provider(WITH_REPOSITORY if name else WITHOUT_REPOSITORY), name


def setup_of(
    session: Session, roadmaps: Sequence[Roadmap], name: str, *, comments: bool = False, boards: bool = True
) -> Setup:
    """What a tracker is opened with for these roadmaps; `name` is the repository, or ""."""
    wanted = (wanted_board(outline(roadmap)) for roadmap in roadmaps) if boards else ()
    return Setup(
        folder=session.folder,
        env=session.env,
        repository=name,
        token=session.token or (_token_of_gh(session) if name else ""),
        labels=tuple(dict.fromkeys(roadmap.label for roadmap in roadmaps)),
        boards=tuple(board for board in wanted if board),
        comments=comments,
        types=any(roadmap.types for roadmap in roadmaps),
        moment=session.moment,
        clock=session.clock,
        sleep=session.sleep,
        say=say,
        should_stop=session.should_stop,
        deadline=session.deadline,
    )


def _token_of_gh(session: Session) -> str:
    """The token of GitHub's own command line, and a line that says so."""
    token, host = token_of_gh(session.env, runner(session.folder))
    if token:
        say(f"Token: that of gh for {host}, since GITHUB_TOKEN and GH_TOKEN are not set")
    return token


def open_tracker(
    session: Session, roadmaps: Sequence[Roadmap], *, comments: bool = False, boards: bool = True
) -> Tracker:
    """The session's tracker, and the first line of output, which says which it is. Raises UsageError.

    `comments`: also read those of issues, for notes of time spent, which only a report needs. `boards`: ask for them.
    """
    chosen, name = selected(session, roadmaps)
    tracker = chosen.open(setup_of(session, roadmaps, name, comments=comments, boards=boards))
    say(f"Tracker: {chosen.title}, {tracker.place}{'' if name else _elsewhere(session)}")
    return tracker


def _elsewhere(session: Session) -> str:
    """Where the remote is, if one might have meant it: without a repository the run is not about GitHub."""
    remote = origin(session) if not session.tracker else None
    return f" (the remote origin is on {remote.host}, not on GitHub)" if remote and remote.host else ""
