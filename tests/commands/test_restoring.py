"""Who may restore: by the table of roles, with the newest passwords, or by the recovery code."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.commands.restoring import unlocker
from hcclog.commands.roles import NotPermitted
from hcclog.domain.acts import Act
from hcclog.domain.ids import IdFactory
from hcclog.domain.people import Person, Role
from hcclog.store.entrance import Credentials, Entrance
from hcclog.store.errors import PasswordNeeded, WrongCode, WrongPassword
from hcclog.store.keys import Failures, keys_path, read_envelope, write_envelope
from hcclog.store.manifest import manifest_path
from hcclog.store.opening import open_store
from hcclog.store.people import add_person, protect, set_password, unprotect
from hcclog.store.restoring import Order, Restored, restore
from hcclog.store.store import Store
from tests.books import Clock
from tests.restores import LATER, order, store_with_backup

ANNA, NORA = "correct horse battery", "staple of the nurses"


@pytest.fixture
def guarded(tmp_path: Path) -> tuple[Path, Path, str]:
    """A store with an administrator and a nurse, its backup, and its recovery code."""
    store, backup = store_with_backup(tmp_path)
    envelope, code = protect(store, "Anna", ANNA)
    add_person(store, envelope, Person("Nora", (Role.NURSE,)), NORA)
    return store, backup, code


def asking(name: str, password: str, *, is_code: bool = False) -> Credentials:
    return Credentials(name, password, is_code)


def restored_by(store: Path, backup: Path, who: Credentials | None) -> Restored:
    """Restore as somebody; None is nobody who could be asked."""
    ask = None if who is None else (lambda _needed: who)
    asked: Order = order(store, backup)
    return restore(replace(asked, unlock=unlocker(Act.RESTORE, Clock(LATER), ask)))


def opened_by(store: Path, who: Credentials) -> Store:
    clock = Clock(LATER)
    return open_store(str(store), IdFactory(clock.in_ms), clock, credentials=who)


def restorer(store: Path, who: Credentials) -> tuple[str, str]:
    """Open a store and return who restored it, and as what."""
    book = opened_by(store, who)
    (event,) = [each for each in book.reader.events() if each.act == "restore"]
    book.close()
    return event.author, event.role


def test_an_administrator_restores_under_their_own_name(guarded: tuple[Path, Path, str]) -> None:
    store, backup, _ = guarded
    anna = asking("anna", ANNA)
    restored_by(store, backup, anna)

    assert restorer(store, anna) == ("Anna", "oncologist, administrator")
    assert not read_envelope(store).is_open


@pytest.mark.parametrize(
    ("who", "error"),
    [
        (asking("Nora", NORA), NotPermitted),
        (asking("Anna", "wrong"), WrongPassword),
        (asking("", "AAAA-BBBB", is_code=True), WrongCode),
        (None, PasswordNeeded),
    ],
    ids=["a nurse", "a wrong password", "a wrong recovery code", "nobody"],
)
def test_whoever_may_not_restore_changes_nothing(
    guarded: tuple[Path, Path, str], who: Credentials | None, error: type[Exception]
) -> None:
    store, backup, _ = guarded
    was = store.read_bytes()
    with pytest.raises(error):
        restored_by(store, backup, who)
    assert store.read_bytes() == was
    assert not list(store.parent.glob("damaged-*"))


@pytest.mark.catalogue("S-14")
@pytest.mark.parametrize("spoil", ["missing", "damaged"])
def test_s_14_without_its_key_file_the_recovery_code_opens_the_copy_beside_the_backup(
    guarded: tuple[Path, Path, str], spoil: str
) -> None:
    store, backup, code = guarded
    if spoil == "missing":
        keys_path(store).unlink()
    else:
        keys_path(store).write_text("{}")
    restored_by(store, backup, asking("", code, is_code=True))

    assert restorer(store, asking("Anna", ANNA)) == ("Anna", "recovery code")


@pytest.mark.catalogue("B-10")
def test_b_10_a_new_machine_one_backup_and_the_recovery_code(
    guarded: tuple[Path, Path, str], tmp_path: Path
) -> None:
    store, backup, code = guarded
    stick, machine = tmp_path / "stick", tmp_path / "machine"
    stick.mkdir()
    machine.mkdir()
    for part in (backup, manifest_path(backup), keys_path(backup)):
        shutil.move(part, stick / part.name)
    by_code = asking("", code, is_code=True)
    restored_by(machine / "store.db", stick / backup.name, by_code)

    book = opened_by(machine / "store.db", by_code)
    assert [patient.code for patient in book.reader.patients()] == ["BEFORE-1"]
    book.close()
    assert store.exists()


def test_the_newest_password_counts_and_not_that_of_the_backups_day(
    guarded: tuple[Path, Path, str], tmp_path: Path
) -> None:
    store, backup, _ = guarded
    stick = tmp_path / "stick"
    stick.mkdir()
    for part in (backup, manifest_path(backup), keys_path(backup)):
        shutil.copy(part, stick / part.name)
    entered = opened_by(store, asking("Anna", ANNA))
    assert entered.entrance is not None
    set_password(store, entered.entrance.envelope, "Anna", "a new one for all days")
    entered.close()
    with pytest.raises(WrongPassword):
        restored_by(store, stick / backup.name, asking("Anna", ANNA))
    # A wrong one makes the next try wait.
    keys = read_envelope(store)
    assert keys.failures.n == 1

    write_envelope(store, replace(keys, failures=Failures()))
    restored_by(store, stick / backup.name, asking("Anna", "a new one for all days"))
    opened_by(store, asking("Anna", "a new one for all days")).close()


def test_who_is_signed_in_is_not_asked_again(guarded: tuple[Path, Path, str]) -> None:
    store, backup, _ = guarded
    entered = opened_by(store, asking("Anna", ANNA))
    held = entered.entrance
    entered.close()
    assert held is not None
    unlock = unlocker(Act.RESTORE, Clock(LATER), None, held)

    assert unlock(store) is held
    assert unlock(backup) is held


def test_somebody_signed_in_without_the_right_does_not_slip_through_an_open_copy(
    guarded: tuple[Path, Path, str], tmp_path: Path
) -> None:
    store, backup, _ = guarded
    entered = opened_by(store, asking("Nora", NORA))
    nurse = entered.entrance
    entered.close()
    assert nurse is not None
    stick = tmp_path / "stick.db"
    shutil.copy(backup, stick)
    shutil.copy(keys_path(backup), keys_path(stick))
    unprotect(stick, nurse.envelope)
    assert read_envelope(stick).is_open
    with pytest.raises(NotPermitted):
        unlocker(Act.RESTORE, Clock(LATER), None, nurse)(stick)


def test_an_open_key_file_asks_nobody(tmp_path: Path) -> None:
    store, _ = store_with_backup(tmp_path)
    assert unlocker(Act.RESTORE, Clock(LATER))(store) == Entrance(read_envelope(store))


def test_a_password_that_is_set_later_guards_what_restores_kept_too(tmp_path: Path) -> None:
    store, backup = store_with_backup(tmp_path)
    kept = restored_by(store, backup, None).kept
    assert kept is not None
    assert read_envelope(kept / "store.db").is_open
    envelope, _ = protect(store, "Anna", ANNA)
    key = envelope.raw_key[:64]

    assert not read_envelope(kept / "store.db").is_open
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or key.encode() not in path.read_bytes()
    # It is read with the password as before.
    unlock = unlocker(Act.RESTORE, Clock(LATER), lambda _needed: asking("Anna", ANNA))
    assert unlock(kept / "store.db").envelope.raw_key == envelope.raw_key
