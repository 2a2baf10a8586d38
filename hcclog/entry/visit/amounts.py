"""Texts and amounts from what was typed."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.number_reading import read_number
from hcclog.domain.quantities import Comparator
from hcclog.entry.asking import settled

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk


def clean(text: str) -> str:
    """Return a text of one line in one spelling of its letters."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def read_amount(clerk: Clerk, text: str, unit: str, field: str) -> Decimal | None:
    """Return a number in a unit of its own; None where nothing is typed.

    Raises:
        Refused: It is no number, none above 0, or in another unit.
    """
    if not text.strip():
        return None
    reading = settled(read_number, text, clerk.choose, field)
    if reading.comparator is not Comparator.EQUAL:
        raise Refused(f"{text.strip()!r}: one number is needed here, without a comparator.", field)
    if reading.value <= 0:
        raise Refused(f"{text.strip()!r}: a number above 0 is needed here.", field)
    if reading.unit_text and reading.unit_text.casefold() != unit.casefold():
        raise Refused(f"{reading.unit_text!r} does not belong here; it is in {unit}.", field)
    return reading.value
