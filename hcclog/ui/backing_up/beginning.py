"""What begins with a window: the day's backup, the one at closing, the offer of a second place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcclog.ui.main_window import MainWindow


def begin_backups(window: MainWindow) -> None:
    """Let backups be made by themselves from now on."""
    from hcclog.ui.backing_up.closing import BackupAtClosing
    from hcclog.ui.backing_up.place_offer import offer_place

    keeper = window.line.keeper
    BackupAtClosing(keeper, window.desk, window)
    keeper.failed.connect(window.tell)
    keeper.place_wanted.connect(lambda: offer_place(window))
    keeper.look_after()
