"""`roadmap-sync cohort`: one curriculum, many learners."""

from __future__ import annotations

from importlib import import_module

import click

SUBCOMMANDS = {
    "status": "Show every learner in the terminal, those who need a look first.",
    "report": "Write the cohort's region and picture into the README, and a page.",
    "add": "Add a learner, and with --invite open a pull request there.",
    "init": "Write the cohort's file, its workflow and the README's marks.",
    "doctor": "Check the curriculum and each learner's repository.",
}


class Subcommands(click.Group):
    """The commands for cohorts, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of use."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command."""
        if cmd_name not in SUBCOMMANDS:
            return None
        command = getattr(import_module(f"roadmap_sync.cli.cohort_{cmd_name}"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)  # noqa: S101 - for the type checker
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The list of commands, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


@click.command("cohort", cls=Subcommands)
def cohort_command() -> None:
    """One curriculum, many learners: the teacher's look at all of them, from what their reports publish.

    FILE is the cohort's, by default the only one in cohorts/. See docs/cohort.md.

    \b
    Example:  roadmap-sync cohort status
              roadmap-sync cohort report --page docs
    """  # noqa: D301 - \b is click's mark for text as it stands
