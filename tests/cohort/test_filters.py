"""Who is in a cohort, and who fell out by what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.cohort.filters import EVERYBODY, Dropped, Filter, choose, rows_of
from hcclog.cohort.summary import Stage
from hcclog.domain.day_spans import DaySpan
from hcclog.domain.patient import Aetiology, Sex, TimeAxis
from tests.cohort.crowds import crowd
from tests.cohort.records import a_course, named, summed_up

PATIENT = summed_up(
    courses=(a_course(1, "day 0", "day 9"), a_course(1, "day 0", "day 9", "sintilimab")),
    sex=Sex.MALE,
    aetiologies=(Aetiology.HBV, Aetiology.ALCOHOL),
    cirrhosis=True,
)
LINE = PATIENT.lines[0]._replace(stage=Stage("B", "IIa", "A", 1))
PATIENT = PATIENT._replace(lines=(LINE,))

ASKED: list[Any] = [
    pytest.param({"sexes": {Sex.MALE}}, True, id="sex"),
    pytest.param({"sexes": {Sex.FEMALE}}, False, id="another sex"),
    pytest.param({"aetiologies": {Aetiology.HBV, Aetiology.HCV}}, True, id="one of two causes"),
    pytest.param({"aetiologies": {Aetiology.HCV}}, False, id="another cause"),
    pytest.param({"cirrhosis": True}, True, id="cirrhosis"),
    pytest.param({"cirrhosis": False}, False, id="no cirrhosis"),
    pytest.param({"bclc": {"B", "C"}}, True, id="stage"),
    pytest.param({"bclc": {"C"}}, False, id="another stage"),
    pytest.param({"cnlc": {"IIa"}}, True, id="Chinese stage"),
    pytest.param({"child_pugh": {"B"}}, False, id="another class"),
    pytest.param({"ecog": {0, 1}}, True, id="performance"),
    pytest.param({"agents": {"lenvatinib", "sorafenib"}}, True, id="any of the agents"),
    pytest.param({"agents": {"sorafenib"}}, False, id="none of the agents"),
    pytest.param({"agents": {"lenvatinib", "sintilimab"}, "all_agents": True}, True, id="all"),
    pytest.param({"agents": {"lenvatinib", "sorafenib"}, "all_agents": True}, False, id="not all"),
    pytest.param({"lines": {1, 3}}, True, id="line"),
    pytest.param({"lines": {2}}, False, id="another line"),
    pytest.param({"sexes": {Sex.MALE}, "lines": {2}}, False, id="one of two does not hold"),
    pytest.param({}, True, id="nothing asked"),
]


def asking(**fields: Any) -> Filter:
    """Return a filter; sets may be plain."""
    frozen: dict[str, Any] = {
        k: frozenset(v) if isinstance(v, set) else v for k, v in fields.items()
    }
    return Filter(**frozen)


@pytest.mark.parametrize(("asked", "held"), ASKED)
def test_a_row_is_in_where_every_condition_holds(asked: dict[str, Any], held: bool) -> None:
    assert len(choose([PATIENT], asking(**asked)).rows) == held


FIRST, LAST = date(2021, 3, 1), date(2021, 3, 31)
DATES = [
    pytest.param(date(2021, 3, 5), date(2021, 3, 5), (1, 0), id="surely within"),
    pytest.param(FIRST, LAST, (1, 0), id="on both ends"),
    pytest.param(date(2021, 2, 20), date(2021, 3, 10), (1, 1), id="may have begun before"),
    pytest.param(date(2021, 3, 20), date(2021, 4, 10), (1, 1), id="may have begun after"),
    pytest.param(date(2021, 2, 1), date(2021, 2, 28), (0, 0), id="surely before"),
    pytest.param(date(2021, 4, 1), date(2021, 4, 2), (0, 0), id="surely after"),
]


@pytest.mark.parametrize(("first", "last", "expected"), DATES)
def test_a_start_that_may_lie_within_stays_in_and_is_counted(
    first: date, last: date, expected: tuple[int, int]
) -> None:
    line = LINE._replace(start=DaySpan(first.toordinal(), last.toordinal()))
    patient = PATIENT._replace(lines=(line,), axis=TimeAxis.CALENDAR)
    chosen = choose([patient], Filter(started_from=FIRST, started_to=LAST))
    assert (len(chosen.rows), chosen.n_unsure) == expected


def test_a_border_that_is_not_asked_for_is_open() -> None:
    line = LINE._replace(start=DaySpan(FIRST.toordinal(), FIRST.toordinal()))
    patient = PATIENT._replace(lines=(line,), axis=TimeAxis.CALENDAR)
    assert len(choose([patient], Filter(started_from=FIRST)).rows) == 1
    assert len(choose([patient], Filter(started_to=FIRST)).rows) == 1


UNKNOWN = [
    pytest.param({"bclc": {"B"}}, "BCLC", id="no stage"),
    pytest.param({"aetiologies": {Aetiology.HBV}}, "aetiology", id="no cause"),
    pytest.param({"cirrhosis": True}, "cirrhosis", id="cirrhosis not stated"),
    pytest.param({"sexes": {Sex.MALE}}, "sex", id="sex not stated"),
    pytest.param({"started_from": FIRST}, "start of the line", id="no calendar"),
]


@pytest.mark.parametrize(("asked", "name"), UNKNOWN)
def test_what_is_not_known_falls_out_and_is_counted(asked: dict[str, Any], name: str) -> None:
    chosen = choose([summed_up()], asking(**asked))
    assert chosen.rows == ()
    assert chosen.dropped == (Dropped(name, 1, 1, 1),)


def test_a_line_whose_agents_are_not_recorded_is_not_known_to_lack_one() -> None:
    patient = PATIENT._replace(lines=(LINE._replace(agents=()),))
    chosen = choose([patient], asking(agents={"lenvatinib"}))
    assert chosen.dropped == (Dropped("agents", 1, 1, 1),)


def test_unknown_sex_can_be_asked_for() -> None:
    assert len(choose([summed_up()], asking(sexes={Sex.UNKNOWN})).rows) == 1


def test_each_condition_says_how_many_it_drops_and_how_many_it_alone() -> None:
    other = PATIENT._replace(id="q", sex=Sex.FEMALE, lines=(LINE._replace(stage=Stage("C")),))
    chosen = choose([PATIENT, other], asking(sexes={Sex.MALE}, bclc={"A", "C"}, lines={1}))
    assert chosen.dropped == (
        Dropped("sex", 1, 0, 1),
        Dropped("BCLC", 1, 0, 1),
        Dropped("line", 0, 0, 0),
    )


def test_a_patient_without_lines_is_a_row_of_their_own() -> None:
    patient = named(summed_up(courses=(), sex=Sex.MALE), "q")._replace(stage=Stage("A"))
    chosen = choose([patient, PATIENT], asking(bclc={"A", "B"}))
    assert [row.line is None for row in chosen.rows] == [True, False]
    assert choose([patient], asking(lines={1})).rows == ()
    assert (chosen.n_patients_of, chosen.n_rows_of, len(chosen.patients)) == (2, 2, 2)


def some(values: Any) -> st.SearchStrategy[frozenset[Any]]:
    """Return strategies of a few of the values."""
    return st.frozensets(st.sampled_from(list(values)), max_size=3)


FILTERS = st.builds(
    Filter,
    sexes=some(Sex),
    aetiologies=some(Aetiology),
    cirrhosis=st.sampled_from([None, True, False]),
    bclc=some("ABC"),
    ecog=some([0, 1, 2]),
    agents=some(["lenvatinib", "atezolizumab", "bevacizumab"]),
    all_agents=st.booleans(),
    lines=some([1, 2, 3]),
    started_from=st.sampled_from([None, date(2019, 6, 1)]),
    started_to=st.sampled_from([None, date(2024, 6, 1)]),
)
PARTS = [
    ("sexes", "aetiologies", "cirrhosis"),
    ("bclc", "ecog", "lines"),
    ("agents", "all_agents", "started_from", "started_to"),
]


@given(FILTERS, st.permutations(PARTS))
def test_filters_commute(wanted: Filter, order: list[tuple[str, ...]]) -> None:
    rows = set(map(_key, rows_of(crowd(60))))
    for fields in order:
        part = replace(EVERYBODY, **{name: getattr(wanted, name) for name in fields})
        rows &= set(map(_key, choose(crowd(60), part).rows))
    assert rows == set(map(_key, choose(crowd(60), wanted).rows))


def _key(row: Any) -> tuple[str, int | None]:
    return row.patient.id, row.line.number if row.line else None


@given(FILTERS)
def test_what_is_in_and_what_fell_out_is_all(wanted: Filter) -> None:
    chosen = choose(crowd(60), wanted)
    assert chosen.n_patients_of == 60
    n_out = chosen.n_rows_of - len(chosen.rows)
    assert sum(each.n_only for each in chosen.dropped) <= n_out <= sum(d.n for d in chosen.dropped)
    assert len(set(map(_key, chosen.rows))) == len(chosen.rows)
