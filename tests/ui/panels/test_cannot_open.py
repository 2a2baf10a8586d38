"""A store that cannot be opened: the reason, that nothing was changed, and what can be done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hcclog.domain.ids import IdFactory
from hcclog.store.entrance import Credentials
from hcclog.store.errors import KeyFileMissing, StoreError
from hcclog.store.keys import create_envelope
from hcclog.store.opening import open_store
from hcclog.ui.panels.cannot_open import CannotOpen
from hcclog.ui.theme import Theme
from tests.books import Clock, a_patient, new_book
from tests.commands.words import add
from tests.people import MEIER, protect

NAME = "Zbigniewska"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with a backup, closed."""
    path = tmp_path / "store.db"
    book = new_book(path)
    add(book, a_patient("P-1", name=NAME))
    book.store.back_up("by-hand")
    book.close()
    return path


def why(place: Path) -> StoreError:
    """Return why a store cannot be opened."""
    clock = Clock()
    with pytest.raises(StoreError) as said:
        open_store(str(place), IdFactory(clock.in_ms), clock).close()
    return said.value


def as_foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def without_keys(path: Path) -> None:
    path.with_suffix(".keys").unlink()


def with_edited_keys(path: Path) -> None:
    keys = path.with_suffix(".keys")
    keys.write_text(keys.read_text(encoding="utf-8").replace('"none"', '"none "'), "utf-8")


def with_keys_of_another(path: Path) -> None:
    path.with_suffix(".keys").unlink()
    create_envelope(path, "0193-another-store")


SPOILED = [
    pytest.param(Path.unlink, "Its backups are there", id="S-07 the store is gone"),
    pytest.param(as_folder, "is a folder, not a store", id="S-06 a folder in its place"),
    pytest.param(lambda p: p.write_bytes(b""), "It is empty", id="S-08 zero bytes"),
    pytest.param(lambda p: p.write_text("notes"), "It is a text", id="S-08 a text"),
    pytest.param(
        lambda p: p.write_bytes(bytes(16) + p.read_bytes()[16:]),
        "is damaged",
        id="S-08 a damaged header",
    ),
    pytest.param(as_foreign, "another program", id="S-08 a database of another program"),
    pytest.param(halved, "is damaged", id="S-11 cut to half"),
    pytest.param(flipped, "is damaged", id="S-10 one bit flipped"),
    pytest.param(without_keys, "Each backup holds a copy", id="S-14 no key file"),
    pytest.param(with_edited_keys, "Each backup holds a copy", id="S-14 an edited key file"),
    pytest.param(
        with_keys_of_another, "Each backup holds a copy", id="S-14 the key file of another store"
    ),
]


@pytest.mark.parametrize(("spoil", "says"), SPOILED)
def test_the_page_says_why_and_offers_the_backups(
    qtbot: QtBot, theme: Theme, place: Path, spoil: Callable[[Path], object], says: str
) -> None:
    spoil(place)
    page = CannotOpen(why(place), place)
    qtbot.addWidget(page)
    page.show()
    assert says in page.words.text()
    assert str(place.parent) in page.words.text()
    assert NAME not in page.words.text()
    assert page.offer_backups()
    assert page.restore_button.isVisible()
    with qtbot.waitSignal(page.restore_asked) as asked:
        page.restore_button.click()
    assert asked.args == [str(place)]


def signing_in(place: Path, password: str) -> StoreError:
    """Return why a protected store does not open."""
    with pytest.raises(StoreError) as said:
        open_store(
            str(place),
            IdFactory(Clock().in_ms),
            Clock(),
            credentials=Credentials("meier", password),
        ).close()
    return said.value


@pytest.mark.parametrize(
    ("spoil", "password", "says"),
    [
        pytest.param(None, "wrong", "The name or the password is wrong.", id="S-09 wrong"),
        pytest.param(None, "", "The name or the password is wrong.", id="S-09 empty"),
        pytest.param(flipped, "wrong", "The name or the password is wrong.", id="S-09 and damage"),
        pytest.param(flipped, MEIER, "is damaged", id="S-09 right, and damage"),
    ],
)
def test_a_wrong_password_is_said_as_such_and_damage_as_such(
    place: Path, spoil: Callable[[Path], object] | None, password: str, says: str
) -> None:
    book = new_book(place)
    protect(book)
    book.close()
    if spoil is not None:
        spoil(place)
    assert says in signing_in(place, password).sentence


@pytest.mark.catalogue("S-06")
def test_links_that_lead_in_a_circle_offer_nothing(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    place, other = tmp_path / "a.db", tmp_path / "b.db"
    place.symlink_to(other)
    other.symlink_to(place)
    page = CannotOpen(why(place), place)
    qtbot.addWidget(page)
    page.show()
    assert f"{place} is not a store of hcclog" in page.words.text()
    assert not page.offer_backups()


def test_without_backups_none_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    place = tmp_path / "gone" / "store.db"
    page = CannotOpen(why(place), place)
    qtbot.addWidget(page)
    page.show()
    assert "does not exist. Is a disk or a network drive missing?" in page.words.text()
    assert not page.offer_backups()
    assert not page.restore_button.isVisible()


def test_the_same_store_is_tried_again_by_enter(qtbot: QtBot, place: Path) -> None:
    page = CannotOpen(KeyFileMissing(place), place)
    qtbot.addWidget(page)
    page.show()
    page.again.setFocus()
    with qtbot.waitSignal(page.tried_again):
        QTest.keyClick(page.again, Qt.Key.Key_Space)


def test_another_store_is_chosen(qtbot: QtBot, place: Path) -> None:
    page = CannotOpen(KeyFileMissing(place), place)
    qtbot.addWidget(page)
    page.show()
    dialog = page.ask_store()
    assert dialog.directory().path() == str(place.parent)
    with qtbot.waitSignal(page.chosen) as chosen:
        dialog.fileSelected.emit("other.db")
    assert chosen.args == ["other.db"]
    dialog.reject()


def test_diagnostics_name_the_fault_and_no_path(qtbot: QtBot, place: Path) -> None:
    page = CannotOpen(KeyFileMissing(place), place)
    qtbot.addWidget(page)
    page.show()
    page.copy_button.click()
    copied = QApplication.clipboard().text()
    assert "not opened: KeyFileMissing" in copied
    assert str(place.parent) not in copied
    assert "Diagnostics were copied" in page.told.text()


def test_every_button_has_a_letter_of_its_own(qtbot: QtBot, place: Path) -> None:
    page = CannotOpen(KeyFileMissing(place), place)
    qtbot.addWidget(page)
    texts = [button.text() for button in page.findChildren(QPushButton)]
    letters = [text[text.index("&") + 1].lower() for text in texts]
    assert len(set(letters)) == len(letters) == 5
