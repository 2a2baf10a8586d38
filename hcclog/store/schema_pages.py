"""Give a damaged file the pages of a sound one that say which tables there are, and where.

Without them nothing of a file can be read, though nothing that a person entered stands on them. Two
files of one store have them alike, at the same places, unless one was brought forward to another
schema. Rows that are then read are verified as all others are.

Source of the layout: SQLite, "Database File Format"; Zetetic, "SQLCipher Design".
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hcclog.store.keys import N_KEY_BYTES, N_PAGE_BYTES, N_SALT_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.ciphers import Cipher, modes

_N_IV_BYTES, _N_HMAC_BYTES = 16, 64
_N_CONTENT_BYTES = N_PAGE_BYTES - _N_IV_BYTES - _N_HMAC_BYTES
_HMAC_SALT_MASK, _HMAC_ROUNDS = 0x3A, 2
_HEADER_BYTES, _SIZE_AT = 100, 28
_INTERIOR, _LEAF = 5, 13
_MOST_PAGES = 10_000
_GOES_ON = 0x80


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of an encrypted file, decrypted one by one."""

    content: bytes
    key: bytes = field(repr=False)
    page_key: bytes = field(repr=False)

    @classmethod
    def of(cls, path: Path, raw_key: str) -> Pages:
        """Read a file that no connection of this process has open."""
        key, salt = bytes.fromhex(raw_key[:64]), bytes.fromhex(raw_key[64:])
        masked = bytes(byte ^ _HMAC_SALT_MASK for byte in salt)
        page_key = hashlib.pbkdf2_hmac("sha512", key, masked, _HMAC_ROUNDS, N_KEY_BYTES)
        return cls(path.read_bytes(), key, page_key)

    @property
    def n_pages(self) -> int:
        """How many whole pages there are."""
        return len(self.content) // N_PAGE_BYTES

    def raw(self, number: int) -> bytes:
        """Return a page as it stands in the file, counted from 1."""
        return self.content[(number - 1) * N_PAGE_BYTES : number * N_PAGE_BYTES]

    def is_sound(self, number: int) -> bool:
        """Return True where a page is as it was written."""
        page = self.raw(number)
        return self._digest(number, page[:-_N_HMAC_BYTES]) == page[-_N_HMAC_BYTES:]

    def plain(self, number: int) -> bytes:
        """Return what a sound page says."""
        page, begin = self.raw(number), _begin(number)
        cipher = self._cipher(page[_N_CONTENT_BYTES : _N_CONTENT_BYTES + _N_IV_BYTES]).decryptor()
        return bytes(begin) + cipher.update(page[begin:_N_CONTENT_BYTES]) + cipher.finalize()

    def sealed(self, number: int, plain: bytes, salt: bytes) -> bytes:
        """Return a page as it would stand in the file."""
        begin, iv = _begin(number), os.urandom(_N_IV_BYTES)
        cipher = self._cipher(iv).encryptor()
        body = salt[:begin] + cipher.update(plain[begin:]) + cipher.finalize() + iv
        return body + self._digest(number, body)

    def _digest(self, number: int, body: bytes) -> bytes:
        signed = body[_begin(number) :] + number.to_bytes(4, "little")
        return hmac.digest(self.page_key, signed, "sha512")

    def _cipher(self, iv: bytes) -> Cipher[modes.CBC]:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        return Cipher(algorithms.AES256(self.key), modes.CBC(iv))


def mend_schema(damaged: Path, sound: Path, raw_key: str) -> bool:
    """Replace the damaged pages of a file's schema by those of a sound file of the same store.

    Args:
        damaged: A copy that may be changed.
        sound: Another file of the store; no connection of this process may have it open.
        raw_key: Of both, 96 hexadecimal digits.

    Returns:
        True where a page was replaced.
    """
    there, model = Pages.of(damaged, raw_key), Pages.of(sound, raw_key)
    bad = [number for number in _schema_pages(model) if not there.is_sound(number)]
    with damaged.open("r+b") as file:
        for number in bad:
            page = model.raw(number)
            if number == 1:
                page = _first_page(model, there.n_pages)
            file.seek((number - 1) * N_PAGE_BYTES)
            file.write(page)
    return bool(bad)


def _first_page(model: Pages, n_pages: int) -> bytes:
    """Return the first page of the sound file, for a file of another size."""
    plain = bytearray(model.plain(1))
    plain[_SIZE_AT : _SIZE_AT + 4] = n_pages.to_bytes(4, "big")
    return model.sealed(1, bytes(plain), model.raw(1)[:N_SALT_BYTES])


def _schema_pages(pages: Pages) -> list[int]:
    """Return the pages of the table of tables, overflowing ones included."""
    found: list[int] = []
    waiting = [1]
    while waiting and len(found) < _MOST_PAGES:
        number = waiting.pop()
        if number in found or not 1 <= number <= pages.n_pages or not pages.is_sound(number):
            continue
        found.append(number)
        plain = pages.plain(number)
        at = _HEADER_BYTES if number == 1 else 0
        if plain[at] == _INTERIOR:
            waiting += _children(plain, at)
        elif plain[at] == _LEAF:
            for first in _overflows(plain, at):
                found += _chain(pages, first)
    return found


def _cells(plain: bytes, at: int, n_header: int) -> Iterator[int]:
    n_cells = int.from_bytes(plain[at + 3 : at + 5], "big")
    for n in range(n_cells):
        pointer = at + n_header + 2 * n
        yield int.from_bytes(plain[pointer : pointer + 2], "big")


def _children(plain: bytes, at: int) -> Iterator[int]:
    yield _number(plain, at + 8)
    for cell in _cells(plain, at, 12):
        yield _number(plain, cell)


def _overflows(plain: bytes, at: int) -> Iterator[int]:
    """Yield the first overflow page of each row of a leaf that has one."""
    most = _N_CONTENT_BYTES - 35
    least = (_N_CONTENT_BYTES - 12) * 32 // 255 - 23
    for cell in _cells(plain, at, 8):
        n_payload, after = _varint(plain, cell)
        _, begin = _varint(plain, after)
        if n_payload > most:
            n_here = least + (n_payload - least) % (_N_CONTENT_BYTES - 4)
            yield _number(plain, begin + (n_here if n_here <= most else least))


def _chain(pages: Pages, first: int) -> Iterator[int]:
    number = first
    for _ in range(_MOST_PAGES):
        if not 1 <= number <= pages.n_pages or not pages.is_sound(number):
            return
        yield number
        number = _number(pages.plain(number), 0)


def _number(plain: bytes, at: int) -> int:
    return int.from_bytes(plain[at : at + 4], "big")


def _varint(plain: bytes, at: int) -> tuple[int, int]:
    """Return a number of variable length, and where it ends."""
    value = 0
    for n in range(8):
        byte = plain[at + n]
        value = value << 7 | byte & ~_GOES_ON
        if not byte & _GOES_ON:
            return value, at + n + 1
    return value << 8 | plain[at + 8], at + 9


def _begin(number: int) -> int:
    return N_SALT_BYTES if number == 1 else 0
