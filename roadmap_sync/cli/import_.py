"""`roadmap-sync import`: a Markdown roadmap as YAML."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import FAILED, OK

if TYPE_CHECKING:
    from roadmap_sync.markdown import Imported, Summary
    from roadmap_sync.roadmap.model import Roadmap

_MOST = 40
_MUCH = 0.5


@click.command("import")
@click.argument("source", metavar="FILE.md", type=click.Path(path_type=Path, allow_dash=True))
@options.target
@click.option(
    "--update", type=click.Path(path_type=Path), metavar="FILE", help="Bring this roadmap file up to the source."
)
@click.option("--strict", is_flag=True, help="Fail where any line of content found no place.")
@click.option("--json", "as_json", is_flag=True, help="Print YAML, counts and everything noted as JSON.")
def import_command(source: Path, *, output: Path | None, update: Path | None, strict: bool, as_json: bool) -> int:
    """Make a roadmap of a Markdown file with headings, check boxes, lists or tables; ticks are kept.

    Says what became what, what was guessed, and every line that found no place. With `--update` an existing file is
    brought up to its source: ids, comments and what only the file says stay, so that the next sync updates issues
    instead of making new ones. What the source no longer has leaves the file. What you added, changed or took out in
    the file by hand stays so, unless the source changed the very same; `.roadmap-sync/` remembers what the source
    said last time (without that, where both say something, the source is right).

    \b
    Example:  roadmap-sync import ROADMAP.md -o roadmaps/mine.yaml
              roadmap-sync import ROADMAP.md --update roadmaps/mine.yaml
    """  # noqa: D301 - \b is click's mark for text as it stands
    from roadmap_sync.cli.import_history import remember  # noqa: PLC0415 - not for --help
    from roadmap_sync.cli.output import result, result_json, say  # noqa: PLC0415
    from roadmap_sync.errors import UsageError  # noqa: PLC0415
    from roadmap_sync.markdown import import_text  # noqa: PLC0415

    if output and update:
        raise UsageError("--output or --update, not both", "--update FILE writes FILE itself.")
    if output and output.exists():
        raise UsageError(f"{output} is there already", f"To bring it up to its source: --update {output}")
    content = _content(source)
    if update and not content.strip():
        raise UsageError(f"{source} is empty", f"{update} stays as it is; to empty it, do so by hand.")
    made = import_text(content, name="roadmap.md" if str(source) == "-" else source.name)
    text = _updated(update, made) if update else _checked(made.yaml, output)
    say(account(made))
    failed = strict and bool(made.unplaced)
    target = update or output
    if failed:
        say("Nothing was written: lines without a place, and --strict.", style="red")
    elif target:
        _write(target, text)
        remember(target, text, made.yaml)
    if as_json:
        result_json({"version": 1, "yaml": text, **_plain(made)})
    elif target is None and not failed:
        result(text.rstrip("\n"))
    return FAILED if failed else OK


def _content(source: Path) -> bytes:
    from roadmap_sync.errors import UsageError  # noqa: PLC0415 - not for --help

    if str(source) == "-":
        return sys.stdin.buffer.read()
    try:
        return source.read_bytes()
    except OSError as error:
        raise UsageError(f"can't read {source}: {error.strerror}") from error


def _updated(path: Path, made: Imported) -> str:
    """The file's new text. Raises InvalidRoadmapError, UsageError."""
    from roadmap_sync.cli.files import read  # noqa: PLC0415 - not for --help
    from roadmap_sync.cli.import_history import last_source  # noqa: PLC0415
    from roadmap_sync.errors import InvalidRoadmapError, UsageError  # noqa: PLC0415
    from roadmap_sync.markdown import update_yaml  # noqa: PLC0415
    from roadmap_sync.roadmap.loader import load_text  # noqa: PLC0415

    if not path.is_file():
        raise UsageError(f"there is no file {path}", f"To write it for the first time: -o {path}")
    text = read(path)
    before = load_text(text, str(path))
    updated = update_yaml(text, made, last_source(path, text))
    try:
        after = load_text(updated, str(path))
    except InvalidRoadmapError:  # what was added by hand no longer fits into what the source says
        updated = update_yaml(text, made)
        after = load_text(updated, str(path))
    _say_gone(before, after, path)
    return updated


def _say_gone(before: Roadmap, after: Roadmap, path: Path) -> None:
    from roadmap_sync.cli.output import say  # noqa: PLC0415
    from roadmap_sync.roadmap import keys  # noqa: PLC0415 - not for --help
    from roadmap_sync.roadmap.scopes import things  # noqa: PLC0415

    there = {key for key, _ in things(after)}
    ids = set(map(keys.leaf, there))
    was = list(things(before))
    left = sum(keys.leaf(key) not in ids for key, _ in was)
    if left > len(was) * _MUCH:
        say(f"{left} of {len(was)} elements leave {path}: is this its source?", style="red")
    gone = [thing.title for key, thing in was if key not in there]
    for title in gone[:_MOST]:
        say(f"gone or moved: {title}")
    if len(gone) > _MOST:
        say(f"... and {len(gone) - _MOST} more")


def _checked(text: str, target: Path | None) -> str:
    """The text, once it is known to be a valid roadmap. Raises InvalidRoadmapError."""
    from roadmap_sync.roadmap.loader import load_text  # noqa: PLC0415 - not for --help

    load_text(text, str(target) if target else "roadmap.yaml")
    return text


def _write(target: Path, text: str) -> None:
    from roadmap_sync.cli.files import write  # noqa: PLC0415 - not for --help
    from roadmap_sync.cli.output import result  # noqa: PLC0415

    if target.is_file() and target.read_bytes() == text.encode():
        result(f"{target} is up to date")
        return
    write(target, text)
    result(f"wrote {target}")


def account(made: Imported) -> str:
    """What became what, repairs, guesses, and lines without a place."""
    summary = made.summary
    counts = {
        "phase": summary.phases, "section": summary.sections, "item": summary.items, "task": summary.tasks,
        "project": summary.projects, "criterion": summary.criteria, "habit": summary.habits, "goal": summary.goals,
        "checkpoint": summary.checkpoints,
    }  # fmt: skip
    told = ", ".join(f"{count} {_many(name, count)}" for name, count in counts.items() if count)
    lines = [f"{told or 'nothing to do found'}; {_ticks(summary)}."]
    lines += [f"repaired: {repair}" for repair in made.repairs]
    lines += _listed("guess", list(made.guesses))
    lines += _listed("no place", [f"line {number}: {text[:120]}" for number, text in made.unplaced])
    return "\n".join(lines)


def _ticks(summary: Summary) -> str:
    further = summary.ticked - summary.done - summary.unkept
    said = [f"{summary.done} done"]
    said += [f"{further} ticked of the tasks, criteria and goals"] if further else []
    return "; ".join([*said, *([f"{summary.unkept} more ticked, which no file can say"] if summary.unkept else [])])


def _many(name: str, count: int) -> str:
    return name if count == 1 else "criteria" if name == "criterion" else f"{name}s"


def _listed(label: str, entries: list[str]) -> list[str]:
    more = [f"... and {len(entries) - _MOST} more"] if len(entries) > _MOST else []
    return [*(f"{label}: {entry}" for entry in entries[:_MOST]), *more]


def _plain(made: Imported) -> dict[str, object]:
    return {
        "summary": asdict(made.summary),
        "unplaced": [{"line": number, "text": text} for number, text in made.unplaced],
        "repairs": list(made.repairs),
        "guesses": list(made.guesses),
    }
