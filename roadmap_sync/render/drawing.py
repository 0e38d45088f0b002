"""SVG drawn without a browser: two themes and a few shapes. Same input, same bytes; no script, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap_sync.text import svg

FONT = "system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif"
SIZE = 12
"""Of text, in pixels: pictures are drawn as wide as a phone, so it stays about that."""
_WIDE = frozenset("mwMW@%—…") | frozenset("ABCDGHKNOQRSUVXYZ&")
_THIN = frozenset("iljtfrI.,:;'|!()[]/ ")

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours; `levels` run from nothing to much."""

    text: str
    muted: str
    grid: str
    track: str
    done: str
    now: str
    plan: str
    levels: tuple[str, ...]


LIGHT = Theme(
    text="#1f2328",
    muted="#59636e",
    grid="#d1d9e0",
    track="#e6eaef",
    done="#1a7f37",
    now="#0969da",
    plan="#818b98",
    levels=("#ebeef1", "#aceebb", "#4ac26b", "#2da44e", "#116329"),
)
DARK = Theme(
    text="#f0f6fc",
    muted="#9198a1",
    grid="#3d444d",
    track="#2a313c",
    done="#3fb950",
    now="#4493f8",
    plan="#9198a1",
    levels=("#1c222b", "#033a16", "#196c2e", "#2ea043", "#56d364"),
)


def document(size: tuple[int, int], title: str, description: str, shapes: Iterable[str]) -> str:
    """A whole picture with its title and description for those who can't see it."""
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="title desc" font-family="{FONT}" font-size="{SIZE}">\n'
        f'<title id="title">{svg(title)}</title>\n<desc id="desc">{svg(description)}</desc>\n'
        + "\n".join(shapes)
        + "\n</svg>\n"
    )


def label(spot: Spot, text: str, color: str, *, anchor: str = "start", bold: bool = False) -> str:
    """Text with its baseline at the spot; `anchor` is start, middle or end."""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{short(spot[0])}" y="{short(spot[1])}" fill="{color}"{side}{weight}>{svg(text)}</text>'


def box(corner: Spot, size: Spot, color: str, radius: float = 0) -> str:
    """A filled rectangle."""
    rounded = f' rx="{short(radius)}"' if radius else ""
    x, y, width, height = (short(value) for value in (*corner, *size))
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}"{rounded} fill="{color}"/>'


def stroke(spots: Sequence[Spot], color: str, width: float = 1, *, dashes: str = "") -> str:
    """A line through the spots."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    look = f'fill="none" stroke="{color}" stroke-width="{short(width)}" stroke-linejoin="round"{dashed}'
    return f'<path d="{_path(spots)}" {look}/>'


def area(spots: Sequence[Spot], color: str, opacity: float) -> str:
    """A filled polygon."""
    return f'<path d="{_path(spots)}Z" fill="{color}" fill-opacity="{short(opacity)}"/>'


def dot(spot: Spot, radius: float, color: str) -> str:
    """A filled circle."""
    return f'<circle cx="{short(spot[0])}" cy="{short(spot[1])}" r="{short(radius)}" fill="{color}"/>'


def fitted(text: str, width: float, size: float = SIZE) -> str:
    """As much of the text as surely fits, with an ellipsis; letters are reckoned, fonts are the viewer's."""
    available, used = width / size, 0.0
    for position, letter in enumerate(text):
        used += 0.82 if letter in _WIDE else 0.33 if letter in _THIN else 1.05 if ord(letter) > 0x2E80 else 0.58  # noqa: PLR2004
        if used > available:
            return text[: max(position - 1, 1)].rstrip() + "…"
    return text


def short(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.1f}".removesuffix(".0")


def _path(spots: Sequence[Spot]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in spots)
