"""Branches and pull requests: refs, protection, merging."""

import re
from collections.abc import Iterable

from tests.fake_github.accounts import Actor
from tests.fake_github.actions import states
from tests.fake_github.actions.commits import Author, Change, commit
from tests.fake_github.git import Commit
from tests.fake_github.issuables import Issue, PullRequest
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Ref, Repository
from tests.fake_github.rights import Caller
from tests.fake_github.world import World

CLOSING = re.compile(r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)", re.IGNORECASE)


def create_ref(repository: Repository, name: str, oid: str) -> Ref:
    """Make a branch or a tag at a commit. Raises Refused where it is there or the commit is not."""
    if not re.fullmatch(r"refs/(heads|tags)/[^\s~^:?*\[\\]+", name):
        raise Refused("UNPROCESSABLE", "Reference name must start with 'refs/heads/' or 'refs/tags/'")
    if oid not in repository.git.commits:
        raise Refused("UNPROCESSABLE", "Object does not exist")
    ref = Ref(repository, name)
    known = repository.git.branches if ref.prefix == "refs/heads/" else repository.git.tags
    if ref.name in known:
        raise Refused("UNPROCESSABLE", "Reference already exists")
    known[ref.name] = repository.git.commits[oid]
    return ref


def delete_ref(ref: Ref) -> None:
    """Delete a branch or a tag."""
    git = ref.repository.git
    (git.branches if ref.prefix == "refs/heads/" else git.tags).pop(ref.name)


def check_unprotected(repository: Repository, branch: str, actor: Actor) -> None:
    """Raise Refused where a branch takes changes by pull request only, from everybody but those let past."""
    rule = repository.protected.get(branch)
    if rule is not None and actor.login not in rule.get("allowed", ()):
        raise Refused("UNPROCESSABLE", "Changes must be made through a pull request.")


def check_workflow_files(caller: Caller, paths: Iterable[str]) -> None:
    """Raise Refused where a token without the right for it would touch a workflow."""
    if not any(path.startswith(".github/workflows/") for path in paths):
        return
    token = caller.token
    allowed = token and ("workflow" in token.scopes or token.permissions.get("workflows") == "write")
    if not allowed:
        raise Refused("FORBIDDEN", "refusing to allow a token to create or update workflow without `workflow` scope")


def check_may_open(caller: Caller, repository: Repository) -> None:
    """Raise Refused where the repository's settings keep Actions from opening pull requests."""
    if caller.kind == "actions" and not repository.actions_may_open_pulls:
        raise Refused("FORBIDDEN", "GitHub Actions is not permitted to create or approve pull requests.")


def merge(world: World, actor: Actor, pull: PullRequest) -> None:
    """Merge a pull request; what its text says it closes is closed where the base is the default branch."""
    repository = pull.repository
    if pull.closed:
        raise Refused("UNPROCESSABLE", "Pull Request is not mergeable")
    head, base = repository.git.branches[pull.head_ref], repository.git.branches[pull.base_ref]
    message = f"Merge pull request #{pull.number} from {pull.head_ref}\n\n{pull.title}"
    change = Change(message=message, files={path: head.tree[path] for path in head.tree}, signed=True)
    made = commit(world, repository, pull.base_ref, Author(account=actor), change, parents=(base, head))
    pull.state, pull.merged_at, pull.closed_at, pull.merge_oid = "MERGED", world.now, world.now, made.oid
    states.automate(world, pull, "Pull request merged", "Done")
    if pull.base_ref == repository.default_branch:
        close_mentioned(world, actor, pull, f"{pull.title}\n{pull.body}\n{head.message}")


def close_mentioned(world: World, actor: Actor, closer: Commit | PullRequest, text: str) -> None:
    """Close the issues that a text says it closes."""
    for number in CLOSING.findall(text):
        issuable = closer.repository.issuables.get(int(number))
        if isinstance(issuable, Issue) and not issuable.closed:
            states.close(world, actor, issuable, closer=closer)


def pushed(world: World, actor: Actor, branch: str, made: Commit) -> Commit:
    """Do what follows from a new commit: on the default branch its message closes what it says. Give it back."""
    if branch == made.repository.default_branch:
        close_mentioned(world, actor, made, made.message)
    return made
