"""Serve a fake GitHub until it is stopped, to try things by hand: `python -m tests.fake_github [--port N]`."""

import argparse
import signal
import sys
import threading
from datetime import UTC, datetime

from tests.fake_github.fake import FakeGitHub


def main() -> None:
    """Start a fake with one repository, say how to reach it, and wait."""
    reader = argparse.ArgumentParser(prog="python -m tests.fake_github", description=__doc__)
    reader.add_argument("--port", type=int, default=0, help="a free one by default")
    reader.add_argument("--repo", default="ada/roadmap", help="the repository to begin with")
    reader.add_argument("--limits", action="store_true", help="turn on GitHub's limits")
    given = reader.parse_args()
    stopped = threading.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: stopped.set())
    with FakeGitHub(datetime.now(UTC), given.port) as fake:
        fake.add_repository(given.repo)
        if given.limits:
            fake.limits.turn_on()
        _say(f"export GITHUB_API_URL={fake.url}")
        _say(f"export GITHUB_GRAPHQL_URL={fake.graphql_url}")
        _say(f"export GITHUB_TOKEN={fake.token()}")
        _say(f"export GITHUB_REPOSITORY={given.repo}")
        while not stopped.wait(0.5):
            fake.clock.set(datetime.now(UTC))
        _say(f"# {fake.totals()}")
        for violation in fake.violations:
            _say(f"# against GitHub's descriptions: {violation}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
