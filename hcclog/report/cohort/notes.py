"""What stands below a plot: how many are shown, and who was left out and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hcclog.cohort.views import LeftOut
from hcclog.report.wording import THIN_SPACE

_MOST_REASONS = 4
_LINE_NUMBER = re.compile(r"\bline \d+")


def counted(n: int) -> str:
    """Return a count with thin spaces between thousands."""
    return f"{n:,}".replace(",", THIN_SPACE)


def name_of(one: LeftOut) -> str:
    """Return who is left out: a patient, or one line of therapy of a patient."""
    return one.code if one.line is None else f"{one.code}, line {one.line}"


def days_text(days: float) -> str:
    """Return a number of days for a table, without zeros at its end."""
    return number_text(days)


def number_text(value: float) -> str:
    """Return a number for a table as a program reads it: ``-33.33333333``."""
    return f"{value:.10g}"


def shown(n: int, noun: str, left_out: Sequence[LeftOut]) -> str:
    """Return how many are shown of how many, and why the others are not.

    Args:
        n: How many are shown.
        noun: What is counted, in the plural; empty where that is said elsewhere.
        left_out: The others.
    """
    of_what = f" {noun}" if noun else ""
    if not left_out:
        return f"n = {counted(n)}{of_what}."
    total, n_out = counted(n + len(left_out)), counted(len(left_out))
    return f"n = {counted(n)} of {total}{of_what}; {n_out} left out: {_reasons(left_out)}."


def _reasons(left_out: Sequence[LeftOut]) -> str:
    """Return the commonest reasons, each with its number."""
    ranked = Counter(_reason(one.why) for one in left_out).most_common()
    if len(ranked) == 1:
        return ranked[0][0]
    told = [f"{why} ({counted(n)})" for why, n in ranked[:_MOST_REASONS]]
    n_other = sum(n for _, n in ranked[_MOST_REASONS:])
    return ", ".join(told + ([f"other reasons ({counted(n_other)})"] if n_other else []))


def _reason(why: str) -> str:
    """Return a reason as a part of a sentence, the same for every line of therapy."""
    text = _LINE_NUMBER.sub("the line", why.strip()).rstrip(".") or "no reason given"
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
