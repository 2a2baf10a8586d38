"""Take over a journal as it was written elsewhere, entry by entry, into a store that has none.

Entries and changes are written as they stand, their hashes included, and the tables follow from
the changes. All of it happens in the caller's transaction: it is all there in the end, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.exc import DBAPIError

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.store.audit import AuditEvent, hash_of_event
from hcclog.store.codec import from_payload, patient_of, to_row
from hcclog.store.journal import (
    ChangeRow,
    Entry,
    fault_of_place,
    faults_of_change,
    genesis,
)
from hcclog.store.journal_reader import JOURNAL_ID
from hcclog.store.searching import keys_of
from hcclog.store.tables import AUDIT_EVENT, CHANGE, ENTRY, PATIENT_SEARCH, STORE_META, TABLE_OF

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hcclog.store.transaction import Transaction

Step = Entry | ChangeRow | AuditEvent
_BATCH = 500
_KEY = "key_of_row"


class Unfit(Exception):
    """A journal that cannot be taken over; the sentence says where it breaks."""


def replay(transaction: Transaction, journal_id: str, steps: Iterable[Step]) -> str:
    """Write a journal into an empty store.

    Args:
        transaction: Of a store without any entry.
        journal_id: The store that the journal began in.
        steps: Each entry, then its changes, in order; then the audit events.

    Returns:
        The hash of its last change.

    Raises:
        Unfit: The store is not empty, or the journal breaks; the caller must roll back.
    """
    if transaction.reader.n_entries():
        raise Unfit("The store holds entries already.")
    connection = transaction.connection
    connection.execute(delete(STORE_META).where(STORE_META.c.key == JOURNAL_ID))
    connection.execute(insert(STORE_META).values(key=JOURNAL_ID, value=journal_id))
    writer = _Writer(connection, genesis(journal_id))
    trail = _Trail(connection, *transaction.reader.trail.end())
    for step in steps:
        if isinstance(step, AuditEvent):
            trail.take(step)
        else:
            writer.take(step)
    writer.flush()
    if writer.entry is not None:
        transaction.took_over(writer.entry, writer.end, sorted(writer.patient_ids))
    return writer.tip


@dataclass(slots=True)
class _Writer:
    """Writes steps in batches.

    Attributes:
        tip: Hash of the last change.
        entry: The last entry.
    """

    connection: Connection
    tip: str
    entry: Entry | None = None
    patient_ids: set[str] = field(default_factory=set)
    _n_changes: int = 0
    _n_entries: int = 0
    _entries: list[Entry] = field(default_factory=list)
    _changes: list[ChangeRow] = field(default_factory=list)

    @property
    def end(self) -> tuple[int, str]:
        """Number and hash of the last change."""
        return self._n_changes, self.tip

    def take(self, step: Entry | ChangeRow) -> None:
        """Check a step and write it, some later."""
        if isinstance(step, Entry):
            self._n_entries += 1
            if step.seq != self._n_entries:
                raise Unfit(f"Entry {step.seq} stands at place {self._n_entries}.")
            self.entry = step
            self._entries.append(step)
            return
        self._check(step)
        self._changes.append(step)
        if len(self._changes) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits.

        Raises:
            Unfit: The database does not take it.
        """
        try:
            if self._entries:
                self.connection.execute(insert(ENTRY), [asdict(each) for each in self._entries])
            if self._changes:
                self.connection.execute(insert(CHANGE), [asdict(each) for each in self._changes])
            for batch in _alike(self._changes):
                self._project(batch)
        except DBAPIError as error:
            raise Unfit(self._contradiction()) from error
        self._entries.clear()
        self._changes.clear()

    def _contradiction(self) -> str:
        if not self._changes:
            return f"Entry {self._n_entries} contradicts those before it."
        first, last = self._changes[0].seq, self._changes[-1].seq
        return f"Changes {first} to {last} contradict each other."

    def _check(self, change: ChangeRow) -> None:
        self._n_changes += 1
        if self.entry is None or change.entry_id != self.entry.id:
            raise Unfit(f"Change {change.seq} does not stand behind its entry.")
        broken = fault_of_place(change, self._n_changes, self.tip)
        for fault in (broken, *faults_of_change(change, self.entry)):
            if fault:
                raise Unfit(f"{fault[0].upper()}{fault[1:]}.")
        self.tip = change.hash
        if change.entity == "patient":
            self.patient_ids.add(change.entity_id)

    def _project(self, batch: list[ChangeRow]) -> None:
        """Write what changes of one kind make of one table."""
        kind, table = batch[0].kind, TABLE_OF[batch[0].entity]
        if kind == "void":
            self._void(batch)
            return
        entities = [entity_of(change) for change in batch]
        rows = [to_row(entity) for entity in entities]
        if kind == "create":
            self.connection.execute(insert(table), rows)
        else:
            changed = update(table).where(table.c.id == bindparam(_KEY))
            self.connection.execute(changed, [{**row, _KEY: row["id"]} for row in rows])
        if batch[0].entity == "patient":
            self._index(entities)

    def _void(self, batch: list[ChangeRow]) -> None:
        keys = [{_KEY: change.entity_id} for change in batch]
        if batch[0].entity == "patient":
            self._forget(keys)
        table = TABLE_OF[batch[0].entity]
        self.connection.execute(delete(table).where(table.c.id == bindparam(_KEY)), keys)

    def _forget(self, keys: list[dict[str, Any]]) -> None:
        gone = delete(PATIENT_SEARCH).where(PATIENT_SEARCH.c.patient_id == bindparam(_KEY))
        self.connection.execute(gone, keys)

    def _index(self, patients: list[Any]) -> None:
        self._forget([{_KEY: patient.id} for patient in patients])
        rows = [{"patient_id": each.id, **keys_of(each)._asdict()} for each in patients]
        self.connection.execute(insert(PATIENT_SEARCH), rows)


@dataclass(slots=True)
class _Trail:
    """Writes the events of another store's audit trail behind those that are here.

    What they say stays; place and hashes are of this trail, which began before they came.

    Attributes:
        seq: Number of the last event.
        tip: Its hash.
    """

    connection: Connection
    seq: int
    tip: str

    def take(self, event: AuditEvent) -> None:
        """Write one event.

        Raises:
            Unfit: The database does not take it.
        """
        placed = replace(event, seq=self.seq + 1, previous_hash=self.tip)
        row = {**asdict(placed), "hash": hash_of_event(placed)}
        try:
            self.connection.execute(insert(AUDIT_EVENT), row)
        except DBAPIError as error:
            raise Unfit(f"Audit event {event.seq} is here already.") from error
        self.seq, self.tip = placed.seq, row["hash"]


def entity_of(change: ChangeRow) -> Any:
    """Return the entity that a change holds.

    Raises:
        Unfit: Its payload is none of its table, or of another entity or patient.
    """
    noun, values = NOUN_OF_TABLE.get(change.entity), change.values
    where = f"Change {change.seq}"
    if noun is None or values is None:
        raise Unfit(f"{where}: there is no table {change.entity!r}, or nothing is said of it.")
    try:
        entity = from_payload(noun, values)
        to_row(entity)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise Unfit(f"{where}: its values are those of no {noun.label}.") from error
    if entity.id != change.entity_id or patient_of(entity) != change.patient_id:
        raise Unfit(f"{where}: its values are those of another entity.")
    return entity


def _alike(changes: list[ChangeRow]) -> list[list[ChangeRow]]:
    """Return changes in order, those of one kind and table that follow each other together."""
    batches: list[list[ChangeRow]] = []
    for change in changes:
        last = batches[-1][-1] if batches else None
        alike = last is not None and (last.kind, last.entity) == (change.kind, change.entity)
        if alike and not (change.kind != "create" and change.entity == "patient"):
            batches[-1].append(change)
        else:
            batches.append([change])
    return batches
