"""Results as JSON: written by a report, and read back from repositories of strangers, where anything may stand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from roadmap_sync.cohort.result import VERSION, FollowedCurriculum, LearnerResult, PhaseResult, WeekResult

MAX_BYTES: Final = 256 * 1024
"""Of a result: more is not read. A roadmap of 3,000 items with their days takes 150 KB."""
MAX_PHASES: Final = 200
MAX_ITEMS: Final = 5_000
_MOST = 1_000_000
_KEY = re.compile(r"[^\s/~]{1,60}(?:/[^\s/~]{1,60}){0,3}")
_SOURCE = re.compile(r"[\w.-]+(?:/[^/@\s]+)+", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{0,64}")
_YEARS = range(1900, 2400)

_Value = TypeVar("_Value")


class ResultError(ValueError):
    """A published file is no result that can be used; its text says why, without anything that stands in the file."""


def dump(result: LearnerResult) -> str:
    """The file's text. The same result gives the same bytes."""
    document: dict[str, Any] = {
        "version": VERSION,
        "roadmap": result.roadmap,
        "curriculum": [{"source": one.source, "commit": one.commit} for one in result.curricula],
        "as_of": result.as_of.isoformat(),
        "start": _written(result.start),
        "percent": result.percent,
        "by": "hours" if result.by_hours else "count",
        "done": result.done,
        "total": result.total,
        "hours": {"done": result.hours_done, "total": result.hours_total},
        "own": {"done": result.own_done, "total": result.own_total},
        "phases": [_phase(phase) for phase in result.phases],
        "current": list(result.current),
        "weeks": [{"monday": week.monday.isoformat(), "done": week.done} for week in result.weeks],
        "last_activity": _written(result.last_activity),
        "days_ahead": result.days_ahead,
        "forecast": _written(result.forecast),
    }
    if result.items is not None:
        document["items"] = {key: _written(day) for key, day in sorted(result.items.items())}
    if result.issues is not None:
        document["issues"] = dict(sorted(result.issues.items()))
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def parse(text: str) -> LearnerResult:
    """The result that a file's text holds. Raises ResultError: whatever stands there, nothing else is raised."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise ResultError("the published result is too large")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise ResultError("the published result is no JSON") from None
    if not isinstance(document, dict):
        raise ResultError("the published result is no JSON object")
    version = document.get("version")
    if version != VERSION or isinstance(version, bool):
        raise ResultError(f"the published result is not of version {VERSION}: another release of the tool wrote it")
    try:
        return _result(document)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise ResultError("the published result does not follow the format") from None


def _result(document: Mapping[str, Any]) -> LearnerResult:
    hours, own, items = document["hours"], document["own"], document.get("items")
    return LearnerResult(
        roadmap=_text(document["roadmap"], _KEY),
        curricula=_list(document["curriculum"], 3, _followed),
        as_of=_day(document["as_of"]),
        start=_optional(document["start"], _day),
        percent=_number(document["percent"], 100),
        by_hours={"hours": True, "count": False}[document["by"]],
        **_counts(document),
        hours_done=_number(hours["done"]),
        hours_total=_number(hours["total"]),
        own_done=_whole(own["done"]),
        own_total=_whole(own["total"]),
        phases=_list(document["phases"], MAX_PHASES, _phase_of),
        current=_list(document["current"], MAX_PHASES, lambda value: _text(value, _KEY)),
        weeks=_list(document["weeks"], 2, _week),
        last_activity=_optional(document["last_activity"], _day),
        days_ahead=_optional(document["days_ahead"], lambda value: _whole(value, least=-_MOST)),
        forecast=_optional(document["forecast"], _day),
        items=_optional(items, _items),
        issues=_optional(document.get("issues"), _issues),
    )


def _followed(value: Any) -> FollowedCurriculum:  # noqa: ANN401 - here and below: JSON is what it is
    return FollowedCurriculum(source=_text(value["source"], _SOURCE, 500), commit=_text(value["commit"], _COMMIT))


def _phase_of(value: Any) -> PhaseResult:  # noqa: ANN401
    return PhaseResult(
        id=_text(value["id"], _KEY),
        **_counts(value),
        percent=_number(value["percent"], 100),
        start=_optional(value["start"], _day),
        target=_optional(value["target"], _day),
        began_on=_optional(value["began_on"], _day),
        finished_on=_optional(value["finished_on"], _day),
    )


def _week(value: Any) -> WeekResult:  # noqa: ANN401
    return WeekResult(monday=_day(value["monday"]), done=_whole(value["done"]))


def _items(value: Any) -> Mapping[str, date | None]:  # noqa: ANN401
    if not isinstance(value, dict) or len(value) > MAX_ITEMS:
        raise ValueError("items")
    return {_text(key, _KEY): _optional(day, _day) for key, day in value.items()}


def _issues(value: Any) -> Mapping[str, int]:  # noqa: ANN401
    if not isinstance(value, dict) or len(value) > MAX_ITEMS:
        raise ValueError("issues")
    return {_text(key, _KEY): _whole(number, least=1) for key, number in value.items()}


def _counts(value: Mapping[str, Any]) -> dict[str, int]:
    done, total = _whole(value["done"]), _whole(value["total"])
    if done > total:
        raise ValueError("more is done than there is")
    return {"done": done, "total": total}


def _phase(phase: PhaseResult) -> dict[str, Any]:
    return {
        "id": phase.id,
        "done": phase.done,
        "total": phase.total,
        "percent": phase.percent,
        "start": _written(phase.start),
        "target": _written(phase.target),
        "began_on": _written(phase.began_on),
        "finished_on": _written(phase.finished_on),
    }


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _list(value: Any, most: int, read: Callable[[Any], _Value]) -> tuple[_Value, ...]:  # noqa: ANN401
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("list")
    return tuple(read(part) for part in value)


def _optional(value: Any, read: Callable[[Any], _Value]) -> _Value | None:  # noqa: ANN401
    return None if value is None else read(value)


def _text(value: Any, form: re.Pattern[str], most: int = 250) -> str:  # noqa: ANN401
    if not isinstance(value, str) or len(value) > most or not form.fullmatch(value) or not value.isprintable():
        raise ValueError("text")
    return value


def _day(value: Any) -> date:  # noqa: ANN401
    day = date.fromisoformat(value)
    # Sums of days must stay inside the calendar.
    if day.year not in _YEARS:
        raise ValueError("year")
    return day


def _number(value: Any, most: float = _MOST) -> float:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
        raise ValueError("number")
    return float(value)


def _whole(value: Any, least: int = 0) -> int:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _MOST:
        raise ValueError("whole number")
    return value
