"""The envelope beside the store: never overwritten, never half, and told apart from another's."""

import json
import re
import stat
import sys
from pathlib import Path

import pytest

from hcclog.store import keys
from hcclog.store.errors import (
    KeyFileDamaged,
    KeyFileMissing,
    NewerSchema,
    PasswordNeeded,
    StoreExists,
)
from hcclog.store.keys import (
    Envelope,
    create_envelope,
    fits,
    keys_path,
    obtain_envelope,
    read_envelope,
)
from tests.children import create_keys_unprivileged, run
from tests.stores import NAME, make_store


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where a store would lie."""
    return tmp_path / "store.db"


def test_what_was_created_is_read(store_path: Path) -> None:
    created = create_envelope(store_path, "id-1")

    assert read_envelope(store_path) == created
    assert created.store_id == "id-1"
    assert created.is_open
    assert keys_path(store_path).name == "store.keys"


def test_the_raw_key_is_key_and_salt(store_path: Path) -> None:
    envelope = create_envelope(store_path, "id-1")

    assert re.fullmatch("[0-9a-f]{96}", envelope.raw_key)
    assert envelope.raw_key.endswith(envelope.salt)


def test_every_key_is_another(tmp_path: Path) -> None:
    found = {create_envelope(tmp_path / f"{n}.db", "id").raw_key for n in range(50)}

    assert len(found) == 50


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_may_read_it(store_path: Path) -> None:
    create_envelope(store_path, "id-1")

    assert stat.S_IMODE(keys_path(store_path).stat().st_mode) == 0o600


def test_l_05_its_text_in_a_message_or_a_log_holds_no_key(store_path: Path) -> None:
    envelope = create_envelope(store_path, "id-1")

    assert envelope.key is not None
    assert envelope.key not in repr(envelope)


def test_a_key_file_is_never_overwritten(store_path: Path) -> None:
    first = create_envelope(store_path, "id-1")

    with pytest.raises(StoreExists, match=r"store\.keys"):
        create_envelope(store_path, "id-2")
    assert read_envelope(store_path) == first


def test_a_store_cut_short_in_the_making_keeps_its_key(store_path: Path) -> None:
    first = obtain_envelope(store_path, "id-1")

    assert obtain_envelope(store_path, "id-2") == first


def test_s_14_a_missing_key_file_is_named(store_path: Path) -> None:
    with pytest.raises(KeyFileMissing, match=r"store\.keys is missing"):
        read_envelope(store_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "not JSON",
        lambda text: "[]",
        lambda text: "[" * 100_000,
        lambda text: text.replace("id-1", "id-2"),
        lambda text: json.dumps(json.loads(text) | {"key": "00" * 32}),
        lambda text: json.dumps(json.loads(text) | {"format": "other"}),
        lambda text: json.dumps({**json.loads(text), "digest": None}),
    ],
    ids=[
        "half of it",
        "nothing",
        "a text",
        "a list",
        "a deep nest",
        "another store's id",
        "another key",
        "another format",
        "no digest",
    ],
)
def test_s_14_a_damaged_or_edited_key_file_is_named(store_path: Path, change: object) -> None:
    create_envelope(store_path, "id-1")
    path = keys_path(store_path)
    assert callable(change)
    path.write_text(change(path.read_text()))

    with pytest.raises(KeyFileDamaged, match=r"store\.keys is damaged or was edited"):
        read_envelope(store_path)


def test_s_14_every_flipped_bit_is_found(store_path: Path) -> None:
    create_envelope(store_path, "id-1")
    path = keys_path(store_path)
    sound = path.read_bytes()
    for n in range(len(sound)):
        path.write_bytes(sound[:n] + bytes([sound[n] ^ 1]) + sound[n + 1 :])
        # White space apart, which means nothing in JSON.
        if sound[n : n + 1].strip():
            with pytest.raises(KeyFileDamaged):
                read_envelope(store_path)


@pytest.mark.parametrize("field", [{"version": 2}, {"protection": "a key card"}], ids=str)
def test_a_key_file_of_a_newer_program_is_said_to_be_that(
    store_path: Path, field: dict[str, object]
) -> None:
    create_envelope(store_path, "id-1")
    path = keys_path(store_path)
    content = json.loads(path.read_text()) | field
    del content["digest"]
    content["digest"] = keys._digest(content)
    path.write_text(json.dumps(content))

    with pytest.raises(NewerSchema, match="newer version"):
        read_envelope(store_path)


def test_an_envelope_without_an_open_key_gives_none() -> None:
    closed = Envelope("id-1", "00" * 16, protection="password")

    assert not closed.is_open
    with pytest.raises(PasswordNeeded):
        _ = closed.raw_key


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_a_folder_that_takes_no_file_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    _, told = run(create_keys_unprivileged, open_folder / "store.db")
    assert told.startswith(f"NoPermission: {open_folder}")


def test_a_key_fits_its_own_store_only(tmp_path: Path) -> None:
    store, other = make_store(tmp_path, "a.db"), make_store(tmp_path, "b.db")

    assert fits(store.key, store.path)
    assert not fits(other.key, store.path)


def test_l_05_neither_name_nor_key_stands_in_the_store_in_plain(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    content = store.path.read_bytes()

    assert NAME.encode() not in content
    assert bytes.fromhex(store.key[:64]) not in content
    assert store.key[:64].encode() not in content
