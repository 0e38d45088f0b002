"""The pictures of a report: which there are, the names of their files, and how a README shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from roadmap_sync.progress.model import Progress
from roadmap_sync.render import activity_svg, burnup_svg, phases_svg
from roadmap_sync.render.drawing import DARK, LIGHT, Theme

Draw = Callable[[Progress, Theme], str]


@dataclass(frozen=True, slots=True)
class PictureKind:
    """A kind of picture: the part of its files' names, its alternative text, how it is drawn, its width in pixels."""

    name: str
    describe: Callable[[Progress], str]
    possible: Callable[[Progress], bool]
    draw: Draw
    width: Callable[[Progress], int]
    draw_narrow: Draw | None = None


KINDS = (
    PictureKind("burn-up", burnup_svg.describe, burnup_svg.possible, burnup_svg.draw, lambda _: burnup_svg.WIDTH),
    PictureKind("phases", phases_svg.describe, phases_svg.possible, phases_svg.draw, lambda _: phases_svg.WIDTH),
    PictureKind(
        "activity",
        activity_svg.describe,
        activity_svg.possible,
        activity_svg.draw,
        activity_svg.width,
        activity_svg.draw_narrow,
    ),
)
"""In the order of the report."""
_THEMES = (("light", LIGHT), ("dark", DARK))
_NARROW = "(max-width: 640px)"
_DARK = "(prefers-color-scheme: dark)"


@dataclass(frozen=True, slots=True)
class PictureSource:
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
    sources: tuple[PictureSource, ...]

    def moved(self, to: Callable[[str], str]) -> Picture:
        """The same picture with its paths replaced."""
        sources = tuple(PictureSource(source.media, to(source.path)) for source in self.sources)
        return replace(self, path=to(self.path), sources=sources)


def files(progress: Progress) -> Mapping[str, str]:
    """All pictures of a roadmap as SVG, by the names of their files."""
    return {
        _name(progress, name, theme): draw(progress, colors)
        for kind in KINDS
        if kind.possible(progress)
        for name, draw in _drawings(kind)
        for theme, colors in _THEMES
    }


def shown(progress: Progress, folder: str) -> tuple[Picture, ...]:
    """The pictures in the order of the report; `folder` is where they lie as seen from the README."""
    return tuple(_picture(progress, folder, kind) for kind in KINDS if kind.possible(progress))


def _picture(progress: Progress, folder: str, kind: PictureKind) -> Picture:
    def path(name: str, theme: str) -> str:
        name = _name(progress, name, theme)
        return quote(f"{folder.rstrip('/')}/{name}") if folder else name

    sources = [PictureSource(_DARK, path(kind.name, "dark"))]
    if kind.draw_narrow:
        # A browser takes the first source that fits: the narrow ones stand before the one for any width.
        both = PictureSource(f"{_NARROW} and {_DARK}", path(_narrow(kind), "dark"))
        sources = [both, PictureSource(_NARROW, path(_narrow(kind), "light")), *sources]
    width = kind.width(progress)
    wide = width > phases_svg.WIDTH
    return Picture(kind.describe(progress), path(kind.name, "light"), width, wide, tuple(sources))


def _drawings(kind: PictureKind) -> list[tuple[str, Draw]]:
    narrow = [(_narrow(kind), kind.draw_narrow)] if kind.draw_narrow else []
    return [(kind.name, kind.draw), *narrow]


def _narrow(kind: PictureKind) -> str:
    return f"{kind.name}-narrow"


def _name(progress: Progress, kind: str, theme: str) -> str:
    return f"{progress.roadmap.id}-{kind}-{theme}.svg"
