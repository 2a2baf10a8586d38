"""A series as a whole, beside a second reading of the published rules, and by its laws."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.response import Criteria
from hcclog.rules.criteria import MRECIST, RECIST_1_1, CriteriaRules, HoldResponse
from hcclog.rules.response import judge
from tests.rules.courses import judged, overall
from tests.rules.tracks import a_follow_up, a_track

# One target's size at one assessment; None where it was not measured.
Size = Decimal | None


def by_the_book(course: list[list[Size]], rules: CriteriaRules) -> list[str]:
    """Judge targets alone, none of them a node, with no partial response held.

    Written from Eisenhauer 2009, 4.3.1 and 4.4, and not from the code that it is compared with.
    """
    sums = [None if None in sizes else sum(s for s in sizes if s is not None) for sizes in course]
    answers: list[str] = []
    for k in range(1, len(course)):
        known = [size for size in course[k] if size is not None]
        now = sum(known, Decimal(0))
        nadir = min((total for total in sums[:k] if total is not None), default=None)
        enough = now - (nadir or 0) >= (rules.progression_mm or 0)
        is_grown = bool(nadir) and now * 10 >= (nadir or 0) * 12 and enough
        is_back = any(known) and (nadir == 0 or "CR" in answers)
        if is_grown or is_back:
            answers.append("PD")
        elif sums[k] is None:
            answers.append("NE")
        elif now == 0:
            answers.append("CR")
        elif sums[0] is None:
            answers.append("NE")
        else:
            answers.append("PR" if now * 10 <= sums[0] * 7 else "SD")
    return answers


SIZES: st.SearchStrategy[Size] = st.one_of(
    st.none(),
    st.sampled_from([Decimal(n) for n in (0, 10, 12, 15, 20, 24, 25, 30, 35, 50)]),
    st.decimals(min_value=0, max_value=60, places=1),
)


@st.composite
def courses(draw: st.DrawFn) -> list[list[Size]]:
    n_targets = draw(st.integers(1, 3))
    row = st.lists(SIZES, min_size=n_targets, max_size=n_targets)
    return draw(st.lists(row, min_size=2, max_size=7))


def written(course: list[list[Size]]) -> list[str]:
    """Return each target as a line of text; a baseline that is missing was looked for."""
    lines = []
    for n, sizes in enumerate(zip(*course, strict=True)):
        words = ["not-evaluable" if size is None else f"{size:f}" for size in sizes]
        lines.append(f"t{n} {' | '.join(words)}")
    return lines


@pytest.mark.parametrize("rules", [RECIST_1_1, MRECIST], ids=lambda rules: rules.name)
@given(courses())
def test_targets_agree_with_a_second_reading(
    rules: CriteriaRules, course: list[list[Size]]
) -> None:
    follow_up = a_follow_up(*(a_track(line) for line in written(course)))
    _, found = judge(follow_up, replace(rules, hold_response=HoldResponse.NEVER))
    assert [one.overall.overall.value for one in found] == by_the_book(course, rules)


@given(courses())
def test_a_nadir_is_the_smallest_complete_sum_before(course: list[list[Size]]) -> None:
    follow_up = a_follow_up(*(a_track(line) for line in written(course)))
    _, found = judge(follow_up, RECIST_1_1)
    for one in found:
        complete = [row for row in course[: one.k] if None not in row]
        sums = [sum(size for size in row if size is not None) for row in complete]
        assert one.target.nadir_mm == min(sums, default=None)


@given(courses())
def test_a_response_is_held_only_in_place_of_stable_disease(course: list[list[Size]]) -> None:
    follow_up = a_follow_up(*(a_track(line) for line in written(course)))
    _, held = judge(follow_up, RECIST_1_1)
    for one, plain in zip(held, by_the_book(course, RECIST_1_1), strict=True):
        category = one.overall.overall.value
        assert category == plain or (category, plain) == ("PR", "SD")
        assert (one.target_rule.name == "held partial response") is (category != plain)


BETWEEN = [
    pytest.param("100 | 70 | NE | 70 | 80", "PR", id="one assessment not evaluable between"),
    pytest.param("100 | 70 | NE | NE | 70 | 80", "SD", id="two between"),
    pytest.param("100 | 70 | NE | NE | 70 | 70 | 80", "PR", id="two between, and then a third"),
    pytest.param("100 | 70 | 80 | 70 | 80", "SD", id="stable disease between"),
    pytest.param("100 | 70 | 70 | NE | NE | 80", "PR", id="not evaluable after the confirmation"),
    pytest.param("100 | 70 | 70 | 100 | 80", "SD", id="progression ends it"),
    pytest.param("100 | 70 | 70 | 100 | 60 | 60 | 72", "PD", id="and the nadir goes on"),
]


@pytest.mark.parametrize(("readings", "last"), BETWEEN)
def test_what_may_stand_between_a_response_and_its_confirmation(readings: str, last: str) -> None:
    assert overall(judged(f"T1 target lung: {readings}"))[-1] == last


def test_each_response_is_counted_from_with_its_own_gaps() -> None:
    """Three responses: two gaps between the first and the last, too few days between the others."""
    days = ["day 0", "day 60", "day 65", "day 70", "day 75", "day 90", "day 120"]
    text = "T1 target lung: 100 | 70 | NE | 70 | NE | 70 | 80"
    assert overall(judged(text, dates=days))[-1] == "SD"
    days[-2:] = ["day 98", "day 120"]
    assert overall(judged(text, dates=days))[-1] == "PR"


BACK = [
    pytest.param("T1 target lung: 50 | absent | present", "PD", id="there again without a size"),
    pytest.param(
        "T1 target lung: 50 | absent | absent\nT2 target bone: 30 | absent | present",
        "PD",
        id="one of two",
    ),
    pytest.param(
        "T1 target lung: 50 | absent | present\nN1 non-target lung: present | present | present",
        "PD",
        id="all targets had gone, though others stayed",
    ),
    pytest.param("T1 target lung: 50 | absent | NE", "NE", id="not evaluable is not back"),
    pytest.param("T1 target lung: 50 | absent | equivocal", "NE", id="perhaps there is not back"),
    pytest.param("T1 target lung: 50 | absent | -", "NE", id="not read is not back"),
    pytest.param(
        "T1 target node: 20 | 8 | present", "NE", id="a node without a size may be normal"
    ),
    pytest.param("T1 target node: 20 | 8 | 10", "PD", id="a node of 10 mm after CR"),
    pytest.param(
        "T1 target node: 20 | 8 | 10\nN1 non-target lung: present | present | present",
        "PR",
        id="a node of 10 mm where the whole was never CR",
    ),
    pytest.param(
        "T1 target lung: 50 | absent | absent\nT2 target bone: 30 | 30 | 30\n"
        "T3 target liver: - | - | present",
        "NE",
        id="a target that came late is not back",
    ),
]


@pytest.mark.parametrize(("text", "last"), BACK)
def test_what_is_back(text: str, last: str) -> None:
    point = judged(text).timepoints[-1]
    assert point.overall.value.value == last
    assert ("back" in point.overall.sentence) is (last == "PD")


def test_by_mrecist_a_liver_lesion_that_is_there_need_not_enhance() -> None:
    text = "T1 target liver: 50/50 | 48/0 | present"
    assert overall(judged(text, Criteria.MRECIST)) == ["CR", "NE"]


NEW = st.sampled_from(["-", "absent", "equivocal", "12"])


@given(st.lists(NEW, min_size=2, max_size=6))
def test_a_later_visit_changes_an_earlier_answer_only_by_dating_back(words: list[str]) -> None:
    """What was equivocal may become progression; nothing else is ever rewritten."""

    def answers(readings: list[str]) -> list[tuple[str, str]]:
        sizes = " | ".join("50" for _ in range(len(readings) + 1))
        text = f"T1 target lung: {sizes}\nL1 new lung: - | {' | '.join(readings)}"
        points = judged(text).timepoints[1:]
        return [(point.new_lesion.value, point.overall.value.value) for point in points]

    before, after = answers(words[:-1]), answers(words)[:-1]
    for old, new in zip(before, after, strict=True):
        assert new == old or (old, new) == (("equivocal", "SD"), ("yes", "PD"))


@given(courses())
def test_after_a_complete_response_nothing_is_partial_or_stable(course: list[list[Size]]) -> None:
    follow_up = a_follow_up(*(a_track(line) for line in written(course)))
    _, found = judge(follow_up, RECIST_1_1)
    answers = [one.overall.overall.value for one in found]
    for first, then in pairwise(answers):
        assert not (first == "CR" and then in {"PR", "SD"})
