"""Write docs/commands.md from the commands' own help; with --check, say whether it is up to date.

Run it after changing a command: ``python docs/make_commands.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from roadmap_sync.cli import SUMMARIES, root
from roadmap_sync.tracker.board_token import VARIABLE

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 100
HEAD = f"""\
# Commands

<!-- Made by `python docs/make_commands.py` from the commands' own help; change it there. -->

Results go to stdout, everything else to stderr. `--json` gives a result to read wherever there is one. Without FILES
the active roadmaps of `roadmaps/` are meant.

| exit code | means |
|---|---|
| 0 | done, or nothing to do |
| 1 | an error, or a change that failed |
| 2 | wrong usage |
| 3 | with `plan --exit-code` or `report --check`: there are changes |
| 130 | stopped with Ctrl-C |

| variable | means |
|---|---|
| `GITHUB_TOKEN`, `GH_TOKEN` | the token for GitHub |
| `{VARIABLE}` | a token for the project board alone: [which](quickstart.md#what-is-left-to-click) |
| `ROADMAP_SYNC_READ_TOKEN` | a token that reads private curricula and learners' repositories |
| `GITHUB_REPOSITORY` | the repository, where `--repo` does not say it |
| `GITHUB_API_URL`, `GITHUB_GRAPHQL_URL`, `GITHUB_SERVER_URL` | the addresses of a GitHub Enterprise Server |
| `ROADMAP_SYNC_WRITE_INTERVAL` | seconds between writes to GitHub (default 1) |
| `NO_COLOR`, `FORCE_COLOR` | colours never, or always |
"""


def page() -> str:
    """The whole page."""
    context = click.Context(root, info_name="roadmap-sync", **root.context_settings)
    listed = "\n".join(f"- [`{name}`](#{name}): {summary}" for name, summary in SUMMARIES.items())
    return "\n".join([HEAD, listed, "", *_sections(context)])


def _sections(above: click.Context) -> Iterator[str]:
    for name in SUMMARIES:
        command = root.get_command(above, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=above, terminal_width=WIDTH, max_content_width=WIDTH)
        yield f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            yield from _below(command, context)


def _below(group: click.Group, above: click.Context) -> Iterator[str]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=above, terminal_width=WIDTH, max_content_width=WIDTH)
        yield f"### {above.info_name} {name}\n\n```text\n{command.get_help(context)}\n```\n"


def main() -> int:
    """Write the page, or compare it."""
    text = page()
    if sys.argv[1:] == ["--check"]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write("docs/commands.md is not what the commands say: run `python docs/make_commands.py`\n")
        return 0 if current else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
