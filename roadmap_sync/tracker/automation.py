"""Identities under which programs commit: what they do is nobody's learning.

GitHub marks its apps with ``[bot]``. Others commit under addresses of their own; each has its source here.
"""

from __future__ import annotations

_BOT = "[bot]"
_ADDRESSES = frozenset(
    {
        # Examples of GitHub's own workflows, and actions that commit (github.com/actions/checkout, README).
        "action@github.com",
        "actions@github.com",
        "github-actions@github.com",
        "actions-user@users.noreply.github.com",
        "65916846+actions-user@users.noreply.github.com",
        # Renovate (docs.renovatebot.com, `gitAuthor`), also from when it was WhiteSource's.
        "bot@renovateapp.com",
        "renovate@whitesourcesoftware.com",
        # Dependabot before it was GitHub's own (github.com/dependabot/dependabot-core).
        "support@dependabot.com",
        # Greenkeeper, Snyk, semantic-release (its README, "Git author").
        "support@greenkeeper.io",
        "snyk-bot@snyk.io",
        "semantic-release-bot@martynus.net",
        # GitLab's and Travis CI's own committers.
        "builds@travis-ci.org",
        "deploy@travis-ci.org",
    }
)
_LOGINS = frozenset(
    {"actions-user", "renovate-bot", "dependabot-support", "semantic-release-bot", "snyk-bot", "web-flow"}
)


def is_automation(*, mail: str = "", name: str = "", login: str = "") -> bool:
    """Whether an author is a program, by mail address, name or login; case aside."""
    mail, name, login = mail.casefold(), name.casefold(), login.casefold()
    marked = name.endswith(_BOT) or login.endswith(_BOT) or mail.partition("@")[0].endswith(_BOT)
    return marked or mail in _ADDRESSES or login in _LOGINS
