"""The chart in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.domain.record import PatientRecord
from hcclog.report.course.figure import ChipLane, CurveLane, RegimenLane
from hcclog.report.course.reading import Reader, in_words, readings_at, summary
from tests.report.course.any_record import records
from tests.report.course.charts import figure_of
from tests.report.samples import empty_case, lab, marker_case, measured_case, on, relative_case


def test_each_lane_says_what_was_last_known_at_a_day() -> None:
    told = dict(readings_at(figure_of(relative_case()), 447))
    assert told["Regimens"] == "regorafenib 160 mg"
    assert told["AFP"] == "439 ng/mL"
    assert told["Reported"] == "PD"


def test_nothing_is_said_before_anything_was_known() -> None:
    told = dict(readings_at(figure_of(relative_case()), -10))
    assert "AFP" not in told
    assert "Regimens" not in told


def test_the_summary_tells_the_latest_of_every_lane() -> None:
    text = summary(figure_of(measured_case()))
    assert "AFP: 212 ng/mL." in text
    assert "Tumour burden: 86.3 % of baseline." in text


def test_an_empty_chart_says_so() -> None:
    assert summary(figure_of(empty_case())) == "Nothing is recorded yet."


def words_at(record: PatientRecord, day: float) -> dict[str, str]:
    return {reading.title: reading.words for reading in Reader(figure_of(record)).at(day)}


def day_of(text: str) -> float:
    form = on(text).calendar
    assert form is not None
    return float(date(form.year, form.month or 1, form.day or 1).toordinal())


@pytest.mark.parametrize(
    ("on_day", "title", "words"),
    [
        ("2025-10-28", "AFP", "40 ng/mL, 2025-10-28"),
        ("2026-01-20", "AFP", "40 ng/mL since 2025-10-28"),
        ("2026-01-20", "Regimens", "lenvatinib 8 mg since 2025-11-03"),
        ("2026-01-20", "Events", "Hypertension, grade 3 since 2026-01-10"),
        ("2026-01-12", "Events", "Hypertension, grade 3 since 2026-01-10"),
        ("2026-02-20", "RECIST 1.1", "SD since 2026-02-16"),
    ],
    ids=[
        "a value of that very day has its date",
        "an older one says since when it is known",
        "a regimen says since when its dose is given",
        "an event that lasts is said until it ends",
        "and from its first day on",
        "a response is that of the last imaging",
    ],
)
def test_a_reading_says_of_when_it_is(on_day: str, title: str, words: str) -> None:
    assert words_at(measured_case(), day_of(on_day))[title] == words


def test_an_uncertain_date_is_said_as_it_is_known() -> None:
    told = words_at(marker_case(), day_of("2022-05-20"))
    assert told["AFP"] == "84.59 ng/mL, 2022-05"
    assert words_at(marker_case(), day_of("2022-06-02"))["AFP"] == "84.59 ng/mL since 2022-05"


def test_a_hold_is_said_while_it_lasts() -> None:
    record = relative_case()
    held = replace(record.holds[0], start_on=on("day 30"))
    told = words_at(replace(record, holds=(held,)), 35)
    assert told["Regimens"] == "lenvatinib held since day 30"


def test_a_value_that_is_added_is_read_at_once() -> None:
    record = relative_case()
    more = replace(record, labs=(*record.labs, lab("day 300", "1234")))
    assert words_at(more, 301)["AFP"] == "1\u2009234 ng/mL since day 300"


def test_readings_are_one_text_for_who_does_not_see_them() -> None:
    readings = Reader(figure_of(measured_case())).at(day_of("2026-01-20"))
    assert "AFP: 40 ng/mL since 2025-10-28." in in_words(readings)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(records(), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_a_reader_finds_the_last_value_that_was_known(
    record: PatientRecord, shares: list[float]
) -> None:
    figure = figure_of(record)
    reader = Reader(figure)
    for share in shares:
        day = figure.extent[0] + share * (figure.extent[1] - figure.extent[0])
        told = {reading.key: reading for reading in reader.at(day)}
        for lane in figure.lanes:
            if isinstance(lane, CurveLane):
                points = [p for curve in lane.curves if curve.printed for p in curve.points()]
                known = [p.mark.day for p in points if p.mark.day <= day]
                assert (lane.key in told) is bool(known)
                if known:
                    latest = {p.text for p in points if p.mark.day == max(known)}
                    assert any(text in told[lane.key].text for text in latest)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(records(), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_no_response_is_read_before_its_day_and_nothing_as_given_beyond_its_course(
    record: PatientRecord, shares: list[float]
) -> None:
    figure = figure_of(record)
    reader = Reader(figure)
    for share in shares:
        day = figure.extent[0] + share * (figure.extent[1] - figure.extent[0])
        told = {reading.key: reading.text for reading in reader.at(day)}
        for lane in figure.lanes:
            if isinstance(lane, ChipLane):
                days = [chip.mark.day for chip in lane.chips if chip.mark.day <= day]
                last = {c.captions[0] for c in lane.chips if days and c.mark.day == max(days)}
                assert (told[lane.key] in last) if days else (lane.key not in told)
            elif isinstance(lane, RegimenLane):
                given_now = {
                    bar.name
                    for bar in lane.bars
                    if bar.start <= day and (bar.ongoing or day <= bar.end)
                }
                assert (lane.key in told) is bool(given_now)
                assert all(name in told[lane.key] for name in given_now)
