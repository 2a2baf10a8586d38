"""A new patient with real keys: what is refused, what is asked, and what is logged."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import Aetiology, Patient, Serology, Sex, TimeAxis
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.new_patient import EditPatient, NewPatient, PatientDialog
from hcclog.ui.main_window import MainWindow
from tests.books import a_patient

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Opener = Callable[[Logbook], MainWindow]
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ENTER = Qt.Key.Key_Return


def input_of(dialog: PatientDialog, name: str) -> QWidget:
    found = dialog.entry.fields[name].focusProxy()
    assert found is not None
    return found


def new_patient(window: MainWindow) -> NewPatient:
    QTest.keyClick(window, Qt.Key.Key_N, _CTRL | _SHIFT)
    dialog = window.findChild(NewPatient)
    assert isinstance(dialog, NewPatient)
    # Only the active window has the focus and the keys of its labels.
    dialog.activateWindow()
    while not dialog.isActiveWindow():
        QApplication.processEvents()
    return dialog


def paste(widget: QWidget, text: str) -> None:
    """Paste as a person does."""
    QApplication.clipboard().setText(text)
    QTest.keyClick(widget, Qt.Key.Key_V, _CTRL)


def the_patient(book: Logbook, code: str) -> Patient:
    record = book.patient(book.find(code) or "")
    assert record is not None
    return record.patient


def said(dialog: PatientDialog, name: str) -> str:
    """Return the sentence that is shown at a field."""
    label = dialog.entry.fields[name].refusal
    return label.text() if label.isVisible() else ""


def test_a_patient_is_entered_from_top_to_bottom_by_keys(
    book: Logbook, open_window: Opener
) -> None:
    dialog = new_patient(open_window(book))
    for words in ("P-17", "Anna Meier", "f", "1951-03-04", "HBV, alcohol", "p", "n", "y"):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, words)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    QTest.keyClick(input_of(dialog, "code"), _ENTER)
    patient = the_patient(book, "P-17")
    assert (patient.name, patient.sex) == ("Anna Meier", Sex.FEMALE)
    assert patient.birth_on == ClinicalDate.parse("1951-03-04")
    assert patient.aetiologies == (Aetiology.HBV, Aetiology.ALCOHOL)
    assert (patient.hbv, patient.hcv) == (Serology.POSITIVE, Serology.NEGATIVE)
    assert patient.cirrhosis is True


def test_days_counted_from_a_day_0_need_no_birth(book: Logbook, open_window: Opener) -> None:
    dialog = new_patient(open_window(book))
    QTest.keyClicks(input_of(dialog, "code"), "P-17")
    QTest.keyClicks(input_of(dialog, "time_axis"), "r")
    assert not dialog.entry.fields["birth_on"].isEnabled()
    QTest.keyClicks(input_of(dialog, "day_zero_label"), "start of lenvatinib")
    QTest.keyClick(input_of(dialog, "day_zero_label"), _ENTER)
    patient = the_patient(book, "P-17")
    assert (patient.time_axis, patient.day_zero_label) == (
        TimeAxis.RELATIVE,
        "start of lenvatinib",
    )


@pytest.mark.catalogue("P-01", "T-04")
@pytest.mark.parametrize(
    "typed",
    ["AB 123", "ab123", "A\u200bB 123", "AB 123\u00a0", "AB\u2060123\ufeff", "ＡＢ１２３"],
    ids=[
        "as it is",
        "small, no space",
        "a zero-width space",
        "a hard space behind",
        "joiners",
        "wide",
    ],
)
def test_a_code_that_exists_is_refused_and_leads_to_its_patient(
    book: Logbook, open_window: Opener, qtbot: QtBot, typed: str
) -> None:
    known, other = a_patient("AB 123"), a_patient("other")
    book.do(Add((known, other)))
    window = open_window(book)
    window.desk.choose_patient(other.id)
    dialog = new_patient(window)
    code = input_of(dialog, "code")
    paste(code, typed)
    QTest.keyClick(code, _ENTER)
    assert "already in the store" in said(dialog, "code")
    assert dialog.open_other.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_P, _ALT)
    qtbot.waitUntil(lambda: window.desk.patient_id == known.id)
    assert book.n_patients() == 2


@pytest.mark.catalogue("T-04")
def test_invisible_letters_are_taken_out_of_a_code_and_that_is_said(
    book: Logbook, open_window: Opener
) -> None:
    dialog = new_patient(open_window(book))
    code = input_of(dialog, "code")
    paste(code, "AB\u200b123")
    assert dialog.entry.fields["code"].typed() == "AB123"
    assert "invisible" in said(dialog, "code")
    QTest.keyClick(code, _ENTER)
    assert the_patient(book, "AB123").code == "AB123"


def double(book: Logbook, open_window: Opener, answer: str | None) -> NewPatient:
    """Type a name that is there with its birth, and give an answer to what is asked."""
    known = a_patient("A-1", name="Anna Meier", birth_on=ClinicalDate.parse("1951-03-04"))
    book.do(Add((known,)))
    window = open_window(book)
    window.desk.confirm = lambda _title, _sentences, _needs: answer
    dialog = new_patient(window)
    for name, words in (("code", "A-2"), ("name", "anna  MEIER"), ("birth_on", "1951-03-04")):
        QTest.keyClicks(input_of(dialog, name), words)
    QTest.keyClick(input_of(dialog, "birth_on"), _ENTER)
    return dialog


@pytest.mark.catalogue("P-02", "P-03")
def test_twins_are_both_logged_and_the_answer_is_kept(book: Logbook, open_window: Opener) -> None:
    dialog = double(book, open_window, "her twin")
    assert not dialog.isVisible()
    entries, _ = book.history(book.find("A-2"))
    assert entries[-1].reason.startswith("her twin")
    assert "A-1" in entries[-1].reason


@pytest.mark.catalogue("P-02")
def test_a_likely_double_is_left_where_it_was_typed(book: Logbook, open_window: Opener) -> None:
    dialog = double(book, open_window, None)
    assert "already logged as A-1" in said(dialog, "name")
    assert dialog.entry.fields["birth_on"].typed() == "1951-03-04"
    assert book.n_patients() == 1


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("Jose\u0301", "José"),
        ("Anna\r\nMeier\t", "Anna Meier"),
        ("<b>Meier</b>", "<b>Meier</b>"),
        ('O\'Brien "Bob"; DROP TABLE patient;--', 'O\'Brien "Bob"; DROP TABLE patient;--'),
        ("100% \\ _", "100% \\ _"),
        ("X", "X"),
        ("😀 Meier", "😀 Meier"),
        ("محمد علي", "محمد علي"),
    ],
    ids=[
        "T-01 marks that stand apart become one letter",
        "T-12 line ends and tabs become spaces",
        "T-09 markup is text",
        "T-08 SQL is text",
        "T-08 letters of LIKE are text",
        "T-07 one letter",
        "T-06 an emoji",
        "T-02 Arabic",
    ],
)
def test_names_are_stored_as_they_read(
    book: Logbook, open_window: Opener, pasted: str, stored: str
) -> None:
    dialog = new_patient(open_window(book))
    QTest.keyClicks(input_of(dialog, "code"), "P-17")
    paste(input_of(dialog, "name"), pasted)
    QTest.keyClick(input_of(dialog, "name"), _ENTER)
    assert the_patient(book, "P-17").name == stored


@pytest.mark.catalogue("T-03", "T-05")
@pytest.mark.parametrize(
    "pasted", ["Meier\u202e15", "\u2066Meier", "a\x07b"], ids=["override", "isolate", "bell"]
)
def test_what_reorders_or_cannot_be_shown_is_refused(
    book: Logbook, open_window: Opener, pasted: str
) -> None:
    dialog = new_patient(open_window(book))
    QTest.keyClicks(input_of(dialog, "code"), "P-17")
    dialog.entry.fields["name"].retype(pasted)
    QTest.keyClick(input_of(dialog, "name"), _ENTER)
    assert said(dialog, "name").endswith(".")
    assert book.n_patients() == 0


@pytest.mark.catalogue("T-07")
def test_a_megabyte_is_not_taken_and_that_is_said(book: Logbook, open_window: Opener) -> None:
    dialog = new_patient(open_window(book))
    dialog.entry.unfold()
    paste(input_of(dialog, "name"), "x" * 1_000_000)
    assert "500 characters" in said(dialog, "name")
    paste(input_of(dialog, "note"), "x" * 1_000_000)
    assert "10000" in said(dialog, "note")
    assert dialog.entry.fields["note"].is_empty


def test_a_patient_is_corrected_with_a_reason(book: Logbook, open_window: Opener) -> None:
    known = a_patient("A-1", name="Ana Meier", birth_on=ClinicalDate.parse("1951"))
    book.do(Add((known,)))
    window = open_window(book)
    QTest.keyClick(window, Qt.Key.Key_E, _CTRL)
    dialog = window.findChild(EditPatient)
    assert isinstance(dialog, EditPatient)
    name = input_of(dialog, "name")
    assert dialog.entry.fields["birth_on"].typed() == "1951"
    QTest.keyClick(name, Qt.Key.Key_A, _CTRL)
    QTest.keyClicks(name, "Anna Meier")
    QTest.keyClick(name, _ENTER)
    assert the_patient(book, "A-1").name == "Anna Meier"
    assert window.page.header.title.text() == "A-1  Anna Meier"
    assert book.history(known.id)[0][-1].reason == "typing error"
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert the_patient(book, "A-1").name == "Ana Meier"


def test_a_patient_is_retracted_with_the_number_of_values_and_comes_back_whole(
    cases: Logbook, open_window: Opener
) -> None:
    window = open_window(cases)
    patient_id = cases.find("zhang-2024") or ""
    before = cases.patient(patient_id)
    window.desk.choose_patient(patient_id)
    asked: list[str] = []

    def confirm(title: str, sentences: Sequence[str], _needs_reason: bool) -> str:
        asked.extend([title, *sentences])
        return "entered for the wrong patient"

    window.desk.confirm = confirm
    QTest.keyClick(window, Qt.Key.Key_Delete, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert asked[0] == "Retract patient zhang-2024"
    assert re.fullmatch(r"[1-9][0-9]+ values that hang on it are taken out too\.", asked[1])
    assert cases.patient(patient_id) is None
    assert window.desk.patient_id not in {"", patient_id}
    assert window.actions_.undo.toolTip() == "Undo: Retract patient zhang-2024"
    QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
    assert cases.patient(patient_id) == before
    assert window.actions_.redo.toolTip() == "Redo: Retract patient zhang-2024"
    assert window.line.told.text() == "Undone: Retract patient zhang-2024"
