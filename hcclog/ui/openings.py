"""Whose record was looked at is put on record, behind the window, which never waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from hcclog.domain.acts import Act
from hcclog.store.errors import StoreError

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.store.stamp import Stamp
    from hcclog.ui.desk import Desk

SHOWN_MS = 1_000
ONCE_IN_SECONDS = 300.0
Seen = tuple[str, str]
"""Who looked, and at whose record."""


class Openings(QObject):
    """Notes who looked at whose record for a second and more, each once in five minutes.

    What cannot be written waits for the next time: a store that cannot be written is read still.

    Attributes:
        desk: Shows them.
        waiting: What is to be put on record, and when it was seen.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.desk, self._clock = desk, clock
        self._last: dict[Seen, float] = {}
        self.waiting: dict[Seen, Stamp] = {}
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._look)
        desk.patient_chosen.connect(self._begin)
        app = QCoreApplication.instance()
        if app is not None:
            # The store is closed after this; no thread may be in it then.
            app.aboutToQuit.connect(self.end_now)
        self._begin(desk.patient_id)

    def end_now(self) -> None:
        """Write what waits, and end."""
        self._timer.stop()
        self._join()
        self._write()
        self._join()

    def _begin(self, patient_id: str) -> None:
        if patient_id:
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        """Note who is shown, now that he was for a while; later where the store is held.

        Behind a lock nobody looks at anything, and an import lets nobody else write.
        """
        if self.desk.held:
            self._timer.start()
            return
        stamp, patient_id = self.desk.logbook.stamp(), self.desk.patient_id
        seen, now = (stamp.author, patient_id), self._clock()
        if patient_id and now - self._last.get(seen, -ONCE_IN_SECONDS) >= ONCE_IN_SECONDS:
            self._last[seen] = now
            self.waiting[seen] = stamp
        self._write()

    def _write(self) -> None:
        """Begin to write what waits, in a thread, unless somebody else writes for longer."""
        is_busy = self._thread is not None and self._thread.is_alive()
        if not self.waiting or self.desk.logbook.store.read_only:
            return
        if is_busy or self.desk.held:
            self._timer.start()
            return
        some = dict(self.waiting)
        # Taken here: the factory of ids belongs to the window's thread.
        ids = [self.desk.new_id() for _ in some]
        work = (self.desk.logbook, some, ids)
        self._thread = threading.Thread(target=self._record, args=work, name="openings")
        self._thread.start()

    def _record(self, book: Logbook, some: dict[Seen, Stamp], ids: list[str]) -> None:
        """Write, in the thread; what was written waits no more."""
        from dataclasses import replace

        from hcclog.store.audit import record_events
        from hcclog.store.beside import beside

        given = iter(ids)
        try:
            with beside(book.store, to_write=True) as opened:
                own = replace(opened, new_id=lambda: next(given))
                for seen, stamp in some.items():
                    record_events(own, stamp, Act.OPEN, (seen[1],), {"by": "window"})
                    self.waiting.pop(seen, None)
        except StoreError:
            return

    def _join(self) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
