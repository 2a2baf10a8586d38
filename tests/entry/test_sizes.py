"""What is typed into a cell of the worksheet."""

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from hcclog.domain.lesion import LesionState, Measurement
from hcclog.entry.sizes import measurement_at
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.sizing import enter_size
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
    ],
    ids=["a diameter", "whole and viable", "nothing viable", "centimetres", "a node's short axis"],
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
    ["0", "-3", "big", "12/30", "<5", "5 kg", "merged"],
    ids=["zero", "negative", "a word", "viable over whole", "a comparator", "kilograms", "a merge"],
)
def test_what_is_no_size_is_refused(desk: Desk, qtbot: QtBot, text: str) -> None:
    record = desk.record()
    with qtbot.waitSignal(desk.refused) as signal:
        assert not enter_size(desk, lesion_id(desk, "T1"), "A3", text)
    assert signal.args is not None
    assert signal.args[0].endswith(".")
    assert desk.record() is record
