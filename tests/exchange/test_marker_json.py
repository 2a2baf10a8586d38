"""Courses of markers as JSON: exact changes as a number, bounds as two ends."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from hcclog.domain.chronology import Chronology
from hcclog.exchange.marker_json import markers_json
from hcclog.rules.markers.course import marker_courses
from tests.rules.markers.series import a_record, results


def as_json(text: str) -> list[dict[str, Any]]:
    record = a_record(results(text, reference_high=Decimal(7)), "day 0")
    chronology = Chronology(record)
    found: list[dict[str, Any]] = json.loads(
        json.dumps(markers_json(marker_courses(record, chronology), chronology))
    )
    return found


CHANGES = [
    pytest.param("379", "117", "-69.1293", None, id="an exact change"),
    pytest.param("400", "<30", None, ("-100.0000", True, "-92.5000", False), id="a bound"),
    pytest.param("379", "<117", None, ("-100.0000", True, "-69.1292", False), id="outwards"),
    pytest.param("100", ">400", None, ("300.0000", False, None, False), id="without an upper end"),
    pytest.param("<30", "<20", None, None, id="nothing"),
]


@pytest.mark.parametrize(("then", "now", "change", "bounds"), CHANGES)
def test_a_change(
    then: str, now: str, change: str | None, bounds: tuple[object, ...] | None
) -> None:
    (course,) = as_json(f"day 0: {then} | day 9: {now}")
    found = course["results"][1]["from_start"]
    assert found["change_pct"] == change
    assert (found["bounds_pct"] and tuple(found["bounds_pct"].values())) == bounds
    assert found["why"]
    assert found["against"] == ["r0"]


def test_the_whole_course() -> None:
    (course,) = as_json("day 0: 379 | week 4: 6 | month 3: <12 | month 6: raised")
    assert (course["analyte"], course["line"]) == ("afp", 1)
    assert course["start"]["result"]["value"] == "379"
    assert course["start"]["order_unsure"] is False
    assert [r["from_start"] is None for r in course["results"]] == [True, False, False, False]
    assert course["results"][2]["comparator"] == "<"
    assert course["results"][3] | {"date": None} == {
        "result_id": "r3",
        "date": None,
        "comparator": None,
        "value": None,
        "unit": "",
        "qualitative": "raised",
        "from_start": course["results"][3]["from_start"],
        "from_nadir": course["results"][3]["from_nadir"],
        "from_previous": course["results"][3]["from_previous"],
        "line_unsure": "",
    }
    assert [r["result_id"] for r in course["nadir"]["results"]] == ["r1", "r2"]
    assert course["normalised_on"]["label"] == "week 4"
    assert [c["normalised"] for c in course["normal_changes"]] == [True, False]
    chan = course["responses"][0]
    assert (chan["cut_off"], chan["value"], chan["decided_by"]) == ("afp-chan-2009", "yes", "r1")
    assert "Chan 2009" in chan["source"]


def test_doubling_times_and_findings() -> None:
    (course,) = as_json("day 0: 100 | day 30: 200 | day 60: >500 | day 90: 7 IU/mL")
    assert [(d["days"], d["least_days"], d["to"]) for d in course["doublings"]] == [
        ("30.0000", "30.0000", "r1"),
        (None, None, "r2"),
    ]
    assert len(course["findings"]) == 1


def test_before_the_first_line_there_is_neither_start_nor_lowest() -> None:
    before, first = as_json("day -90: 100 | day 20: 5")
    assert (before["line"], before["start"], before["nadir"]) == (None, None, None)
    assert first["start"]["result"] is None
    assert first["normalised_on"]["label"] == "day 20"
    assert before["normalised_on"] is None
