"""The page for a tumour board: one, whatever the record, and it says what it leaves out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.domain.record import PatientRecord
from hcclog.report.patient.choices import PageSize
from tests.report.course.any_record import records
from tests.report.patient.big_patient import big_patient
from tests.report.patient.pages import printed, said, without_spaces
from tests.report.patient.test_report import assert_in_place, every_patient
from tests.report.samples import measured_case

QUESTION = "Is a second course of TACE still of use?"


@every_patient
@pytest.mark.parametrize("paper", PageSize)
def test_it_is_one_page_for_every_patient(
    make: Callable[[], PatientRecord], paper: PageSize
) -> None:
    document = printed(make(), board=True, question=QUESTION, paper=paper)
    assert len(document.pages) == 1
    assert_in_place(document)
    assert without_spaces(QUESTION) in said(document)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(records(), st.sampled_from(PageSize), st.text(max_size=2000))
def test_it_is_one_page_for_any_record_and_question(
    record: PatientRecord, paper: PageSize, question: str
) -> None:
    document = printed(record, board=True, paper=paper, question=question)
    assert len(document.pages) == 1
    assert_in_place(document)


def test_it_shows_what_a_board_asks_for() -> None:
    text = said(printed(measured_case(), board=True, question=QUESTION))
    for words in ("lenvatinib 8 mg", "212 ng/mL", "41.2 / 33.0", "70.3", "−13.7 %", "+17.8 %"):
        assert without_spaces(words) in text


def test_what_has_no_room_is_named_on_the_page_and_to_who_asked() -> None:
    document = printed(big_patient(), board=True)
    assert any(words.endswith("of 12 lesions") for words in document.left_out)
    text = said(document)
    assert all(without_spaces(words) in text for words in document.left_out)


def test_where_all_has_its_room_nothing_is_said_of_it() -> None:
    document = printed(measured_case(), board=True, paper=PageSize.A4)
    is_told = without_spaces("Left out on this page") in said(document)
    assert is_told is bool(document.left_out)
