"""Every page, tab and dialog as a picture, light and dark, without a display."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.ui.application import the_application  # isort: skip - it imports Qt as we want it

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from hcclog.report.marker_views.kinds import MarkerView
from hcclog.store.errors import DiskRefused, KeyFileMissing
from hcclog.ui.backing_up.restore_page import RestorePage
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.choice import Choice as ReadingChoice
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.cannot_open import CannotOpen
from hcclog.ui.panels.fault_bar import FaultBar
from hcclog.ui.panels.tabs import TABS
from hcclog.ui.pictured import DIALOGS
from hcclog.ui.theme import Choice, Theme

if TYPE_CHECKING:
    from hcclog.domain.patient import Patient
    from hcclog.logbook import Logbook

SIZE = (1440, 900)
THEMES = (Choice.LIGHT, Choice.DARK)
_MOST_PATIENTS = 50
_ROUNDS = 12
_POINTED = 0.6
_N_BYTES, _N_BYTES_COPIED = 48_000_000, 29_400_000


def render_pages(logbook: Logbook, folder: Path) -> list[Path]:
    """Render every page, tab and dialog of each patient, and every plot of all of them.

    Args:
        logbook: An open store; nothing is written to it.
        folder: Where the pictures go, named by theme, patient and page.

    Returns:
        The pictures in the order of their making.
    """
    theme = Theme(the_application(), THEMES[0])
    window = MainWindow()
    window.furnish(logbook, theme)
    window.fill()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(*SIZE)
    window.show()
    camera = Camera(window, folder)
    try:
        for choice in THEMES:
            theme.choose(choice)
            for patient in logbook.patients("", _MOST_PATIENTS):
                camera.take_patient(choice.value, patient)
            camera.take_empty(choice.value)
            camera.take_entrance(choice.value)
            camera.take_cohort(choice.value)
            camera.take_faults(choice.value)
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return camera.taken


class Camera:
    """Takes pictures of one window.

    Attributes:
        taken: The pictures so far.
    """

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.taken: list[Path] = []
        settle()

    def take_patient(self, theme: str, patient: Patient) -> None:
        """Take each tab of a patient, the last assessment selected, and each dialog."""
        self.window.patients.search.clear()
        self.window.desk.choose_patient(patient.id)
        for number, tab in enumerate(TABS):
            self.window.page.tabs.show_tab(number)
            self._take(self.window, theme, patient.code, tab.title)
        for name, table, entity_id in _points(self.window.desk):
            self.window.desk.choose_mark(table, entity_id)
            self._take(self.window, theme, patient.code, name)
        self.window.desk.choose_mark("", "")
        self._take_crosshair(theme, patient.code)
        self._take_views(theme, patient.code)
        self._take_visit(theme, patient.code)
        for name, build in DIALOGS:
            dialog = build(self.window.desk)
            if dialog is not None:
                self._take_dialog(dialog, theme, patient.code, name)

    def _take_crosshair(self, theme: str, code: str) -> None:
        """Take the chart as it reads every lane under the mouse."""
        chart = self.window.page.course.chart
        drawing = chart.drawing() if chart is not None else None
        if chart is None or drawing is None or not chart.isVisible():
            return
        plot = drawing.plot
        chart.pointed_at(QPointF(plot.left + _POINTED * plot.width, plot.top + 1))
        self._take(self.window, theme, code, "crosshair")
        chart.pointed_at(QPointF(0, 0))

    def _take_views(self, theme: str, code: str) -> None:
        """Take each view of the first marker; a patient without numbers has none."""
        course = self.window.page.course
        for view in MarkerView:
            course.view.show_view(view)
            figure = course.chart.figure() if course.chart is not None else None
            if figure is not None and figure.kind == view.value:
                self._take(self.window, theme, code, view.value)
        course.view.show_view(None)

    def _take_visit(self, theme: str, code: str) -> None:
        """Take the page of a visit as it opens, and its whole form where there was imaging."""
        below = self.window.page.below
        below.open_visit()
        page = below.visit
        if page is None:
            return
        self._take(self.window, theme, code, "visit")
        page.form.imaging.modality.box.setCurrentIndex(1)
        settle()
        self._take(page.form, theme, code, "visit form")
        below.show_tabs()

    def take_empty(self, theme: str) -> None:
        """Take the search that finds nobody, and the question about two readings."""
        self.window.patients.search.setText("nobody of this name")
        self.window.patients.search_now()
        self._take(self.window, theme, "search", "nobody")
        sentence = "“1,089” can mean two numbers. Which is meant?"
        self._take_dialog(ReadingChoice(sentence, ("1.089", "1089")), theme, "dialog", "readings")

    def take_entrance(self, theme: str) -> None:
        """Take what stands in the window while nobody has signed in."""
        from hcclog.ui.pictured_people import PAGES

        for name, build in PAGES:
            page = build()
            page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            page.resize(*SIZE)
            page.show()
            self._take(page, theme, "entrance", name)
            page.hide()
            page.deleteLater()

    def take_cohort(self, theme: str) -> None:
        """Take each plot of the cohort, then a filter that lets nobody in."""
        self.window.rooms.show_cohort()
        page = self.window.rooms.cohort
        if page is None:
            return
        while page.work.is_running:
            settle()
        for n in range(page.plots.tabs.count()):
            page.plots.tabs.setCurrentIndex(n)
            self._take(self.window, theme, "cohort", page.plots.tabs.tabText(n))
        page.plots.tabs.setCurrentIndex(0)
        page.filters.started_to.ask_for("1950")
        self._take(self.window, theme, "cohort", "nobody")
        page.filters.clear()
        self.window.rooms.show_patients()

    def take_faults(self, theme: str) -> None:
        """Take a store that refuses a write, one that cannot be opened, and one being restored."""
        bar = self.window.findChild(FaultBar)
        if isinstance(bar, FaultBar):
            bar.show_fault(DiskRefused())
            self._take(self.window, theme, "store", "not saved")
            bar.hide()
        cannot_open = CannotOpen(KeyFileMissing(Path("store.keys")), Path("store.db"))
        self._take_page(cannot_open, theme, "cannot be opened")
        restored = RestorePage(_N_BYTES, _N_BYTES_COPIED)
        restored.follow("copying")
        self._take_page(restored, theme, "being restored")

    def _take_page(self, page: QWidget, theme: str, name: str) -> None:
        """Take what stands in the window in place of the patients."""
        page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        page.resize(*SIZE)
        page.show()
        self._take(page, theme, "store", name)
        page.close()
        page.deleteLater()

    def _take_dialog(self, dialog: QDialog, theme: str, patient: str, name: str) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        wished = dialog.size()
        is_sized = dialog.testAttribute(Qt.WidgetAttribute.WA_Resized)
        dialog.show()
        if is_sized:  # the screen that is none is smaller than the window
            dialog.resize(wished.boundedTo(QSize(*SIZE)))
        self._take(dialog, theme, patient, name)
        dialog.close()
        dialog.deleteLater()

    def _take(self, widget: QWidget, theme: str, patient: str, name: str) -> None:
        settle()
        stem = f"{theme}-{_plain(patient)}-{_plain(name)}"
        path = self.folder / f"{stem}.png"
        if path in self.taken:
            path = self.folder / f"{stem}-{len(self.taken)}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"{path} cannot be written")
        self.taken.append(path)


def settle() -> None:
    """Let everything happen that waits for its turn: summaries, layouts, paints."""
    for _ in range(_ROUNDS):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()


def _points(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Yield what is worth selecting: the last result, the last reported response."""
    record = desk.record()
    if record is None:
        return
    if record.labs:
        yield "selected result", "lab_result", record.labs[-1].id
    judged = [r.assessment_id for r in record.reported_responses if r.assessment_id]
    if judged:
        yield "selected assessment", "assessment", judged[-1]


def _plain(words: str) -> str:
    """Return words as part of a file's name, whatever a patient's code holds."""
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-") or "unnamed"
