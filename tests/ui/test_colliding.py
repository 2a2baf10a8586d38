"""Two windows correct one result: the second sees both values and decides (nothing in silence)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.commands.base import Add, Amend, Retract
from hcclog.domain.labs import LabResult
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.entering import correct
from tests.books import a_lab
from tests.ui.desks import chosen


def the_lab(book: Logbook) -> LabResult:
    record = book.patient(book.find("empty-01") or "")
    assert record is not None
    return record.labs[0]


@pytest.fixture
def desk(empty_patient: Logbook) -> Desk:
    """A desk at which one result was read, before another window made it 6.1."""
    made = chosen(empty_patient, "empty-01")
    record = made.record()
    assert record is not None
    made.do(Add((a_lab(record.patient, "5.51"),)))
    return made


def elsewhere(desk: Desk, **fields: object) -> LabResult:
    """Let another window correct the result; return what this one has seen."""
    seen = the_lab(desk.logbook)
    desk.logbook.do(Amend(replace(seen, **fields), "from the report"))  # type: ignore[arg-type]
    return seen


@pytest.mark.parametrize(
    ("answer", "value", "is_done"),
    [(0, "6.1", True), (1, "5.15", True), (None, "6.1", False)],
    ids=["theirs is kept", "mine is taken", "going back writes nothing"],
)
def test_both_values_are_shown_and_a_person_decides(
    desk: Desk, answer: int | None, value: str, is_done: bool
) -> None:
    asked: list[Sequence[str]] = []

    def choose(_sentence: str, readings: Sequence[str]) -> int | None:
        asked.append(readings)
        return answer

    desk.choose = choose
    seen = elsewhere(desk, value=Decimal("6.1"))
    assert correct(desk, replace(seen, value=Decimal("5.15")), seen) is is_done
    assert asked == [["Keep theirs: value 6.1", "Take mine: value 5.15"]]
    assert the_lab(desk.logbook).value == Decimal(value)
    record = desk.record()
    assert record is not None
    assert record.labs[0] == the_lab(desk.logbook)


def test_mine_leaves_the_other_fields_as_they_were_changed(desk: Desk) -> None:
    desk.choose = lambda _sentence, _readings: 1
    seen = elsewhere(desk, laboratory="central")
    assert correct(desk, replace(seen, value=Decimal("5.15")), seen)
    lab = the_lab(desk.logbook)
    assert (lab.value, lab.laboratory) == (Decimal("5.15"), "central")


def test_the_same_correction_twice_asks_nothing(desk: Desk) -> None:
    seen = elsewhere(desk, value=Decimal("6.1"))
    assert correct(desk, replace(seen, value=Decimal("6.1")), seen)


def test_what_was_taken_out_elsewhere_is_refused(desk: Desk) -> None:
    seen = the_lab(desk.logbook)
    desk.logbook.do(Retract("lab_result", seen.id, "wrong patient"))
    said: list[str] = []
    desk.refused.connect(lambda sentence, _field: said.append(sentence))
    assert not correct(desk, replace(seen, value=Decimal("5.15")), seen)
    assert said == ["This lab result is no longer in the record."]
