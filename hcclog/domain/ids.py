"""Identifiers: UUIDs of version 7 as text, so that the same key is readable in every store and file."""

import os
from typing import NewType

PatientId = NewType("PatientId", str)
EntityId = NewType("EntityId", str)


def uuid7(now_ms: int, random_bytes: bytes | None = None) -> str:
    """Return a UUID of version 7 (RFC 9562, section 5.7) as 36 characters.

    Args:
        now_ms: Milliseconds since 1970-01-01 UTC, handed in by the caller's clock.
        random_bytes: Ten bytes of randomness; taken from the system when left out.

    Order is never taken from the time inside: a clock may go backwards, the journal's sequence not.
    """
    noise = int.from_bytes(random_bytes or os.urandom(10), "big")
    value = (now_ms & (1 << 48) - 1) << 80 | noise
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
