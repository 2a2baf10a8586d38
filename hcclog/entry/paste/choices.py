"""What a person chose for a whole column: the order of its dates, what its comma means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.entry.preferences import DateOrder

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-([0-9]{2})")
_IN_TWO_ORDERS = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{4}")
_POINT_BEFORE_THREE = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.,])")
_N_MONTHS = 12
_TWO = 2


class Comma(StrEnum):
    """What one comma before three digits means."""

    ASK = "ask"
    DECIMAL = "decimal sign"
    THOUSANDS = "thousands"


@dataclass(frozen=True, slots=True)
class Choices:
    """Chosen once, for all cells alike.

    Attributes:
        date_order: Of the dates of the block: they stand in one column or one row.
        commas: By column.
        usual_units: Take the patient's last unit of a test, else the usual one, where none stands.
    """

    date_order: DateOrder = DateOrder.ASK
    commas: tuple[tuple[int, Comma], ...] = ()
    usual_units: bool = False

    def comma_of(self, column: int) -> Comma:
        """Return what was chosen for a column."""
        return dict(self.commas).get(column, Comma.ASK)

    def with_comma(self, column: int, comma: Comma) -> Choices:
        """Return the choices with another one for a column."""
        return replace(self, commas=tuple(({**dict(self.commas), column: comma}).items()))


@dataclass(slots=True)
class Settler:
    """Answers for a person where the column was decided, and else notes that it is open.

    Attributes:
        date_text: The date as it stands in the block.
        is_open: Whether something was asked that nobody has decided.
        about_comma: Whether that is what a comma means.
    """

    date_order: DateOrder
    comma: Comma
    date_text: str = ""
    is_open: bool = field(default=False)
    about_comma: bool = field(default=False)

    def clerk(self, clerk: Clerk) -> Clerk:
        """Return a clerk who asks here; what the station prefers does not decide a column."""
        ask = replace(clerk.preferences, date_order=DateOrder.ASK)
        return replace(clerk, choose=self.choose, preferences=ask)

    def choose(self, _sentence: str, readings: Sequence[str]) -> int | None:
        """Choose a reading, or none."""
        days = [_ISO.fullmatch(reading) for reading in readings]
        marks = [sum(letter in ".," for letter in reading) for reading in readings]
        chosen = None
        if len(readings) == _TWO and all(days):
            chosen = self._of_dates([int(day[1]) for day in days if day])
        elif len(readings) == _TWO and marks[0] != marks[1] and _same_digits(*readings):
            chosen = self._of_numbers(marks)
            self.about_comma = chosen is None
        self.is_open = chosen is None
        return chosen

    def _of_dates(self, days: Sequence[int]) -> int | None:
        """Choose by the first number that was written: it is a day or a month."""
        first = re.search(r"[0-9]+", self.date_text)
        if self.date_order is DateOrder.ASK or first is None or int(first[0]) not in days:
            return None
        day_first = days.index(int(first[0]))
        return day_first if self.date_order is DateOrder.DAY_FIRST else 1 - day_first

    def _of_numbers(self, marks: Sequence[int]) -> int | None:
        if self.comma is Comma.ASK:
            return None
        return marks.index(max(marks) if self.comma is Comma.DECIMAL else min(marks))


def _same_digits(one: str, other: str) -> bool:
    """Tell whether two readings differ in their signs only: 1.089 and 1089."""
    digits = [re.sub(r"[^0-9]", "", text) for text in (one, other)]
    return bool(digits[0]) and digits[0] == digits[1]


def refuse_other_order(text: str, order: DateOrder) -> None:
    """Refuse a date that has no place in a column of this order.

    Raises:
        Refused: At ``on``.
    """
    match = _IN_TWO_ORDERS.fullmatch(text)
    if match is None or order is DateOrder.ASK:
        return
    month = int(match[2] if order is DateOrder.DAY_FIRST else match[1])
    if month > _N_MONTHS:
        raise Refused(f"{text} has no month {month}; the dates here are read {order}.", "on")


def refuse_other_sign(text: str, comma: Comma) -> None:
    """Refuse a number that may be grouped by a point, where a comma is the decimal sign.

    Raises:
        Refused: At ``value``.
    """
    found = _POINT_BEFORE_THREE.search(text)
    if found is None or comma is not Comma.DECIMAL:
        return
    number = found[0]
    grouped, decimal = number.replace(".", ""), number.replace(".", ",")
    raise Refused(
        f"{number} has a point, and a comma is the decimal sign here; "
        f"write {grouped} or {decimal}.",
        "value",
    )
