"""A file that comes in: each line with its reading and verdict, before anything is written."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.exchange.incoming.kinds import KINDS
from hcclog.ui.dialogs.fitted_area import FittedArea, fit_to_screen
from hcclog.ui.exchanging.import_gate import ImportGate
from hcclog.ui.exchanging.plan_view import PlanView
from hcclog.ui.exchanging.reading import Reading, Wanted
from hcclog.ui.exchanging.verdict_chips import VerdictChips
from hcclog.ui.labels import plain_label, wrapped_label
from hcclog.ui.models.plan_table import PlanTable

if TYPE_CHECKING:
    from hcclog.commands.imports import Import
    from hcclog.commands.replay import Replay
    from hcclog.exchange.lab_files.mapping import Mapping
    from hcclog.ui.desk import Desk
    from hcclog.ui.exchanging.mapping_panel import MappingPanel

_SIZE = (1100, 780)
_LEAST_TABLE = 64
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ImportDialog(QDialog):
    """Shows a plan; what it says is written as one step, and only when all is said.

    Signals:
        reread: The file is to be read otherwise.
        agreed: What is to be written.
    """

    reread = Signal(object)  # Wanted
    agreed = Signal(object)  # Import or Replay

    def __init__(self, desk: Desk, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.reading = desk, reading
        verb = "Import" if reading.kind.name in KINDS else "Salvage from"
        self.setWindowTitle(f"{verb} {reading.wanted.path.name}")
        self.resize(*_SIZE)
        self.kind = QComboBox()
        self.whose = QComboBox()
        self.mapping: MappingPanel | None = None
        self.notes = wrapped_label("", "muted")
        self.fault = wrapped_label("", "refusal")
        self.chips = VerdictChips()
        self.table = PlanTable(self)
        self.view = PlanView(self.table)
        self.detail = wrapped_label("", "facts")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.gate = ImportGate(self.table)
        self.missing = wrapped_label("", "finding")
        self.refusal = wrapped_label("", "refusal")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add_button = QPushButton("Add")
        self._body = QWidget()
        self._chosen_at: QWidget | None = None
        self._lay_out()
        self._connect()
        self.show_reading(reading)

    def add_bar(self, bar: QWidget) -> None:
        """Put in the line that shows the reading while it goes on."""
        outer = self.layout()
        if outer is not None:
            outer.addWidget(bar)

    def show_unread(self, why: str) -> None:
        """Say why the file is not read now; another choice reads it anew."""
        self.show_reading(replace(self.reading, plan=None, fault=why))

    def show_reading(self, reading: Reading) -> None:
        """Show a file as it was read now."""
        self.reading = reading
        self._body.setEnabled(True)
        plan = reading.plan
        self.kind.setCurrentIndex(self.kind.findData(reading.kind.name))
        self.whose.setCurrentIndex(max(self.whose.findData(reading.wanted.patient), 0))
        self._show_mapping()
        notes = dict.fromkeys((*reading.notes, *(plan.notes if plan is not None else ())))
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        self.fault.setText(reading.fault)
        self.fault.setVisible(bool(reading.fault))
        self.table.filter(None)
        self.table.show_lines(plan.lines if plan is not None else ())
        for part in (self.chips, self.view, self.detail):
            part.setVisible(plan is not None)
        if plan is not None:
            self.chips.show_plan(plan)
        self.gate.show_plan(plan)
        self.view.setCurrentIndex(self.table.index(0, 0))
        self._count()
        self._give_back_focus()

    def say(self, sentence: str) -> None:
        """Say why it could not be written."""
        self.refusal.setText(sentence)
        self.refusal.show()

    def command(self) -> Import | Replay | None:
        """Return what would be written; None where nothing is."""
        plan = self.reading.plan
        if plan is None:
            return None
        return plan.without(self.table.unticked() if self.gate.n_left_out() else ())

    def layout_to_remember(self) -> Mapping | None:
        """Return how the table was read, where a person gave it a name."""
        is_read = self.reading.table is not None and self.mapping is not None
        mapping = self.mapping.mapping if is_read and self.mapping is not None else None
        return mapping if mapping is not None and mapping.name else None

    def accept(self) -> None:
        """Hand over what is to be written, with what a person lifted by looking."""
        from hcclog.commands.lifting import AFTER_TODAY, BEFORE_BIRTH

        self.refusal.hide()
        command = self.command()
        if command is None or self.gate.missing():
            return
        lifted = {AFTER_TODAY, BEFORE_BIRTH} if self.gate.has_ticked() else set()
        self.agreed.emit(replace(command, accepted=command.accepted | lifted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to the lists; it must not write by the way.
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.add_button.click()
        elif isinstance(button := self.focusWidget(), QPushButton):
            button.click()

    def setVisible(self, visible: bool) -> None:
        if visible:
            fit_to_screen(self)
        super().setVisible(visible)

    def _show_mapping(self) -> None:
        """Show how the table of a laboratory is read; other files say it themselves."""
        from hcclog.exchange.lab_files.reading import LabPlan

        reading = self.reading
        if reading.table is None or reading.wanted.mapping is None:
            if self.mapping is not None:
                self.mapping.hide()
            return
        if self.mapping is None:
            self.mapping = self._made_mapping()
        plan = reading.plan if isinstance(reading.plan, LabPlan) else None
        self.mapping.show_mapping(reading.table, reading.wanted.mapping, plan)
        self.mapping.show()
        # It is made after what stands below it, and its columns anew with each other table.
        for before, after in pairwise((self.whose, *self.mapping.stops())):
            self.setTabOrder(before, after)
        self.area.updateGeometry()

    def _made_mapping(self) -> MappingPanel:
        from hcclog.ui.exchanging.mapping_panel import MappingPanel

        panel = MappingPanel()
        panel.corrected.connect(lambda _mapping: self._reread())
        self.top.insertWidget(1, panel)
        return panel

    def _reread(self) -> None:
        """Ask for another reading, with all that is said beside the file."""
        kind, patient = str(self.kind.currentData()), str(self.whose.currentData())
        mapping = self.mapping.mapping if self.mapping is not None else None
        same = kind == self.reading.kind.name
        self._chosen_at = self.focusWidget()
        self._body.setEnabled(False)
        self.reread.emit(Wanted(self.reading.wanted.path, kind, patient, mapping if same else None))

    def _give_back_focus(self) -> None:
        """Let the keyboard go on where another reading was chosen, where that still stands."""
        from shiboken6 import isValid

        chosen, self._chosen_at = self._chosen_at, None
        if chosen is None:
            return
        is_there = isValid(chosen) and chosen.isVisibleTo(self) and chosen.isEnabled()
        (chosen if is_there else self.kind).setFocus()

    def _count(self) -> None:
        """Say what the button will do, and what is missing before it can."""
        command, missing = self.command(), self.gate.missing()
        n = command.n_written if command is not None else 0
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self.add_button.setText(_promise(command) if n else "Nothing to add")
        self.add_button.setEnabled(n > 0 and not missing)

    def _show_detail(self, current: QModelIndex, _before: QModelIndex) -> None:
        line = self.table.line_at(current)
        parts = (line.place, line.patient, line.reading, line.why) if line is not None else ()
        self.detail.setText(" · ".join(part for part in parts if part))

    def _filter(self, verdict: object) -> None:
        self.table.filter(verdict)  # type: ignore[arg-type]  # a signal hands over any object
        self.view.setCurrentIndex(self.table.index(0, 0))

    def _connect(self) -> None:
        self.chips.chosen.connect(self._filter)
        self.gate.changed.connect(self._count)
        self.view.selectionModel().currentChanged.connect(self._show_detail)
        self.add_button.clicked.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for box in (self.kind, self.whose):
            box.activated.connect(lambda _n: self._reread())

    def _lay_out(self) -> None:
        for kind in KINDS.values():
            self.kind.addItem(kind.words, kind.name)
        record = self._desk.record()
        self.whose.addItem("as the file says", "")
        if record is not None:
            code = record.patient.code
            self.whose.addItem(f"all of {code}", code)
        self.kind.setAccessibleName("Kind of file")
        self.whose.setAccessibleName("Whose it is")
        choices = QWidget()
        if self.reading.kind.name not in KINDS:
            # A damaged store is no file that could be read in another way.
            choices.hide()
        head = QHBoxLayout(choices)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        for words, box in (("Read as", self.kind), ("Whose:", self.whose)):
            head.addWidget(plain_label(words, "muted"))
            head.addWidget(box)
        head.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body, 1)
        top = QWidget()
        self.top = QVBoxLayout(top)
        self.top.setContentsMargins(0, 0, 0, 0)
        self.top.setSpacing(8)
        self.top.addWidget(choices)
        self.top.addWidget(self.notes)
        # Where the screen is low, what is said of the file is scrolled, and the rows keep room.
        self.area = FittedArea(top)
        self.view.setMinimumHeight(_LEAST_TABLE)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        parts = (self.area, self.fault, self.chips, self.view, self.detail, self.gate)
        for part in (*parts, self.missing, self.refusal):
            column.addWidget(part, int(part is self.view))
        # Where there are no rows, what is said keeps its height.
        column.addStretch()
        column.addWidget(self.buttons)
        self.refusal.hide()
        self.add_button.setProperty("primary", True)
        self.buttons.addButton(self.add_button, QDialogButtonBox.ButtonRole.ActionRole)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)


def _promise(command: Import | Replay | None) -> str:
    """Return what the button will do, in its own words."""
    if command is None:
        return ""
    is_more = getattr(command, "amended", ()) or getattr(command, "retracted", ())
    return f"{'&Write' if is_more else '&Add'} {command.counted}"
