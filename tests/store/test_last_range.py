"""A laboratory's last reference range, remembered for patients of one sex."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.patient import Sex
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient
from tests.commands.words import add

WOMAN = a_patient("W", sex=Sex.FEMALE)
MAN = a_patient("M", sex=Sex.MALE)


def ranged(patient: Any, low: str | None, high: str | None, **fields: Any) -> Any:
    limits = {
        "reference_low": None if low is None else Decimal(low),
        "reference_high": None if high is None else Decimal(high),
    }
    return a_lab(patient, **{"laboratory": "Ward", **limits, **fields})


@pytest.fixture
def ranges(book: Logbook) -> Logbook:
    """A store with ranges of two laboratories, units and sexes."""
    add(
        book,
        WOMAN,
        MAN,
        ranged(WOMAN, "0", "7"),
        ranged(WOMAN, "0.0", "8.40"),
        ranged(WOMAN, None, None),
        ranged(MAN, None, "9"),
        ranged(WOMAN, "0", "11", laboratory="Other"),
        ranged(WOMAN, "2", None, unit="IU/mL"),
    )
    return book


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (("afp", "ng/mL", "Ward", "female"), ("0.0", "8.40")),
        (("afp", "ng/mL", "Ward", "male"), (None, "9")),
        (("afp", "ng/mL", "Other", "female"), ("0", "11")),
        (("afp", "IU/mL", "Ward", "female"), ("2", None)),
        (("afp", "ng/mL", "Other", "male"), None),
        (("cea", "ng/mL", "Ward", "female"), None),
    ],
    ids=[
        "the newest, exactly as it was entered",
        "of the other sex, with one limit",
        "of the other laboratory",
        "in the other unit",
        "of a sex that has none there",
        "of a test that has none",
    ],
)
def test_the_last_range_is_remembered(
    ranges: Logbook, key: tuple[str, str, str, str], expected: tuple[str | None, ...] | None
) -> None:
    found = ranges.last_range(*key)
    shown = None if found is None else tuple(x if x is None else str(x) for x in found)
    assert shown == expected


def test_a_retracted_range_is_forgotten(book: Logbook) -> None:
    add(book, WOMAN, ranged(WOMAN, "0", "7"))
    book.undo()
    assert book.last_range("afp", "ng/mL", "Ward", "female") is None
