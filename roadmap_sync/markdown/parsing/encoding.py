"""Text out of bytes, with broken encodings put right: UTF-8 that something once read as a Windows or Mac code page.

Such text shows three or four odd signs for one (a rocket as an eth and three more). Each run of odd signs is turned
back into the bytes it was read from and read as UTF-8 again; a run that gives no valid UTF-8 is left alone. Five
bytes have no sign in Windows-1252 (seven in 1254) and are lost for good: what they made is restored only where a
single common sign fits, else it becomes U+FFFD and is reported with its line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

LOST = "\ufffd"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAGES = (("cp1252", "Windows-1252"), ("cp1254", "Windows-1254"), ("mac_roman", "Mac Roman"))
# Leads of accented Latin letters: followed by a continuation they hardly ever occur in honest text.
_LATIN_LEADS = frozenset(b"\xc2\xc3\xc4\xc5")
_WINDOWS_ONLY_LEADS = frozenset(b"\xc4\xc5")
# What a sequence with one lost byte almost certainly was, by the bytes that are left.
_RESTORED = {
    b"\xe2\x80": "\u201d",
    b"\xef\xb8": "\ufe0f",
    b"\xe2\x8c": "❌",
    b"\xe2\xb3": "⏳",
    b"\xe2\xb0": "⏰",
    b"\xe2\xad": "⭐",
}
_FEW = 3
_MAX_ROUNDS = 3
_CJK_FLOOR = 0x2E80
_LONG_LEAD = 0xE0


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with line feeds as line ends, and what was done to it, in sentences."""

    text: str
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A code page: the byte of each of its signs above ASCII, and patterns of UTF-8 seen through it."""

    name: str
    byte_of: dict[str, int]
    whole: re.Pattern[str]
    maimed: re.Pattern[str]

    def to_bytes(self, signs: str) -> bytes:
        """The bytes these signs were read from."""
        return bytes(self.byte_of[sign] for sign in signs)


def decode(data: bytes) -> Decoded:
    """Read `data` as UTF-8 (or what its byte order mark says, or the likeliest old encoding) and repair it."""
    text, repairs = _read(data)
    text = text.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    repaired, more = _repair(text)
    return Decoded(repaired, (*repairs, *more))


def _read(data: bytes) -> tuple[str, list[str]]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            note = [] if name == "utf-8-sig" else [f"read as {name.upper()}, as its byte order mark says"]
            return data.decode(name, errors="replace"), note
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _read_old(data)


def _read_old(data: bytes) -> tuple[str, list[str]]:
    good = data.decode("utf-8", errors="ignore")
    bad = len(data) - len(good.encode())
    if sum(map(ord_is_high, good)) > bad:
        return _read_in_parts(data), [f"{bad} bytes that are no UTF-8 were read as Windows-1252"]
    from charset_normalizer import from_bytes  # noqa: PLC0415 - heavy, and hardly ever needed

    best = from_bytes(data[:200_000]).best()
    name = best.encoding if best else "cp1252"
    return data.decode(name, errors="replace"), [f"no UTF-8: read as {name}"]


def ord_is_high(sign: str) -> bool:
    """Whether a sign lies outside ASCII."""
    return ord(sign) > 127  # noqa: PLR2004 - the last of ASCII


def _read_in_parts(data: bytes) -> str:
    text = data.decode("utf-8", errors="surrogateescape")
    return re.sub(
        "[\udc80-\udcff]+",
        lambda found: found[0].encode("utf-8", errors="surrogateescape").decode("cp1252", errors="replace"),
        text,
    )


@cache
def _page(name: str) -> _Page:
    byte_of = {}
    for byte in range(0x80, 0x100):
        sign = bytes([byte]).decode(name, errors="ignore") or chr(byte)
        byte_of[sign] = byte
    sign_of = {byte: re.escape(sign) for sign, byte in byte_of.items()}

    def group(low: int, high: int) -> str:
        return "[" + "".join(sign_of[byte] for byte in range(low, high + 1)) + "]"

    tail = group(0x80, 0xBF)
    whole = f"(?:{group(0xF0, 0xF4)}{tail}{{3}}|{group(0xE0, 0xEF)}{tail}{{2}}|{group(0xC2, 0xDF)}{tail})+"
    maimed = (
        f"{sign_of[0xF0]}{sign_of[0x9F]}{tail}{{0,2}}|{sign_of[0xE2]}{tail}{{1,2}}|{sign_of[0xEF]}{sign_of[0xB8]}"
        f"|[{sign_of[0xC3]}{sign_of[0xD0]}{sign_of[0xD1]}](?!{tail})"
    )
    return _Page(name, byte_of, re.compile(whole), re.compile(maimed))


def _repair(text: str) -> tuple[str, list[str]]:
    repairs: list[str] = []
    for _ in range(_MAX_ROUNDS):
        if text.isascii():
            break
        name, label, count = _likeliest(text)
        if not count:
            break
        page = _page(name)
        strong = count >= _FEW
        text = page.whole.sub(partial(_reread, page, strong=strong), text)
        signs = "1 sign" if count == 1 else f"{count} signs"
        repairs.append(f"UTF-8 that had been read as {label}: {signs} put right")
        if name != "mac_roman":
            text, lost = _mend_maimed(page, text)
            repairs.extend(lost)
    return text, repairs


def _likeliest(text: str) -> tuple[str, str, int]:
    """The code page that explains most of the odd signs, and how many runs it explains."""
    counted = [(sum(_explained(_page(name), text)), name, label) for name, label in _PAGES]
    count, name, label = max(counted, key=lambda entry: entry[0])
    return name, label, count


def _explained(page: _Page, text: str) -> Iterator[int]:
    for found in page.whole.finditer(text):
        good = _reread(page, found, strong=False)
        if good != found[0]:
            yield len(found[0]) - len(good)


def _reread(page: _Page, found: re.Match[str], *, strong: bool) -> str:
    signs = found[0]
    raw = page.to_bytes(signs)
    try:
        good = raw.decode("utf-8")
    except UnicodeDecodeError:
        return signs
    if any(0x80 <= ord(sign) < 0xA0 for sign in good):  # noqa: PLR2004 - control signs are never meant
        return signs
    before = found.string[found.start() - 1 : found.start()]
    if len(good) == 1 and not _credible(raw, good, before, page, strong=strong):
        return signs
    return good


def _credible(raw: bytes, good: str, before: str, page: _Page, *, strong: bool) -> bool:
    """Whether a lone sequence is broken text rather than, say, an accented letter before a closing quote."""
    if raw[0] >= _LONG_LEAD:
        return not (good.isalpha() and ord(good) >= _CJK_FLOOR and before.isalpha())
    if page.name == "mac_roman" and raw[0] in _WINDOWS_ONLY_LEADS:
        return strong
    if raw[0] in _LATIN_LEADS:
        return strong or not before.isupper()
    return strong and not before.isascii()


def _mend_maimed(page: _Page, text: str) -> tuple[str, list[str]]:
    beyond: list[int] = []
    restored = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal restored
        raw = page.to_bytes(found[0])
        good = _restore(raw, found)
        if good == LOST:
            beyond.append(found.start())
        elif good != found[0]:
            restored += 1
        return good

    mended = page.maimed.sub(mend, text)
    notes = [f"{restored} signs with a lost byte restored to the one common sign that fits"] if restored else []
    lines = sorted({text.count("\n", 0, offset) + 1 for offset in beyond[:1000]})
    if lines:
        shown = ", ".join(map(str, lines[:20])) + (" ..." if len(lines) > 20 else "")  # noqa: PLR2004 - enough to find them
        notes.append(f"beyond repair, a byte is lost: {len(beyond)} signs, lines {shown}")
    return mended, notes


def _restore(raw: bytes, found: re.Match[str]) -> str:
    if raw == b"\xe2\x80":
        after = found.string[found.end() : found.end() + 1]
        return "\u200d" if after and ord(after) > 0x2190 else "\u201d"  # noqa: PLR2004 - arrows and pictures begin here
    if raw == b"\xc3":
        after = found.string[found.end() : found.end() + 1]
        return "à" if after in {" ", "\xa0"} else LOST
    return _RESTORED.get(raw, found[0] if len(raw) == 1 and raw != b"\xc3" and not _in_cyrillic(found) else LOST)


def _in_cyrillic(found: re.Match[str]) -> bool:
    around = found.string[max(0, found.start() - 1) : found.end() + 1]
    return any("\u0400" <= sign <= "\u04ff" for sign in around)
