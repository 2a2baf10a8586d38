"""The key of a store, in an envelope beside it: ``store.db`` has ``store.keys``.

The key is random and never derived from a password, so a password can change without writing the
store anew. The envelope is open until a password is set: it then holds the key itself, and
encryption serves as the checksum that SQLite lacks, not as a secret. Once there is a password, the
key stands in it only sealed: once for each person, and once for the recovery code.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from hcclog.domain.people import Person, Role, same_person
from hcclog.store.durable import write_atomically
from hcclog.store.errors import (
    KeyFileDamaged,
    KeyFileMissing,
    NewerSchema,
    PasswordNeeded,
    StoreExists,
)
from hcclog.store.faults import as_file_error
from hcclog.store.key_texts import cost_of, edition_of, failures_of, hex_of, text_of
from hcclog.store.links import followed
from hcclog.store.sealing import SEALED_BYTES, Seal

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "hcclog-keys"
VERSION = 1
OPEN, SEALED = "none", "password"
SUFFIX = ".keys"

# SQLCipher 4: 4096-byte pages, of which the last 80 are IV and HMAC-SHA512; AES-256; a 16-byte salt
# in place of SQLite's header. Source: Zetetic, "SQLCipher Design".
N_KEY_BYTES = 32
N_SALT_BYTES = 16
N_PAGE_BYTES = 4096
_N_HMAC_BYTES = 64
_HMAC_SALT_MASK = 0x3A
_HMAC_ROUNDS = 2
_N_PAGES_TRIED = 64


@dataclass(frozen=True, slots=True)
class Slot:
    """The key, sealed for one person.

    Attributes:
        mark: Made of the person with the store's key: an edited role does not fit it.
    """

    person: Person
    seal: Seal
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong passwords since the last right one.

    Attributes:
        n: How many.
        last_at: ISO 8601 time of the last, in UTC; empty where there was none.
    """

    n: int = 0
    last_at: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the key file holds.

    Attributes:
        store_id: The store it belongs to.
        salt: 32 hexadecimal digits; a store begins with the same 16 bytes.
        protection: ``none`` while the key lies open, ``password`` afterwards.
        key: 64 hexadecimal digits; None until a password gave it.
        slots: The key, sealed for each person.
        recovery: The key, sealed under the recovery code.
        failures: Wrong passwords, so that the delay outlasts the program.
        edition: Counts what became of its people, passwords and code: see `key_edition`.
        mark: Made of all that with the store's key; empty in the first edition.
    """

    store_id: str
    salt: str
    protection: str = OPEN
    key: str | None = field(default=None, repr=False)
    slots: tuple[Slot, ...] = ()
    recovery: Seal | None = None
    failures: Failures = Failures()
    edition: int = 0
    mark: str = ""

    @property
    def is_open(self) -> bool:
        """True where whoever has the files can read the store: the window says so."""
        return self.protection == OPEN

    @property
    def raw_key(self) -> str:
        """Key and salt as 96 hexadecimal digits, as `connect` takes them.

        Raises:
            PasswordNeeded: The key is sealed, and nobody opened it.
        """
        if self.key is None:
            raise PasswordNeeded
        return self.key + self.salt

    def slot_of(self, name: str) -> Slot | None:
        """Return the slot of a person; case and spaces around do not matter."""
        return next((slot for slot in self.slots if same_person(slot.person.name, name)), None)


def words_of(store_id: str, name: str) -> str:
    """Return the words that a person's seal is bound to: it opens for nobody else."""
    return f"hcclog {store_id}\n{name}"


def keys_path(store_path: Path) -> Path:
    """Return where the key file of a store, or of a backup, lies: beside the file itself."""
    return followed(store_path).with_suffix(SUFFIX)


def create_envelope(store_path: Path, store_id: str) -> Envelope:
    """Make a new random key and write it; a key file that is there is never overwritten.

    Raises:
        StoreExists: There is a key file: some store or backup may need it.
        StoreError: The disk refused.
    """
    path = keys_path(store_path)
    if path.exists():
        raise StoreExists(path)
    envelope = Envelope(store_id, os.urandom(N_SALT_BYTES).hex(), key=os.urandom(N_KEY_BYTES).hex())
    with as_file_error(path.parent):
        write_atomically(path, _to_bytes(envelope))
    return envelope


def read_envelope(store_path: Path) -> Envelope:
    """Read the key file of a store.

    Raises:
        KeyFileMissing: There is none.
        KeyFileDamaged: It is not as it was written.
        NewerSchema: A newer program wrote it.
        StoreError: It may not be read.
    """
    path = keys_path(store_path)
    if not path.is_file():
        raise KeyFileMissing(path)
    with as_file_error(path):
        content = path.read_bytes()
    try:
        return _from_content(path, json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KeyFileDamaged(path) from None


def obtain_envelope(store_path: Path, store_id: str) -> Envelope:
    """Read the key file of a store that is being made, or write one where there is none.

    One that is there was left by an attempt that was cut short, or belongs to a store that was
    moved away: either way its key, and its store id, go on.
    """
    if keys_path(store_path).exists():
        return read_envelope(store_path)
    return create_envelope(store_path, store_id)


def fits(raw_key: str, store_path: Path) -> bool:
    """Return True where any page of a file was written with this key.

    It tells a damaged store from a key of another store, which the database reports alike. Closing
    a file drops this process's locks on it, so no connection may be open on it meanwhile.
    """
    key, salt = bytes.fromhex(raw_key[:64]), bytes.fromhex(raw_key[64:])
    masked = bytes(byte ^ _HMAC_SALT_MASK for byte in salt)
    page_key = hashlib.pbkdf2_hmac("sha512", key, masked, _HMAC_ROUNDS, N_KEY_BYTES)
    n_pages = store_path.stat().st_size // N_PAGE_BYTES
    with store_path.open("rb") as file:
        for index in range(0, n_pages, max(1, n_pages // _N_PAGES_TRIED)):
            file.seek(index * N_PAGE_BYTES)
            if _page_fits(file.read(N_PAGE_BYTES), index + 1, page_key):
                return True
    return False


def begins_with(path: Path, salt: str) -> bool:
    """Return True where a file is a store of this salt: each begins with its own."""
    try:
        with path.open("rb") as file:
            return file.read(N_SALT_BYTES).hex() == salt
    except OSError:
        return False


def _page_fits(page: bytes, number: int, page_key: bytes) -> bool:
    begin = N_SALT_BYTES if number == 1 else 0
    signed = page[begin:-_N_HMAC_BYTES] + number.to_bytes(4, "little")
    return hmac.digest(page_key, signed, "sha512") == page[-_N_HMAC_BYTES:]


def write_envelope(store_path: Path, envelope: Envelope) -> None:
    """Write the key file of a store anew, whole or not at all.

    Raises:
        StoreError: The disk refused; the key file of before stands.
    """
    path = keys_path(store_path)
    with as_file_error(path.parent):
        write_atomically(path, _to_bytes(envelope))


def _to_bytes(envelope: Envelope) -> bytes:
    content = told_of(envelope)
    if envelope.edition:
        content["mark"] = envelope.mark
    if not envelope.is_open:
        content["failures"] = asdict(envelope.failures)
    content["digest"] = _digest(content)
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False).encode()


def told_of(envelope: Envelope) -> dict[str, Any]:
    """Return what an envelope says of its people and their keys."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "store_id": envelope.store_id,
        "salt": envelope.salt,
        "protection": envelope.protection,
        "key": envelope.key if envelope.is_open else None,
        "wrapped": [_slot_told(slot) for slot in envelope.slots],
    }
    if envelope.edition:
        content["edition"] = envelope.edition
    if not envelope.is_open:
        content["recovery"] = asdict(envelope.recovery) if envelope.recovery else None
    return content


def _slot_told(slot: Slot) -> dict[str, Any]:
    person = slot.person
    told = {"name": person.name, "roles": list(person.roles), "must_change": person.must_change}
    return {**told, "seal": asdict(slot.seal), "mark": slot.mark}


def _from_content(path: Path, content: dict[str, Any]) -> Envelope:
    digest = content.pop("digest")
    if content["format"] != FORMAT or digest != _digest(content):
        raise KeyFileDamaged(path)
    if content["version"] != VERSION or content["protection"] not in {OPEN, SEALED}:
        raise NewerSchema(path)
    recovery, failures = content.get("recovery"), content.get("failures")
    key = content["key"]
    if (key is None) == (content["protection"] == OPEN):
        raise KeyFileDamaged(path)
    return Envelope(
        store_id=text_of(content["store_id"]),
        salt=hex_of(content["salt"], N_SALT_BYTES),
        protection=content["protection"],
        key=None if key is None else hex_of(key, N_KEY_BYTES),
        slots=tuple(_slot(told) for told in content["wrapped"]),
        recovery=_seal(recovery) if recovery else None,
        failures=Failures(*failures_of(failures)) if failures else Failures(),
        edition=edition_of(content.get("edition", 0)),
        mark=text_of(content.get("mark", "")),
    )


def _slot(told: dict[str, Any]) -> Slot:
    roles = tuple(Role(role) for role in told["roles"])
    person = Person(text_of(told["name"]), roles, bool(told["must_change"]))
    return Slot(person, _seal(told["seal"]), text_of(told["mark"]))


def _seal(told: dict[str, Any]) -> Seal:
    texts = {name: hex_of(told[name], n_bytes) for name, n_bytes in SEALED_BYTES.items()}
    return Seal(**texts, cost=cost_of(told["cost"]))


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
