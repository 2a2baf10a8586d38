"""A key file whose digest fits and that says something odd: damaged in a sentence, and at once."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hcclog.store.entrance import Credentials, enter
from hcclog.store.errors import StoreError
from hcclog.store.keys import create_envelope, keys_path, read_envelope
from hcclog.store.people import protect
from tests.books import NOW
from tests.fuzz.laws import check_sentence

PASSWORD = "a long password"
TRAPS: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, "", "x", "0" * 64, "zz" * 16, "00" * 12, "00" * 48, "yesterday", "0001-01-01"),
        *(0, -1, 1, 7, 10**6, 10**12, 1.5, float("nan"), True, [], {}, [[]], ["viewer"], "none"),
        *("password", "2026-11-21T09:00:00", "2026-11-21T09:00:00+00:00", "\u202e", "é" * 300),
    ]
)
Where = tuple[str | int, ...]
PLACES: tuple[Where, ...] = (
    *(("store_id",), ("salt",), ("key",), ("protection",), ("version",), ("wrapped",)),
    *(("recovery",), ("recovery", "salt"), ("recovery", "sealed"), ("recovery", "cost")),
    *(("failures",), ("failures", "n"), ("failures", "last_at"), ("wrapped", 0)),
    *(("wrapped", 0, name) for name in ("name", "roles", "must_change", "seal", "mark")),
    *(("wrapped", 0, "seal", name) for name in ("salt", "nonce", "sealed", "cost")),
    *(("wrapped", 0, "seal", "cost", name) for name in ("memory_kib", "passes", "lanes")),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A store with an open key file, and one with a password."""
    folder = tmp_path_factory.mktemp("keys")
    found = {name: folder / f"{name}.db" for name in ("open", "sealed")}
    for path in found.values():
        create_envelope(path, "store-1")
    protect(found["sealed"], "Ann", PASSWORD)
    return found


def edited(content: bytes, where: Where, value: Any) -> bytes:
    """Return a key file that says otherwise, with a digest that fits."""
    whole = json.loads(content)
    at: Any = whole
    try:
        for step in where[:-1]:
            at = at[step]
        at[where[-1]] = value
    except (LookupError, TypeError):
        return content  # an open key file has no seals
    whole.pop("digest")
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"))
    whole["digest"] = hashlib.sha256(text.encode()).hexdigest()
    return json.dumps(whole).encode()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("sealed", ("failures",), {"n": 3, "last_at": "yesterday"})
@example("sealed", ("failures",), {"n": 3, "last_at": "2026-11-21T09:00:00"})
@example("sealed", ("failures", "n"), -1)
@example("sealed", ("wrapped", 0, "seal", "cost", "memory_kib"), 10**12)
@example("sealed", ("wrapped", 0, "seal", "cost", "passes"), 10**6)
@example("sealed", ("wrapped", 0, "seal", "nonce"), "")
@example("sealed", ("recovery", "salt"), "zz" * 16)
@example("open", ("key",), None)
@example("open", ("salt",), "")
@given(st.sampled_from(["open", "sealed"]), st.sampled_from(PLACES), TRAPS)
def test_an_odd_key_file_is_damaged_or_asks_for_its_password(
    places: dict[str, Path], name: str, where: Where, value: Any
) -> None:
    path = places[name]
    good = keys_path(path).read_bytes()
    keys_path(path).write_bytes(edited(good, where, value))
    try:
        envelope = read_envelope(path)
        assert not envelope.is_open or len(bytes.fromhex(envelope.raw_key)) == 48
        for credentials in (Credentials("Bob", "x"), Credentials("", "0", is_code=True)):
            enter(path, credentials, NOW)
    except StoreError as fault:
        check_sentence(str(fault))
    finally:
        keys_path(path).write_bytes(good)
