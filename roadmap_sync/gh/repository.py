"""The repository that is synced and the rights of the token there, as the first answer gives them."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.client import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryInfo:
    """A repository under its present name, and the viewer's role there.

    `permission` is "" for a workflow's own token, whose rights GitHub does not tell.
    """

    id: str
    full_name: str
    url: str
    private: bool
    archived: bool
    permission: str
    viewer: str
    owner_id: str
    owner_kind: str

    @property
    def owner(self) -> str:
        """The owner's login."""
        return self.full_name.partition("/")[0]

    @property
    def name(self) -> str:
        """The name without the owner."""
        return self.full_name.partition("/")[2]


def repository_of(data: Json) -> RepositoryInfo:
    """The repository, from the first answer."""
    found = data["repository"]
    return RepositoryInfo(
        id=found["id"],
        # The present name: REST answers writes to an old one with a redirect, which is not followed.
        full_name=found["nameWithOwner"],
        url=found["url"],
        private=found["isPrivate"],
        archived=found["isArchived"],
        # Null for the tokens of apps, and so of workflows.
        permission=found["viewerPermission"] or "",
        viewer=data["viewer"]["login"],
        owner_id=found["owner"]["id"],
        owner_kind=found["owner"]["__typename"],
    )


def check_readable(found: Json) -> None:
    """Raise TrackerError where the repository has no issues to read."""
    name = found["nameWithOwner"]
    if found["isDisabled"]:
        raise TrackerError(f"GitHub has disabled {name}", "Its owner must settle that with GitHub's support.")
    if not found["hasIssuesEnabled"]:
        raise TrackerError(
            f"Issues are switched off in {name}",
            "Switch them on in the repository's settings, under General > Features.",
        )


def no_such_repository(full_name: str) -> TrackerError:
    """The error for a repository that cannot be seen."""
    return TrackerError(
        f"GitHub knows no repository {full_name}, or the token may not see it",
        "Check the name (OWNER/NAME) and, for a private repository, that the token has access to it.",
    )


def split(full_name: str) -> tuple[str, str]:
    """Owner and name. Raises TrackerError where there are not two."""
    # The address of a clone ends in .git.
    owner, _, name = full_name.strip().removesuffix(".git").partition("/")
    if not owner or not name or "/" in name:
        raise TrackerError(f"Not a repository: {full_name!r}", "Write it as OWNER/NAME.")
    return owner, name
