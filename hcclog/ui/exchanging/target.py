"""Where an export goes: a path that is typed or chosen, and what stands in its way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from hcclog.ui.dialogs.saving import documents


class TargetField(QWidget):
    """A line for the path, and a button that opens the system's dialog.

    Signals:
        path_changed: Another path stands in the line.
    """

    path_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = documents()
        self._is_folder, self._proposed = False, ""
        self.line = QLineEdit()
        self.line.setAccessibleName("Where to")
        self.choose_button = QPushButton("Choose…")
        self.choose_button.setAutoDefault(False)
        self.choose_button.setAccessibleName("Choose where to")
        self.choose_button.clicked.connect(self._choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.choose_button)
        self.setFocusProxy(self.line)
        # Else the key of its label would not reach the line.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line.textChanged.connect(self.path_changed)

    def propose(self, name: str, *, is_folder: bool) -> None:
        """Put a name into the line, unless a person wrote another there."""
        typed = self.line.text().strip()
        is_own = typed not in {"", str(self._folder / self._proposed)}
        self._is_folder = is_folder
        if is_own:
            self._folder = Path(typed).expanduser().parent
            name = _renamed(Path(typed), name, self._proposed)
        self._proposed = name
        self.line.setText(str(self._folder / name))
        self.line.setCursorPosition(0 if not self.line.hasFocus() else len(self.line.text()))

    def path(self) -> Path | None:
        """Return where it goes; None where nothing is said."""
        typed = self.line.text().strip()
        return Path(typed).expanduser() if typed else None

    def trouble(self) -> str:
        """Return why nothing can go there, in a sentence; empty where it may."""
        path = self.path()
        if path is None:
            return "Say where the export goes: a folder and a name."
        if not path.is_absolute():
            return "Say the whole path, beginning with the folder it is in."
        if not path.parent.is_dir():
            return f"The folder {path.parent} does not exist."
        if self._is_folder and path.exists() and not path.is_dir():
            return f"{path} is a file; this export is a folder of files."
        if not self._is_folder and path.is_dir():
            return f"{path} is a folder; add a name for the file."
        return ""

    def is_taken(self) -> bool:
        """Tell whether something lies there that would be replaced."""
        path = self.path()
        if path is None or not path.exists():
            return False
        return not path.is_dir() or any(path.iterdir())

    def _choose(self) -> None:
        path = self.path() or self._folder / self._proposed
        dialog = QFileDialog(self.window(), "Where to", str(path.parent))
        # The dialog in which it is chosen asks before anything is replaced.
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(path.suffix.removeprefix("."))
        dialog.selectFile(path.name)
        dialog.fileSelected.connect(self.line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _renamed(typed: Path, proposed: str, before: str) -> str:
    """Return a typed name with the ending that is due now."""
    if typed.name == before:
        return proposed
    ending, old = Path(proposed).suffix, Path(before).suffix
    stem = typed.name.removesuffix(old) if old else typed.name
    return f"{stem}{ending}"
