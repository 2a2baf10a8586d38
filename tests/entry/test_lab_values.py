"""A value as people write it, with its unit: read exactly, asked about, or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.domain.ids import PatientId
from hcclog.domain.labs import LabResult
from hcclog.domain.patient import Patient
from hcclog.domain.record import PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.entry.lab_ranges import limits_text, range_text, read_range
from hcclog.entry.labs import LabReading, LabWords, amended_lab, read_lab
from hcclog.entry.preferences import Preferences
from tests.books import a_lab, a_patient, an_id

TODAY = date(2026, 11, 21)
PATIENT = Patient(PatientId("p"), "P-1")


def clerk_of(*labs: LabResult, units: dict[str, str] | None = None) -> Clerk:
    record = PatientRecord(PATIENT, labs=labs)
    return Clerk(record, TODAY, an_id, preferences=Preferences(units=units or {}))


def read(clerk: Clerk, test: str, value: str, unit: str = "") -> LabReading:
    return read_lab(clerk, LabWords("today", test, value, unit))


def facts(reading: LabReading) -> tuple[str, str]:
    lab = reading.lab
    sign = "" if lab.comparator == "=" else str(lab.comparator)
    value = str(lab.qualitative) if lab.value is None else f"{sign}{lab.value} {lab.unit}"
    return value, reading.said


@pytest.mark.parametrize(
    ("test", "typed", "value", "said"),
    [
        ("AFP", "53.4", "53.4 ng/mL", ""),
        ("AFP", "<0.8", "<0.8 ng/mL", ""),
        ("AFP", ">400", ">400 ng/mL", ""),
        ("AFP", "≥ 60500", ">=60500 ng/mL", ""),
        ("AFP", "5,51", "5.51 ng/mL", "read as 5.51 ng/mL"),
        ("AFP", "1.089", "1.089 ng/mL", ""),
        ("AFP", "1 089", "1089 ng/mL", "read as 1089 ng/mL"),
        ("AFP", "1089 ng/ml", "1089 ng/mL", "read as 1089 ng/mL"),
        ("AFP", "1089 IU/mL", "1089 IU/mL", "read as 1089 IU/mL"),
        ("AFP", "9.86 µg/L", "9.86 µg/L", "read as 9.86 µg/L, = 9.86 ng/mL"),
        ("AFP", "9.86 μg/L", "9.86 µg/L", "read as 9.86 µg/L, = 9.86 ng/mL"),
        ("AFP", "9.86 mcg/L", "9.86 µg/L", "read as 9.86 µg/L, = 9.86 ng/mL"),
        ("AFP", "41.4 x10^3", "41400 ng/mL", "read as 41400 ng/mL"),
        ("AFP", "neg", "negative", "read as negative"),
        ("AFP", "raised", "raised", ""),
        ("AFP", "５．５１", "5.51 ng/mL", "read as 5.51 ng/mL"),
        ("HBV DNA", "4.14 x 10^1 IU/mL", "41.4 IU/mL", "read as 41.4 IU/mL"),
        ("HBV DNA", "10⁵ copies/mL", "100000 copies/mL", "read as 100000 copies/mL"),
        ("HBV DNA", "4.2 log10 IU/mL", "4.2 log10 IU/mL", "read as 4.2 log10 IU/mL"),
        ("Protein 24 h", "0.3 g/24 h", "0.3 g/24 h", "read as 0.3 g/24 h"),
        ("Platelets", "41.4 x10^3/µL", "41.4 10^3/µL", "read as 41.4 10^3/µL, = 41.4 10^9/L"),
        ("Platelets", "41400/µL", "41400 /µL", "read as 41400 /µL, = 41.4 10^9/L"),
        ("PIVKA-II", "0.04 AU/mL", "0.04 AU/mL", "read as 0.04 AU/mL, = 40.00 mAU/mL"),
        ("INR", "1.2", "1.2 INR", ""),
        ("HBsAg", "pos", "positive", "read as positive"),
    ],
    ids=[
        "a plain number",
        "N-08: below the limit",
        "N-08: above the limit",
        "N-08: at least",
        "N-01: a decimal comma",
        "N-02: a point is a decimal sign whatever the machine speaks",
        "grouped by a space",
        "N-10: its unit behind it, in small letters",
        "N-11: international units stay what they are",
        "N-12: the micro sign",
        "N-12: the Greek mu",
        "N-12: mc for micro",
        "a power of ten",
        "a word, shortened",
        "a word",
        "N-07: wide digits",
        "N-15: a power of ten and a unit",
        "N-15: ten raised",
        "a unit of two words",
        "a unit with a number in it",
        "a count with its power in the unit",
        "a count a volume",
        "N-13: the same quantity in thousands",
        "a ratio without a unit",
        "a word of the test's own",
    ],
)
def test_a_value_is_read_and_said(test: str, typed: str, value: str, said: str) -> None:
    reading = read(clerk_of(), test, typed)
    assert facts(reading) == (value, said)
    assert reading.lab.as_typed == typed


@pytest.mark.parametrize(
    ("test", "typed", "words"),
    [
        ("AFP", "1,234", "1.234 or 1234"),
        ("AFP", ">60,000", ">60.000 or >60000"),
        ("Platelets", "41.4 x10^3", "41.4 10^3/µL or 41400 10^9/L"),
        ("AFP", "1.234,5", "more than one separator"),
        ("AFP", "1 234.5", "neither number nor unit"),
        ("AFP", "1'234.5", "neither number nor unit"),
        ("AFP", "nan", "not a number"),
        ("AFP", "-inf", "not negative"),
        ("AFP", "1e400", "neither number nor unit"),
        ("AFP", "1_000", "neither number nor unit"),
        ("AFP", "0x10", "names no power of ten"),
        ("AFP", "1e3", "neither number nor unit"),
        ("AFP", "+5", "not a number"),
        ("AFP", "−5", "not negative"),
        ("AFP", "9" * 61, "at most 60 characters"),
        ("AFP", "9" * 40, "at most 24 digits"),
        ("AFP", "5.51 H", "neither number nor unit"),
        ("AFP", "5.51*", "neither number nor unit"),
        ("AFP", "=5.51", "not a number"),
        ("AFP", "ca. 5", "not a number"),
        ("AFP", "", "needs a value"),
        ("Anti-HCV", "5", "takes words"),
        ("Anti-HCV", "raised", "negative, positive"),
    ],
    ids=[
        "N-03: two readings",
        "two readings with a comparator",
        "a power of ten that can be the unit's",
        "N-04: point and comma",
        "N-04: space and point",
        "N-04: an apostrophe",
        "N-05: nan",
        "N-05: infinity",
        "N-05: beyond a float",
        "N-06: an underscore",
        "N-06: hexadecimal",
        "N-06: an exponent",
        "N-06: a plus",
        "N-09: a real minus",
        "N-18: too long",
        "N-18: too many digits",
        "N-19: a flag",
        "N-19: a star",
        "N-19: a formula",
        "N-19: a remark",
        "nothing",
        "a number for a test in words",
        "a word of other tests",
    ],
)
def test_what_is_no_value_is_refused_at_it(test: str, typed: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(clerk_of(), test, typed)
    assert words in refusal.value.sentence
    assert refusal.value.field == "value"
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("labs", "units", "expected"),
    [
        ((a_lab(PATIENT, unit="IU/mL"),), {"afp": "µg/L"}, "IU/mL"),
        ((), {"afp": "µg/L"}, "µg/L"),
        ((), {}, "ng/mL"),
    ],
    ids=["as last time", "as at this station", "as the catalogue prefers"],
)
def test_a_value_without_a_unit_takes_the_usual_one(
    labs: tuple[LabResult, ...], units: dict[str, str], expected: str
) -> None:
    assert read(clerk_of(*labs, units=units), "AFP", "5").lab.unit == expected


def test_both_units_are_shown_where_another_is_preferred() -> None:
    clerk = clerk_of(a_lab(PATIENT, unit="µg/mL"))
    assert read(clerk, "AFP", "<5 ng/mL").notes == ("read as <5 ng/mL", "= <0.005 µg/mL")


def test_a_strict_reader_takes_no_usual_unit_and_no_beginning_of_a_name() -> None:
    clerk = clerk_of()
    assert read_lab(clerk, LabWords("today", "AFP", "5"), strict=True).lab.unit == ""
    with pytest.raises(Refused, match="not a test"):
        read_lab(clerk, LabWords("today", "bilirub", "5"), strict=True)
    assert read(clerk, "bilirub", "5").lab.analyte == "bilirubin"


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("0-7", "0", "7"),
        ("0.35 – 5,5", "0.35", "5.5"),
        ("0 to 7", "0", "7"),
        ("<8.4", None, "8.4"),
        (">35", "35", None),
        ("", None, None),
        ("-", None, None),
    ],
    ids=[
        "two limits",
        "a dash and a comma",
        "the word to",
        "an upper limit",
        "a lower limit",
        "none",
        "a dash alone",
    ],
)
def test_a_range_is_read(typed: str, low: str | None, high: str | None) -> None:
    words = LabWords("today", "AFP", "5", "", typed, "  Ward   lab ")
    lab = read_lab(clerk_of(), words).lab
    assert (lab.reference_low, lab.reference_high) == (
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
    )
    assert lab.laboratory == "Ward lab"


@pytest.mark.parametrize(
    "typed",
    ["160-0", "7", "<5-7", "0-7 ng/mL", "1-2-3", "low", "0-"],
    ids=[
        "C-17: upside down",
        "one number",
        "a comparator within",
        "a unit",
        "three numbers",
        "a word",
        "one limit missing",
    ],
)
def test_what_is_no_range_is_refused_at_it(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_lab(clerk_of(), LabWords("today", "AFP", "5", "", typed))
    assert refusal.value.field == "reference"
    assert refusal.value.sentence.endswith(".")


LIMITS = st.none() | st.decimals(0, 10**6, places=2)


@given(LIMITS, LIMITS)
def test_a_range_is_edited_in_words_that_read_back(
    low: Decimal | None, high: Decimal | None
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    assert read_range(clerk_of(), limits_text(low, high)) == (low, high)


def test_reference_and_laboratory_are_corrected() -> None:
    lab = a_lab(a_patient(), reference_high=Decimal(7), laboratory="Old")
    clerk = clerk_of(lab)
    assert range_text(lab) == "<7"
    assert range_text(amended_lab(clerk, lab, "reference", "0-8.4")) == "0-8.4"
    assert amended_lab(clerk, lab, "laboratory", " New  lab ").laboratory == "New lab"


def test_a_range_beside_a_word_is_left_out() -> None:
    lab = read_lab(clerk_of(), LabWords("today", "AFP", "raised", "", "0-7")).lab
    assert (lab.reference_low, lab.reference_high) == (None, None)
