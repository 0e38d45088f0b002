"""The command line against the fake GitHub, as people run it; no word of it ever holds a token."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from roadmap_sync.cli.session import Session, session
from tests.cli.conftest import Done, Shell
from tests.fake_github import FakeGitHub, Issue, Person, Repository

DAY = "2026-03-02"
MARK = re.compile(r"<!-- roadmap-sync:begin (\S+) -->")
DATED = {"plan", "sync", "status", "start", "done", "reopen", "skip", "report", "remove", "doctor"}


@dataclass
class GitHubShell:
    """A folder with roadmaps, ada's repository on a GitHub, and a token in the environment."""

    shell: Shell
    gh: FakeGitHub
    repo: Repository
    monkeypatch: pytest.MonkeyPatch
    tokens: list[str] = field(default_factory=list)

    def __call__(self, *arguments: object, day: str = DAY) -> Done:
        """Run a command on that day; its words hold no token."""
        dated = ["--today", day] if arguments[0] in DATED else []
        done = self.shell(*arguments, *dated)
        assert not [token for token in self.tokens if token in done.out + done.err], "a token was shown"
        return done

    def sync(self, *arguments: object, day: str = DAY) -> Done:
        """A sync that ends well."""
        done = self("sync", *arguments, day=day)
        assert done.code == 0, done.err
        return done

    def fails(self, *arguments: object) -> Done:
        """A command that ends with 1 and leaves the repository as it was."""
        before = self.seen()
        done = self(*arguments)
        assert done.code == 1, done.out + done.err
        assert self.seen() == before
        return done

    def still(self) -> None:
        """Nothing is left to do: no plan, and a sync that asks for no change."""
        plan = self("plan", "--exit-code")
        assert plan.code == 0, plan.out
        self.gh.log.clear()
        self.sync()
        self.gh.assert_readonly()

    def act_as(self, kind: str = "classic", *, board: str = "", **settings: Any) -> str:
        """Use another token; `board` is one for the board alone."""
        token = self.gh.token(kind, **settings)
        self.set(GITHUB_TOKEN=token, ROADMAP_SYNC_PROJECT_TOKEN=board)
        self.tokens += [token, board] if board else [token]
        return token

    def set(self, **environment: str) -> None:
        for name, value in environment.items():
            self.monkeypatch.setenv(name, value)

    def on_its_clock(self) -> None:
        """Let commands live in the fake's time, where waiting takes none."""

        def made(*where: Any) -> Session:
            return replace(session(*where), clock=self.gh.clock.now, sleep=self.gh.clock.advance)

        for name in ("sync", "plan", "report", "doctor"):
            self.monkeypatch.setattr(f"roadmap_sync.cli.{name}.session", made)

    def by_key(self) -> dict[str, Issue]:
        """Our issues by what comes after the roadmap's id in their keys; no key stands twice."""
        found = [(mark[1].partition("/")[2], issue) for issue in self.repo.issues if (mark := MARK.search(issue.body))]
        assert max(Counter(key for key, _ in found).values(), default=0) <= 1, "an issue is there twice"
        return dict(found)

    def seen(self) -> dict[str, Any]:
        """All that people can see."""
        return self.repo.snapshot()

    @property
    def ada(self) -> Person:
        return self.gh.as_user("ada")


@pytest.fixture
def online(shell: Shell, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> GitHubShell:
    """The repository ada/learning, and a classic token of hers with all scopes; nothing is paced."""
    repo = github.add_repository("ada/learning")
    made = GitHubShell(shell, github, repo, monkeypatch)
    made.set(GITHUB_API_URL=github.url, GITHUB_REPOSITORY="ada/learning", ROADMAP_SYNC_WRITE_INTERVAL="0")
    made.act_as()
    return made
