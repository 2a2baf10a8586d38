"""Who may open a store: passwords, roles and the recovery code, all of them in its key file.

Each function writes the key file anew, and its copies as `key_copies` says: who was removed opens
none of them any more, and the newest recovery code opens them all.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.domain.people import LONGEST_NAME, Person, Role, in_order
from hcclog.store.entrance import words_of_code
from hcclog.store.errors import StoreError
from hcclog.store.key_marks import alone_with, mark_of, stamped
from hcclog.store.keys import (
    OPEN,
    SEALED,
    Envelope,
    Failures,
    Slot,
    read_envelope,
    words_of,
    write_envelope,
)
from hcclog.store.sealing import (
    Seal,
    fault_of_password,
    new_code,
    seal,
)

if TYPE_CHECKING:
    from pathlib import Path


class NotAllowed(StoreError):
    """People or passwords cannot become what was asked; the reason says why."""

    says = "That cannot be done."

    @property
    def sentence(self) -> str:
        """The reason alone."""
        return self.reason


def protect(store_path: Path, name: str, password: str) -> tuple[Envelope, str]:
    """Seal the key of an open store for its first person, who is oncologist and administrator.

    Returns:
        The envelope with its key, and the recovery code, which is written down nowhere else.

    Raises:
        NotAllowed: It is protected already, or the name or the password may not be.
        StoreError: The disk refused; the store is as open as before.
    """
    envelope = read_envelope(store_path)
    if not envelope.is_open:
        raise NotAllowed(reason="A password protects the store already.")
    person = Person(_name(envelope, name), (Role.ONCOLOGIST, Role.ADMINISTRATOR))
    slot = _slot(envelope, person, password)
    return _with_new_code(store_path, replace(envelope, protection=SEALED, slots=(slot,)))


def unprotect(store_path: Path, envelope: Envelope) -> Envelope:
    """Lay the key open again: whoever has the files can read the store from then on."""
    key, edition = envelope.raw_key[:64], envelope.edition
    laid_open = Envelope(envelope.store_id, envelope.salt, OPEN, key, edition=edition)
    return _write(store_path, laid_open)


def add_person(store_path: Path, envelope: Envelope, person: Person, password: str) -> Envelope:
    """Let one more person sign in, with a password that is changed at the first sign-in.

    Raises:
        NotAllowed: There is one of that name, or the name or the password may not be.
    """
    made = Person(_name(envelope, person.name), in_order(set(person.roles)), must_change=True)
    slot = _slot(envelope, made, password)
    return _written(store_path, replace(envelope, slots=(*envelope.slots, slot)))


def set_password(
    store_path: Path, envelope: Envelope, name: str, password: str, *, by_owner: bool = True
) -> Envelope:
    """Set a password; one that its owner did not set is changed at the next sign-in.

    Raises:
        NotAllowed: There is nobody of that name, or the password may not be.
    """
    person = replace(_known(envelope, name).person, must_change=not by_owner)
    return _replaced(store_path, envelope, name, _slot(envelope, person, password))


def set_roles(store_path: Path, envelope: Envelope, name: str, roles: frozenset[Role]) -> Envelope:
    """Give a person other roles; the password stays.

    Raises:
        NotAllowed: There is nobody of that name, or nobody would be administrator any more.
    """
    before = _known(envelope, name)
    person = replace(before.person, roles=in_order(roles))
    return _replaced(store_path, envelope, name, _marked(envelope, person, before.seal))


def remove_person(store_path: Path, envelope: Envelope, name: str) -> Envelope:
    """Let a person sign in no more; what stands in the journal stays.

    Raises:
        NotAllowed: There is nobody of that name, or nobody would be administrator any more.
    """
    gone = _known(envelope, name)
    kept = tuple(slot for slot in envelope.slots if slot is not gone)
    return _written(store_path, replace(envelope, slots=kept))


def recover(store_path: Path, envelope: Envelope, name: str, password: str) -> tuple[Envelope, str]:
    """Set a password of a person after the recovery code opened the store, and make a new code.

    Raises:
        NotAllowed: There is nobody of that name, or the password may not be.
    """
    person = replace(_known(envelope, name).person, must_change=False)
    slot = _slot(envelope, person, password)
    slots = tuple(slot if one.person.name == person.name else one for one in envelope.slots)
    return _with_new_code(store_path, replace(envelope, slots=slots, failures=Failures()))


def renew_code(store_path: Path, envelope: Envelope) -> tuple[Envelope, str]:
    """Make a new recovery code; the one of before opens nothing any more."""
    return _with_new_code(store_path, envelope)


def _name(envelope: Envelope, name: str) -> str:
    """Return a name as it is kept.

    Raises:
        NotAllowed: It is empty, too long, holds what cannot be seen, or is taken.
    """
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable():
        raise NotAllowed(reason=f"A name has 1 to {LONGEST_NAME} letters, all of them visible.")
    if envelope.slot_of(kept) is not None:
        raise NotAllowed(reason=f"{kept} is there already.")
    return kept


def _known(envelope: Envelope, name: str) -> Slot:
    slot = envelope.slot_of(name)
    if slot is None:
        raise NotAllowed(reason=f"There is nobody of the name {name!r} who signs in here.")
    return slot


def _slot(envelope: Envelope, person: Person, password: str) -> Slot:
    fault = fault_of_password(password)
    if fault:
        raise NotAllowed(reason=fault)
    key = bytes.fromhex(envelope.raw_key[:64])
    return _marked(envelope, person, seal(key, password, words_of(envelope.store_id, person.name)))


def _marked(envelope: Envelope, person: Person, sealed: Seal) -> Slot:
    if not person.roles:
        raise NotAllowed(reason=f"{person.name} needs a role: {', '.join(Role)}.")
    key = bytes.fromhex(envelope.raw_key[:64])
    return Slot(person, sealed, mark_of(key, envelope.store_id, person))


def _replaced(store_path: Path, envelope: Envelope, name: str, slot: Slot) -> Envelope:
    before = _known(envelope, name)
    slots = tuple(slot if one is before else one for one in envelope.slots)
    return _written(store_path, replace(envelope, slots=slots))


def _with_new_code(store_path: Path, envelope: Envelope) -> tuple[Envelope, str]:
    code = new_code()
    key = bytes.fromhex(envelope.raw_key[:64])
    sealed = seal(key, code, words_of_code(envelope))
    return _written(store_path, replace(envelope, recovery=sealed)), code


def _written(store_path: Path, envelope: Envelope) -> Envelope:
    """Write a protected envelope, as long as somebody can look after the people in it.

    Raises:
        NotAllowed: Nobody would be administrator.
    """
    if not any(Role.ADMINISTRATOR in slot.person.roles for slot in envelope.slots):
        raise NotAllowed(reason="Somebody must stay administrator.")
    return _write(store_path, envelope)


def _write(store_path: Path, envelope: Envelope) -> Envelope:
    """Write the next edition of a key file, and return it."""
    from hcclog.store.key_copies import carry_keys

    envelope = stamped(envelope)
    with alone_with(store_path):
        write_envelope(store_path, envelope)
    # Who knows the second place carries them there too, and tells what is left here and there.
    with suppress(StoreError):
        carry_keys(store_path)
    return envelope
