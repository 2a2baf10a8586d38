"""Courses as bars."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.ids import EntityId
from hcclog.domain.therapy import DoseStep
from hcclog.report.course.figure import NoteLane, RegimenLane
from hcclog.report.course.picture import CoursePicture
from hcclog.report.course.reading import readings_at
from hcclog.report.naming import drug_colour
from tests.report.course.charts import figure_of, lane_of
from tests.report.samples import PATIENT, course, empty_case, lab, lines, new_id, on, relative_case


@pytest.fixture
def lane() -> RegimenLane:
    return lane_of(relative_case(), "regimens", RegimenLane)


def test_each_course_is_one_bar_in_order_of_time(lane: RegimenLane) -> None:
    assert [bar.mark.id for bar in lane.bars] == ["C1", "C2", "C3", "C4", "C5"]
    assert [bar.name for bar in lane.bars][:2] == ["lenvatinib", "sorafenib"]


def test_courses_that_follow_each_other_share_a_row(lane: RegimenLane) -> None:
    assert lane.n_rows == 1


def test_a_bar_lies_from_the_middle_of_its_start_to_the_middle_of_its_end(
    lane: RegimenLane,
) -> None:
    assert (lane.bars[0].start, lane.bars[0].end) == (0.0, 91.0)


def test_dose_steps_divide_a_bar_and_the_lower_dose_is_paler(lane: RegimenLane) -> None:
    first, second = lane.bars[1].segments
    assert first.end == second.start
    assert first.captions[0] == "400 mg a day"
    assert second.captions[0] == "800 mg a day"
    assert first.strength < second.strength == 1.0


def test_a_dose_that_is_not_stated_is_said_to_be_so(lane: RegimenLane) -> None:
    assert lane.bars[0].segments[0].captions[0] == "dose not stated"


def test_a_later_course_of_an_agent_given_before_is_a_rechallenge(lane: RegimenLane) -> None:
    assert lane.bars[3].segments[0].captions == ("rechallenge",)
    assert lane.bars[4].segments[0].captions == ("rechallenge",)


def test_a_course_without_end_goes_on_beyond_the_last_known_day(lane: RegimenLane) -> None:
    figure = figure_of(relative_case())
    last = max(mark.day for mark in figure.marks())
    assert lane.bars[4].ongoing
    assert last < lane.bars[4].end < figure.home[1]
    assert not lane.bars[0].ongoing


def test_an_agent_keeps_its_colour(lane: RegimenLane) -> None:
    assert lane.bars[1].colour == lane.bars[3].colour == drug_colour("sorafenib")


def test_a_hold_has_its_length_and_its_reason(lane: RegimenLane) -> None:
    (hold,) = lane.bars[0].holds
    assert hold.end - hold.start == 14
    assert hold.captions == ("held 2 weeks: proteinuria, grade 3", "held 2 weeks")


def test_line_numbers_stand_where_the_lines_first_course_begins(lane: RegimenLane) -> None:
    assert [label.captions[0] for label in lane.lines] == [f"line {k}" for k in range(1, 6)]
    assert [label.mark.day for label in lane.lines] == [bar.mark.day for bar in lane.bars]


@pytest.mark.catalogue("C-04")
def test_one_agent_twice_at_a_time_is_two_bars_and_no_sum() -> None:
    doses = {"dose": Decimal(8), "dose_unit": "mg"}
    first = course("C1", "lenvatinib", "2021-01-01", "2021-06-01", **doses)
    second = course("C2", "lenvatinib", "2021-03-01", "2021-09-01", **doses)
    record = replace(empty_case(), lines=lines(2), courses=(first, second))
    lane = lane_of(record, "regimens", RegimenLane)
    assert lane.n_rows == 2
    assert [bar.mark.id for bar in lane.bars] == ["C1", "C2"]
    captions = [caption for bar in lane.bars for part in bar.segments for caption in part.captions]
    assert "8 mg" in captions
    assert not [caption for caption in captions if "16" in caption]


def test_courses_at_the_same_time_lie_in_different_rows() -> None:
    record = replace(
        empty_case(),
        lines=lines(2),
        courses=(
            course("C1", "lenvatinib", "2020-12", "2022-02"),
            course("C2", "sintilimab", "2021-10", "2022-07"),
        ),
    )
    bars = lane_of(record, "regimens", RegimenLane).bars
    assert [bar.row for bar in bars] == [0, 1]


def test_a_course_whose_start_has_no_place_is_named_and_not_drawn() -> None:
    record = replace(empty_case(), courses=(course("C1", "lenvatinib", "month 2"),))
    figure = figure_of(record)
    assert figure.lane("regimens") is None
    assert figure.unplaced == ("month 2: lenvatinib, dose not stated, goes on",)


def test_a_step_to_a_dose_that_is_not_stated_keeps_its_direction() -> None:
    record = replace(
        empty_case(),
        courses=(course("C1", "lenvatinib", "2021-01", "2021-06", dose=Decimal(8)),),
        dose_steps=(DoseStep(new_id(), PATIENT, EntityId("C1"), on("2021-03"), direction="lower"),),
    )
    first, second = lane_of(record, "regimens", RegimenLane).bars[0].segments
    assert second.captions == ("lower dose, not stated", "lower dose", "lower")
    assert second.strength < first.strength


def test_a_course_that_ended_on_no_known_day_does_not_go_on() -> None:
    record = relative_case()
    stopped = replace(record.courses[-1], end_on=on("2021-10"))
    figure = figure_of(replace(record, courses=(*record.courses[:-1], stopped)))
    lane = figure.lane("regimens")
    assert isinstance(lane, RegimenLane)
    bar = next(b for b in lane.bars if b.mark.id == stopped.id)
    assert (bar.ongoing, bar.end_span) == (False, None)
    assert bar.end < figure.extent[1]
    last = readings_at(figure, figure.extent[1])
    assert all(bar.name not in text for title, text in last if title == "Regimens")
    assert figure.unplaced == (bar.mark.reading,)


UNPLACED = [
    pytest.param(1, "", id="one"),
    pytest.param(5, "; and 2 more", id="more than are named"),
]


@pytest.mark.parametrize(("n", "more"), UNPLACED)
def test_what_has_no_place_on_the_axis_is_told_under_the_chart(n: int, more: str) -> None:
    labs = tuple(lab(f"20{k + 10}-01", str(k)) for k in range(n))
    record = relative_case()
    figure = figure_of(replace(record, labs=(*record.labs, *labs)))
    (note,) = [lane for lane in figure.lanes if isinstance(lane, NoteLane)]
    assert note.notes[0].startswith("Not drawn as recorded, for a date of it has no place")
    assert "2010-01: AFP 0" in note.notes[0]
    assert note.notes[0].endswith(f"{more}.")
    rows = [row for row in CoursePicture(figure).numbers().rows if row[0] == "not drawn"]
    assert [row[-1] for row in rows] == [f"{k + 2010}-01: AFP {k} ng/mL" for k in range(n)]
    assert not any(isinstance(lane, NoteLane) for lane in figure_of(record).lanes)
