"""What is typed into a cell of the worksheet."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionKind, LesionState, Measurement, Trend
from hcclog.domain.record import PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.entry.sizes import measured as measured_by
from hcclog.entry.sizes import measurement_at, size_text
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.sizing import enter_size
from tests.report.samples import PATIENT, measured_case
from tests.ui.desks import chosen


@pytest.fixture
def desk(measured: Logbook) -> Desk:
    return chosen(measured, "example-01")


def lesion_id(desk: Desk, label: str) -> str:
    record = desk.record()
    assert record is not None
    return next(lesion.id for lesion in record.lesions if lesion.label == label)


def enter(desk: Desk, label: str, text: str) -> Measurement | None:
    assert enter_size(desk, lesion_id(desk, label), "A3", text)
    record = desk.record()
    assert record is not None
    return measurement_at(record, lesion_id(desk, label), "A3")


def sizes(seen: Measurement | None) -> tuple[Decimal | None, ...]:
    assert seen is not None
    return seen.longest_mm, seen.short_axis_mm, seen.viable_mm


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("T1", "44.5", ("44.5", None, None)),
        ("T1", "44.5/12", ("44.5", None, "12")),
        ("T1", "44.5/0", ("44.5", None, "0")),
        ("T1", "4.4 cm", ("44", None, None)),
        ("T3", "9.5", (None, "9.5", None)),
        ("T1", "44.5x31", ("44.5", "31", None)),
        ("T1", "44,5 × 31,0 / 12 mm", ("44.5", "31.0", "12")),
        ("T1", "4.4x3.1 cm", ("44", "31", None)),
        ("T1", "4.4/1.2 cm", ("44", None, "12")),
        ("T1", "0.1 cm", ("1", None, None)),
        ("T1", "x15", (None, "15", None)),
        ("T1", "/38", (None, None, "38")),
        ("T3", "22x15", ("22", "15", None)),
        ("T3", "22x", ("22", None, None)),
    ],
    ids=[
        "a diameter",
        "whole and viable",
        "nothing viable",
        "centimetres",
        "a node's short axis",
        "both diameters",
        "both and viable, with decimal commas and spaces",
        "both in centimetres",
        "whole and viable in centimetres",
        "a tenth of a centimetre, exactly",
        "a short axis alone",
        "a viable part alone",
        "a node's both diameters",
        "a node's longest alone",
    ],
)
def test_a_size_is_read(
    desk: Desk, label: str, text: str, expected: tuple[str | None, ...]
) -> None:
    wanted = tuple(None if part is None else Decimal(part) for part in expected)
    assert sizes(enter(desk, label, text)) == wanted


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("a", LesionState.ABSENT),
        ("P", LesionState.PRESENT),
        ("t", LesionState.TOO_SMALL),
        ("n", LesionState.NOT_EVALUABLE),
        ("g", LesionState.PROGRESSED),
        ("e", LesionState.EQUIVOCAL),
        ("not evaluable", LesionState.NOT_EVALUABLE),
    ],
)
def test_a_letter_is_a_state(desk: Desk, text: str, state: LesionState) -> None:
    seen = enter(desk, "T1", text)
    assert seen is not None
    assert seen.state is state
    assert sizes(seen) == (None, None, None)


def test_an_emptied_cell_takes_its_measurement_out(desk: Desk) -> None:
    assert enter(desk, "T1", "") is None
    desk.undo()
    record = desk.record()
    assert record is not None
    assert measurement_at(record, lesion_id(desk, "T1"), "A3") is not None


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "-3",
        "big",
        "12/30",
        "<5",
        "5 kg",
        "merged",
        "m T9",
        "m T1",
        "a p",
        "a 12",
        "larger smaller",
        "12x13x14",
        "12/.",
        "/",
    ],
    ids=[
        "zero",
        "negative",
        "a word",
        "viable over whole",
        "a comparator",
        "kilograms",
        "a merge with nothing",
        "a merge with a lesion that is not there",
        "a merge with itself",
        "two states",
        "a size of what is absent",
        "two trends",
        "three diameters",
        "half a number",
        "a slash alone",
    ],
)
def test_what_is_no_size_is_refused(desk: Desk, qtbot: QtBot, text: str) -> None:
    record = desk.record()
    with qtbot.waitSignal(desk.refused) as signal:
        assert not enter_size(desk, lesion_id(desk, "T1"), "A3", text)
    assert signal.args is not None
    assert signal.args[0].endswith(".")
    assert desk.record() is record


@pytest.mark.parametrize(
    ("text", "state", "trend", "cytology"),
    [
        ("p larger", LesionState.PRESENT, Trend.LARGER, None),
        ("g, larger", LesionState.PROGRESSED, Trend.LARGER, None),
        ("nearly gone p", LesionState.PRESENT, Trend.NEARLY_GONE, None),
        ("gone", LesionState.ABSENT, None, None),
        ("p c+", LesionState.PRESENT, None, True),
        ("smaller", None, Trend.SMALLER, None),
        ("merged into T2", LesionState.MERGED, None, None),
        ("m:t2 larger", LesionState.MERGED, Trend.LARGER, None),
        ("s T2", LesionState.SPLIT, None, None),
    ],
)
def test_several_facts_stand_in_one_cell(
    desk: Desk,
    text: str,
    state: LesionState | None,
    trend: Trend | None,
    cytology: bool | None,
) -> None:
    seen = enter(desk, "T1", text)
    assert seen is not None
    assert (seen.state, seen.trend, seen.cytology_positive) == (state, trend, cytology)
    partner = lesion_id(desk, "T2") if "2" in text else None
    assert seen.other_lesion_id == partner


def test_what_is_typed_over_leaves_nothing_of_what_was_there(desk: Desk) -> None:
    enter(desk, "T1", "44.5x31/12 larger")
    seen = enter(desk, "T1", "40")
    assert sizes(seen) == (Decimal(40), None, None)
    assert seen is not None
    assert seen.trend is None


def test_of_two_measurements_a_person_chooses_the_one_that_counts(desk: Desk) -> None:
    asked: list[str] = []

    def second(sentence: str, readings: object) -> int:
        asked.append(sentence)
        return 1

    desk.choose = second
    seen = enter(desk, "T1", "41.2 & 43.0")
    assert sizes(seen) == (Decimal("43.0"), None, None)
    assert seen is not None
    assert seen.note == "Also measured: 41.2."
    assert asked == ["T1 is measured 2 times here. Which counts?"]


def test_of_two_measurements_none_is_taken_where_nobody_chooses(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.refused):
        assert not enter_size(desk, lesion_id(desk, "T1"), "A3", "41.2 & 43.0")


def clerk_of(record: PatientRecord) -> Clerk:
    number = count(1)
    return Clerk(record, date(2026, 6, 1), lambda: f"new-{next(number)}")


def read_back(record: PatientRecord, seen: Measurement) -> Measurement:
    """Return what a cell holds after the words of a measurement were typed into it."""
    lesion = next(each for each in record.lesions if each.id == seen.lesion_id)
    labels: dict[str, str] = {each.id: each.label for each in record.lesions}
    text = size_text(seen, lesion, labels)
    return measured_by(clerk_of(record), lesion, seen.assessment_id, text)


@pytest.mark.parametrize("code", ["zhang-2024", "ikeda-2021", "fonc-2024"])
def test_every_measurement_of_a_case_can_be_typed(cases: Logbook, code: str) -> None:
    record = cases.patient(cases.find(code) or "")
    assert record is not None
    assert record.measurements
    for seen in record.measurements:
        assert read_back(record, seen) == seen


LENGTHS = st.decimals(min_value="0.1", max_value="299.99", places=2) | st.integers(1, 99).map(
    Decimal
)
PARTNERED = (LesionState.MERGED, LesionState.SPLIT)


@st.composite
def measurements(draw: st.DrawFn) -> tuple[PatientRecord, Measurement]:
    """Return a measurement of any shape, in a record with a lesion of any label."""
    labels = st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), min_size=1)
    label = draw(labels.filter(lambda each: bool(each.strip())))
    kind = draw(st.sampled_from([LesionKind.MASS, LesionKind.NODE, LesionKind.EFFUSION]))
    own = Lesion(EntityId("own"), PATIENT, "T1", "liver", kind=kind)
    other = Lesion(EntityId("other"), PATIENT, f"x{label.strip()}", "liver")
    state = draw(st.none() | st.sampled_from(LesionState))
    partner = other.id if state in PARTNERED else None
    sized = state is not LesionState.ABSENT
    seen = Measurement(
        EntityId("seen"),
        PATIENT,
        EntityId("A0"),
        own.id,
        longest_mm=draw(st.none() | LENGTHS) if sized else None,
        short_axis_mm=draw(st.none() | LENGTHS) if sized else None,
        viable_mm=draw(st.none() | st.just(Decimal(0)) | LENGTHS) if sized else None,
        state=state,
        other_lesion_id=partner,
        trend=draw(st.none() | st.sampled_from(Trend)),
        cytology_positive=draw(st.none() | st.booleans()),
        note="as printed",
    )
    record = replace(measured_case(), lesions=(own, other), measurements=(seen,))
    return record, seen


@given(drawn=measurements())
def test_what_a_cell_says_reads_back_as_it_is(drawn: tuple[PatientRecord, Measurement]) -> None:
    record, seen = drawn
    lesion = record.lesions[0]
    if size_text(seen, lesion, {}):
        back = read_back(record, seen)
        assert back == seen
        assert str(back) == str(seen)
