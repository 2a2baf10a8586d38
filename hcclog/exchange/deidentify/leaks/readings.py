"""The texts that bytes can be: plain, in wide letters, and with letters written as numbers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_WIDE = 8


def readings(data: bytes) -> Iterator[str]:
    """Yield the texts that bytes can be."""
    plain = data.decode("utf-8", "replace")
    yield from _unescaped(plain)
    if "\ufffd" in plain:
        yield data.decode("cp1252", "replace")
        yield data.decode("gb18030", "replace")
        yield data.decode("shift_jis", "replace")
    if data.count(0) * _WIDE > len(data):
        for start in (0, 1):
            yield from _unescaped(data[start:].decode("utf-16-le", "replace"))
            yield from _unescaped(data[start:].decode("utf-16-be", "replace"))


def _unescaped(text: str) -> Iterator[str]:
    yield text
    if "\\u" in text:
        paired = _PAIR.sub(_join, text)
        yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), paired)
    if "&" in text:
        yield html.unescape(text)


def _join(found: re.Match[str]) -> str:
    both = bytes.fromhex(found[1] + found[2])
    return both.decode("utf-16-be")
