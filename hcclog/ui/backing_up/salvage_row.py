"""The line of the list that stands where a restore kept what lay there before it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from hcclog.domain.acts import Act
from hcclog.ui.backing_up.listing import made_words
from hcclog.ui.backing_up.place_row import plain_button
from hcclog.ui.labels import plain_label

if TYPE_CHECKING:
    from hcclog.ui.backing_up.scene import Scene

_NAME = "damaged-%Y%m%dT%H%M%SZ"


class SalvageRow(QWidget):
    """Chooses one of the kept folders, the newest first; hidden where there is none.

    Signals:
        wanted: What the store of a folder knows beyond this one is to be shown.
    """

    wanted = Signal(Path)

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self.kept = QComboBox()
        self.kept.setAccessibleName("Kept by a restore")
        self.salvage_button = plain_button("Sal&vage…", self._ask)
        self.salvage_button.setToolTip("Show what was entered there and is not in the store now")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(plain_label("Kept by a restore", "card_title"))
        line.addWidget(self.kept, 1)
        line.addWidget(self.salvage_button)

    def refresh(self) -> None:
        """Look again at what restores kept."""
        from hcclog.store.salvaging import kept_sets

        folders = kept_sets(self._scene.store_path)[::-1] if self._scene.may_write else []
        if [self.kept.itemData(n) for n in range(self.kept.count())] != folders:
            self.kept.clear()
            for folder in folders:
                self.kept.addItem(_kept_words(folder, self._scene.makers.now()), folder)
        self.setVisible(bool(folders))

    def set_usable(self, *, usable: bool) -> None:
        """Let a folder be read, or not."""
        self.salvage_button.setEnabled(usable and self._scene.may(Act.SALVAGE))

    def _ask(self) -> None:
        self.wanted.emit(self.kept.currentData())


def _kept_words(folder: Path, now: datetime) -> str:
    """Return when a folder was put aside, and its name; of an odd name only that."""
    try:
        at = datetime.strptime(folder.name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return folder.name
    return f"{made_words(at, now)}, in {folder.name}"
