"""A key under a password: Argon2id makes a key of the password, AES-GCM seals with it.

Argon2id with 64 MiB, three passes and four lanes is the second choice of RFC 9106, section 4.
What is sealed is bound to the words beside it: a seal that is moved to another name, or whose words
were edited, does not open.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field

N_KEY_BYTES = 32
_N_SALT_BYTES = 16
_N_NONCE_BYTES = 12
_N_TAG_BYTES = 16
SEALED_BYTES = {
    "salt": _N_SALT_BYTES,
    "nonce": _N_NONCE_BYTES,
    "sealed": N_KEY_BYTES + _N_TAG_BYTES,
}
"""How many bytes each text of a seal stands for."""

LEAST_CHARACTERS, MOST_CHARACTERS = 8, 1024
POLICY = (
    f"A password has {LEAST_CHARACTERS} to {MOST_CHARACTERS:,} characters: letters of any script, "
    "digits, signs and spaces."
)

# Without the letters and digits that are mistaken for one another (Crockford's base 32).
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_N_CODE_LETTERS, _N_GROUP = 30, 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at a password costs: memory in KiB, passes over it, lanes."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Seal:
    """A key that only a password opens; all texts are hexadecimal."""

    salt: str
    nonce: str
    sealed: str = field(repr=False)
    cost: Cost = Cost()


class WrongSecret(Exception):
    """The seal does not open with this password, or its words are not those it was made with."""


def seal(key: bytes, password: str, words: str, cost: Cost | None = None) -> Seal:
    """Return a key sealed under a password.

    Args:
        key: What is sealed.
        password: Taken in NFC, so that it opens however a keyboard composes its letters.
        words: What the seal is bound to, such as whose it is.
        cost: Of each try; the usual one when left out.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cost = cost or Cost()
    salt, nonce = os.urandom(_N_SALT_BYTES), os.urandom(_N_NONCE_BYTES)
    sealed = AESGCM(_derived(password, salt, cost)).encrypt(nonce, key, words.encode())
    return Seal(salt.hex(), nonce.hex(), sealed.hex(), cost)


def opened(one: Seal, password: str, words: str) -> bytes:
    """Return the key under a seal.

    Raises:
        WrongSecret: The password or the words are others, or the seal was edited.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    derived = _derived(password, bytes.fromhex(one.salt), one.cost)
    try:
        nonce, sealed = bytes.fromhex(one.nonce), bytes.fromhex(one.sealed)
        return AESGCM(derived).decrypt(nonce, sealed, words.encode())
    except InvalidTag:
        raise WrongSecret from None


def spend(password: str) -> None:
    """Take as long as opening would: for a name that nobody has, which must not be told apart."""
    _derived(password, bytes(_N_SALT_BYTES), Cost())


def fault_of_password(password: str) -> str:
    """Return why a text may not become a password; empty where it may."""
    taken = unicodedata.normalize("NFC", password)
    if not LEAST_CHARACTERS <= len(taken) <= MOST_CHARACTERS:
        return f"{POLICY} This one has {len(taken):,}."
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in taken):
        return f"{POLICY} This one holds a control character."
    return ""


def new_code() -> str:
    """Return a new recovery code: 150 random bits as six groups of five letters."""
    letters = [_ALPHABET[byte % len(_ALPHABET)] for byte in os.urandom(_N_CODE_LETTERS)]
    groups = [letters[at : at + _N_GROUP] for at in range(0, _N_CODE_LETTERS, _N_GROUP)]
    return "-".join("".join(group) for group in groups)


def code_as_made(typed: str) -> str:
    """Return a recovery code as it was made, from one that was read off paper."""
    letters = "".join(typed.upper().replace("-", " ").split()).translate(_MISTAKEN)
    return "-".join(letters[at : at + _N_GROUP] for at in range(0, len(letters), _N_GROUP))


def _derived(password: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret=unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"),
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=N_KEY_BYTES,
        type=Type.ID,
    )
