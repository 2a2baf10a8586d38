"""A visit from the first field to the last with real keys, and what one undo takes back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.domain.response import Category, Criteria
from hcclog.domain.therapy import StopReason
from hcclog.logbook import Logbook
from hcclog.ui.labels import WrappedLabel
from hcclog.ui.main_window import MainWindow
from hcclog.ui.screenshots import settle
from hcclog.ui.visit.line import Line
from hcclog.ui.visit.page import VisitPage
from tests.ui.visit.keys import (
    CTRL,
    ENTER,
    ESCAPE,
    SHIFT,
    TAB,
    begin,
    enter,
    focused,
    page_of,
    press,
    spoken,
    top_of,
    treated,
)

Opener = Callable[[Logbook], MainWindow]


@pytest.fixture
def window(book: Logbook, open_window: Opener) -> MainWindow:
    return open_window(treated(book))


def record_of(window: MainWindow) -> PatientRecord:
    record = window.desk.record()
    assert record is not None
    return record


def counts(record: PatientRecord) -> dict[str, int]:
    return {noun.attribute: len(getattr(record, noun.attribute)) for noun in NOUNS[1:]}


def grown(before: PatientRecord, after: PatientRecord) -> dict[str, int]:
    old, new = counts(before), counts(after)
    return {name: new[name] - old[name] for name in new if new[name] != old[name]}


def line_at(page: VisitPage, place: str) -> Line:
    return next(line for line in page.form.lines() if line.place == place)


def input_at(page: VisitPage, place: str, name: str) -> QWidget:
    widget = line_at(page, place).fields[name].focusProxy()
    assert widget is not None
    return widget


def go_to(page: VisitPage, place: str, name: str) -> None:
    input_at(page, place, name).setFocus()


def type_whole_visit() -> None:
    """Type a visit with unchanged treatment, six labs and three lesions, from top to bottom."""
    enter("", "1", "60,5", "", "Well. Eats again.")
    enter("61.2", "88", "33", "40", "11", "39", "", "")
    enter("CT", "5", "", "40.0", "13.0", "14.5")


def test_a_whole_visit_without_the_mouse_is_one_undo(window: MainWindow) -> None:
    begin(window)
    before = record_of(window)
    assert spoken() == "Date"
    type_whole_visit()
    press(ENTER, CTRL)
    after = record_of(window)
    assert grown(before, after) == {
        "visits": 1,
        "labs": 6,
        "assessments": 1,
        "scans": 1,
        "measurements": 3,
    }
    visit = after.visits[-1]
    assert (str(visit.on), visit.ecog, visit.weight_kg) == ("2026-11-21", 1, Decimal("60.5"))
    assert (visit.note, visit.author) == ("Well. Eats again.", "nurse")
    assert [str(lab.value) for lab in after.labs[-6:]] == ["61.2", "88", "33", "40", "11", "39"]
    assert [lab.analyte for lab in after.labs[-6:]] == [lab.analyte for lab in before.labs[-6:]]
    assert window.actions_.undo.text() == "Undo Add visit of 2026-11-21"
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert record_of(window) == before
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert record_of(window) == after
    assert window.page.below.visit is None


def test_tab_goes_from_top_to_bottom_and_ends_at_save(window: MainWindow) -> None:
    page = begin(window)
    seen = [focused()]
    while focused() is not page.save_button:
        press(TAB)
        assert focused() not in seen
        seen.append(focused())
    tops = [top_of(page, widget) for widget in seen[:-1]]
    steps = [below - above for above, below in pairwise(tops)]
    assert all(step >= 0 for step in steps)
    assert len(seen) > 25


def test_tab_takes_lines_that_came_later_in_their_place(window: MainWindow) -> None:
    page = begin(window)
    go_to(page, "events/0", "term")
    QTest.keyClicks(focused(), "proteinuria")
    go_to(page, "events/0", "agents")
    press(TAB)
    assert focused() is input_at(page, "events/1", "term")


def test_enter_goes_to_the_next_field_and_at_last_to_save(window: MainWindow) -> None:
    page = begin(window)
    go_to(page, "events/0", "agents")
    press(ENTER)
    assert focused() is page.save_button
    before = record_of(window)
    press(ENTER)
    assert grown(before, record_of(window)) == {"visits": 1}


def test_a_new_line_of_the_note_is_shift_and_enter(window: MainWindow) -> None:
    page = begin(window)
    go_to(page, "", "on")
    page.form.general.note.setFocus()
    QTest.keyClicks(focused(), "one")
    press(ENTER, SHIFT)
    QTest.keyClicks(focused(), "two")
    press(ENTER)
    assert page.form.general.note.typed() == "one\ntwo"
    assert focused() is input_at(page, "labs/afp", "value")


def test_last_values_are_hints_and_never_values(window: MainWindow) -> None:
    page = begin(window)
    lines = {line.place: line for line in page.form.lines()}
    hints = [
        field.focusProxy().placeholderText()  # type: ignore[union-attr]
        for place, line in lines.items()
        for name, field in line.fields.items()
        if place.startswith("labs/") and name == "value" and "free" not in place
    ]
    assert hints == [f"{value} · 2026-10-20" for value in ("53.43", "120", "31", "44", "12", "38")]
    lesion = record_of(window).lesions[0].id
    size = input_at(page, f"imaging/sizes/{lesion}", "size")
    assert "· 2026-05-18" in size.placeholderText()  # type: ignore[attr-defined]
    assert set(page.form.typed()) == {"on", "author"}
    assert not page.is_touched


def test_the_sums_move_while_sizes_are_typed_and_nothing_is_written(window: MainWindow) -> None:
    page = begin(window)
    before = record_of(window)
    go_to(page, "imaging", "modality")
    enter("MRI", "", "")
    sizes = {"T1": "55", "T2": "14.1", "T3": "15.0"}
    for _ in sizes:
        label = spoken().partition(",")[0]
        enter(sizes[label])
    shown = page.form.imaging.sums.texts()
    assert shown[0].startswith("RECIST 1.1 PD sum 84.1 mm")
    assert window.desk.logbook.patient(before.patient.id) == before
    go_to(page, "", "on")
    focused().clear()  # type: ignore[attr-defined]
    QTest.keyClicks(focused(), "2026-13")
    assert page.form.imaging.sums.texts() == []


def test_lesions_and_the_response_are_asked_about_only_where_there_was_imaging(
    window: MainWindow,
) -> None:
    page = begin(window)
    lesion = record_of(window).lesions[0].id
    size, category = (
        input_at(page, f"imaging/sizes/{lesion}", "size"),
        input_at(page, "report", "category"),
    )
    assert not size.isVisible()
    assert not category.isVisible()
    go_to(page, "imaging", "modality")
    QTest.keyClicks(focused(), "CT")
    assert size.isVisible()
    assert category.isVisible()


def test_treatment_events_and_a_report_are_typed_in_one_pass(window: MainWindow) -> None:
    page = begin(window)
    before = record_of(window)
    go_to(page, "imaging", "modality")
    QTest.keyClicks(focused(), "CT")
    lenvatinib, sintilimab = before.courses
    go_to(page, f"courses/{lenvatinib.id}", "what")
    enter("stop", "progression", "2026-11-20", "taken", "")
    assert spoken() == "New agent"
    enter("regorafenib", "80 mg", "21 on 7 off", "", "new", "", "", "", "", "")
    assert spoken() == "Adverse event"
    enter("proteinuria", "3", "", "lenvatinib")
    go_to(page, "report", "category")
    enter("PD", "mRECIST", "Dr Ono")
    press(ENTER, CTRL)
    after = record_of(window)
    assert grown(before, after) == {
        "visits": 1,
        "lines": 1,
        "courses": 1,
        "assessments": 1,
        "scans": 1,
        "reported_responses": 1,
        "adverse_events": 1,
    }
    stopped = next(c for c in after.courses if c.id == lenvatinib.id)
    assert (str(stopped.end_on), stopped.stop_reason) == ("2026-11-20", StopReason.PROGRESSION)
    held = next(h for h in after.holds if h.course_id == sintilimab.id)
    assert str(held.end_on) == "2026-11-21"
    new = after.courses[-1]
    assert (new.agent, new.dose, new.days_on, new.days_off) == ("regorafenib", Decimal(80), 21, 7)
    assert new.line_id == next(line.id for line in after.lines if line.number == 3)
    report = after.reported_responses[-1]
    assert (report.category, report.criteria) == (Category.PD, Criteria.MRECIST)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert record_of(window) == before


def test_a_refusal_stands_at_its_field_and_everything_typed_stays(window: MainWindow) -> None:
    page = begin(window)
    before = record_of(window)
    type_whole_visit()
    afp = line_at(page, "labs/afp")
    afp.fields["value"].retype("5.5.1")
    typed = page.form.typed()
    press(ENTER, CTRL)
    assert "more than one separator" in afp.refusal.text()
    assert afp.refusal.isVisible()
    assert focused() is input_at(page, "labs/afp", "value")
    assert focused().property("invalid")
    assert page.form.typed() == typed
    assert record_of(window) == before
    focused().selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(focused(), "55.1")
    assert not afp.refusal.isVisible()
    press(ENTER, CTRL)
    assert grown(before, record_of(window))["labs"] == 6


def test_what_is_refused_when_it_is_written_stands_at_its_field_too(window: MainWindow) -> None:
    page = begin(window)
    before = record_of(window)
    go_to(page, "imaging", "modality")
    QTest.keyClicks(focused(), "CT")
    place = f"imaging/sizes/{before.lesions[0].id}"
    line_at(page, place).fields["size"].retype("12/30")
    press(ENTER, CTRL)
    assert "cannot be longer than the lesion" in line_at(page, place).refusal.text()
    assert focused() is input_at(page, place, "size")
    assert record_of(window) == before


def test_the_page_scrolls_to_what_is_refused(window: MainWindow) -> None:
    page = begin(window)
    page.form.general.on.retype("2026-13-01")
    go_to(page, "events/0", "term")
    press(ENTER, CTRL)
    QApplication.processEvents()
    assert focused() is input_at(page, "", "on")
    assert focused().visibleRegion().boundingRect().height() == focused().height()


def test_all_that_is_unlikely_is_asked_about_at_once(window: MainWindow) -> None:
    asked: list[list[str]] = []

    def confirm(_title: str, sentences: object, _needs_reason: bool) -> str | None:
        asked.append(list(sentences))  # type: ignore[call-overload]
        return None if len(asked) == 1 else "checked against the source"

    window.desk.confirm = confirm
    page = begin(window)
    before = record_of(window)
    page.form.general.on.retype("2026-12-24")
    line_at(page, "labs/afp").fields["value"].retype("5300")
    press(ENTER, CTRL)
    assert len(asked) == 1
    assert len(asked[0]) >= 2
    assert record_of(window) == before
    assert focused() is input_at(page, "", "on")
    press(ENTER, CTRL)
    assert grown(before, record_of(window)) == {"visits": 1, "labs": 1}
    entries, _ = window.desk.logbook.history()
    assert entries[-1].reason.startswith("checked against the source")


@pytest.mark.parametrize(
    ("answer", "is_left", "n_drafts"),
    [
        pytest.param(0, True, 1, id="kept as a draft"),
        pytest.param(1, True, 0, id="discarded"),
        pytest.param(None, False, 0, id="gone on with"),
    ],
)
def test_escape_asks_what_becomes_of_what_was_typed(
    window: MainWindow, answer: int | None, is_left: bool, n_drafts: int
) -> None:
    page = begin(window)
    go_to(page, "labs/afp", "value")
    QTest.keyClicks(focused(), "55")
    window.desk.choose = lambda _sentence, _readings: answer
    press(ESCAPE)
    assert (window.page.below.visit is None) is is_left
    assert len(window.desk.logbook.drafts()) == n_drafts


def test_escape_leaves_an_untouched_page_without_a_question(window: MainWindow) -> None:
    begin(window)
    press(ESCAPE)
    assert window.page.below.visit is None
    assert window.desk.logbook.drafts() == ()


def test_of_a_patient_of_whom_nothing_is_known_a_visit_is_typed_too(
    empty_patient: Logbook, open_window: Opener
) -> None:
    window = open_window(empty_patient)
    page = begin(window, "empty-01")
    before = record_of(window)
    go_to(page, "labs/free/0", "test")
    enter("AFP", "5.51 ng/mL")
    assert spoken() == "Another test"
    go_to(page, "imaging", "modality")
    enter("CT", "", "")
    enter("", "liver", "S8", "42.0/38.0")
    press(ENTER, CTRL)
    assert grown(before, record_of(window)) == {
        "visits": 1,
        "labs": 1,
        "assessments": 1,
        "scans": 1,
        "lesions": 1,
        "measurements": 1,
    }
    assert record_of(window).lesions[-1].label == "L1"


def test_a_relative_axis_needs_a_day_and_gets_none_by_itself(
    cases: Logbook, open_window: Opener
) -> None:
    window = open_window(cases)
    page = begin(window, "ikeda-2021")
    before = record_of(window)
    assert page.form.general.on.typed() == ""
    press(ENTER, CTRL)
    assert "A date is needed" in line_at(page, "").refusal.text()
    QTest.keyClicks(focused(), "day 900")
    press(ENTER, CTRL)
    assert grown(before, record_of(window)) == {"visits": 1}


def test_the_tabs_are_a_key_away_and_the_visit_waits(window: MainWindow) -> None:
    page = begin(window)
    go_to(page, "labs/afp", "value")
    QTest.keyClicks(focused(), "55")
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.page.below.visit is None
    bar = window.page.below.bar
    assert bar is not None
    assert bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert not bar.isVisible()
    assert line_at(page_of(window), "labs/afp").fields["value"].typed() == "55"


def test_one_enter_goes_on_from_a_name_while_its_offers_are_open(window: MainWindow) -> None:
    page = begin(window)
    place = next(line.place for line in page.form.lines() if "test" in line.fields)
    go_to(page, place, "test")
    QTest.keyClicks(focused(), "alb")
    line = focused()
    assert isinstance(line, QLineEdit)
    offers = line.completer().popup()
    assert offers is not None
    assert offers.isVisible()
    # The keys of a person go to the list that is open.
    QTest.keyClick(offers, ENTER)
    assert focused() is not line
    assert spoken() == "Value of the other test"


def test_the_words_of_a_course_are_seen_whole(cases: Logbook, open_window: Opener) -> None:
    window = open_window(cases)
    page = begin(window, "fonc-2024")
    settle()
    labels = page.form.treatment.findChildren(WrappedLabel)
    said = [each for each in labels if "started 3 months before" in each.text()]
    assert [each.height() >= each.heightForWidth(each.width()) for each in said] == [True]
    assert said[0].width() >= 200
