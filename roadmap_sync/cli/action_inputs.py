"""What the Action is asked to do: its inputs, which `action.yml` hands over as environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_sync.errors import UsageError

COMMANDS = ("update", "sync", "report", "validate", "check", "comment", "cohort")
COMMITS = ("push", "pull-request", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The inputs, checked. `roadmaps` is empty for all active ones; `time_budget` is in minutes, None without one."""

    command: str
    roadmaps: tuple[Path, ...]
    prune: bool
    force: bool
    require_board: bool
    max_creates: int | None
    time_budget: float | None
    commit: str
    readme: Path | None
    comment: str


def read_inputs(env: Mapping[str, str]) -> Inputs:
    """The inputs from ``INPUT_NAME`` variables; what is empty or missing has its default. Raises UsageError."""
    time_budget = _number(env, "time-budget")
    max_creates = _number(env, "max-creates")
    if max_creates is not None and not max_creates.is_integer():
        raise UsageError("the input max-creates must be a whole number")
    return Inputs(
        command=_choice(env, "command", COMMANDS),
        roadmaps=tuple(Path(line.strip()) for line in _text(env, "roadmaps").splitlines() if line.strip()),
        prune=_choice(env, "prune", ("false", "true")) == "true",
        force=_choice(env, "force", ("false", "true")) == "true",
        require_board=_choice(env, "require-board", ("false", "true")) == "true",
        max_creates=None if max_creates is None else int(max_creates),
        time_budget=time_budget,
        commit=_choice(env, "commit", COMMITS),
        readme=Path(named) if (named := _text(env, "readme")) else None,
        comment=_text(env, "comment"),
    )


def _text(env: Mapping[str, str], name: str) -> str:
    return env.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()


def _choice(env: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """One of the choices, the first one by default."""
    text = _text(env, name).lower() or choices[0]
    if text not in choices:
        raise UsageError(f"the input {name} is {text!r}", f"It can be: {', '.join(choices)}.")
    return text


def _number(env: Mapping[str, str], name: str) -> float | None:
    text = _text(env, name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise UsageError(f"the input {name} is {text!r}", "It must be a number from 0 on.")
    return number
