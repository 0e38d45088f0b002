"""Who asks, and what that token and that person may do."""

from dataclasses import dataclass

from tests.fake_github.accounts import Actor, Token, User
from tests.fake_github.boards import Project
from tests.fake_github.issuables import Issuable
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import ROLES, Repository

AREAS = {
    "triage": ("issues", "TRIAGE"),
    "write issues": ("issues", "WRITE"),
    "comment": ("issues", "READ"),
    "comment pulls": ("pull_requests", "READ"),
    "push": ("contents", "WRITE"),
    "pulls": ("pull_requests", "WRITE"),
    "admin": ("administration", "ADMIN"),
    "read admin": ("administration", "WRITE"),
    "actions": ("actions", "WRITE"),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose request it is. Without a token it is anybody's."""

    token: Token | None

    @property
    def kind(self) -> str:
        """The kind of token: classic, fine_grained, actions or anonymous."""
        return self.token.kind if self.token else "anonymous"

    @property
    def account(self) -> str:
        """The login of the account whose limits count; "" for nobody's."""
        return self.actor.login if self.token else ""

    @property
    def actor(self) -> Actor:
        """Who acts. Raises Refused where nobody does."""
        if self.token is None:
            raise Refused("UNAUTHORIZED", "Requires authentication")
        return self.token.user

    def reaches(self, repository: Repository) -> bool:
        """Tell whether the token is for this repository at all."""
        token = self.token
        if token is None or not token.repositories:
            return token is not None
        return repository.full_name.casefold() in token.repositories

    def sees(self, repository: Repository) -> bool:
        """Tell whether the repository exists for this caller."""
        if not repository.private:
            return True
        if self.token is None or not self.reaches(repository):
            return False
        if self.kind == "classic":
            return "repo" in self.token.scopes and repository.role(self.token.user) is not None
        return self.kind == "actions" or repository.role(self.token.user) is not None

    def role(self, repository: Repository) -> str:
        """Give the role in a repository, the token's limits left out of it."""
        if self.kind == "actions":
            return "WRITE" if self.reaches(repository) else "READ"
        return (repository.role(self.token.user) if self.token else None) or "READ"

    def may(self, action: str, repository: Repository) -> bool:
        """Tell whether both the person and the token allow a action (a key of AREAS)."""
        area, role = AREAS[action]
        if self.token is None or ROLES.index(self.role(repository)) < ROLES.index(role):
            return False
        if self.kind == "classic":
            return bool(self.token.scopes & ({"repo"} if repository.private else {"repo", "public_repo"}))
        wanted = "read" if action == "read admin" else "write"
        granted = self.token.permissions.get(area, "none")
        return self.reaches(repository) and granted in {wanted, "write"}

    def need(self, action: str, repository: Repository, operation: str = "") -> None:
        """Raise Refused in GitHub's words for this kind of token, unless it may."""
        if repository.archived and action != "read admin":
            raise Refused("FORBIDDEN", "Repository was archived so is read-only.")
        if not self.may(action, repository):
            raise Refused("FORBIDDEN", self.denial(operation))

    def need_author_or(self, action: str, issuable: Issuable, operation: str = "") -> None:
        """Raise Refused unless the issuable is the caller's own, or they may do the action to anybody's."""
        own = self.token is not None and issuable.author is self.token.user and self.may("comment", issuable.repository)
        if issuable.repository.archived or not own:
            self.need(action, issuable.repository, operation)

    def denial(self, operation: str = "") -> str:
        """Say what GitHub says to this kind of token when it may not."""
        match self.kind:
            case "fine_grained":
                return "Resource not accessible by personal access token"
            case "actions":
                return "Resource not accessible by integration"
            case "anonymous":
                return "Requires authentication"
        if operation:
            called = operation[0].upper() + operation[1:]
            return f"{self.actor.login} does not have the correct permissions to execute `{called}`"
        return "Must have admin rights to Repository."

    def sees_board(self, project: Project) -> bool:
        """Tell whether a board exists for this caller."""
        return self._board(project, "read") and (project.public or self._is_theirs(project))

    def may_change_board(self, project: Project) -> bool:
        """Tell whether this caller may change a board."""
        return self._board(project, "write") and self._is_theirs(project)

    def may_own_boards(self, owner: object) -> bool:
        """Tell whether this caller may make boards for an owner."""
        return self._reach(owner, "write") and (
            self.token is not None and (owner is self.token.user or self.token.user in _members(owner))
        )

    def _board(self, project: Project, level: str) -> bool:
        return self._reach(project.owner, level)

    def _reach(self, owner: object, level: str) -> bool:
        if self.token is None or self.kind == "actions":
            return False
        if self.kind == "classic":
            wanted = {"project"} if level == "write" else {"project", "read:project"}
            return bool(self.token.scopes & wanted)
        if isinstance(owner, User):
            return False  # no fine-grained token reaches a person's board
        granted = self.token.permissions.get("organization_projects", "none")
        return granted in {"write", level}

    def _is_theirs(self, project: Project) -> bool:
        user = self.token.user if self.token else None
        return user is project.owner or user in _members(project.owner)


def _members(owner: object) -> list[User]:
    return list(getattr(owner, "members", ()))
