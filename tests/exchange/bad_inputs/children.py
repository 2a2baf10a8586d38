"""Processes that are killed, or run out of space, in the middle of an import or an export."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hcclog.exchange.incoming.kinds import KINDS, Wish
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS, Format
from hcclog.exchange.outgoing.ordering import order_from
from hcclog.exchange.progress import Advance, unseen
from hcclog.logbook import Logbook
from hcclog.report.patient.files import ReportFormat
from tests.books import new_book

REPORT = "pdf"


def import_and_die(store: str, file: str, at: str) -> None:
    """Import laboratory results, and be killed when so many of them are written."""

    def advanced(done: int, _of: int) -> None:
        if done >= int(at):
            _die()

    with closing(new_book(store)) as book:
        plan = KINDS["labs"].reader()(Path(file), book, Wish(), unseen)
        assert plan.command is not None
        book.do(replace(plan.command, advanced=advanced))


def export_and_die(store: str, out: str, name: str) -> None:
    """Export everybody, and be killed when all is written and nothing has its name yet."""

    def check(_paths: Iterable[Path], _advanced: Advance) -> None:
        _die()

    with closing(new_book(store)) as book:
        _export(book, out, name, check)


def export_without_space(store: str, out: str, name: str, n_bytes: str) -> None:
    """Export everybody to where no file can have more than some bytes; tell what came of it."""
    import resource

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with closing(new_book(store)) as book:
        # What writers import late is compiled, and what they draw with is made, before.
        _export(book, f"{out}-before", name)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(n_bytes), int(n_bytes)))
        try:
            _export(book, out, name)
        except OSError as error:
            print(f"{type(error).__name__}: {error.strerror}")  # noqa: T201 - to the parent
        else:
            print("written")  # noqa: T201
    print(*os.listdir(tempfile.gettempdir()))  # noqa: PTH208, T201 - names alone


def format_of(name: str) -> Format:
    """Return a format; the report is one too."""
    return ReportFormat() if name == REPORT else FORMATS[name]


def _export(book: Logbook, out: str, name: str, check: object = None) -> None:
    ids = [each.id for each in book.patients()]
    order = order_from(book, ids, is_everybody=True)
    more = {} if check is None else {"check": check}
    deliver(format_of(name), order, Path(out), **more)  # type: ignore[arg-type]


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
