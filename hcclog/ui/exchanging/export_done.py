"""What an export came to: its files, and what the format cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStringListModel, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.exchange.outgoing.order import Written
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.labels import plain_label, wrapped_label
from hcclog.ui.text import plural

_SIZE = (620, 420)
_FILES_HEIGHT = 96


class ExportDone(KeyedDialog):
    """Lists the files and the sentences; both can be copied."""

    def __init__(
        self,
        written: Written,
        changed: Sequence[str] = (),
        taken_out: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Show what was written.

        Args:
            written: The files, and what the format cannot hold.
            changed: Codes of the patients that somebody changed while it was written.
            taken_out: What was done so that nobody can be known, a sentence each.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle("Exported")
        self.resize(*_SIZE)
        self.folder = common_folder(written.paths)
        self.files = _listed("Files", [_within(each, self.folder) for each in written.paths])
        self.not_held = _listed("What the format cannot hold", written.not_held)
        self.taken_out = _listed("What was taken out", taken_out)
        self.open_button = QPushButton("&Open the folder")
        self.open_button.setAutoDefault(False)
        self.open_button.setEnabled(bool(written.paths))
        if not written.paths:
            self.files.hide()
        self.open_button.clicked.connect(self._open_folder)
        self.finished.connect(self.deleteLater)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(wrapped_label(summary_of(written), "card_title"))
        layout.addWidget(self.files, 1)
        self._add_not_held(layout, written.not_held)
        if taken_out:
            layout.addWidget(plain_label("De-identified", "card_title"))
            layout.addWidget(self.taken_out, 2)
        if changed:
            words = ", ".join(changed)
            layout.addWidget(
                wrapped_label(f"Changed while it was written: {words}. Export anew.", "finding")
            )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        layout.addWidget(buttons)

    def _add_not_held(self, layout: QVBoxLayout, sentences: Sequence[str]) -> None:
        if sentences:
            self.files.setMaximumHeight(_FILES_HEIGHT)
            layout.addWidget(plain_label("What the format cannot hold", "card_title"))
            layout.addWidget(self.not_held, 2)
        else:
            self.not_held.hide()
            self.not_held.setParent(None)
            layout.addWidget(wrapped_label("The format holds everything that was asked.", "muted"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))


def summary_of(written: Written) -> str:
    """Return what an export came to, in a line."""
    n = len(written.paths)
    if not n:
        return "No file was written: there is nothing that this format could hold."
    return f"{plural(n, 'file')} in {common_folder(written.paths)}"


def common_folder(paths: Sequence[Path]) -> Path:
    """Return the folder that holds all files; the present one where there is none."""
    if not paths:
        return Path()
    folder = paths[0].parent
    while not all(each.is_relative_to(folder) for each in paths):
        folder = folder.parent
    return folder


def _within(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _listed(name: str, lines: Sequence[str]) -> QListView:
    view = QListView()
    view.setAccessibleName(name)
    view.setModel(QStringListModel(list(lines), view))
    view.setWordWrap(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    return view
