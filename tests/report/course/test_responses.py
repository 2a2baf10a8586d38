"""Reported and computed responses as chips."""

from dataclasses import replace

import pytest

from hcclog.domain.response import Category, Criteria, ReportedResponse
from hcclog.report.course.figure import ChipLane
from hcclog.report.course.options import CourseOptions
from hcclog.report.course.responses import category_captions
from tests.report.course.charts import figure_of, lane_of
from tests.report.samples import PATIENT, empty_case, measured_case, new_id, on, relative_case


def test_what_readers_reported_stands_at_its_date() -> None:
    lane = lane_of(relative_case(), "reported", ChipLane)
    assert [chip.captions[0] for chip in lane.chips] == ["PD", "PR", "PD", "PD", "PR"]
    assert lane.chips[0].mark.day == 91


def test_each_criteria_has_its_own_row_without_the_baseline() -> None:
    for key, expected in (("recist-1.1", ["PR", "PR", "PD"]), ("mrecist", ["PR", "PR", "PD"])):
        lane = lane_of(measured_case(), key, ChipLane)
        assert [chip.mark.id for chip in lane.chips] == ["A1", "A2", "A3"]
        assert len(lane.chips) == len(expected)


def test_a_computed_chip_says_why() -> None:
    chip = lane_of(measured_case(), "recist-1.1", ChipLane).chips[-1]
    assert chip.category is not None
    assert chip.mark.reading.startswith(f"2026-05-18: RECIST 1.1 {chip.category.value}. ")
    assert len(chip.mark.reading) > 60


def test_a_dot_stands_where_reader_and_rules_differ() -> None:
    lane = lane_of(relative_case(), "mrecist", ChipLane)
    differing = [chip.mark.id for chip in lane.chips if chip.differs]
    assert "A2" in differing
    assert "A4" not in differing


def test_only_the_chosen_criteria_are_shown() -> None:
    figure = figure_of(measured_case(), CourseOptions(criteria=(Criteria.MRECIST,)))
    assert figure.lane("mrecist") is not None
    assert figure.lane("recist-1.1") is None


def test_a_conclusion_in_words_is_shown_in_its_words() -> None:
    said = ReportedResponse(new_id(), PATIENT, None, on("2022-07"), wording="resistant")
    lane = lane_of(replace(empty_case(), reported_responses=(said,)), "reported", ChipLane)
    assert lane.chips[0].captions == ("resistant", "other")
    assert lane.chips[0].category is None


def test_a_long_conclusion_loses_words_from_its_end() -> None:
    said = ReportedResponse(new_id(), PATIENT, None, on("2022-07"), wording="resistant to it")
    lane = lane_of(replace(empty_case(), reported_responses=(said,)), "reported", ChipLane)
    expected = ("resistant to it", "resistant to…", "resistant…", "other")
    assert lane.chips[0].captions == expected


@pytest.mark.parametrize("category", list(Category))
def test_every_category_has_letters(category: Category) -> None:
    captions = category_captions(category)
    assert all(captions)
    assert list(captions) == sorted(captions, key=len, reverse=True)
