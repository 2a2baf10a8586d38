"""Which of a line's assessments is its progression.

Sources: Eisenhauer 2009, 4.7; Seymour 2017: the first unconfirmed progression that was confirmed
without a reset between; one that was never confirmed, because nothing better came after, counts
from its own date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.response import Category

if TYPE_CHECKING:
    from collections.abc import Sequence

_RESETTING = frozenset(
    {
        Category.ICR,
        Category.IPR,
        Category.ISD,
        Category.NON_ICR_NON_IUPD,
        Category.ND,
    }
)


class Progression(NamedTuple):
    """Where a line progressed.

    Attributes:
        at: Position of the progression.
        confirmed_at: Position of the assessment that confirmed it (iRECIST); None elsewhere.
        unconfirmed: True where nothing confirmed it, and nothing better came after (iRECIST).
        n_missed: Assessments without an answer that stand directly before it.
    """

    at: int
    confirmed_at: int | None = None
    unconfirmed: bool = False
    n_missed: int = 0


def progression(categories: Sequence[Category], *, unconfirmed: bool) -> Progression | None:
    """Return the progression of a line; None without one.

    Args:
        categories: Overall responses, in order of time, by any criteria.
        unconfirmed: True where a progression that was never confirmed counts.
    """
    pending: int | None = None
    for k, category in enumerate(categories):
        if category is Category.PD:
            return Progression(k, n_missed=_missed_before(categories, k))
        if category is Category.ICPD:
            first = k if pending is None else pending
            return Progression(first, k, n_missed=_missed_before(categories, first))
        if category is Category.IUPD and pending is None:
            pending = k
        elif category in _RESETTING:
            pending = None
    if pending is None or not unconfirmed:
        return None
    return Progression(pending, unconfirmed=True, n_missed=_missed_before(categories, pending))


def _missed_before(categories: Sequence[Category], k: int) -> int:
    n = 0
    while n < k and categories[k - 1 - n] is Category.NE:
        n += 1
    return n
