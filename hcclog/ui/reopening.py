"""Opens a store into a window as often as needed: at the start, and anew after a restore."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QLayout

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from hcclog.logbook import Logbook
    from hcclog.store.errors import StoreError
    from hcclog.ui.main_window import MainWindow

OpenBook = Callable[..., "Logbook"]


@dataclass(frozen=True, slots=True)
class Makers:
    """What is needed beside a store that cannot be opened.

    Attributes:
        now: The clock, aware.
        new_id: Gives ids.
        user: The name to propose to who signs in; empty for the last one.
        place: The file that is meant; None for a server, or where nobody says.
    """

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    user: str = ""
    place: Path | None = None


class Opener(QObject):
    """One for each window, found by `opener_of`.

    Signals:
        opened: A store is open in the window, anew or for the first time.

    Attributes:
        book: What is open; None where nothing is.
        was_open: Whether anything ever was.
        makers: Clock and ids; None where nobody handed them in.
    """

    opened = Signal()

    def __init__(
        self,
        window: MainWindow,
        open_book: OpenBook,
        furnish: Callable[[OpenBook], Logbook | None],
        makers: Makers | None = None,
    ) -> None:
        """Take what opens the store, and what fills the window from it or says why it cannot."""
        super().__init__(window)
        self._window, self._open_book, self._furnish = window, open_book, furnish
        self.makers = makers
        self.book: Logbook | None = None
        self.was_open = False

    def open(self, open_book: OpenBook | None = None) -> bool:
        """Open the store into the window; False where it cannot be, which the window says.

        Args:
            open_book: Opens another store than before.
        """
        self._open_book = open_book or self._open_book
        return self._put_in(self._open_book)

    def take(self, book: Logbook) -> bool:
        """Put a logbook into the window that somebody has signed in to."""
        return self._put_in(lambda: book)

    def give_up(self, error: StoreError) -> None:
        """Let the window say why its store cannot be opened, as it does at the start."""

        def refuse() -> Logbook:
            raise error

        self._put_in(refuse)

    @property
    def open_book(self) -> OpenBook:
        """What opens the store, given the credentials of who signs in."""
        return self._open_book

    def _put_in(self, open_book: OpenBook) -> bool:
        self.let_go()
        self.book = self._furnish(open_book)
        if self.book is None:
            return False
        self.was_open = True
        self.opened.emit()
        return True

    def open_again(self) -> bool:
        """Try the same store once more."""
        return self.open()

    def open_other(self, path: str) -> bool:
        """Open another store, which a person chose in place of the one that was meant."""
        return self.open(partial(self._open_book, target=path))

    def let_go(self, words: str = "") -> None:
        """Take everything out of the window and close its store.

        Never from a slot of what stands in the window: it is gone afterwards.

        Args:
            words: Stand in the window meanwhile.
        """
        if self.book is not None:
            clear(self._window)
            self.book.close()
            self.book = None
        if words:
            self._window.say(words)

    def close(self) -> None:
        """Close the store, at the end of the program."""
        if self.book is not None:
            self.book.close()


def opener_of(window: QObject) -> Opener | None:
    """Return who opens stores into a window; None for a window that was handed one."""
    found = window.findChild(Opener)
    return found if isinstance(found, Opener) else None


def clear(window: MainWindow) -> None:
    """Take every part out of a window, with its threads ended and its keys free again."""
    from hcclog.ui.openings import Openings

    for action in window.actions():
        window.removeAction(action)
    if hasattr(window, "line"):
        window.line.keeper.end_now()
    for openings in window.findChildren(Openings):
        openings.end_now()
    window.inspector = window.side = None
    centre = window.takeCentralWidget()
    for child in (centre, *window.children()):
        is_ours = not isinstance(child, QLayout | Opener) and not _is_of_qt(child)
        if child is not None and is_ours:
            child.deleteLater()
            # At once: a part that outlives its store would read from it.
            QCoreApplication.sendPostedEvents(child, QEvent.Type.DeferredDelete)


def _is_of_qt(child: QObject | None) -> bool:
    return child is not None and child.objectName().startswith("qt_")
