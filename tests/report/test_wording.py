"""Numbers and doses in words."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hcclog.domain.quantities import Comparator
from hcclog.domain.therapy import DoseBasis
from hcclog.report.wording import change, compared, cycle, dose, length, number, rounded
from tests.report.samples import course


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5505", "5\u2009505"),
        ("1089.0", "1\u2009089.0"),
        ("0.80", "0.80"),
        ("-3.5", "−3.5"),
        ("1E+3", "1\u2009000"),
        ("12345678901234", "1.235e+13"),
    ],
    ids=[
        "a thin space between thousands",
        "trailing zeros stay",
        "so do those of small numbers",
        "a real minus",
        "powers are written out",
        "beyond twelve digits as a power",
    ],
)
def test_numbers_are_printed_as_they_are(typed: str, shown: str) -> None:
    assert number(Decimal(typed)) == shown


def test_a_comparator_stands_before_its_number() -> None:
    assert compared(Decimal("0.8"), Comparator.LESS) == "<0.8"
    assert compared(Decimal(400), Comparator.GREATER_OR_EQUAL) == "≥400"


@pytest.mark.parametrize(
    ("share", "shown"), [(Fraction(178, 1000), "+17.8 %"), (Fraction(-1, 3), "−33.3 %")]
)
def test_a_change_carries_its_sign(share: Fraction, shown: str) -> None:
    assert change(share) == shown


def test_rounding_is_for_the_eye_alone() -> None:
    assert rounded(Fraction(1, 3)) == "0.3"
    assert rounded(Fraction(100), 0) == "100"


@pytest.mark.parametrize(
    ("given", "full", "short"),
    [
        ({"dose": Decimal(8), "every_days": 1}, "8 mg daily", "8 mg"),
        ({"dose": Decimal(200), "every_days": 21}, "200 mg every 21 days", "200 mg q21d"),
        ({"dose": Decimal(400), "dose_basis": DoseBasis.DAY}, "400 mg a day", "400 mg"),
        ({"dose": Decimal(200)}, "200 mg", "200 mg"),
        ({}, "", ""),
    ],
    ids=["daily", "every three weeks", "a day's total", "interval not stated", "no dose stated"],
)
def test_doses(given: dict[str, Any], full: str, short: str) -> None:
    one = course("C1", "lenvatinib", "2021-01", **given)
    assert (dose(one), dose(one, short=True)) == (full, short)


def test_a_cycle_names_both_its_parts() -> None:
    assert cycle(course("C1", "regorafenib", "2021", days_on=21, days_off=7)) == "21 on, 7 off"
    assert cycle(course("C1", "regorafenib", "2021")) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [(14, "2 weeks"), (7, "1 week"), (10, "10 days"), (1, "1 day"), (0, "0 days")],
)
def test_lengths(days: int, words: str) -> None:
    assert length(days) == words
