"""The GraphQL documents about what happens beside the issues: commits, stars, releases, pull requests."""

from __future__ import annotations

from collections.abc import Sequence

OURS = ".github/roadmap"  # every commit of the tool touches it, nothing else should

_COMMITS = "pageInfo { hasNextPage endCursor } nodes { ...C }"
_COMMIT = """
fragment C on Commit {
  oid committedDate parents(first: 1) { totalCount } author { name email user { login } }
}
"""


def activity_document(logins: int) -> str:
    """The first page of everything, and the ids of some logins (``$u0``…)."""
    declared = "".join(f", $u{index}: String!" for index in range(logins))
    users = " ".join(f"u{index}: user(login: $u{index}) {{ id login }}" for index in range(logins))
    return f"""
query Activity($owner: String!, $name: String!, $since: GitTimestamp!, $start: GitTimestamp{declared}) {{
  {users}
  repository(owner: $owner, name: $name) {{
    stargazerCount createdAt owner {{ __typename id login }}
    releases(first: 100, orderBy: {{field: CREATED_AT, direction: DESC}}) {{ nodes {{ publishedAt isDraft }} }}
    pullRequests(first: 100, states: [MERGED], orderBy: {{field: UPDATED_AT, direction: DESC}}) {{
      nodes {{ mergedAt headRefName author {{ __typename login }} }}
    }}
    defaultBranchRef {{
      name
      target {{
        ... on Commit {{
          oid
          all: history(first: 100, since: $since) {{ {_COMMITS} }}
          ours: history(first: 100, since: $start, path: "{OURS}") {{ {_COMMITS} }}
        }}
      }}
    }}
  }}
}}
{_COMMIT}"""


PAGE = f"""
query Commits(
  $owner: String!, $name: String!, $oid: GitObjectID!, $since: GitTimestamp, $after: String, $path: String
) {{
  repository(owner: $owner, name: $name) {{
    object(oid: $oid) {{
      ... on Commit {{ history(first: 100, since: $since, after: $after, path: $path) {{ {_COMMITS} }} }}
    }}
  }}
}}
{_COMMIT}"""


def counts_document(by_author: Sequence[bool]) -> str:
    """How many commits there are in some spans (``$s0``, ``$t0``…), of all or of an author (``$a0``…)."""
    declared = [f"$s{n}: GitTimestamp!, $t{n}: GitTimestamp!" for n in range(len(by_author))]
    declared += [f"$a{n}: CommitAuthor!" for n, by in enumerate(by_author) if by]
    counts = " ".join(
        f"n{n}: history(since: $s{n}, until: $t{n}{f', author: $a{n}' if by else ''}) {{ totalCount }}"
        for n, by in enumerate(by_author)
    )
    return (
        f"query Counts($owner: String!, $name: String!, $oid: GitObjectID!, {', '.join(declared)}) {{"
        f" repository(owner: $owner, name: $name) {{ object(oid: $oid) {{ ... on Commit {{ {counts} }} }} }} }}"
    )


def account_document(spans: int) -> str:
    """The commits of a login by repository and day, in some spans (``$s0``, ``$t0``…) of at most a hundred days."""
    declared = "".join(f", $s{n}: DateTime!, $t{n}: DateTime!" for n in range(spans))
    collections = " ".join(
        f"c{n}: contributionsCollection(from: $s{n}, to: $t{n}) {{"
        " commitContributionsByRepository(maxRepositories: 100) {"
        " repository { isPrivate } contributions(first: 100) { nodes { occurredAt commitCount } } } }"
        for n in range(spans)
    )
    return f"query Account($login: String!{declared}) {{ user(login: $login) {{ {collections} }} }}"
