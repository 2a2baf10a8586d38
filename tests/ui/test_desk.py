"""The desk: one record for each revision, refusals as signals, choices in step."""

import pytest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add, Retract
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.entering import take_out
from tests.books import a_lab
from tests.ui.desks import chosen


@pytest.fixture
def desk(empty_patient: Logbook) -> Desk:
    return chosen(empty_patient, "empty-01")


def test_a_write_changes_the_record_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    record = desk.record()
    assert record is not None
    with qtbot.waitSignal(desk.changed) as signal:
        assert desk.do(Add((a_lab(record.patient),)))
    assert signal.args is not None
    assert signal.args[0].patient_ids == frozenset({desk.patient_id})
    after = desk.record()
    assert after is not None
    assert len(after.labs) == 1


def test_a_record_is_read_once_for_a_revision(desk: Desk) -> None:
    assert desk.record() is desk.record()
    assert desk.timeline() is desk.timeline()


def test_a_refusal_is_a_signal_and_nothing_is_written(desk: Desk, qtbot: QtBot) -> None:
    record = desk.record()
    assert record is not None
    with qtbot.waitSignal(desk.refused) as signal, qtbot.assertNotEmitted(desk.changed):
        assert not desk.do(Add((a_lab(record.patient, on="2099-01-01"),)))
    assert signal.args is not None
    assert "after today" in signal.args[0]
    assert signal.args[1] == "on"
    assert desk.record() is record


def test_undo_and_redo_tell_what_they_did(desk: Desk, qtbot: QtBot) -> None:
    record = desk.record()
    assert record is not None
    desk.do(Add((a_lab(record.patient),)))
    with qtbot.waitSignal(desk.told) as undone:
        assert desk.undo()
    assert undone.args == ["Undone: Add AFP 5.51 ng/mL"]
    with qtbot.waitSignal(desk.told) as redone:
        assert desk.redo()
    assert redone.args == ["Done again: Add AFP 5.51 ng/mL"]


def test_nothing_to_undo_is_refused_in_words(book: Logbook, qtbot: QtBot) -> None:
    desk = Desk(book)
    with qtbot.waitSignal(desk.refused) as signal:
        assert not desk.undo()
    assert signal.args == ["There is nothing to undo.", ""]


def test_choosing_the_same_again_says_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.choose_mark("lab_result", "x")
    with qtbot.assertNotEmitted(desk.mark_chosen), qtbot.assertNotEmitted(desk.patient_chosen):
        desk.choose_mark("lab_result", "x")
        desk.choose_patient(desk.patient_id)


def test_another_patient_has_no_selection_yet(desk: Desk) -> None:
    desk.choose_mark("lab_result", "x")
    desk.choose_patient("another")
    assert desk.mark is None


def test_a_retraction_says_how_to_bring_it_back(desk: Desk, qtbot: QtBot) -> None:
    record = desk.record()
    assert record is not None
    lab = a_lab(record.patient)
    desk.do(Add((lab,)))
    told: list[str] = []
    desk.told.connect(told.append)
    desk.confirm = lambda _title, _sentences, _needs_reason: "typing error"
    assert take_out(desk, "lab_result", lab.id)
    assert told[-1] == "Retracted AFP 5.51 ng/mL. Undo: Ctrl+Z"
    desk.undo()
    after = desk.record()
    assert after is not None
    assert after.labs == (lab,)


@pytest.mark.parametrize(
    ("table", "entity_id"),
    [("lab_result", "gone"), ("patient", "any"), ("response", "any"), ("entry", "any")],
    ids=["an entry that is gone", "the patient", "a row of sums", "a row of the journal"],
)
def test_what_is_no_entry_is_not_retracted(desk: Desk, table: str, entity_id: str) -> None:
    assert not take_out(desk, table, entity_id)


def test_a_write_to_a_record_that_is_gone_is_refused(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.refused):
        assert not desk.do(Retract("visit", "gone"))


def test_the_chart_hears_of_a_value_before_all_else(cases: Logbook) -> None:
    desk = chosen(cases, "ikeda-2021")
    record = desk.record()
    assert record is not None
    heard: list[str] = []
    desk.changed.connect(lambda _change: heard.append("changed"))
    desk.written.connect(lambda _change: heard.append("written"))
    assert desk.do(Add((a_lab(record.patient, "7", on="day 1"),)))
    assert heard == ["written", "changed"]
