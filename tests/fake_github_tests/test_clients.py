"""Clients that others wrote for GitHub work with the fake as they do with GitHub."""

import json
import os
import shutil
import subprocess
from datetime import datetime

import github as pygithub
import pytest
from github import Auth, Github

from tests.fake_github.packages import modules

SCRIPT = """
import { Octokit } from "@octokit/core";
const [baseUrl, auth] = process.argv.slice(2);
const octokit = new Octokit({ auth, baseUrl });
const where = { owner: "ada", repo: "road" };
const made = await octokit.request("POST /repos/{owner}/{repo}/issues", { ...where, title: "By octokit", labels: ["bug"] });
const closed = await octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}",
  { ...where, issue_number: made.data.number, state: "closed", state_reason: "not_planned" });
const shown = await octokit.graphql(
  "query($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { issues(first: 5) { nodes { title stateReason } } } }",
  where);
let refused;
try { await octokit.graphql("mutation { closeIssue(input: {issueId: \\"nothing\\"}) { issue { id } } }"); }
catch (error) { refused = error.errors[0].type; }
let missing;
try { await octokit.request("GET /repos/{owner}/{repo}/issues/99", where); } catch (error) { missing = error.status; }
console.log(JSON.stringify({ state: closed.data.state_reason, nodes: shown.repository.issues.nodes, refused, missing }));
"""  # noqa: E501


@pytest.fixture
def py(github, repo):
    token = Auth.Token(github.token())
    hurried = {"retry": None, "seconds_between_writes": 0, "seconds_between_requests": 0}
    with Github(base_url=github.url, auth=token, **hurried) as made:
        yield made


def test_pygithub_makes_a_roadmap(py, repo):
    remote = py.get_repo("ada/road")
    milestone = remote.create_milestone("M", due_on=datetime(2026, 5, 1, 12))  # noqa: DTZ001 - it takes naive ones
    parent = remote.create_issue("Parent", body="B", labels=["bug"], milestone=milestone)
    child = remote.create_issue("Child")
    parent.add_sub_issue(child)
    child.add_blocked_by(remote.create_issue("Blocker"))
    child.edit(state="closed", state_reason="not_planned")
    assert [issue.title for issue in parent.get_sub_issues()] == ["Child"]
    assert [issue.title for issue in remote.get_issues(state="all")] == ["Blocker", "Child", "Parent"]
    assert repo.issue("Child").state_reason == "NOT_PLANNED"
    assert repo.issue("Child").blocked_by == [repo.issue("Blocker")]
    assert milestone.due_on.isoformat() == "2026-05-01T07:00:00+00:00"
    assert milestone.open_issues == 0
    assert parent.milestone.open_issues == 1


def test_pygithub_handles_labels_comments_files_branches_and_pulls(py, repo):
    remote = py.get_repo("ada/road")
    remote.create_label("new", "ffffff").edit("newer", "000000", "D")
    assert repo.labels["newer"].description == "D"
    issue = remote.create_issue("T")
    issue.create_comment("Hello").edit("Bye")
    assert [comment.body for comment in issue.get_comments()] == ["Bye"]
    readme = remote.get_contents("README.md")
    remote.update_file("README.md", "Report", "hi", readme.sha)
    assert repo.files["README.md"] == "hi"
    remote.create_git_ref("refs/heads/side", remote.get_branch("main").commit.sha)
    remote.create_file("a/b.md", "M", "x", branch="side")
    pull = remote.create_pull(base="main", head="side", title="P", body="fixes #1")
    assert pull.merge().merged
    assert issue.update()
    assert issue.state == "closed"
    messages = {commit.commit.message.partition("\n")[0] for commit in remote.get_commits()}
    assert messages == {"Initial commit", "Report", "M", f"Merge pull request #{pull.number} from side"}


def test_pygithub_raises_what_it_raises_with_github(github, py, repo):
    remote = py.get_repo("ada/road")
    with pytest.raises(pygithub.UnknownObjectException):
        remote.get_issue(99)
    with pytest.raises(pygithub.BadCredentialsException), Github(base_url=github.url, auth=Auth.Token("bad")) as bad:
        bad.get_user().login  # noqa: B018 - looking is asking
    _, answer = py.requester.graphql_query("{ viewer { login } }", {})
    assert answer["data"]["viewer"]["login"] == "ada"
    with pytest.raises(pygithub.GithubException) as refused:
        py.requester.graphql_query("{ viewer { logins } }", {})
    assert refused.value.data["errors"]
    github.as_user("ada").rename_repository(repo, "path")
    assert remote.create_issue("Lost").number is None
    assert py.get_repo("ada/road").full_name == "ada/path"


@pytest.mark.skipif(shutil.which("gh") is None, reason="GitHub's command line tool is not installed")
def test_githubs_own_command_line_tool_works(github, repo, tmp_path):
    github.add_project("ada", "Board")
    proxy = {"HTTP_PROXY": github.url, "http_proxy": github.url, "NO_PROXY": "", "no_proxy": ""}
    token = {"GH_TOKEN": github.token(), "GH_ENTERPRISE_TOKEN": github.token(), "GH_HOST": "github.localhost"}
    quiet = {"GH_NO_UPDATE_NOTIFIER": "1", "NO_COLOR": "1", "GH_PROMPT_DISABLED": "1"}
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **proxy, **token, **quiet}

    def gh(*arguments):
        options = {"env": environment, "capture_output": True, "text": True, "timeout": 30}
        done = subprocess.run(["gh", *arguments], **options, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert gh("api", "user", "--jq", ".login").strip() == "ada"
    assert gh("issue", "create", "-R", "ada/road", "-t", "Hi", "-b", "B", "-l", "bug").strip().endswith("/issues/1")
    gh("issue", "close", "1", "-R", "ada/road", "-r", "not planned")
    [listed] = json.loads(gh("issue", "list", "-R", "ada/road", "-s", "all", "--json", "title,state,labels"))
    assert (listed["title"], listed["state"], listed["labels"][0]["name"]) == ("Hi", "CLOSED", "bug")
    gh("label", "create", "mine", "-R", "ada/road", "-c", "ffffff")
    gh("issue", "edit", "1", "-R", "ada/road", "--add-label", "mine", "--title", "New")
    gh("issue", "comment", "1", "-R", "ada/road", "--body", "Hello")
    [issue] = repo.issues
    assert (issue.title, issue.state_reason, issue.has_label("mine")) == ("New", "NOT_PLANNED", True)
    assert issue.comments[0].body == "Hello"


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_octokit_works(github, repo):
    options = {"cwd": modules(), "input": SCRIPT, "capture_output": True, "text": True, "timeout": 30}
    command = ["node", "--input-type=module", "-", github.url, github.token()]
    done = subprocess.run(command, **options, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["nodes"] == [{"title": "By octokit", "stateReason": "NOT_PLANNED"}]
    assert (told["state"], told["refused"], told["missing"]) == ("not_planned", "NOT_FOUND", 404)
