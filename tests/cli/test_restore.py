"""`hcclog restore`: says what will happen, asks, and leaves a store that opens."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from hcclog.domain.acts import Act
from hcclog.store.keys import keys_path, read_envelope
from hcclog.store.manifest import manifest_path
from hcclog.store.people import protect
from tests.cli.conftest import Run
from tests.restores import AFTER, BEFORE, codes_in, damage_page, files_of, opened, store_with_backup

PASSWORD = "correct horse battery"


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """A store, and a backup of before its last patient."""
    return store_with_backup(tmp_path)


def test_it_says_what_will_happen_and_restores(run: Run, both: tuple[Path, Path]) -> None:
    store, backup = both
    said = run("restore", backup, "--store", store, "--yes")
    lines = said.out.splitlines()

    assert said.status == 0
    assert lines[0].startswith(f"{backup} is whole: of 2026-11-21 ")
    assert lines[0].endswith(", 4 entries.")
    assert lines[1] == (
        f"It takes the place of {store}. "
        "4 entries of the store are not in it and will no longer be in the store."
    )
    assert lines[2] == "What lies there now is kept in a folder beside it."
    assert lines[3].startswith(f"What lay there is kept in {store.parent}/damaged-")
    assert lines[4].endswith("`hcclog salvage` takes that out of it.")
    assert lines[5].endswith("again, and whole: 1 patient.")
    assert codes_in(store) == (BEFORE,)


def test_a_backup_is_found_by_its_name(run: Run, both: tuple[Path, Path]) -> None:
    store, backup = both
    assert run("restore", backup.name, "--store", store, "--yes").status == 0
    assert codes_in(store) == (BEFORE,)


def test_where_nobody_can_be_asked_it_wants_the_word(run: Run, both: tuple[Path, Path]) -> None:
    store, backup = both
    was = files_of(store.parent)
    said = run("restore", backup, "--store", store)

    assert said.status == 2
    assert "say --yes to restore" in said.err
    assert "4 entries of the store are not in it" in said.out
    assert files_of(store.parent) == was


def emptied(store: Path) -> None:
    store.write_bytes(b"")


def without_keys(store: Path) -> None:
    keys_path(store).unlink()


def gone(store: Path) -> None:
    store.unlink()
    keys_path(store).unlink()


def damaged(store: Path) -> None:
    damage_page(store, 1)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(emptied, "cannot be told, for the store there cannot be read", id="emptied"),
        pytest.param(damaged, "cannot be told, for the store there cannot be read", id="damaged"),
        pytest.param(without_keys, "4 entries of the store are not in it", id="without keys"),
        pytest.param(gone, "There is no store at this place; the backup becomes one.", id="gone"),
    ],
)
@pytest.mark.catalogue("S-11", "S-14")
def test_a_store_that_does_not_open_is_restored_too(
    run: Run, both: tuple[Path, Path], spoil: object, told: str
) -> None:
    store, backup = both
    spoil(store)  # type: ignore[operator]  # a row of the table
    assert run("patients", "--store", store).status == 1
    said = run("restore", backup, "--store", store, "--yes")

    assert said.status == 0
    assert told in said.out
    assert ("Its key file comes along." in said.out) is (spoil in {without_keys, gone})
    assert codes_in(store) == (BEFORE,)


@pytest.mark.catalogue("B-05")
def test_a_damaged_backup_is_refused_and_an_older_one_named(
    run: Run, both: tuple[Path, Path]
) -> None:
    store, backup = both
    newer = backup.with_name("store-20261130T093000Z-by-hand.db")
    shutil.copy(backup, newer)
    shutil.copy(manifest_path(backup), manifest_path(newer))
    shutil.copy(keys_path(backup), keys_path(newer))
    damage_page(newer, 2)
    was = files_of(store.parent)
    said = run("restore", newer, "--store", store, "--yes")

    assert (said.status, said.out) == (1, "")
    assert said.err == (
        f"hcclog: The backup {newer} is damaged or incomplete, and nothing was changed. "
        f"It is not the file that was written. The next older one is whole: {backup}.\n"
    )
    assert files_of(store.parent) == was


@pytest.fixture
def guarded(both: tuple[Path, Path]) -> tuple[Path, Path, str]:
    """The same behind a password, with its recovery code."""
    store, backup = both
    _, code = protect(store, "Anna", PASSWORD)
    return store, backup, code


def descriptor(folder: Path, *lines: str) -> int:
    """Lay lines at a descriptor that a command reads."""
    path = folder / "lines"
    path.write_text("".join(f"{line}\n" for line in lines))
    return os.open(path, os.O_RDONLY)


def test_a_protected_store_is_restored_with_one_password(
    run: Run, guarded: tuple[Path, Path, str], tmp_path: Path
) -> None:
    store, backup, _ = guarded
    fd = descriptor(tmp_path, PASSWORD)
    words = ("--store", store, "--user", "anna", "--password-fd", fd)
    said = run("restore", backup, "--yes", *words)
    os.close(fd)

    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[-1].endswith("again, and whole: 1 patient.")
    refused = run("restore", backup, "--store", store, "--yes")
    assert refused.status == 1
    assert "--password-fd" in refused.err


@pytest.mark.catalogue("S-14", "B-10")
def test_the_recovery_code_restores_where_the_key_file_is_gone(
    run: Run, guarded: tuple[Path, Path, str], tmp_path: Path
) -> None:
    store, backup, code = guarded
    keys_path(store).unlink()
    fd = descriptor(tmp_path, code)
    said = run("restore", backup, "--store", store, "--yes", "--recovery-code-fd", fd)
    os.close(fd)

    assert (said.status, said.err) == (0, "")
    assert "Its key file comes along." in said.out
    assert not read_envelope(store).is_open


def test_who_was_erased_since_is_told_to_be_in_the_backup(
    run: Run, both: tuple[Path, Path]
) -> None:
    store, backup = both
    book = opened(store)
    patient_id = book.find(BEFORE) or ""
    book.account(Act.ERASE, (patient_id,))
    book.close()
    said = run("restore", backup, "--store", store, "--yes")

    assert "It still holds 1 patient who was erased since: erase them again afterwards." in said.out
    book = opened(store)
    (event,) = [each for each in book.store.reader.events() if each.act == "restore"]
    assert event.told["to erase again"] == patient_id
    book.close()
    again = run("restore", backup, "--store", store, "--yes")
    assert "erase them" not in again.out


def test_a_store_on_a_server_is_not_restored_here(run: Run, both: tuple[Path, Path]) -> None:
    said = run("restore", both[1], "--store", "postgresql://nowhere/db", "--yes")
    assert said.status == 1
    assert "use the server's own backups" in said.err


def test_the_newest_facts_are_counted_by_what_the_backup_lacks(
    run: Run, both: tuple[Path, Path]
) -> None:
    store, backup = both
    run("restore", backup, "--store", store, "--yes")
    said = run("restore", backup, "--store", store, "--yes")
    assert "Nothing was entered after it." in said.out
    assert AFTER not in said.out
