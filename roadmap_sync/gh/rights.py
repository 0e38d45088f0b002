"""Whether the token may write, checked before anything is written, and what to do where it may not."""

from __future__ import annotations

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.repository import RepositoryInfo

# Without push access (READ, TRIAGE) GitHub silently drops labels and milestones of a new issue.
WRITERS = frozenset({"WRITE", "MAINTAIN", "ADMIN"})


def missing_right(repository: RepositoryInfo, scopes: frozenset[str] | None) -> TrackerError | None:
    """Why this token can't sync here, as far as can be known without trying; None where nothing is known against it.

    `scopes` are those of a classic token, None for others. The rights of a workflow's own and of a fine-grained token
    show only when they are used: there the first write tells, and it is the lock.
    """
    if repository.archived:
        return TrackerError(
            f"{repository.full_name} is archived: nothing can be written there",
            "Unarchive it in its settings, under General > Danger Zone, or name another repository.",
        )
    if repository.permission and repository.permission not in WRITERS:
        return TrackerError(
            f"{repository.viewer} may not write to {repository.full_name} (role: {repository.permission.lower()})",
            "Ask its owner for the role Write, or use your own repository: GitHub would drop labels and milestones"
            " without a word.",
        )
    # `public_repo` covers public repositories alone.
    wanted = {"repo"} if repository.private else {"repo", "public_repo"}
    if scopes is not None and not scopes & wanted:
        return TrackerError(
            f"The token lacks the scope {' or '.join(sorted(wanted))} (it has: {', '.join(sorted(scopes)) or 'none'})",
            "Give it that scope at https://github.com/settings/tokens, or make a new token.",
        )
    return None


def check_may_write(repository: RepositoryInfo, scopes: frozenset[str] | None) -> None:
    """Raise TrackerError where this token can't sync here."""
    error = missing_right(repository, scopes)
    if error:
        raise error
