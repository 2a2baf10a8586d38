"""Waterfall and spider: the numbers of each bar and point, and who is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.cohort.filters import choose
from hcclog.cohort.views import PatientMark, SpiderPoint
from hcclog.cohort.waterfall import spider, waterfall
from hcclog.domain.response import Category
from hcclog.logbook import Logbook
from tests.cohort.crowds import crowd
from tests.cohort.records import MRECIST, RECIST, a_course, named, rows_of, summed_up


def a_patient_of(sizes: str, code: str) -> object:
    """Return a patient with one target."""
    return named(summed_up(f"T1 target liver: {sizes}"), code)


PATIENTS = [
    a_patient_of("30 | 20 | 30", "fell"),
    a_patient_of("50 | 90", "grew"),
    a_patient_of("50 | 48", "stayed"),
    a_patient_of("50 | absent", "gone"),
    a_patient_of("50 | 52", "stayed too"),
    a_patient_of("50", "once"),
]


def test_bars_stand_from_growth_to_fall() -> None:
    shown = waterfall(rows_of(*PATIENTS), RECIST)  # type: ignore[arg-type]
    assert [(bar.code, bar.text, bar.best) for bar in shown.bars] == [
        ("grew", "+80.0 %", Category.PD),
        ("stayed too", "+4.0 %", Category.SD),
        ("stayed", "−4.0 %", Category.SD),
        ("fell", "−33.3 %", Category.PR),
        ("gone", "−100.0 %", Category.CR),
    ]
    assert [round(bar.percent, 3) for bar in shown.bars] == [80, 4, -4, -33.333, -100]
    assert [(one.code, one.why) for one in shown.left_out] == [
        ("once", "No assessment lies after its baseline and its start.")
    ]


def test_a_bar_says_whose_it_is_what_was_given_and_when() -> None:
    (bar,) = waterfall(rows_of(PATIENTS[0]), RECIST).bars  # type: ignore[arg-type]
    words = "fell, line 1 (lenvatinib): −33.3 % at day 60, best response PR"
    assert bar.mark == PatientMark("fell", words)
    assert (bar.line, bar.agents, bar.mark.key) == (1, "lenvatinib", ("patient", "fell"))


def test_a_combination_has_its_name() -> None:
    given_ = [a_course(1, "day 0", agent=name) for name in ("atezolizumab", "bevacizumab")]
    (bar,) = waterfall(rows_of(summed_up("T1 target liver: 50 | 40", given_)), RECIST).bars
    assert bar.agents == "atezolizumab + bevacizumab"


def test_a_change_beside_the_threshold_is_not_rounded_over_it() -> None:
    (bar,) = waterfall(rows_of(summed_up("T1 target liver: 1000 | 700.1")), RECIST).bars
    assert (bar.text, bar.best) == ("−29.99 %", Category.SD)


def test_where_a_confirmation_is_asked_for_the_colour_is_that_of_the_confirmed_best() -> None:
    rows = rows_of(PATIENTS[0])  # type: ignore[arg-type]
    (bar,) = waterfall(rows, RECIST, confirmed=True).bars
    (line,) = spider(rows, RECIST, confirmed=True).lines
    assert (bar.best, line.best) == (Category.SD, Category.SD)


def test_a_spider_begins_at_the_baseline_and_goes_on_after_progression() -> None:
    patient = summed_up("T1 target liver: 50 | 70 | NE | 20", dates=DATES)
    (line,) = spider(rows_of(patient), RECIST).lines
    assert line.points == (
        SpiderPoint(0.0, 0.0, 0.0, 0.0, "baseline", None),
        SpiderPoint(60.5, 46.0, 75.0, 40.0, "+40.0 %", Category.PD),
        SpiderPoint(168.0, 168.0, 168.0, -60.0, "−60.0 %", Category.PR),
    )


DATES = ("day 0", "between day 46 and day 75", "day 112", "day 168")


def test_the_published_cases_measure_no_targets_and_every_line_says_so(cases: Logbook) -> None:
    from hcclog.cohort.gather import gather

    shown = waterfall(choose(gather(cases)).rows, MRECIST)
    assert shown.bars == ()
    assert [one.code for one in shown.left_out] == (
        ["fonc-2024"] * 2 + ["ikeda-2021"] * 5 + ["zhang-2024"] * 3
    )
    assert all("has no sum of target lesions" in one.why for one in shown.left_out)


def test_the_method_says_what_a_bar_and_its_colour_are() -> None:
    assert "confirmed or not" in waterfall((), RECIST).method
    assert waterfall((), RECIST, confirmed=True).method.endswith("best response, confirmed.")
    assert "also after progression" in spider((), RECIST).method


def test_who_is_left_out_stands_by_code_and_line() -> None:
    courses = tuple(a_course(n, f"day {n}", f"day {n + 1}") for n in range(1, 12))
    out = waterfall(rows_of(summed_up("T1 target liver: 50", courses)), RECIST).left_out
    assert [one.line for one in out] == list(range(1, 12))


def test_of_nobody_there_is_nothing() -> None:
    assert waterfall((), RECIST).bars == ()
    assert spider((), RECIST).lines == ()


@pytest.mark.parametrize("plot", [waterfall, spider], ids=["waterfall", "spider"])
def test_every_row_is_in_the_plot_or_left_out_once(plot: object) -> None:
    rows = choose(crowd(400)).rows
    shown = plot(rows, RECIST)  # type: ignore[operator]
    of_plot = getattr(shown, "bars", None) or shown.lines
    found = [(one.mark.id, one.line) for one in of_plot]
    assert len(found) + len(shown.left_out) == len(rows)
    assert len(set(found)) == len(found)
    assert all(one.why for one in shown.left_out)


@given(st.randoms(use_true_random=False))
def test_the_order_of_patients_changes_nothing(random: object) -> None:
    patients = list(crowd(30))
    straight = choose(patients).rows
    random.shuffle(patients)  # type: ignore[attr-defined]
    shuffled = choose(patients).rows
    assert waterfall(straight, RECIST) == waterfall(shuffled, RECIST)
    assert spider(straight, RECIST) == spider(shuffled, RECIST)
