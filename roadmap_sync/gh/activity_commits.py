"""Whose a commit is: by the account that GitHub links it to, or by its mail address; bots never count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from roadmap_sync.gh.client import Json
from roadmap_sync.tracker.automation import is_automation

_NOREPLY = "@users.noreply.github.com"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as far as counting goes; login and mail in lower case."""

    oid: str
    at: datetime
    login: str
    mail: str
    is_bot: bool
    is_merge: bool


def commit_of(node: Json) -> Commit:
    """A commit as GitHub sends it. Its day is that of its commit date, as in its history's `since`."""
    author = node["author"] or {}
    login = ((author.get("user") or {}).get("login") or "").casefold()
    mail, name = (author.get("email") or "").casefold(), (author.get("name") or "").casefold()
    # GitHub links no account to some commits made on its website; the address ID+LOGIN@… still names it.
    if not login and mail.endswith(_NOREPLY):
        login = mail.removesuffix(_NOREPLY).rpartition("+")[2]
    return Commit(
        oid=node["oid"],
        at=datetime.fromisoformat(node["committedDate"]),
        login=login,
        mail=mail,
        is_bot=is_automation(mail=mail, name=name, login=login),
        # A merge brings in work that is counted already, commit by commit.
        is_merge=node["parents"]["totalCount"] > 1,
    )


@dataclass(frozen=True, slots=True)
class AuthorFilter:
    """Whose commits count. `ids` are the accounts' node ids, by which the server counts."""

    logins: tuple[str, ...]
    mails: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    everybody: bool = False

    def __str__(self) -> str:
        """In words, for the report; mail addresses are nobody's business there."""
        if self.everybody:
            return "everybody but bots"
        names = [*self.logins, *(["mail address"] if self.mails else [])]
        return ", ".join(dict.fromkeys(names))

    def counts(self, commit: Commit) -> bool:
        """Whether a commit counts."""
        return not commit.is_bot and (self.everybody or commit.login in self.logins or commit.mail in self.mails)

    def counts_author(self, author: Json | None) -> bool:
        """Whether a pull request by this author counts; those known by mail alone can't be told from others."""
        # A deleted account leaves a pull request without an author.
        if author is None or author["__typename"] == "Bot":
            return False
        return self.everybody or bool(self.mails) or author["login"].casefold() in self.logins

    def filters(self, seen: Sequence[Commit]) -> list[tuple[int, Json | None]]:
        """What the server is to count, added or taken off: an author each, None for everybody."""
        if not self.everybody:
            # Where both are given the server heeds the id alone, so ids and addresses are counted separately.
            return [(1, {"id": one}) for one in self.ids] + ([(1, {"emails": list(self.mails)})] if self.mails else [])
        # The API can't exclude an author: what bots did is counted as well and subtracted.
        bots = sorted({commit.mail for commit in seen if commit.is_bot and commit.mail})
        return [(1, None), (-1, {"emails": bots})] if bots else [(1, None)]
