"""Help, completion and the page of commands: they agree with each other and with the commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_sync.cli import SUMMARIES
from tests.cli.conftest import Shell

TOP = Path(__file__).parents[2]
COMMANDS = sorted(SUMMARIES)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_the_help_lists_every_command_with_what_it_does(shell: Shell, arguments: tuple[str, ...]) -> None:
    done = shell(*arguments)
    words = " ".join((done.out + done.err).split())
    for name, summary in SUMMARIES.items():
        assert f"{name} {summary}" in words
    assert done.code == 0


def test_the_name_alone_says_what_to_type_next(shell: Shell) -> None:
    assert "roadmap-sync init writes one" in shell().err
    shell.write("roadmaps/a.yaml", "title: A\nphases: [{title: P, items: [a]}]\n")
    assert "Next: roadmap-sync plan" in shell().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(shell: Shell, command: str) -> None:
    done = shell(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: roadmap-sync {command}")
    assert f"Example:  roadmap-sync {command}" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_every_command_says_what_it_is_for(shell: Shell, command: str) -> None:
    options = shell(command, "-h").out.partition("Options:\n")[2]
    starts = [line for line in options.splitlines() if line.startswith("  -")]
    assert starts
    for line in starts:
        following = options.partition(line)[2].splitlines()[1:2]
        explained = "  " in line.strip() or (following and following[0].startswith("      "))
        assert explained, f"{command}: {line}"


def test_the_version_is_told(shell: Shell) -> None:
    from roadmap_sync import __version__  # noqa: PLC0415 - what is compared

    assert shell("--version").out == f"roadmap-sync, version {__version__}\n"


@pytest.mark.parametrize("of", ["bash", "zsh", "fish"])
def test_shells_get_their_completion(of: str) -> None:
    done = entered({"_ROADMAP_SYNC_COMPLETE": f"{of}_source"})
    assert done.returncode == 0
    assert "_ROADMAP_SYNC_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [("roadmap-sync st", 1, {"start", "status"}), ("roadmap-sync plan --exit", 2, {"--exit-code"})],
)
def test_completion_offers_commands_and_options(words: str, at: int, offered: set[str]) -> None:
    done = entered({"_ROADMAP_SYNC_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)})
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered


def entered(more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The console script, as a shell calls it."""
    script = Path(sys.executable).with_name("roadmap-sync")
    return subprocess.run([script], env={"PATH": "/usr/bin:/bin", **more}, capture_output=True, text=True, check=False)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from roadmap_sync.cli import root; root.main(['--help'], standalone_mode=False);"
        "heavy = {'rich', 'jinja2', 'github', 'sqlite3', 'yaml', 'roadmap_sync.roadmap.model'};"
        "print(sorted(heavy & {*sys.modules}))"
    )
    # Without the environment, in which whoever measures coverage would have more loaded.
    done = subprocess.run([sys.executable, "-c", code], env={}, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    done = subprocess.run(
        [sys.executable, TOP / "docs" / "make_commands.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
