"""What sources say in words, as rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import TimeUnit
from hcclog.domain.ids import EntityId
from hcclog.domain.patient import Sex
from hcclog.domain.record import PatientRecord
from hcclog.domain.statement import Direction, Precision, Statement, StatementKind
from hcclog.ui.models.statement_rows import stated, statement_rows
from tests.books import a_patient

PATIENT = a_patient("said-01")


def a_statement(kind: StatementKind, **fields: Any) -> Statement:
    return Statement(EntityId("said"), PATIENT.id, kind, **fields)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param(
            a_statement(StatementKind.LAB_TREND, direction=Direction.FALLING),
            "falling",
            id="a trend",
        ),
        pytest.param(
            a_statement(
                StatementKind.DURATION,
                amount=Decimal(3),
                unit=TimeUnit.MONTH,
                precision=Precision.ABOUT,
            ),
            "about 3 months",
            id="a duration",
        ),
        pytest.param(
            a_statement(StatementKind.DURATION, amount=Decimal(1), unit=TimeUnit.YEAR),
            "1 year",
            id="one year",
        ),
        pytest.param(
            a_statement(StatementKind.COUNT, amount=Decimal(2), precision=Precision.MORE_THAN),
            "more than 2",
            id="a count",
        ),
        pytest.param(a_statement(StatementKind.INTERRUPTION), "one or more", id="an interruption"),
        pytest.param(
            a_statement(StatementKind.INTERRUPTION, amount=Decimal(0)), "0", id="no interruption"
        ),
        pytest.param(a_statement(StatementKind.SEX, sex=Sex.MALE), Sex.MALE.value, id="a sex"),
        pytest.param(a_statement(StatementKind.AGE, amount=Decimal(54)), "54", id="an age"),
    ],
)
def test_a_statement_in_few_words(statement: Statement, expected: str) -> None:
    assert stated(statement) == expected


def test_a_statement_is_a_row_of_its_own_that_can_be_retracted() -> None:
    said = a_statement(StatementKind.COUNT, amount=Decimal(2), procedure_kind="tace")
    record = PatientRecord(PATIENT, statements=(said,))
    heading, row = statement_rows(record, Chronology(record), 6)
    assert (heading.cells[0].text, heading.retractable) == ("What sources say", False)
    assert [cell.text for cell in row.cells[:3]] == ["Count: TACE", "source", "2"]
    assert (row.mark, row.retractable) == (("statement", said.id), True)


def test_without_a_statement_there_is_no_heading() -> None:
    record = PatientRecord(PATIENT)
    assert list(statement_rows(record, Chronology(record), 6)) == []
