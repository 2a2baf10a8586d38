"""The order of lanes: what the user chose of some, and for others where they usually stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hcclog.report.course.figure import Lane


def arranged(lanes: Sequence[Lane], order: Sequence[str]) -> tuple[Lane, ...]:
    """Return lanes in the user's order; one that it does not name follows its usual neighbour."""
    by_key = {lane.key: lane for lane in lanes}
    chosen = (key for key in order if key in by_key)
    return tuple(by_key[key] for key in woven(chosen, list(by_key)))


def woven(first: Iterable[str], rest: Sequence[str]) -> tuple[str, ...]:
    """Return the first in their order, and each of the rest behind the one that it follows."""
    result = list(dict.fromkeys(first))
    for k, key in enumerate(rest):
        if key not in result:
            result.insert(result.index(rest[k - 1]) + 1 if k else 0, key)
    return tuple(result)


def moved(shown: Sequence[str], key: str, by: int) -> tuple[str, ...]:
    """Return keys with one of them moved down by so many places, up where negative."""
    left = [each for each in shown if each != key]
    at = min(max(list(shown).index(key) + by, 0), len(left))
    return (*left[:at], key, *left[at:])


def order_after(
    order: Sequence[str], every: Sequence[str], shown: Sequence[str], key: str, by: int
) -> tuple[str, ...]:
    """Return the order to keep when a lane was moved among those that are shown.

    Lanes that are hidden, and those that this patient lacks, stay behind the one they followed.

    Args:
        order: What was kept before.
        every: Keys of all lanes of this patient in their order.
        shown: Keys of those that are drawn.
        key: The one that is moved.
        by: How many places down.
    """
    return woven(moved(shown, key, by), woven(order, every))
