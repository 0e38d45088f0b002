"""The transport itself: which server, what becomes of broken answers, and that the token stays inside."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
import requests
import responses

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.client import Client
from roadmap_sync.gh.failure import AnswerLostError, LimitedError, MissingFieldError, RequestRefusedError, UnsentError
from roadmap_sync.gh.limits import Load, WritePacing
from roadmap_sync.gh.retry import judge
from roadmap_sync.gh.tracker import GitHubTracker, Settings
from roadmap_sync.gh.transport import API_VERSION, Reply, Transport
from tests.fake_github import FakeGitHub
from tests.gh.test_limits import START, Hand

TOKEN = "ghp_" + "s" * 36
API = "https://api.github.com:443"  # PyGithub always names the port
QUERY = "query { viewer { login } }"


def client(hand: Hand | None = None, **settings: Any) -> Client:
    timing = (hand or Hand()).timing()
    return Client(Transport(TOKEN, **settings), WritePacing(0, timing), timing)


def answers(*replies: Any, url: str = f"{API}/graphql") -> None:
    """What the server says, one after the other; exceptions are raised instead."""
    for reply in replies:
        if isinstance(reply, dict):
            responses.post(url, json=reply)
        elif isinstance(reply, tuple):
            status, body, headers = reply
            responses.post(url, body=body, status=status, headers=headers)
        else:
            responses.post(url, body=reply)


GOOD = {"data": {"viewer": {"login": "ada"}}}


@responses.activate
def test_requests_carry_the_token_the_version_and_our_name() -> None:
    answers(GOOD)
    assert client().query(QUERY, {}).data == GOOD["data"]
    sent = responses.calls[0].request
    assert sent.headers["Authorization"] == f"token {TOKEN}"
    assert sent.headers["X-GitHub-Api-Version"] == API_VERSION
    assert sent.headers["User-Agent"].startswith("roadmap-sync/")
    assert json.loads(sent.body or "")["query"] == QUERY


@pytest.mark.parametrize(
    ("settings", "graphql", "rest"),
    [
        ({}, f"{API}/graphql", f"{API}/rate_limit"),
        (
            {"api_url": "https://ghe.example/api/v3/"},
            "https://ghe.example:443/api/graphql",
            "https://ghe.example:443/api/v3/rate_limit",
        ),
        (
            {"api_url": "http://127.0.0.1:8080", "graphql_url": "http://127.0.0.1:9090/deep/graphql"},
            "http://127.0.0.1:9090/deep/graphql",
            "http://127.0.0.1:8080/rate_limit",
        ),
    ],
    ids=["github.com", "Enterprise Server", "loopback"],
)
@responses.activate
def test_servers_are_found_by_their_addresses(settings: dict[str, str], graphql: str, rest: str) -> None:
    answers(GOOD, url=graphql)
    responses.get(rest, json={"rate": {}})
    asked = client(**settings)
    assert asked.query(QUERY, {}).data
    assert asked.get("/rate_limit")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x",
        "api.github.com",
        "https://user:secret@ghe.example/api/v3",
        "",
        "https://ghe.example:port/api/v3",
        "https://ghe.example:99999/api/v3",
        "https://[::1/api/v3",
        "https:///api/v3",
        "https://ghe.example/api/v3?token=secret",
        "https://ghe.example/a b",
        "https://ghe.example/\x1b[31m",
    ],
)
def test_what_is_no_address_of_a_server_is_refused_without_showing_secrets(url: str) -> None:
    with pytest.raises(TrackerError) as caught:
        Transport(TOKEN, api_url=url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["http://ghe.example/api/v3", "http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://10.0.0.1"],
)
def test_plain_http_goes_to_no_other_machine_unless_allowed(url: str) -> None:
    with pytest.raises(TrackerError, match="nothing was sent") as caught:
        Transport(TOKEN, api_url=url)
    assert "--insecure-http" in caught.value.hint
    assert Transport(TOKEN, api_url=url, insecure=True).api_url == url
    with pytest.raises(TrackerError, match="nothing was sent"):
        Transport(TOKEN, graphql_url=f"{url}/graphql")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "http://127.8.8.8"])
def test_plain_http_may_go_to_this_machine(url: str) -> None:
    assert Transport(TOKEN, api_url=url).api_url == url


def test_no_proxy_sees_a_token_in_clear(github: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    github.add_repository("ada/learning")
    transport = Transport(github.token(), api_url=github.url)
    assert transport.rest("GET", "/rate_limit").status == 200
    assert transport.graphql("query { viewer { login } }", {}).status == 200


@responses.activate
@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("to", ["https://evil.example/user", "http://api.github.com/user", "//evil.example/user"])
def test_no_redirect_carries_the_token_to_another_host_or_scheme(status: int, to: str) -> None:
    responses.get(f"{API}/user", status=status, headers={"Location": to})
    transport = Transport(TOKEN)
    with suppress(TrackerError):
        assert transport.rest("GET", "/user").status == status
    assert {call.request.url for call in responses.calls} == {f"{API}/user"}


@pytest.mark.parametrize("token", ["", "  ", "ghp_a\nb", "ghp_ä", "ghp_\x00"])
def test_what_can_be_no_token_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(TrackerError, match="GITHUB_TOKEN") as caught:
        Transport(token)
    assert "ghp_" not in str(caught.value)


def test_a_token_with_a_line_break_around_it_is_taken_without() -> None:
    assert Transport(f" {TOKEN}\n").hide(TOKEN) == "***"


def test_settings_and_the_tracker_do_not_show_tokens() -> None:
    settings = Settings(repository="ada/roadmap", token=TOKEN, project_token="ghp_other")
    assert TOKEN not in repr(settings)
    assert "ghp_other" not in repr(settings)
    assert TOKEN not in repr(GitHubTracker(settings).client)


@responses.activate
def test_a_token_that_the_server_sends_back_is_hidden() -> None:
    answers((401, json.dumps({"message": f"Bad credentials: {TOKEN}"}), {}), (422, f'{{"message": "no {TOKEN}"}}', {}))
    for _ in range(2):
        with pytest.raises(RequestRefusedError) as caught:
            client().query(QUERY, {})
        assert TOKEN not in str(caught.value)


BROKEN = [
    requests.ConnectionError("aborted"),
    requests.Timeout("slow"),
    requests.exceptions.ChunkedEncodingError("cut"),
    (200, '{"data": {"vie', {}),
    (200, "", {}),
    (200, "[]", {}),
    (200, '{"data": null}', {}),
    (200, "<html>hello</html>", {}),
    (502, "<html>unicorn</html>", {}),
    (504, "", {}),
    (202, "", {}),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
@responses.activate
def test_a_read_is_repeated_when_the_answer_is_broken(broken: Any) -> None:
    answers(broken, broken, GOOD)
    hand = Hand()
    assert client(hand).query(QUERY, {}).data == GOOD["data"]
    assert len(responses.calls) == 3
    assert hand.now > START


@pytest.mark.parametrize("broken", BROKEN, ids=str)
@responses.activate
def test_a_write_is_never_repeated_when_the_answer_is_broken(broken: Any) -> None:
    answers(broken)
    with pytest.raises(AnswerLostError) as caught:
        client().mutate("mutation { a }", {}, Load(1, 1))
    assert len(responses.calls) == 1
    assert TOKEN not in str(caught.value)


@responses.activate
def test_reads_are_given_up_in_the_end() -> None:
    responses.post(f"{API}/graphql", status=502)
    with pytest.raises(AnswerLostError, match="502"):
        client().query(QUERY, {})
    assert len(responses.calls) == 5


def test_a_server_that_is_not_there_is_told_as_such() -> None:
    with pytest.raises(UnsentError, match="can't be reached"):
        client(api_url="http://127.0.0.1:9").mutate("mutation { a }", {}, Load(1, 1))


@pytest.mark.parametrize(
    ("reply", "seconds"),
    [
        ((403, '{"message": "You have exceeded a secondary rate limit."}', {"Retry-After": "30"}), 30),
        ((429, "{}", {"Retry-After": "7"}), 7),
        ((429, "{}", {}), 60),
        (
            (
                403,
                '{"message": "API rate limit exceeded"}',
                {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1772442100"},
            ),
            101,
        ),
        ((403, '{"message": "You have triggered an abuse detection mechanism"}', {}), 60),
        ({"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}, 60),
        ({"data": None, "errors": [{"message": "was submitted too quickly"}]}, 60),
    ],
    ids=lambda value: str(value)[:40],
)
@responses.activate
def test_limits_are_waited_for_as_long_as_the_server_says(reply: Any, seconds: int) -> None:
    answers(reply, GOOD)
    hand = Hand()
    assert client(hand).mutate("mutation { a }", {}, Load(1, 1)).data == GOOD["data"]
    assert (hand.now - START).total_seconds() == pytest.approx(seconds, abs=1)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (401, {"message": "Bad credentials"}, "make a new one"),
        (403, {"message": "Resource not accessible by integration"}, "permissions: issues: write"),
        (403, {"message": "Resource protected by organization SAML enforcement"}, "single sign-on"),
        (404, {"message": "Not RepositoryContents"}, "may not see it"),
        (410, {"message": "Issues are disabled for this repo"}, "disabled"),
        (422, {"message": "Validation Failed", "errors": [{"message": "Title is too long"}]}, "Title is too long"),
        (
            422,
            {
                "message": "Validation Failed",
                "errors": [{"resource": "Milestone", "field": "title", "code": "already_exists"}],
            },
            "Milestone title already_exists",
        ),
        (
            422,
            {
                "message": "Validation Failed",
                "errors": [{"resource": "Label", "code": "custom", "message": "color must be hex"}],
            },
            "color must be hex",
        ),
        (422, {"message": "Unprocessable", "errors": ["Sorry, your account was flagged."]}, "your account was flagged"),
        (422, {"message": "Unprocessable", "errors": "No commits between main and main"}, "No commits between"),
        (404, {"message": "Issues has been disabled in this repository."}, "Issues has been disabled"),
        (401, {"message": "Must authenticate with two factors."}, "two factors"),
        (307, {"message": "Temporary Redirect"}, "moved"),
        (451, {}, "451"),
    ],
)
@responses.activate
def test_refusals_are_told_in_githubs_words_with_the_way_out(status: int, body: dict[str, Any], words: str) -> None:
    responses.patch(f"{API}/repos/ada/roadmap/milestones/1", json=body, status=status)
    with pytest.raises(RequestRefusedError, match=words) as caught:
        client().send("PATCH", "/repos/ada/roadmap/milestones/1", {})
    assert caught.value.status == status


def test_githubs_words_are_bounded_and_harmless() -> None:
    hostile = [
        {"message": "::error::x\r\n\x1b[31m\u202eevil" + "a" * 5000},
        {"code": "custom", "value": {"a": 1}},
    ] * 200
    text = json.dumps({"message": "Validation Failed\n::set-env", "errors": hostile})
    with pytest.raises(RequestRefusedError) as caught:
        judge(Reply(422, {}, text), START)
    words = caught.value.message
    assert len(words) < 700
    assert words.isprintable()
    assert words.startswith("GitHub refused: Validation Failed ::set-env")


@responses.activate
def test_a_redirect_to_elsewhere_is_not_followed_with_the_token() -> None:
    responses.get(f"{API}/repos/a/b", status=301, headers={"Location": "http://evil.example/x"})
    with pytest.raises(TrackerError):
        client().get("/repos/a/b")
    assert len(responses.calls) == 1


@responses.activate
def test_words_of_a_server_cannot_break_out_of_their_line() -> None:
    responses.get(f"{API}/x", status=422, json={"message": "a\n::set-env name=x::y\x1b[31m" + "z" * 500})
    with pytest.raises(RequestRefusedError) as caught:
        client().get("/x")
    assert "\n" not in caught.value.message
    assert "\x1b" not in caught.value.message
    assert len(caught.value.message) < 400


@pytest.mark.parametrize(
    "error",
    [
        {
            "message": "Field 'blockedBy' doesn't exist on type 'Issue'",
            "path": ["fragment I", "blockedBy"],
            "extensions": {"code": "undefinedField", "typeName": "Issue", "fieldName": "blockedBy"},
        },
        {"message": "Cannot query field 'blockedBy' on type 'Issue'."},
    ],
    ids=["GitHub's words", "other words"],
)
@responses.activate
def test_a_field_that_a_server_lacks_is_named(error: dict[str, Any]) -> None:
    answers({"errors": [error]})
    with pytest.raises(MissingFieldError) as caught:
        client().query(QUERY, {})
    assert caught.value.names == {"blockedBy"}


@responses.activate
def test_part_of_an_answer_comes_with_what_went_wrong() -> None:
    answers({"data": {"m0": None, "m1": {"ok": 1}}, "errors": [{"type": "NOT_FOUND", "path": ["m0"], "message": "no"}]})
    answer = client().mutate("mutation { a }", {}, Load(2, 2))
    assert answer.data["m1"] == {"ok": 1}
    assert (answer.errors[0].kind, answer.errors[0].path) == ("NOT_FOUND", ("m0",))


def test_a_limit_knows_nothing_of_times_that_are_no_numbers() -> None:
    with pytest.raises(LimitedError) as caught:
        judge(Reply(429, {"retry-after": "soon"}, "{}"), START)
    assert caught.value.wait is None
