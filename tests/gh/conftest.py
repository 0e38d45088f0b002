"""Fixtures for the tests of the GitHub tracker."""

from __future__ import annotations

import pytest

from tests.fake_github import FakeGitHub
from tests.gh.running import Run, start


@pytest.fixture
def run(github: FakeGitHub) -> Run:
    """A repository of ada's, empty of issues, and her classic token."""
    return start(github)
