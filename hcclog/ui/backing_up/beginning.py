"""What begins with a window: the day's backup, the one at closing, the offer of a second place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.ui.backing_up.button import BackupButton
from hcclog.ui.backing_up.keeper import BackupKeeper

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk
    from hcclog.ui.main_window import MainWindow


def put_backups(window: MainWindow, desk: Desk) -> None:
    """Put the date of the last backup into the line at the bottom."""
    keeper = BackupKeeper(desk, window.line)
    window.line.show_backups(keeper, BackupButton(keeper, desk.logbook.store.now))


def begin_backups(window: MainWindow) -> None:
    """Let backups be made by themselves from now on."""
    from hcclog.ui.backing_up.closing import BackupAtClosing
    from hcclog.ui.backing_up.place_offer import offer_place

    keeper = window.line.keeper
    BackupAtClosing(keeper, window.desk, window)
    keeper.failed.connect(window.tell)
    keeper.place_wanted.connect(lambda: offer_place(window))
    keeper.look_after()
