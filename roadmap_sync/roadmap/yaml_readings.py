"""What other YAML programs make of a value without quotes that stands as text here: ``no``, ``1:30``, ``3.10``."""

from __future__ import annotations

import re

# YAML 1.1 (https://yaml.org/type/): what most libraries still follow.
_BOOL = re.compile(r"(?i:y|n|yes|no|on|off|true|false)")
_SEXAGESIMAL = re.compile(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_OCTAL = re.compile(r"[-+]?0o?[0-7_]+")
_OTHER_BASE = re.compile(r"[-+]?0(?:x[0-9a-fA-F_]+|b[01_]+)")
_DECIMAL = re.compile(r"[-+]?(?:[0-9][0-9_]*+)?\.?[0-9_]*(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST = 40  # no number that somebody writes by hand is longer
_TRUE = {"y", "yes", "on", "true"}


def other_reading(text: str) -> str:
    """What they read, in words; "" where it is the same text, or a number that is written the same."""
    if len(text) > _LONGEST:
        return ""
    if _BOOL.fullmatch(text):
        return "true" if text.lower() in _TRUE else "false"
    if _SEXAGESIMAL.fullmatch(text):
        return f"the number {_base_60(text)}"
    if _OTHER_BASE.fullmatch(text) or (_OCTAL.fullmatch(text) and len(text.lstrip("+-")) > 1):
        return "a number in another base"
    if _NOT_FINITE.fullmatch(text):
        return "a number that is not finite"
    return _decimal(text) if _DECIMAL.fullmatch(text) and any(c.isdigit() for c in text) else ""


def _decimal(text: str) -> str:
    try:
        number = float(text.replace("_", "").rstrip(".") or "x")
    except ValueError:
        return ""
    shown = str(int(number)) if "." not in text and "e" not in text.lower() and number.is_integer() else repr(number)
    return "" if shown == text else f"the number {shown}"


def _base_60(text: str) -> str:
    whole, _, rest = text.lstrip("+-").replace("_", "").partition(".")
    value = 0
    for part in whole.split(":"):
        value = value * 60 + int(part)
    return ("-" if text.startswith("-") else "") + str(value) + (f".{rest}" if rest else "")
