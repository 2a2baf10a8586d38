"""Fields of case files: text becomes exact values, or is refused."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcclog.domain.dates import Anchor, ClinicalDate, Offset, TimeUnit
from tests.exchange.small_case import refusal, small_case


def test_an_anchor_in_a_date_becomes_the_id_and_the_label_stays(tmp_path: Path) -> None:
    record = small_case(tmp_path)
    anchor = Anchor("course", record.courses[0].id, "start")
    expected = ClinicalDate(Offset(2, TimeUnit.WEEK, anchor), label="after 2 weeks")
    assert record.holds[0].start_on == expected


def test_a_label_may_look_like_an_anchor(tmp_path: Path) -> None:
    record = small_case(tmp_path, "# after 2 weeks", "# see note:1:on")
    assert record.holds[0].start_on.label == "see note:1:on"


def test_values_are_read_as_their_kinds(tmp_path: Path) -> None:
    record = small_case(tmp_path)
    assert str(record.scans[0].slice_thickness_mm) == "2.50", "unquoted, yet exact"
    assert record.lesions[0].multiple is True
    assert record.assessments[0].n_lesions == 6
    assert record.procedures[0].agents == ("oxaliplatin", "fluorouracil")
    assert record.courses[0].end_on is None


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=0, max_value=10**6, places=3))
def test_a_decimal_keeps_every_digit(
    tmp_path_factory: pytest.TempPathFactory, size: Decimal
) -> None:
    record = small_case(tmp_path_factory.mktemp("case"), "2.50", f"{size:f}")
    assert str(record.scans[0].slice_thickness_mm) == f"{size:f}"


_HOLD = "example.yaml, holds 1: start_on cannot be"
REFUSED = [
    (
        "a reference to nothing",
        "lesion_id: mass, state",
        "lesion_id: masses, state",
        "example.yaml, measurements 1: lesion_id cannot be 'masses'.",
    ),
    (
        "a reference to another noun",
        "baseline_assessment_id: ct",
        "baseline_assessment_id: mass",
        "example.yaml, series 1: baseline_assessment_id cannot be 'mass'.",
    ),
    (
        "an anchor of nothing",
        "course:first:start",
        "course:second:start",
        f"{_HOLD} 'course:second:start + 2 weeks # after 2 weeks'.",
    ),
    (
        "an anchor in an unknown table",
        "course:first:start",
        "courses:first:start",
        f"{_HOLD} 'courses:first:start + 2 weeks # after 2 weeks'.",
    ),
    (
        "a date that no calendar has",
        "start_on: 2021-10",
        "start_on: 2021-13",
        "example.yaml, courses 1: start_on cannot be '2021-13'.",
    ),
    (
        "a word that the field does not know",
        "state: present",
        "state: there",
        "example.yaml, measurements 1: state cannot be 'there'.",
    ),
    (
        "a truth that YAML 1.1 would take",
        "multiple: true",
        "multiple: yes",
        "example.yaml, lesions 1: multiple cannot be 'yes'.",
    ),
    (
        "a float in a whole number",
        "n_days: 14",
        "n_days: 14.0",
        "example.yaml, holds 1: n_days cannot be '14.0'.",
    ),
    (
        "an underscore in a number",
        "n_lesions: 6",
        "n_lesions: 1_000",
        "example.yaml, assessments 1: n_lesions cannot be '1_000'.",
    ),
    (
        "digits of another script",
        "n_lesions: 6",
        "n_lesions: ٦",
        "example.yaml, assessments 1: n_lesions cannot be '٦'.",
    ),
    (
        "an exponent",
        "2.50",
        "1e400000",
        "example.yaml, scans 1: slice_thickness_mm cannot be '1e400000'.",
    ),
    (
        "no number",
        "2.50",
        ".nan",
        "example.yaml, scans 1: slice_thickness_mm cannot be '.nan'.",
    ),
    (
        "a comma for the point",
        "2.50",
        '"2,50"',
        "example.yaml, scans 1: slice_thickness_mm cannot be '2,50'.",
    ),
    (
        "a list where text belongs",
        "kind: haic",
        "kind: [haic]",
        "example.yaml, procedures 1: kind cannot be ['haic'].",
    ),
    (
        "text where a list belongs",
        "[oxaliplatin, fluorouracil]",
        "oxaliplatin",
        "example.yaml, procedures 1: agents cannot be 'oxaliplatin'.",
    ),
    (
        "a mapping inside a list of words",
        "[oxaliplatin, fluorouracil]",
        "[{a: b}]",
        "example.yaml, procedures 1: agents cannot be [{'a': 'b'}].",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_it_is_refused_with_its_field_and_what_stood_there(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert refusal(tmp_path, old, new) == sentence
