"""Broken encodings are repaired, whole or in part, and what is beyond repair is said."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap_sync.markdown.parsing.encoding import decode

HONEST = [
    "Привет мир, Яндекс это",
    "学习路线图 第一阶段",
    "Programação é ótima à noite",
    "Öğrenme Yol Haritası ş ı İ ğ",
    "“café…” l’été…",
    "Spaß“ marché… »",
    "हिन्दी सीखना",
    "مرحبا بالعالم",
    "naïve ⏳ ❌ ⭐ 🏆",
    "plain",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_is_left_alone(text):
    assert decode(text.encode()).text == text
    assert decode(text.encode()).repairs == ()


@pytest.mark.parametrize("page", ["cp1252", "cp1254", "mac_roman"])
@pytest.mark.parametrize("text", ["🚀 Start → go", "学习路线", "ação útil é boa", "– dash — and “quotes”."])
def test_text_read_through_a_code_page_is_put_right(page, text):
    raw = text.encode()
    seen = "".join(bytes([byte]).decode(page, errors="ignore") or chr(byte) for byte in raw)
    decoded = decode(seen.encode())
    assert decoded.text == text
    assert len(decoded.repairs) == 1


def test_a_part_that_is_broken_is_repaired_and_the_rest_kept():
    seen = "é und ü\n" + "🚀 go → on\n".encode().decode("mac_roman")
    assert decode(seen.encode()).text == "é und ü\n🚀 go → on\n"


def test_a_lost_byte_is_restored_where_one_common_sign_fits():
    seen = "“well done” ❌ ✅ →".encode().decode("cp1252", errors="ignore")
    decoded = decode(seen.encode())
    assert decoded.text == "“well done” ❌ ✅ →"
    assert any("restored" in repair for repair in decoded.repairs)


def test_what_is_beyond_repair_is_said_with_its_line():
    seen = "🚀 a\n🎯 b\n".encode().decode("cp1254", errors="ignore")
    decoded = decode(seen.encode())
    assert decoded.text == "🚀 a\n\ufffd b\n"
    assert any("beyond repair" in repair and "lines 2" in repair for repair in decoded.repairs)


def test_line_ends_marks_and_wide_encodings_are_read():
    assert decode(b"\xef\xbb\xbfa\r\nb\rc").text == "a\nb\nc"
    assert decode(codecs.BOM_UTF16_LE + "ж".encode("utf-16-le")).text == "ж"


def test_stray_bytes_in_good_text_are_read_as_windows():
    decoded = decode("ééé".encode() + b" caf\xe9")
    assert decoded.text == "ééé café"
    assert decoded.repairs


@settings(deadline=None)
@example(b"\xff\x00a")
@given(st.binary(max_size=200))
def test_any_bytes_give_text_without_raising(data):
    text = decode(data).text
    assert "\r" not in text
    assert text.encode().decode() == text


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="ascii"), max_size=100))
def test_plain_ascii_is_never_touched(text):
    assert decode(text.encode()).text == text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
