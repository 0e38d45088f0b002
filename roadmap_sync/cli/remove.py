"""`roadmap-sync remove`: the undo."""

from __future__ import annotations

from datetime import date

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.ending import FAILED, OK
from roadmap_sync.cli.session import session
from roadmap_sync.cli.show import meter, result, result_json, say
from roadmap_sync.cli.tracking import named, open_place
from roadmap_sync.removal import removal_plan
from roadmap_sync.render import sync_text
from roadmap_sync.sync import Limits, apply_plan


@click.command("remove")
@click.argument("roadmap", metavar="ROADMAP")
@click.option("--yes", "-y", is_flag=True, help="Don't ask.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@options.tracking
def remove_command(
    roadmap: str, *, yes: bool, as_json: bool, today: date | None, repo: str | None, tracker: str | None
) -> int:
    """Undo a sync: close the issues of ROADMAP (its id, or its file) as not planned and archive their cards.

    Nothing is deleted; closed issues stay as they are. Says how to delete by hand.

    \b
    Example:  roadmap-sync remove ai-engineer
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker)
    one = named(run, roadmap)
    place = open_place(run, (one,))
    plan = removal_plan(one, place.read(everything=True), run.today(one))
    if not plan.changes:
        say(f"Nothing of {one.id!r} is open here.")
    elif not yes and not click.confirm(f"Close {len(plan.changes)} issues of {one.title!r}?", err=True):
        raise click.Abort
    with meter("Remove", quiet=as_json) as show:
        done = apply_plan(
            plan, place.writer(plan.found), Limits(prune=True), lambda _, now, all_: show("closing", now, all_)
        )
    if as_json:
        result_json(sync_text.document(done, place.name))
    else:
        result(sync_text.summary(done))
        if place.name == "github":
            result("To delete them for good: open each closed issue and choose “Delete issue” (owners only).")
        else:
            result(f"To delete them for good: remove the file {place.place}.")
    for outcome in done.failed:
        say(sync_text.failure(outcome), style="red")
    return FAILED if done.failed else OK
