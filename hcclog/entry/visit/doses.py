"""Doses, schedules and other amounts from what was typed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from hcclog.catalogue.units import find_unit
from hcclog.commands.refused import Refused
from hcclog.domain.number_reading import NumberReading, read_number
from hcclog.domain.quantities import Comparator
from hcclog.entry.asking import settled

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_EVERY = re.compile(r"(?:every|q)\s*([0-9]{1,3})?\s*(d|days?|w|weeks?)")
_PAUSED = re.compile(r"([0-9]{1,3})\s*(?:days?\s*)?on,?\s*([0-9]{1,3})\s*(?:days?\s*)?off")
_NAMED = {"daily": 1, "qd": 1, "every day": 1, "weekly": 7, "every week": 7}
_WEEK = 7


class Schedule(TypedDict, total=False):
    """The fields of a course that say how often."""

    every_days: int
    days_on: int
    days_off: int


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
    reading = _number(clerk, text, field)
    if reading.unit_text and reading.unit_text.casefold() != unit.casefold():
        raise Refused(f"{reading.unit_text!r} does not belong here; it is in {unit}.", field)
    return reading.value


def read_dose(clerk: Clerk, text: str, unit: str, field: str = "dose") -> tuple[Decimal, str]:
    """Return a dose with its unit, which is `unit` where none stands beside the number.

    Raises:
        Refused: It is no dose, or its unit is not known.
    """
    reading = _number(clerk, text, field)
    typed = reading.unit_text
    if typed and typed.casefold() != unit.casefold() and find_unit(typed) is None:
        raise Refused(f"{typed!r} is not a unit of a dose, such as mg or mg/m2.", field)
    return reading.value, typed or unit


def read_schedule(text: str, field: str = "schedule") -> Schedule:
    """Return how often an agent is given; nothing typed says nothing.

    Raises:
        Refused: It is no schedule.
    """
    words = clean(text).casefold()
    if not words:
        return Schedule()
    if words in _NAMED:
        return Schedule(every_days=_NAMED[words])
    if match := _PAUSED.fullmatch(words):
        return Schedule(days_on=int(match[1]), days_off=int(match[2]))
    if match := _EVERY.fullmatch(words):
        n_days = _WEEK if match[2].startswith("w") else 1
        return Schedule(every_days=int(match[1] or 1) * n_days)
    raise Refused(
        f"{text.strip()!r} is not a schedule; write daily, every 21 days, q3w or 21 on 7 off.",
        field,
    )


def _number(clerk: Clerk, text: str, field: str) -> NumberReading:
    reading = settled(read_number, text, clerk.choose, field)
    if reading.comparator is not Comparator.EQUAL:
        raise Refused(f"{text.strip()!r}: one number is needed here, without a comparator.", field)
    if reading.value <= 0:
        raise Refused(f"{text.strip()!r}: a number above 0 is needed here.", field)
    return reading
