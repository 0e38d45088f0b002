"""Labelled lines (``Effort: 20-25 hours``, ``Depends on: Python``) as what they say, and what a criterion counts."""

from __future__ import annotations

import re
from typing import Any

from roadmap_sync.markdown.content.entries import links
from roadmap_sync.markdown.content.gathered import TIMED, Gathered, Said
from roadmap_sync.markdown.inline import Inline, has_words, undecorated
from roadmap_sync.markdown.language.boxes import word_mark
from roadmap_sync.markdown.language.periods import find_times, hours
from roadmap_sync.markdown.language.vocabulary import Role, is_named
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.roadmap.model import Criterion, Metric

_PLAIN_LABEL = re.compile(r"^[\W_]*([^\W\d_][\w /'’()-]{1,40}?)\s*[:：]\s*(\S.*)$")
_ASKED = re.compile(r"^([^?？؟]{2,40}[?？؟])\s*(\S.*)$")
_COMMA = re.compile(r"[,;、，]")
_SEMICOLON = re.compile(r"[;；]")
_RUN = re.compile(r"([^()]+)(\)?)")
_NOTHING = frozenset(
    {
        "none",
        "n/a",
        "nothing",
        "-",
        "–",
        "—",
        "no",
        "нет",
        "keine",
        "ninguna",
        "nenhuma",
        "aucune",
        "无",
        "なし",
        "없음",
        "yok",
    }
)
_METRICS = {
    Metric.COMMITS: r"commits?|коммит\w*|コミット|提交|커밋",
    Metric.STARS: r"stars?|звёзд\w*|звезд\w*|estrellas|estrelas|étoiles",
    Metric.RELEASES: r"releases?",
    Metric.PULL_REQUESTS: r"(?:merged )?(?:pull requests?|prs)",
}
_MEASURES = {
    metric: re.compile(rf"^\W*(\d{{1,6}})\s*\+?\s*(?:\w+ ){{0,1}}(?:{words})(?!\w)", re.IGNORECASE)
    for metric, words in _METRICS.items()
}
_LABEL_ROLES = (
    Role.EFFORT, Role.LASTS, Role.DEPENDS, Role.PROVES, Role.WHY, Role.GOAL, Role.BUILD, Role.ABLE, Role.KNOWS,
    Role.JOBS, Role.RESOURCES, Role.CRITERIA,
)  # fmt: skip


def criterion(line: Said, survey: Survey) -> Criterion:
    """A success criterion, judged by the tool where it counts something the tool can count."""
    measured = measures(line.text)
    if line.done and measured:
        survey.lose_tick(line.line, line.text)
    return Criterion(title=line.text, done=line.done and not measured, **measured)


def measures(text: str) -> dict[str, Any]:
    """The one measure that a text like ``30+ GitHub commits`` asks for."""
    for metric, pattern in _MEASURES.items():
        if found := pattern.match(text):
            return {metric.value: int(found[1])}
    return {}


def take_label(inline: Inline, into: Gathered, survey: Survey) -> bool:
    """Take a line like ``Effort: 20-25 hours`` as what it says; False for anything else."""
    label, value = inline.label, inline.value
    asked = _ASKED.match(inline.text)
    if not label and (found := asked if asked and is_named(asked[1], Role.WHY) else _PLAIN_LABEL.match(inline.text)):
        label, value = found[1], found[2]
    if label and is_named(label, Role.STATUS) and word_mark(undecorated(value)) is not None:
        into.notes.append(f"{undecorated(label)}: {undecorated(value)}")
        return True
    role = _label_role(label) if label else None
    if role is None or not has_words(value):
        return False
    if role in TIMED and not _take_times(role, undecorated(value), into):
        return False
    if role is Role.RESOURCES:
        into.resources.extend(links(inline, survey))
        return bool(inline.links)
    if role is Role.CRITERIA:
        into.criteria.extend(criterion(Said(piece), survey) for piece in _pieces(undecorated(value)))
    elif role not in TIMED:
        _take_words(role, undecorated(value), into)
    if role is Role.BUILD and is_named(label, Role.DELIVERABLES):
        into.delivered.append(undecorated(value))
        role = Role.DELIVERABLES
    into.say(role, undecorated(label), [undecorated(value)])
    return True


def _label_role(label: str) -> Role | None:
    role = next((role for role in _LABEL_ROLES if is_named(label, role)), None)
    return None if role is Role.CRITERIA and is_named(label, Role.READY) else role


def _pieces(value: str) -> list[str]:
    """What semicolons divide: criteria are sentences, in which commas divide nothing."""
    return [piece.strip() for piece in _SEMICOLON.split(value) if has_words(piece)]


def _take_times(role: Role, value: str, into: Gathered) -> bool:
    times = find_times(value)
    effort = times.effort or (hours(value) if role is Role.EFFORT else None)
    into.effort = into.effort or effort
    into.lasts = into.lasts or times.lasts
    into.when = into.when or times.when
    return bool(effort or times.lasts or times.when)


def _take_words(role: Role, value: str, into: Gathered) -> None:
    pieces = [piece.removeprefix("+ ") for piece in _listed(value) if has_words(piece)]
    match role:
        case Role.DEPENDS:
            into.depends.extend(piece for piece in pieces if piece.casefold().rstrip(".") not in _NOTHING)
        case Role.PROVES:
            into.proves.extend(pieces)
        case Role.KNOWS:
            into.knows.extend(pieces)
        case Role.JOBS:
            into.jobs.extend(pieces)
        case Role.ABLE:
            into.able_to.extend(pieces)
        case Role.WHY:
            into.why = f"{into.why} {value}".strip()
        case Role.GOAL:
            into.goal = f"{into.goal} {value}".strip()
        case _:
            into.build.append(value)


def _listed(value: str) -> list[str]:
    """What commas divide, those within round brackets aside."""
    cuts = [
        run.start() + comma.start() for run in _RUN.finditer(value) if not run[2] for comma in _COMMA.finditer(run[1])
    ]
    return [
        value[start:end].strip()
        for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(value)], strict=True)
    ]
