"""One comment of ours under an issue or pull request: found by its first line, written once, edited afterwards."""

from __future__ import annotations

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.client import Client, Json
from roadmap_sync.gh.reading import required, whole_list
from roadmap_sync.gh.repository import split

_COMMENTS = """
query($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    issueOrPullRequest(number: $number) {
      ... on Issue { comments(first: 100, after: $after) { ...page } }
      ... on PullRequest { comments(first: 100, after: $after) { ...page } }
    }
  }
}
fragment page on IssueCommentConnection {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { id fullDatabaseId body viewerDidAuthor }
}
"""


def put_comment(client: Client, repository: str, number: int, text: str) -> str:
    """Make `text` the one comment of the viewer that begins with its first line; gives "written", "edited" or "kept".

    Comments of others are never touched, whatever they begin with. Raises TrackerError.
    """
    mark = text.partition("\n")[0]
    found = _ours(client, repository, number, mark)
    if found is None:
        client.send("POST", f"/repos/{repository}/issues/{number}/comments", {"body": text})
        return "written"
    if _normal(found["body"]) == _normal(text):
        return "kept"
    # `fullDatabaseId`: ids may exceed the 32 bits of `databaseId`.
    client.send("PATCH", f"/repos/{repository}/issues/comments/{found['fullDatabaseId']}", {"body": text})
    return "edited"


def _ours(client: Client, repository: str, number: int, mark: str) -> Json | None:
    owner, name = split(repository)
    variables: Json = {"owner": owner, "name": name, "number": number}

    def ask(after: str | None) -> Json:
        data = client.query(_COMMENTS, {**variables, "after": after}).data
        thing = (data.get("repository") or {}).get("issueOrPullRequest")
        if not thing:
            raise TrackerError(f"{repository} has no pull request #{number}", "Is the token one for this repository?")
        return required(thing, "comments")

    # All of them: one that a page leaves out would be written a second time.
    for comment in whole_list(ask):
        # Anybody may write our first line; only our own comment is ours to edit.
        if comment["viewerDidAuthor"] and _normal(comment["body"]).partition("\n")[0] == mark:
            return comment
    return None


def _normal(text: str) -> str:
    # The website saves line breaks as CRLF: such a comment is not a changed one.
    return text.replace("\r\n", "\n").strip()
