"""New lesions: unequivocal, equivocal, dated back; and what mRECIST asks of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.domain.quantities import Comparator
from hcclog.domain.response import Criteria
from hcclog.rules.timeline import timeline
from tests.rules.courses import a_record, judged, overall

T = "T1 target lung: 50 | 50 | 50\n"
ROWS = [
    pytest.param("L1 new lung: - | 12 | 12", ["PD", "PD"], ["yes", "yes"], id="unequivocal"),
    pytest.param("L1 free lung: - | 12 | 12", ["PD", "PD"], ["yes", "yes"], id="first seen later"),
    pytest.param(
        "L1 new lung: - | equivocal | -", ["SD", "SD"], ["equivocal", "no"], id="equivocal"
    ),
    pytest.param(
        "L1 new lung: - | equivocal | 12",
        ["PD", "PD"],
        ["yes", "yes"],
        id="dated back when confirmed",
    ),
    pytest.param(
        "L1 new lung: - | equivocal | absent",
        ["SD", "SD"],
        ["equivocal", "no"],
        id="equivocal, then gone",
    ),
    pytest.param(
        "L1 new node: - | 9 | 11", ["SD", "PD"], ["no", "yes"], id="a node under 10 mm is none"
    ),
    pytest.param("L1 new node: - | 9.9 | 10", ["SD", "PD"], ["no", "yes"], id="a node of 10 mm"),
    pytest.param("L1 new lung: - | 12 | NE", ["PD", "SD"], ["yes", "no"], id="then not evaluable"),
    pytest.param("L1 new lung: - | 12 | absent", ["PD", "SD"], ["yes", "no"], id="then gone"),
    pytest.param(
        "L1 new effusion: - | present | present",
        ["PD", "PD"],
        ["yes", "yes"],
        id="fluid by RECIST 1.1",
    ),
]


@pytest.mark.parametrize(("text", "categories", "new"), ROWS)
def test_by_recist(text: str, categories: list[str], new: list[str]) -> None:
    response = judged(T + text)
    assert overall(response) == categories
    assert [point.new_lesion.value for point in response.timepoints[1:]] == new


MRECIST = [
    pytest.param("L1 new liver enhancing: - | 10 | 10", ["yes", "yes"], id="10 mm that enhances"),
    pytest.param("L1 new liver enhancing: - | 9.9 | 9.9", ["equivocal"] * 2, id="9.9 mm"),
    pytest.param("L1 new liver: - | 12 | 12", ["equivocal"] * 2, id="enhancement not stated"),
    pytest.param(
        "L1 new liver: - | 12/12 | 12/12", ["yes", "yes"], id="a viable diameter enhances"
    ),
    pytest.param("L1 new liver: - | 12/0.1 | 12/0", ["yes", "yes"], id="however small"),
    pytest.param("L1 new liver: - | 12/0 | 12/0", ["equivocal"] * 2, id="nothing enhances"),
    pytest.param(
        "L1 new liver: - | 8 | 13 | 17.9", ["equivocal"] * 3, id="grown by 9.9 mm since first seen"
    ),
    pytest.param(
        "L1 new liver: - | 8 | 13 | 18", ["yes"] * 3, id="grown by 10 mm since first seen"
    ),
    pytest.param("L1 new liver: - | 12/0 | 12/0", ["equivocal"] * 2, id="nothing viable"),
    pytest.param("L1 new liver: - | 8 | 18", ["yes", "yes"], id="grown by 10 mm, dated back"),
    pytest.param("L1 new liver: - | 8 | 17.9", ["equivocal"] * 2, id="grown by 9.9 mm"),
    pytest.param(
        "L1 new liver: - | 8 equivocal | 18 equivocal",
        ["yes", "yes"],
        id="grown by 10 mm, though its pattern is called equivocal",
    ),
    pytest.param(
        "L1 new liver: - | 8 equivocal | 17.9 equivocal",
        ["equivocal"] * 2,
        id="called equivocal and grown by 9.9 mm",
    ),
    pytest.param(
        "L1 new lung: - | 8 equivocal | 18 equivocal",
        ["equivocal"] * 2,
        id="growth proves liver nodules only",
    ),
    pytest.param(
        "L1 new liver enhancing: - | 12 | 9", ["yes", "yes"], id="certain once, then smaller"
    ),
    pytest.param(
        "L1 new liver enhancing: - | 12 | 9 equivocal",
        ["yes", "equivocal"],
        id="certain once, then doubted by the reader",
    ),
    pytest.param(
        "L1 new liver enhancing: - | 12 | absent | 9",
        ["yes", "no", "equivocal"],
        id="certain once, then gone, then anew",
    ),
    pytest.param("L1 new porta: - | 20 | 19", ["yes", "yes"], id="a node there that shrinks"),
    pytest.param("L1 new porta: - | 20 | 9", ["yes", "no"], id="a node there that is normal again"),
    pytest.param(
        "L1 new liver: - | present | progressed", ["yes", "yes"], id="recorded as progressed"
    ),
    pytest.param("L1 new lung: - | 4 | 4", ["yes", "yes"], id="outside the liver as in RECIST"),
    pytest.param("L1 new porta: - | 19 | 20", ["yes", "yes"], id="porta hepatis node from 20 mm"),
    pytest.param("L1 new porta: - | 19 | 19", ["equivocal"] * 2, id="porta hepatis node of 19 mm"),
    pytest.param("L1 new node: - | 12 | 12", ["yes", "yes"], id="another node from 10 mm"),
    pytest.param(
        "L1 new effusion: - | present | present", ["equivocal"] * 2, id="fluid, no cytology"
    ),
    pytest.param(
        "L1 new effusion: - | present cyto+ | present", ["yes", "yes"], id="with cytology"
    ),
]


@pytest.mark.parametrize(("text", "new"), MRECIST)
def test_by_mrecist(text: str, new: list[str]) -> None:
    response = judged(T + text, Criteria.MRECIST)
    assert [point.new_lesion.value for point in response.timepoints[1:]] == new


REASONS = [
    pytest.param("L1 new lung: - | 12.4 | -", 1, "One new lesion (L1, lung, 12.4 mm).", id="one"),
    pytest.param(
        "L1 new lung: - | 12 | -\nL2 new bone: - | present | -", 1, "2 new lesions (L1", id="two"
    ),
    pytest.param("L1 new lung multiple: - | present | -", 1, "New lesions (L1", id="several"),
    pytest.param("L1 new lung: - | 12 | 13", 2, "new since day 60", id="since when"),
    pytest.param("L1 new lung: - | equivocal | 12", 1, "confirmed on day 120", id="dated back"),
    pytest.param("L1 new lung: - | equivocal | -", 1, "is not progression", id="equivocal"),
    pytest.param(
        "L1 new lung: - | equivocal | 12\nL2 new bone: - | present | present",
        1,
        "equivocal here, confirmed on day 120",
        id="dated back beside a certain one",
    ),
    pytest.param("L1 new lung: - | - | -", 1, "No new lesion.", id="none"),
]


@pytest.mark.parametrize(("text", "place", "words"), REASONS)
def test_the_reason(text: str, place: int, words: str) -> None:
    assert words in judged(T + text).timepoints[place].new_lesion.sentence


COUNTS = [
    pytest.param([2, 3], ["=", "="], "yes", "counted (3) than before (2)", id="a count that rises"),
    pytest.param([3, 3], ["=", "="], "no", "No new lesion", id="the same count"),
    pytest.param([3, 6], ["=", ">"], "yes", "more than 6", id="more than 6 after 3"),
    pytest.param(
        [6, 8], [">", ">"], "equivocal", "does not prove", id="more than 8 after more than 6"
    ),
    pytest.param([6, 8], ["<=", "="], "yes", "at most 6", id="8 after at most 6"),
    pytest.param([6, 8], ["<", ">="], "yes", "fewer than 6", id="at least 8 after fewer than 6"),
    pytest.param([None, 8], ["=", "="], "no", "No new lesion", id="no count before"),
    pytest.param([8, 8], ["<", ">="], "yes", "fewer than 8", id="at least 8 after fewer than 8"),
    pytest.param([8, 8], ["<=", "="], "equivocal", "at most 8", id="8 after at most 8"),
    pytest.param([0, 1], ["=", "="], "yes", "counted (1) than before (0)", id="1 after none"),
]
MORE_COUNTS = [
    pytest.param([5, 3, 5], "no", id="as many as once before"),
    pytest.param([5, 3, 6], "yes", id="more than ever before"),
    pytest.param([3, 5, 5], "no", id="as many as at the last one"),
]


@pytest.mark.parametrize(("counts", "new"), MORE_COUNTS)
def test_a_count_is_compared_with_every_one_before(counts: list[int], new: str) -> None:
    record = a_record("N1 non-target liver multiple: present | present | present")
    counted = [replace(a, n_lesions=n) for a, n in zip(record.assessments, counts, strict=True)]
    result = timeline(replace(record, assessments=tuple(counted))).responses[0]
    assert result.timepoints[2].new_lesion.value == new


def test_by_mrecist_a_count_does_not_show_the_pattern_of_a_nodule() -> None:
    record = a_record("N1 non-target liver multiple: present | present")
    counted = [replace(a, n_lesions=n) for a, n in zip(record.assessments, (2, 3), strict=True)]
    result = timeline(replace(record, assessments=tuple(counted)), (Criteria.MRECIST,))
    assert result.responses[0].timepoints[1].new_lesion.value == "equivocal"


@pytest.mark.parametrize(("counts", "comparators", "new", "words"), COUNTS)
def test_a_readers_count(
    counts: list[int | None], comparators: list[str], new: str, words: str
) -> None:
    record = a_record("N1 non-target liver multiple: present | present")
    counted = [
        replace(a, n_lesions=n, n_lesions_comparator=Comparator(c))
        for a, n, c in zip(record.assessments, counts, comparators, strict=True)
    ]
    result = timeline(replace(record, assessments=tuple(counted))).responses[0].timepoints[1]
    assert result.new_lesion.value == new
    assert words in result.new_lesion.sentence
    assert (words in result.overall.sentence) == (new != "no")
