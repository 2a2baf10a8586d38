"""The row for new results, by the keyboard alone and with its keys counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.labs import LabResult
from hcclog.entry.asking import no_choice
from hcclog.entry.preferences import Preferences
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.lab_entry import LabEntry
from hcclog.ui.panels.lab_panel import LabPanel
from hcclog.ui.screenshots import settle
from tests.books import TODAY, a_lab, a_patient
from tests.ui.keyboard import CTRL, Keyboard

# The offscreen platform says so when a completer opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Opener = Callable[[Logbook], MainWindow]
_ENTER, _TAB, _L = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_L
SIX = (
    ("af", "53.4", "afp"),
    ("pi", "412", "pivka-ii"),
    ("ve", "88.1", "vegf"),
    ("ca", "36.5", "ca19-9"),
    ("ce", "2.1", "cea"),
    ("al", "35", "albumin"),
)


@pytest.fixture
def window(empty_patient: Logbook, open_window: Opener) -> MainWindow:
    opened = open_window(empty_patient)
    # A dialog that waits for an answer would stop the test.
    opened.desk.choose = no_choice
    return opened


@pytest.fixture
def keys(window: MainWindow) -> Keyboard:
    return Keyboard(window)


def entry_of(window: MainWindow) -> LabEntry:
    page = window.page.tabs.page(1)
    assert isinstance(page, LabPanel)
    return page.entry


def labs(window: MainWindow) -> tuple[LabResult, ...]:
    record = window.desk.record()
    assert record is not None
    return record.labs


def test_one_value_of_today_takes_at_most_twelve_keys_and_its_digits(
    window: MainWindow, keys: Keyboard
) -> None:
    keys.press(_L, CTRL)
    keys.press(_TAB)
    keys.write("af")
    keys.press(_ENTER)
    keys.write("53.4")
    keys.press(_ENTER)
    (lab,) = labs(window)
    assert (lab.analyte, str(lab.value), lab.unit, str(lab.on)) == (
        "afp",
        "53.4",
        "ng/mL",
        TODAY.isoformat(),
    )
    assert keys.n_pressed - len("53.4") <= 12


@pytest.mark.parametrize("go_on", [_TAB, _ENTER], ids=["with Tab", "with Enter"])
def test_six_markers_of_today_take_at_most_forty_keys_and_their_digits(
    window: MainWindow, keys: Keyboard, go_on: Qt.Key
) -> None:
    keys.press(_L, CTRL)
    keys.press(_TAB)
    for begun, value, _code in SIX:
        keys.write(begun)
        keys.press(go_on)
        keys.write(value)
        keys.press(_ENTER)
    assert [(lab.analyte, str(lab.value)) for lab in labs(window)] == [
        (code, value) for _begun, value, code in SIX
    ]
    assert keys.n_pressed - sum(len(value) for _begun, value, _code in SIX) <= 40


def test_the_patients_own_tests_come_before_all_others(window: MainWindow, keys: Keyboard) -> None:
    record = window.desk.record()
    assert record is not None
    own = a_lab(record.patient, "12", analyte="alp", unit="U/L")
    window.desk.do(Add((own,)))
    keys.press(_L, CTRL)
    keys.press(_TAB)
    keys.write("a")
    keys.press(_TAB)
    assert entry_of(window).test.text() == "ALP"


def test_the_date_is_typed_over_and_kept(window: MainWindow, keys: Keyboard) -> None:
    keys.press(_L, CTRL)
    keys.write("2026-10")
    keys.press(_ENTER)
    keys.write("af")
    keys.press(_ENTER)
    keys.write("5")
    keys.press(_ENTER)
    entry = entry_of(window)
    assert str(labs(window)[0].on) == "2026-10"
    assert [field.text() for field in entry.fields()] == ["2026-10", "", "", "", "", ""]
    assert QApplication.focusWidget() is entry.test


def test_undo_right_after_a_result_takes_back_the_result_and_before_it_what_was_typed(
    window: MainWindow, keys: Keyboard
) -> None:
    keys.press(_L, CTRL)
    keys.press(_ENTER)
    keys.write("af")
    keys.press(_ENTER)
    keys.write("5")
    keys.press(_ENTER)
    assert len(labs(window)) == 1
    keys.write("x")
    keys.press(Qt.Key.Key_Z, CTRL)
    assert entry_of(window).test.text() == ""
    assert len(labs(window)) == 1
    keys.press(Qt.Key.Key_Z, CTRL)
    assert labs(window) == ()


def test_a_unit_in_the_value_moves_into_its_field(window: MainWindow, keys: Keyboard) -> None:
    entry = entry_of(window)
    keys.press(_L, CTRL)
    keys.press(_TAB)
    keys.write("af")
    keys.press(_TAB)
    assert entry.unit.text() == "ng/mL"
    keys.write("1089 IU/mL")
    assert entry.unit.text() == "IU/mL"
    assert entry.hint.text() == "read as 1089 IU/mL"
    keys.press(_ENTER)
    assert (str(labs(window)[0].value), labs(window)[0].unit) == ("1089", "IU/mL")


@pytest.mark.parametrize(
    ("date", "value", "hint"),
    [
        ("today", "5,51", "read as 5.51 ng/mL, on 2026-11-21"),
        ("2026-11-21", "9.86 ug/L", "read as 9.86 µg/L, = 9.86 ng/mL"),
        ("2026-11-21", "1,089", "1.089 or 1089: Enter asks"),
        ("2026-11-21", "53.4", "Enter adds the result"),
        ("2026-11-21", "1.2.3", "Enter adds the result"),
    ],
    ids=[
        "a decimal comma, and a word for the day",
        "two units",
        "two readings",
        "as it stands",
        "nothing that can be read yet",
    ],
)
def test_what_is_understood_stands_beside(
    window: MainWindow, keys: Keyboard, date: str, value: str, hint: str
) -> None:
    keys.press(_L, CTRL)
    keys.write(date)
    keys.press(_ENTER)
    keys.write("af")
    keys.press(_ENTER)
    keys.write(value)
    assert entry_of(window).hint.text() == hint


REFUSED = [
    ("1.234,5", "more than one separator"),
    ("1 234.5", "neither number nor unit"),
    ("1'234.5", "neither number nor unit"),
    ("nan", "not a number"),
    ("inf", "not a number"),
    ("1e400", "neither number nor unit"),
    ("1_000", "neither number nor unit"),
    ("0x10", "no power of ten"),
    ("+5", "not a number"),
    ("-5.51", "not negative"),
    ("−5", "not negative"),
    ("1,234", "1.234 or 1234"),
    ("9" * 61, "at most 60 characters"),
    ("5.51" + "0" * 40 + "1", "at most 24 digits"),
    ("5.51 H", "neither number nor unit"),
    ("5.51*", "neither number nor unit"),
    ("=5.51", "not a number"),
    ("ca. 5", "not a number"),
]


def enter_value(window: MainWindow, keys: Keyboard, value: str) -> LabEntry:
    """Type AFP of today, and Enter."""
    entry = entry_of(window)
    keys.press(_L, CTRL)
    keys.press(_TAB)
    keys.write("af")
    keys.press(_TAB)
    # What QTest has no key for comes as from an input method.
    entry.value.insert(value)
    entry.value.textEdited.emit(value)
    keys.press(_ENTER)
    return entry


@pytest.mark.parametrize(
    ("value", "words"), REFUSED, ids=[f"refused: {v[:12]}" for v, _ in REFUSED]
)
def test_what_is_no_value_is_said_at_its_field_and_stays(
    window: MainWindow, keys: Keyboard, value: str, words: str
) -> None:
    entry = enter_value(window, keys, value)
    assert labs(window) == ()
    assert entry.value.text() == value
    assert entry.value.property("invalid")
    assert words in entry.refusal.text()
    assert entry.refusal.isVisible()
    assert QApplication.focusWidget() is entry.value


STORED = [
    ("5,51", "5.51", "ng/mL", ""),
    ("1.234", "1.234", "ng/mL", ""),
    ("５．５１", "5.51", "ng/mL", ""),
    ("<0.5", "0.5", "ng/mL", "<"),
    ("≥ 60500", "60500", "ng/mL", ">="),
    ("9.86 ng/mL", "9.86", "ng/mL", ""),
    ("8.1 IU/mL", "8.1", "IU/mL", ""),
    ("9.86 μg/L", "9.86", "µg/L", ""),
    ("4.14 x 10^1 IU/mL", "41.4", "IU/mL", ""),
    ("12.30", "12.30", "ng/mL", ""),
]


@pytest.mark.parametrize(
    ("value", "exact", "unit", "sign"), STORED, ids=[f"stored: {row[0]}" for row in STORED]
)
def test_what_is_a_value_is_stored_exactly(
    window: MainWindow, keys: Keyboard, value: str, exact: str, unit: str, sign: str
) -> None:
    entry = enter_value(window, keys, value)
    (lab,) = labs(window)
    assert (str(lab.value), lab.unit, lab.as_typed) == (exact, unit, value)
    assert lab.comparator == (sign or "=")
    assert not entry.refusal.isVisible()


def asked_at(window: MainWindow, answer: str | None) -> list[tuple[str, ...]]:
    """Answer every question alike, and return what is asked from now on."""
    asked: list[tuple[str, ...]] = []

    def confirm(_title: str, sentences: Sequence[str], _needs_reason: bool) -> str | None:
        asked.append(tuple(sentences))
        return answer

    window.desk.confirm = confirm
    return asked


@pytest.mark.catalogue("C-07", "N-13")
def test_a_tenfold_value_is_asked_about_and_marked(window: MainWindow, keys: Keyboard) -> None:
    record = window.desk.record()
    assert record is not None
    window.desk.do(Add((a_lab(record.patient, "5", "2026-01-01"),)))
    asked = asked_at(window, None)
    entry = enter_value(window, keys, "53.4")
    sentence = "AFP 53.4 ng/mL is 10 times the last one, 5 ng/mL (2026-01-01)."
    assert asked == [(sentence,)]
    assert entry.refusal.text() == sentence
    assert entry.value.text() == "53.4"
    asked_at(window, "")
    keys.press(_ENTER)
    assert [str(lab.value) for lab in labs(window)] == ["5", "53.4"]
    table = window.page.tabs.page(1)
    assert isinstance(table, LabPanel)
    cells = table.model.table().rows[0].cells
    assert (cells[3].words, cells[3].tip) == ("ng/mL ?", sentence)


@pytest.mark.parametrize(
    ("answer", "n_labs"), [("checked", 1), (None, 0)], ids=["kept", "gone back"]
)
def test_d_06_a_day_to_come_is_asked_about(
    window: MainWindow, keys: Keyboard, answer: str | None, n_labs: int
) -> None:
    asked = asked_at(window, answer)
    keys.press(_L, CTRL)
    keys.write("2062-01-01")
    keys.press(_ENTER)
    keys.write("af")
    keys.press(_ENTER)
    keys.write("5")
    keys.press(_ENTER)
    assert asked == [("2062-01-01 lies after today.",)]
    assert len(labs(window)) == n_labs
    assert entry_of(window).on.text() == "2062-01-01"


def test_c_17_the_last_range_of_the_laboratory_is_remembered_and_one_upside_down_refused(
    empty_patient: Logbook, open_window: Opener
) -> None:
    other = a_patient("other-1")
    remembered = a_lab(
        other, "5", laboratory="Ward", reference_low=Decimal(0), reference_high=Decimal("8.40")
    )
    empty_patient.do(Add((other, remembered)))
    window = open_window(empty_patient)
    window.desk.choose_patient(empty_patient.find("empty-01") or "")
    window.desk.set_preferences(Preferences(laboratory="Ward"))
    keys, entry = Keyboard(window), entry_of(window)
    enter_value(window, keys, "6")
    (lab,) = labs(window)
    assert (lab.laboratory, lab.reference_low, lab.reference_high) == (
        "Ward",
        Decimal(0),
        Decimal("8.40"),
    )
    keys.write("af")
    keys.press(_TAB)
    keys.write("7")
    assert entry.reference.text() == "0-8.40"
    keys.press(_TAB, times=2)
    keys.write("160-0")
    keys.press(_ENTER)
    assert "upside down" in entry.refusal.text()
    assert QApplication.focusWidget() is entry.reference
    assert len(labs(window)) == 1


def test_the_usual_range_of_the_catalogue_is_a_hint_and_no_value(
    window: MainWindow, keys: Keyboard
) -> None:
    entry = enter_value(window, keys, "6")
    assert labs(window)[0].reference_high is None
    keys.write("alb")
    keys.press(_TAB)
    assert (entry.reference.text(), entry.reference.placeholderText()) == ("", "35-50")


def test_range_and_laboratory_are_corrected_in_place(window: MainWindow, keys: Keyboard) -> None:
    enter_value(window, keys, "6")
    page = window.page.tabs.page(1)
    assert isinstance(page, LabPanel)
    model = page.model
    assert model.setData(model.index(0, 4), "0-7")
    assert model.setData(model.index(0, 5), "Ward")
    (lab,) = labs(window)
    assert (lab.reference_low, lab.reference_high, lab.laboratory) == (
        Decimal(0),
        Decimal(7),
        "Ward",
    )


def test_a_patient_whose_days_are_counted_starts_with_an_empty_date(
    cases: Logbook, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(cases)
    window.desk.choose_patient(cases.find("ikeda-2021") or "")
    entry = entry_of(window)
    assert entry.on.text() == ""
    window.desk.choose_patient(cases.find("zhang-2024") or "")
    assert entry.on.text() == TODAY.isoformat()


@pytest.mark.parametrize("code", ["ikeda-2021", "zhang-2024"])
def test_each_field_is_as_wide_as_the_column_below_it(
    cases: Logbook, open_window: Opener, code: str
) -> None:
    window = open_window(cases)
    window.resize(1600, 900)
    window.desk.choose_patient(cases.find(code) or "")
    settle()
    page = window.page.tabs.page(1)
    assert isinstance(page, LabPanel)
    gaps = [
        page.view.columnWidth(column) - field.width()
        for column, field in enumerate(page.entry.fields())
    ]
    assert gaps == [8] * len(gaps)


def test_long_dates_take_the_room_of_columns_in_which_nothing_stands(
    cases: Logbook, open_window: Opener
) -> None:
    window = open_window(cases)
    window.resize(1600, 900)
    window.desk.choose_patient(cases.find("ikeda-2021") or "")
    settle()
    page = window.page.tabs.page(1)
    assert isinstance(page, LabPanel)
    titles = [column.title for column in page.model.table().columns]
    when, reference = titles.index("When"), titles.index("Reference")
    assert page.view.columnWidth(when) >= page.view.sizeHintForColumn(when)
    assert page.view.columnWidth(reference) < 90


def test_other_settings_take_nothing_away_that_was_typed(
    window: MainWindow, keys: Keyboard
) -> None:
    keys.press(_L, CTRL)
    keys.press(_ENTER)
    keys.write("af")
    keys.press(_TAB)
    keys.write("53.4")
    window.actions_.themes[1].trigger()
    window.actions_.themes[0].trigger()
    entry = entry_of(window)
    assert (entry.test.text().casefold(), entry.value.text()) == ("afp", "53.4")
    assert entry.on.text() == TODAY.isoformat()
