"""Ids where the default would clash, and what the words of "Dependencies:" lines mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Item, Phase, Roadmap, Section

_COMMON = frozenset(
    [
        "basics",
        "basic",
        "fundamentals",
        "foundations",
        "foundation",
        "core",
        "the",
        "and",
        "of",
        "a",
        "to",
        "in",
        "essentials",
        "mastery",
        "systems",
        "introduction",
        "concepts",
    ]
)


def with_distinct_ids(roadmap: Roadmap) -> Roadmap:
    """The roadmap with an explicit id wherever two siblings would have the same; the first keeps the default."""
    phases: Iterator[Any] = iter(_distinct([*roadmap.phases, *roadmap.projects]))
    return replace(
        roadmap,
        phases=tuple(_phase(next(phases)) for _ in roadmap.phases),
        projects=tuple(phases),
    )


def _phase(phase: Phase) -> Phase:
    named: Iterator[Any] = iter(_distinct([*phase.items, *phase.sections, *phase.projects]))
    items = tuple(next(named) for _ in phase.items)
    sections = tuple(_section(next(named)) for _ in phase.sections)
    return replace(phase, items=items, sections=sections, projects=tuple(named))


def _section(section: Section) -> Section:
    named: Iterator[Any] = iter(_distinct([*section.items, *section.options]))
    items = tuple(next(named) for _ in section.items)
    options = tuple(replace(option, items=tuple(_distinct(option.items))) for option in named)
    return replace(section, items=items, options=options)


def _distinct(siblings: Sequence[Any]) -> list[Any]:
    """The siblings in order, later ones of equal ids numbered."""
    taken = {sibling.id for sibling in siblings if sibling.id}
    count: dict[str, int] = {}
    named = []
    for sibling in siblings:
        if sibling.id:
            named.append(sibling)
            continue
        default = keys.slug(sibling.title)
        name = default
        while name in taken:
            count[default] = count.get(default, 1) + 1
            name = numbered(default, count[default])
        taken.add(name)
        named.append(replace(sibling, id=name) if name != default else sibling)
    return named


def numbered(name: str, number: int) -> str:
    """An id with a number behind it, no longer than ids may be."""
    tail = f"-{number}"
    return name[: keys.MAX_SLUG - len(tail)].rstrip("-") + tail


def with_dependencies(roadmap: Roadmap, survey: Survey) -> Roadmap:
    """Words like "FastAPI basics" as references to an earlier phase or section; what fits nothing becomes a comment."""
    earlier: list[tuple[str, str]] = []
    phases = []
    for phase in roadmap.phases:
        name = phase.id or keys.slug(phase.title)
        depends = _resolve(phase, (entry for entry in earlier if "/" not in entry[1]), survey)
        sections = []
        siblings: list[tuple[str, str]] = []
        for section in phase.sections:
            own = section.id or keys.slug(section.title)
            sections.append(replace(section, depends_on=_resolve(section, chain(earlier, siblings), survey)))
            siblings.append((section.title, f"{name}/{own}"))
        within = [*earlier, *siblings] if phase.projects else []
        projects = tuple(replace(one, depends_on=_resolve(one, within, survey)) for one in phase.projects)
        phases.append(replace(phase, depends_on=depends, sections=tuple(sections), projects=projects))
        earlier += [(phase.title, name), *siblings]
    return replace(roadmap, phases=tuple(phases))


def _resolve(thing: Phase | Section | Item, earlier: Iterable[tuple[str, str]], survey: Survey) -> tuple[str, ...]:
    if not thing.depends_on:
        return ()
    known = list(earlier)
    found: dict[str, None] = {}
    for text in thing.depends_on:
        reference = _find(text, known)
        if reference is None:
            survey.guess(thing.place.line, f"depends on: {text}")
            continue
        titles = [_words(title) for title, name in known if name == reference]
        if not any(_words(text) <= words for words in titles):
            survey.guess(thing.place.line, f'"{text}" taken to mean {reference}', comment=True)
        found[reference] = None
    return tuple(found)


def _find(text: str, known: Sequence[tuple[str, str]]) -> str | None:
    exact = [reference for title, reference in known if keys.slug(title) == keys.slug(text)]
    if exact:
        return exact[-1]
    wanted = _words(text)
    if not wanted:
        return None
    hits = [(reference, _words(title)) for title, reference in known]
    whole = [reference for reference, words in hits if wanted <= words or (words and words <= wanted)]
    return whole[0] if len(whole) == 1 else None


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    kept = frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words) - _COMMON  # noqa: PLR2004 - short words are names
    return kept or frozenset(words)


def walk_titles(roadmap: Roadmap) -> Iterable[str]:
    """Every title of the roadmap."""
    for phase in roadmap.phases:
        yield phase.title
        yield from (item.title for item in (*phase.items, *phase.projects))
        for section in phase.sections:
            yield section.title
            yield from (item.title for item in section.items)
            for option in section.options:
                yield option.title
                yield from (item.title for item in option.items)
    yield from (project.title for project in roadmap.projects)
