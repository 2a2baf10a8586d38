"""What one chart keeps from a drawing to the next, so that a new value costs no more than itself.

A value's place follows from the value alone where its date is a plain one, and a lane from its
values. Both are frozen, and are found by themselves: what is kept can be of no use, never wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.report.course.remembered import Remembered

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology, DaySpan
    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.labs import LabResult


class LanesOfTest(NamedTuple):
    """The lanes of one test, what they were built from, and what had no place on them.

    Attributes:
        logarithmic: What the user chose of its axis.
    """

    results: Sequence[LabResult]
    logarithmic: bool | None
    lanes: Sequence[Any]
    unplaced: Sequence[str]


class Memory:
    """What is kept for one chart.

    Attributes:
        places: A value's place in the unit of its axis; for plain dates only.
        lanes: The lanes of a test; where all its dates are plain.
        days: The days of a lane.
    """

    def __init__(self) -> None:
        self.places: Remembered[LabResult, dict[str, Any]] = Remembered()
        self.days: Remembered[Any, Any] = Remembered()
        self._spans: Remembered[ClinicalDate, DaySpan | None] = Remembered()
        self.lanes: dict[str, LanesOfTest] = {}
        self._axis: object = None

    def begin(self, chronology: Chronology) -> None:
        """Begin a drawing; on another axis of time nothing holds any more."""
        if self._axis is not chronology.axis:
            kept = self.places, self.days, self._spans, self.lanes
            for each in kept:
                each.clear()
            self._axis = chronology.axis

    def end(self) -> None:
        """Let go of what this drawing did not ask for."""
        for each in (self.places, self.days, self._spans):
            each.end_round()

    def span(self, when: ClinicalDate, chronology: Chronology) -> DaySpan | None:
        """Return the days of a date."""
        if chronology.is_plain(when):
            return self._spans.answer(when, chronology.span)
        return chronology.span(when)
