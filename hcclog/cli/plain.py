"""Words of a file on a terminal: what would steer it, or turn the line round, is shown instead."""

from __future__ import annotations

import unicodedata

_STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Return a text in one line in which no letter does anything."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(letter: str) -> str:
    if letter in _TURNING or unicodedata.category(letter) in _STEERING:
        return f"\\u{ord(letter):04x}"
    return letter
