"""What a damaged store knows that another one does not: its journal, row by row, each verified."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.store.codec import canonical, from_row, to_payload
from hcclog.store.connection import connect
from hcclog.store.damaged_reading import DamagedStore, Row, damaged_store
from hcclog.store.errors import KeyFileDamaged, KeyFileMissing, StoreError, StoreMissing, WrongKey
from hcclog.store.faults import as_file_error
from hcclog.store.journal import (
    CHANGE_COLUMNS,
    ENTRY_COLUMNS,
    ChangeRow,
    Entry,
    digest_of,
    faults_of_change,
)
from hcclog.store.keys import fits
from hcclog.store.replaying import Unfit, entity_of
from hcclog.store.restore_pending import KEPT, kept_stores
from hcclog.store.restore_record import RESTORED

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.restore_key import Unlock
    from hcclog.store.store import Store

_SET_ASIDE = re.compile(rf"{KEPT}(\d{{8}})T\d{{6}}Z")
_ALTERED = "it is not what was written"
_ERASED = "it was erased there"
_KNOWN = "SELECT id, hash FROM change"


class Unsalvageable(StoreError):
    """Not even the list of tables can be read."""

    says = "Nothing can be read from {place}: too much of it is damaged."


class ForeignStore(StoreError):
    """It is no older state of the store that is open."""

    says = "{place} is another store than the one that is open: open the one that it was."


@dataclass(frozen=True, slots=True)
class Found:
    """One change of the damaged journal.

    Attributes:
        entry: The entry that it belongs to; None where that could not be read.
        fault: Why it cannot be trusted; empty where it is what was written.
    """

    change: ChangeRow
    entry: Entry | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read of a damaged journal.

    Attributes:
        on: The day of the damaged store.
        found: Its changes that the other store has not, in order.
        n_common: Both have the changes up to this number: one that both have follows the same ones.
        n_unread: Changes that could not be read and that the other store has not.
        stands: Whether its own tables still say what a change says; None where they could not be
            read. By the change's id, for the last change of each entity.
    """

    on: date
    found: tuple[Found, ...]
    n_common: int
    n_unread: int
    stands: Mapping[str, bool | None]


def kept_sets(store_path: Path) -> list[Path]:
    """Return the folders in which restores kept what lay at a store's place, oldest first."""
    return [kept.parent for kept in kept_stores(store_path) if kept.is_file()]


def salvage(damaged: Path, store: Store, unlock: Unlock) -> Salvage:
    """Read what a damaged store knows and another does not; nothing is written anywhere.

    Args:
        damaged: The file, or the folder that a restore kept it in.
        store: The other store, whose key file may be the one that fits.
        unlock: Opens a key file.

    Raises:
        StoreMissing: There is no store there.
        WrongKey: No key file fits it.
        ForeignStore: It is no other state of this store.
        StoreError: It cannot be read at all.
    """
    own = store.backend.path
    path = store_file(damaged, own.name if own is not None else "")
    known = {str(row[0]): str(row[1]) for row in store.backend.query(_KNOWN, ())}
    key = _key_of(path, store, unlock)
    with damaged_store(path, key, partial(_copy_sound, store, key)) as source:
        if source is None:
            raise Unsalvageable(path)
        scanned = source.scan("change", CHANGE_COLUMNS)
        changes = [ChangeRow(*row) for row in scanned.rows]
        entries = {entry.id: entry for entry in _entries(source)}
        found = _judged(changes, entries, known)
        last = {one.change.entity_id: one.change for one in found if not one.fault}
        stands = {change.id: _stands(source, change) for change in last.values()}
    n_common = max((each.seq for each in changes if each.id in known), default=0)
    first = min((one.change.seq for one in found), default=n_common + len(scanned.unread) + 1)
    n_there = max(n_common, min(_n_restored(store), first - 1))
    n_unread = sum(number > n_there for number in scanned.unread)
    return Salvage(_day_of(path, entries), tuple(found), n_common, n_unread, stands)


def _copy_sound(store: Store, key: str, target: Path) -> None:
    """Write a copy of the store that is open, page by page."""
    own = store.backend.path
    if own is not None:
        with (
            closing(connect(own, key, read_only=True)) as reading,
            closing(connect(target, key, create=True)) as writing,
        ):
            reading.backup(writing, pages=-1, progress=None)


def _n_restored(store: Store) -> int:
    """Return how many changes a store has from before its last restore; 0 where it had none."""
    if store.reader.meta(RESTORED) is None:
        return 0
    rows = store.backend.query("SELECT count(*) FROM change WHERE epoch <> ?", (store.epoch,))
    return int(rows[0][0])


def store_file(damaged: Path, name: str) -> Path:
    """Return the damaged file itself, where a folder is named.

    Raises:
        StoreMissing: There is none, or more than one that could be meant.
    """
    if not damaged.is_dir():
        if not damaged.is_file():
            raise StoreMissing(damaged)
        return damaged
    if (damaged / name).is_file():
        return damaged / name
    with as_file_error(damaged):
        found = [each for each in damaged.iterdir() if each.suffix == ".db"]
    if len(found) != 1:
        raise StoreMissing(damaged / name)
    return found[0]


def _key_of(path: Path, store: Store, unlock: Unlock) -> str:
    for keys_of in filter(None, (path, store.backend.path)):
        try:
            envelope = unlock(keys_of).envelope
        except (KeyFileMissing, KeyFileDamaged):
            continue
        if fits(envelope.raw_key, path):
            if envelope.store_id != store.reader.meta("store_id"):
                raise ForeignStore(path)
            return envelope.raw_key
    raise WrongKey(path)


def _entries(store: DamagedStore) -> list[Entry]:
    return [Entry(*row) for row in store.scan("entry", ENTRY_COLUMNS).rows]


def _judged(
    changes: list[ChangeRow], entries: Mapping[str, Entry], known: Mapping[str, str]
) -> list[Found]:
    """Hold each change against its own digest, its entry, and the change before it.

    Those that the other store has are verified there; they are what the first of the others follow.
    """
    sound: dict[int, str] = {}
    judged = []
    for change in changes:
        if change.id in known:
            sound[change.seq] = known[change.id]
            continue
        entry = entries.get(change.entry_id)
        fault = _fault(change, entry)
        if sound.get(change.seq - 1, change.previous_hash) != change.previous_hash:
            fault = "it does not follow the change before it"
        if not fault:
            sound[change.seq] = change.hash
        judged.append(Found(change, entry, fault))
    return judged


def _fault(change: ChangeRow, entry: Entry | None) -> str:
    if (change.payload, change.salt) == (None, None):
        return _ERASED
    if change.salt is None or digest_of(change.salt, change.payload) != change.digest:
        return _ALTERED
    if entry is not None and any(faults_of_change(change, entry)):
        return _ALTERED
    try:
        entity_of(change)
    except Unfit:
        return _ALTERED
    return ""


def _stands(store: DamagedStore, change: ChangeRow) -> bool | None:
    """Tell whether the damaged store's table says what the change says."""
    noun = NOUN_OF_TABLE[change.entity]
    columns = ", ".join(f'"{name}"' for name in noun.columns)
    sql = f"SELECT {columns} FROM {noun.table} WHERE id = ?"  # noqa: S608 - own names
    rows = store.query(sql, (change.entity_id,))
    if rows is None:
        return None
    if not rows or change.kind == "void":
        return (not rows) is (change.kind == "void")
    return canonical(_payload(noun, rows[0])) == canonical(to_payload(entity_of(change)))


def _payload(noun: Any, row: Row) -> dict[str, Any] | None:
    try:
        return to_payload(from_row(noun, row))
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return None


def _day_of(path: Path, entries: Mapping[str, Entry]) -> date:
    """Return the day on which a store was set aside, or was written to last."""
    told = _SET_ASIDE.match(path.parent.name)
    if told:
        return date.fromisoformat(f"{told[1][:4]}-{told[1][4:6]}-{told[1][6:]}")
    if entries:
        last = max(entry.at_utc for entry in entries.values())
        return date.fromisoformat(last[:10])
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
