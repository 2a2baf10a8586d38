"""Makes backups behind the window: daily, by hand, at closing, at locking, and where one failed."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from hcclog.ui.backing_up.standing import Standing
from hcclog.ui.backing_up.wishes import Outcome, Wish, carry_out

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk

FIRST_RETRY_MS, LAST_RETRY_MS = 60_000, 600_000
_LOOK_MS = 3_600_000
_AT_FIRST = 2


class BackupKeeper(QObject):
    """One thread at a time; what is asked for meanwhile comes after it.

    Signals:
        changed: The standing is another.
        begun: Work began: something is looked at, and perhaps a backup made.
        making: A backup is being written from now on.
        settled: Nothing is being made any more: what came of the last wish.
        failed: A backup failed, or a key file did not follow, in a sentence; the standing says it
            until it is done.
        place_wanted: The store has its first backups, and all lie on this computer.

    Attributes:
        standing: What is known of the store's backups.
        is_new: Whether something was written that no backup holds, as far as is known.
        is_making: Whether a backup is being written; a look at the file alone is none.
        desk: Of the store.
        retry: Runs until what failed is tried once more.
    """

    changed = Signal()
    begun = Signal()
    making = Signal()
    settled = Signal(object)  # Outcome
    failed = Signal(str)
    place_wanted = Signal()
    _stepped = Signal()
    _ended = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.standing = Standing()
        self.is_new = self.is_making = False
        self._thread: threading.Thread | None = None
        self._wish = Wish()
        self._waiting: list[Wish] = []
        self._n_written = self._n_at_start = 0
        self._failed_wish: Wish | None = None
        self._given_up = threading.Event()
        self.retry = QTimer(self, singleShot=True, interval=FIRST_RETRY_MS)
        self.retry.timeout.connect(self.try_again)
        self._hourly = QTimer(self, interval=_LOOK_MS)
        self._hourly.timeout.connect(self._follow_the_clock)
        self._stepped.connect(self._make)
        self._ended.connect(self._take)
        desk.changed.connect(self._written)
        # A key file that changed is copied to the second place too.
        desk.people_changed.connect(lambda: self.ask(Wish()))
        app = QCoreApplication.instance()
        if app is not None:
            # The store is closed after this; no thread may be in it then.
            app.aboutToQuit.connect(self.end_now)

    @property
    def store_path(self) -> Path | None:
        """Where the store lies; None for a server, which has backups of its own."""
        return self.desk.logbook.store.backend.path

    @property
    def is_possible(self) -> bool:
        """Whether this window may make backups."""
        return self.store_path is not None and not self.desk.logbook.store.read_only

    @property
    def is_running(self) -> bool:
        """Whether something is being done."""
        return self._thread is not None

    def refresh(self) -> None:
        """Look at which backups there are; quick, for only their notes are read."""
        from hcclog.store.thinning import latest_backup

        path = self.store_path
        if path is not None:
            last = latest_backup(path)
            at = last.manifest.made_at if last else None
            self.standing = replace(self.standing, last_at=at, place=self.place())
            # Also where it is what was taken for granted before: nothing was said of it yet.
            self.changed.emit()

    def place(self) -> Path | None:
        """Return the second place that was chosen; None where none was."""
        return self.desk.preferences.second_place_path

    def forget_place(self) -> None:
        """Say no more of a second place."""
        self._stand(replace(self.standing, place=None, place_fault=""))

    def look_after(self) -> None:
        """Look through the store and make the day's backup, from now on by itself."""
        if self.is_possible:
            self._hourly.start()
            self.ask(Wish(looks=True))

    def _follow_the_clock(self) -> None:
        """Make the backup of a day that began meanwhile, where something is new."""
        from hcclog.store.thinning import DAILY, is_daily_due

        path = self.store_path
        if path is not None and self.is_possible:
            is_due = is_daily_due(path, self.desk.logbook.store.now())
            self.ask(Wish(DAILY if is_due else ""))

    def ask(self, wish: Wish) -> None:
        """Make a backup, or do so after the one that is being made."""
        if not self.is_possible:
            return
        if self._thread is not None:
            self._waiting += [wish] if wish not in self._waiting else []
            return
        self._given_up = threading.Event()
        self._wish = wish = replace(wish, place=self.place())
        self._n_at_start = self._n_written
        self._thread = threading.Thread(target=self._run, args=(wish,), name="backup")
        self.begun.emit()
        self._thread.start()

    def back_up_new(self, why: str) -> bool:
        """Make a backup where something is new, as far as is known; False where nothing is."""
        if self.is_new:
            self.ask(Wish(why))
        return self.is_new and self.is_running

    def try_again(self) -> None:
        """Try what failed once more; in a locked window, when it is open again."""
        if not self.is_possible:
            self.retry.start()
            return
        wish, self._failed_wish = self._failed_wish, None
        if wish is not None:
            self.ask(wish)

    def give_up(self, why: str) -> None:
        """Give up backups of one reason, here and now; others, and those to come, go on."""
        self._waiting = [wish for wish in self._waiting if wish.why != why]
        if self._thread is not None and self._wish.why == why:
            self._given_up.set()
            self._thread.join()
            # What came of it is on the way to this thread.
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def end_now(self) -> None:
        """Give up what is being made, and wait until the thread has ended; nothing half is left."""
        self._hourly.stop()
        self.retry.stop()
        self._waiting.clear()
        self._given_up.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, wish: Wish) -> None:
        """Work, in the thread, and hand over what came of it."""
        given_up = self._given_up

        def step(_name: str) -> None:
            if given_up.is_set():
                raise _GivenUp
            self._stepped.emit()

        outcome: object
        try:
            outcome = carry_out(self.desk.logbook.store, wish, step)
        except BaseException as error:  # noqa: BLE001 - raised again in the window's thread
            outcome = error
        self._ended.emit(outcome)

    def _make(self) -> None:
        """Say once that a backup is being written, in the window's thread."""
        if not self.is_making:
            self.is_making = True
            self.making.emit()

    def _take(self, outcome: object) -> None:
        """Take what came of it, in the window's thread."""
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        self.is_making = False
        if isinstance(outcome, Outcome):
            self._settle(outcome)
        elif isinstance(outcome, BaseException) and not isinstance(outcome, _GivenUp):
            sys.excepthook(type(outcome), outcome, outcome.__traceback__)
        self.settled.emit(outcome)
        if self._waiting and self._thread is None:
            self.ask(self._waiting.pop(0))

    def _settle(self, outcome: Outcome) -> None:
        # What was written while the backup was made may not be in it.
        self.is_new = outcome.is_new or self._n_written != self._n_at_start
        self._stand(
            Standing(
                last_at=outcome.last_at,
                fault=outcome.fault,
                place=outcome.wish.place,
                place_fault=outcome.place_fault,
                keys_fault=outcome.keys_fault,
            )
        )
        for fault in filter(None, (outcome.fault, outcome.keys_fault)):
            self.failed.emit(fault)
        if self.standing.first_fault:
            again = outcome.wish if outcome.fault else Wish()
            self._failed_wish = replace(again, looks=again.looks, place=None)
            self.retry.start()
            self.retry.setInterval(min(2 * self.retry.interval(), LAST_RETRY_MS))
        else:
            self.retry.stop()
            self.retry.setInterval(FIRST_RETRY_MS)
            self._offer_place()

    def _offer_place(self) -> None:
        """Offer a second place once, when there is something to keep there."""
        from hcclog.store.thinning import backups_of

        said, path = self.desk.preferences, self.store_path
        if said.second_place or said.second_place_offered or path is None:
            return
        if len(backups_of(path)) >= _AT_FIRST:
            self.place_wanted.emit()

    def _stand(self, standing: Standing) -> None:
        if standing != self.standing:
            self.standing = standing
            self.changed.emit()

    def _written(self) -> None:
        self.is_new = True
        self._n_written += 1


class _GivenUp(Exception):
    """Nobody waits for it any more."""
