"""What a person says before a file is written: what is left out, what is taken after a look."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.ui.models.plan_table import PlanTable
from hcclog.ui.text import plural


class ImportGate(QWidget):
    """Boxes to tick, each only where there is such a line.

    Signals:
        changed: A person said something else.
    """

    changed = Signal()

    def __init__(self, table: PlanTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._plan: Plan | None = None
        self.refused = QCheckBox()
        self.checked = QCheckBox()
        self.unticked = QCheckBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for box in (self.refused, self.checked, self.unticked):
            layout.addWidget(box)
        self.refused.clicked.connect(self.changed)
        self.unticked.clicked.connect(self.changed)
        self.checked.clicked.connect(lambda on: table.tick_all(on=on))
        table.ticked.connect(self._follow)

    def show_plan(self, plan: Plan | None) -> None:
        """Ask anew: nothing is said yet."""
        self._plan = plan
        for box in (self.refused, self.checked, self.unticked):
            box.setChecked(False)
        n_refused = plan.count(Verdict.REFUSED) if plan is not None else 0
        n_asked = plan.count(Verdict.ASKED) if plan is not None else 0
        self.refused.setText(f"Leave &out the {plural(n_refused, 'refused row')}")
        self.refused.setVisible(n_refused > 0)
        rows = plural(n_asked, "row")
        self.checked.setText(f"I have &looked at the {rows} to check: add as read")
        self.checked.setVisible(n_asked > 0)
        self._follow()

    def missing(self) -> str:
        """Return what a person has to say still; empty where all is said."""
        if self._plan is None:
            return ""
        if self._plan.count(Verdict.REFUSED) and not self.refused.isChecked():
            return "Nothing is written while rows are refused; mend the file, or leave them out."
        if self._table.unticked() and not self._leaves_unticked():
            return "Look at the rows to check, and tick each with Space, or all of them below."
        return ""

    def n_left_out(self) -> int:
        """Return how many lines that were to be checked are left out."""
        return len(self._table.unticked()) if self._leaves_unticked() else 0

    def has_ticked(self) -> bool:
        """Tell whether a person ticked a line that was to be checked."""
        n_asked = self._plan.count(Verdict.ASKED) if self._plan is not None else 0
        return len(self._table.unticked()) < n_asked

    def _leaves_unticked(self) -> bool:
        return self.unticked.isVisibleTo(self) and self.unticked.isChecked()

    def _follow(self) -> None:
        """Offer to leave out what is not ticked, where each can be left out alone."""
        left = self._table.unticked()
        can_leave = bool(left) and all(line.makes for line in left)
        self.unticked.setVisible(can_leave)
        self.unticked.setText(f"Leave out the {plural(len(left), 'row')} &not ticked")
        if not can_leave:
            self.unticked.setChecked(False)
        self.checked.setChecked(self._plan is not None and not left)
        self.changed.emit()
