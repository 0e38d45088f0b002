"""Hypothesis strategies for roadmaps: valid ones of any shape, with times, efforts, alternatives and dependencies."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from roadmap_sync.roadmap.model import Phase, Roadmap
from tests.building import item, option, phase, project, roadmap, section

whens = st.sampled_from(["week 1", "weeks 2-5", "days 3-9", "months 0-2", "2026-02-01..2026-03-15", "ongoing", "day 4"])
durations = st.sampled_from(["3 days", "1-2 weeks", "2 months"])
efforts = st.sampled_from(["0h", "1h", "4-8h", "40h"])
tags = st.lists(st.sampled_from(["core", "optional"]), max_size=1)
holidays = st.lists(st.sampled_from(["2026-01-05", "2026-01-20..2026-02-10", "2026-02-05..2026-02-12"]), max_size=3)


def maybe(strategy: st.SearchStrategy[str], *, given: bool = True) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), strategy) if given else st.none()


@st.composite
def phases(draw: st.DrawFn, *, explicit: bool = True) -> list[Phase]:
    """Phases whose elements depend only on earlier ones; without `explicit` hours and durations alone give dates."""
    made: list[str] = []
    hours = maybe(efforts) if explicit else efforts

    def needs() -> list[str]:
        return draw(st.lists(st.sampled_from(made), max_size=1)) if made and draw(st.booleans()) else []

    def works(around: str, make=item):
        found = []
        for number in range(draw(st.integers(0, 3))):
            name = f"{make.__name__}{number}"
            more = {"effort": draw(hours), "when": draw(maybe(whens, given=explicit)), "tags": draw(tags)}
            found.append(make(name, depends_on=needs(), placeholder=draw(st.integers(0, 9)) == 0, **more))
            made.append(f"{around}/{name}")
        return found

    def part(around: str, number: int):
        name = f"section{number}"
        key = f"{around}/{name}"
        first = needs()
        options = [option(f"option{n}", items=works(f"{key}/option{n}")) for n in range(draw(st.integers(0, 2)))]
        more = {"lasts": draw(maybe(durations)), "when": draw(maybe(whens, given=explicit))}
        inside = section(name, depends_on=first, items=works(key), options=options, effort=draw(hours), **more)
        made.append(key)
        return inside

    found = []
    for number in range(draw(st.integers(1, 3))):
        name = f"phase{number}"
        before = [made_phase.id for made_phase in found]
        first = draw(st.lists(st.sampled_from(before), max_size=1)) if before else []
        inner = {"items": works(name), "sections": [part(name, n) for n in range(draw(st.integers(0, 3)))]}
        more = {"lasts": draw(maybe(durations)), "when": draw(maybe(whens, given=explicit))}
        more |= {"effort": draw(hours), "projects": works(name, project)}
        found.append(phase(name, depends_on=first, **inner, **more))
    return found


@st.composite
def roadmaps(draw: st.DrawFn, *, explicit: bool = True) -> Roadmap:
    """Whole roadmaps."""
    paces = ["10h", "3-5h", "0h", None] if explicit else ["10h", "3-5h"]
    return roadmap(
        *draw(phases(explicit=explicit)),
        start=draw(st.sampled_from([date(2026, 1, 5), date(2026, 1, 31), None] if explicit else [date(2026, 1, 5)])),
        pace=draw(st.sampled_from(paces)),
        holidays=draw(holidays),
        timezone=draw(st.sampled_from(["UTC", "Europe/Prague", "America/New_York", "Pacific/Auckland"])),
    )
