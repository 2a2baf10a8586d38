"""Where a new baseline is due, which imaging it would be, and what is said where none can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.rules.series_due import Due, due_baselines, imaging_words
from hcclog.rules.timeline import timeline
from tests.rules.courses import P
from tests.rules.treated import a_treated, view_of


def due(**parts: Any) -> tuple[Due, ...]:
    return due_baselines(view_of(a_treated(**parts)))


def baselines(found: tuple[Due, ...]) -> list[tuple[str, str]]:
    return [(one.name, one.baseline.id if one.baseline else "none") for one in found]


LINES = [
    pytest.param({1: ["day 10"]}, [], [("for line 1", "a0")], id="the last imaging before"),
    pytest.param({1: ["day 60"]}, [], [("for line 1", "a1")], id="imaging on the day itself"),
    pytest.param({1: ["day 59"]}, [], [("for line 1", "a0")], id="imaging a day later is not it"),
    pytest.param({1: ["day 130", "day 61"]}, [], [("for line 1", "a1")], id="its first course"),
    pytest.param(
        {1: ["2021-10", "day 61"]}, [], [("for line 1", "a1")], id="a start without a place"
    ),
    pytest.param({1: ["day 61"]}, ["a1 1"], [], id="a line that has its series"),
    pytest.param({1: ["day 61"]}, ["a0 1"], [], id="a line that has an older series"),
    pytest.param(
        {2: ["day 130"], 1: ["day 10"]},
        [],
        [("for line 1", "a0"), ("for line 2", "a2")],
        id="two lines, in order of time",
    ),
    pytest.param(
        {1: ["day 130"], 2: ["day 10"]},
        [],
        [("for line 2", "a0"), ("for line 1", "a2")],
        id="two lines, by their imaging and not by their numbers",
    ),
    pytest.param(
        {1: ["day 70"], 2: ["day 80"]},
        [],
        [("for line 1", "a1"), ("for line 2", "none")],
        id="two lines without imaging between them",
    ),
    pytest.param({1: ["day 61"]}, ["a1 2"], [("for line 1", "none")], id="another's baseline"),
    pytest.param({1: ["day -1"]}, [], [("for line 1", "none")], id="no imaging before"),
    pytest.param({1: []}, [], [("for line 1", "none")], id="a line without a course"),
    pytest.param({1: ["2021-10"]}, [], [("for line 1", "none")], id="no start with a place"),
]


@pytest.mark.parametrize(("lines", "series", "expected"), LINES)
def test_a_line_without_a_series_is_due(
    lines: dict[int, list[str]], series: list[str], expected: list[tuple[str, str]]
) -> None:
    found = due(lines=lines, series=series)
    assert baselines(found) == expected
    assert all(one.name == f"for {one.label}" for one in found)
    assert all(one.line_id == f"l{one.name[-1]}" for one in found)


SENTENCES = [
    pytest.param(
        {1: ["day 61"]},
        [],
        "No response series begins with line 1: its baseline would be the last imaging up to its "
        "start (day 61), imaging of day 60.",
        id="due",
    ),
    pytest.param({1: ["day -1"]}, [], "no imaging is logged at or before its start", id="none"),
    pytest.param({1: []}, [], "none of its courses has a start with a place", id="no start"),
    pytest.param(
        {1: ["day 61"]},
        ["a1"],
        "“on a1” already, which names no line of therapy.",
        id="taken",
    ),
]


@pytest.mark.parametrize(("lines", "series", "words"), SENTENCES)
def test_it_says_why(lines: dict[int, list[str]], series: list[str], words: str) -> None:
    record = a_treated(lines=lines, series=series)
    (found,) = due_baselines(view_of(record))
    assert words in found.sentence
    assert found.sentence in [finding.sentence for finding in timeline(record).findings]


def test_the_baseline_of_another_line_is_named_with_it() -> None:
    (found,) = due(lines={1: ["day 61"]}, series=["a1 2"])
    assert found.sentence.endswith("imaging of day 60, is the baseline of “on a1” already.")


def test_of_two_lines_with_one_imaging_the_second_says_whose_it_is() -> None:
    _, second = due(lines={1: ["day 70"], 2: ["day 80"]})
    assert "imaging of day 60, is proposed for line 1 already." in second.sentence


AGES = [
    pytest.param(["day 0"], "day 28", [], id="28 days"),
    pytest.param(["day 0"], "day 29", ["It is older than usual: 29 days before"], id="29 days"),
    pytest.param(["day 0"], "day 0", [], id="on the day"),
    pytest.param(["week 1"], "day 31", [], id="at most 27 days"),
    pytest.param(
        ["week 1"], "day 33", ["It may be older than usual: 23 to 29 days before"], id="perhaps"
    ),
    pytest.param(
        ["week 1"],
        "day 38",
        ["It may be older than usual: 28 to 34 days before the start; at most 28 are usual."],
        id="perhaps exactly 28 days",
    ),
    pytest.param(
        ["week 1"], "day 39", ["It is older than usual: 29 to 35 days before"], id="surely"
    ),
    pytest.param(
        ["week 1"],
        "day 9",
        ["The dates do not tell for certain that it was before the start of line 1."],
        id="the order is unsure",
    ),
    pytest.param(["2022-07"], "2022-07", ["not tell for certain", "0 to 30 days"], id="one month"),
    pytest.param(
        ["2022-07"], "assessment:a0:on + 2 weeks", [], id="counted from the imaging: 14 days"
    ),
]


@pytest.mark.parametrize(("dates", "start", "expected"), AGES)
def test_an_old_or_unsure_baseline_says_so(
    dates: list[str], start: str, expected: list[str]
) -> None:
    (found,) = due(text="T1 free liver: 50", lines={1: [start]}, dates=dates)
    assert len(found.remarks) == len(expected)
    for said, words in zip(found.remarks, expected, strict=True):
        assert words in said


TREATMENTS = [
    pytest.param(["tace on day 70"], [], [("after TACE (day 70)", "a2")], id="imaging after it"),
    pytest.param(["tace on day 60"], [], [("after TACE (day 60)", "a2")], id="not of its own day"),
    pytest.param(["tace on day 59"], [], [("after TACE (day 59)", "a1")], id="the day after it"),
    pytest.param(["tace on day 190"], [], [], id="no imaging after it"),
    pytest.param(["tace on day 70"], ["a2"], [], id="a series begins there"),
    pytest.param(["tace on day 70"], ["a3"], [("after TACE (day 70)", "a2")], id="another later"),
    pytest.param(["biopsy on day 70"], [], [], id="a biopsy treats nothing"),
    pytest.param(["magic on day 70"], [], [], id="what the catalogue lacks"),
    pytest.param(["tace on 2021-10"], [], [], id="a day without a place"),
    pytest.param(
        ["sbrt on day 50 until day 61"], [], [("after SBRT (day 50)", "a2")], id="one that lasts"
    ),
    pytest.param(
        ["tace on day 10", "rfa on day 80"],
        [],
        [("after TACE (day 10)", "a1"), ("after RFA (day 80)", "a2")],
        id="two treatments, two imagings",
    ),
    pytest.param(
        ["tace on day 70", "rfa on day 80"],
        [],
        [("after TACE (day 70) and RFA (day 80)", "a2")],
        id="two treatments, one imaging",
    ),
]


@pytest.mark.parametrize(("treatments", "series", "expected"), TREATMENTS)
def test_a_treatment_at_its_place_makes_a_baseline_due(
    treatments: list[str], series: list[str], expected: list[tuple[str, str]]
) -> None:
    assert baselines(due(treatments=treatments, series=series)) == expected


def test_a_treatment_says_what_it_means_and_which_line_goes_on() -> None:
    lines = {1: ["day 1"], 2: ["day 120"], 3: ["day 121"], 4: []}
    series = ["a0 1", "a1 2", "a3 3"]
    found = due(lines=lines, series=series, treatments=["tace on day 70", "tace on day 71"])
    treated = found[0]
    assert treated.label == "after TACE"
    assert treated.line_id == "l2"
    assert treated.sentence == (
        "No response series begins after TACE (day 70) and TACE (day 71): the first imaging "
        "since, imaging of day 120, would be its baseline."
    )
    assert treated.remarks == (
        "A lesion that was treated is a target only where growth was shown since.",
    )


def test_a_treatment_whose_order_is_unsure_says_so() -> None:
    (found,) = due(treatments=["tace on month 2"], dates=["day 0", "day 62"])
    assert "not tell for certain that it was after the treatment" in found.remarks[1]
    assert found.line_id is None


def test_one_baseline_due_for_a_line_and_after_a_treatment_is_proposed_once() -> None:
    lines = {1: ["day 10"], 2: ["day 125"]}
    first, second = due(lines=lines, treatments=["tace on day 70"])
    assert (first.name, first.remarks) == ("for line 1", ())
    assert second.name == "for line 2"
    assert second.remarks == ("It is the first imaging after TACE (day 70) too.",)


def test_without_imaging_nothing_is_due() -> None:
    bare = replace(a_treated(lines={1: ["day 1"]}, treatments=["tace on day 1"]), assessments=())
    assert due_baselines(view_of(bare)) == ()


IMAGING = [
    pytest.param([], "imaging of day 0", id="none stated"),
    pytest.param([Modality.NOT_STATED], "imaging of day 0", id="not stated"),
    pytest.param([Modality.MRI], "MRI of day 0", id="one"),
    pytest.param([Modality.CT, Modality.CT, Modality.MRI], "CT and MRI of day 0", id="two"),
]


@pytest.mark.parametrize(("modalities", "words"), IMAGING)
def test_imaging_is_named_by_modality_and_date(modalities: list[Modality], words: str) -> None:
    at = Assessment(EntityId("a0"), P, ClinicalDate.parse("day 0"))
    scans = tuple(Scan(EntityId(f"{n}"), P, at.id, m) for n, m in enumerate(modalities))
    other = Scan(EntityId("x"), P, EntityId("a1"), Modality.XRAY)
    record = replace(a_treated(), scans=(*scans, other))
    assert imaging_words(record, Chronology(record), at) == words
