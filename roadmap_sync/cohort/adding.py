"""Adding a learner to a cohort's file: one line more, every other byte as it is."""

from __future__ import annotations

import json

from roadmap_sync.cohort.definition import Cohort, Learner, read_cohort
from roadmap_sync.errors import InvalidRoadmapError, RoadmapSyncError
from roadmap_sync.roadmap.yaml_nodes import Node, YamlMapping, YamlSequence, read_nodes

BETWEEN = " ,\n"
"""What may stand between the last value of a list in brackets and its end."""


def row(learner: Learner) -> str:
    """The learner as one YAML value."""
    parts = [f"repository: {learner.repository}"]
    parts += [f"name: {json.dumps(learner.name, ensure_ascii=False)}"] if learner.name else []
    parts += [f"start: {learner.start}"] if learner.start else []
    return learner.repository if len(parts) == 1 else f"{{{', '.join(parts)}}}"


def with_learner(text: str, file: str, learner: Learner) -> str:
    """The file's text with one learner more. Raises InvalidRoadmapError, RoadmapSyncError where that can't be done."""
    before = read_cohort(text, file)
    node, _ = read_nodes(text, file)
    listed = node.get("learners") if isinstance(node, YamlMapping) else None
    made = _appended(text, row(learner)) if listed is None else _inserted(text, listed, row(learner))
    if not _is_good(made, file, before, learner):
        raise RoadmapSyncError(
            f"{file} can't be changed by machine", f"Add it by hand, below `learners:`: {row(learner)}"
        )
    return made


def _is_good(text: str, file: str, before: Cohort, learner: Learner) -> bool:
    try:
        return read_cohort(text, file).learners == (*before.learners, learner)
    except InvalidRoadmapError:
        return False


def _appended(text: str, value: str) -> str:
    return f"{text.rstrip()}\nlearners:\n  - {value}\n"


def _inserted(text: str, listed: Node, value: str) -> str:
    lines = text.splitlines(keepends=True)
    first = lines[listed.line - 1]
    if first[listed.column - 1 :].startswith("["):
        empty = not isinstance(listed, YamlSequence) or not listed.items
        # A list in brackets: what is added stands last in it.
        return _in_brackets(lines, listed, value, empty=empty)
    margin = first[: listed.column - 1]
    last = listed.items[-1].line if isinstance(listed, YamlSequence) and listed.items else listed.line
    while last < len(lines) and (not lines[last].strip() or len(lines[last]) - len(lines[last].lstrip()) > len(margin)):
        last += 1
    while not lines[last - 1].strip():
        last -= 1
    if not lines[last - 1].endswith("\n"):
        lines[last - 1] += "\n"
    return "".join([*lines[:last], f"{margin}- {value}\n", *lines[last:]])


def _in_brackets(lines: list[str], listed: Node, value: str, *, empty: bool) -> str:
    start = sum(map(len, lines[: listed.line - 1])) + listed.column - 1
    text = "".join(lines)
    depth = 0
    for place in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if depth == 0:
            if empty:
                return f"{text[:start]}\n  - {value}{text[place + 1 :]}".replace(" \n  - ", "\n  - ", 1)
            return f"{text[:place].rstrip(BETWEEN)}, {value}{text[place:]}"
    return text
