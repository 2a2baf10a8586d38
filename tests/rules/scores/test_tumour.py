"""Number and size of the tumours: off the newest imaging, off a staging, and known in part."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.rules.scores.interval import ANY, Interval, at_least, exactly, from_to
from hcclog.rules.scores.tumour import Burden, burden
from tests.rules.scores.records import a_chart, a_staging, at

DATES = ("2021-01-05", "2021-03-05", "2021-05-05")


def read(record: PatientRecord, when: str = "") -> Burden:
    found = burden(at(record, when))
    assert found is not None
    return found


def imaged(lesions: str, n: int | None = None, comparator: Comparator = Comparator.EQUAL) -> Burden:
    """Return the burden of one assessment with a count of lesions."""
    record = a_chart(lesions=lesions, dates=DATES)
    last = record.assessments[lesions.splitlines()[0].count("|")]
    counted = replace(last, n_lesions=n, n_lesions_comparator=comparator)
    visits = tuple(counted if each.id == last.id else each for each in record.assessments)
    return read(replace(record, assessments=visits))


IMAGED = [
    pytest.param("R1 liver: 22\nR2 liver: 19", exactly(2), exactly(22), id="two with sizes"),
    pytest.param("R1 liver: 22\nR2 liver: present", exactly(2), at_least(22), id="one unsized"),
    pytest.param("R1 liver: present", exactly(1), Interval(Fraction(0)), id="no size at all"),
    pytest.param("R1 liver: too-small", exactly(1), from_to(0, 10), id="too small to measure"),
    pytest.param(
        "R1 liver: 8\nR2 liver: too-small", exactly(2), from_to(8, 10), id="small and too small"
    ),
    pytest.param("R1 liver multiple: 22", at_least(2), at_least(22), id="several under one label"),
    pytest.param("R1 liver multiple: present", at_least(2), ANY, id="several without a size"),
    pytest.param("R1 liver: 22\nR2 liver: absent", exactly(1), exactly(22), id="one is gone"),
    pytest.param("R1 liver: 0\nR2 liver: 12", exactly(1), exactly(12), id="0 mm is gone"),
    pytest.param("R1 liver: absent", exactly(0), ANY, id="all are gone"),
    pytest.param("R1 liver: 22\nR2 liver: NE", at_least(1), at_least(22), id="one not evaluable"),
    pytest.param(
        "R1 liver: 22\nR2 liver: equivocal", exactly(1), exactly(22), id="one is equivocal"
    ),
    pytest.param(
        "R1 liver: 40\nR2 liver: merged:R1", exactly(1), exactly(40), id="merged into another"
    ),
    pytest.param(
        "R1 liver: 22 | 24\nR2 liver: 19 | -", at_least(1), at_least(24), id="one not read again"
    ),
    pytest.param(
        "R1 liver: 22 | 24\nR2 liver: 19 | absent", exactly(1), exactly(24), id="one gone since"
    ),
    pytest.param(
        "R1 liver: 22 | 24 | -\nR2 liver: 19 | absent | -", exactly(1), exactly(24), id="the newest"
    ),
    pytest.param(
        "R1 liver: 22 | 24\nR2 liver: absent | -", exactly(1), exactly(24), id="gone long ago"
    ),
    pytest.param("R1 infiltrative: 90", exactly(1), exactly(90), id="infiltrative"),
    pytest.param(
        "R1 liver: 22\nT1 thrombus: present\nC1 cyst: 40\nB1 liver benign: 30",
        exactly(1),
        exactly(22),
        id="thrombus, cyst and benign lesion are no tumours",
    ),
]


@pytest.mark.parametrize(("lesions", "n", "largest"), IMAGED)
def test_number_and_size_off_the_imaging(lesions: str, n: Interval, largest: Interval) -> None:
    found = imaged(lesions)
    assert (found.n_tumours, found.largest_mm) == (n, largest)


COUNTS = [
    pytest.param(1, Comparator.EQUAL, exactly(1), exactly(22), id="as many as labelled"),
    pytest.param(3, Comparator.EQUAL, exactly(3), at_least(22), id="more than labelled"),
    pytest.param(6, Comparator.GREATER, at_least(7), at_least(22), id="more than 6"),
    pytest.param(6, Comparator.GREATER_OR_EQUAL, at_least(6), at_least(22), id="at least 6"),
    pytest.param(6, Comparator.LESS, from_to(0, 5), at_least(22), id="fewer than 6"),
    pytest.param(6, Comparator.LESS_OR_EQUAL, from_to(0, 6), at_least(22), id="at most 6"),
]


@pytest.mark.parametrize(("n", "comparator", "number", "largest"), COUNTS)
def test_a_count_of_the_reader(
    n: int, comparator: Comparator, number: Interval, largest: Interval
) -> None:
    found = imaged("R1 liver: 22", n, comparator)
    assert (found.n_tumours, found.largest_mm) == (number, largest)
    assert found.inputs[0].name == "number of tumours"


COUNT_WORDS = [
    pytest.param(3, Comparator.EQUAL, "3", "3 tumours: R1 22 mm (2021-01-05)", id="a number"),
    pytest.param(6, Comparator.GREATER, "> 6", "> 6 tumours: R1 22 mm (2021-01-05)", id="more"),
    pytest.param(
        6, Comparator.LESS_OR_EQUAL, "≤ 6", "≤ 6 tumours: R1 22 mm (2021-01-05)", id="at most"
    ),
]


@pytest.mark.parametrize(("n", "comparator", "value", "words"), COUNT_WORDS)
def test_a_count_of_the_reader_in_words_and_as_an_input(
    n: int, comparator: Comparator, value: str, words: str
) -> None:
    found = imaged("R1 liver: 22", n, comparator)
    told = found.inputs[0]
    assert found.words == words
    assert (told.value, told.unit, told.on, told.date) == (value, "", found.on, "2021-01-05")
    assert (told.entity, told.entity_id) == ("assessment", "a0")


def test_fewer_counted_than_read_is_a_finding() -> None:
    found = imaged("R1 liver: 22\nR2 liver: 19", 1)
    assert "2 tumours were read, more than were counted" in " ".join(found.findings)


FINDINGS = [
    pytest.param(
        "R1 liver: 22\nR2 liver: equivocal",
        "R2 is equivocal on 2021-01-05 and is not counted.",
        id="equivocal",
    ),
    pytest.param(
        "R1 liver: 22\nR2 liver: NE",
        "R2 could not be evaluated on 2021-01-05.",
        id="not evaluable",
    ),
    pytest.param(
        "R1 liver: 22 | 24\nR2 liver: 19 | -",
        "R2 had no reading on 2021-03-05: what is gone by then is to be recorded as absent, so "
        "that the number of tumours is known.",
        id="not read",
    ),
]


@pytest.mark.parametrize(("lesions", "words"), FINDINGS)
def test_what_keeps_the_number_open_is_said(lesions: str, words: str) -> None:
    assert imaged(lesions).findings == (words,)


WORDS = [
    pytest.param("R1 liver: 22\nR2 liver: 19", "2 tumours: R1 22 mm and R2 19 mm (2021-01-05)"),
    pytest.param("R1 liver: 20.04", "1 tumour: R1 20.04 mm (2021-01-05)"),
    pytest.param("R1 liver multiple: present", "at least 2 tumours: R1 (2021-01-05)"),
    pytest.param("R1 liver: absent", "0 tumours (2021-01-05)"),
]


@pytest.mark.parametrize(("lesions", "words"), WORDS)
def test_the_burden_in_words(lesions: str, words: str) -> None:
    assert imaged(lesions).words == words


LESION = "R1 liver: 22\nR2 liver: 19"
CHOICES = [
    pytest.param("2020-01-05", 5, "2 tumours: R1", "", id="the imaging is newer"),
    pytest.param("2021-02-05", 5, "5 tumours as stated", "", id="the staging is newer"),
    pytest.param("2021-01-05", 2, "2 tumours: R1", "", id="both of one day: what is measured"),
    pytest.param("2021-01-05", 3, "2 tumours: R1", "the staging states 3", id="they contradict"),
]


@pytest.mark.parametrize(("when", "n", "words", "finding"), CHOICES)
def test_imaging_and_staging(when: str, n: int, words: str, finding: str) -> None:
    found = read(a_chart("", a_staging(when, n_tumours=n), lesions=LESION))
    assert found.words.startswith(words)
    assert finding in " ".join(found.findings)
    assert bool(found.findings) is bool(finding)


def test_of_one_day_what_is_known_in_full_is_taken() -> None:
    stated = a_staging(n_tumours=2, largest_mm=30)
    found = read(a_chart("", stated, lesions="R1 liver multiple: present"))
    assert found.words == "2 tumours, the largest 30 mm as stated (2021-01-05)"
    assert [each.words for each in found.inputs] == ["number of tumours 2", "largest tumour 30 mm"]


def test_the_newest_staging_that_says_something_is_taken() -> None:
    older, newer = a_staging(n_tumours=1, largest_mm=15), a_staging("2021-06-05", "s2", ecog=0)
    found = read(a_chart("", older, newer))
    assert (found.n_tumours, found.largest_mm) == (exactly(1), exactly(15))


def test_a_staging_may_state_only_a_size() -> None:
    found = read(a_chart("", a_staging(largest_mm=15)))
    assert found.words == "the largest 15 mm as stated (2021-01-05)"
    assert (found.n_tumours, found.largest_mm) == (ANY, exactly(15))


def test_later_readings_do_not_count() -> None:
    record = a_chart(lesions="R1 liver: 22 | 60", dates=DATES[:2])
    assert read(record, "2021-02-28").largest_mm == exactly(22)


def test_nothing_is_known_without_a_reading() -> None:
    assert burden(at(a_chart(lesions="R1 lung: 22"))) is None
    assert burden(at(a_chart("", a_staging(ecog=0)))) is None
    assert burden(at(a_chart("", a_staging(n_tumours=1)), "2020-01-01")) is None
