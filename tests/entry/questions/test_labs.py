"""What is asked about a laboratory result before it is written, and marked afterwards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import Patient
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.entry.clerk import Clerk, Range
from hcclog.entry.questions.find import questions
from hcclog.entry.questions.labs import doubts_of
from tests.books import a_lab, an_id

TODAY = date(2026, 11, 21)
PATIENT = Patient(PatientId("p"), "P-1")
_NUMBER = count(1)


def lab(value: str, unit: str = "ng/mL", on: str = "2026-10-01", **fields: Any) -> LabResult:
    sign = {"<": Comparator.LESS, ">": Comparator.GREATER}.get(value[:1], Comparator.EQUAL)
    given = {"unit": unit, "comparator": sign, "id": EntityId(f"{next(_NUMBER):09}"), **fields}
    return a_lab(PATIENT, value.strip("<>"), on, **given)


def asked(new: LabResult, *there: LabResult, last_range: Range | None = None) -> tuple[str, ...]:
    """Return what is asked when a result comes to others."""
    clerk = Clerk(
        PatientRecord(PATIENT, labs=there), TODAY, an_id, last_range=lambda *_key: last_range
    )
    return tuple(each.sentence for each in questions(clerk, (new,)))


def marked(*labs: LabResult) -> dict[str, str]:
    record = PatientRecord(PATIENT, labs=labs)
    return dict(doubts_of(record, Chronology(record)))


BEFORE = "2026-09-01"
OUTSIDE = "lies outside what AFP can be expected in: 0.2 to 5000000 ng/mL."
NEW_UNIT = "AFP was never reported in IU/mL here, but in ng/mL."
DOUBLE = "AFP 5 ng/mL of 2026-10-01 is in the record already."
BOTH = "AFP of 2026-10-01 is in the record already, as 5 ng/mL; both will be kept."
OTHER_RANGE = "The range 0-7 differs from 0-8.4 ng/mL, the last one of Ward."


@pytest.mark.parametrize(
    ("new", "last", "sentence"),
    [
        (lab("530"), lab("53", on=BEFORE), "AFP 530 ng/mL is 10 times the last one, 53 ng/mL"),
        (lab("529"), lab("53", on=BEFORE), ""),
        (lab("5.3"), lab("53", on=BEFORE), "AFP 5.3 ng/mL is 1/10 of the last one, 53 ng/mL"),
        (lab("5.31"), lab("53", on=BEFORE), ""),
        (lab("<0.8"), lab("53", on=BEFORE), "AFP <0.8 ng/mL is 1/66 of the last one, 53 ng/mL"),
        (lab("<10"), lab("53", on=BEFORE), ""),
        (lab(">400"), lab("30", on=BEFORE), "AFP >400 ng/mL is 13 times the last one, 30 ng/mL"),
        (lab(">400"), lab(">500", on=BEFORE), ""),
        (lab("12"), lab("<0.8", on=BEFORE), "AFP 12 ng/mL is 15 times the last one, <0.8 ng/mL"),
        (lab("3"), lab("<0.8", on=BEFORE), ""),
        (
            lab("9.86", "µg/mL"),
            lab("9.86", on=BEFORE),
            "AFP 9.86 µg/mL is 1\u2009000 times the last one, 9.86 ng/mL, same digits",
        ),
        (
            lab("40", "AU/mL", analyte="pivka-ii"),
            lab("40", "mAU/mL", BEFORE, analyte="pivka-ii"),
            "PIVKA-II 40 AU/mL is 1\u2009000 times the last one, 40 mAU/mL, same digits",
        ),
        (
            lab("0.04", "AU/mL", analyte="pivka-ii"),
            lab("40", "mAU/mL", BEFORE, analyte="pivka-ii"),
            "",
        ),
        (lab("800", "IU/mL"), lab("53", on=BEFORE), ""),
        (
            lab("5.2", "log10 IU/mL", analyte="hbv-dna"),
            lab("4.2", "log10 IU/mL", BEFORE, analyte="hbv-dna"),
            "HBV DNA 5.2 log10 IU/mL is 1.0 powers of ten above the last one, 4.2 log10 IU/mL",
        ),
        (
            lab("2", "log10 IU/mL", analyte="hbv-dna"),
            lab("4.2", "log10 IU/mL", BEFORE, analyte="hbv-dna"),
            "HBV DNA 2 log10 IU/mL is 2.2 powers of ten below the last one, 4.2 log10 IU/mL",
        ),
        (lab("5"), lab("0", on=BEFORE), ""),
    ],
    ids=[
        "ten times",
        "nearly ten times",
        "a tenth",
        "nearly a tenth",
        "below the limit, and surely a tenth",
        "below a limit that is near",
        "above the limit, and surely ten times",
        "two that are above their limits",
        "after one below the limit",
        "perhaps ten times after one below the limit",
        "N-14: the same digits, a thousand times the unit",
        "N-13: the same digits in AU and mAU",
        "N-13: the same quantity in AU and mAU",
        "units that do not convert",
        "a power of ten more",
        "two powers of ten less",
        "after nothing at all",
    ],
)
def test_a_value_ten_times_away_is_asked_about(
    new: LabResult, last: LabResult, sentence: str
) -> None:
    words, slip, _ = sentence.partition(", same digits")
    more = ", with the same digits in another unit" if slip else ""
    expected = [f"{words} ({BEFORE}){more}."] if sentence else []
    assert [each for each in asked(new, last) if "the last one" in each] == expected
    marks = marked(last, new)
    assert "".join(expected) in marks.get(new.id, "")
    assert "the last one" not in marks.get(last.id, "")


@pytest.mark.parametrize(
    ("new", "there", "sentence"),
    [
        (lab("5", "IU/mL"), (lab("5", on=BEFORE),), NEW_UNIT),
        (lab("5", "IU/mL"), (), ""),
        (lab("1.1", "INR", analyte="inr"), (lab("1.1", "", analyte="inr", on=BEFORE),), ""),
        (lab("1.1", "", analyte="inr"), (lab("1.1", "INR", analyte="inr", on=BEFORE),), ""),
        (lab("80000000"), (), f"80000000 ng/mL {OUTSIDE}"),
        (lab("0.0001"), (), f"0.0001 ng/mL {OUTSIDE}"),
        (lab("5000", "µg/mL"), (), ""),
        (lab("5"), (lab("5"),), DOUBLE),
        (lab("7"), (lab("5"),), BOTH),
        (lab("7"), (lab("5"), lab("7")), "AFP 7 ng/mL of 2026-10-01 is in the record already."),
        (lab("5", laboratory="A"), (lab("5", laboratory="B"),), ""),
        (lab("5", laboratory="A"), (lab("5"),), DOUBLE),
        (lab("5", specimen="plasma"), (lab("5", specimen="serum"),), ""),
        (lab("5", analyte="cea"), (lab("50"),), ""),
    ],
    ids=[
        "a unit that was never used",
        "the first result of a test",
        "no unit was no other unit",
        "no unit is no other unit",
        "C-07: far above",
        "C-07: far below",
        "plausible in another unit",
        "the same value of the day",
        "C-16: another value of the day",
        "the second of two values of the day",
        "two laboratories",
        "a laboratory and none named",
        "two specimens",
        "another test",
    ],
)
def test_what_is_unlikely_is_asked_about_once(
    new: LabResult, there: tuple[LabResult, ...], sentence: str
) -> None:
    assert asked(new, *there) == ((sentence,) if sentence else ())


def test_a_word_beside_a_number_of_the_day_is_another_value() -> None:
    word = LabResult(
        an_id(), PATIENT.id, lab("5").on, "afp", qualitative=Qualitative.RAISED, as_typed="raised"
    )
    (sentence,) = asked(word, lab("5"))
    assert sentence.endswith("as 5 ng/mL; both will be kept.")


RANGED = {"reference_low": Decimal(0), "reference_high": Decimal(7)}


@pytest.mark.parametrize(
    ("fields", "last_range", "sentence"),
    [
        (RANGED, (Decimal(0), Decimal("8.4")), OTHER_RANGE),
        (RANGED, (Decimal(0), Decimal(7)), ""),
        (RANGED, None, ""),
        ({}, (Decimal(0), Decimal(7)), ""),
    ],
    ids=["C-17: another range", "the same range", "the first range", "no range"],
)
def test_another_range_of_the_laboratory_is_asked_about(
    fields: dict[str, Any], last_range: Range | None, sentence: str
) -> None:
    found = asked(lab("5", laboratory="Ward", **fields), last_range=last_range)
    assert found == ((sentence,) if sentence else ())


def test_the_last_one_is_the_last_by_date_not_by_entry() -> None:
    early, late = lab("5000", on="2026-01-01"), lab("50", on="2026-08-01")
    assert asked(lab("51"), late, early) == ()


def test_a_result_before_all_others_is_held_against_the_first_of_them() -> None:
    (sentence,) = asked(lab("5000", on="2025-01-01"), lab("50", on=BEFORE))
    assert sentence.startswith("AFP 5000 ng/mL is 100 times")


def test_a_correction_is_not_held_against_what_it_corrects() -> None:
    seen = lab("5")
    assert asked(lab("5000", id=seen.id), seen) == ()


def test_a_marked_result_is_the_later_one() -> None:
    first, double, other = lab("5", on=BEFORE), lab("5", on=BEFORE), lab("5", "IU/mL")
    ranged = lab("6", on="2026-11-01", reference_low=Decimal(0), reference_high=Decimal(7))
    other_range = lab("6", on="2026-11-02", reference_high=Decimal(9))
    found = marked(other, double, first, other_range, ranged)
    assert set(found) == {double.id, other.id, other_range.id}
    assert found[other_range.id] == (
        "The range <9 differs from 0-7 ng/mL, the last one where no laboratory is named."
    )


@given(st.lists(st.decimals("0.2", "9000", places=1), min_size=1, max_size=6))
def test_what_is_asked_about_the_next_result_is_what_marks_it(values: list[Decimal]) -> None:
    labs = [
        lab(str(value), on=f"2026-{month:02}-01") for month, value in enumerate(values, start=1)
    ]
    assert asked(labs[-1], *labs[:-1]) == tuple(filter(None, (marked(*labs).get(labs[-1].id, ""),)))
