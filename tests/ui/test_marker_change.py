"""A result against the one before it and against the lowest of its line."""

from dataclasses import replace
from fractions import Fraction

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.domain.record import PatientRecord
from hcclog.ui.marker_change import MarkerChange, marker_changes
from tests.report.samples import course, empty_case, lab, lines


def changes(*labs: object, first_day: str = "2021-01-01") -> list[MarkerChange | None]:
    record = PatientRecord(
        empty_case().patient,
        lines=lines(1),
        courses=(course("C1", "lenvatinib", first_day),),
        labs=labs,  # type: ignore[arg-type]
    )
    found = marker_changes(record, Chronology(record))
    return [found.get(each.id) for each in record.labs]


def test_a_result_is_compared_with_the_one_before_whatever_the_order_of_entry() -> None:
    later, first = changes(lab("2021-03-01", "150"), lab("2021-02-01", "100"))
    assert first is not None
    assert later is not None
    assert first.from_previous is None
    assert later.from_previous == Fraction(1, 2)


def test_the_nadir_counts_from_the_start_of_the_line() -> None:
    found = changes(
        lab("2020-12-01", "10"),
        lab("2021-02-01", "100"),
        lab("2021-03-01", "50"),
        lab("2021-04-01", "75"),
    )
    assert [each and each.from_nadir for each in found] == [
        None,
        None,
        Fraction(-1, 2),
        Fraction(1, 2),
    ]
    assert [each and each.line_number for each in found] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (lab("2021-02-01", "100"), lab("2021-03-01", "150", unit="IU/mL")),
        (lab("2021-02-01", "100"), lab("2021-03-01", "150", assay="B")),
        (lab("2021-02-01", "100"), lab("2021-03-01", "150", specimen="plasma")),
        (lab("2021-02-01", "100"), lab("2021-03-01", "150", "vegf")),
        (lab("2021-02-01", "<100"), lab("2021-03-01", "150")),
        (lab("2021-02-01", "0"), lab("2021-03-01", "150")),
    ],
    ids=[
        "another unit",
        "another assay",
        "another specimen",
        "another test",
        "below a limit",
        "from zero",
    ],
)
def test_what_cannot_be_compared_is_not(first: object, second: object) -> None:
    _, later = changes(first, second)
    assert later is not None
    assert later.from_previous is None


def test_a_result_below_the_limit_has_no_change_of_its_own() -> None:
    assert changes(lab("2021-02-01", "100"), lab("2021-03-01", "<7"))[1] is None


def test_a_line_whose_start_is_not_placed_has_no_nadir() -> None:
    record = replace(empty_case(), lines=lines(1), labs=(lab("2021-02", "5"), lab("2021-03", "6")))
    found = marker_changes(record, Chronology(record))
    assert [each.from_nadir for each in found.values()] == [None, None]
