"""Sign a visit or a whole record: password again, meaning, and a digest of what was signed.

A signature changes no record, so it is an audit event: nothing takes it away. What is changed later
does not touch it; it is then shown as given to what stood before.
Source: 21 CFR 11.50 and 11.70 (name, time and meaning; bound to the record).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.commands.accounting import account, permit
from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.store.audit import read_events
from hcclog.store.codec import canonical
from hcclog.store.errors import WrongPassword

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hcclog.store.audit import AuditEvent
    from hcclog.store.journal import ChangeRow
    from hcclog.store.stamp import Stamp
    from hcclog.store.store import Store

MEANINGS = ("I entered this", "I have reviewed this", "I approve this")
LONGEST_MEANING = 120
VISIT, RECORD = "visit", "patient"


@dataclass(frozen=True, slots=True)
class Target:
    """What is signed.

    Attributes:
        table: ``visit``: one visit with all that was saved with it; ``patient``: the whole record,
            as a report prints it.
        entity_id: Of the visit, or of the patient.
    """

    patient_id: str
    table: str
    entity_id: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed what.

    Attributes:
        target: What was signed.
        meaning: In the signer's words.
        signer: Name and role.
        revision: Of the store, when it was signed.
        digest: Of what was signed, 64 hexadecimal digits.
        is_current: False where something else stands there now; what was changed and then taken
            back is what was signed again.
    """

    target: Target
    meaning: str
    signer: str
    role: str
    at_utc: str
    utc_offset_minutes: int
    revision: int
    digest: str
    is_current: bool


def sign(
    store: Store, stamp: Callable[[], Stamp], target: Target, meaning: str, password: str
) -> None:
    """Sign something as who is signed in, whose password is asked for again.

    Raises:
        Refused: Nobody is signed in, no role allows it, the meaning or the password is missing, or
            there is nothing to sign.
        TooSoon: A wrong password was tried a moment ago.
        StoreError: It cannot be recorded.
    """
    # Before the password: who may not sign is not to be told that it is wrong.
    permit(store, stamp, Act.SIGN, (target.patient_id,))
    said = " ".join(meaning.split())
    if not said or len(said) > LONGEST_MEANING:
        raise Refused(
            f"Say what the signature means, in 1 to {LONGEST_MEANING} letters.", "meaning"
        )
    _refuse_stranger(store, stamp, password)
    digest = digest_of_signed(_heads(store, target))
    if not digest:
        raise Refused("There is nothing here that can be signed.")
    about = {
        "of": target.table,
        "id": target.entity_id,
        "revision": str(store.reader.n_entries()),
        "digest": digest,
        "meaning": said,
    }
    account(store, stamp, Act.SIGN, (target.patient_id,), about)


def signatures_of(store: Store, patient_id: str) -> tuple[Signature, ...]:
    """Return the signatures on a patient's record, oldest first."""
    # Whoever opened the patient is on record too, many times over: only signatures are read.
    events = read_events(store.backend.query, patient_id, Act.SIGN.value)
    if not events:
        return ()
    changes = store.reader.changes("patient_id", (patient_id,))
    numbers = {entry.id: entry.seq for entry in store.reader.entries(patient_id)}
    return tuple(_signature(event, changes, numbers) for event in events)


def digest_of_signed(heads: Mapping[str, ChangeRow]) -> str:
    """Return the digest of what these newest changes say; empty for none."""
    said = sorted(f"{each.entity} {key} {each.kind} {each.digest}" for key, each in heads.items())
    return hashlib.sha256(canonical(said).encode()).hexdigest() if said else ""


def heads_of(changes: Iterable[ChangeRow], target: Target) -> dict[str, ChangeRow]:
    """Return the newest change of each entity that a signature is given to.

    With a visit that is all that was saved in the same entry; with a record all of it.
    """
    every = list(changes)
    heads = {change.entity_id: change for change in every}
    if target.table == RECORD:
        return heads
    first = next((each for each in every if each.entity_id == target.entity_id), None)
    if first is None:
        return {}
    together = {each.entity_id for each in every if each.entry_id == first.entry_id}
    return {key: head for key, head in heads.items() if key in together}


def _heads(store: Store, target: Target) -> dict[str, ChangeRow]:
    return heads_of(store.reader.changes("patient_id", (target.patient_id,)), target)


def _signature(
    event: AuditEvent, changes: tuple[ChangeRow, ...], numbers: Mapping[str, int]
) -> Signature:
    told = event.told
    target = Target(event.patient_id, told["of"], told["id"])
    revision = int(told["revision"])
    now = heads_of(changes, target)
    is_current = digest_of_signed(now) == told["digest"]
    if not is_current:
        before = (each for each in changes if numbers[each.entry_id] <= revision)
        then = heads_of(before, target)
        is_current = digest_of_signed(then) == told["digest"] and _said(now) == _said(then)
    return Signature(
        target=target,
        meaning=told["meaning"],
        signer=event.author,
        role=event.role,
        at_utc=event.at_utc,
        utc_offset_minutes=event.utc_offset_minutes,
        revision=revision,
        digest=told["digest"],
        is_current=is_current,
    )


def _said(heads: Mapping[str, ChangeRow]) -> dict[str, str | None]:
    """Return what stands in a record where these changes are the newest."""
    return {key: each.payload for key, each in heads.items() if each.kind != "void"}


def _refuse_stranger(store: Store, stamp: Callable[[], Stamp], password: str) -> None:
    """Ask for the password again; a wrong one counts as at the door.

    Raises:
        Refused: No password protects the store, or this is not the signer's.
        StoreError: Another may be tried only after a while.
    """
    from datetime import datetime

    from hcclog.store.entrance import Credentials, enter

    path, person = store.backend.path, store.person
    if person is None or path is None:
        raise Refused("A signature needs a password: protect the store first.")
    try:
        enter(path, Credentials(person.name, password), datetime.fromisoformat(stamp().at_utc))
    except WrongPassword:
        raise Refused("The password is wrong.", "password") from None
