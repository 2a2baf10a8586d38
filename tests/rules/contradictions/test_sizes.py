"""A reader's word on a lesion against its sizes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.contradictions.records import a_lesion, findings, imaging, read, sentences

FIRST, SECOND, THIRD = "2021-11", "2022-02", "2022-05"


def two(then: dict[str, Any], now: dict[str, Any], **lesion: Any) -> list[str]:
    """Return what is found of two readings of one lesion."""
    first, second = read(FIRST, "T1", **then), read(SECOND, "T1", **now)
    return sentences(a_lesion("T1", **lesion), *imaging(FIRST, first), *imaging(SECOND, second))


SIZES = [
    pytest.param("larger", "8.21", "6.74", True, id="larger, and smaller"),
    pytest.param("larger", "8.21", "8.21", True, id="larger, and as large"),
    pytest.param("larger", "8.21", "8.22", False, id="larger by a hundredth"),
    pytest.param("smaller", "8.21", "8.20", False, id="smaller by a hundredth"),
    pytest.param("smaller", "8.21", "8.21", True, id="smaller, and as large"),
    pytest.param("smaller", "8.21", "8.22", True, id="smaller, and larger"),
    pytest.param("nearly gone", "30", "5", False, id="nearly gone, and small"),
    pytest.param("nearly gone", "30", "30", True, id="nearly gone, and as large"),
    pytest.param("unchanged", "30", "35.9", False, id="unchanged: just below 20 % more"),
    pytest.param("unchanged", "30", "36", True, id="unchanged: 20 % and 6 mm more"),
    pytest.param("unchanged", "20", "24.9", False, id="unchanged: 24.5 %, but not 5 mm more"),
    pytest.param("unchanged", "20", "25", True, id="unchanged: 25 % and 5 mm more"),
    pytest.param("unchanged", "30", "21.1", False, id="unchanged: just above 30 % less"),
    pytest.param("unchanged", "30", "21", True, id="unchanged: 30 % less"),
]


@pytest.mark.catalogue("C-14")
@pytest.mark.parametrize(("trend", "then", "now", "is_found"), SIZES)
def test_a_word_against_two_sizes(trend: str, then: str, now: str, is_found: bool) -> None:
    found = two({"longest_mm": then}, {"longest_mm": now, "trend": trend})
    assert bool(found) is is_found


SENTENCES = [
    pytest.param("larger", "6.74", "are less than", id="less"),
    pytest.param("smaller", "9", "are more than", id="more"),
    pytest.param("larger", "8.21", "are as much as", id="the same"),
]


@pytest.mark.parametrize(("trend", "now", "relation"), SENTENCES)
def test_the_sentence_has_both_sizes_as_measured(trend: str, now: str, relation: str) -> None:
    assert two({"longest_mm": "8.21"}, {"longest_mm": now, "trend": trend}) == [
        f"T1 is called {trend} on 2022-02, but its {now} mm {relation} the 8.21 mm of 2021-11."
    ]


AXES = [
    pytest.param(
        {"longest_mm": "30", "viable_mm": "20"},
        {"longest_mm": "32", "viable_mm": "10", "trend": "smaller"},
        [],
        id="the viable part bears the word out",
    ),
    pytest.param(
        {"viable_mm": "20"},
        {"longest_mm": "32", "viable_mm": "22", "trend": "smaller"},
        [
            (
                "T1 is called smaller on 2022-02, but its viable part 22 mm are more than "
                "the 20 mm "
                "of 2021-11."
            )
        ],
        id="only the viable part was measured twice",
    ),
    pytest.param({"longest_mm": "30"}, {"viable_mm": "40", "trend": "smaller"}, [], id="no axis"),
    pytest.param({"state": "present"}, {"longest_mm": "4", "trend": "larger"}, [], id="no size"),
    pytest.param({"longest_mm": "30"}, {"longest_mm": "40"}, [], id="no word"),
]


@pytest.mark.parametrize(("then", "now", "found"), AXES)
def test_only_one_diameter_is_compared_with_itself(
    then: dict[str, Any], now: dict[str, Any], found: list[str]
) -> None:
    assert two(then, now) == found


def test_a_node_is_named_by_its_short_axis() -> None:
    then = {"short_axis_mm": "12", "longest_mm": "20"}
    now = {"short_axis_mm": "11", "longest_mm": "20", "trend": "larger"}
    assert two(then, now, organ="lymph node", kind="node") == [
        (
            "T1 is called larger on 2022-02, but its short axis 11 mm are less than the 12 mm of "
            "2021-11."
        )
    ]


def test_a_mass_is_named_by_its_longest_diameter() -> None:
    then = {"short_axis_mm": "12", "longest_mm": "20"}
    now = {"short_axis_mm": "11", "longest_mm": "19", "trend": "larger"}
    assert two(then, now) == [
        "T1 is called larger on 2022-02, but its 19 mm are less than the 20 mm of 2021-11."
    ]


def test_the_reading_just_before_decides() -> None:
    readings = (
        *imaging(THIRD, read(THIRD, "T1", longest_mm="15", trend="larger")),
        *imaging(FIRST, read(FIRST, "T1", longest_mm="20")),
        *imaging(SECOND, read(SECOND, "T1", longest_mm="10")),
    )
    assert sentences(a_lesion("T1"), *readings) == []


def test_two_readings_whose_order_is_not_certain_are_not_compared() -> None:
    readings = (
        *imaging("2021", read("2021", "T1", longest_mm="20")),
        *imaging("2021-11", read("2021-11", "T1", longest_mm="10", trend="larger")),
    )
    assert sentences(a_lesion("T1"), *readings) == []


def test_a_reading_of_nothing_known_is_left_out() -> None:
    found = (read("gone", "T1", longest_mm="1"), read(FIRST, "gone", longest_mm="1"))
    assert sentences(a_lesion("T1"), *imaging(FIRST), *found) == []


STATES = [
    pytest.param("absent", "larger", True, id="gone and larger"),
    pytest.param("absent", "smaller", False, id="gone and smaller"),
    pytest.param("progressed", "smaller", True, id="progressed and smaller"),
    pytest.param("progressed", "nearly gone", True, id="progressed and nearly gone"),
    pytest.param("progressed", "unchanged", True, id="progressed and unchanged"),
    pytest.param("progressed", "larger", False, id="progressed and larger"),
    pytest.param("present", "smaller", False, id="present and smaller"),
]


@pytest.mark.parametrize(("state", "trend", "is_found"), STATES)
def test_word_and_state_of_one_reading(state: str, trend: str, is_found: bool) -> None:
    reading = read(FIRST, "T1", state=state, trend=trend)
    found = findings(a_lesion("T1"), *imaging(FIRST, reading))
    assert [one.marks for one in found] == is_found * [
        (("measurement", reading.id), ("assessment", FIRST))
    ]
    sentence = f"T1 is recorded as {state} on 2021-11 and called {trend} there."
    assert [one.sentence for one in found] == is_found * [sentence]
