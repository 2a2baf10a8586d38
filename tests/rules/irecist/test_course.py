"""iRECIST: every row of the published table, its text on growth and on the reset, and its laws."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.response import Criteria
from hcclog.rules.timeline import timeline
from tests.rules.courses import a_record, judged, overall, said

MONTHLY = tuple(f"day {30 * n}" for n in range(9))


def answers(text: str, dates: tuple[str, ...] = MONTHLY) -> list[str]:
    """Return the categories of one series by iRECIST; its assessments are 30 days apart."""
    n_points = max(line.count("|") for line in text.strip().splitlines()) + 1
    return overall(judged(text, Criteria.IRECIST, dates[:n_points]))


# Seymour 2017, Table 2: targets, non-targets and new lesions at the third assessment.
NO_PROGRESSION = [
    pytest.param("T1 target lung: 50 | 0", "iCR", id="iCR, none, no: iCR"),
    pytest.param(
        "T1 target lung: 50 | 0\nN1 non-target bone: present | absent", "iCR", id="iCR, iCR: iCR"
    ),
    pytest.param(
        "T1 target lung: 50 | 0\nN1 non-target bone: present | present",
        "iPR",
        id="iCR, NON-iCR/NON-iUPD: iPR",
    ),
    pytest.param(
        "T1 target lung: 50 | 35\nN1 non-target bone: present | present",
        "iPR",
        id="iPR, NON-iCR/NON-iUPD: iPR",
    ),
    pytest.param(
        "T1 target lung: 50 | 50\nN1 non-target bone: present | present",
        "iSD",
        id="iSD, NON-iCR/NON-iUPD: iSD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50\nN1 non-target bone: present | progressed",
        "iUPD",
        id="iSD, iUPD: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 0\nN1 non-target bone: present | progressed",
        "iUPD",
        id="iCR, iUPD: iUPD",
    ),
    pytest.param("T1 target lung: 50 | 60", "iUPD", id="iUPD, none: iUPD"),
    pytest.param(
        "T1 target lung: 50 | 60\nN1 non-target bone: present | progressed\nL1 new lung: - | 12",
        "iUPD",
        id="iUPD, iUPD, yes: iUPD",
    ),
    pytest.param("T1 target lung: 50 | 50\nL1 new lung: - | 12", "iUPD", id="iSD, yes: iUPD"),
    pytest.param("T1 target lung: 50 | -", "NE", id="a target not evaluable: NE"),
    pytest.param(
        "N1 non-target bone: present | present", "NON-iCR/NON-iUPD", id="non-targets only"
    ),
    pytest.param("N1 non-target bone: present | absent", "iCR", id="non-targets only, gone: iCR"),
]


@pytest.mark.parametrize(("text", "expected"), NO_PROGRESSION)
def test_table_2_without_an_earlier_progression(text: str, expected: str) -> None:
    assert answers(text) == [expected]


AFTER_PROGRESSION = [
    pytest.param("T1 target lung: 50 | 60 | 64.9", "iUPD", id="iUPD, the sum +4.9 mm: iUPD"),
    pytest.param("T1 target lung: 50 | 60 | 65", "iCPD", id="iUPD, the sum +5 mm: iCPD"),
    pytest.param("T1 target lung: 50 | 60 | 65.1", "iCPD", id="iUPD, the sum +5.1 mm: iCPD"),
    pytest.param("T1 target lung: 50 | 60 | 60", "iUPD", id="iUPD, the sum unchanged: iUPD"),
    pytest.param("T1 target lung: 50 | 70 | 61", "iUPD", id="iUPD, smaller, still over: iUPD"),
    pytest.param("T1 target lung: 50 | 60 | 59.9", "iSD", id="below +20 % again: iSD"),
    pytest.param("T1 target lung: 50 | 60 | 35", "iPR", id="responding after all: iPR"),
    pytest.param("T1 target lung: 50 | 60 | 0", "iCR", id="gone after all: iCR"),
    pytest.param("T1 target lung: 50 | 60 | -", "NE", id="not evaluable: NE"),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: present | progressed | progressed",
        "iCPD",
        id="iSD, non-targets progressed again: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: present | progressed | present larger",
        "iCPD",
        id="iSD, non-targets larger, not unequivocally: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: 20 | 30 progressed | 30.1",
        "iCPD",
        id="iSD, a non-target with a size grew at all: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: 20 | 30 progressed | 30 progressed",
        "iUPD",
        id="iSD, a non-target with a size did not grow: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\n"
        "N1 non-target bone: present | progressed | progressed unchanged",
        "iUPD",
        id="iSD, non-targets as large as then: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\n"
        "N1 non-target bone: present | progressed | present unchanged",
        "iUPD",
        id="iSD, non-targets present and unchanged since: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: present | progressed | present smaller",
        "iSD",
        id="iSD, non-targets smaller again: iSD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: present | progressed | -",
        "iSD",
        id="iSD, non-targets not assessed: iSD, as in RECIST 1.1",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nN1 non-target bone: present | present | progressed",
        "iCPD",
        id="iUPD, non-targets progressed that had not: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nN1 non-target bone: present | progressed | progressed",
        "iCPD",
        id="iUPD, iUPD, non-targets further: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nN1 non-target bone: present | progressed | present",
        "iUPD",
        id="iUPD, iUPD, nothing further: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 60\nN1 non-target bone: present | progressed | present",
        "iCPD",
        id="targets progressed that had not: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nL1 new lung: - | 12 | 16.9",
        "iUPD",
        id="iUPD, new targets +4.9 mm: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nL1 new lung: - | 12 | 17",
        "iCPD",
        id="iUPD, new targets +5 mm: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | 17",
        "iCPD",
        id="iSD, new targets +5 mm: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 9.9 | 10",
        "iCPD",
        id="iSD, a new non-target grew at all: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | present | progressed",
        "iCPD",
        id="iSD, a new non-target progressed: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | 12",
        "iUPD",
        id="iSD, new lesions unchanged: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | 12\nL2 new lung: - | - | present",
        "iCPD",
        id="iSD, more new lesions: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nL1 new lung: - | - | present",
        "iCPD",
        id="iUPD, a first new lesion: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nL1 new lung: - | - | equivocal",
        "iUPD",
        id="iUPD, an equivocal new lesion: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | not-evaluable",
        "NE",
        id="iSD, the new lesion not evaluable: NE",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | -",
        "iPR",
        id="iPR, the new lesion without a reading: iPR",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | NE\nL2 new brain: - | 12 | 12",
        "NE",
        id="iPR, one new lesion not evaluable, another still there: NE",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | NE\nL2 new brain: - | 12 | 12",
        "iUPD",
        id="iSD, one new lesion not evaluable, another still there: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nL1 new lung: - | 12 | NE",
        "iUPD",
        id="iUPD, the new lesion not evaluable: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: 20 | 30 progressed | 30\n"
        "L1 new lung: - | 12 | NE",
        "iUPD",
        id="iSD, non-targets unchanged since, the new lesion not evaluable: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | -\nN1 non-target bone: present | progressed | present\n"
        "L1 new lung: - | 12 | 12",
        "iUPD",
        id="NE, non-targets smaller, the new lesion stays: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | absent",
        "iSD",
        id="iSD, the new lesion gone: iSD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | -\nL1 new lung: - | 12 | 12",
        "iUPD",
        id="targets not evaluable, new lesions stay: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | 12",
        "iPR",
        id="shrunk to iPR although the new lesion stays: iPR",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 50\nL1 new lung: - | 12 | 12",
        "iSD",
        id="shrunk to iSD although the new lesion stays: iSD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 0\nL1 new lung: - | 12 | 12",
        "iPR",
        id="targets gone, the new lesion stays: no complete response",
    ),
    pytest.param(
        "T1 target lung: 50 | progressed | progressed",
        "iCPD",
        id="a target without a size, progressed again: iCPD",
    ),
    pytest.param(
        "T1 target lung: 50 | progressed | progressed unchanged",
        "iUPD",
        id="a target without a size, unchanged: iUPD",
    ),
    pytest.param(
        "N1 non-target bone: present | present | present\nL1 new lung: - | 12 | 12",
        "iUPD",
        id="non-targets only, new lesions unchanged: iUPD",
    ),
    pytest.param(
        "N1 non-target bone: present | progressed | present\nL1 new lung: - | 12 | 12",
        "NON-iCR/NON-iUPD",
        id="non-targets only, shrunk, the new lesion stays",
    ),
    pytest.param(
        "N1 non-target bone: present | progressed | absent\nL1 new lung: - | 12 | 12",
        "NON-iCR/NON-iUPD",
        id="non-targets gone, the new lesion stays: no complete response",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: 20 | 30 progressed | 30",
        "iUPD",
        id="iSD, a non-target with a size is as large as then: iUPD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nN1 non-target bone: 20 | 30 progressed | 29.9",
        "iSD",
        id="iSD, a non-target with a size is smaller: iSD",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\n"
        "N1 non-target bone: present | progressed | present unchanged\nL1 new lung: - | 12 | 12",
        "iUPD",
        id="iSD, non-targets unchanged since, the new lesion stays: iUPD",
    ),
    pytest.param(
        "N1 non-target bone: present | progressed | -\nL1 new lung: - | 12 | 12",
        "iUPD",
        id="non-targets not assessed are not shrunk: iUPD",
    ),
]


@pytest.mark.parametrize(("text", "expected"), AFTER_PROGRESSION)
def test_table_2_after_an_unconfirmed_progression(text: str, expected: str) -> None:
    assert answers(text) == ["iUPD", expected]


GROWTH = [
    pytest.param(
        "T1 target lung: 50 | 60 | 64 | 66",
        "iUPD iUPD iCPD",
        id="4 mm and then 2 mm add up",
    ),
    pytest.param(
        "T1 target lung: 50 | 70 | 65 | 74.9",
        "iUPD iUPD iUPD",
        id="growth is counted from the unconfirmed progression, not from the last assessment",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | - | 65", "iUPD NE iCPD", id="NE between does not reset"
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50 | 50\nL1 new lung: - | 12 | not-evaluable | 18",
        "iUPD NE iCPD",
        id="a new lesion that was not evaluable resets nothing",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50 | 50\nL1 new lung: - | 12 | - | 18",
        "iUPD iSD iCPD",
        id="a new lesion without a reading resets nothing",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50 | 50\nL1 new lung: - | 12 | absent | 18",
        "iUPD iSD iUPD",
        id="a new lesion that was gone does",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 12 | - | 18\nL2 new brain: -|12|12|12",
        "iUPD iPR iCPD",
        id="nor does one of two",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 65 | 20", "iUPD iCPD iCPD", id="nothing changes a confirmed one"
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 50 | 60 | 65",
        "iUPD iSD iUPD iCPD",
        id="after a reset the next progression needs its own confirmation",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 30 | 36 | 40",
        "iUPD iPR iUPD iUPD",
        id="after a reset growth is counted from the new nadir",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 12 | 12 | 16.9",
        "iUPD iPR iPR",
        id="after a reset new targets count from 5 mm over their smallest",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30 | 30\nL1 new lung: - | 12 | 12 | 17 | 22",
        "iUPD iPR iUPD iCPD",
        id="after a reset grown new targets are a new progression",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 40 | 40 | 47.9",
        "iUPD iPR iPR",
        id="after a reset new targets count from 20 % over their smallest",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 40 | 40 | 48",
        "iUPD iPR iUPD",
        id="and exactly 20 % is enough",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 40 | 20 | 25",
        "iUPD iPR iUPD",
        id="the smallest is the last one",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 20 | 24 | 25",
        "iUPD iPR iUPD",
        id="or the first one",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 12 | 12 | -\n"
        "L2 new brain: - | 12 | 12 | 29",
        "iUPD iPR iUPD",
        id="after a reset the rest of the new targets proves growth over the whole",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 12 | 12 | -\n"
        "L2 new brain: - | 12 | 12 | 28.9",
        "iUPD iPR iPR",
        id="and does not where it is less",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50 | 30 | 30\nL1 new lung: - | 12 | 12 | 12 | 12\n"
        "L2 new brain: absent | absent | 10 | 10 | 10",
        "iUPD iCPD iCPD iCPD",
        id="more new lesions",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 12 | 12 | 12\n"
        "L2 new brain: - | - | - | -",
        "iUPD iPR iPR",
        id="a new lesion that was never read",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 12 | 12 | -",
        "iUPD iPR iPR",
        id="a new lesion without a reading grows nothing",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 8 | 8 | 9",
        "iUPD iPR iPR",
        id="after a reset new non-targets count only unequivocally",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 8 | 8 | progressed",
        "iUPD iPR iUPD",
        id="after a reset a new non-target that clearly progressed",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 30\nL1 new lung: - | 12 | 12 | 12\nL2 new lung: -|-|-| 8",
        "iUPD iPR iUPD",
        id="after a reset a further new lesion",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50 | 50\nL1 new lung: - | 12 | absent | 12",
        "iUPD iSD iUPD",
        id="a new lesion that was gone and is back",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 60 | 60\nL1 new lung: - | present | - | present larger",
        "iUPD iCPD iCPD",
        id="a new lesion that was not read once",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 30 | 60 | 60\nL1 new lung: - | 8 | 8 | - | 9",
        "iUPD iPR iUPD iUPD",
        id="a new non-target without a size at the unconfirmed progression proves no growth",
    ),
    pytest.param(
        "L1 new lung: - | 12 | absent | 12 | 17",
        "iUPD ND iUPD iCPD",
        id="no disease at the baseline",
    ),
    pytest.param(
        "T1 target lung: 50 | 90 | 95\nT2 target liver: 20 | - | 30",
        "iUPD iUPD",
        id="a target that was not measured then proves no growth",
    ),
    pytest.param(
        "T1 target lung: 50 | 70 | 95\nT2 target liver: 20 | 20 | -",
        "iUPD iCPD",
        id="without one target the rest proves growth over the whole",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 80\nT2 target liver: 20 | 24 | -",
        "iUPD NE",
        id="without one target the rest does not prove progression",
    ),
]


@pytest.mark.parametrize(("text", "expected"), GROWTH)
def test_growth_and_reset(text: str, expected: str) -> None:
    assert " ".join(answers(text)) == expected


DAYS = [
    pytest.param("day 87", "iUPD", "only 27 days", id="27 days are too few"),
    pytest.param("day 88", "iCPD", "28 days after", id="28 days confirm"),
    pytest.param("day 116", "iCPD", "56 days after", id="56 days confirm"),
    pytest.param("day 117", "iCPD", "57 days after", id="later ones confirm too"),
]


@pytest.mark.parametrize(("when", "expected", "sentence"), DAYS)
def test_days_to_the_confirmation(when: str, expected: str, sentence: str) -> None:
    dates = ("day 0", "day 60", when)
    response = judged("T1 target lung: 50 | 60 | 65", Criteria.IRECIST, dates)
    assert overall(response) == ["iUPD", expected]
    assert sentence in response.timepoints[2].overall.sentence
    assert ("iRECIST asks for 28 to 56 days" in said(response)) is (when == "day 117")


def test_days_that_are_not_exact_are_said_to_be_unsure() -> None:
    dates = ("day 0", "month 2", "month 3")
    response = judged("T1 target lung: 50 | 60 | 65", Criteria.IRECIST, dates)
    assert overall(response) == ["iUPD", "iCPD"]
    assert "From month 2 to month 3 are 0 to 60 days: whether they are 28" in said(response)


def test_a_reader_who_counts_more_lesions_confirms() -> None:
    record = a_record("T1 target lung: 50 | 60 | 60")
    counts = zip(record.assessments, (2, 2, 3), strict=True)
    counted = tuple(replace(assessment, n_lesions=n) for assessment, n in counts)
    (response,) = timeline(replace(record, assessments=counted), (Criteria.IRECIST,)).responses
    assert overall(response) == ["iUPD", "iCPD"]
    assert (
        "More lesions are counted (3) than before (2)." in response.timepoints[2].overall.sentence
    )


def test_too_early_growth_still_counts_later() -> None:
    dates = ("day 0", "day 60", "day 80", "day 100")
    text = "T1 target lung: 50 | 60 | 65 | 65"
    assert answers(text, dates) == ["iUPD", "iUPD", "iCPD"]


READINGS = st.sampled_from(["absent", "-", "12", "20", "24", "30", "50", "70", "progressed"])
LESIONS = st.lists(st.tuples(READINGS, READINGS, READINGS), min_size=2, max_size=8)


def written(course: list[tuple[str, str, str]]) -> str:
    """Return a target, a non-target and a new lesion as lines of text."""
    targets, others, new = (list(words) for words in zip(*course, strict=True))
    rows = {
        "T1 target lung": targets,
        "N1 non-target bone": others,
        "L1 new brain": ["-", *new[1:]],
    }
    return "\n".join(f"{head}: {' | '.join(words)}" for head, words in rows.items())


@given(LESIONS)
def test_until_the_first_progression_all_is_as_in_recist(
    course: list[tuple[str, str, str]],
) -> None:
    text = written(course)
    plain, immune = overall(judged(text)), overall(judged(text, Criteria.IRECIST))
    first = plain.index("PD") if "PD" in plain else len(plain)
    same = [
        word if word in {"NE", "ND"} else f"i{word}".replace("NON-PD", "NON-iUPD") for word in plain
    ]
    assert immune[:first] == same[:first]
    assert immune[first : first + 1] in ([], ["iUPD"])


@given(LESIONS)
def test_a_confirmation_follows_an_unconfirmed_progression_and_stays(
    course: list[tuple[str, str, str]],
) -> None:
    found = overall(judged(written(course), Criteria.IRECIST))
    assert all(
        earlier in {"iUPD", "NE", "iCPD"} for earlier, later in pairwise(found) if later == "iCPD"
    )
    assert "iCPD" not in found or set(found[found.index("iCPD") :]) == {"iCPD"}


@given(LESIONS)
def test_a_later_visit_does_not_change_earlier_answers(course: list[tuple[str, str, str]]) -> None:
    whole = overall(judged(written(course), Criteria.IRECIST))
    if len(course) > 2:
        assert overall(judged(written(course[:-1]), Criteria.IRECIST)) == whole[:-1]


RANK = ("ND", "CR", "PR", "SD", "NON-CR/NON-PD", "NE", "PD")
IMMUNE_RANK = ("ND", "iCR", "iPR", "iSD", "NON-iCR/NON-iUPD", "NE", "iUPD", "iCPD")


@pytest.mark.parametrize("criteria", [Criteria.RECIST_1_1, Criteria.IRECIST], ids=str)
@given(LESIONS)
def test_a_new_lesion_never_improves_the_response_where_it_appears(
    criteria: Criteria, course: list[tuple[str, str, str]]
) -> None:
    rank = RANK if criteria is Criteria.RECIST_1_1 else IMMUNE_RANK
    *known, _ = written(course).splitlines()
    new = " | ".join(["-"] * (len(course) - 1) + [course[-1][2]])
    before = overall(judged("\n".join(known), criteria))
    after = overall(judged("\n".join([*known, f"L1 new brain: {new}"]), criteria))
    assert after[:-1] == before[:-1]
    assert rank.index(after[-1]) >= rank.index(before[-1])
