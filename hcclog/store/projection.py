"""The tables held against the journal: what each would be if it were rebuilt from changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.acts import Act
from hcclog.domain.record import NOUN_OF_TABLE, NOUNS
from hcclog.store.audit import faults_of_trail, genesis_of_trail
from hcclog.store.codec import canonical, from_payload, to_payload
from hcclog.store.journal import ERASING, faults_of_chain
from hcclog.store.searching import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcclog.store.journal import ChangeRow, Entry
    from hcclog.store.reader import Reader


def faults_of_store(reader: Reader) -> Iterator[str]:
    """Yield a sentence for each fault of the chains, or of the tables against the journal."""
    changes, events = reader.changes(), reader.events()
    entries = {entry.id: entry for entry in reader.entries()}
    yield from faults_of_chain(reader.genesis(), entries, changes)
    yield from faults_of_entries(entries.values(), changes)
    yield from faults_of_trail(genesis_of_trail(reader.meta("store_id") or ""), events)
    yield from faults_of_guard(reader)
    erased = {event.patient_id for event in events if event.act == Act.ERASE}
    yield from faults_of_emptiness(changes, erased)
    yield from faults_of_tables(reader, changes)


def faults_of_entries(entries: Iterable[Entry], changes: tuple[ChangeRow, ...]) -> Iterator[str]:
    """Yield a sentence for the first entry that does not stand where it says, and empty ones."""
    moved = {change.entry_id for change in changes}
    for place, entry in enumerate(entries, start=1):
        name = f"entry {entry.seq} ({entry.id})"
        if entry.seq != place:
            yield f"{name} stands at place {place}: an entry was removed or added"
            return
        if entry.id not in moved:
            yield f"{name} has no change: it was added, or its changes were removed"


def faults_of_guard(reader: Reader) -> Iterator[str]:
    """Yield a sentence where the journal lets values be emptied, as it does within an erasure."""
    if reader.meta(ERASING) is not None:
        yield "store_meta says that an erasure is under way, so that values could be emptied"


def faults_of_emptiness(changes: tuple[ChangeRow, ...], erased: set[str]) -> Iterator[str]:
    """Yield a sentence for each change whose values are gone though nobody erased them."""
    for change in changes:
        if change.payload is None and change.patient_id not in erased:
            yield (
                f"change {change.seq} ({change.entity}, {change.id}):"
                " its values are gone, and no erasure is on record"
            )


def faults_of_tables(reader: Reader, changes: tuple[ChangeRow, ...]) -> Iterator[str]:
    """Yield a sentence for each row that is not what the journal says it is."""
    heads = {change.entity_id: change for change in changes}
    for noun in NOUNS:
        rows = {entity.id: entity for entity in reader.all(noun.table)}
        for entity_id, entity in rows.items():
            if not _is_head(heads.get(entity_id), entity):
                yield f"{noun.table} {entity_id} is not what the journal says of it"
        for entity_id, head in heads.items():
            is_there = head.kind != "void" and head.payload is not None
            gone = head.entity == noun.table and is_there and entity_id not in rows
            if gone:
                yield f"{noun.table} {entity_id} stands in the journal and not in its table"
    yield from _faults_of_index(reader)


def _faults_of_index(reader: Reader) -> Iterator[str]:
    """Yield a sentence for each patient whom a code or a name would not find, or find wrongly."""
    wanted = {patient.id: keys_of(patient) for patient in reader.all("patient")}
    found = reader.search_keys()
    for patient_id in sorted({*wanted, *found}):
        if found.get(patient_id) != wanted.get(patient_id):
            yield f"patient_search {patient_id} is not what the table of patients says of it"


def _is_head(head: ChangeRow | None, entity: object) -> bool:
    if head is None or head.kind == "void" or head.values is None:
        return False
    said = from_payload(NOUN_OF_TABLE[head.entity], head.values)
    return canonical(to_payload(said)) == canonical(to_payload(entity))
