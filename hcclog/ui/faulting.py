"""Stands in the window where its store cannot be opened: why, and what can be done about it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hcclog.ui.reopening import opener_of

if TYPE_CHECKING:
    from hcclog.store.errors import StoreError
    from hcclog.ui.main_window import MainWindow


def say_fault(window: MainWindow, error: StoreError) -> None:
    """Say why the store cannot be opened: in the window, on the terminal and in the log."""
    from hcclog.logs.keeping import begin_log
    from hcclog.paths import log_file
    from hcclog.store.noting import note_fault
    from hcclog.ui.panels.cannot_open import CannotOpen

    begin_log(log_file())
    note_fault(error)
    sys.stderr.write(f"hcclog: {error.sentence}\n")
    opener = opener_of(window)
    page = CannotOpen(error, opener.makers.place if opener and opener.makers else None)
    window.setCentralWidget(page)
    if opener is not None:
        # The page is gone when another store stands in the window: after its own slot.
        page.tried_again.connect(opener.open_again, Qt.ConnectionType.QueuedConnection)
        page.chosen.connect(opener.open_other, Qt.ConnectionType.QueuedConnection)
        page.restore_asked.connect(lambda path: _open_backups(window, path))
        page.offer_backups()


def _open_backups(window: MainWindow, path: str) -> None:
    from hcclog.ui.backing_up.opening import open_backups

    open_backups(window, Path(path))
