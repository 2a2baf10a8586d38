"""The journal: entries and their changes, chained by hashes; nothing in it is ever rewritten.

One entry is one transaction: one thing a person did. Its changes hold what each entity was after
it; what was before is the payload of the parent change. Undo, history and audit all read this.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hcclog.store.codec import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction of the journal.

    Attributes:
        kind: ``do``, ``undo``, ``redo``, ``import`` or ``merge``.
        label: What was done, in words; empty where it was erased, as is the reason.
        at_utc: ISO 8601 time in UTC.
        reverts: The entry that an undo or redo takes back.
        salt: Of the digest; None where the words were erased, or are older than digests of them.
        digest: Of label and reason; it stands in the chain for them. None in old entries, which
            stand there with their words; `ERASED` where such words were erased.
    """

    id: str
    seq: int
    label: str
    kind: str
    author: str
    role: str
    station: str
    at_utc: str
    utc_offset_minutes: int
    reason: str
    reverts: str | None
    app_version: str
    salt: str | None = None
    digest: str | None = None

    @property
    def is_erased(self) -> bool:
        """True where a patient was erased whom the entry concerned."""
        return self.digest is not None and self.salt is None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One entity's change as it stands in the journal; `payload` is the JSON text after it."""

    id: str
    seq: int
    entry_id: str
    epoch: str
    patient_id: str
    entity: str
    entity_id: str
    parents: str
    kind: str
    payload: str | None
    salt: str | None
    digest: str
    previous_hash: str
    hash: str

    @property
    def parent(self) -> str | None:
        """The change before this one, if there was one."""
        parents: list[str] = json.loads(self.parents)
        return parents[0] if parents else None

    @property
    def values(self) -> dict[str, Any] | None:
        """The payload as an object."""
        return json.loads(self.payload) if self.payload is not None else None


ENTRY_COLUMNS = tuple(field.name for field in fields(Entry))
CHANGE_COLUMNS = tuple(field.name for field in fields(ChangeRow))
ERASED = "erased"
ERASING = "erasing"
"""Key of the store that lets the words of one patient be emptied, while an erasure is written."""
_WITH_WORDS = tuple(name for name in ENTRY_COLUMNS if name not in {"salt", "digest"})
_WITH_DIGEST = tuple(name for name in ENTRY_COLUMNS if name not in {"salt", "label", "reason"})


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and redone, the next one last."""

    undo: tuple[Entry, ...] = ()
    redo: tuple[Entry, ...] = ()


def digest_of(salt: str, payload: str | None) -> str:
    """Return the digest of a payload; the salt keeps a short value from being guessed."""
    return hashlib.sha256(f"{salt}\n{payload or ''}".encode()).hexdigest()


def words_digest(salt: str, label: str, reason: str) -> str:
    """Return the digest of what an entry says in words."""
    return digest_of(salt, canonical([label, reason]))


def link(previous_hash: str, entry: Entry, change: Mapping[str, Any]) -> str:
    """Return the hash of one change: of all it says but its payload, and of the chain before it."""
    before, after = (
        canonical({name: change[name] for name in names})[1:-1] for names in _AROUND_ENTRY
    )
    body = f'{{{before},"entry":{_said(entry)},{after}}}'
    return hashlib.sha256(f"{previous_hash}\n{body}".encode()).hexdigest()


@lru_cache(maxsize=64)
def _said(entry: Entry) -> str:
    """Return what an entry says, once for all of its changes."""
    names = _WITH_WORDS if entry.digest is None else _WITH_DIGEST
    return canonical({name: getattr(entry, name) for name in names})


_HASHED = frozenset(CHANGE_COLUMNS) - {"payload", "salt", "previous_hash", "hash"}
# The entry stands among the columns of the change, in the order of the alphabet.
_AROUND_ENTRY = (
    [name for name in _HASHED if name < "entry"],
    [name for name in _HASHED if name > "entry"],
)


def genesis(store_id: str) -> str:
    """Return the hash that the first change of a store is chained to."""
    return hashlib.sha256(f"hcclog {store_id}".encode()).hexdigest()


def faults_of_chain(
    start: str, entries: Mapping[str, Entry], changes: Iterable[ChangeRow]
) -> Iterator[str]:
    """Yield a sentence for each link that does not hold, in order; none for a whole chain.

    Args:
        start: The hash before the first change, from `genesis`.
        entries: All entries by id.
        changes: All changes in order of their sequence.
    """
    previous = start
    for place, change in enumerate(changes, start=1):
        entry = entries.get(change.entry_id)
        broken = fault_of_place(change, place, previous)
        if broken or entry is None:
            yield broken or f"{_where(change)} belongs to no entry"
            return
        yield from faults_of_change(change, entry)
        previous = change.hash


def fault_of_place(change: ChangeRow, place: int, previous: str) -> str:
    """Return a sentence where a change does not stand where it says; empty where it does.

    Args:
        change: One change.
        place: Its number, from 1.
        previous: The hash before it.
    """
    if change.seq != place:
        return f"{_where(change)} stands at place {place}: a change was removed or added"
    if change.previous_hash != previous:
        return f"{_where(change)} does not follow the change before it"
    return ""


def faults_of_change(change: ChangeRow, entry: Entry) -> Iterator[str]:
    """Yield a sentence for each thing that was altered in a change or its entry."""
    if change.salt is not None and digest_of(change.salt, change.payload) != change.digest:
        yield f"{_where(change)}: the payload was altered"
    if _are_words_altered(entry):
        yield f"{_where(change)}: what its entry says was altered"
    said = {name: getattr(change, name) for name in CHANGE_COLUMNS}
    # Words that were erased from an old entry cannot be hashed again; its neighbours still hold it.
    if entry.digest != ERASED and link(change.previous_hash, entry, said) != change.hash:
        yield f"{_where(change)} or its entry was altered"


@lru_cache(maxsize=64)
def _are_words_altered(entry: Entry) -> bool:
    if entry.digest is None:
        return False
    if entry.salt is None:
        return bool(entry.label or entry.reason)
    return words_digest(entry.salt, entry.label, entry.reason) != entry.digest


def _where(change: ChangeRow) -> str:
    return f"change {change.seq} ({change.entity}, {change.id})"


def stacks_of(entries: Iterable[Entry]) -> Stacks:
    """Return what can be undone and redone after these entries, oldest first; nothing erased.

    An undo names the entry that it takes back, a redo the undo; something new empties the redo.
    """
    undo: list[Entry] = []
    redo: list[Entry] = []
    for entry in entries:
        if entry.is_erased:
            continue
        taken_back = [e for e in undo + redo if e.id == entry.reverts]
        undo = [e for e in undo if e not in taken_back]
        redo = [e for e in redo if e not in taken_back]
        if entry.kind == "undo":
            redo.append(entry)
        elif entry.kind == "redo":
            undo.append(entry)
        elif entry.kind == "do":
            undo.append(entry)
            redo.clear()
    return Stacks(tuple(undo), tuple(redo))
