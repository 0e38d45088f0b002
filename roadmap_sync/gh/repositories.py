"""Reading files of many repositories: 50 of them a request, each under an alias of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmap_sync.errors import TrackerError, UsageError
from roadmap_sync.gh.attempts import BatchSize
from roadmap_sync.gh.client import Answer, Client, Json
from roadmap_sync.gh.failure import AnswerLostError
from roadmap_sync.gh.limits import WritePacing
from roadmap_sync.gh.reading import nodes
from roadmap_sync.gh.retry import GraphQLError
from roadmap_sync.gh.timing import Timing
from roadmap_sync.gh.transport import API_URL, Transport
from roadmap_sync.tracker.provider import Setup
from roadmap_sync.tracker.repositories import MAX_FILE_BYTES, FoundFiles, WantedFiles

BATCH = 50
"""Repositories a request; halved where the server can't answer so much at once."""
_QUICK = (1.0, 3.0)  # seconds before a batch is asked for again; then a smaller one is tried
_MOST_PAGES = 100  # of an owner's repositories
_UNSEEN = "it is private or not there: the token sees no such repository"

_OWNED = """
query Owned($login: String!, $after: String) {
  repositoryOwner(login: $login) {
    repositories(first: 100, after: $after, ownerAffiliations: [OWNER]) {
      pageInfo { hasNextPage endCursor } nodes { nameWithOwner }
    }
  }
}"""


@dataclass(slots=True)
class GitHubRepositories:
    """Reads repositories of a server, whoever they belong to, as far as the token sees them."""

    client: Client
    _size: BatchSize = field(default_factory=lambda: BatchSize(BATCH, 1))

    def read(self, wanted: Sequence[WantedFiles]) -> Sequence[FoundFiles]:
        """What is found, in the order asked for. Raises TrackerError where nothing can be asked at all."""
        found: list[FoundFiles] = []
        while len(found) < len(wanted):
            batch = wanted[len(found) : len(found) + self._size.now]
            try:
                answer = self.client.query(_document(batch), _variables(batch), _QUICK, check=_accept)
            except AnswerLostError as error:
                if self._size.is_smallest:
                    found += [FoundFiles(repository=one.repository, problem=error.message) for one in batch]
                self._size.shrink()
                continue
            found += [_found(answer, number, one) for number, one in enumerate(batch)]
            self._size.grow()
        return found

    def names(self, owner: str) -> Sequence[str]:
        """OWNER/NAME of all repositories of a user or organisation that the token sees. Raises TrackerError."""
        found: list[str] = []
        cursor = None
        for _ in range(_MOST_PAGES):
            data = self.client.query(_OWNED, {"login": owner, "after": cursor}).data.get("repositoryOwner")
            if not data:
                raise TrackerError(f"GitHub knows no user or organization {owner}", "Check the name.")
            page = data["repositories"]
            found += [node["nameWithOwner"] for node in nodes(page)]
            cursor = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        return found


def open_repositories(setup: Setup) -> GitHubRepositories:
    """Whoever reads other repositories with the token of a session. Raises UsageError without one."""
    if not setup.token:
        hint = "Set ROADMAP_SYNC_READ_TOKEN, GITHUB_TOKEN or GH_TOKEN, or log in with `gh auth login`."
        raise UsageError("no token to read GitHub with", hint)
    transport = Transport(
        setup.token,
        api_url=setup.env.get("GITHUB_API_URL") or API_URL,
        graphql_url=setup.env.get("GITHUB_GRAPHQL_URL", ""),
        insecure=setup.env.get("ROADMAP_SYNC_INSECURE_HTTP") == "1",
    )
    timing = Timing(clock=setup.clock, sleep=setup.sleep, say=setup.say, should_stop=setup.should_stop)
    # Whoever works without a network waits for the last reading, not for GitHub.
    return GitHubRepositories(Client(transport, WritePacing(0, timing), timing, unreached=(1.0,)))


def _document(batch: Sequence[WantedFiles]) -> str:
    """One query; names, branches and paths are variables, so that nobody's text gets into the document."""
    declared: list[str] = []
    parts: list[str] = []
    for number, one in enumerate(batch):
        declared.append(f"$o{number}: String!, $n{number}: String!, $h{number}: String!")
        files = "".join(_file(number, place, declared) for place in range(len(one.paths)))
        if one.folder:
            declared.append(f"$d{number}: String!")
            files += f" listed: object(expression: $d{number}) {{ ... on Tree {{ entries {{ name type size }} }} }}"
        parts.append(
            f"r{number}: repository(owner: $o{number}, name: $n{number}, followRenames: true) {{"
            f" nameWithOwner isPrivate head: object(expression: $h{number}) {{ ...C }}{files} }}"
        )
    # A tag with a message of its own is a thing between the name and the commit.
    commit = "fragment C on GitObject { oid ... on Tag { target { oid } } }"
    return f"query Files({', '.join(declared)}) {{\n" + "\n".join(parts) + f"\n}}\n{commit}"


def _file(number: int, place: int, declared: list[str]) -> str:
    declared.append(f"$p{number}x{place}: String!")
    blob = "... on Blob { text isTruncated isBinary byteSize }"
    return f" f{place}: object(expression: $p{number}x{place}) {{ {blob} }}"


def _variables(batch: Sequence[WantedFiles]) -> Json:
    found: Json = {}
    for number, one in enumerate(batch):
        owner, _, name = one.repository.partition("/")
        head = one.ref or "HEAD"
        found |= {f"o{number}": owner, f"n{number}": name, f"h{number}": head}
        found |= {f"p{number}x{place}": f"{head}:{path}" for place, path in enumerate(one.paths)}
        if one.folder:
            found[f"d{number}"] = f"{head}:{one.folder}"
    return found


def _found(answer: Answer, number: int, wanted: WantedFiles) -> FoundFiles:
    name = f"r{number}"
    errors = [error for error in answer.errors if error.path[:1] == (name,)]
    data = answer.data.get(name)
    if not data:
        return FoundFiles(repository=wanted.repository, problem=_reason(errors))
    head = data.get("head")
    if wanted.ref and not head:
        what = f"it has no branch, tag or commit {wanted.ref}" if not errors else _reason(errors)
        return FoundFiles(repository=data["nameWithOwner"], private=data["isPrivate"], problem=what)
    texts: dict[str, str] = {}
    # What could not be answered must not look as if it were not there.
    refused = {path: error.message for path, error in _failed(errors, wanted.paths)}
    for place, path in enumerate(wanted.paths):
        blob = data.get(f"f{place}")
        if blob is not None and path not in refused:
            _take(blob, path, texts, refused)
    return FoundFiles(
        repository=data["nameWithOwner"],
        private=data["isPrivate"],
        commit=((head or {}).get("target") or head or {}).get("oid", ""),
        texts=texts,
        refused=refused,
        listed=_listed(data.get("listed")),
    )


def _accept(_: Answer) -> None:
    """Take errors beside data: they are told repository by repository."""


def _reason(errors: Sequence[GraphQLError]) -> str:
    if not errors or errors[0].kind == "NOT_FOUND":
        return _UNSEEN
    return f"GitHub did not answer: {errors[0].message}"


def _failed(errors: Sequence[GraphQLError], paths: Sequence[str]) -> Iterator[tuple[str, GraphQLError]]:
    for error in errors:
        for place, path in enumerate(paths):
            if error.path[1:2] == (f"f{place}",):
                yield path, error


def _take(blob: Json, path: str, texts: dict[str, str], refused: dict[str, str]) -> None:
    if "byteSize" not in blob:
        refused[path] = "it is no file"
    elif blob["isTruncated"] or blob["byteSize"] > MAX_FILE_BYTES:
        refused[path] = "it is too large"
    elif blob["isBinary"] or blob["text"] is None:
        refused[path] = "it is no text in UTF-8"
    else:
        texts[path] = blob["text"].removeprefix("\ufeff")


def _listed(tree: Json | None) -> dict[str, int]:
    entries = (tree or {}).get("entries") or ()
    return {entry["name"]: entry["size"] for entry in entries if entry["type"] == "blob"}
