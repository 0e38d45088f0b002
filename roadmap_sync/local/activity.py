"""Commits of the learner, counted from `git log` of the repository that a folder belongs to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from roadmap_sync.tracker.activity import Activity, left_out_for_the_future
from roadmap_sync.tracker.automation import is_automation

if TYPE_CHECKING:
    import subprocess

_TIMEOUT = 120.0
# Git takes a date before 1970 for now.
_OLDEST = date(1971, 1, 1)
# What git may be told from outside; the rest of GIT_* could point it to another repository.
_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES")
# Merges that bring the tool's commits in are people's; both the repository's own folder and one beside a README below.
_OURS = ("--full-history", "--no-merges", "--", ":(top).github/roadmap", ".github/roadmap")
_NOREPLY = "@users.noreply.github.com"


class _NoHistoryError(Exception):
    """There is no history to count; the text says why."""


def git_activity(
    folder: Path, *, authors: Sequence[str], zone: ZoneInfo, since: date | None, today: date = date.max
) -> Activity:
    """Commits by day and week, by committer date in `zone`, from `since` on (a day there; None: all).

    `authors` are mail addresses, names or GitHub logins, case aside; none means everybody but programs. Merges count
    like others; commits that touch ``.github/roadmap`` are the tool's own and don't, nor do those dated after `today`.
    Never raises for a missing repository, git or history: `source` says so.
    """
    try:
        shallow = _look_around(folder)
        lines = _log(folder, since, "--format=%H %ct %aE%x1f%aN")
        ours = set(_log(folder, since, "--format=%H", *_OURS))
    except _NoHistoryError as reason:
        return Activity(source=str(reason))
    days = _days(lines, ours, {name.casefold() for name in authors}, zone)
    by_day = {day: count for day, count in sorted(days.items()) if (since is None or day >= since) and day <= today}
    future = sum(count for day, count in days.items() if day > today)
    by_week: Counter[date] = Counter()
    for day, count in by_day.items():
        by_week[day - timedelta(days=day.weekday())] += count
    source = "git log of this folder's repository" + (", a shallow clone: older commits are missing" if shallow else "")
    source += left_out_for_the_future(future)
    return Activity(commits_by_day=by_day, commits_by_week=dict(by_week), source=source)


def _look_around(folder: Path) -> bool:
    """Whether the folder's repository is a shallow clone. Raises _NoHistoryError where there is nothing to count."""
    done = _git(folder, "rev-parse", "--is-shallow-repository")
    if done.returncode:
        raise _NoHistoryError(_reason(done))
    if _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode:
        raise _NoHistoryError("no commits counted: the git repository has none yet")
    return done.stdout.strip() == b"true"


def _log(folder: Path, since: date | None, *arguments: str) -> list[str]:
    """The records of `git log`. A little more than asked for: git stops at the first old commit, clocks differ."""
    early = [f"--since={since - timedelta(days=30)}T00:00:00Z"] if since and since >= _OLDEST else []
    done = _git(folder, "log", "-z", "--no-show-signature", "--no-color", *early, *arguments)
    if done.returncode:
        raise _NoHistoryError(_reason(done))
    return [line for line in done.stdout.decode("utf-8", "replace").split("\0") if line]


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    import subprocess  # noqa: PLC0415 - only where commits are counted

    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    command = ["git", "--no-pager", "-C", str(folder), *arguments]
    try:
        return subprocess.run(  # noqa: S603 - a fixed list of arguments, no shell
            command, capture_output=True, stdin=subprocess.DEVNULL, env=environment, timeout=_TIMEOUT, check=False
        )
    except FileNotFoundError as error:
        raise _NoHistoryError("no commits counted: git is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise _NoHistoryError(f"no commits counted: git took longer than {_TIMEOUT:.0f} s") from error
    except OSError as error:
        raise _NoHistoryError(f"no commits counted: git can't be run: {error.strerror}") from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """Why git failed, without the paths that it names: the words may end up in a public report."""
    if b"not a git repository" in done.stderr or b"cannot change to" in done.stderr:
        return "no commits counted: no git repository here"
    if b"dubious ownership" in done.stderr:
        return "no commits counted: git does not trust this folder's owner (git help config, safe.directory)"
    return "no commits counted: git could not read the history (see git log here)"


def _days(lines: Sequence[str], ours: set[str], wanted: set[str], zone: ZoneInfo) -> Counter[date]:
    days: Counter[date] = Counter()
    known: dict[str, bool] = {}
    for line in lines:
        commit, _, rest = line.partition(" ")
        seconds, _, author = rest.partition(" ")
        if author not in known:
            known[author] = _counts(author, wanted)
        if not known[author] or commit in ours:
            continue
        try:
            days[datetime.fromtimestamp(int(seconds), zone).date()] += 1
        except (ValueError, OverflowError, OSError):
            continue  # a commit with a broken date belongs to no day
    return days


def _counts(author: str, wanted: set[str]) -> bool:
    mail, _, name = author.casefold().partition("\x1f")
    login = mail.removesuffix(_NOREPLY).rpartition("+")[2] if mail.endswith(_NOREPLY) else ""
    if is_automation(mail=mail, name=name, login=login):
        return False
    return not wanted or not wanted.isdisjoint({mail, name, login} - {""})
