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


def widened(widths: Sequence[int], words: Sequence[int], spare: int) -> list[int]:
    """Return widths that use what room is left for words that are cut, those cut least first.

    Args:
        widths: What each column has.
        words: What the words of each ask for.
        spare: What is left of the room; nothing is taken from a column where it is negative.
    """
    made = list(widths)
    for n in sorted(range(len(made)), key=lambda each: words[each] - made[each]):
        more = max(0, min(words[n] - made[n], spare))
        made[n] += more
        spare -= more
    return made
