"""What stands in a key file, read strictly: whoever can write the file can make its digest fit.

Each function raises ValueError or TypeError where a text is not what it should be.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hcclog.store.sealing import Cost

# Above, a key file could hold the machine up for hours, or ask for more memory than it has.
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1 << 20, 16, 16
_LEAST_KIB_A_LANE = 8
_MOST_FAILURES = 1_000_000
_MOST_EDITIONS = 1_000_000_000
_MOST_CHARACTERS = 200


def text_of(said: Any) -> str:
    """Return a short text."""
    if not isinstance(said, str):
        raise TypeError(said)
    if len(said) > _MOST_CHARACTERS:
        raise ValueError(len(said))
    return said


def hex_of(said: Any, n_bytes: int) -> str:
    """Return a text of hexadecimal digits that stand for so many bytes."""
    text = text_of(said)
    if len(text) != 2 * n_bytes or len(bytes.fromhex(text)) != n_bytes:
        raise ValueError(len(text))
    return text


def cost_of(said: dict[str, Any]) -> Cost:
    """Return what one try at a password costs, within what a machine can pay."""
    cost = Cost(**{name: _whole(value) for name, value in said.items()})
    is_bounded = cost.memory_kib <= _MOST_KIB and 1 <= cost.passes <= _MOST_PASSES
    is_laned = 1 <= cost.lanes <= _MOST_LANES
    if not (is_bounded and is_laned and cost.memory_kib >= _LEAST_KIB_A_LANE * cost.lanes):
        raise ValueError(cost)
    return cost


def failures_of(said: dict[str, Any]) -> tuple[int, str]:
    """Return how many wrong passwords were tried, and when the last one was."""
    n, last_at = _whole(said["n"]), text_of(said["last_at"])
    if not 0 <= n <= _MOST_FAILURES:
        raise ValueError(n)
    if n and datetime.fromisoformat(last_at).utcoffset() is None:
        raise ValueError(last_at)
    return n, last_at


def edition_of(said: Any) -> int:
    """Return the number of an edition."""
    edition = _whole(said)
    if not 0 <= edition <= _MOST_EDITIONS:
        raise ValueError(edition)
    return edition


def _whole(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise TypeError(said)
    return said
