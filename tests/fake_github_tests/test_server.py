"""The server: there when it is asked for, and gone when it is stopped."""

import contextlib
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.fake_github import FakeGitHub, NoSchema, packages

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import sys
from pathlib import Path
from tests.fake_github import packages
packages.CACHE = Path(sys.argv[1])
def build():
    with (packages.CACHE / "builds").open("a") as file:
        file.write("built\\n")
    return {"made": "once"}
print(packages.cached("thing", build))
"""


def python(*arguments, **options):
    given = {"cwd": ROOT, "capture_output": True, "text": True, "timeout": 60, "check": True}
    return subprocess.run([sys.executable, *arguments], **given | options)  # noqa: PLW1510 - it stands in `given`


def test_a_cache_is_made_once_however_many_processes_ask_for_it(tmp_path):
    command = [sys.executable, "-c", BUILD, str(tmp_path)]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = [process.communicate(timeout=60)[0].strip() for process in running]
    assert told == ["{'made': 'once'}"] * 4
    assert (tmp_path / "builds").read_text() == "built\n"


def test_without_npm_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "CACHE", tmp_path)
    monkeypatch.setattr(packages, "SCHEMA", tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoSchema, match=r"install Node\.js"):
        packages.cached("thing", dict)


def test_when_npm_fails_the_message_says_what_it_said(tmp_path, monkeypatch):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'no network' >&2\nexit 1\n", encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setattr(packages, "CACHE", tmp_path)
    monkeypatch.setattr(packages, "HERE", tmp_path)
    monkeypatch.setattr(packages, "SCHEMA", tmp_path / "none")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NoSchema, match="no network"):
        packages.modules()


def test_it_can_be_tried_by_hand():
    command = [sys.executable, "-m", "tests.fake_github", "--repo", "ada/path", "--limits"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        told = dict(re.findall(r"export (\w+)=(.*)", "".join(process.stdout.readline() for _ in range(4))))
        headers = {"Authorization": f"Bearer {told['GITHUB_TOKEN']}"}
        answer = requests.get(f"{told['GITHUB_API_URL']}/repos/ada/path", headers=headers, timeout=10)
        process.send_signal(signal.SIGTERM)
        assert "1 requests (1 reads, 0 writes)" in process.stdout.read()
    assert answer.json()["full_name"] == told["GITHUB_REPOSITORY"] == "ada/path"


def test_stopping_ends_every_connection_and_frees_the_port():
    fake = FakeGitHub().start()
    port = int(fake.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        fake.stop()
        with contextlib.suppress(ConnectionResetError):  # as good an end as any
            assert connection.recv(1) == b""
    with FakeGitHub(port=port) as again:
        assert requests.get(f"{again.url}/users/nobody", timeout=5).status_code == 404


def test_the_state_outlives_a_stop(client):
    client.fake.stop()
    client.fake.start()
    assert client.rest("GET", "/repos/ada/road").status_code == 200


def test_requests_at_the_same_time_are_answered_one_after_the_other(github, client, repo):
    def create(number):
        headers = {"Authorization": f"Bearer {client.token}"}
        address, body = f"{github.url}/repos/ada/road/issues", {"title": str(number)}
        return requests.post(address, json=body, headers=headers, timeout=10).json()["number"]

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(create, range(40)))
    assert numbers == list(range(1, 41))
    assert len(repo.issues) == 40


def test_a_head_has_no_body_and_a_proxys_whole_address_is_understood(github, client):
    head = client.rest("HEAD", "/repos/ada/road")
    assert (head.status_code, head.text) == (200, "")
    through = requests.get("http://api.github.localhost/users/ada", proxies={"http": github.url}, timeout=5)
    assert through.json()["login"] == "ada"


def test_a_mistake_inside_the_fake_fails_the_test(github, client, repo):
    repo.label_list.append(None)
    with pytest.raises(requests.ConnectionError):
        client.rest("GET", "/repos/ada/road/labels")
    assert "AttributeError" in github.violations[0]
    github.violations.clear()
