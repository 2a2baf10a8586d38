"""Identifiers: UUIDs of version 7 as text, so that a key reads the same in every store and file."""

import os
from collections.abc import Callable
from typing import NewType

PatientId = NewType("PatientId", str)
EntityId = NewType("EntityId", str)

_COUNTER_BITS = 12


def uuid7(now_ms: int, counter: int, random_bytes: bytes) -> str:
    """Return a UUID of version 7 (RFC 9562, section 5.7) as 36 characters.

    Args:
        now_ms: Milliseconds since 1970-01-01 UTC.
        counter: 0 to 4095; orders the ids of one millisecond (section 6.2, method 1).
        random_bytes: Eight bytes of randomness.
    """
    noise = int.from_bytes(random_bytes, "big") & (1 << 62) - 1
    value = (now_ms & (1 << 48) - 1) << 80 | 0x7 << 76 | counter << 64 | 0x2 << 62 | noise
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class IdFactory:
    """Gives ids that ascend within this process, also where the clock is set back."""

    def __init__(self, now_ms: Callable[[], int]) -> None:
        """Take the clock, in milliseconds since 1970-01-01 UTC."""
        self._now_ms = now_ms
        self._last = 0

    def __call__(self) -> str:
        """Return the next id."""
        tick = max(self._now_ms() << _COUNTER_BITS, self._last + 1)
        self._last = tick
        return uuid7(tick >> _COUNTER_BITS, tick & (1 << _COUNTER_BITS) - 1, os.urandom(8))
