"""The cohort's page: who is in at the left, what is seen of them at the right."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hcclog.cohort.filters import EVERYBODY, Chosen, choose, rows_of
from hcclog.cohort.gather import Gatherer
from hcclog.ui.cohort.facets import nobody, who_fell_out, who_is_in
from hcclog.ui.cohort.filter_panel import FilterPanel
from hcclog.ui.cohort.gathering import Gathering
from hcclog.ui.cohort.head import CohortHead
from hcclog.ui.cohort.plot_panel import PlotPanel
from hcclog.ui.labels import plain_label
from hcclog.ui.text import plural
from hcclog.ui.worker import import_in_background

if TYPE_CHECKING:
    from hcclog.cohort.summary import PatientSummary
    from hcclog.ui.desk import Desk

NO_PATIENT = "No patient is logged yet."
_READING = "Patients are being read…"
# So few are read before a person could look at their number.
_AT_ONCE = 10
# A second of imports, behind the reading of the patients. The first is imported before any thread:
# it cannot be any more while the program ends.
_EARLY, _HEAVY = ("concurrent.futures.thread",), ("scipy.stats",)


class CohortPage(QWidget):
    """Many patients at once.

    What was read of a patient is kept until something is written of this patient.

    Signals:
        patient_opened: One patient is to be shown: the id.
    """

    patient_opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gatherer = Gatherer(desk.logbook)
        self._is_stopped = False
        # What was read when the page was last filled; whether that were all.
        self._found: tuple[tuple[PatientSummary, ...], bool] | None = None
        self.work = Gathering(self)
        self.filters = FilterPanel(desk)
        self.head = CohortHead()
        self.plots = PlotPanel(desk)
        self.empty = plain_label("", "empty")
        self.clear_button = QPushButton("Clear the filter")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        import_in_background(_EARLY).join()
        import_in_background(_HEAVY)

    def enter(self) -> None:
        """Be looked at: read who is new or changed, and take the keyboard."""
        self._look_again()
        self.plots.take_keys()

    def gather(self) -> None:
        """Read the patients that were not read yet, or changed since."""
        self._is_stopped = False
        if not self._gatherer.summaries:
            self._say_empty(_READING)
        self.work.start(self._gatherer.steps)

    def refresh(self) -> None:
        """Show those whom the filter lets in, of all that were read."""
        summaries = self._gatherer.summaries
        if not summaries:
            self.head.say("Cohort", "")
            self._say_empty(NO_PATIENT if self._gatherer.is_complete else _READING)
            return
        chosen = choose(summaries, self.filters.wanted())
        self.head.say(who_is_in(chosen), self._facts(chosen))
        if not chosen.rows:
            self._say_empty(nobody(chosen.filter, chosen.n_patients_of), can_clear=True)
            return
        self.plots.show_rows(chosen.rows)
        self._stack.setCurrentWidget(self.plots)

    def patient_ids(self) -> tuple[str, ...]:
        """Return the ids of those whom the filter lets in, of all that were read, by code."""
        rows = choose(self._gatherer.summaries, self.filters.wanted()).rows
        return tuple(dict.fromkeys(row.patient.id for row in rows))

    def _facts(self, chosen: Chosen) -> str:
        if self._gatherer.is_complete:
            return who_fell_out(chosen)
        said = "" if chosen.filter == EVERYBODY else who_fell_out(chosen)
        n_known, n_all = len(self._gatherer.summaries), self._desk.logbook.n_patients()
        return f"Only {n_known} of {plural(n_all, 'patient')} were read. {said}".strip()

    def _say_empty(self, sentence: str, *, can_clear: bool = False) -> None:
        self.empty.setText(sentence)
        self.clear_button.setVisible(can_clear)
        self._stack.setCurrentIndex(0)

    def _progressed(self, n_done: int, n_to_do: int) -> None:
        if n_to_do > _AT_ONCE:
            self.head.show_progress(n_done, n_to_do)

    def _ended(self) -> None:
        """Show what was read, all or a part, where it is not what is shown already."""
        found = (self._gatherer.summaries, self._gatherer.is_complete)
        told = self.head.end_progress(is_complete=self._gatherer.is_complete)
        if told or found != self._found:
            self._found = found
            self.filters.offer(rows_of(self._gatherer.summaries))
            self.refresh()

    def _stop(self) -> None:
        self._is_stopped = True
        self.work.cancel()
        self._ended()

    def _look_again(self) -> None:
        """Read who changed; where a person stopped the reading, only find out who did."""
        if self._is_stopped:
            self.work.start(lambda: islice(self._gatherer.steps(), 1))
        else:
            self.gather()

    def _changed(self) -> None:
        """Follow what was written where one looks; who comes back later looks again anyway."""
        if self.isVisible():
            self._look_again()

    def _failed(self, sentence: str) -> None:
        self._desk.failed.emit(sentence)
        self._ended()

    def _connect(self) -> None:
        self.work.progressed.connect(self._progressed)
        self.work.finished.connect(self._ended)
        self.work.failed.connect(self._failed)
        self.head.stopped.connect(self._stop)
        self.head.resumed.connect(self.gather)
        self.filters.filter_changed.connect(self.refresh)
        self.clear_button.clicked.connect(self.filters.clear)
        self.plots.patient_opened.connect(self.patient_opened)
        self._desk.changed.connect(lambda _change: self._changed())

    def _lay_out(self) -> None:
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.addStretch(1)
        middle.addWidget(self.empty)
        middle.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addStretch(1)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self.plots)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.head)
        right.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addLayout(right, 1)
