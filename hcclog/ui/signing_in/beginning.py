"""The lock that begins with a window: on demand, when nobody is there, and when all sleeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hcclog.ui.reopening import opener_of

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.store.entrance import Credentials
    from hcclog.ui.main_window import MainWindow
    from hcclog.ui.reopening import Opener
    from hcclog.ui.signing_in.locker import Locker


def begin_lock(window: MainWindow) -> Locker | None:
    """Let a window be locked; None for one that was handed its store."""
    opener = opener_of(window)
    if opener is None:
        return None
    from hcclog.ui.signing_in.locker import Locker
    from hcclog.ui.signing_in.system_lock import SystemLock

    def renew(book: Logbook, credentials: Credentials) -> None:
        # Once nothing of the lock is on the way any more.
        QTimer.singleShot(0, opener, lambda: _admit(window, opener, book, credentials))

    locker = Locker(window, opener.open_book, renew)
    window.actions_.lock.triggered.connect(lambda _on: locker.lock())
    system = SystemLock(locker)
    system.locked.connect(locker.lock)
    system.listen()
    return locker


def _admit(window: MainWindow, opener: Opener, book: Logbook, credentials: Credentials) -> None:
    from hcclog.ui.signing_in.gate import Gate

    opener.let_go()
    Gate(window, opener, opener.open_book).admit(book, credentials.password)
