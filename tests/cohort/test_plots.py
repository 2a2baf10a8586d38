"""Every plot of any patients: nothing fails, and nobody is lost."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.cohort.filters import choose
from hcclog.cohort.plots import SURVIVAL, Choices, Plot, view
from hcclog.cohort.summarise import summarise
from hcclog.cohort.survival import Grouping
from hcclog.cohort.views import ResponseTable, Spider, Survival, Swimmer, Waterfall
from hcclog.domain.record import PatientRecord
from hcclog.rules.timeline import COMPUTED
from tests.cohort.crowds import crowd
from tests.cohort.records import IRECIST, MRECIST, RECIST
from tests.report.course.any_record import records

KINDS = [
    pytest.param(Plot.WATERFALL, Waterfall, id="waterfall"),
    pytest.param(Plot.SPIDER, Spider, id="spider"),
    pytest.param(Plot.SWIMMER, Swimmer, id="swimmer"),
    pytest.param(Plot.TABLE, ResponseTable, id="table"),
    *(pytest.param(plot, Survival, id=plot.value) for plot in SURVIVAL),
]


def n_shown(shown: Any) -> int:
    """Return how many rows a plot shows."""
    if isinstance(shown, Survival):
        return sum(curve.n for curve in shown.curves)
    if isinstance(shown, Swimmer):
        return len(shown.lanes)
    return len(shown.bars if isinstance(shown, Waterfall) else shown.lines)


@pytest.mark.parametrize(("plot", "kind"), KINDS)
def test_every_plot_has_its_view(plot: Plot, kind: type) -> None:
    rows = choose(crowd(30)).rows
    shown = view(plot, rows, Choices((MRECIST, RECIST), confirmed=True, group=Grouping.AGENTS))
    assert isinstance(shown, kind)
    if isinstance(shown, ResponseTable):
        assert [row.criteria for row in shown.rows] == [MRECIST, RECIST]
        assert shown.confirmed
    else:
        assert shown.criteria is MRECIST


@pytest.mark.parametrize("plot", [plot for plot in Plot if plot is not Plot.TABLE])
def test_who_was_not_judged_by_the_criteria_is_left_out(plot: Plot) -> None:
    shown: Any = view(plot, choose(crowd(30)).rows, Choices((IRECIST,)))
    if plot is not Plot.SWIMMER:
        assert n_shown(shown) == 0
        assert "It was not judged by irecist." in {one.why for one in shown.left_out}


def test_a_table_of_criteria_that_nobody_was_judged_by_is_empty() -> None:
    (row,) = view(Plot.TABLE, choose(crowd(30)).rows, Choices((IRECIST,))).rows  # type: ignore[union-attr]
    assert (row.counts, row.orr.share) == ((), None)
    assert len(row.left_out) == len(choose(crowd(30)).rows)


@st.composite
def judged_records(draw: st.DrawFn) -> PatientRecord:
    """Return any record whose series belong to its lines, where it has some."""
    record = draw(records())
    ids = st.sampled_from([None, *(line.id for line in record.lines)])
    return replace(record, series=tuple(replace(each, line_id=draw(ids)) for each in record.series))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(judged_records(), st.sampled_from(COMPUTED), st.booleans(), st.sampled_from(Grouping))
def test_of_any_record_every_plot_shows_each_row_or_says_why_not(
    record: PatientRecord, criteria: Any, confirmed: bool, group: Grouping
) -> None:
    patient = summarise(record)
    assert pickle.loads(pickle.dumps(patient)) == patient
    rows = choose([patient]).rows
    for plot in Plot:
        shown: Any = view(plot, rows, Choices((criteria,), confirmed, group))
        if isinstance(shown, ResponseTable):
            (row,) = shown.rows
            assert row.orr.of + len(row.left_out) == len(rows)
            continue
        once = plot is Plot.SWIMMER or (plot is Plot.OS and group is not Grouping.LINE)
        assert n_shown(shown) + len(shown.left_out) == (1 if once else len(rows))
        assert all(one.why for one in shown.left_out)
