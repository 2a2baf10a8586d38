"""What stands below a plot: how many are shown, and who was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hcclog.cohort.views import LeftOut
from hcclog.report.wording import THIN_SPACE

_MOST_REASONS = 4


def counted(n: int) -> str:
    """Return a count with thin spaces between thousands."""
    return f"{n:,}".replace(",", THIN_SPACE)


def shown(n: int, noun: str, left_out: Sequence[LeftOut]) -> str:
    """Return how many are shown of how many, and why the others are not.

    Args:
        n: How many are shown.
        noun: What is counted, in the plural.
        left_out: The others.
    """
    if not left_out:
        return f"n = {counted(n)} {noun}."
    total, n_out = counted(n + len(left_out)), counted(len(left_out))
    return f"n = {counted(n)} of {total} {noun}; {n_out} left out: {_reasons(left_out)}."


def _reasons(left_out: Sequence[LeftOut]) -> str:
    """Return the commonest reasons, each with its number."""
    counts = Counter(one.why.strip().rstrip(".") or "no reason given" for one in left_out)
    ranked = counts.most_common()
    if len(ranked) == 1:
        return ranked[0][0]
    told = [f"{counted(n)} {why}" for why, n in ranked[:_MOST_REASONS]]
    n_other = sum(n for _, n in ranked[_MOST_REASONS:])
    return "; ".join(told + ([f"{counted(n_other)} for other reasons"] if n_other else []))
