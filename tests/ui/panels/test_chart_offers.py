"""What a place on the chart offers to add, and on what date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.ui.charts.spot import Spot
from hcclog.ui.panels.chart_offers import date_at, offers_of_lane, other_offers
from tests.report.samples import measured_case, relative_case

DAY = float(date(2022, 5, 14).toordinal()) + 0.6


@pytest.mark.parametrize(
    ("day", "pixel", "is_relative", "text"),
    [
        (DAY, 0.4, False, "2022-05-14"),
        (DAY, 1.0, False, "2022-05-14"),
        (DAY, 1.1, False, "2022-05"),
        (DAY, 29.0, False, "2022-05"),
        (DAY, 31.0, False, "2022"),
        (-50.0, 0.1, False, "0001-01-01"),
        (9e6, 0.1, False, "9999-12-31"),
        (447.4, 0.4, True, "day 447"),
        (-3.2, 0.4, True, "day -4"),
        (447.4, 2.0, True, "month 15"),
        (-100.0, 2.0, True, "month -3"),
        (9.0, 2.0, True, "week 1"),
        (2.0, 2.0, True, "day 2"),
    ],
    ids=[
        "a day where a pixel is less than a day",
        "a day where it is a day",
        "a month where it is more",
        "a month up to a month",
        "a year beyond",
        "not before the calendar",
        "not after the calendar",
        "a day since day 0",
        "a day before day 0",
        "a month since day 0",
        "a month before day 0",
        "a week near day 0, for month 0 is that very day",
        "a day where even a week would be that very day",
    ],
)
def test_a_date_says_no_more_than_a_pixel(
    day: float, pixel: float, is_relative: bool, text: str
) -> None:
    assert str(date_at(day, pixel, is_relative=is_relative)) == text


@given(st.floats(1, 3_000_000), st.floats(0.01, 40))
def test_a_date_on_a_calendar_holds_the_day_that_was_pointed_at(day: float, pixel: float) -> None:
    span = Chronology(measured_case()).span(date_at(day, pixel, is_relative=False))
    assert span is not None
    assert span.earliest <= day < span.latest + 1


@given(st.floats(-4000, 9000), st.floats(0.01, 40))
def test_a_date_since_day_0_holds_the_day_that_was_pointed_at(day: float, pixel: float) -> None:
    span = Chronology(relative_case()).span(date_at(day, pixel, is_relative=True))
    assert span is not None
    assert span.earliest - 1 <= day <= span.latest + 1


WHEN = ClinicalDate.of(2022, 5)


@pytest.mark.parametrize(
    ("lane", "words"),
    [
        ("marker:afp:ng/mL", ["Add AFP in 2022-05…"]),
        ("marker:pivka-ii:words", ["Add PIVKA-II in 2022-05…"]),
        ("marker:no-such-test:U", ["Add no-such-test in 2022-05…"]),
        ("lead:afp", ["Add AFP in 2022-05…", "Add imaging in 2022-05…"]),
        ("regimens", ["Add course in 2022-05…"]),
        ("procedures", ["Add procedure in 2022-05…"]),
        ("reported", ["Add reported response in 2022-05…"]),
        ("mrecist", ["Add imaging in 2022-05…"]),
        ("burden", ["Add imaging in 2022-05…"]),
        ("fluid:ascites", ["Add imaging in 2022-05…"]),
        (
            "events",
            ["Add adverse event in 2022-05…", "Add visit in 2022-05…", "Add outcome in 2022-05…"],
        ),
        ("", []),
    ],
)
def test_a_lane_offers_what_belongs_into_it(lane: str, words: list[str]) -> None:
    assert [offer.words for offer in offers_of_lane(Spot(lane=lane), WHEN)] == words


def test_a_marker_s_lane_fills_in_test_and_unit() -> None:
    (offer,) = offers_of_lane(Spot(lane="marker:afp:ng/mL"), WHEN)
    assert offer.given == {"analyte": "afp", "unit": "ng/mL", "on": WHEN}
    (in_words,) = offers_of_lane(Spot(lane="marker:afp:words"), WHEN)
    assert in_words.given == {"analyte": "afp", "on": WHEN}


def test_all_else_is_offered_once() -> None:
    own = offers_of_lane(Spot(lane="regimens"), WHEN)
    tables = [offer.table for offer in (*own, *other_offers(WHEN, own))]
    assert sorted(tables) == sorted(set(tables))
    assert {"course", "procedure", "assessment", "lab_result", "visit"} <= set(tables)
