"""Signing by clicks and keys: what is said, what is refused, what is shown afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add, Amend
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.visit import Visit
from hcclog.report.patient.blocks import blocks_of
from hcclog.report.patient.choices import Choices, Printing
from hcclog.report.patient.content import texts_of
from hcclog.ui.attesting.sign_dialog import sign_record, sign_visit
from hcclog.ui.desk import Desk
from hcclog.ui.models.visit_table import VisitTable
from hcclog.ui.panels.row_menu import fill_row_menu
from tests.books import TODAY, a_patient, an_id, new_book
from tests.signed import CHEN, HA, PASSWORD, protect_with_two, signed_in


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    """A protected store with one patient and one visit."""
    path = tmp_path / "store.db"
    book = new_book(path)
    patient = a_patient("P-1")
    book.do(Add((patient, Visit(an_id(), patient.id, ClinicalDate.parse("2026-11-20"), ecog=1))))
    book.close()
    protect_with_two(path)
    return path


@pytest.fixture
def desk(protected: Path) -> Iterator[Desk]:
    """The desk of an oncologist."""
    desk = desk_of(protected, CHEN)
    yield desk
    desk.logbook.close()


def desk_of(path: Path, name: str) -> Desk:
    """Return a desk with the patient chosen."""
    desk = Desk(signed_in(path, name))
    desk.choose_patient(desk.logbook.find("P-1") or "")
    return desk


def visit_of(desk: Desk) -> Visit:
    """Return the one visit."""
    record = desk.record()
    assert record is not None
    return record.visits[0]


def signed_cell(desk: Desk) -> str:
    """Return what the Visits tab says of the signature."""
    model = VisitTable(desk)
    model.wake()
    return str(model.index(0, 7).data())


@pytest.mark.catalogue("A-08")
def test_a_visit_is_signed_with_the_password_by_keys_alone(qtbot: QtBot, desk: Desk) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = sign_visit(desk, ("visit", visit_of(desk).id), window)
    assert dialog.password.echoMode() is QLineEdit.EchoMode.Password

    QTest.keyClicks(dialog.password, PASSWORD)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)

    (signature,) = desk.logbook.signatures(desk.patient_id)
    assert (signature.signer, signature.meaning) == (CHEN, "I have reviewed this")
    assert signed_cell(desk) == f"{CHEN}: as of revision 1"


@pytest.mark.catalogue("A-08")
def test_a_wrong_password_stays_in_the_dialog_with_its_sentence(qtbot: QtBot, desk: Desk) -> None:
    dialog = sign_record(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.password, "not the password")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)

    assert dialog.isVisible()
    assert dialog.refusal.text() == "The password is wrong."
    assert desk.logbook.signatures(desk.patient_id) == ()


@pytest.mark.catalogue("A-09")
def test_what_was_changed_after_it_was_signed_says_so_on_screen_and_on_paper(
    qtbot: QtBot, desk: Desk
) -> None:
    dialog = sign_record(desk)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.password, PASSWORD)
    dialog.accept()
    window = QWidget()
    qtbot.addWidget(window)
    second = sign_visit(desk, ("visit", visit_of(desk).id), window)
    QTest.keyClicks(second.password, PASSWORD)
    second.accept()

    desk.do(Amend(replace(visit_of(desk), ecog=2), "typing error"))

    record = desk.record()
    assert record is not None
    assert signed_cell(desk) == f"{CHEN}: as of revision 1; changed since"
    printing = Printing(TODAY, 2, "", desk.logbook.signatures(desk.patient_id))
    printed = [text for block in blocks_of(record, printing, Choices()) for text in texts_of(block)]
    assert "Signatures" in printed
    assert printed.count("as of revision 1; changed since") == 2


@pytest.mark.parametrize(("name", "offered"), [(CHEN, True), (HA, False)])
def test_only_who_may_sign_is_offered_it(
    qtbot: QtBot, protected: Path, name: str, *, offered: bool
) -> None:
    desk = desk_of(protected, name)
    window = QWidget()
    qtbot.addWidget(window)
    menu = QMenu(window)

    fill_row_menu(menu, desk, ("visit", visit_of(desk).id), window)

    assert ("Si&gn…" in [action.text() for action in menu.actions()]) is offered
    desk.logbook.close()
