"""A key file that somebody kept does not open the store after people or passwords were changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from hcclog.commands.restoring import unlocker
from hcclog.domain.acts import Act
from hcclog.domain.ids import IdFactory
from hcclog.domain.people import Role
from hcclog.logbook import Logbook
from hcclog.store.entrance import Credentials, enter
from hcclog.store.errors import KeyFileDamaged, KeyFileOld, StoreError, WrongPassword
from hcclog.store.keys import _digest, keys_path, read_envelope
from hcclog.store.opening import open_store
from hcclog.store.people import remove_person
from hcclog.store.restoring import restore
from tests.books import NOW, Clock, a_patient, file_of, new_book
from tests.commands.words import add as write
from tests.people import ANNA, MEIER, add, open_as, protect, sign_in
from tests.restores import order

AS_ANNA, AS_MEIER = Credentials("anna", ANNA), Credentials("meier", MEIER)
NEW = "Bergsee 1888"


@dataclass(frozen=True)
class Ward:
    """A store that meier looks after, and the key file that somebody kept of it."""

    path: Path
    kept: Path
    code: str

    def put_back(self) -> None:
        """Put the kept key file in the place of the present one."""
        shutil.copyfile(self.kept, keys_path(self.path))


def ward(tmp_path: Path, change: Callable[[Logbook], object]) -> Ward:
    """Make a store with two people, keep its key file, and change something about them."""
    path = tmp_path / "store.db"
    book = new_book(path)
    write(book, a_patient())
    code = protect(book)
    add(book, "anna", Role.ADMINISTRATOR)
    kept = shutil.copyfile(keys_path(path), tmp_path / "kept.keys")
    change(book)
    book.close()
    return Ward(path, kept, code)


CHANGES = [
    pytest.param(lambda book: book.people.remove("anna"), AS_ANNA, id="S-14 who was removed"),
    pytest.param(
        lambda book: book.people.set_roles("anna", [Role.VIEWER]), AS_ANNA, id="S-14 other roles"
    ),
    pytest.param(
        lambda book: book.people.set_password("anna", NEW), AS_ANNA, id="S-14 another password"
    ),
    pytest.param(lambda book: book.people.renew_code(), AS_MEIER, id="S-14 another recovery code"),
]


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize(("change", "who"), CHANGES)
def test_a_kept_key_file_opens_the_store_no_more(
    tmp_path: Path, change: Callable[[Logbook], object], who: Credentials, read_only: bool
) -> None:
    store, clock = ward(tmp_path, change), Clock()
    newest = keys_path(store.path).read_bytes()
    store.put_back()
    with pytest.raises(KeyFileOld, match="is older than the store"):
        open_store(
            str(store.path), IdFactory(clock.in_ms), clock, read_only=read_only, credentials=who
        )
    keys_path(store.path).write_bytes(newest)
    book = sign_in(store.path, "meier", MEIER)
    assert book.n_patients() == 1
    book.close()


def test_the_key_file_from_before_the_first_password_opens_it_no_more(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    book = new_book(path)
    kept = shutil.copyfile(keys_path(path), tmp_path / "kept.keys")
    protect(book)
    book.close()
    shutil.copyfile(kept, keys_path(path))
    with pytest.raises(KeyFileOld):
        open_as(path)


def test_the_recovery_code_of_a_kept_key_file_opens_it_and_what_comes_next_is_the_newest(
    tmp_path: Path,
) -> None:
    store = ward(tmp_path, lambda book: book.people.remove("anna"))
    store.put_back()
    book = open_as(store.path, Credentials("", store.code, is_code=True))
    book.people.recover("meier", NEW)
    book.close()
    again = sign_in(store.path, "meier", NEW)
    assert again.n_patients() == 1
    again.close()


def _with_slot_put_back(now: dict[str, object], kept: dict[str, object]) -> None:
    now["wrapped"] = kept["wrapped"]


def _with_a_higher_number(now: dict[str, object], kept: dict[str, object]) -> None:
    now.update(kept, edition=99)


def _without_number(now: dict[str, object], kept: dict[str, object]) -> None:
    now.update(kept, edition=0, mark="")


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        pytest.param(_with_slot_put_back, KeyFileDamaged, id="S-14 a slot put back"),
        pytest.param(_with_a_higher_number, KeyFileDamaged, id="S-14 a number of the future"),
        pytest.param(_without_number, KeyFileOld, id="S-14 no number"),
    ],
)
def test_an_edited_key_file_does_not_let_in_who_was_removed(
    tmp_path: Path,
    edit: Callable[[dict[str, object], dict[str, object]], None],
    fault: type[StoreError],
) -> None:
    store = ward(tmp_path, lambda book: book.people.remove("anna"))
    now = json.loads(keys_path(store.path).read_bytes())
    edit(now, json.loads(store.kept.read_bytes()))
    del now["digest"]
    now["digest"] = _digest(now)
    keys_path(store.path).write_text(json.dumps(now), encoding="utf-8")
    with pytest.raises(fault):
        open_as(store.path, AS_ANNA)


def test_a_backup_of_before_is_restored_and_opens_with_the_passwords_of_now(tmp_path: Path) -> None:
    backups: list[Path] = []

    def change(book: Logbook) -> None:
        made = book.store.back_up("by-hand")
        assert made is not None
        backups.append(made)
        book.people.change_password(MEIER, NEW)

    store = ward(tmp_path, change)
    asked = unlocker(Act.RESTORE, lambda: NOW, lambda _needed: Credentials("meier", NEW))
    restore(replace(order(store.path, backups[0]), unlock=asked))
    book = sign_in(store.path, "meier", NEW)
    assert book.store.reader.meta("keys_edition") == str(read_envelope(store.path).edition)
    book.close()


def test_a_wrong_password_tried_meanwhile_does_not_bring_back_who_is_removed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store.db"
    book = new_book(path)
    protect(book)
    add(book, "anna", Role.NURSE)

    class Meanwhile(datetime):
        """The time of a failure, at which somebody is removed before it is noted."""

        def astimezone(self, tz: tzinfo | None = None) -> Meanwhile:
            envelope = file_of(book).envelope
            if any(slot.person.name == "anna" for slot in read_envelope(path).slots):
                remove_person(path, envelope, "anna")
            return super().astimezone(tz)

    with pytest.raises(WrongPassword):
        enter(path, Credentials("meier", "wrong"), Meanwhile.fromisoformat(NOW.isoformat()))
    after = read_envelope(path)
    assert [slot.person.name for slot in after.slots] == ["meier"]
    assert after.failures.n == 1
    book.close()
