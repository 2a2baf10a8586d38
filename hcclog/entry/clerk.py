"""The clerk: whose record is written in, on which day, and how a person is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hcclog.domain.chronology import Chronology
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.entry.asking import Chooser, no_choice
from hcclog.entry.preferences import Preferences

Range = tuple[Decimal | None, Decimal | None]
# Test, unit, laboratory and sex; None where no result of them has a range.
RangeFinder = Callable[[str, str, str, str], Range | None]


def no_range(_analyte: str, _unit: str, _laboratory: str, _sex: str) -> Range | None:
    """Know no range: where there is no store to look in."""
    return None


def no_namesakes(_name: str) -> tuple[Patient, ...]:
    """Know of no other patient."""
    return ()


@dataclass(frozen=True, slots=True)
class Clerk:
    """What every reader of typed words needs.

    Attributes:
        record: The patient's record as it stands.
        today: The station's day.
        new_id: Gives an id for a new entity.
        choose: Asks a person which of several readings is meant.
        preferences: How this station writes dates and numbers, and what it takes by default.
        last_range: Finds the newest reference range of a test at a laboratory, in the whole store.
        namesakes: Finds the patients of a name, in any spelling of it.
    """

    record: PatientRecord
    today: date
    new_id: Callable[[], str]
    choose: Chooser = no_choice
    preferences: Preferences = field(default_factory=Preferences)
    last_range: RangeFinder = no_range
    namesakes: Callable[[str], tuple[Patient, ...]] = no_namesakes

    @property
    def is_relative(self) -> bool:
        """True where the patient's days are counted from a day 0."""
        return self.record.patient.time_axis is TimeAxis.RELATIVE

    @property
    def chronology(self) -> Chronology:
        """The days of the record's dates."""
        return Chronology(self.record)
