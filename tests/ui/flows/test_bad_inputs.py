"""What should not be entered, typed by keys into the forms: refused, asked about, or kept exactly.

Each row carries the number under which the list of bad inputs knows it. Where a group is not here,
its rows stand beside the part that they test: numbers in the row for results
(`panels/test_lab_entry.py`); C-08 to C-15 and C-20 in the worksheet
(`panels/test_worksheet_bad_inputs.py`); P-01 to P-03, T-04 and T-12 at a new patient
(`dialogs/test_new_patient.py`); D-02 of a column and N-03 of a block (`test_pasting.py`,
`dialogs/test_paste_preview.py`); N-16, C-01, C-04 and C-07 on the page of a visit
(`entry/visit/test_read.py`); T-05 and T-07 at the store (`commands/test_refusals.py`) and at every
reader (`entry/test_any_text.py`); S-03 and S-05 (`test_half_written.py`); K-03
(`test_colliding.py`); U-06 (`test_entering.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.logbook import Logbook
from hcclog.store.codec import table_of
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.dialogs.new_patient import NewPatient
from hcclog.ui.models.doubts import MARK
from hcclog.ui.models.event_table import EventTable
from hcclog.ui.models.lab_table import LabTable
from hcclog.ui.models.treatment_table import TreatmentTable
from tests.entry.visit.visits import under_treatment
from tests.ui.desks import add_record, chosen
from tests.ui.flows.typing import ENTER, fill

# Without a display a list of completions cannot come to the front; it is there all the same.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier
_LONGEST_TYPED = 80
Words = Mapping[str, str]
Opener = Callable[..., EntryDialog]


@pytest.fixture
def desk(book: Logbook) -> Desk:
    """A patient born in 1951 in the middle of a treatment."""
    record = under_treatment()
    born = replace(record.patient, birth_on=ClinicalDate.parse("1951-03-04"))
    add_record(book, replace(record, patient=born))
    return chosen(book, "example-01")


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Opener:
    """Open forms that have the keyboard."""

    def made(table: str) -> EntryDialog:
        dialog = EntryDialog(desk, table)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return made


def type_all(dialog: EntryDialog, words: Words) -> None:
    """Type each text into its field; a long one, or one of letters without a key, is pasted."""
    for name, text in words.items():
        field = dialog.entry.fields[name]
        dialog.entry.unfold()
        field.setFocus()
        if len(text) <= _LONGEST_TYPED and text.isascii():
            fill(field, text)
            continue
        QApplication.clipboard().setText(text)
        QTest.keyClick(focused(), Qt.Key.Key_A, CTRL)
        QTest.keyClick(focused(), Qt.Key.Key_V, CTRL)


def focused() -> Any:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def save(dialog: EntryDialog) -> None:
    """Press Ctrl+Enter in the first field, which adds from anywhere."""
    QTest.keyClick(focused(), ENTER, CTRL)


def of_table(desk: Desk, table: str) -> tuple[Any, ...]:
    """Return the entries of a noun."""
    record = desk.record()
    assert record is not None
    found: tuple[Any, ...] = getattr(record, NOUN_OF_TABLE[table].attribute)
    return found


def refused_at(dialog: EntryDialog) -> dict[str, str]:
    """Return the sentences that are shown, by field."""
    return {f.name: f.refusal.text() for f in dialog.entry if f.refusal.isVisible()}


def row(number: str, table: str, field: str, typed: str, says: str, **others: str) -> Any:
    """Return one row of the table below."""
    shown = typed if len(typed) < 24 else f"{typed[:20]}… ({len(typed)})"
    words = {**others, field: typed}
    return pytest.param(table, words, field, says, id=f"{number}: {shown} as {field}")


DAY = {"on": "2026-10-14"}
COURSE = {"agent": "regorafenib", "start_on": "2026-11-01"}
NOT_A_NUMBER = (
    ("N-03", "1,234", "1.234 or 1234"),
    ("N-04", "1.234,5", "more than one separator"),
    ("N-04", "1 234.5", "neither number nor unit"),
    ("N-04", "1'234.5", "neither number nor unit"),
    ("N-05", "nan", "not a number"),
    ("N-05", "inf", "not a number"),
    ("N-05", "-inf", "not negative"),
    ("N-05", "Infinity", "not a number"),
    ("N-05", "1e400", "neither number nor unit"),
    ("N-06", "1_000", "neither number nor unit"),
    ("N-06", "0x10", "no power of ten"),
    ("N-06", "1e3", "neither number nor unit"),
    ("N-06", "+5", "not a number"),
    ("N-09", "-5.51", "not negative"),
    ("N-09", "−5", "not negative"),
    ("N-18", "9" * 400, "at most 60 characters"),
    ("N-18", "5.51" + "0" * 60 + "1", "at most 60 characters"),
    ("N-19", "5.51 H", "neither number nor unit"),
    ("N-19", "5.51*", "neither number nor unit"),
    ("N-19", "=5.51", "not a number"),
    ("N-19", "ca. 5", "not a number"),
)
NOT_A_DAY = (
    ("D-01", "2024-02-30", "no such day"),
    ("D-01", "2023-02-29", "no such day"),
    ("D-01", "2024-13-01", "no such day"),
    ("D-01", "2024-00-10", "no such day"),
    ("D-02", "03/04/2024", "2024-04-03 or 2024-03-04"),
    ("D-03", "24-02-03", "four digits"),
    ("D-03", "3.2.24", "four digits"),
    ("D-13", "0001-01-01", "placeholder"),
    ("D-13", "9999-12-31", "placeholder"),
    ("D-13", "1900-01-01", "placeholder"),
    ("D-13", "1899-12-30", "placeholder"),
    ("D-14", "45325", "is not a date"),
)
REFUSED = [
    *(row(n, "visit", "weight_kg", text, says, **DAY) for n, text, says in NOT_A_NUMBER),
    *(
        row(n, "lab_result", "value", t, says, analyte="AFP", unit="ng/mL", **DAY)
        for n, t, says in NOT_A_NUMBER
        if n != "N-19"
    ),
    *(row(n, "visit", "on", text, says) for n, text, says in NOT_A_DAY),
    *(row(n, "course", "end_on", text, says, **COURSE) for n, text, says in NOT_A_DAY),
    row("N-08", "visit", "weight_kg", "<60", "without a comparator", **DAY),
    row("N-10", "visit", "weight_kg", "60 lb", "does not belong here", **DAY),
    row("N-10", "lab_result", "value", "9.86 ng/mL", "a field of its own", analyte="AFP", **DAY),
    row("N-16", "course", "dose", "0 mg", "a hold or a stop is an event", **COURSE),
    row("N-16", "course", "dose", "8", "needs its unit", **COURSE),
    row("N-09", "course", "dose", "-8 mg", "not negative", **COURSE),
    row("N-18", "course", "dose", "9" * 400 + " mg", "200 are the most", **COURSE),
    row("D-12", "course", "end_on", "2026-10-31", "lies before the start", **COURSE),
    row("C-03", "course", "every_days", "every 0 days", "counts from 1 day", **COURSE),
    row("C-03", "course", "every_days", "every -21 days", "counts from 1 day", **COURSE),
    row("C-03", "course", "every_days", "every month", "no fixed length", **COURSE),
    row(
        "C-17",
        "lab_result",
        "reference_low",
        "160",
        "upside down",
        analyte="AFP",
        value="5",
        unit="ng/mL",
        reference_high="0",
        **DAY,
    ),
    row("C-08", "lesion", "label", "t1", "is taken", organ="Liver"),
    row("T-04", "lesion", "label", "T 1", "is taken", organ="Liver"),
    row("T-03", "visit", "author", "Dr \u202eMeier", "reorders what is read", **DAY),
    row("T-03", "visit", "note", "8 \u2066mg", "reorders what is read", **DAY),
    row("T-03", "visit", "on", '2026-10-14 "\u202edawn"', "reorders what is read"),
]


@pytest.mark.parametrize(("table", "typed", "field", "says"), REFUSED)
def test_it_is_refused_at_its_field_and_stays_as_typed(
    desk: Desk, opened: Opener, table: str, typed: Words, field: str, says: str
) -> None:
    dialog = opened(table)
    before, stands = desk.logbook.revision, dialog.entry.fields[field]
    type_all(dialog, typed)
    shown = dialog.entry.typed()
    save(dialog)
    assert list(refused_at(dialog)) == [field]
    assert says in refused_at(dialog)[field]
    assert focused() is stands.focusProxy()
    assert dialog.isVisible()
    assert dialog.entry.typed() == shown
    assert shown[field] == typed[field]
    assert desk.logbook.revision == before


def asked(number: str, table: str, field: str, says: str, **typed: str) -> Any:
    """Return one row of the table below."""
    shown = " ".join(typed.values())
    return pytest.param(number, table, typed, field, says, id=f"{number}: {shown}")


ASKED = [
    asked("D-06", "visit", "on", "lies after today", on="2026-11-22"),
    asked("D-06", "visit", "on", "lies after today", on="2062-03-01"),
    asked("D-07", "visit", "on", "before the patient's birth", on="1949-03-01"),
    asked(
        "C-01",
        "course",
        "dose",
        "is unusual",
        agent="lenvatinib",
        dose="800 mg",
        start_on="2025-01-01",
        end_on="2025-02-01",
    ),
    asked(
        "C-01",
        "course",
        "dose",
        "is unusual",
        agent="sintilimab",
        dose="200 g",
        start_on="2025-01-01",
        end_on="2025-02-01",
    ),
    asked("C-01", "course", "dose", "is unusual", dose="1600 mg", **COURSE),
    asked(
        "C-03",
        "course",
        "every_days",
        "every 147 days is unusual",
        agent="sintilimab",
        dose="200 mg",
        every_days="every 21 weeks",
        start_on="2025-01-01",
        end_on="2025-02-01",
    ),
    asked(
        "C-04",
        "course",
        "start_on",
        "already given",
        agent="lenvatinib",
        dose="8 mg",
        start_on="2026-11-01",
    ),
    asked(
        "C-07",
        "lab_result",
        "value",
        "lies outside",
        analyte="AFP",
        value="80000000",
        unit="ng/mL",
        **DAY,
    ),
    asked(
        "C-07",
        "lab_result",
        "value",
        "lies outside",
        analyte="AFP",
        value="0.0001",
        unit="ng/mL",
        **DAY,
    ),
    asked(
        "N-11",
        "lab_result",
        "unit",
        "never reported in IU/mL",
        analyte="AFP",
        value="44.1",
        unit="IU/mL",
        **DAY,
    ),
    asked(
        "N-13",
        "lab_result",
        "value",
        "1\u2009000 times",
        analyte="PIVKA-II",
        value="120",
        unit="AU/mL",
        **DAY,
    ),
    asked(
        "N-14",
        "lab_result",
        "value",
        "1\u2009000 times",
        analyte="ALT",
        value="31000",
        unit="U/L",
        **DAY,
    ),
    asked(
        "C-16",
        "lab_result",
        "value",
        "both will be kept",
        analyte="AFP",
        value="54.1",
        unit="ng/mL",
        on="2026-10-20",
    ),
    asked(
        "C-18",
        "adverse_event",
        "ctcae_version",
        "which version",
        term="Hypertension",
        grade="2",
        ctcae_version="",
        start_on="2026-10-14",
    ),
]


@pytest.mark.parametrize(("number", "table", "typed", "field", "says"), ASKED)
def test_it_is_asked_about_and_stored_as_typed_when_confirmed(
    desk: Desk, opened: Opener, number: str, table: str, typed: Words, field: str, says: str
) -> None:
    questions: list[str] = []
    answers = [None, "checked against the source"]

    def answer(_title: str, sentences: Sequence[str], _needs_reason: bool) -> str | None:
        questions.append(" ".join(sentences))
        return answers[len(questions) - 1]

    desk.confirm = answer
    dialog = opened(table)
    before = {each.id for each in of_table(desk, table)}
    type_all(dialog, typed)
    shown, clerk = dialog.entry.typed(), desk.clerk()
    assert clerk is not None
    values = dialog.entry.read(clerk)
    save(dialog)
    assert says in questions[0]
    assert (list(refused_at(dialog)), dialog.isVisible()) == ([field], True)
    assert dialog.entry.typed() == shown
    assert {each.id for each in of_table(desk, table)} == before
    save(dialog)
    (added,) = (each for each in of_table(desk, table) if each.id not in before)
    assert {name: getattr(added, name) for name in values} == values
    reason = desk.logbook.store.reader.entries()[-1].reason
    assert reason == f"checked against the source. Confirmed: {questions[1]}"
    if number not in _SHOWN_ELSEWHERE:
        assert_marked(desk, added)


# A day to come or before birth looks like what it is: it stands in its place among the days.
_SHOWN_ELSEWHERE = {"D-06", "D-07"}
TABS = {"course": TreatmentTable, "lab_result": LabTable, "adverse_event": EventTable}


def assert_marked(desk: Desk, entity: Any) -> None:
    """Check that an entry in doubt bears the mark, with the sentence at it."""
    table = table_of(entity)
    rows = TABS[table](desk).table().rows
    tips = {r.mark[1]: cell.tip for r in rows for cell in r.cells if cell.after == MARK}
    # Of two results that do not go together it may stand at the later one alone.
    assert entity.id in tips or (table == "lab_result" and tips)
    assert all(tip.endswith(".") for tip in tips.values())


def kept(number: str, table: str, expected: Mapping[str, Any], **typed: str) -> Any:
    """Return one row of the table below."""
    return pytest.param(table, typed, expected, id=f"{number}: {' '.join(typed.values())[:40]}")


AFP = {"analyte": "AFP", "unit": "ng/mL", **DAY}
KEPT = [
    kept(
        "N-01", "lab_result", {"value": Decimal("55.51"), "as_typed": "55,51"}, value="55,51", **AFP
    ),
    kept("N-02", "lab_result", {"value": Decimal("51.234")}, value="51.234", **AFP),
    kept(
        "N-07",
        "lab_result",
        {"value": Decimal("55.51"), "as_typed": "５５．５１"},
        value="５５．５１",
        **AFP,
    ),
    kept("N-07", "lab_result", {"value": Decimal("55.51")}, value="٥٥٫٥١", **AFP),
    kept("N-08", "lab_result", {"value": Decimal("50.5"), "comparator": "<"}, value="<50.5", **AFP),
    kept("N-08", "lab_result", {"value": Decimal(60), "comparator": ">="}, value="≥ 60", **AFP),
    kept(
        "N-12",
        "lab_result",
        {"value": Decimal("53.0")},
        analyte="AFP",
        value="53.0",
        unit="ug/L",
        **DAY,
    ),
    kept("N-15", "lab_result", {"value": Decimal("41.4")}, value="4.14 x 10^1", **AFP),
    kept("N-15", "lab_result", {"value": Decimal(100)}, value="10²", **AFP),
    kept("N-17", "visit", {"weight_kg": Decimal("60.30")}, weight_kg="60.30", **DAY),
    kept(
        "C-02",
        "course",
        {"dose": Decimal(8), "dose_unit": "mg/kg"},
        agent="nivolumab",
        dose="8 mg/kg",
        start_on="2026-11-01",
    ),
    kept("C-06", "course", {"dose": None}, **COURSE),
    kept("D-04", "visit", {"on": ClinicalDate.parse("2024-10")}, on="2024-10"),
    kept("D-04", "visit", {"on": ClinicalDate.parse("2024")}, on="2024"),
    kept(
        "D-12",
        "course",
        {"end_on": ClinicalDate.parse("2026-11-01")},
        end_on="2026-11-01",
        **COURSE,
    ),
    kept("T-01", "visit", {"author": "José"}, author="Jose\u0301", **DAY),
    kept("T-02", "visit", {"author": "محمد علي"}, author="محمد علي", **DAY),
    kept("T-02", "visit", {"author": "张伟"}, author="张伟", **DAY),
    kept("T-06", "visit", {"note": "\xe1" + "\u0301" * 199}, note="a" + "\u0301" * 200, **DAY),
    kept("T-06", "visit", {"author": "👩‍⚕️"}, author="👩‍⚕️", **DAY),
    kept(
        "T-08",
        "visit",
        {"author": 'O\'Brien "Bob"; DROP TABLE patient;--'},
        author='O\'Brien "Bob"; DROP TABLE patient;--',
        **DAY,
    ),
    kept("T-08", "visit", {"note": "100% \\ _"}, note="100% \\ _", **DAY),
    kept(
        "T-09",
        "visit",
        {"author": '<img src="file:///etc/hostname">'},
        author='<img src="file:///etc/hostname">',
        **DAY,
    ),
    kept("T-10", "visit", {"author": "straße İ"}, author="straße İ", **DAY),
]


@pytest.mark.parametrize(("table", "typed", "expected"), KEPT)
def test_it_is_kept_exactly(
    desk: Desk, opened: Opener, table: str, typed: Words, expected: Mapping[str, Any]
) -> None:
    before = {each.id for each in of_table(desk, table)}
    dialog = opened(table)
    type_all(dialog, typed)
    save(dialog)
    assert refused_at(dialog) == {}
    (added,) = (each for each in of_table(desk, table) if each.id not in before)
    assert {name: getattr(added, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        pytest.param({"code": "\u0410B12"}, "code", "mixes letters", id="T-11: a Cyrillic A"),
        pytest.param(
            {"code": "P-9", "birth_on": "2027-01-01"}, "birth_on", "after today", id="D-07: unborn"
        ),
        pytest.param(
            {"code": "P-9", "birth_on": "1904-01-01"}, "birth_on", "122 years", id="D-07: over 120"
        ),
    ],
)
def test_a_patient_who_cannot_be_or_hardly_is_refused_or_asked_about(
    qtbot: QtBot, desk: Desk, typed: Words, field: str, says: str
) -> None:
    desk.confirm = lambda _title, _sentences, _needs_reason: None
    dialog = NewPatient(desk)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    revision = desk.logbook.revision
    type_all(dialog, typed)
    dialog.accept()
    assert says in refused_at(dialog)[field]
    assert dialog.entry.fields[field].typed() == typed[field]
    assert desk.logbook.revision == revision
