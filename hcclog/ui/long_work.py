"""Work beside the window, in a thread with a connection of its own: seen, and ended by a person.

One piece of work at a time. What it hands over, and what went wrong, arrives in the window's
thread; the thread itself touches nothing of the window.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from hcclog.commands.refused import Refused
from hcclog.exchange.progress import Advance, Cancelled
from hcclog.store.errors import StoreError

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.ui.desk import Desk

_TELL_SECONDS = 0.05
# So long a thread may keep the interpreter while the window wants it. At Python's own 5 ms a table
# that is painted, each cell a call of ours, would stand for seconds.
_SWITCH_SECONDS = 0.000_1
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Job(Generic[Result]):
    """What is to be done beside the window.

    Attributes:
        words: What it is, as the bar says it: ``Writing zhang-2024.xlsx``.
        work: Does it, in the thread: with a logbook of its own, and what is told of each step.
        done: Takes what it hands over, in the window's thread.
        unit: What is counted, in the plural.
        writes: Whether it writes to the store; all other writing is refused meanwhile.
        tries: Whether it writes to see what is refused, and takes all of it back; others wait too.
        gives_way: Whether a person need not know of it: what is begun meanwhile comes after it.
        refused: Takes the sentence where it could not be done; the desk says it where left out.
        cancelled: Called where a person gave up, or a fault of ours ended it.
    """

    words: str
    work: Callable[[Logbook, Advance], Result]
    done: Callable[[Result], None]
    unit: str = "patients"
    writes: bool = False
    tries: bool = False
    gives_way: bool = False
    refused: Callable[[str], None] | None = None
    cancelled: Callable[[], None] = lambda: None

    @property
    def holds(self) -> bool:
        """Whether nobody else may write meanwhile."""
        return self.writes or self.tries


class LongWork(QObject):
    """Does one job at a time.

    Signals:
        begun: A job began: its words.
        progressed: So much is done, of so much.
        ended: Nothing goes on any more, whatever came of it.
    """

    begun = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    # From the thread: what came of it, in the window's thread.
    _settled = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job[Any] | None = None
        self._next: Job[Any] | None = None
        self._thread: threading.Thread | None = None
        self._given_up = threading.Event()
        self._interval = sys.getswitchinterval()
        self._settled.connect(self._settle)
        app = QCoreApplication.instance()
        if app is not None:
            # The store is closed after this; no thread may be in it then.
            app.aboutToQuit.connect(self.end_now)

    @property
    def job(self) -> Job[Any] | None:
        """What goes on; None where nothing does."""
        return self._job

    def start(self, job: Job[Any]) -> bool:
        """Begin; False where something else goes on, which is said as other refusals are."""
        if self._job is not None and self._job.gives_way and not job.gives_way:
            self._next = job
            return True
        if self._job is not None:
            self._refuse(job, f"{self._job.words} goes on still; wait for it, or cancel it.")
            return False
        self._job = job
        self._given_up = threading.Event()
        if job.holds:
            self._desk.hold_writing(f"{job.words} goes on; nothing else is written until it ends.")
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.begun.emit(job.words)
        self._thread = threading.Thread(target=self._run, args=(job,), name="long work")
        self._thread.start()
        return True

    def cancel(self) -> None:
        """End the work at its next step, and what waits for it; nothing of it stays."""
        self._given_up.set()

    def end_now(self) -> None:
        """Cancel, and wait until the thread has ended."""
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _run(self, job: Job[Any]) -> None:
        """Work, in the thread, and hand over what came of it."""
        from hcclog.logbook import Logbook
        from hcclog.store.beside import beside

        book = self._desk.logbook
        outcome: object
        try:
            with beside(book.store, to_write=job.holds) as store:
                outcome = _Done(job.work(Logbook(store, book.stamp), self._teller()))
        except BaseException as error:  # noqa: BLE001 - raised again in the window's thread
            outcome = error
        self._settled.emit(outcome)

    def _teller(self) -> Advance:
        """Return what the work tells its steps: it passes few of them on."""
        given_up, last = self._given_up, 0.0

        def tell(done: int, of: int) -> None:
            nonlocal last
            if given_up.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - last >= _TELL_SECONDS or done == of:
                last = now
                self.progressed.emit(done, of)

        return tell

    def _settle(self, outcome: object) -> None:
        """Take what came of it, in the window's thread."""
        job, thread = self._job, self._thread
        if job is None or thread is None:
            return
        thread.join()
        sys.setswitchinterval(self._interval)
        self._job = self._thread = None
        if job.holds:
            self._desk.release_writing()
        self.ended.emit()
        if isinstance(outcome, _Done):
            job.done(outcome.result)
        elif isinstance(outcome, Cancelled):
            self._desk.told.emit(f"{job.words} was cancelled; nothing of it is left.")
            job.cancelled()
        else:
            self._fail(job, outcome)
        self._begin_next()

    def _begin_next(self) -> None:
        """Begin what a person asked for while something else was made for a look."""
        job, self._next = self._next, None
        if job is not None and self._given_up.is_set():
            job.cancelled()
        elif job is not None:
            self.start(job)

    def _fail(self, job: Job[Any], outcome: object) -> None:
        sentence = _sentence(outcome)
        if not sentence:
            # Ours, not the user's: it goes where every fault of the program goes.
            self._desk.told.emit(f"{job.words} ended early; nothing of it is left.")
            job.cancelled()
            if isinstance(outcome, BaseException):
                sys.excepthook(type(outcome), outcome, outcome.__traceback__)
        else:
            self._refuse(job, sentence)

    def _refuse(self, job: Job[Any], sentence: str) -> None:
        if job.refused is not None:
            job.refused(sentence)
        else:
            self._desk.refuse(sentence)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a job handed over, told from what it raised."""

    result: Any


def _sentence(outcome: object) -> str:
    """Return what a person reads of a fault; empty where the program is at fault."""
    if isinstance(outcome, Refused | StoreError):
        return outcome.sentence
    if isinstance(outcome, OSError):
        place = f"{outcome.filename}: " if outcome.filename else ""
        return f"{place}{outcome.strerror or 'the system does not allow it'}."
    return ""
