"""Reference ranges as laboratories print them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.quantities import Comparator
from hcclog.entry.asking import settled

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

Limits = tuple[Decimal | None, Decimal | None]
_FROM_TO = re.compile(r"(.*?[0-9].*?)\s*(?:-|–|—|~|\.\.| to | bis )\s*(.*[0-9].*)")
_BELOW = {Comparator.LESS, Comparator.LESS_OR_EQUAL}
_FIELD = "reference_low"


def read_range(clerk: Clerk, text: str) -> Limits:
    """Return the lower and the upper limit of ``0 - 8.4``, ``< 8.4`` or ``> 60``.

    Raises:
        Refused: At ``reference_low``.
    """
    if not text:
        return None, None
    match = _FROM_TO.fullmatch(text.strip("()[] "))
    if match is not None:
        return _number(clerk, match[1])[1], _number(clerk, match[2])[1]
    comparator, limit = _number(clerk, text.strip("()[] "))
    if comparator is Comparator.EQUAL:
        raise Refused(f"{text!r} is no reference range; write it like 0-8.4, <8.4 or >60.", _FIELD)
    return (None, limit) if comparator in _BELOW else (limit, None)


def _number(clerk: Clerk, text: str) -> tuple[Comparator, Decimal]:
    from hcclog.domain.number_reading import read_number

    reading = settled(read_number, text, clerk.choose, _FIELD)
    return reading.comparator, reading.value
