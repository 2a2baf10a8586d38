"""What the chart's time axis shows: calendar dates, or days since an event that a person chooses.

The event belongs to a patient and is kept while the window is open; the unit belongs to the
station.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from hcclog.domain.dates import TimeUnit
from hcclog.domain.patient import TimeAxis
from hcclog.ui.charts.chart_bar import add_choice
from hcclog.ui.labels import menu_words

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.report.course.options import CourseOptions
    from hcclog.report.course.zero import Zero, ZeroDay
    from hcclog.rules.verdict import Timeline
    from hcclog.ui.desk import Desk

_UNITS = {
    None: "As &suits the span",
    TimeUnit.DAY: "&Days",
    TimeUnit.WEEK: "&Weeks",
    TimeUnit.MONTH: "&Months",
}


class TimeMenu(QObject):
    """Holds what is counted from, patient by patient, and fills the menus that choose it.

    Signals:
        zero_set: Days are counted from elsewhere.
    """

    zero_set = Signal()

    def __init__(
        self, desk: Desk, counts: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        """Make the menus.

        Args:
            desk: With the chosen patient.
            counts: Whether the chart that is shown counts its days.
            parent: What owns it.
        """
        super().__init__(parent)
        self._desk, self._counts = desk, counts
        self._zeros: dict[str, Zero] = {}

    def zero(self) -> Zero | None:
        """Return what the chosen patient's days are counted from; None for his own axis."""
        return self._zeros.get(self._desk.patient_id)

    def count_from(self, zero: Zero | None) -> None:
        """Count the chosen patient's days from an entry; None for his own axis."""
        if zero == self.zero():
            return
        if zero is None:
            del self._zeros[self._desk.patient_id]
        else:
            self._zeros[self._desk.patient_id] = zero
        self.zero_set.emit()

    def applied(
        self, options: CourseOptions, record: PatientRecord, timeline: Timeline
    ) -> CourseOptions:
        """Return options with the axis that was chosen for a record.

        Where what is counted from is gone, the record's own axis holds until it is back.
        """
        options = replace(options, unit=self._desk.preferences.chart.axis_unit)
        zero = self._zeros.get(record.patient.id)
        if zero is None:
            return options
        from hcclog.report.course.zero import counted_from, zero_day

        return counted_from(options, zero_day(record, timeline.chronology, zero))

    def day_of(self, table: str, entity_id: str) -> ZeroDay | None:
        """Return the day that an entry of the chosen patient would count from."""
        from hcclog.report.course.zero import Zero, zero_day

        record, timeline = self._desk.record(), self._desk.timeline()
        if record is None or timeline is None:
            return None
        return zero_day(record, timeline.chronology, Zero(table, entity_id))

    def fill(self, menu: QMenu) -> None:
        """Put in what days can be counted from, and in what unit."""
        record, timeline = self._desk.record(), self._desk.timeline()
        if record is None or timeline is None:
            return
        self._add_zeros(menu, record, timeline)
        menu.addSeparator()
        units = QActionGroup(menu)
        for unit, words in _UNITS.items():
            action = add_choice(menu, units, words, on=unit is self._chart_unit())
            action.triggered.connect(lambda _on, chosen=unit: self._choose_unit(chosen))
            # A calendar names its days, and counts in nothing.
            action.setEnabled(self._counts())

    def _add_zeros(self, menu: QMenu, record: PatientRecord, timeline: Timeline) -> None:
        from hcclog.report.course.zero import zero_groups

        group = QActionGroup(menu)
        own = None
        if record.patient.time_axis is TimeAxis.CALENDAR:
            action = add_choice(menu, group, "&Calendar dates", on=self.zero() is None)
            action.triggered.connect(lambda _on: self.count_from(None))
        else:
            own = record.patient.id
        groups = zero_groups(record, timeline.chronology)
        listed = {day.zero for each in groups for day in each.days}
        for each in groups:
            into = menu.addMenu(each.title) if each.title else menu
            for day in each.days:
                self._add_day(into, group, day, is_own=day.zero.id == own)
        zero = self.zero()
        elsewhere = self.day_of(*zero) if zero is not None and zero not in listed else None
        if elsewhere is not None:
            self._add_day(menu, group, elsewhere, is_own=False)

    def _add_day(self, menu: QMenu, group: QActionGroup, day: ZeroDay, *, is_own: bool) -> None:
        wanted = None if is_own else day.zero
        words = f"Since {menu_words(day.name)}"
        action = add_choice(menu, group, words, on=self.zero() == wanted)
        action.triggered.connect(lambda _on: self.count_from(wanted))

    def _chart_unit(self) -> TimeUnit | None:
        return self._desk.preferences.chart.axis_unit

    def _choose_unit(self, unit: TimeUnit | None) -> None:
        self._desk.set_chart(replace(self._desk.preferences.chart, axis_unit=unit))
