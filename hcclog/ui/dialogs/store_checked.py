"""What a check of the store came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QListView, QVBoxLayout, QWidget

from hcclog.ui.copying import TableCopying
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.labels import plain_label, wrapped_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.store.whole_check import Findings

_SIZE = (620, 320)
_SMALL = (560, 150)
_ADVICE = (
    "Enter nothing more. Keep a copy of the folder as it is, and restore the newest backup from"
    " before the fault (File, Backups)."
)


class StoreChecked(KeyedDialog):
    """Says that the store is whole, or lists each fault; the lists can be copied."""

    def __init__(self, findings: Findings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Store checked")
        self.resize(*(_SIZE if findings.faults or findings.notes else _SMALL))
        self.faults = _listed("Faults", findings.faults)
        self.notes = _listed("To be known", findings.notes)
        self.summary = wrapped_label(findings.summary, "card_title" if findings.faults else "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        for said, view, title in (
            (findings.faults, self.faults, ""),
            (findings.notes, self.notes, "To be known, and no fault"),
        ):
            if said and title:
                layout.addWidget(plain_label(title, "card_title"))
            if said:
                layout.addWidget(view, 1)
        if findings.faults:
            layout.addWidget(wrapped_label(_ADVICE, "muted"))
        layout.addStretch(0 if findings.faults or findings.notes else 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        self.finished.connect(self.deleteLater)


def _listed(name: str, sentences: Sequence[str]) -> QListView:
    view = QListView()
    view.setAccessibleName(name)
    view.setModel(QStringListModel(list(sentences), view))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    TableCopying(view, name)
    return view
