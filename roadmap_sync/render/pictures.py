"""The pictures of a report: which there are, the names of their files, and how a README shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from roadmap_sync.progress.model import Progress
from roadmap_sync.render import activity_svg, burnup_svg, phases_svg
from roadmap_sync.render.drawing import DARK, LIGHT, Theme

Draw = Callable[[Progress, Theme], str]
_THEMES = {"light": LIGHT, "dark": DARK}
_NARROW = "(max-width: 640px)"
_DARK = "(prefers-color-scheme: dark)"


@dataclass(frozen=True, slots=True)
class Source:
    """A file for a condition: theme, or a narrow screen."""

    media: str
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the README shows it: the first source whose condition holds, else `path`. Width in pixels."""

    alt: str
    path: str
    width: int
    wide: bool
    sources: tuple[Source, ...]

    def moved(self, to: Callable[[str], str]) -> Picture:
        """The same picture with its paths replaced."""
        sources = tuple(Source(source.media, to(source.path)) for source in self.sources)
        return replace(self, path=to(self.path), sources=sources)


def files(progress: Progress) -> Mapping[str, str]:
    """All pictures of a roadmap as SVG, by the names of their files."""
    return {
        _name(progress, kind, theme): draw(progress, colors)
        for kind, draw in _kinds(progress).items()
        for theme, colors in _THEMES.items()
    }


def shown(progress: Progress, folder: str) -> tuple[Picture, ...]:
    """The pictures in the order of the report; `folder` is where they lie as seen from the README."""
    kinds = _kinds(progress)
    alts = {"burn-up": burnup_svg.describe, "phases": phases_svg.describe, "activity": activity_svg.describe}
    widths = {"burn-up": burnup_svg.WIDTH, "phases": phases_svg.WIDTH, "activity": activity_svg.WIDTH}
    return tuple(_picture(progress, folder, kind, alts[kind](progress), widths[kind]) for kind in alts if kind in kinds)


def _picture(progress: Progress, folder: str, kind: str, alt: str, width: int) -> Picture:
    def path(name: str, theme: str) -> str:
        name = _name(progress, name, theme)
        return quote(f"{folder.rstrip('/')}/{name}") if folder else name

    narrow = f"{kind}-narrow"
    sources = [Source(_DARK, path(kind, "dark"))]
    if narrow in _kinds(progress):
        both = Source(f"{_NARROW} and {_DARK}", path(narrow, "dark"))
        sources = [both, Source(_NARROW, path(narrow, "light")), *sources]
    wide = width > phases_svg.WIDTH
    return Picture(alt, path(kind, "light"), width, wide, tuple(sources))


def _kinds(progress: Progress) -> Mapping[str, Draw]:
    kinds: dict[str, Draw] = {}
    if burnup_svg.possible(progress):
        kinds["burn-up"] = burnup_svg.draw
    if phases_svg.possible(progress):
        kinds["phases"] = phases_svg.draw
    if activity_svg.possible(progress):
        kinds |= {"activity": activity_svg.draw, "activity-narrow": activity_svg.draw_narrow}
    return kinds


def _name(progress: Progress, kind: str, theme: str) -> str:
    return f"{progress.roadmap.id}-{kind}-{theme}.svg"
