"""The Imaging and lesions tab: the worksheet, and how a column or a row is added to it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from hcclog.entry.sizes import HELP, measurement_at
from hcclog.ui.choosing_roles import advice
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.findings_box import FindingsBox
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.new_lesion import NewLesion
from hcclog.ui.labels import ElidedLabel, plain_tip
from hcclog.ui.models.lesion_table import FIRST, LesionTable
from hcclog.ui.panels.baseline_bar import BaselineButton, ProposalBar
from hcclog.ui.panels.block_paste import BlockPaste
from hcclog.ui.panels.table_page import TablePage
from hcclog.ui.panels.worksheet_menu import WorksheetMenu
from hcclog.ui.panels.worksheet_view import WorksheetView
from hcclog.ui.permitting import forbidden

_HINT = "mm · 42.0/38.0 whole/viable · 42x31 · a absent · p present · t too small · Alt+Down: all"


class LesionPanel(TablePage):
    """The worksheet with its buttons, the baseline that is proposed, and advice on the targets.

    Attributes:
        advice: What speaks against the choice of targets; it refuses nothing.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = "No lesion is logged. Add an assessment (a column), then lesions (rows)."
        self.sheet = LesionTable(desk)
        super().__init__(desk, self.sheet, "Lesion worksheet", empty, parent, view=WorksheetView)
        self.new_assessment = self._button("New &assessment…", "Ctrl+I")
        self.new_lesion = self._button("New &lesion…", "Ctrl+Shift+I")
        self.baseline = BaselineButton(desk, self)
        self.proposal = ProposalBar(desk, self.baseline)
        self.advice = FindingsBox("Advice on the choice of targets")
        self.menus = WorksheetMenu(desk, self)
        hint = ElidedLabel("muted")
        hint.show_text(_HINT)
        hint.setToolTip(HELP)
        bar = QWidget()
        bar.setObjectName("entry_row")
        line = QHBoxLayout(bar)
        line.setContentsMargins(10, 4, 10, 4)
        line.addWidget(self.new_assessment)
        line.addWidget(self.new_lesion)
        line.addWidget(self.baseline)
        line.addWidget(hint, 1)
        self.page.insertWidget(0, bar)
        self.page.insertWidget(1, self.proposal)
        self.pasting = BlockPaste(desk, self, lesions=True)
        self.page.addWidget(self.advice)
        self.new_assessment.clicked.connect(lambda: self._open(NewAssessment(desk, self)))
        self.new_lesion.clicked.connect(self._add_lesion)
        desk.patient_chosen.connect(self._set_enabled)
        self.view.selectionModel().selectionChanged.connect(self._point_at_column)
        self._connect_view()
        self._set_enabled()
        self._advise()

    def _connect_view(self) -> None:
        if isinstance(self.view, WorksheetView):
            self.view.entry_wanted.connect(self._correct_row)
            self.view.imaging_wanted.connect(self._correct_column)
        self.sheet.trial_changed.connect(self._advise_on_trial)
        self.desk.changed.connect(self._advise)
        self.desk.patient_chosen.connect(self._advise)

    def _button(self, words: str, key: str) -> QPushButton:
        """Return a button that its key presses too, wherever the focus is in this tab."""
        button = QPushButton(words)
        button.setToolTip(key)
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on: button.click())
        self.addAction(action)
        return button

    def show_menu(self, place: QPoint) -> None:
        self.open_menu(place)

    def open_menu(self, place: QPoint) -> QMenu | None:
        """Open the menu of the current cell; where it belongs to no lesion, that of the table."""
        index = self.view.currentIndex()
        row = self.model.row_at(index)
        if row is None or row.kind != "entry" or not self.new_lesion.isEnabled():
            return self.view.copying.open_menu(place)
        menu = self.menus.of_cell(row, index.column(), self._assessment_of(index.column()))
        self.view.copying.fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
        return menu

    def _assessment_of(self, column: int) -> str:
        columns = self.model.table().columns
        return columns[column].key if 0 <= column < len(columns) else ""

    def _correct_row(self) -> None:
        """Correct the lesion of the row; at its role, choose another."""
        index, record = self.view.currentIndex(), self.desk.record()
        row = self.model.row_at(index)
        if row is None or record is None or row.kind != "entry":
            return
        if index.column() == FIRST - 1 and isinstance(self.view, WorksheetView):
            self.view.ask_for_menu()
            return
        lesion = next((each for each in record.lesions if each.id == row.mark[1]), None)
        if lesion is not None and self.new_lesion.isEnabled():
            self.menus.correct_lesion(lesion)

    def _correct_column(self, column: int) -> None:
        assessment_id = self._assessment_of(column)
        if assessment_id and self.new_lesion.isEnabled():
            self.menus.correct_imaging(assessment_id)

    def _add_lesion(self) -> None:
        """Ask for a lesion, found at the assessment whose column is chosen."""
        column = self.view.currentIndex().column()
        here = self._assessment_of(column) if column >= FIRST else ""
        self._open(NewLesion(self.desk, self, assessment_id=here))

    def _advise_on_trial(self) -> None:
        """Advise while a size of a baseline is typed: no other size is asked of a target."""
        record, column = self.desk.record(), self.view.currentIndex().column()
        baselines = record.series if record is not None else ()
        here = self._assessment_of(column)
        if any(series.baseline_assessment_id == here for series in baselines):
            self._advise()

    def _advise(self) -> None:
        standing = self.sheet.standing()
        found: tuple[str, ...] = ()
        if standing is not None:
            found = advice(standing.record, standing.timeline.chronology)
        self.advice.say(found)

    def _set_enabled(self) -> None:
        book, is_shown = self.desk.logbook, bool(self.desk.patient_id)
        for widget, table in (
            (self.new_assessment, "assessment"),
            (self.new_lesion, "lesion"),
            (self.baseline, "response_series"),
        ):
            widget.setEnabled(is_shown and book.may_write(table))
            why = forbidden(book, [table])
            if why:
                widget.setToolTip(plain_tip(why))

    def _open(self, dialog: FormDialog) -> None:
        dialog.open()

    def _point_at_column(self, _selected: QItemSelection, _gone: QItemSelection) -> None:
        """Choose the measurement of the cell, the assessment of its column, or the row's lesion."""
        index = self.view.currentIndex()
        record, row = self.desk.record(), self.model.row_at(index)
        chosen = self.view.selectionModel().hasSelection() and not self.view.is_following
        if record is None or row is None or not chosen:
            return
        assessment_id = self._assessment_of(index.column())
        if not assessment_id:
            if row.kind == "entry":
                self.desk.choose_mark("lesion", row.mark[1])
            return
        found = measurement_at(record, row.mark[1], assessment_id)
        if found is not None:
            self.desk.choose_mark("measurement", found.id)
        else:
            self.desk.choose_mark("assessment", assessment_id)
