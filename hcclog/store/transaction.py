"""One transaction: what a command reads and writes, one journal entry, all of it or nothing."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, bindparam, delete, insert, update

from hcclog.domain.record import NOUN_OF_TABLE, PatientRecord
from hcclog.domain.rewriting import with_many_written, with_taken_out, with_written
from hcclog.store.chain import Chain
from hcclog.store.codec import as_read, from_payload, patient_of, table_of, to_row
from hcclog.store.drafts import delete_draft
from hcclog.store.journal import ChangeRow, Entry, words_digest
from hcclog.store.reader import Reader
from hcclog.store.searching import keys_of
from hcclog.store.stamp import Change, Move, Stamp
from hcclog.store.tables import CHANGE, ENTRY, PATIENT_SEARCH, TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from hcclog.domain.patient import Patient

_AT_ONCE = 1000


@dataclass(slots=True)
class Transaction:
    """The only way to write; every write becomes a change of one entry.

    Attributes:
        reader: Reads inside the transaction, its own writes included.
        stamp: Who, where, when.
        new_id: Gives ids in ascending order.
        moves: What was changed so far, for who asks whether that was allowed.
    """

    connection: Connection
    reader: Reader
    stamp: Stamp
    new_id: Callable[[], str]
    label: str
    kind: str
    reason: str = ""
    reverts: str | None = None
    moves: list[Move] = field(default_factory=list)
    _chain: Chain | None = None
    _written: list[tuple[str, str, str]] = field(default_factory=list)
    _records: dict[str, PatientRecord | None] = field(default_factory=dict)

    def trust(self, revision: int, records: Mapping[str, PatientRecord | None]) -> bool:
        """Take records as read; True where nothing was written since that revision."""
        current = self.reader.n_entries() == revision
        if current:
            self._records.update(records)
        return current

    def record(self, patient_id: str) -> PatientRecord | None:
        """Return the record of a patient as it stands in this transaction; None without one."""
        if patient_id not in self._records:
            self._records[patient_id] = self.reader.record(patient_id)
        return self._records[patient_id]

    @property
    def records(self) -> Mapping[str, PatientRecord | None]:
        """The records that were asked for or trusted, as they stand now."""
        return self._records

    @property
    def revision(self) -> int | None:
        """The number of the entry; None where nothing was written."""
        return self._chain.entry.seq if self._chain is not None else None

    def create(self, entity: Any) -> None:
        """Add an entity."""
        table = TABLE_OF[table_of(entity)]
        self.connection.execute(insert(table).values(to_row(entity)))
        self._index(entity)
        self._journal(entity, "create")

    def create_many(self, entities: Sequence[Any]) -> None:
        """Add entities, parents before children: as one by one, and quicker."""
        for name, run in groupby(entities, key=table_of):
            some = list(run)
            for start in range(0, len(some), _AT_ONCE):
                self._create_some(TABLE_OF[name], some[start : start + _AT_ONCE])

    def _create_some(self, table: Table, some: Sequence[Any]) -> None:
        self.connection.execute(insert(table), [to_row(entity) for entity in some])
        for entity in some:
            self._index(entity)
        self._journal_many(table.name, some, "create")
        for patient_id, own in _by_patient(some).items():
            if patient_id in self._records:
                record = self._records[patient_id]
                self._records[patient_id] = with_many_written(record, map(as_read, own))

    def update(self, entity: Any) -> None:
        """Replace an entity by its new values; equal values leave no trace.

        Raises:
            LookupError: There is no entity with its id.
        """
        before = self.reader.get(table_of(entity), entity.id)
        if before is None:
            raise LookupError(entity.id)
        if before == entity:
            return
        table = TABLE_OF[table_of(entity)]
        changed = update(table).where(table.c.id == entity.id).values(to_row(entity))
        self.connection.execute(changed)
        self._index(entity)
        self._journal(entity, "update")

    def void(self, table_name: str, entity_id: str) -> None:
        """Take an entity out of the record; the journal keeps all that it was.

        Raises:
            LookupError: There is no such entity.
        """
        entity = self.reader.get(table_name, entity_id)
        if entity is None:
            raise LookupError(entity_id)
        if table_name == "patient":
            self._forget(PATIENT_SEARCH, "patient_id", entity_id)
        self._forget(TABLE_OF[table_name], "id", entity_id)
        self._journal(entity, "void")

    def _void_many(self, table_name: str, entity_ids: Sequence[str]) -> None:
        for start in range(0, len(entity_ids), _AT_ONCE):
            ids = entity_ids[start : start + _AT_ONCE]
            held = self.reader.some(table_name, ids)
            gone = next((each for each in ids if each not in held), None)
            if gone is not None:
                raise LookupError(gone)
            some = [held[each] for each in ids]
            if table_name == "patient":
                self._forget_many(PATIENT_SEARCH, "patient_id", ids)
            self._forget_many(TABLE_OF[table_name], "id", ids)
            self._journal_many(table_name, some, "void")
            for patient_id, own in _by_patient(some).items():
                if patient_id in self._records:
                    taken = frozenset(entity.id for entity in own)
                    record = self._records[patient_id]
                    self._records[patient_id] = with_taken_out(record, table_name, taken)

    def _before(self, table_name: str, changes: Sequence[ChangeRow]) -> list[Any]:
        """Return the entities as they were before they were voided."""
        payloads = self.reader.payloads([change.parent or "" for change in changes])
        noun = NOUN_OF_TABLE[table_name]
        return [from_payload(noun, json.loads(payloads[c.parent or ""])) for c in changes]

    def revert(self, change: ChangeRow) -> None:
        """Write the opposite of an earlier change, as a new one."""
        if change.kind == "create":
            self.void(change.entity, change.entity_id)
            return
        parent = self.reader.changes("id", (change.parent or "",))[0]
        before = from_payload(NOUN_OF_TABLE[change.entity], json.loads(parent.payload or "{}"))
        if change.kind == "void":
            self.create(before)
        else:
            self.update(before)

    def took_over(self, entry: Entry, end: tuple[int, str], patient_ids: Iterable[str]) -> None:
        """Say that entries were written as they stand, this last one and its last change."""
        self._chain = Chain(entry, self.stamp.epoch, self.new_id, *end)
        self.moves.append(Move("journal", "create", None))
        moved = [(patient_id, table) for patient_id in patient_ids for table in NOUN_OF_TABLE]
        self._written += [(patient_id, table, patient_id) for patient_id, table in moved]

    def revert_all(self, changes: Sequence[ChangeRow]) -> None:
        """Write the opposites of earlier changes in their order: as one by one, and quicker."""
        for (kind, table_name), run in groupby(changes, key=lambda each: (each.kind, each.entity)):
            some = list(run)
            if kind == "create":
                self._void_many(table_name, [change.entity_id for change in some])
            elif kind == "void":
                self.create_many(self._before(table_name, some))
            else:
                for change in some:
                    self.revert(change)

    def drop_draft(self, kind: str, patient_id: str) -> None:
        """Forget this station's draft of what the transaction saves; the journal knows no draft."""
        delete_draft(self.connection, kind, patient_id, self.stamp.station)

    def outcome(self) -> Change:
        """Return what was moved; without an entry id where nothing was."""
        if self._chain is None:
            return Change()
        entry = self._chain.entry
        return Change(
            entry.id,
            entry.label,
            entry.kind,
            frozenset(patient for patient, _, _ in self._written),
            frozenset(table for _, table, _ in self._written),
            tuple(entity_id for _, _, entity_id in self._written),
        )

    def _forget(self, table: Table, key: str, value: str) -> None:
        self.connection.execute(delete(table).where(table.c[key] == value))

    def _index(self, entity: Any) -> None:
        if table_of(entity) != "patient":
            return
        patient: Patient = entity
        self._forget(PATIENT_SEARCH, "patient_id", patient.id)
        keys = keys_of(patient)._asdict()
        self.connection.execute(insert(PATIENT_SEARCH).values(patient_id=patient.id, **keys))

    def _forget_many(self, table: Table, key: str, values: Sequence[str]) -> None:
        self.connection.execute(
            delete(table).where(table.c[key] == bindparam("gone")),
            [{"gone": value} for value in values],
        )

    def _journal_many(self, table_name: str, some: Sequence[Any], kind: str) -> None:
        chain = self._chain or self._open_chain()
        heads = self.reader.heads([entity.id for entity in some])
        rows = [chain.row(entity, kind, heads.get(entity.id)) for entity in some]
        self.moves += [Move(table_name, kind, heads.get(entity.id)) for entity in some]
        self.connection.execute(insert(CHANGE), rows)
        self._written += [(patient_of(entity), table_name, entity.id) for entity in some]

    def _journal(self, entity: Any, kind: str) -> None:
        chain = self._chain or self._open_chain()
        head = self.reader.last_change(entity.id)
        row = chain.row(entity, kind, head.id if head else None)
        self.connection.execute(insert(CHANGE).values(row))
        self.moves.append(Move(str(row["entity"]), kind, head.id if head else None))
        self._written.append((str(row["patient_id"]), str(row["entity"]), entity.id))
        self._follow(entity, kind)

    def _follow(self, entity: Any, kind: str) -> None:
        """Carry the patient's record on, where it is known."""
        patient_id = patient_of(entity)
        if patient_id not in self._records:
            return
        record = self._records[patient_id]
        if kind == "void":
            self._records[patient_id] = with_taken_out(record, table_of(entity), {entity.id})
        else:
            self._records[patient_id] = with_written(record, as_read(entity))

    def _open_chain(self) -> Chain:
        """Open the entry, and find the end of the journal."""
        stamp, salt = self.stamp, os.urandom(16).hex()
        entry = Entry(
            id=self.new_id(),
            seq=self.reader.n_entries() + 1,
            label=self.label,
            kind=self.kind,
            reason=self.reason,
            reverts=self.reverts,
            salt=salt,
            digest=words_digest(salt, self.label, self.reason),
            **stamp.columns,
        )
        values = {name: getattr(entry, name) for name in Entry.__slots__}
        self.connection.execute(insert(ENTRY).values(values))
        last = self.reader.last_change()
        seq, tip = (last.seq, last.hash) if last else (0, self.reader.genesis())
        self._chain = chain = Chain(entry, stamp.epoch, self.new_id, seq, tip)
        return chain


def _by_patient(entities: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for entity in entities:
        found.setdefault(patient_of(entity), []).append(entity)
    return found
