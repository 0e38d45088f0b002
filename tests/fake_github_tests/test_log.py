"""What was asked: every request with its operations, writes, points and bytes."""

import pytest

CREATE = 'mutation Make($r: ID!) { a: createIssue(input: {repositoryId: $r, title: "A"}) { issue { id } }'
CREATE += ' b: createLabel(input: {repositoryId: $r, name: "x", color: "ffffff"}) { label { id } } }'


def test_every_request_is_noted_with_what_it_was_about(github, client, repo):
    client.data("query Who { viewer { login } }")
    client.data(CREATE, r=repo.id)
    client.rest("POST", "/repos/ada/road/issues", {"title": "T"})
    query, mutation, rest = github.log
    assert (query.operations, query.mutations, query.is_write, query.points) == (["Who"], [], False, 1)
    assert (mutation.operations, mutation.mutations) == (["Make"], ["createIssue", "createLabel"])
    assert (mutation.aliases, mutation.content_writes, mutation.is_write) == (["a", "b"], 2, True)
    assert (rest.method, rest.route, rest.status) == ("POST", "/repos/{owner}/{repo}/issues", 201)
    assert rest.bytes_in == len('{"title": "T"}')
    assert rest.bytes_out > 1000
    assert {entry.token_kind for entry in github.log} == {"classic"}


def test_the_totals_add_up(github, client, repo):
    client.data("query Who { viewer { login } }")
    client.data(CREATE, r=repo.id)
    client.rest("GET", "/repos/ada/road/issues")
    totals = github.totals()
    assert (totals.requests, totals.reads, totals.writes, totals.mutations) == (3, 2, 1, 2)
    assert (totals.points, totals.content_writes) == (3, 2)
    assert str(totals).startswith("3 requests (2 reads, 1 writes), 2 mutations, 3 points, 2 content writes")


def test_a_run_that_only_reads_is_told_from_one_that_writes(github, client, repo):
    client.data("query Who { viewer { login } }")
    client.rest("GET", "/repos/ada/road")
    github.assert_readonly()
    client.data(CREATE, r=repo.id)
    with pytest.raises(AssertionError, match="createIssue"):
        github.assert_readonly()
    github.log.clear()
    github.assert_readonly()
    client.rest("POST", "/repos/ada/road/issues", {"title": " "})
    with pytest.raises(AssertionError, match="POST"):
        github.assert_readonly()


def test_a_request_that_fails_is_in_the_log_too(github, client, repo):
    github.faults.add(kind="status", status=503)
    client.rest("GET", "/repos/ada/road")
    client.rest("GET", "/repos/ada/none")
    assert [(entry.status, entry.fault) for entry in github.log] == [(503, "status"), (404, "")]
