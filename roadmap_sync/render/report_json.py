"""The report as a versioned document for programs: ``report --format json``; described in docs/report-json.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from roadmap_sync.progress.model import (
    CheckpointProgress,
    Forecast,
    PartProgress,
    Point,
    Progress,
    Retention,
    SkillLevel,
    Tally,
    Verdict,
    Work,
)
from roadmap_sync.render import opening

VERSION = 1


def document(progresses: Sequence[Progress]) -> dict[str, Any]:
    """All roadmaps. Days are ISO dates in the learner's zone, hours and percents are rounded to two decimals."""
    return {"version": VERSION, "roadmaps": [_roadmap(progress) for progress in progresses]}


def _roadmap(progress: Progress) -> dict[str, Any]:
    return {
        "id": progress.roadmap.id,
        "title": progress.roadmap.title,
        "as_of": progress.as_of.isoformat(),
        "sentence": opening.sentence(progress),
        **_tally(progress.tally),
        "commits": {
            "total": progress.commits,
            "source": progress.commits_source,
            "by_day": _days(progress.commits_by_day),
        },
        "closings": {"by_day": _days(progress.closings_by_day)},
        "phases": [_part(part) for part in progress.phases],
        "current": list(progress.current),
        "next": [work.key for work in progress.next_up],
        "blocked": [{"key": work.key, "by": list(titles)} for work, titles in progress.blocked],
        "recent": [work.key for work in progress.recent],
        "items": [_work(work) for work in progress.work],
        "schedule": _schedule(progress),
        "pace": _pace(progress),
        "streak": _streak(progress),
        "criteria": [_verdict(verdict) for verdict in progress.criteria],
        "habits": [_verdict(verdict) for verdict in progress.habits],
        "goals": [_verdict(verdict) for verdict in progress.goals],
        "checkpoints": [_checkpoint(checkpoint) for checkpoint in progress.checkpoints],
        "skills": [_skill(skill) for skill in progress.skills],
        "review": _retention(progress.retention) if progress.retention else None,
        "forecasts": [_forecast(forecast) for forecast in progress.forecasts],
        "burn_up": [_point(point) for point in progress.burn_up],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "done": tally.done,
        "in_progress": tally.in_progress,
        "skipped": tally.skipped,
        "total": tally.total,
        "percent": _round(tally.percent),
        "by": "hours" if tally.by_hours else "count",
        "hours": {"done": _round(tally.hours_done), "total": _round(tally.hours_total)},
        "optional": {"done": tally.optional_done, "total": tally.optional_total},
    }


def _part(part: PartProgress) -> dict[str, Any]:
    return {
        "id": part.key.rpartition("/")[2],
        "key": part.key,
        "title": part.title,
        "group": part.group,
        **_tally(part.tally),
        "start": _day(part.start),
        "target": _day(part.target),
        "finished_on": _day(part.finished_on),
        "ongoing": part.ongoing,
        "number": part.number or None,
        "url": part.url,
        "sections": [_part(section) for section in part.sections],
    }


def _work(work: Work) -> dict[str, Any]:
    return {
        "key": work.key,
        "title": work.title,
        "state": work.mark.value,
        "counts": work.counts,
        "hours": _number(work.hours),
        "spent": _number(work.spent),
        "start": _day(work.start),
        "target": _day(work.target),
        "done_on": _day(work.done_on),
        "reopened": work.reopened,
        "tags": list(work.tags),
        "kind": work.kind,
        "project": work.project,
        "optional": work.optional,
        "placeholder": work.placeholder,
        "blocked_by": list(work.blocked_by),
        "number": work.number or None,
        "url": work.url,
    }


def _schedule(progress: Progress) -> dict[str, Any]:
    return {"start": _day(progress.start), "target": _day(progress.target), "days_ahead": progress.days_ahead}


def _pace(progress: Progress) -> dict[str, Any]:
    pace = progress.pace
    return {
        "hours_a_week": _round(pace.hours_a_week),
        "items_a_week": _round(pace.items_a_week),
        "weeks": pace.weeks,
        "planned_hours_a_week": _number(pace.planned_hours_a_week),
        "spent_hours": _number(progress.spent_hours),
        "spent_estimate": _number(progress.spent_estimate),
    }


def _streak(progress: Progress) -> dict[str, Any]:
    streak = progress.streak
    return {
        "current": streak.current,
        "longest": streak.longest,
        "active_days": streak.active_days,
        "last_active": _day(streak.last_active),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "title": verdict.title,
        "met": verdict.met,
        "evidence": verdict.evidence,
        "manual": verdict.manual,
        "value": _number(verdict.value),
        "least": _number(verdict.least),
        "phase": verdict.phase,
        "every": verdict.every,
        "by": _day(verdict.by),
        "url": verdict.url,
    }


def _checkpoint(checkpoint: CheckpointProgress) -> dict[str, Any]:
    return {
        "title": checkpoint.title,
        "by": _day(checkpoint.by),
        "percent": _number(checkpoint.percent),
        "skills": list(checkpoint.skills),
        "able_to": list(checkpoint.able_to),
        "titles": list(checkpoint.titles),
    }


def _skill(skill: SkillLevel) -> dict[str, Any]:
    return {"title": skill.title, "level": skill.level, "target": skill.target, "percent": _round(skill.percent)}


def _retention(retention: Retention) -> dict[str, Any]:
    return {
        "every": retention.every,
        "total": retention.total,
        "answered": retention.answered,
        "remembered": retention.remembered,
        "due": retention.due,
        "weakest": [
            {"title": topic.title, "phase": topic.phase, "share": topic.share, "answered": topic.answered}
            for topic in retention.weakest
        ],
        "phases": [{"key": key, "share": share} for key, share in retention.phases.items()],
        "url": retention.url,
    }


def _forecast(forecast: Forecast) -> dict[str, Any]:
    return {
        "title": forecast.title,
        "likely": _day(forecast.likely),
        "safe": _day(forecast.safe),
        "target": _day(forecast.target),
        "reason": forecast.reason,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "day": point.day.isoformat(),
        "planned": _number(point.planned),
        "done": _number(point.done),
        "total": _number(point.total),
    }


def _days(counts: Mapping[date, int]) -> dict[str, int]:
    return {day.isoformat(): counts[day] for day in sorted(counts)}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _round(value: float) -> float:
    return round(value, 2)


def _number(value: float | None) -> float | None:
    return None if value is None else _round(value)
