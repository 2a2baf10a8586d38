"""Below the top bar: why nothing can be written, and what could not be saved just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hcclog.ui.labels import wrapped_label
from hcclog.ui.panels.fault_bar import FaultBar, FaultBars

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk

_NOTHING = "Nothing can be entered or changed."


class Banners(QWidget):
    """Takes no room while all is well.

    Attributes:
        fault: What could not be saved.
        read_only: Why nothing can be written; its text is empty where it can.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fault = FaultBar(desk)
        self._bars = FaultBars(desk, self.fault)
        why = why_read_only(desk)
        self.read_only = wrapped_label(why, "read_only")
        banner = QFrame()
        banner.setObjectName("read_only_bar")
        line = QHBoxLayout(banner)
        line.setContentsMargins(14, 6, 14, 6)
        line.addWidget(self.read_only, 1)
        banner.setVisible(bool(why))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(banner)
        column.addWidget(self.fault)


def why_read_only(desk: Desk) -> str:
    """Return why nothing can be written, in a sentence; empty where it can."""
    from hcclog.store.errors import ReadOnly

    store = desk.logbook.store
    if not store.read_only:
        return ""
    if store.notice:
        return f"Read only. {store.notice} {_NOTHING}"
    return f"Read only. {ReadOnly(store.backend.path).sentence}"
