"""One record after the other without whose it is, and what was taken out of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hcclog.exchange.deidentify.choices import Choices, DateMode, Deidentified, FreeText
from hcclog.exchange.deidentify.deidentify import deidentified

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord

_SAID = {
    DateMode.DAYS: "Dates are days from day 0: the start of the first line of therapy, else the "
    "first entry. Where some are known to a month or a year only, the ends of their spans can "
    "tell the time of year.",
    DateMode.SHIFT: "All dates of a patient went back by the same secret number of days. What is "
    "known to a month or a year became all the months or years in which it can lie.",
}
_ALWAYS = (
    "Codes and ids are replaced by others that stay the same at each export from this store.",
    "Births are told to five years, and an age above 89 as 90 or more.",
)


@dataclass(slots=True)
class Deidentifier:
    """De-identifies one record after the other, and keeps what was taken out.

    Attributes:
        choices: How it is done.
        done: What came of each patient, by id in the store.
    """

    choices: Choices
    done: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dropped: set[FreeText] = field(default_factory=set)

    def __call__(self, record: PatientRecord) -> PatientRecord:
        """Return a record as it may leave."""
        made = self.make(record)
        return made.record

    def make(self, record: PatientRecord) -> Deidentified:
        """Return a record as it may leave, with what was taken out of it."""
        made = deidentified(record, self.choices)
        self.done[record.patient.id] = made.removed
        self.dropped |= made.dropped
        return made

    def sentences(self) -> tuple[str, ...]:
        """Return what was done and taken out; they name nobody."""
        each = (sentence for removed in self.done.values() for sentence in removed)
        return (_SAID[self.choices.dates], *_ALWAYS, *each)
