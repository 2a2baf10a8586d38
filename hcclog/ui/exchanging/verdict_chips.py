"""How many lines of a file stand how: a chip for each, which shows only those."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.ui.models.plan_table import MARKS, ORDER
from hcclog.ui.text import sentence_case


class VerdictChips(QFrame):
    """Buttons of which one is pressed.

    Signals:
        chosen: A verdict, or None for all lines.
    """

    chosen = Signal(object)  # Verdict | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._group = QButtonGroup(self)
        self.buttons: dict[Verdict | None, QPushButton] = {}
        for verdict in (None, *ORDER):
            button = QPushButton()
            button.setObjectName("verdict_chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, shown=verdict: self.chosen.emit(shown))
            self._group.addButton(button)
            self.buttons[verdict] = button
            self._line.addWidget(button)
        self._line.addStretch(1)

    def show_plan(self, plan: Plan) -> None:
        """Count the lines anew; all are shown."""
        for verdict, button in self.buttons.items():
            n = len(plan.lines) if verdict is None else plan.count(verdict)
            button.setVisible(n > 0 or verdict is None)
            if verdict is None:
                button.setText(f"All  {n:,}")
            else:
                button.setText(f"{MARKS[verdict]} {sentence_case(verdict)}  {n:,}")
            button.setAccessibleName(button.text())
        self.buttons[None].setChecked(True)
