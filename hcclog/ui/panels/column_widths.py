"""Widths of columns: as wide as their words, until there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence


def fitted(widths: Sequence[int], room: int, least: int) -> list[int]:
    """Return widths that fit into the room: the widest give way first, none below the least.

    Args:
        widths: What each column asks for, in pixels.
        room: What there is for all of them.
        least: No column that gives way becomes narrower than this.
    """
    limit = max(widths, default=0)
    while limit > least and sum(min(width, limit) for width in widths) > room:
        limit -= 1
    return [min(width, max(limit, least)) for width in widths]
