"""Authors of marks who look like strangers: in an organization a private member does so to a workflow's token.

Each is looked up once, by the repository's permission, so that a member who synced from a laptop and the workflow
agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from roadmap_sync.gh.client import Client
from roadmap_sync.gh.failure import RequestRefusedError
from roadmap_sync.gh.repository import RepositoryInfo
from roadmap_sync.tracker.state import Issue

LOOKUPS = 5
"""So many authors are looked up in a run, whoever opens issues with marks."""
_ROLES = frozenset({"triage", "write", "maintain", "admin"})


@dataclass(slots=True)
class Authors:
    """Who was looked up in this run, by login, and whether they have a role in the repository."""

    client: Client
    _trusted: dict[str, bool] = field(default_factory=dict)

    def known(self, issues: Sequence[Issue], repository: RepositoryInfo) -> tuple[Issue, ...]:
        """The issues, with authors as trusted who have a role there; those with most marks are looked up first."""
        if repository.owner_kind != "Organization":
            return tuple(issues)
        marks = Counter(
            issue.found.author
            for issue in issues
            if issue.key and issue.found and issue.found.author and not issue.found.author_trusted
            if not issue.found.author_app
        )
        for login, _ in marks.most_common():
            if login not in self._trusted and len(self._trusted) < LOOKUPS:
                self._trusted[login] = self._has_role(login, repository)
        return tuple(self._as_known(issue) for issue in issues)

    def _as_known(self, issue: Issue) -> Issue:
        found = issue.found
        if found is None or found.author_app or not self._trusted.get(found.author):
            return issue
        return replace(issue, found=replace(found, author_trusted=True))

    def _has_role(self, login: str, repository: RepositoryInfo) -> bool:
        path = f"/repos/{repository.full_name}/collaborators/{quote(login, safe='')}/permission"
        try:
            told = self.client.get(path) or {}
        # A token that may not ask: the author stays a stranger, which is told with the way out.
        except RequestRefusedError:
            return False
        # `permission` knows no triage and maintain; a role of the organization's own has a name of its own.
        return told.get("role_name") in _ROLES or told.get("permission") in _ROLES
