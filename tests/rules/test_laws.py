"""Laws that hold for any course of sizes."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.response import Criteria
from hcclog.exchange.lesion_table import read_lesions
from hcclog.rules.criteria import RECIST_1_1, RULES
from hcclog.rules.measurability import measurability
from hcclog.rules.response import judge
from hcclog.rules.words import rounded
from tests.rules.courses import judged, overall

SIZES = st.sampled_from(
    ["absent", "too-small", "NE", "-", "8", "12.5", "20", "24", "30", "50", "70"]
)
COURSES = st.lists(st.tuples(SIZES, SIZES), min_size=2, max_size=7)


def written(course: list[tuple[str, str]], scale: int = 1) -> str:
    """Return two lesions as lines of text, their sizes times a scale."""

    def scaled(word: str) -> str:
        return str(Decimal(word) * scale) if word[0].isdigit() else word

    first = " | ".join(scaled(one) for one, _ in course)
    second = " | ".join(scaled(other) for _, other in course)
    return f"T1 target lung: {first}\nT2 target liver: {second}"


@given(COURSES)
def test_the_nadir_never_rises(course: list[tuple[str, str]]) -> None:
    nadirs = [p.nadir_mm for p in judged(written(course)).timepoints if p.nadir_mm is not None]
    assert all(later <= earlier for earlier, later in pairwise(nadirs))


@given(COURSES)
def test_the_order_of_lesions_does_not_matter(course: list[tuple[str, str]]) -> None:
    text = written(course)
    turned = "\n".join(reversed(text.splitlines()))
    assert overall(judged(text)) == overall(judged(turned))


@given(COURSES, st.integers(2, 9))
def test_scale_matters_only_to_what_is_in_mm(course: list[tuple[str, str]], scale: int) -> None:
    """Without the 5 mm rule and without lesions too small to measure nothing else has a size."""
    plain = [tuple("20" if w == "too-small" else w for w in pair) for pair in course]
    one = overall(judged(written(plain), progression_mm=None))  # type: ignore[arg-type]  # pairs
    other = overall(judged(written(plain, scale), progression_mm=None))  # type: ignore[arg-type]
    assert one == other


@given(COURSES)
def test_a_later_visit_does_not_change_earlier_answers(course: list[tuple[str, str]]) -> None:
    whole = overall(judged(written(course)))
    if len(course) > 2:
        assert overall(judged(written(course[:-1]))) == whole[:-1]


EVERY = pytest.mark.parametrize("criteria", list(RULES), ids=str)


@EVERY
@given(COURSES)
def test_a_target_without_a_size_gives_ne_or_progression(
    criteria: Criteria, course: list[tuple[str, str]]
) -> None:
    found = overall(judged(written(course), criteria))
    progressed = {"PD", "iUPD", "iCPD"}
    for sizes, category in zip(course[1:], found, strict=True):
        if {"NE", "-"} & set(sizes):
            assert category in progressed | {"NE"}


@EVERY
@given(COURSES)
def test_each_category_names_the_numbers_it_used(
    criteria: Criteria, course: list[tuple[str, str]]
) -> None:
    for point in judged(written(course), criteria).timepoints[1:]:
        told = f"{point.overall.sentence} {point.target.sentence}"
        assert point.overall.clause
        assert point.overall.sentence.endswith(".")
        if point.total.mm and point.overall.value.value.removeprefix("i") in {"PR", "SD"}:
            assert f"{float(point.total.mm):.1f} mm" in told
            assert re.search(r"[+−]?[0-9.]+ % from the baseline", told)


@EVERY
@given(COURSES, st.integers(1, 6), st.integers(0, 1))
def test_a_smaller_target_never_makes_an_answer_worse_there(
    criteria: Criteria, course: list[tuple[str, str]], k: int, which: int
) -> None:
    """At the assessment itself; later ones are compared with a lower nadir."""
    k = min(k, len(course) - 1)
    smaller = [list(pair) for pair in course]
    if not smaller[k][which][0].isdigit():
        return
    smaller[k][which] = str(Decimal(smaller[k][which]) / 2)
    ranks = {"CR": 0, "PR": 1, "SD": 2, "NE": 2, "PD": 3, "UPD": 3, "CPD": 4}
    before, after = (
        ranks[overall(judged(written(one), criteria))[k - 1].removeprefix("i")]
        for one in (course, [(a, b) for a, b in smaller])
    )
    assert after <= before


@given(COURSES)
def test_both_criteria_judge_lesions_outside_the_liver_alike_but_for_5_mm(
    course: list[tuple[str, str]],
) -> None:
    text = written(course).replace("liver", "bone")
    by_recist = overall(judged(text, Criteria.RECIST_1_1, progression_mm=None))
    assert by_recist == overall(judged(text, Criteria.MRECIST))


def test_lesions_of_a_table_are_awaited_from_their_first_row(tmp_path: Path) -> None:
    rows = (
        "patient,date,lesion,role,diameter_mm,state\n"
        "a,day 0,T1,target,30,\na,day 60,T1,target,30,\na,day 120,T1,target,30,\n"
        "a,day 60,T2,target,7,\na,day 60,N1,non-target,,present\na,day 120,N1,non-target,,present\n"
    )
    (tmp_path / "l.csv").write_text(rows)
    (series,) = read_lesions(tmp_path / "l.csv")
    assert measurability(series.follow_up, RECIST_1_1) == []
    assert [track.expected_from for track in series.follow_up.non_targets] == [1]


VISITS = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from("abc"), st.integers(0, 40)),
    min_size=2,
    max_size=9,
    unique_by=lambda row: row[:2],
)


@given(VISITS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, visits: list[tuple[int, str, int]], rng: Random
) -> None:
    roles = {"a": "target", "b": "target", "c": "new"}
    rows = [f"p,day {day},{name},{roles[name]},{size}\n" for day, name, size in visits]
    turned = rng.sample(rows, len(rows))
    folder = tmp_path_factory.mktemp("rows")

    def answers(lines: list[str]) -> list[tuple[str, str, object]]:
        (folder / "l.csv").write_text("patient,date,lesion,role,diameter_mm\n" + "".join(lines))
        (series,) = read_lesions(folder / "l.csv")
        _, found = judge(series.follow_up, RECIST_1_1)
        return [(series.dates[j.k], j.overall.overall.value, j.target.nadir_mm) for j in found]

    assert answers(turned) == answers(rows)


ROUNDED = [
    pytest.param("19.96", "20", "+19.96", id="not rounded over the edge"),
    pytest.param("20.04", "20", "+20.04", id="nor onto it"),
    pytest.param("20", "20", "+20.0", id="the edge itself"),
    pytest.param("17.755", "20", "+17.8", id="far from it one decimal"),
    pytest.param("19.99999999", "20", "+20.00000", id="as many decimals as there are"),
    pytest.param("-0.01", "20", "0.0", id="no sign on zero"),
    pytest.param("-13.74", "-30", "−13.7", id="a typographic minus"),
]


@pytest.mark.parametrize(("exact", "edge", "text"), ROUNDED)
def test_rounding_never_hides_on_which_side_a_number_lies(exact: str, edge: str, text: str) -> None:
    assert rounded(Decimal(exact), Decimal(edge)) == text
