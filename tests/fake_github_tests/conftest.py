"""Ways to talk to the fake: plain HTTP, with the owner's token unless told otherwise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from tests.fake_github import FakeGitHub, Repository


@dataclass
class Client:
    """Talks to a fake. `ask` gives the whole answer of GraphQL, `data` insists on no errors, `rest` the response."""

    fake: FakeGitHub
    session: requests.Session
    token: str

    def rest(self, method: str, path: str, body: Any = None, **options: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        address = path if path.startswith("http") else self.fake.url + path
        return self.session.request(method, address, json=body, headers=headers, timeout=5, **options)

    def ask(self, document: str, name: str | None = None, **variables: Any) -> dict[str, Any]:
        given = {"query": document, "variables": variables, "operationName": name}
        response = self.rest("POST", "/graphql", given)
        assert response.status_code == 200, response.text
        return response.json()

    def data(self, document: str, **variables: Any) -> dict[str, Any]:
        answer = self.ask(document, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def kinds(self, document: str, **variables: Any) -> list[str | None]:
        return [error.get("type") for error in self.ask(document, **variables).get("errors", [])]


@pytest.fixture
def repo(github: FakeGitHub) -> Repository:
    return github.add_repository("ada/road")


@pytest.fixture
def client_of(github: FakeGitHub) -> Iterator[Callable[[str], Client]]:
    with requests.Session() as session:
        yield lambda token: Client(github, session, token)


@pytest.fixture
def client(github: FakeGitHub, repo: Repository, client_of: Callable[[str], Client]) -> Client:
    return client_of(github.token(user="ada"))
