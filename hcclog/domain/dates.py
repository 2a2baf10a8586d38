"""Clinical dates: what is known of a day, and not more.

A date is a year, a month, a day, an offset from an anchor (the patient's day 0 or another event),
an age, or something between two dates. It is kept that way; `chronology.py` says which days it can
mean. Each form has one text (``2021-10``, ``day 28``, ``course:ID:start + 3 months``, ``age 66``,
``between week 4 and month 2``), which is what the store and the files hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TimeUnit(StrEnum):
    """The unit in which an offset is known; it is known to about half of it."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar date known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has (ValueError)."""
        if self.month is None and self.day is not None:
            msg = "a day needs its month"
            raise ValueError(msg)
        month, day = (1 if part is None else part for part in (self.month, self.day))
        date(self.year, month, day)

    def __str__(self) -> str:
        """Return the ISO 8601 text of what is known: ``2021``, ``2021-10`` or ``2021-10-14``."""
        if self.day is not None:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event that other dates are counted from: one edge of one entity.

    Attributes:
        entity: The table of the entity, such as ``course``.
        entity_id: Its id.
        edge: ``on``, ``start`` or ``end``.
    """

    entity: str
    entity_id: str
    edge: str = "on"

    def __str__(self) -> str:
        """Return ``entity:id:edge``."""
        return f"{self.entity}:{self.entity_id}:{self.edge}"


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from an anchor; without an anchor, from the patient's day 0."""

    amount: int
    unit: TimeUnit
    anchor: Anchor | None = None

    def __str__(self) -> str:
        """Return ``day 28`` or ``course:ID:start + 3 months``."""
        if self.anchor is None:
            return f"{self.unit} {self.amount}"
        if self.amount == 0:
            return str(self.anchor)
        sign = "+" if self.amount > 0 else "-"
        size = abs(self.amount)
        return f"{self.anchor} {sign} {size} {self.unit}{'' if size == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Age:
    """A year of life: at this age, in completed years."""

    years: int

    def __str__(self) -> str:
        """Return ``age 66``."""
        return f"age {self.years}"


@dataclass(frozen=True, slots=True)
class Between:
    """Some time from one date to another."""

    first: Calendar | Offset | Age
    last: Calendar | Offset | Age

    def __str__(self) -> str:
        """Return ``between A and B``."""
        return f"between {self.first} and {self.last}"


Form = Calendar | Offset | Age | Between

_CALENDAR = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_ZERO = re.compile(r"(day|week|month|year) (-?[0-9]{1,6})")
_ANCHORED = re.compile(
    r"(?P<entity>[a-z_]+):(?P<id>[^:\s]+):(?P<edge>on|start|end)"
    r"(?: (?P<sign>[+-]) (?P<amount>[0-9]{1,6}) (?P<unit>day|week|month|year)s?)?"
)
_AGE = re.compile(r"age ([0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class ClinicalDate:
    """A date as it is known.

    Attributes:
        form: The date itself.
        within: A second date in which the first must also lie (``that MRI + 2 days``, in 2022-02).
        label: How the source names the moment, where its own words say more than the form.
    """

    form: Form
    within: Form | None = None
    label: str = ""

    def __str__(self) -> str:
        """Return the one text of this date; `parse` reads it back."""
        text = str(self.form)
        if self.within is not None:
            text += f" within {self.within}"
        return f"{text} # {self.label}" if self.label else text

    @classmethod
    def parse(cls, text: str) -> ClinicalDate:
        """Read the text that `str` writes.

        Raises:
            ValueError: The text is none of the forms, or no calendar has that day.
        """
        body, _, label = text.partition(" # ")
        main, _, within = body.partition(" within ")
        return cls(_form(main.strip()), _form(within.strip()) if within else None, label.strip())

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> ClinicalDate:
        """Return a calendar date of the given precision."""
        return cls(Calendar(year, month, day))

    @classmethod
    def at(cls, entity: str, entity_id: str, edge: str = "on") -> ClinicalDate:
        """Return the day of an event: one event is one day, however little is known of it."""
        return cls(Offset(0, TimeUnit.DAY, Anchor(entity, entity_id, edge)))

    @property
    def calendar(self) -> Calendar | None:
        """The calendar form, if that is what is known."""
        return self.form if isinstance(self.form, Calendar) else None


def _form(text: str) -> Form:
    if text.startswith("between "):
        first, found, last = text.removeprefix("between ").partition(" and ")
        if found:
            return Between(_point(first), _point(last))
    return _point(text)


def _point(text: str) -> Calendar | Offset | Age:
    """Read one date that is not a between."""
    if match := _CALENDAR.fullmatch(text):
        year, month, day = (int(part) if part else None for part in match.groups())
        return Calendar(year or 0, month, day)
    if match := _ZERO.fullmatch(text):
        return Offset(int(match[2]), TimeUnit(match[1]))
    if match := _ANCHORED.fullmatch(text):
        amount = int(match["amount"] or 0) * (-1 if match["sign"] == "-" else 1)
        unit = TimeUnit(match["unit"] or "day")
        return Offset(amount, unit, Anchor(match["entity"], match["id"], match["edge"]))
    if match := _AGE.fullmatch(text):
        return Age(int(match[1]))
    msg = f"{text!r} is not a date"
    raise ValueError(msg)
