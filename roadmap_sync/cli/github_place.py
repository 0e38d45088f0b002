"""GitHub with what the session knows: token, addresses, pacing, boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote
from zoneinfo import ZoneInfo

from roadmap_sync.cli.session import Session
from roadmap_sync.cli.show import say
from roadmap_sync.desired.board import wanted_board
from roadmap_sync.errors import UsageError
from roadmap_sync.gh.tracker import GitHubTracker, Settings
from roadmap_sync.gh.transport import API_URL
from roadmap_sync.roadmap.model import CommitsFrom, Roadmap
from roadmap_sync.roadmap.outline import outline
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.state import Board, State


def open_github(
    session: Session, roadmaps: Sequence[Roadmap], repository: str, *, comments: bool = False
) -> GitHubPlace:
    """The repository as a tracker, for these roadmaps. Raises UsageError for settings that make no sense."""
    boards = (wanted_board(outline(roadmap)) for roadmap in roadmaps)
    settings = Settings(
        repository=repository,
        token=session.token,
        project_token=session.env.get("ROADMAP_SYNC_PROJECT_TOKEN", ""),
        api_url=session.env.get("GITHUB_API_URL") or API_URL,
        graphql_url=session.env.get("GITHUB_GRAPHQL_URL", ""),
        labels=tuple(dict.fromkeys(roadmap.label for roadmap in roadmaps)),
        boards=tuple(board for board in boards if board),
        write_interval=_interval(session),
        comments=comments,
    )
    return GitHubPlace(settings, say=say, clock=session.clock, sleep=session.sleep, should_stop=session.should_stop)


def _interval(session: Session) -> float:
    text = session.env.get("ROADMAP_SYNC_WRITE_INTERVAL", "") or "1"
    try:
        return max(0.0, float(text))
    except ValueError:
        raise UsageError(f"ROADMAP_SYNC_WRITE_INTERVAL={text!r}: write seconds, for example 1 or 0.5") from None


class GitHubPlace(GitHubTracker):
    """A repository together with its commits, stars, releases and pull requests."""

    _seen: tuple[Board, ...] = ()

    def read(self, *, everything: bool = False) -> State:
        """What stands there; the boards are kept for `links`."""
        state = super().read(everything=everything)
        self._seen = state.boards
        return state

    def activity(self, roadmap: Roadmap, zone: ZoneInfo) -> Activity:
        """Commits from the default branch, or of an account."""
        of_account = roadmap.commits_from is CommitsFrom.ACCOUNT
        return self.activity_for(roadmap.author, zone, roadmap.start, account=of_account)

    def links(self) -> Mapping[str, str]:
        """The issues, and the boards that were found."""
        label = quote(f'is:issue label:"{self.settings.labels[0]}"')
        found = {"Issues": f"{self.known_repository.url}/issues?q={label}"}
        boards = [board for board in self._seen if board.url]
        return found | {"Board" if len(boards) == 1 else f"Board {board.title}": board.url for board in boards}
