"""Tables of a cohort: columns, kinds and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest

from hcclog.cohort import frames
from hcclog.cohort.filters import Row, choose
from tests.cohort.crowds import crowd
from tests.cohort.records import a_course, rows_of, summed_up

if TYPE_CHECKING:
    import pandas as pd

Frame = Callable[[Iterable[Row]], "pd.DataFrame"]
FRAMES = [
    pytest.param(frames.patients_frame, frames.PATIENTS, id="patients"),
    pytest.param(frames.lines_frame, frames.LINES, id="lines"),
    pytest.param(frames.responses_frame, frames.RESPONSES, id="responses"),
    pytest.param(frames.changes_frame, frames.CHANGES, id="changes"),
]


@pytest.mark.parametrize(("frame", "columns"), FRAMES)
@pytest.mark.parametrize("n", [0, 50], ids=["nobody", "fifty"])
def test_columns_and_kinds_are_those_that_are_told(
    frame: Frame, columns: dict[str, str], n: int
) -> None:
    found = frame(choose(crowd(n)).rows)
    assert {name: str(kind) for name, kind in found.dtypes.items()} == columns


def test_a_row_for_each_patient_line_response_and_change() -> None:
    rows = choose(crowd(50)).rows
    lines = [row.line for row in rows if row.line]
    judged = [judged for line in lines for judged in line.judged]
    assert len(frames.patients_frame(rows)) == 50
    assert len(frames.lines_frame(rows)) == len(lines)
    assert len(frames.responses_frame(rows)) == len(judged)
    assert len(frames.changes_frame(rows)) == sum(len(one.changes) for one in judged)


def test_the_numbers_of_one_patient() -> None:
    courses = (a_course(1, "day 0", "day 120"), a_course(2, "day 130", agent="sorafenib"))
    rows = rows_of(summed_up("T1 target liver: 30 | 20 | 60", courses, died="day 500"))
    (patient,) = frames.patients_frame(rows).to_dict("records")
    assert (patient["n_lines"], patient["alive"], patient["death_day"]) == (2, False, 500.0)
    first, second = frames.lines_frame(rows).to_dict("records")
    assert (first["agents"], first["length_day"], first["goes_on"]) == ("lenvatinib", 120, False)
    assert (second["start_day"], second["goes_on"]) == (130, True)
    response = frames.responses_frame(rows).to_dict("records")[0]
    assert (response["criteria"], response["best"]) == ("recist-1.1", "PR")
    assert response["best_change_pct"] == pytest.approx(-100 / 3)
    assert (response["pfs_days"], response["pfs_event"], response["pfs_exact"]) == (120, True, True)
    changes = frames.changes_frame(rows)
    of_recist = changes[changes["criteria"] == "recist-1.1"]
    assert of_recist["change_pct"].tolist() == pytest.approx([-100 / 3, 100])
    assert of_recist["category"].tolist() == ["PR", "PD"]


def test_what_is_not_known_is_missing_and_no_nought() -> None:
    rows = rows_of(summed_up("T1 target liver: 50 | NE"))
    response = frames.responses_frame(rows)
    assert response["best_change_pct"].isna().all()
    assert frames.patients_frame(rows)[["age_least", "bclc", "cirrhosis"]].isna().all(axis=None)
