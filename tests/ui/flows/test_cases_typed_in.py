"""The three published cases, typed in from nothing by keys and clicks, are the same records."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from hcclog.domain.assessment import Assessment
from hcclog.domain.labs import LabResult
from hcclog.domain.record import NOUN_OF_CLASS, NOUNS, PatientRecord
from hcclog.domain.sources import Source, SourceKind
from hcclog.domain.visit import Visit
from hcclog.entry.clerk import Clerk
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.exchange.record_json import record_json
from hcclog.logbook import Logbook
from hcclog.store.codec import canonical, to_payload
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.dialogs.form import FormDialog
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.dialogs.new_lesion import NewLesion
from hcclog.ui.dialogs.new_patient import NewPatient
from hcclog.ui.dialogs.source import SourceOfEntries
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.nouns import FORMS
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.lab_panel import LabPanel
from hcclog.ui.panels.table_page import TablePage
from tests.books import TODAY
from tests.ui.flows.typing import ENTER, choose, fill, type_text, words_in

CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_DIALOGS: dict[str, type[FormDialog]] = {"assessment": NewAssessment, "lesion": NewLesion}
OpenWindow = Callable[[Logbook], MainWindow]


def the_case(code: str) -> PatientRecord:
    """Return a case as its file tells it."""
    numbers = count(1)
    path = next(path for path in case_paths() if path.stem == code)
    return read_case(path, lambda: f"id-{next(numbers):04d}")


class Reader:
    """A person with the paper beside the keyboard: knows what to type for each entry."""

    def __init__(self, case: PatientRecord) -> None:
        self.case = case
        numbers = count(1)
        self._clerk = Clerk(case, TODAY, lambda: f"new-{next(numbers)}")
        self._forms: dict[str, NounForm] = {}

    def words(self, entity: Any) -> dict[str, str]:
        """Return what stands in each field of an entry's form."""
        table = NOUN_OF_CLASS[type(entity)].table
        form = self._forms.setdefault(table, NounForm(FORMS[table]))
        form.show_entity(entity, self._clerk)
        found = {name: str(words_in(field)) for name, field in form.fields.items()}
        del found["source"]  # said once, for all entries of one place
        return found

    def of_itself(self, entity: Any) -> list[str]:
        """Return the fields whose date is counted from the entry's own start."""
        return [
            name
            for name, value in to_payload(entity).items()
            if name != "id" and str(entity.id) in str(value)
        ]

    def entries(self) -> Iterator[Any]:
        """Yield the entries, each after those that it speaks of, each kind in its order."""
        nouns = [noun for noun in NOUNS[1:] if noun.table != "scan"]  # part of their assessment
        waiting = {n.table: list(getattr(self.case, n.attribute)) for n in nouns}
        known: set[str] = {str(self.case.patient.id)}
        every = {str(e.id) for rest in waiting.values() for e in rest} | known
        while any(waiting.values()):
            ready = next(
                rest
                for rest in waiting.values()
                if rest and refers_to(rest[0], every) <= known | {str(rest[0].id)}
            )
            known.add(str(ready[0].id))
            yield ready.pop(0)


def refers_to(entity: Any, ids: set[str]) -> set[str]:
    """Return the entries that an entity speaks of, in its references and its dates."""
    return set(re.findall(r"id-[0-9]{4}", canonical(to_payload(entity)))) & ids


def told(record: PatientRecord) -> Any:
    """Return what `show --json` prints, with ids that say what and the how-manieth."""
    text = json.dumps(record_json(record), ensure_ascii=False, indent=1)
    for noun in NOUNS:
        part = getattr(record, noun.attribute)
        for n, entity in enumerate(part if isinstance(part, tuple) else (part,), start=1):
            text = text.replace(str(entity.id), f"{noun.table}-{n}")
    return json.loads(text)


def choose_from_menu(window: MainWindow, words: str) -> None:
    """Open the menu "New", in it the other entries, and click one of them."""
    button = next(b for b in window.bar.findChildren(QToolButton) if b.text() == "&New")
    first = button.menu()
    first.popup(button.mapToGlobal(button.rect().bottomLeft()))
    others = next(a for a in first.actions() if a.text() == "&Other entries")
    QTest.keyClick(first, Qt.Key.Key_O)
    menu = others.menu()
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    action = next(a for a in menu.actions() if a.text() == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def press_offer(window: MainWindow, table: str) -> None:
    """Press the button for a new entry of a kind, in its tab."""
    window.page.tabs.show_table(table)
    page = window.page.tabs.stack.currentWidget()
    assert isinstance(page, TablePage)
    assert page.bar is not None
    QTest.mouseClick(page.bar.buttons[table], Qt.MouseButton.LeftButton)


def open_dialog(window: MainWindow, kind: type[Any]) -> Any:
    """Return the dialog of a kind that is open."""
    (found,) = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return found


def say_source(window: MainWindow, source: Source) -> None:
    """Say where the entries from now on come from."""
    if window.desk.source == source:
        return
    QTest.keyClick(window, Qt.Key.Key_S, CTRL | SHIFT)
    dialog: SourceOfEntries = open_dialog(window, SourceOfEntries)
    choose(dialog.kind, source.kind.value)
    type_text(dialog.document, source.document)
    type_text(dialog.place, source.place)
    if dialog.derived.isChecked() is not source.derived:
        QTest.keyClick(dialog.derived, Qt.Key.Key_Space)
    QTest.keyClick(dialog.place, ENTER)
    assert window.desk.source == source


def type_patient(window: MainWindow, reader: Reader) -> None:
    """Type the patient into the form for a new one."""
    window.actions_.new_patient.trigger()
    dialog: NewPatient = open_dialog(window, NewPatient)
    fill_form(dialog, dialog.entry, reader.words(reader.case.patient))
    assert window.desk.patient_id


def fill_form(dialog: FormDialog, form: NounForm, words: dict[str, str]) -> None:
    """Fill fields of a form and press Enter."""
    if form.more.isVisible():
        QTest.mouseClick(form.more, Qt.MouseButton.LeftButton)
    for name, text in words.items():
        fill(form.fields[name], text)
    QTest.keyClick(dialog, ENTER)
    said = [f.refusal.text() for f in form if f.refusal.isVisible()]
    assert not dialog.isVisible(), (dialog.windowTitle(), words, said, dialog.refusal.text())


def type_entry(window: MainWindow, reader: Reader, entity: Any) -> None:
    """Type one entry into its form; what is counted from its own start, once that is there."""
    noun = NOUN_OF_CLASS[type(entity)]
    if isinstance(entity, LabResult) and entity.until_on is None:
        type_result(window, reader, entity)
        return
    if isinstance(entity, Visit):
        press_offer(window, noun.table)
    else:
        choose_from_menu(window, f"New {noun.label}…")
    dialog = open_dialog(window, _DIALOGS.get(noun.table, EntryDialog))
    if isinstance(entity, Assessment):
        prepare_scans(dialog, reader, entity)
    words, later = reader.words(entity), reader.of_itself(entity)
    now = {name: text for name, text in words.items() if name not in later}
    fill_form(dialog, dialog.entry, now)
    if later:
        open_correction(window, noun.table)
        dialog = open_dialog(window, EntryDialog)
        fill_form(dialog, dialog.entry, {name: words[name] for name in later})


def type_result(window: MainWindow, reader: Reader, lab: LabResult) -> None:
    """Type one result into the row that is always empty."""
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    page = window.page.tabs.stack.currentWidget()
    assert isinstance(page, LabPanel)
    words = reader.words(lab)
    limits = (lab.reference_low, lab.reference_high)
    reference = "-".join(f"{limit:f}" for limit in limits if limit is not None)
    typed = (words["on"], words["analyte"], lab.as_typed, lab.unit, reference, lab.laboratory)
    for field, text in zip(page.entry.fields(), typed, strict=True):
        type_text(field, text)
    QTest.keyClick(page.entry.value, ENTER)
    assert page.entry.value.text() == "", page.entry.refusal.text()


def prepare_scans(dialog: NewAssessment, reader: Reader, assessment: Assessment) -> None:
    """Type the scans of an assessment in, one below the other."""
    while dialog.scans.rows:
        QTest.mouseClick(dialog.scans.rows[0].remove, Qt.MouseButton.LeftButton)
    for scan in reader.case.scans:
        if scan.assessment_id == assessment.id:
            QTest.mouseClick(dialog.scans.add, Qt.MouseButton.LeftButton)
            words = reader.words(scan)
            for name, field in dialog.scans.rows[-1].fields.items():
                fill(field, words[name])
    if dialog.is_baseline.isChecked():
        QTest.keyClick(dialog.is_baseline, Qt.Key.Key_Space)


def open_correction(window: MainWindow, table: str) -> None:
    """Open the entry that was added last: its tab, its row, Enter."""
    window.page.tabs.show_table(table)
    page = window.page.tabs.stack.currentWidget()
    assert isinstance(page, TablePage)
    view = page.view
    QTest.keyClick(view, ENTER)


@pytest.mark.parametrize("code", CODES)
def test_a_case_typed_in_is_the_case(book: Logbook, open_window: OpenWindow, code: str) -> None:
    case, window = the_case(code), open_window(book)
    reader = Reader(case)
    assert case.patient.source.kind is SourceKind.CASE_REPORT
    say_source(window, case.patient.source)
    type_patient(window, reader)
    for entity in reader.entries():
        say_source(window, entity.source)
        type_entry(window, reader, entity)
    record = window.desk.record()
    assert record is not None
    assert told(record) == told(case)
