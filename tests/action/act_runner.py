"""Workflows run for real on this machine: by `act`, without containers and without a network, against the fake GitHub.

What is fetched from elsewhere on GitHub (checkout, Python, cache) is stood in for by actions of a few lines; the Action
itself, its shell steps and the expressions of the workflows are what users get.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from roadmap_sync.render.workflow_yaml import MAIN, PULL_REQUEST, release
from tests.fake_github import FakeGitHub, Repository

ROOT = Path(__file__).resolve().parents[2]
ACT = Path(sys.executable).with_name("act")
REPOSITORY = "ada/learn"
CHECKOUT = """\
name: Checkout
description: The repository is there already
inputs: {persist-credentials: {default: "true"}, ref: {default: ""}}
runs: {using: composite, steps: [{run: "true", shell: bash}]}
"""
SETUP_PYTHON = """\
name: Python
description: The one that runs the tests
inputs: {python-version: {default: ""}, update-environment: {default: "true"}}
outputs:
  python-path: {value: "%(python)s"}
  python-version: {value: "%(version)s"}
runs: {using: composite, steps: [{run: "true", shell: bash}]}
"""
CACHE = """\
name: Cache
description: Nothing is kept
inputs: {path: {required: true}, key: {required: true}}
runs: {using: composite, steps: [{run: "true", shell: bash}]}
"""
# The packages stand beside the Python that runs the tests, so pip has nothing to do.
WITHOUT_PIP = """\
#!/bin/sh
[ "$1 $2 $3" = "-I -m pip" ] && exit 0
exec "{python}" "$@"
"""


def copy_action(folder: Path) -> None:
    """Put into a folder what the Action consists of."""
    shutil.copytree(ROOT / "roadmap_sync", folder / "roadmap_sync", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("action.yml", "requirements.txt"):
        shutil.copy(ROOT / name, folder / name)


@dataclass(frozen=True, slots=True)
class Run:
    """A workflow's run: act's exit code and everything in the log, without colours."""

    code: int
    log: str

    def output(self, name: str) -> str:
        """What the last step that set this output set, "" where none did."""
        found = re.findall(rf"::set-output:: {name}=(.*)", self.log)
        return found[-1].strip() if found else ""

    def ran(self, job: str) -> bool:
        """Whether a job was not skipped."""
        return bool(
            re.search(rf"^\[[^\]]*/{re.escape(job)}[ \]].*(?:Job succeeded|Job failed)", self.log, re.MULTILINE)
        )


class Home:
    """Somebody's clone of a repository with the workflows, and the runners that GitHub would lend."""

    def __init__(self, folder: Path, github: FakeGitHub, *, python: str = sys.executable) -> None:
        """`python` runs the tool; one without the packages has them installed by the Action, from the registry."""
        self.github = github
        self.clone = folder / "clone"
        self._folder = folder
        self._actions = self._stand_ins(python)
        self.repository: Repository = github.add_repository(REPOSITORY)
        self.clone.mkdir()
        self.git("init", "-q", "-b", "main")
        self.git("remote", "add", "origin", f"https://github.com/{REPOSITORY}.git")

    def push(self) -> None:
        """Commit what stands in the clone, as Ada, here and on the fake GitHub."""
        self.git("add", "-A")
        self.git("-c", "user.name=Ada", "-c", "user.email=ada@users.noreply.github.com", "commit", "-q", "-m", "Change")
        names = self.git("ls-files", "-z").split("\0")
        texts = {name: (self.clone / name).read_text(encoding="utf-8") for name in names if name}
        self.github.as_user("ada").commit(self.repository, texts)

    def run(
        self,
        event: str,
        payload: Mapping[str, Any] | None = None,
        *,
        inputs: Mapping[str, str] | None = None,
        workflow: str = "",
    ) -> Run:
        """What an event starts. `payload` is added to what the events of this repository always say."""
        workflow = workflow or (PULL_REQUEST if event == "pull_request" else MAIN)
        path = self._folder / "event.json"
        repository = {"full_name": REPOSITORY, "default_branch": "main", "private": False}
        path.write_text(json.dumps({"repository": repository, "inputs": dict(inputs or {}), **(payload or {})}))
        replaced = [part for pair in self._actions.items() for part in ("--local-repository", f"{pair[0]}={pair[1]}")]
        command = [
            str(ACT), event, "--workflows", workflow, "--eventpath", str(path),
            "--platform", "ubuntu-latest=-self-hosted",
            "--no-cache-server", "--action-cache-path", str(self._folder / "act"), "--defaultbranch", "main",
            "--env", f"GITHUB_API_URL={self.github.url}", "--env", f"GITHUB_GRAPHQL_URL={self.github.graphql_url}",
            "--env", "ROADMAP_SYNC_WRITE_INTERVAL=0", "--env-file", "/dev/null", "--secret-file", "/dev/null",
            "--secret", f"GITHUB_TOKEN={self._token(workflow)}", "--actor", "ada", *replaced,
        ]  # fmt: skip
        env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(self._folder), "LANG": "C.UTF-8"}
        done = subprocess.run(
            command, cwd=self.clone, env=env, capture_output=True, text=True, timeout=120, check=False
        )
        return Run(done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr))

    def _token(self, workflow: str) -> str:
        """A token with the rights that the jobs of the workflow ask for: the more of two where they differ."""
        jobs = yaml.safe_load((self.clone / workflow).read_text(encoding="utf-8"))["jobs"].values()
        granted: dict[str, str] = {"metadata": "read"}
        for job in jobs:
            for name, right in job["permissions"].items():
                name_there = name.replace("-", "_")
                granted[name_there] = max(granted.get(name_there, "read"), right)
        return self.github.token("actions", permissions=granted, repositories=(REPOSITORY,))

    def _stand_ins(self, python: str) -> dict[str, Path]:
        action = self._folder / "action"
        copy_action(action)
        if python == sys.executable:
            wrapper = self._folder / "python"
            wrapper.write_text(WITHOUT_PIP.format(python=python), encoding="utf-8")
            wrapper.chmod(0o755)
            python = str(wrapper)
        values = {
            "python": python,
            "version": f"{sys.version_info.major}.{sys.version_info.minor}",
        }
        texts = {"checkout": CHECKOUT, "setup-python": SETUP_PYTHON % values, "cache": CACHE}
        used = re.findall(
            r"actions/([\w-]+)@[0-9a-f]{40}", (ROOT / "action.yml").read_text() + (ROOT / MAIN).read_text()
        )
        found: dict[str, Path] = {release(): action}
        for name in dict.fromkeys(used):
            folder = self._folder / name
            folder.mkdir()
            (folder / "action.yml").write_text(texts[name], encoding="utf-8")
            for ref in re.findall(rf"actions/{name}@[0-9a-f]{{40}}", self._all_uses()):
                found[ref] = folder
        return found

    @staticmethod
    def _all_uses() -> str:
        return "".join((ROOT / path).read_text(encoding="utf-8") for path in ("action.yml", MAIN, PULL_REQUEST))

    def git(self, *arguments: str) -> str:
        env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(self._folder), "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(["git", *arguments], cwd=self.clone, env=env, capture_output=True, text=True, check=True)
        return done.stdout
