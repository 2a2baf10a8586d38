"""Damage to good inputs: bits flipped, parts cut, repeated and joined, numbers made traps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import strategies as st

_WORD = re.compile(rb"[^\s,;:|^~&<>{}()\[\]\"'=]+")
_NUMBER = re.compile(rb"[0-9]+(?:[.,][0-9]+)*")
_MOST_BYTES = 300_000
TRAPS = tuple(
    each.encode()
    for each in (
        *(
            "1,234",
            "1.234,5",
            "nan",
            "Infinity",
            "-5.51",
            "1e400",
            "1e3",
            "0x10",
            "1_000",
            "9" * 400,
        ),
        *(
            "٥٫٥١",
            "５．５１",
            "10⁵",
            "",
            "0",
            "-0",
            "2024-02-30",
            "00010101",
            "99991231",
            "4294967295",
        ),
        *("\u202e5", "5\x00", "<0.5", "=5.51", "\ufeff5", "0.1e-5", "18446744073709551616"),
    )
)
_PARTS = {"number": _NUMBER, "word": _WORD, "other word": _WORD}
Edit = tuple[str, float, int, bytes]


def edits() -> st.SearchStrategy[list[Edit]]:
    """Return what is done to an input, one after the other."""
    kinds = st.sampled_from(("flip", "cut", "repeat", "splice", "swap", *_PARTS, *_PARTS))
    where = st.floats(0, 1, exclude_max=True)
    piece = st.binary(max_size=6) | st.sampled_from(TRAPS)
    return st.lists(st.tuples(kinds, where, st.integers(0, 40), piece), min_size=1, max_size=4)


def damaged(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Return good inputs with damage, and any bytes."""
    built = st.builds(_edited, st.integers(0, len(seeds) - 1).map(seeds.__getitem__), edits())
    return st.one_of(built, built, built, st.binary(max_size=60))


def _edited(data: bytes, steps: list[Edit]) -> bytes:
    for kind, where, length, piece in steps:
        data = _step(data, kind, int(where * len(data)), length, piece)[:_MOST_BYTES]
    return data


def _step(data: bytes, kind: str, at: int, length: int, piece: bytes) -> bytes:
    if kind == "flip" and data:
        return data[:at] + bytes([data[at] ^ 1 << length % 8]) + data[at + 1 :]
    if kind == "cut":
        return data[:at] + data[at + length :]
    if kind == "repeat":
        return data[:at] + data[at : at + length] * 40 + data[at:]
    if kind == "swap":
        return data[at:] + data[:at]
    if kind in _PARTS:
        found = list(_PARTS[kind].finditer(data))
        if found:
            one, other = found[at % len(found)], found[(at + 1) * (length + 1) % len(found)]
            new = other[0] if kind == "other word" else piece
            return data[: one.start()] + new + data[one.end() :]
    return data[:at] + piece + data[at + length :]
