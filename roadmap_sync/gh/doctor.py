"""The checks of the `doctor` command: what works, what does not, and how to fix it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.failure import RequestRefusedError
from roadmap_sync.gh.rights import missing_right
from roadmap_sync.gh.tracker import GitHubTracker
from roadmap_sync.gh.transport import API_VERSION
from roadmap_sync.tracker import board_token
from roadmap_sync.tracker.provider import Check, CheckLevel
from roadmap_sync.tracker.state import State

WORKFLOW = ".github/workflows/roadmap.yml"
_SHOWN = 5  # authors that are named
_SKEW = 120.0  # seconds: from here on dates of commits and leases of locks suffer
_WITHOUT = "Without it all but the board is kept in step."
_KINDS = (
    ("github_pat_", "fine-grained personal token"),
    ("ghp_", "classic personal token"),
    ("ghs_", "token of an app or a workflow"),
    ("gho_", "token of an OAuth app"),
    ("ghu_", "token of an app for a user"),
)


def examine(tracker: GitHubTracker, *, workflow: str = WORKFLOW) -> Iterator[Check]:
    """All checks, in their order; nothing is written. Later ones are left out where an earlier one is hopeless."""
    # The token first: a wrong one is the reason for all that follows.
    yield _token(tracker)
    try:
        state = tracker.read()
    except TrackerError as error:
        yield Check(CheckLevel.ERROR, "repository", error.message, error.hint)
        return
    repository = tracker.known_repository
    kind = "private" if repository.private else "public"
    yield Check(
        CheckLevel.OK, "repository", f"{repository.full_name} ({kind}), issues are on, {len(state.issues)} of ours"
    )
    if repository.full_name.casefold() != tracker.settings.repository.casefold():
        yield Check(
            CheckLevel.WARNING, "name", f"it was renamed from {tracker.settings.repository}", "Use the new name."
        )
    yield _rights(tracker)
    yield from _scopes(tracker)
    yield from _boards(tracker, [board.problem for board in state.boards])
    yield from _locks(tracker)
    yield from _authors(state)
    yield _workflow(tracker, workflow)
    yield _branch(tracker)
    yield _clock(tracker)
    yield _version(tracker)
    yield _limit(tracker)


def _token(tracker: GitHubTracker) -> Check:
    token = tracker.settings.token
    kind = next((words for start, words in _KINDS if token.startswith(start)), "token of an unknown kind")
    return Check(CheckLevel.OK, "token", f"a {kind}")


def _rights(tracker: GitHubTracker) -> Check:
    repository = tracker.known_repository
    problem = missing_right(repository, tracker.client.scopes)
    if problem:
        return Check(CheckLevel.ERROR, "rights", problem.message, problem.hint)
    # The token of an app has no role: GitHub sends null.
    if not repository.permission:
        return Check(
            CheckLevel.OK,
            "rights",
            "GitHub does not tell a workflow's rights: `permissions:` needs issues: write at least",
        )
    role = f"{repository.viewer} has the role {repository.permission.lower()}"
    if tracker.settings.token.startswith("github_pat_"):
        role += (
            "; GitHub does not tell what a fine-grained token may: it needs Issues: read and write (reports: Contents)"
        )
    return Check(CheckLevel.OK, "rights", role)


def _scopes(tracker: GitHubTracker) -> Iterator[Check]:
    scopes = tracker.client.scopes
    # Fine-grained tokens have permissions instead, which no answer tells.
    if scopes is not None:
        yield Check(CheckLevel.OK, "scopes", ", ".join(sorted(scopes)) or "none")


def _is_of_rights(problem: str) -> bool:
    """Whether another token would help."""
    return board_token.VARIABLE in problem


def _boards(tracker: GitHubTracker, problems: list[str]) -> Iterator[Check]:
    if not tracker.settings.boards:
        return
    wrong = [problem for problem in problems if problem]
    for problem in wrong:
        yield Check(CheckLevel.WARNING, "board", problem, board_token.WHICH if _is_of_rights(problem) else _WITHOUT)
    if not wrong:
        found = len([problem for problem in problems if not problem])
        text = "reachable" if found else "not there yet: the first sync makes it"
        yield Check(CheckLevel.OK, "board", text)


def _locks(tracker: GitHubTracker) -> Iterator[Check]:
    for label in tracker.locks:
        yield Check(
            CheckLevel.WARNING,
            "lock",
            f"the label {label.name!r} is there: {label.description}",
            "If no sync is under way, one was killed: the next one after that time takes the label away, or delete it.",
        )


def _authors(state: State) -> Iterator[Check]:
    """Whose marks don't count, as this token sees them: another one may see a private member as such."""
    found = Counter(
        f"{issue.found.author}[bot]" if issue.found.author_app else issue.found.author
        for issue in state.issues
        if issue.key and issue.found and issue.found.author and not issue.found.author_trusted
    )
    if found:
        names = ", ".join(f"{name} ({count})" for name, count in found.most_common(_SHOWN))
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        first = found.most_common(1)[0][0]
        line = f'trust: ["{first}"]' if "[" in first else f"trust: [{first}]"
        yield Check(
            CheckLevel.WARNING,
            "authors",
            f"issues with our mark by people who have no role here, as far as this token sees: {names}{more}",
            f"They don't count. If one synced from another machine, write `{line}` into the roadmap.",
        )


def _workflow(tracker: GitHubTracker, path: str) -> Check:
    name = path.rpartition("/")[2]
    add = "Run `roadmap-sync init`, which writes it, and commit it to the default branch."

    def look() -> Check:
        found = tracker.client.get(f"/repos/{tracker.known_repository.full_name}/actions/workflows/{name}")
        if found["state"] == "active":
            return Check(CheckLevel.OK, "workflow", f"{path} is there and enabled")
        # GitHub switches schedules off in a public repository where nothing happened for 60 days.
        reason = "after 60 days without activity" if found["state"] == "disabled_inactivity" else found["state"]
        return Check(CheckLevel.WARNING, "workflow", f"{path} is disabled ({reason})", "Enable it on the Actions page.")

    return _asked("workflow", look, {404: Check(CheckLevel.WARNING, "workflow", f"there is no {path}", add)})


def _branch(tracker: GitHubTracker) -> Check:
    def look() -> Check:
        repository = tracker.client.get(f"/repos/{tracker.known_repository.full_name}")
        name = repository["default_branch"]
        branch = tracker.client.get(f"/repos/{tracker.known_repository.full_name}/branches/{name}")
        # A workflow's commit of the report would be refused there.
        if branch["protected"]:
            hint = "Publish the report with --pull-request, or let the token past the protection."
            return Check(CheckLevel.WARNING, "branch", f"{name} is protected", hint)
        return Check(CheckLevel.OK, "branch", f"{name}, not protected")

    # A repository without commits has no branch: 404.
    empty = Check(CheckLevel.OK, "branch", "the repository has no commits yet: nothing to count, no report to commit")
    return _asked("branch", look, {404: empty})


def _asked(name: str, look: Callable[[], Check], known: dict[int, Check]) -> Check:
    """What looking gives; refusals that are known mean something, others are told."""
    try:
        return look()
    except RequestRefusedError as error:
        return known.get(error.status) or Check(CheckLevel.WARNING, name, error.message, error.hint)
    except TrackerError as error:
        return Check(CheckLevel.WARNING, name, error.message, error.hint)


def _clock(tracker: GitHubTracker) -> Check:
    skew = tracker.client.skew
    if skew is None:
        return Check(CheckLevel.WARNING, "clock", "GitHub did not say what time it is")
    seconds = skew.total_seconds()
    if abs(seconds) < _SKEW:
        return Check(CheckLevel.OK, "clock", "agrees with GitHub's")
    way = "ahead of" if seconds < 0 else "behind"
    return Check(CheckLevel.WARNING, "clock", f"{abs(seconds):.0f} s {way} GitHub's", "Set this machine's clock.")


def _version(tracker: GitHubTracker) -> Check:
    told = tracker.client.headers.get("x-github-api-version-selected", API_VERSION)
    server = tracker.client.headers.get("x-github-enterprise-version", "")
    where = f"GitHub Enterprise Server {server}" if server else tracker.client.transport.api_url
    lacks = "; ".join(tracker.warnings)
    if lacks:
        return Check(CheckLevel.WARNING, "API", f"version {told} at {where}: {lacks}", "Update the server.")
    return Check(CheckLevel.OK, "API", f"version {told} at {where}")


def _limit(tracker: GitHubTracker) -> Check:
    left, most = (tracker.client.headers.get(f"x-ratelimit-{name}") for name in ("remaining", "limit"))
    if left is None or most is None:
        return Check(CheckLevel.OK, "limit", "none told by this server")
    # Enterprise servers may have limits switched off, and then send none of these headers.
    if left.isdigit() and int(left) == 0:
        return Check(CheckLevel.WARNING, "limit", "nothing is left for this hour", "Wait until the hour is over.")
    return Check(CheckLevel.OK, "limit", f"{left} of {most} left for this hour")
