"""Which view the chart shows: the course, or one of the views of a marker, and of which.

The view is kept from patient to patient while the window is open, the marker for each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from hcclog.domain.by_test import results_by_test
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.ui.charts.chart_bar import add_choice
from hcclog.ui.labels import menu_words

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.report.course.figure import CourseFigure
    from hcclog.report.course.options import CourseOptions
    from hcclog.rules.verdict import Timeline
    from hcclog.ui.charts.chart_bar import ChartBar
    from hcclog.ui.desk import Desk

_COURSE = "Course"
_WORDS = {
    None: "&Course",
    MarkerView.LEAD: "&Marker and burden",
    MarkerView.CHANGE: "C&hange per line",
    MarkerView.DOUBLING: "&Doubling time",
}


class ViewMenu(QObject):
    """Holds the view, and fills the two menus that choose it and its marker.

    Signals:
        view_set: Another view or another marker was chosen.
    """

    view_set = Signal()

    def __init__(self, desk: Desk, bar: ChartBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: MarkerView | None = None
        self._codes: dict[str, str] = {}
        self.button = bar.add_menu("", "View of the chart", self.fill, at_left=True)
        self.marker_button = bar.add_menu("", "Marker of the view", self.fill_markers, at_left=True)
        self._show(None, ())

    def show_view(self, view: MarkerView | None) -> None:
        """Show a view of the marker from now on; None for the course."""
        if view is not self._view:
            self._view = view
            self.view_set.emit()

    def show_marker(self, code: str) -> None:
        """Show another marker of the chosen patient."""
        if self._codes.get(self._desk.patient_id) != code:
            self._codes[self._desk.patient_id] = code
            self.view_set.emit()

    def figure(
        self, record: PatientRecord, timeline: Timeline, options: CourseOptions
    ) -> CourseFigure | None:
        """Return the chosen view of a record; None for the course, and where no marker has any."""
        markers = _markers(record) if self._view is not None else ()
        self._show(record, markers)
        if self._view is None or not markers:
            return None
        from hcclog.report.marker_views.views import marker_figure

        return marker_figure(self._view, self._marker(record, markers), record, timeline, options)

    @staticmethod
    def is_course(figure: CourseFigure) -> bool:
        """True for the course, false for a view of a marker."""
        return figure.kind == _COURSE

    def fill(self, menu: QMenu) -> None:
        """Put in the views; those of a marker are off where no marker has a number."""
        record = self._desk.record()
        is_known = record is not None and bool(_markers(record))
        shown = self._view if is_known else None
        group = QActionGroup(menu)
        for view, words in _WORDS.items():
            action = add_choice(menu, group, words, on=view is shown)
            action.setEnabled(view is None or is_known)
            action.triggered.connect(lambda _on, chosen=view: self.show_view(chosen))

    def fill_markers(self, menu: QMenu) -> None:
        """Put in the markers that have a number."""
        record = self._desk.record()
        if record is None:
            return
        markers, group = _markers(record), QActionGroup(menu)
        shown = self._marker(record, markers) if markers else ""
        for code in markers:
            action = add_choice(menu, group, menu_words(_name(code)), on=code == shown)
            action.triggered.connect(lambda _on, chosen=code: self.show_marker(chosen))

    def _marker(self, record: PatientRecord, markers: tuple[str, ...]) -> str:
        """Return the marker that was chosen for a patient, the first while it has no number."""
        chosen = self._codes.get(record.patient.id, "")
        return chosen if chosen in markers else markers[0]

    def _show(self, record: PatientRecord | None, markers: tuple[str, ...]) -> None:
        """Say on the buttons what is shown."""
        view = self._view if markers else None
        self.button.setText(f"Vie&w: {_COURSE if view is None else view.value}")
        self.marker_button.setVisible(view is not None and len(markers) > 1)
        if record is not None and view is not None:
            name = menu_words(_name(self._marker(record, markers)))
            self.marker_button.setText(f"&Marker: {name}")


def _markers(record: PatientRecord) -> tuple[str, ...]:
    # Without results there is none, and nothing is loaded that looks for them.
    if not results_by_test(record):
        return ()
    from hcclog.report.marker_views.views import markers_of

    return markers_of(record)


def _name(code: str) -> str:
    from hcclog.report.naming import analyte_title

    return analyte_title(code)
