"""What has no reading, though something is known of it, is named and never filled in."""

from __future__ import annotations

import pytest

from hcclog.domain.response import Criteria
from tests.rules.courses import judged, overall, said

UNREAD = [
    pytest.param(
        "T1 target liver: 30 | -\nT1a free liver: - | 18 split:T1\nT1b free liver: - | 15 split:T1",
        ["SD"],
        "T1 has no reading on day 60, but T1a and T1b were split from it: they stand for all",
        id="all parts without what they were split from",
    ),
    pytest.param(
        "T1 target liver: 30 | -\nT1a free liver: - | 18 split:T1",
        ["NE"],
        "T1 has no reading on day 60, but T1a was split from it: if nothing else of it is left",
        id="one part without what it was split from",
    ),
    pytest.param(
        "T1 target liver: 30 | not-evaluable\nT1a free liver: - | 18 split:T1\n"
        "T1b free liver: - | 15 split:T1",
        ["NE"],
        "",
        id="parts beside what they were split from, which was not evaluable",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | not-evaluable",
        ["PD", "SD"],
        "L1 is a new lesion of before and was not evaluable on day 120.",
        id="a new lesion, and then not evaluable",
    ),
    pytest.param(
        "T1 target liver: 30 | 45 | 46\nT2 target liver: 20 | merged:T1 | -",
        ["SD", "NE"],
        "T2 has no reading on day 120, after it merged into T1",
        id="merged before, and then nothing",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | -",
        ["PD", "SD"],
        "L1 is a new lesion of before and has no reading on day 120.",
        id="a new lesion, and then nothing",
    ),
]


@pytest.mark.parametrize(("text", "categories", "words"), UNREAD)
def test_what_was_not_read_is_named(text: str, categories: list[str], words: str) -> None:
    response = judged(text)
    assert overall(response) == categories
    assert words in said(response)


SILENT = [
    pytest.param(
        "T1 target liver: 30 | absent\nT1a free liver: - | 18 split:T1", id="parts, the rest gone"
    ),
    pytest.param(
        "T1 target liver: 30 | 35 | 36\nT2 target liver: 9 | merged:T1 | merged:T1",
        id="merged, and merged again",
    ),
    pytest.param("T1 target lung: 50 | - | 50", id="a target that was missed"),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | 12", id="new and still there"
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50 | 50\nL1 new lung: - | 12 | absent | -", id="new and gone"
    ),
    pytest.param("T1 target lung: 50 | 50\nL1 new lung: - | -", id="new, but never read"),
]


@pytest.mark.parametrize("text", SILENT)
def test_where_nothing_is_open_nothing_is_named(text: str) -> None:
    assert "has no reading" not in said(judged(text))


LATE = [
    pytest.param("N1 non-target lung: absent | present", True, id="not there, then there"),
    pytest.param("N1 non-target lung: - | present", True, id="not read, then there"),
    pytest.param("N1 non-target lung: NE | present", False, id="could not be judged"),
    pytest.param("N1 non-target node: 8 | 12", False, id="a node that was normal"),
    pytest.param("N1 non-target lung: present | present", False, id="there from the start"),
    pytest.param("N1 non-target lung: - | -", False, id="never seen"),
]


@pytest.mark.parametrize(("text", "is_named"), LATE)
def test_a_non_target_that_may_be_new_is_named(text: str, is_named: bool) -> None:
    response = judged(f"T1 target liver: 30 | 30\n{text}")
    assert ("it is new" in said(response)) is is_named


def test_a_part_of_a_non_target_is_not_new() -> None:
    text = "N1 non-target liver: 30 | 18\nN1b free liver: - | 15 split:N1"
    assert said(judged(text)) == ""


CONFIRMATION = [
    pytest.param("100 | 70 | 80", True, id="followed by stable disease"),
    pytest.param("100 | 70 | NE | NE | 80", True, id="then lost from sight"),
    pytest.param("100 | 70 | 70 | 80", False, id="confirmed"),
    pytest.param("100 | 80 | 80", False, id="never a response"),
    pytest.param("100 | 70 | 100", False, id="followed by progression"),
]


@pytest.mark.parametrize(("readings", "is_named"), CONFIRMATION)
def test_a_response_that_was_not_confirmed_is_named(readings: str, is_named: bool) -> None:
    text = said(judged(f"T1 target lung: {readings}"))
    assert ("The partial response of day 60 was not confirmed" in text) is is_named


CONFIRMED_ON = [
    pytest.param(["day 0", "day 60", "day 120", "day 180"], False, id="all days are known"),
    pytest.param(["month 0", "day 60", "day 120", "day 180"], False, id="but the baseline's"),
    pytest.param(["day 0", "month 2", "day 120", "day 180"], True, id="but the response's"),
    pytest.param(["day 0", "day 60", "month 4", "day 180"], True, id="but the confirmation's"),
]


@pytest.mark.parametrize(("dates", "is_said"), CONFIRMED_ON)
def test_a_confirmation_needs_known_days(dates: list[str], is_said: bool) -> None:
    text = said(judged("T1 target liver: 100 | 70 | 70 | 80", dates=dates))
    words = "The dates are not exact enough to be sure of the 28 days before the confirmation on"
    assert (words in text) is is_said


NODE = "T1 is a node without a short axis: its longest diameter is not used."
SIZED = "T1 is recorded as progressed: its size decides, as it is a target."
MERGED = "T1 merged into T2, which is no measured target here."
ODD = [
    pytest.param("T1 target node: 20 | long20", [NODE], id="a node by its length only"),
    pytest.param("T1 target node: 20 | 20 long25", [], id="a node by both"),
    pytest.param("T1 target node: 20 | present", [], id="a node by neither"),
    pytest.param("T1 target lung: 20 | progressed 20", [SIZED], id="progressed, with a size"),
    pytest.param("T1 target lung: 20 | progressed", [], id="progressed, without one"),
    pytest.param(
        "T1 target lung: 20 | merged:T2\nT2 target lung: 20 | 30", [], id="merged into a target"
    ),
    pytest.param(
        "T1 target lung: 20 | merged:T2\nT2 target lung: 20 | -",
        [MERGED],
        id="merged into what was not measured",
    ),
    pytest.param(
        "T2 target lung: 20 | -\nT1 target lung: 20 | progressed 20",
        [SIZED],
        id="behind a target that was not read",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ODD)
def test_what_is_odd_in_a_reading_is_named(text: str, expected: list[str]) -> None:
    response = judged(text)
    assert [one.sentence for one in response.timepoints[1].findings] == expected


LATER = [
    pytest.param("- | 12 | - | -", True, id="twice without a reading"),
    pytest.param("- | 12 | NE | -", True, id="not evaluable between"),
    pytest.param("- | absent | 12 | -", True, id="seen just before"),
    pytest.param("- | 12 | absent | -", False, id="gone just before"),
]


@pytest.mark.parametrize(("readings", "is_named"), LATER)
def test_the_last_word_on_a_new_lesion_counts(readings: str, is_named: bool) -> None:
    others = "T1 target lung: 50 | 50 | 50 | 50\nL0 new lung: - | 12 | 12 | 12"
    response = judged(f"{others}\nL1 new lung: {readings}")
    named = [one.sentence for one in response.timepoints[3].findings]
    words = "L1 is a new lesion of before and has no reading on day 180."
    assert (words in named) is is_named


LONGER = "The viable part of T1 (31.0 mm) is longer than the whole lesion (30.0 mm)."
VIABLE = [
    pytest.param("30/30", "", id="all of it"),
    pytest.param("30/31", LONGER, id="more than all of it"),
    pytest.param("/31", "", id="the whole was not measured"),
    pytest.param(
        "30",
        "T1 has no viable diameter here: its whole diameter 30.0 mm is used.",
        id="no viable part",
    ),
]


@pytest.mark.parametrize(("reading", "words"), VIABLE)
def test_by_mrecist_a_viable_part_against_the_whole(reading: str, words: str) -> None:
    response = judged(f"T1 target liver: 30/30 | {reading}", Criteria.MRECIST)
    assert [one.sentence for one in response.timepoints[1].findings] == bool(words) * [words]


def test_by_mrecist_a_missing_viable_part_is_named_each_time() -> None:
    text = said(judged("T1 target liver: 50/50 | 48 | 47", Criteria.MRECIST))
    assert text.count("has no viable diameter here") == 2
