"""The role of one lesion in one series, and what speaks against it."""

from dataclasses import replace

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.response import LesionRole
from hcclog.logbook import Logbook
from hcclog.ui.choosing_roles import advice, choose_role
from tests.report.samples import measured_case
from tests.ui.desks import chosen


def test_a_role_that_nobody_confirms_stays(measured: Logbook) -> None:
    desk = chosen(measured, "example-01")
    desk.confirm = lambda _title, _sentences, _needs_reason: None
    before = desk.record()
    assert before is not None
    assert not choose_role(desk, "S1", before.lesions[0].id, LesionRole.NEW)
    assert desk.record() == before


def test_a_first_role_needs_no_reason(measured: Logbook) -> None:
    desk = chosen(measured, "example-01")
    record = desk.record()
    assert record is not None
    lesion = record.lesions[0]
    assert choose_role(desk, "S1", lesion.id, None)
    asked: list[str] = []

    def heard(title: str, _sentences: object, _needs_reason: object) -> str:
        asked.append(title)
        return ""

    desk.confirm = heard
    assert choose_role(desk, "S1", lesion.id, LesionRole.TARGET)
    record = desk.record()
    assert record is not None
    roles = {each.lesion_id: each.role for each in record.series_lesions}
    assert roles[lesion.id] is LesionRole.TARGET
    assert asked == []


@pytest.mark.parametrize(
    ("series_id", "lesion"), [("S9", 0), ("S1", -1)], ids=["no such series", "no such lesion"]
)
def test_what_is_gone_has_no_role(measured: Logbook, series_id: str, lesion: int) -> None:
    desk = chosen(measured, "example-01")
    record = desk.record()
    assert record is not None
    lesion_id = record.lesions[0].id if lesion == 0 else "gone"
    assert not choose_role(desk, series_id, lesion_id, LesionRole.NEW)


def test_a_lesion_that_was_left_out_is_no_advice() -> None:
    record = measured_case()
    roles = (
        replace(record.series_lesions[0], role=LesionRole.NOT_FOLLOWED),
        *record.series_lesions[1:],
    )
    assert advice(replace(record, series_lesions=roles), Chronology(record)) == ()


def test_a_target_without_a_role_is_advice() -> None:
    record = measured_case()
    found = advice(replace(record, series_lesions=record.series_lesions[1:]), Chronology(record))
    assert len(found) == 1
    assert found[0].startswith("T1 has no role in this series")


@pytest.mark.parametrize("code", ["zhang-2024", "ikeda-2021", "fonc-2024"])
def test_the_cases_give_advice_without_repeating_their_choices(cases: Logbook, code: str) -> None:
    record = cases.patient(cases.find(code) or "")
    assert record is not None
    assert not [one for one in advice(record, Chronology(record)) if "left out" in one]
