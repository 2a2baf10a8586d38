"""The key of a store, in an envelope beside it: ``store.db`` has ``store.keys``.

The key is random and never derived from a password, so a password can change without writing the
store anew. The envelope is open until a password is set: it then holds the key itself, and
encryption serves as the checksum that SQLite lacks, not as a secret. ``wrapped`` is where the keys
wrapped for each user will stand.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from hcclog.store.durable import write_atomically
from hcclog.store.errors import KeyFileDamaged, KeyFileMissing, NewerSchema, StoreExists
from hcclog.store.faults import as_file_error

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "hcclog-keys"
VERSION = 1
OPEN = "none"
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
class Envelope:
    """What the key file holds.

    Attributes:
        store_id: The store it belongs to.
        salt: 32 hexadecimal digits; a store begins with the same 16 bytes.
        protection: ``none`` while the key lies open.
        key: 64 hexadecimal digits; None where only a password gives it.
        wrapped: Keys wrapped for users; none yet.
    """

    store_id: str
    salt: str
    protection: str = OPEN
    key: str | None = field(default=None, repr=False)
    wrapped: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    @property
    def is_open(self) -> bool:
        """True where whoever has the files can read the store: the window says so."""
        return self.protection == OPEN

    @property
    def raw_key(self) -> str:
        """Key and salt as 96 hexadecimal digits, as `connect` takes them.

        Raises:
            KeyFileDamaged: The envelope does not hold the key.
        """
        if self.key is None:
            raise KeyFileDamaged
        return self.key + self.salt


def keys_path(store_path: Path) -> Path:
    """Return where the key file of a store, or of a backup, lies: beside the file itself."""
    return store_path.resolve().with_suffix(SUFFIX)


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


def _page_fits(page: bytes, number: int, page_key: bytes) -> bool:
    begin = N_SALT_BYTES if number == 1 else 0
    signed = page[begin:-_N_HMAC_BYTES] + number.to_bytes(4, "little")
    return hmac.digest(page_key, signed, "sha512") == page[-_N_HMAC_BYTES:]


def _to_bytes(envelope: Envelope) -> bytes:
    content = {"format": FORMAT, "version": VERSION, **asdict(envelope)}
    content["digest"] = _digest(content)
    return json.dumps(content, indent=1, sort_keys=True).encode()


def _from_content(path: Path, content: dict[str, Any]) -> Envelope:
    digest = content.pop("digest")
    if content["format"] != FORMAT or digest != _digest(content):
        raise KeyFileDamaged(path)
    if content["version"] != VERSION or content["protection"] != OPEN:
        raise NewerSchema(path)
    return Envelope(
        store_id=content["store_id"],
        salt=content["salt"],
        protection=content["protection"],
        key=content["key"],
        wrapped=tuple(content["wrapped"]),
    )


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
