"""Write a dump: the journal of a store or of some patients, or their state where that is all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hcclog import __version__
from hcclog.exchange.dump.journal_pages import events_up_to, journal_steps
from hcclog.exchange.dump.lines import (
    JOURNAL,
    PATIENTS,
    STATE,
    STORE,
    Header,
    change_line,
    end_line,
    entity_line,
    entry_line,
    event_line,
)
from hcclog.store.codec import table_of, to_payload
from hcclog.store.journal import ChangeRow
from hcclog.store.schema import REVISION

if TYPE_CHECKING:
    from hcclog.exchange.outgoing.order import Order
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook
    from hcclog.store.reader import Reader

_NO_HISTORY = (
    "The history: a dump that is de-identified or made of records alone holds what they are now, "
    "not who changed what and when."
)
_ONE_JOURNAL = (
    "The changes of other patients, so that the chain of hashes can be checked within each change "
    "and not from one to the next."
)


def write_dump(order: Order, folder: Path, stem: str, advanced: Advance) -> tuple[str, ...]:
    """Write everything of an order's patients as JSON lines.

    Returns:
        What the dump does not hold, a sentence each.
    """
    with (folder / f"{stem}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        n_lines = 0
        for line in _lines(order, advanced):
            file.write(line)
            n_lines += 1
        file.write(end_line(n_lines))
    if order.is_deidentified or order.book is None:
        return (_NO_HISTORY,)
    return () if order.is_everybody else (_ONE_JOURNAL,)


def _lines(order: Order, advanced: Advance) -> Iterator[str]:
    if order.is_deidentified or order.book is None:
        return _state(order, advanced)
    return _journal(order, order.book, advanced)


def _journal(order: Order, book: Logbook, advanced: Advance) -> Iterator[str]:
    reader = book.store.reader
    n_entries, last = _counts(reader)
    only = None if order.is_everybody else frozenset(order.patient_ids)
    header = _header(book, only, n_entries, last)
    yield header.line()
    for step in journal_steps(reader, last, only):
        if isinstance(step, ChangeRow):
            advanced(step.seq, last)
            yield change_line(step)
        else:
            yield entry_line(step)
    if only is None:
        for event in events_up_to(reader, header.n_events):
            yield event_line(event)


def _counts(reader: Reader) -> tuple[int, int]:
    """Return how many entries and changes there are at one moment, while others may write."""
    n_entries = -1
    while n_entries != reader.n_entries():
        n_entries, n_changes = reader.n_entries(), reader.n_changes()
    return n_entries, n_changes


def _header(book: Logbook, only: frozenset[str] | None, n_entries: int, last: int) -> Header:
    reader = book.store.reader
    if only is None:
        tip = reader.changes_after(last - 1, 1)
        head = tip[0].hash if tip else reader.genesis()
        counts = (n_entries, last)
        trail = _trail(reader)
    else:
        held = [reader.changes("patient_id", (each,)) for each in sorted(only)]
        n_entries = len({change.entry_id for changes in held for change in changes})
        counts, head, trail = (n_entries, sum(map(len, held))), "", {}
    of = STORE if only is None else PATIENTS
    journal_id = reader.journal_id()
    return Header(JOURNAL, of, __version__, REVISION, journal_id, *counts, head, **trail)


def _trail(reader: Reader) -> dict[str, Any]:
    """Return what the header tells of the audit trail; nothing where nothing is on record."""
    trail = reader.trail
    last = trail.last()
    if last is None:
        return {}
    return {"trail_id": trail.store_id, "n_events": last.seq, "trail_head": last.hash}


def _state(order: Order, advanced: Advance) -> Iterator[str]:
    from hcclog.exchange.deidentify.texts import entities_of

    of = STORE if order.is_everybody else PATIENTS
    yield Header(STATE, of, __version__, REVISION, is_deidentified=order.is_deidentified).line()
    for done, record in enumerate(order.records(), start=1):
        for entity in entities_of(record):
            yield entity_line(table_of(entity), to_payload(entity))
        advanced(done, len(order.patient_ids))
