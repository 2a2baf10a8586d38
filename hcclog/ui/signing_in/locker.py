"""The lock: all is covered at once, and the store let go of until somebody signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from hcclog.domain.acts import Act
from hcclog.domain.people import same_person
from hcclog.store.entrance import Credentials, enter
from hcclog.store.errors import StoreError
from hcclog.store.locked import Content, LockedFile, content_of, let_go, take_up
from hcclog.store.thinning import AT_LOCKING
from hcclog.ui.signing_in.cover import Cover
from hcclog.ui.signing_in.sign_in_page import SignInPage
from hcclog.ui.signing_in.system_lock import TO_SLEEP
from hcclog.ui.signing_in.watch import Clocks, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.logbook import Logbook
    from hcclog.ui.main_window import MainWindow
    from hcclog.ui.panels.keeping_editor import KeepingEditor

    Renew = Callable[[Logbook, Credentials], object]

_RETRY_MS = 50
ABOUT = (
    "{name} goes on where the screen was locked. For anybody else hcclog begins anew. "
    "A forgotten password: close the window and open it again with the recovery code."
)
_FORMS = (
    "{n} left open with what was typed by {name}; it is lost when somebody else signs in. "
    "Visits that were begun are kept."
)
_STILL = "Something begun before the lock has not ended. Wait a moment."


class Locker(QObject):
    """Locks one window. A store without a password is never locked.

    Signals:
        locked: Everything is covered.
        let_go: The store is closed, and its key forgotten.
        unlocked: The same person goes on.

    Attributes:
        cover: What lies over the window; None while it is open.
        page: Where somebody signs in again.
        watch: Sees whether anybody is there.
    """

    locked = Signal()
    let_go = Signal()
    unlocked = Signal()

    def __init__(
        self,
        window: MainWindow,
        open_book: Callable[[Credentials], Logbook],
        renew: Renew,
        clocks: Clocks | None = None,
    ) -> None:
        """Take a window.

        Args:
            window: Furnished with an open logbook.
            open_book: Opens the same store again.
            renew: Furnishes the window anew with a logbook that somebody signed in to.
            clocks: The machine's, where left out.
        """
        super().__init__(window)
        self._window, self._open_book, self._renew = window, open_book, renew
        self._desk = window.desk
        self.cover: Cover | None = None
        self.page: SignInPage | None = None
        self._left: Content | None = None
        self._backs_up = False
        self.watch = Watch(clocks or Clocks(), self)
        self.watch.idle.connect(self.lock)
        self._letting_go = QTimer(self, interval=_RETRY_MS)
        self._letting_go.timeout.connect(self._let_go_when_free)
        self._desk.people_changed.connect(self.follow)
        self._desk.preferences_set.connect(self.follow)
        self.follow()

    @property
    def is_locked(self) -> bool:
        """Whether everything is covered."""
        return self.cover is not None

    def follow(self) -> None:
        """Watch while there is somebody who signed in, for as long as this station says."""
        self.watch.after_minutes = self._desk.preferences.lock_after_minutes
        if self.is_locked:
            return
        if self._desk.logbook.person is None:
            self.watch.stop()
        elif not self.watch.is_on:
            self.watch.start()

    def lock(self, why: str = "asked for") -> None:
        """Cover everything now, and let the store go as soon as nothing works in it.

        What is new is backed up first: a station that is never closed is locked each evening.
        """
        if why == TO_SLEEP:
            # Nothing may keep the key in a memory that is written to the disk.
            self._back_up_no_more()
        person = self._desk.logbook.person
        if self.is_locked or person is None:
            return
        self._backs_up = why != TO_SLEEP
        self.watch.stop()
        n_open = self._set_aside()
        self.page = SignInPage("Locked", ABOUT.format(name=person.name), person.name)
        self.page.given.connect(self.unlock)
        self.page.code_button.hide()
        self.cover = Cover(self._window, self.page)
        self.cover.lay()
        self._say_what_is_open(person.name, n_open)
        self.page.begin()
        self._keep_what_is_typed()
        self._desk.hold_writing("hcclog is locked.")
        self._note(Act.LOCK, why=why)
        self.locked.emit()
        self._letting_go.start()

    def unlock(self, credentials: Credentials) -> None:
        """Go on for the same person; for another one furnish the window anew."""
        if self.page is None or self.cover is None:
            return
        try:
            if isinstance(self._desk.logbook.store.backend, LockedFile):
                self._take_up(self._open_book(credentials), credentials)
            else:
                self._check(credentials)
        except StoreError as error:
            self.page.refuse(error)

    def _check(self, credentials: Credentials) -> None:
        """Let the same person in while work goes on in the store.

        Raises:
            StoreError: The password is wrong, or another may be tried only after a while.
        """
        store = self._desk.logbook.store
        if store.backend.path is None or self.page is None:
            return
        entrance = enter(store.backend.path, credentials, store.now())
        if entrance.person is None or not self._is_same(entrance.person.name):
            # Who takes over does not wait for the backup of who went.
            self._back_up_no_more()
            if self._let_go_when_free():
                self._take_up(self._open_book(credentials), credentials)
            else:
                self.page.password.say(_STILL)
            return
        self._letting_go.stop()
        self._note(Act.SIGN_IN, how="password", wrong_before=str(entrance.n_failures))
        self._uncover()

    def _take_up(self, opened: Logbook, credentials: Credentials) -> None:
        """Go on with the store as it was opened anew."""
        own, person = self._desk.logbook.store, opened.person
        is_same = person is not None and self._is_same(person.name) and not person.must_change
        if not is_same or opened.store.read_only or content_of(opened.store) != self._left:
            # Not from here: this lock is part of what goes away.
            self._leave()
            self._renew(opened, credentials)
            return
        take_up(own, opened.store)
        self._desk.logbook.look_again()
        self._uncover()

    def _leave(self) -> None:
        """Let the window be furnished anew, with nothing of before."""
        if self.cover is not None:
            for widget in self.cover.hidden:
                widget.deleteLater()
            self.cover.lift(with_windows=False)
            self.cover = None
        # What stands there is of somebody else, and gone before the next paint.
        centre = self._window.centralWidget()
        if centre is not None:
            centre.hide()

    def _uncover(self) -> None:
        cover, self.cover, self.page = self.cover, None, None
        self._desk.release_writing()
        if cover is not None:
            cover.lift()
        self.follow()
        self._desk.people_changed.emit()
        for table in self._tables():
            table.take_up()
        self.unlocked.emit()

    def _is_same(self, name: str) -> bool:
        person = self._desk.logbook.person
        return person is not None and same_person(person.name, name)

    def _tables(self) -> list[KeepingEditor]:
        from hcclog.ui.panels.keeping_editor import KeepingEditor

        return self._window.findChildren(KeepingEditor)

    def _set_aside(self) -> int:
        """Close the editors of tables before they are hidden, which would take what they hold.

        Returns:
            How many of them, and of rows for a new result, hold what somebody typed.
        """
        from hcclog.ui.panels.lab_entry import LabEntry

        rows = self._window.findChildren(LabEntry)
        n_rows = sum(row.holds_typed for row in rows)
        return n_rows + sum(table.set_aside() for table in self._tables())

    def _say_what_is_open(self, name: str, n_open: int) -> None:
        n = n_open + (len(self.cover.hidden) if self.cover is not None else 0)
        if self.page is not None and n:
            counted = "A form was" if n == 1 else f"{n} forms were"
            self.page.note.setText(_FORMS.format(n=counted, name=name))
            self.page.note.show()

    def _keep_what_is_typed(self) -> None:
        from hcclog.ui.clipboard_care import forget_clipboard
        from hcclog.ui.drafting import DraftKeeper
        from hcclog.ui.openings import Openings

        for keeper in self._window.findChildren(DraftKeeper):
            keeper.keep_now()
        for openings in self._window.findChildren(Openings):
            openings.end_now()
        forget_clipboard()

    def _note(self, act: Act, **about: str) -> None:
        """Put on record; a store that is full is locked all the same."""
        book = self._desk.logbook
        if not book.store.read_only:
            try:
                book.account(act, **about)
            except StoreError as error:
                self._desk.failed.emit(error.sentence)

    def _back_up_no_more(self) -> None:
        self._backs_up = False
        self._window.line.keeper.give_up(AT_LOCKING)

    def _let_go_when_free(self) -> bool:
        """Let go of the store; False where something works in it, such as its last backup."""
        if QThread.currentThread().loopLevel() > 1 or self._is_busy():
            return False
        backs_up, self._backs_up = self._backs_up, False
        if backs_up and self._window.line.keeper.back_up_new(AT_LOCKING):
            return False
        self._letting_go.stop()
        book = self._desk.logbook
        try:
            self._left = content_of(book.store)
        except StoreError:
            # What cannot be read now is not taken for what is there later: all is furnished anew.
            self._left = None
        let_go(book.store)
        self.let_go.emit()
        return True

    def _is_busy(self) -> bool:
        """Return whether anything works in the store still."""
        from hcclog.ui.aside import Aside
        from hcclog.ui.cohort.gathering import Gathering
        from hcclog.ui.long_work import LongWork

        window = self._window
        return (
            window.line.keeper.is_running
            or any(work.job is not None for work in window.findChildren(LongWork))
            or any(each.is_running for each in window.findChildren(Aside))
            or any(each.is_running for each in window.findChildren(Gathering))
        )
