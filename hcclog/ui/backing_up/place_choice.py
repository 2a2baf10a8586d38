"""Choose the second place of backups with the system's dialog for a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from hcclog.store.errors import StoreError
from hcclog.ui.backing_up.wishes import Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.ui.backing_up.keeper import BackupKeeper


def ask_place(
    keeper: BackupKeeper, parent: QWidget, refused: Callable[[str], None] | None = None
) -> QFileDialog:
    """Open the dialog; what is chosen is kept, and the newest backup copied there at once."""
    dialog = ask_folder(parent, "Second place for backups", keeper.place() or Path.home())
    dialog.fileSelected.connect(lambda chosen: set_place(keeper, Path(chosen), refused))
    return dialog


def ask_folder(parent: QWidget, title: str, begin: Path) -> QFileDialog:
    """Open the system's dialog for a folder."""
    dialog = QFileDialog(parent, title, str(begin))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def set_place(
    keeper: BackupKeeper, chosen: Path, refused: Callable[[str], None] | None = None
) -> bool:
    """Keep backups there too from now on; False where that place does not do."""
    from hcclog.store.second_place import choose_place

    desk, path = keeper.desk, keeper.store_path
    if path is None:
        return False
    try:
        folder = choose_place(path, chosen)
    except StoreError as error:
        (refused or desk.refuse)(error.sentence)
        return False
    desk.set_preferences(
        replace(desk.preferences, second_place=str(folder), second_place_offered=True)
    )
    keeper.refresh()
    keeper.ask(Wish())
    return True


def forget_place(keeper: BackupKeeper) -> None:
    """Copy no more to the second place; what lies there stays."""
    desk = keeper.desk
    desk.set_preferences(replace(desk.preferences, second_place=""))
    keeper.forget_place()
