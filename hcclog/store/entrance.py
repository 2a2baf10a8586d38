"""The door of a protected store: a name and a password, or the recovery code, give its key.

What is wrong is told alike for a name that nobody has and for a wrong password, and after the same
time. Each wrong password makes the next try wait longer, also after a restart.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hcclog.store.errors import KeyFileDamaged, StoreError, TooSoon, WrongCode, WrongPassword
from hcclog.store.key_marks import alone_with, is_marked, mark_of
from hcclog.store.keys import (
    Envelope,
    Failures,
    Slot,
    keys_path,
    read_envelope,
    words_of,
    write_envelope,
)
from hcclog.store.sealing import MOST_CHARACTERS, WrongSecret, code_as_made, opened, spend

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hcclog.domain.people import Person

LONGEST_DELAY_SECONDS = 60
_LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody signs in with.

    Attributes:
        name: Of a person; empty with a recovery code.
        password: The password, or the recovery code.
        is_code: True for a recovery code.
    """

    name: str
    password: str = field(repr=False)
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Entrance:
    """A key file that was opened.

    Attributes:
        envelope: With its key.
        person: Who opened it; None where the key lies open, and for a recovery code.
        n_failures: Wrong passwords before this right one.
    """

    envelope: Envelope
    person: Person | None = None
    n_failures: int = 0


def enter(store_path: Path, credentials: Credentials, now: datetime) -> Entrance:
    """Open the key file of a protected store.

    Args:
        store_path: The store.
        credentials: Whose, and with what.
        now: The clock, aware.

    Raises:
        TooSoon: A wrong password was tried a moment ago.
        WrongPassword: Name or password is wrong; the next try takes longer.
        WrongCode: The recovery code is wrong.
        StoreError: The key file cannot be read.
    """
    envelope = read_envelope(store_path)
    if envelope.is_open:
        return Entrance(envelope)
    if credentials.is_code:
        return Entrance(_by_code(envelope, credentials.password))
    _refuse_haste(store_path, envelope.failures, now)
    slot = envelope.slot_of(credentials.name)
    try:
        key = _by_password(envelope.store_id, slot, credentials.password)
    except WrongSecret:
        _note_failure(store_path, now)
        raise WrongPassword from None
    n_failures = envelope.failures.n
    if n_failures:
        envelope = replace(envelope, failures=Failures())
        _write_failures(store_path, lambda _before: Failures())
    opened_one = replace(envelope, key=key.hex())
    is_marked_slot = slot is not None and slot.mark == mark_of(key, envelope.store_id, slot.person)
    if slot is None or not (is_marked_slot and is_marked(opened_one)):
        raise KeyFileDamaged(keys_path(store_path))
    return Entrance(opened_one, slot.person, n_failures)


def delay_seconds(n_failures: int) -> int:
    """Return how long to wait after so many wrong passwords: 1, 2, 4 ... 60 seconds."""
    return min(LONGEST_DELAY_SECONDS, 1 << min(n_failures - 1, 8)) if n_failures else 0


def is_password_of(envelope: Envelope, name: str, password: str) -> bool:
    """Return whether a password is that of a person: for a signature, which asks for it again."""
    try:
        _by_password(envelope.store_id, envelope.slot_of(name), password)
    except WrongSecret:
        return False
    return True


def _by_password(store_id: str, slot: Slot | None, password: str) -> bytes:
    if slot is None or len(password) > MOST_CHARACTERS:
        spend(password[:MOST_CHARACTERS])
        raise WrongSecret
    return opened(slot.seal, password, words_of(store_id, slot.person.name))


def _by_code(envelope: Envelope, code: str) -> Envelope:
    if envelope.recovery is None or len(code) > _LONGEST_CODE:
        raise WrongCode
    try:
        key = opened(envelope.recovery, code_as_made(code), words_of_code(envelope))
    except WrongSecret:
        raise WrongCode from None
    return replace(envelope, key=key.hex())


def _refuse_haste(store_path: Path, failures: Failures, now: datetime) -> None:
    if not failures.n:
        return
    delay = timedelta(seconds=delay_seconds(failures.n))
    last = datetime.fromisoformat(failures.last_at)
    # A clock that was put back does not make the wait longer than it is.
    left = min(delay, last + delay - now.astimezone(UTC))
    if left > timedelta():
        raise TooSoon(store_path, math.ceil(left.total_seconds()))


def _note_failure(store_path: Path, now: datetime) -> None:
    at = now.astimezone(UTC).isoformat()
    _write_failures(store_path, lambda before: Failures(before.n + 1, at))


def _write_failures(store_path: Path, become: Callable[[Failures], Failures]) -> None:
    """Write how many wrong passwords there were, and nothing else, into the key file as it is now.

    A try takes long enough for somebody else to change people meanwhile, or to fail too. Where
    nothing can be written a wrong password is still wrong, and a right one still opens.
    """
    with suppress(StoreError), alone_with(store_path):
        envelope = read_envelope(store_path)
        if not envelope.is_open:
            failures = become(envelope.failures)
            write_envelope(store_path, replace(envelope, failures=failures))


def words_of_code(envelope: Envelope) -> str:
    """Return the words that the seal of the recovery code is bound to."""
    return f"hcclog {envelope.store_id}\nrecovery code"
