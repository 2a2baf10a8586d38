"""What is missing or double in a mapping."""

from __future__ import annotations

import pytest

from hcclog.exchange.lab_files.faults import fault_of
from hcclog.exchange.lab_files.mapping import Column, Head, Mapping, Part

PATIENT, DATE, TEST = Column("p", Part.PATIENT), Column("d", Part.DATE), Column("t", Part.TEST)
VALUE, OTHER = Column("v", Part.VALUE), Column("w", Part.VALUE)
OF_TEST, OF_DATE = Column("AFP", Part.VALUE, Head.TEST), Column("2024", Part.VALUE, Head.DATE)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        pytest.param((PATIENT, DATE, TEST, VALUE), "", id="one result a row"),
        pytest.param((PATIENT, DATE, OF_TEST, OF_TEST), "", id="one column a test"),
        pytest.param((PATIENT, TEST, OF_DATE), "", id="one column a day"),
        pytest.param((), "No column holds values", id="nothing"),
        pytest.param((PATIENT, DATE, VALUE), "No column is the test", id="no test"),
        pytest.param((PATIENT, TEST, VALUE), "No column is the date", id="no date"),
        pytest.param((DATE, TEST, VALUE), "No column is the patient code", id="no patient"),
        pytest.param(
            (PATIENT, DATE, TEST, VALUE, OTHER),
            "Columns 4 (v) and 5 (w) are both the value",
            id="two columns of values",
        ),
        pytest.param(
            (PATIENT, PATIENT, DATE, TEST, VALUE),
            "Columns 1 (p) and 2 (p) are both the patient code",
            id="two columns of codes",
        ),
        pytest.param(
            (PATIENT, DATE, TEST, OF_TEST),
            "Column 3 says the test, and the titles of the values do so too",
            id="tests in a column and in titles",
        ),
        pytest.param(
            (PATIENT, OF_TEST, OF_DATE), "must stand all under tests", id="titles of two kinds"
        ),
    ],
)
def test_a_fault_is_said_in_a_sentence(columns: tuple[Column, ...], sentence: str) -> None:
    fault = fault_of(Mapping(columns))
    assert fault.startswith(sentence) or sentence in fault
    assert bool(fault) == bool(sentence)


def test_a_patient_who_is_named_needs_no_column() -> None:
    assert fault_of(Mapping((DATE, TEST, VALUE)), names_patient=True) == ""
