"""Publishing files by the API: one signed commit on the default branch, or a pull request that is kept up to date.

The commit is made only where the branch is still what was read; else all is read and decided again.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.attempts import attempts
from roadmap_sync.gh.batch import carry_out
from roadmap_sync.gh.client import Client, Json
from roadmap_sync.gh.failure import AnswerLostError, RequestRefusedError
from roadmap_sync.gh.mutation import Done, Failed, Mutation, Result, Unknown
from roadmap_sync.gh.reading import nodes
from roadmap_sync.gh.repository import no_such_repository, split
from roadmap_sync.gh.retry import LOST_WAITS, refusal_of
from roadmap_sync.tracker.publishing import Make, Message, Published

BRANCH = "roadmap-sync/report"
WORKFLOWS = ".github/workflows/"

_BLOBS = "{ ... on Blob { text isTruncated isBinary } }"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """A branch as read: its last commit and that one's parent, the texts of some files; our open pull request."""

    branch: str
    oid: str
    parent: str
    repository: str
    id: str
    url: str
    pull: str
    texts: Mapping[str, str]


@dataclass(slots=True)
class GitHubPublisher:
    """Publishes to `repository` (OWNER/NAME); pull requests come from `branch`, which is ours alone."""

    client: Client
    repository: str
    branch: str = BRANCH

    def commit(self, make: Make, message: Message) -> Published:
        """One commit on the default branch. Raises TrackerError, naming the pull request where it is protected."""
        sent: tuple[str, ...] = ()
        for _ in attempts(self.client.timing, LOST_WAITS, "The branch moved on"):
            # Read again each time: the text is made from the file as it is now, so nobody's commit is undone.
            tree = self._default(list(make({})))
            changed = _changed(make, tree)
            # Nothing left to change after a lost answer: the commit was made.
            if not changed:
                return Published(sent, f"{tree.url}/commit/{tree.oid}" if sent else "")
            result = self._commit(tree, changed, message)
            if isinstance(result, Done):
                return Published(tuple(changed), result.payload["commit"]["url"])
            if isinstance(result, Failed) and not _is_race(result):
                raise _refused(result)
            sent = tuple(changed) if isinstance(result, Unknown) else ()
        raise TrackerError("The branch moved on each time a report was to be committed", "Run again.")

    def pull_request(self, make: Make, message: Message) -> Published:
        """A pull request from a branch of ours, the same one each time. Raises TrackerError."""
        for _ in attempts(self.client.timing, LOST_WAITS, "The branch moved on"):
            base = self._default(list(make({})))
            changed = _changed(make, base)
            if not changed:
                return Published()
            self._check_scope(changed)
            result = self._on_our_branch(base, changed, message)
            if isinstance(result, Done):
                return Published(tuple(changed) if result.payload else (), self._open(base, message))
            if isinstance(result, Failed) and not _is_race(result):
                raise _refused(result)
        raise TrackerError("The branch of the pull request moved on each time", "Run again.")

    def _check_scope(self, changed: Mapping[str, str]) -> None:
        """Raise TrackerError where GitHub would refuse the commit after the branch was made."""
        scopes = self.client.scopes
        if scopes is not None and "workflow" not in scopes and any(path.startswith(WORKFLOWS) for path in changed):
            raise TrackerError(
                "The token lacks the scope workflow, without which no file of a workflow can be written",
                "Give it that scope at https://github.com/settings/tokens, or make a new token.",
            )

    def _on_our_branch(self, base: _Tree, changed: Mapping[str, str], message: Message) -> Result:
        """Let our branch hold the files, on top of the default branch as it is now; no payload where it does."""
        now = self._read(list(changed), self.branch)
        if now and now.parent == base.oid and all(now.texts.get(path) == text for path, text in changed.items()):
            return Done()
        self._move(base, exists=now is not None)
        return self._commit(replace(base, branch=self.branch), changed, message)

    def _default(self, paths: Sequence[str]) -> _Tree:
        tree = self._read(paths)
        if tree is None:
            raise TrackerError(
                f"{self.repository} is empty: there is no branch to commit to", "Commit something first, a README say."
            )
        return tree

    def _read(self, paths: Sequence[str], branch: str = "") -> _Tree | None:
        """The default branch or another, None where it is not there. Raises TrackerError."""
        owner, name = split(self.repository)
        variables: Json = {"owner": owner, "name": name, "ref": f"refs/heads/{branch or self.branch}"}
        variables |= {f"p{n}": f"{branch or 'HEAD'}:{path}" for n, path in enumerate(paths)}
        found = self._ask(len(paths), variables)
        # A file not told of would be written from scratch, without what people wrote in it: it is looked for twice.
        if not all(found[f"p{n}"] for n in range(len(paths))):
            found = self._ask(len(paths), variables)
        ref = found["ref"] if branch else found["defaultBranchRef"]
        return _tree_of(found, ref, paths) if ref else None

    def _ask(self, files: int, variables: Json) -> Json:
        answer = self.client.query(_document(files, self.branch), variables)
        found: Json | None = answer.data.get("repository")
        for error in answer.errors:
            if found and error.path:
                raise refusal_of(error)
        if not found:
            raise no_such_repository(self.repository)
        return found

    def _commit(self, tree: _Tree, changed: Mapping[str, str], message: Message) -> Result:
        additions = [
            {"path": path, "contents": b64encode(text.encode()).decode("ascii")} for path, text in changed.items()
        ]
        given: Json = {
            "branch": {"repositoryNameWithOwner": tree.repository, "branchName": tree.branch},
            # GitHub refuses the commit where somebody pushed after we read.
            "expectedHeadOid": tree.oid,
            "fileChanges": {"additions": additions},
            "message": {"headline": message.headline, "body": message.body},
        }
        return carry_out(self.client, [Mutation("createCommitOnBranch", given, "commit { oid url }")])[0]

    def _move(self, base: _Tree, *, exists: bool) -> None:
        """Reset our branch to the commit of another. Raises TrackerError."""
        # By its present name: GitHub answers a write under a former one with a redirect, which is not followed.
        refs, oid = f"/repos/{base.repository}/git/refs", base.oid
        try:
            if exists:
                # Forced: the branch is ours alone, and starts again from the default branch.
                self.client.send("PATCH", f"{refs}/heads/{quote(self.branch)}", {"sha": oid, "force": True})
            else:
                self.client.send("POST", refs, {"ref": f"refs/heads/{self.branch}", "sha": oid})
        except AnswerLostError:
            return  # the commit tells: it wants the branch where it should be
        except RequestRefusedError as error:
            if "already exists" not in error.message:
                raise

    def _open(self, base: _Tree, message: Message) -> str:
        """The address of the pull request, opened where there is none. Raises TrackerError."""
        # The open one shows the new commit of its branch by itself.
        if base.pull:
            return base.pull
        given = {
            "repositoryId": base.id,
            "baseRefName": base.branch,
            "headRefName": self.branch,
            "title": message.headline,
            "body": message.body,
        }
        mutation = Mutation("createPullRequest", given, "pullRequest { url }")
        for attempt in attempts(self.client.timing, LOST_WAITS, "Looking for the pull request"):
            # A request without an answer may have opened it: look before it is opened a second time.
            if attempt.number and (now := self._default([])).pull:
                return now.pull
            if attempt.is_last:
                break
            result = carry_out(self.client, [mutation])[0]
            if isinstance(result, Done):
                return str(result.payload["pullRequest"]["url"])
            if isinstance(result, Failed) and "already exists" not in result.error.message:
                raise _refused_pull(result)
        raise TrackerError("The pull request could not be opened: GitHub did not answer", "Run again.")


def _document(files: int, branch: str) -> str:
    """A branch, ours, its open pull request, and the texts of some files (``$p0``…)."""
    declared = "".join(f", $p{n}: String!" for n in range(files))
    blobs = " ".join(f"p{n}: object(expression: $p{n}) {_BLOBS}" for n in range(files))
    head = "name target { ... on Commit { oid parents(first: 1) { nodes { oid } } } }"
    return f"""
query Files($owner: String!, $name: String!, $ref: String!{declared}) {{
  repository(owner: $owner, name: $name) {{
    id nameWithOwner url
    defaultBranchRef {{ {head} }}
    ref(qualifiedName: $ref) {{ {head} }}
    pullRequests(first: 1, states: [OPEN], headRefName: "{branch}") {{ nodes {{ url }} }}
    {blobs}
  }}
}}"""


def _tree_of(found: Json, ref: Json, paths: Sequence[str]) -> _Tree:
    """What was read. Raises TrackerError where a file is no text, or too large to be read whole."""
    texts = {}
    for n, path in enumerate(paths):
        blob = found[f"p{n}"]
        if not blob:
            continue
        # A text that came in part would be written back in part.
        if blob.get("text") is None or blob["isTruncated"]:
            raise TrackerError(
                f"{path} is no text, or too large for GitHub to hand over", "Name another with --readme."
            )
        texts[path] = str(blob["text"])
    pulls = nodes(found["pullRequests"])
    parents = nodes(ref["target"]["parents"])
    return _Tree(
        branch=ref["name"],
        oid=ref["target"]["oid"],
        parent=parents[0]["oid"] if parents else "",
        repository=found["nameWithOwner"],
        id=found["id"],
        url=found["url"],
        pull=pulls[0]["url"] if pulls else "",
        texts=texts,
    )


def _changed(make: Make, tree: _Tree) -> dict[str, str]:
    return {path: text for path, text in make(tree.texts).items() if tree.texts.get(path) != text}


def _is_race(result: Failed) -> bool:
    # Its type is not documented, so the words are looked at as well.
    return result.error.kind == "STALE_DATA" or "expected branch to point to" in result.error.message.lower()


def _refused(result: Failed) -> TrackerError:
    return TrackerError(
        f"GitHub refused the commit: {result.error.message}",
        "If the branch is protected, use --pull-request; else the token needs write access to Contents.",
    )


def _refused_pull(result: Failed) -> TrackerError:
    return TrackerError(
        f"GitHub refused the pull request: {result.error.message}",
        "Allow it in the repository's settings: Actions > General > Allow GitHub Actions to create pull requests;"
        " the token needs write access to Pull requests.",
    )
