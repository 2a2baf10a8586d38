"""A restore from the window: it lets go of its store, restores, and opens what is there then."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hcclog.domain.acts import Act
from hcclog.paths import host_name
from hcclog.ui.aside import Aside, Fault

if TYPE_CHECKING:
    from hcclog.store.restoring import Restored
    from hcclog.ui.backing_up.scene import Scene
    from hcclog.ui.main_window import MainWindow
    from hcclog.ui.reopening import Opener


class RestoreInWindow(QObject):
    """One restore, from the moment a person agreed to it.

    Signals:
        ended: The window shows what is there now: what was done, or why it was not.
    """

    ended = Signal(str)
    # From the thread, to what stands in the window.
    _stepped = Signal(str)

    def __init__(self, window: MainWindow, opener: Opener, scene: Scene, path: Path) -> None:
        super().__init__(opener)
        self._window, self._opener, self._scene, self._path = window, opener, scene, path
        # While its store is open who signed in is known.
        self._unlock = scene.unlock(Act.RESTORE)
        self._aside = Aside(self)

    def start(self) -> None:
        """Begin as soon as nothing of the window is on the way any more."""
        QTimer.singleShot(0, self._let_go)

    def _let_go(self) -> None:
        if self._opener.book is not None:
            _keep_what_is_typed(self._window)
        self._opener.let_go()
        self._show_page()
        self._aside.start(self._restore, self._done, self._refused)

    def _show_page(self) -> None:
        from hcclog.store.restoring import N_BYTES_AT_ONCE
        from hcclog.ui.backing_up.restore_page import RestorePage

        n_bytes = 0
        with suppress(OSError):
            # Of a file that cannot be read the restore says so itself.
            n_bytes = self._path.stat().st_size
        page = RestorePage(n_bytes, N_BYTES_AT_ONCE)
        self._window.setCentralWidget(page)
        self._stepped.connect(page.follow)

    def _restore(self) -> Restored:
        """Restore, in the thread."""
        from hcclog.store.lock import Holder
        from hcclog.store.restoring import Order, restore

        at = self._scene.makers.now().astimezone()
        order = Order(
            store_path=self._scene.store_path,
            backup_path=self._path,
            holder=Holder(getpass.getuser(), host_name(), os.getpid(), at),
            epoch=self._scene.makers.new_id(),
            unlock=self._unlock,
            step=self._stepped.emit,
        )
        return restore(order)

    def _done(self, restored: Restored) -> None:
        made = restored.manifest.made_at.astimezone()
        words = f"The store is that of {made:%Y-%m-%d %H:%M} again."
        if restored.kept is not None:
            words += f" What lay there is kept in {restored.kept}."
        self._open(words)

    def _refused(self, error: Fault) -> None:
        self._open(f"Nothing was restored. {error.sentence}")

    def _open(self, words: str) -> None:
        # Where somebody has to sign in first, it is told afterwards.
        self._opener.opened.connect(lambda: self._tell(words))
        self._opener.open()

    def _tell(self, words: str) -> None:
        """Say what was done, in the window that shows it."""
        self._opener.opened.disconnect()
        self._window.tell(words)
        self.ended.emit(words)
        self.deleteLater()


def _keep_what_is_typed(window: MainWindow) -> None:
    """Write what is being typed: the restore takes the drafts of the store along."""
    from hcclog.ui.drafting import DraftKeeper

    for keeper in window.findChildren(DraftKeeper):
        keeper.keep_now()
