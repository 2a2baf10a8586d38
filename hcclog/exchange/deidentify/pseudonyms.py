"""Codes, ids and shifts that stand for others: the same at each export, as the secret is."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from hashlib import sha256

# Without the letters that are taken for digits.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LETTERS = 8
_LAST_RANK = (1 << 48) - 1
_SHORTEST_SHIFT, _SHIFTS = 31, 700


class Pseudonyms:
    """What stands for the codes and ids of one store."""

    def __init__(self, secret: bytes) -> None:
        """Take the store's secret."""
        self._secret = secret

    def code(self, patient_id: str) -> str:
        """Return the code that a patient goes by: ``S-`` and eight letters or digits."""
        return f"S-{self.token('code', patient_id, _CODE_LETTERS)}"

    def token(self, purpose: str, text: str, n_letters: int) -> str:
        """Return letters that stand for a text."""
        number = int.from_bytes(self._digest(purpose, text), "big")
        letters = []
        for _ in range(n_letters):
            number, place = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[place])
        return "".join(letters)

    def shift_days(self, patient_id: str) -> int:
        """Return by how many days a patient's dates go back: between a month and two years."""
        number = int.from_bytes(self._digest("shift", patient_id), "big")
        return -(_SHORTEST_SHIFT + number % _SHIFTS)

    def id(self, old: str, rank: int | None) -> str:
        """Return the id that stands for another: in the order of entry, and without its time.

        Args:
            old: The id in the store.
            rank: How many of the record's ids come before it; None where it is not in the record.
        """
        first = _LAST_RANK if rank is None else rank
        tail = self._digest("id", old).hex()
        variant = "89ab"[int(tail[0], 16) & 3]
        text = f"{first:012x}8{tail[1:4]}{variant}{tail[4:19]}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

    def uid(self, old: str) -> str:
        """Return the DICOM UID that stands for another."""
        return f"2.25.{int.from_bytes(self._digest('uid', old)[:16], 'big')}"

    def _digest(self, purpose: str, text: str) -> bytes:
        return hmac.new(self._secret, f"{purpose}\n{text}".encode(), sha256).digest()


class NewIds:
    """What stands for each id of one record."""

    def __init__(self, pseudonyms: Pseudonyms, ids: Iterable[str]) -> None:
        """Take the ids of the record."""
        self._pseudonyms = pseudonyms
        self._rank = {each: place for place, each in enumerate(sorted(set(ids)))}

    def __call__(self, old: str) -> str:
        """Return the new id."""
        return self._pseudonyms.id(old, self._rank.get(old))

    def uid(self, old: str) -> str:
        """Return the new DICOM UID."""
        return self._pseudonyms.uid(old)
