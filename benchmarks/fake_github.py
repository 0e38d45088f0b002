"""What the fake GitHub costs the tests: `python benchmarks/fake_github.py`; ends with 1 above a limit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import requests

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the project's folder

from benchmarks.table import Table, conclude, limited
from tests.fake_github import FakeGitHub

ROOT = Path(__file__).resolve().parent.parent
START_LIMIT, REQUEST_LIMIT = 2.0, 3.0
"""Seconds once a test run; milliseconds a request, client and server together. Both of the processor."""
TIMES = 20
START = """
from time import process_time
from tests.fake_github import FakeGitHub
with FakeGitHub() as fake:
    fake.add_repository("ada/road")
print(process_time())
"""
QUERY = {"query": '{ repository(owner: "ada", name: "road") { issue(number: 1) { title state } } }'}


def main() -> int:
    """Measure, show, and say what is over its limit."""
    start = min(map(_start, range(3)))
    with FakeGitHub() as fake, requests.Session() as session:
        repo = fake.add_repository("ada/road")
        session.headers["authorization"] = f"bearer {fake.token()}"
        fake.as_user("ada").open_issue(repo, "T")
        graphql = _request(lambda: session.post(f"{fake.url}/graphql", json=QUERY, timeout=10))
        rest = _request(lambda: session.get(f"{fake.url}/repos/ada/road/issues/1", timeout=10))
    figures = (
        ("start, seconds", start, START_LIMIT),
        ("GraphQL request, ms", graphql, REQUEST_LIMIT),
        ("REST request, ms", rest, REQUEST_LIMIT),
    )
    rows = tuple((what, limited(value, limit, 2)) for what, value, limit in figures)
    broken = tuple(what for what, value, limit in figures if value > limit)
    return conclude(Table("The fake GitHub", ("what", "measured"), rows, broken), write=False)


def _start(_number: int) -> float:
    done = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _request(ask: Callable[[], requests.Response]) -> float:
    """Milliseconds of the best of five batches."""
    return min(_batch(ask) for _ in range(5))


def _batch(ask: Callable[[], requests.Response]) -> float:
    begun = process_time()
    for _ in range(TIMES):
        ask().raise_for_status()
    return 1000 * (process_time() - begun) / TIMES


if __name__ == "__main__":
    sys.exit(main())
