"""Limits over time, on a clock that a test turns."""

import pytest

CREATE = 'createIssue(input: {repositoryId: $r, title: "%s"}) { issue { id } }'


def batch(count):
    return "mutation($r: ID!) { %s }" % " ".join(f"a{number}: {CREATE % number}" for number in range(count))


def test_nothing_is_limited_over_time_until_a_test_asks_for_it(client, repo):
    for _ in range(5):
        client.data(batch(20), r=repo.id)
    assert len(repo.issues) == 100


def test_the_clock_stands_still_until_it_is_turned(github, client, repo):
    before = github.clock.now()
    date = client.rest("POST", "/repos/ada/road/issues", {"title": "T"}).headers["Date"]
    assert date == "Mon, 02 Mar 2026 09:00:00 GMT"
    assert github.clock.now() == before
    github.clock.advance(90)
    client.rest("PATCH", "/repos/ada/road/issues/1", {"title": "U"})
    shown = client.rest("GET", "/repos/ada/road/issues/1").json()
    assert (shown["created_at"], shown["updated_at"]) == ("2026-03-02T09:00:00Z", "2026-03-02T09:01:30Z")


def test_more_than_eighty_writes_a_minute_are_too_quick(github, client, repo):
    github.limits.content_per_minute = 80
    for number in range(80):
        assert client.rest("POST", "/repos/ada/road/issues", {"title": str(number)}).status_code == 201
        github.clock.advance(0.5)
    refused = client.rest("POST", "/repos/ada/road/issues", {"title": "late"})
    assert refused.status_code == 403
    assert "secondary rate limit" in refused.json()["message"]
    assert client.rest("GET", "/repos/ada/road").status_code == 200
    wait = int(refused.headers["Retry-After"])
    assert 0 < wait <= 60
    github.clock.advance(wait)
    assert client.rest("POST", "/repos/ada/road/issues", {"title": "late"}).status_code == 201


def test_aliases_count_one_by_one_and_those_over_the_limit_fail_alone(github, client, repo):
    github.limits.content_per_minute = 15
    answer = client.ask(batch(20), r=repo.id)
    assert len(repo.issues) == 15
    assert [error["path"] for error in answer["errors"]] == [[f"a{number}"] for number in range(15, 20)]
    assert {error["message"] for error in answer["errors"]} == {"was submitted too quickly"}
    github.limits.retry_after = False
    refused = client.rest("POST", "/graphql", {"query": batch(1), "variables": {"r": repo.id}})
    assert refused.status_code == 403
    assert "Retry-After" not in refused.headers


def test_more_than_five_hundred_writes_an_hour_wait_for_the_hour_to_pass(github, client, repo):
    github.limits.content_per_hour = 500
    for _ in range(25):
        client.data(batch(20), r=repo.id)
        github.clock.advance(60)
    refused = client.rest("POST", "/repos/ada/road/issues", {"title": "late"})
    assert refused.status_code == 403
    assert int(refused.headers["Retry-After"]) == 3600 - 25 * 60
    github.clock.advance(3600)
    assert client.rest("POST", "/repos/ada/road/issues", {"title": "late"}).status_code == 201


def test_points_run_out_with_status_200_in_graphql_and_403_in_rest(github, client):
    github.limits.enforce_primary = True
    github.limits.points_per_hour = 3
    for left in (2, 1, 0):
        response = client.rest("POST", "/graphql", {"query": "{ rateLimit { remaining } }"})
        assert response.json()["data"]["rateLimit"]["remaining"] == left
        assert response.headers["X-RateLimit-Remaining"] == str(left)
    response = client.rest("POST", "/graphql", {"query": "{ viewer { login } }"})
    assert response.status_code == 200
    assert response.json()["errors"][0]["type"] == "RATE_LIMITED"
    for _ in range(3):
        assert client.rest("GET", "/user").status_code == 200
    refused = client.rest("GET", "/user")
    assert (refused.status_code, refused.headers["X-RateLimit-Remaining"]) == (403, "0")
    assert client.rest("GET", "/rate_limit").json()["resources"]["core"]["remaining"] == 0
    wait = int(refused.headers["X-RateLimit-Reset"]) - int(github.clock.now().timestamp())
    assert wait == 3600
    github.clock.advance(wait)
    assert client.rest("GET", "/user").headers["X-RateLimit-Remaining"] == "2"


@pytest.mark.parametrize(("kind", "limit"), [("classic", 5000), ("fine_grained", 5000), ("actions", 1000)])
def test_every_kind_of_token_has_its_points_an_hour(github, repo, client_of, kind, limit):
    document = "{ rateLimit { limit cost remaining used resetAt } }"
    shown = client_of(github.token(kind)).data(document)["rateLimit"]
    reset = "2026-03-02T10:00:00Z"
    assert shown == {"limit": limit, "cost": 1, "remaining": limit - 1, "used": 1, "resetAt": reset}


def test_too_many_points_in_a_minute_are_refused_for_a_while(github, client):
    github.limits.graphql_per_minute = 12
    for _ in range(12):
        client.data("{ viewer { login } }")
    refused = client.rest("POST", "/graphql", {"query": "{ viewer { login } }"})
    assert refused.status_code == 403
    assert refused.headers["Retry-After"] == "60"
    github.clock.advance(61)
    client.data("{ viewer { login } }")


def test_a_document_with_too_many_mutations_times_out_with_only_some_done(github, client, repo):
    github.limits.mutations_per_document = 18
    response = client.rest("POST", "/graphql", {"query": batch(30), "variables": {"r": repo.id}})
    assert response.status_code == 502
    assert response.headers["Content-Type"].startswith("text/html")
    assert len(repo.issues) == 18


def test_all_that_github_documents_can_be_turned_on_at_once(github):
    github.limits.turn_on()
    limits = github.limits
    assert (limits.content_per_minute, limits.content_per_hour) == (80, 500)
    assert (limits.graphql_per_minute, limits.rest_per_minute) == (2000, 900)
    assert limits.enforce_primary
