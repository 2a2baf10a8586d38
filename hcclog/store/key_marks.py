"""A key file is written by one at a time, and bears a mark of all that it says of its people.

The mark is made with the key of the store. Whoever can write the file can make its digest fit, but
not its mark: no slot can be put back that was taken out, and no roles edited.
"""

from __future__ import annotations

import hmac
import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.store.durable import alone_in
from hcclog.store.faults import as_file_error
from hcclog.store.keys import keys_path, told_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hcclog.domain.people import Person
    from hcclog.store.keys import Envelope


@contextmanager
def alone_with(store_path: Path) -> Iterator[None]:
    """Keep other programs of ours from writing the key file of a store meanwhile.

    Raises:
        StoreError: The system refused.
    """
    folder = keys_path(store_path).parent
    with as_file_error(folder), alone_in(folder):
        yield


def stamped(envelope: Envelope) -> Envelope:
    """Return an envelope with its key as the next edition of the key file."""
    following = replace(envelope, edition=envelope.edition + 1)
    return replace(following, mark=_mark_of(following))


def is_marked(envelope: Envelope) -> bool:
    """Return whether an envelope with its key is as it was stamped; the first never was."""
    if not envelope.edition:
        return not envelope.mark
    return hmac.compare_digest(envelope.mark, _mark_of(envelope))


def mark_of(key: bytes, store_id: str, person: Person) -> str:
    """Return the mark of a person under a store's key, as 64 hexadecimal digits."""
    said = f"{words_of(store_id, person.name)}\n{person.role_words}\n{person.must_change}"
    return hmac.digest(key, said.encode(), "sha256").hex()


def _mark_of(envelope: Envelope) -> str:
    key = bytes.fromhex(envelope.raw_key[:64])
    said = json.dumps(told_of(envelope), sort_keys=True, separators=(",", ":"))
    return hmac.digest(key, said.encode(), "sha256").hex()
