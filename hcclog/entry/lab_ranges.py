"""Reference ranges on one line: ``0-7``, ``<8.4``, ``>35``, or nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.quantities import Comparator
from hcclog.entry.asking import settled
from hcclog.entry.lengths import bounded

if TYPE_CHECKING:
    from hcclog.domain.labs import LabResult
    from hcclog.domain.number_reading import NumberReading
    from hcclog.entry.clerk import Clerk, Range

FIELD = "reference"
_NONE = {"", "-", "–", "none"}
_TO = re.compile(r"\s*(?:-|–|−|\.\.|…|\bto\b)\s*")
# Between two limits, as German, Chinese and Japanese laboratories print it.
_BIS = re.compile(r"(?<=[0-9])\s*(?:[~\uff5e\u301c\u2014]|\bbis\b)\s*(?=[0-9])")
_BELOW = {Comparator.LESS, Comparator.LESS_OR_EQUAL}
_ALLOWED = "Write a range like 0-7, <8.4 or >35, or leave it empty."


def read_range(clerk: Clerk, text: str) -> Range:
    """Return the lower and the upper limit that were typed, each None where there is none.

    Raises:
        Refused: At ``reference``.
    """
    words = bounded(text.strip(), FIELD)
    if words.casefold() in _NONE:
        return None, None
    parts = _TO.split(words)
    if len(parts) == len(("low", "high")) and all(parts):
        low, high = (_limit(clerk, part) for part in parts)
        if {low.comparator, high.comparator} != {Comparator.EQUAL}:
            raise Refused(f"{words!r} is not a range. {_ALLOWED}", FIELD)
        if low.value > high.value:
            raise Refused(f"The reference range {words} stands upside down. {_ALLOWED}", FIELD)
        return low.value, high.value
    return _one_sided(_limit(clerk, words) if len(parts) == 1 else None, words)


def printed_range(text: str) -> str:
    """Return a range as laboratories print it, ``[0 bis 7]``, in the words that are read."""
    return _BIS.sub("-", text.strip("()[] "))


def range_text(lab: LabResult) -> str:
    """Return a result's range as it is edited; reading it gives the same limits."""
    return limits_text(lab.reference_low, lab.reference_high)


def limits_text(low: Decimal | None, high: Decimal | None) -> str:
    """Return limits on one line."""
    if low is not None and high is not None:
        return f"{low:f}-{high:f}"
    if high is not None:
        return f"<{high:f}"
    return f">{low:f}" if low is not None else ""


def _one_sided(limit: NumberReading | None, words: str) -> Range:
    if limit is None or limit.comparator is Comparator.EQUAL:
        raise Refused(f"{words!r} is not a range. {_ALLOWED}", FIELD)
    return (None, limit.value) if limit.comparator in _BELOW else (limit.value, None)


def _limit(clerk: Clerk, text: str) -> NumberReading:
    from hcclog.domain.number_reading import read_number

    reading = settled(read_number, text, clerk.choose, FIELD)
    if reading.unit_text:
        raise Refused(f"A range has the unit of its value; leave {reading.unit_text} away.", FIELD)
    return reading
