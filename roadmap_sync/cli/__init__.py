"""The command line: one command a module, loaded when it is called, so that `--help` answers at once."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from roadmap_sync import REPOSITORY, __version__

SUMMARIES = {
    "init": "Start here: write a roadmap, the workflow and the README's marks.",
    "validate": "Check roadmap files; every problem at once, with its place.",
    "plan": "Show what sync would do, without doing it.",
    "sync": "Make issues, milestones, labels and the board agree with the roadmap.",
    "report": "Read progress back and write it into the README.",
    "status": "Show progress and what to do next in the terminal.",
    "review": "Ask the questions that are due, again / hard / good / easy.",
    "start": "Mark work as in progress.",
    "done": "Mark work as done.",
    "reopen": "Mark work as to do again.",
    "skip": "Leave work out: it no longer counts.",
    "remove": "Undo a sync: close a roadmap's issues, delete nothing.",
    "import": "Make a roadmap of a Markdown file.",
    "export": "Print a roadmap as a checklist, a table or a calendar.",
    "schema": "Print the JSON Schema of roadmap files, for editors.",
    "doctor": "Check token, repository, board, workflow and clock.",
    "cohort": "One curriculum, many learners: the teacher's look at all of them.",
    "demo": "Play the whole loop in a folder, with a simulated learner.",
}
_MODULES = {"start": "marking", "done": "marking", "reopen": "marking", "skip": "marking", "import": "import_"}


class Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of a first day with the tool."""
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command."""
        if cmd_name not in SUMMARIES:
            return None
        module = import_module(f"roadmap_sync.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command = getattr(module, f"{cmd_name.rstrip('_')}_command")
        assert isinstance(command, click.Command)  # noqa: S101 - for the type checker
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The list of commands, from the table: importing all of them would cost more than the rest of the help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """As click does; a closed pipe is no error."""
        from roadmap_sync.cli.exit_codes import tolerate_closed_pipe  # noqa: PLC0415 - not for completion

        with tolerate_closed_pipe():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command suggested."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - only for a mistyped command

            near = get_close_matches(args[0], SUMMARIES, n=1)
            if near:
                raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from None
            raise


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"See https://github.com/{REPOSITORY} for the whole story.",
)
@click.version_option(__version__, "-V", "--version", prog_name="roadmap-sync")
@click.pass_context
def root(context: click.Context) -> None:
    """Keep GitHub Issues in step with a learning roadmap written as YAML, and report progress in your README.

    Without GitHub (no repository) the same commands run on a tracker in this folder.

    \b
    Try it:        roadmap-sync demo
    Start:         roadmap-sync init && roadmap-sync plan && roadmap-sync sync
    Completion:    eval "$(_ROADMAP_SYNC_COMPLETE=bash_source roadmap-sync)"   (or zsh_source, fish_source)
    """  # noqa: D301 - \b is click's mark for text as it stands
    if context.invoked_subcommand is None:
        from roadmap_sync.cli.next_steps import first_step  # noqa: PLC0415 - not for completion
        from roadmap_sync.cli.session import roadmap_paths, working_folder  # noqa: PLC0415

        click.echo(context.get_help())
        click.echo(f"\n{first_step(has_roadmap=bool(roadmap_paths(working_folder())))}", err=True)


def main() -> None:
    """Run the command line; the console script. Exit codes: 0 done, 1 an error, 2 wrong usage, 3 there are changes."""
    from roadmap_sync.cli.exit_codes import replace_unencodable, run  # noqa: PLC0415 - not for completion

    replace_unencodable()
    sys.exit(run(root))
