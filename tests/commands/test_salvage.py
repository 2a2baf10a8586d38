"""Salvage is the administrator's: what others entered comes back, whoever brings it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.commands.restoring import unlocker
from hcclog.commands.roles import NotPermitted
from hcclog.domain.acts import Act
from hcclog.domain.ids import IdFactory
from hcclog.domain.people import Person, Role
from hcclog.exchange.salvage.reading import salvage_plan
from hcclog.logbook import Logbook
from hcclog.store.entrance import Credentials
from hcclog.store.opening import open_store
from hcclog.store.people import add_person, protect
from tests.books import Clock, Stamps
from tests.restores import AFTER, BEFORE, LATER, restored, store_with_backup

PASSWORDS = {
    Role.ADMINISTRATOR: "the one who keeps it",
    Role.ONCOLOGIST: "the one who treats",
    Role.NURSE: "the one who is there",
}


@pytest.fixture
def guarded(tmp_path: Path) -> tuple[Path, Path]:
    """A restored store in which each role has a person of its own, and what was set aside."""
    store, backup = store_with_backup(tmp_path)
    kept = restored(store, backup).kept
    assert kept is not None
    envelope, _ = protect(store, "first", "correct horse battery")
    for role, password in PASSWORDS.items():
        envelope = add_person(store, envelope, Person(role.value, (role,)), password)
    return store, kept


def opened_as(store: Path, role: Role) -> Logbook:
    clock = Clock(LATER)
    credentials = Credentials(role.value, PASSWORDS[role])
    opened = open_store(str(store), IdFactory(clock.in_ms), clock, credentials=credentials)
    return Logbook(opened, Stamps(author=role.value, epoch=opened.epoch, clock=clock))


def test_an_administrator_brings_back_what_others_entered(guarded: tuple[Path, Path]) -> None:
    store, kept = guarded
    book = opened_as(store, Role.ADMINISTRATOR)
    unlock = unlocker(Act.SALVAGE, Clock(LATER), None, book.store.entrance)
    command = salvage_plan(kept, book, unlock).command
    assert command is not None
    assert not book.may_write("lab_result")
    book.do(command)

    assert [patient.code for patient in book.patients()] == [AFTER, BEFORE]
    assert book.store.check() == []
    book.close()


@pytest.mark.parametrize("role", [Role.ONCOLOGIST, Role.NURSE])
def test_others_do_not(guarded: tuple[Path, Path], role: Role) -> None:
    store, kept = guarded
    keeper = opened_as(store, Role.ADMINISTRATOR)
    unlock = unlocker(Act.SALVAGE, Clock(LATER), None, keeper.store.entrance)
    command = salvage_plan(kept, keeper, unlock).command
    keeper.close()
    assert command is not None
    book = opened_as(store, role)
    with pytest.raises(NotPermitted, match="that takes the role administrator"):
        unlocker(Act.SALVAGE, Clock(LATER), None, book.store.entrance)(store)
    with pytest.raises(NotPermitted, match="that takes the role administrator"):
        book.do(command)
    assert [patient.code for patient in book.patients()] == [BEFORE]
    book.close()
