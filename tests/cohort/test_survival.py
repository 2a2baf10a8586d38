"""Survival of a cohort: whose durations count, in which group, and who is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.cohort.filters import Filter, choose
from hcclog.cohort.gather import gather
from hcclog.cohort.summary import Stage
from hcclog.cohort.survival import PLOTTED, Grouping, durations, survival
from hcclog.domain.patient import Aetiology, Sex
from hcclog.logbook import Logbook
from hcclog.rules.endpoints.rules import EndpointKey
from tests.cohort.crowds import crowd
from tests.cohort.records import RECIST, a_course, named, rows_of, summed_up

PFS, TTP, OS, DOR = PLOTTED
TWO_LINES = summed_up(
    "T1 target liver: 50 | 48 | 80",
    (a_course(1, "day 0", "day 120"), a_course(2, "day 130", agent="sorafenib")),
    died="day 500",
    sex=Sex.MALE,
    aetiologies=(Aetiology.HBV, Aetiology.ALCOHOL),
)

DURATIONS = [
    pytest.param("50 | 48 | 80", {}, PFS, (120, True), id="progression"),
    pytest.param("50 | 48", {"died": "day 90"}, PFS, (90, True), id="death without progression"),
    pytest.param("50 | 48", {"died": "day 90"}, TTP, (90, False), id="death censors it"),
    pytest.param("50 | 48", {}, PFS, (60, False), id="censored at the last assessment"),
    pytest.param("50", {}, PFS, (0, False), id="a length of nothing stays"),
    pytest.param("50 | 48", {"seen": "day 200"}, OS, (200, False), id="alive"),
    pytest.param("50 | 48", {"died": "day 300"}, OS, (300, True), id="dead"),
    pytest.param("50 | 30 | 30 | 60", {}, DOR, (120, True), id="duration of response"),
]


@pytest.mark.parametrize(("sizes", "fields", "key", "expected"), DURATIONS)
def test_a_duration_is_that_of_the_endpoint(
    sizes: str, fields: dict[str, str], key: EndpointKey, expected: tuple[float, bool]
) -> None:
    patient = summed_up(f"T1 target liver: {sizes}", **fields)
    found, out = durations(rows_of(patient), key, RECIST)
    assert [(each.days, each.event, each.exact) for each in found] == [(*expected, True)]
    assert out == ()


def test_a_response_that_was_not_confirmed_counts_where_that_is_asked() -> None:
    rows = rows_of(summed_up("T1 target liver: 50 | 30 | 60"))
    assert [len(durations(rows, DOR, RECIST, confirmed=one)[0]) for one in (True, False)] == [0, 1]
    assert "confirmed or not" in survival(rows, DOR, RECIST, confirmed=False).method


LEFT_OUT = [
    pytest.param(
        summed_up("T1 target liver: 50 | 48"), DOR, "There was no confirmed response", id="DoR"
    ),
    pytest.param(summed_up(died="?"), OS, "not known", id="died on a day that is not known"),
    pytest.param(summed_up(courses=()), OS, "No line of therapy is recorded.", id="no line"),
    pytest.param(
        summed_up(courses=(a_course(1, "2021"),)), PFS, "whose start has a place", id="no start"
    ),
]


@pytest.mark.parametrize(("patient", "key", "why"), LEFT_OUT)
def test_who_has_no_duration_is_left_out_with_the_reason(
    patient: object, key: EndpointKey, why: str
) -> None:
    shown = survival(rows_of(patient), key, RECIST)  # type: ignore[arg-type]
    assert [curve.n for curve in shown.curves] == [0]
    assert len(shown.left_out) == 1
    assert why in shown.left_out[0].why


def test_overall_survival_counts_a_patient_once_from_the_first_line() -> None:
    shown = survival(rows_of(TWO_LINES), OS, RECIST)
    assert [(step.days, step.n_events) for step in shown.curves[0].steps] == [(0, 0), (500, 1)]
    assert "Each patient counts once" in shown.method


def test_where_a_later_line_is_chosen_it_counts_from_that_line() -> None:
    rows = choose([TWO_LINES], Filter(lines=frozenset({2}))).rows
    shown = survival(rows, OS, RECIST)
    assert shown.curves[0].steps[-1].days == 370


def test_curves_of_the_lines_hold_a_patient_in_each() -> None:
    shown = survival(rows_of(TWO_LINES), OS, RECIST, group=Grouping.LINE)
    ends = {curve.group: curve.steps[-1].days for curve in shown.curves}
    assert ends == {"line 1": 500, "line 2": 370}
    assert "Each line of therapy counts once" in shown.method


def test_progression_counts_each_line() -> None:
    shown = survival(rows_of(TWO_LINES), PFS, RECIST)
    assert (shown.curves[0].n, len(shown.left_out)) == (1, 1)
    assert "Each line of therapy counts once" in shown.method


GROUPS = [
    pytest.param(Grouping.NONE, "all", id="none"),
    pytest.param(Grouping.LINE, "line 1", id="line"),
    pytest.param(Grouping.AGENTS, "lenvatinib", id="agents"),
    pytest.param(Grouping.AETIOLOGY, "HBV + alcohol", id="aetiology"),
    pytest.param(Grouping.SEX, "male", id="sex"),
    pytest.param(Grouping.BCLC, "BCLC C", id="stage"),
    pytest.param(Grouping.CNLC, "not stated", id="Chinese stage"),
    pytest.param(Grouping.CHILD_PUGH, "Child-Pugh B", id="liver function"),
]


@pytest.mark.parametrize(("group", "name"), GROUPS)
def test_groups_have_names(group: Grouping, name: str) -> None:
    line = TWO_LINES.lines[0]._replace(stage=Stage("C", None, "B"))
    patient = TWO_LINES._replace(lines=(line,))
    assert [c.group for c in survival(rows_of(patient), OS, RECIST, group=group).curves] == [name]


def test_groups_stand_in_order_with_those_not_stated_last() -> None:
    stages = ("C", None, "A", "B")
    patients = [
        named(TWO_LINES, str(n))._replace(lines=(TWO_LINES.lines[0]._replace(stage=Stage(stage)),))
        for n, stage in enumerate(stages)
    ]
    shown = survival(rows_of(*patients), OS, RECIST, group=Grouping.BCLC)
    assert [curve.group for curve in shown.curves] == ["BCLC A", "BCLC B", "BCLC C", "not stated"]
    ten = [
        named(TWO_LINES, str(n))._replace(lines=(TWO_LINES.lines[0]._replace(number=n),))
        for n in (10, 9, 2)
    ]
    shown = survival(rows_of(*ten), OS, RECIST, group=Grouping.LINE)
    assert [curve.group for curve in shown.curves] == ["line 2", "line 9", "line 10"]


def test_dates_that_are_not_known_to_the_day_count_with_their_middle_and_are_told() -> None:
    shown = survival(
        rows_of(summed_up("T1 target liver: 50 | 80", dates=("day 0", "month 3"))), PFS, RECIST
    )
    assert (shown.curves[0].steps[-1].days, shown.n_uncertain) == (91, 1)
    assert "counts with its middle" in shown.method


def test_the_published_cases(cases: Logbook) -> None:
    rows = choose(gather(cases)).rows
    shown = survival(rows, PFS, RECIST)
    # 91, 92 and 425.5 of the first lines; 90.5, 152 and 183+; 92+, 183; 61+; 61+.
    steps = {step.days: (step.n_events, step.n_censored) for step in shown.curves[0].steps}
    assert steps == {
        0: (0, 0),
        61: (0, 2),
        90.5: (1, 0),
        91: (1, 0),
        92: (1, 1),
        152: (1, 0),
        183: (1, 1),
        425.5: (1, 0),
    }
    assert (shown.n_uncertain, shown.left_out) == (10, ())
    alive = survival(rows, OS, RECIST).curves[0]
    assert (alive.n, alive.n_events, alive.median_days.value) == (3, 0, None)


@pytest.mark.parametrize("key", PLOTTED, ids=str)
@pytest.mark.parametrize("group", Grouping, ids=str)
def test_every_row_is_in_a_curve_or_left_out_once(key: EndpointKey, group: Grouping) -> None:
    chosen = choose(crowd(300))
    shown = survival(chosen.rows, key, RECIST, group=group)
    once = key is OS and group is not Grouping.LINE
    n = len(chosen.patients) if once else len(chosen.rows)
    assert sum(curve.n for curve in shown.curves) + len(shown.left_out) == n


@given(st.randoms(use_true_random=False), st.sampled_from(PLOTTED))
def test_the_order_of_patients_changes_nothing(random: object, key: EndpointKey) -> None:
    patients = list(crowd(30))
    straight = survival(choose(patients).rows, key, RECIST, group=Grouping.AGENTS)
    random.shuffle(patients)  # type: ignore[attr-defined]
    shuffled = survival(choose(patients).rows, key, RECIST, group=Grouping.AGENTS)
    assert shuffled == straight


def test_ten_thousand_patients() -> None:
    chosen = choose(crowd(10_000))
    shown = survival(chosen.rows, OS, RECIST)
    assert shown.curves[0].n + len(shown.left_out) == 10_000


UNDATED = [
    pytest.param(EndpointKey.PFS, "?", True, id="progression-free survival"),
    pytest.param(EndpointKey.TTP, "?", False, id="death ends no time to progression"),
    pytest.param(EndpointKey.PFS, "day 90", False, id="a death on a day that is known"),
]


@pytest.mark.parametrize(("key", "died", "told"), UNDATED)
def test_a_death_without_a_day_that_is_censored_is_told(
    key: EndpointKey, died: str, *, told: bool
) -> None:
    shown = survival(rows_of(summed_up("T1 target liver: 50 | 48", died=died)), key, RECIST)
    sentence = "A patient who died on a day that is not known is censored before it (1 line)."
    assert (sentence in shown.method) is told
