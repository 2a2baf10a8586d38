"""Tables in no order: the rows of a series come together outside the memory, in their order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.exchange import lesion_order
from hcclog.exchange.lesion_file import LesionFile
from hcclog.exchange.lesion_order import Scattered, brought_together, standing_together
from tests.exchange.lesion_rows import a_row, written

PATIENTS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "1", "2"])), min_size=1)


@pytest.fixture(scope="module", autouse=True)
def short_runs() -> object:
    """Runs of a few rows, and files of few runs, so that both are written and merged."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lesion_order, "RUN_ROWS", 3)
        patched.setattr(lesion_order, "MOST_RUNS", 2)
        yield


@given(PATIENTS)
def test_each_series_has_its_rows_and_stands_where_it_first_stood(
    patients: list[tuple[str, str]],
) -> None:
    rows = [a_row(patient=p, series=s, lesion=f"T{n}") for n, (p, s) in enumerate(patients)]
    wanted: dict[tuple[str, str], list[int]] = {}
    for line, (patient, series) in enumerate(patients, 2):
        wanted.setdefault((patient, series or "1"), []).append(line)
    with TemporaryDirectory() as folder:
        path = written(Path(folder, "lesions.csv"), rows)
        found = list(brought_together(LesionFile(path), path.parent))
        assert [name.name for name in path.parent.iterdir()] == ["lesions.csv"]
    assert {(block.patient, block.series): block.lines for block in found} == wanted
    assert list(wanted) == [(block.patient, block.series) for block in found]
    labels = [[block.reader.text("lesion", row) for row in block.rows] for block in found]
    assert labels == [[f"T{line - 2}" for line in lines] for lines in wanted.values()]


def test_cells_come_back_as_they_were(tmp_path: Path) -> None:
    text = 'patient,date,lesion,role,site\na,day 0,"T\r\n1",target,"x, ""y"""\n'
    (tmp_path / "lesions.csv").write_text(text, encoding="utf-8", newline="")
    (block,) = brought_together(LesionFile(tmp_path / "lesions.csv"), tmp_path)
    assert block.rows == [["a", "day 0", "T\r\n1", "target", 'x, "y"']]
    assert block.lines == [3]


def test_a_table_without_rows_has_no_series(tmp_path: Path) -> None:
    path = written(tmp_path / "lesions.csv", [])
    assert list(brought_together(LesionFile(path), tmp_path)) == []


@pytest.mark.parametrize("last", ["a", " a", "a "])
def test_a_patient_who_comes_back_is_noticed(tmp_path: Path, last: str) -> None:
    rows = [a_row(patient=name) for name in ("a", "b", last)]
    path = written(tmp_path / "lesions.csv", rows)
    with pytest.raises(Scattered):
        list(standing_together(LesionFile(path).blocks()))


def test_patients_who_stand_together_are_passed_on(tmp_path: Path) -> None:
    path = written(tmp_path / "lesions.csv", [a_row(patient=name) for name in "aabbb"])
    found = list(standing_together(LesionFile(path).blocks()))
    assert [(block.patient, block.lines) for block in found] == [("a", [2, 3]), ("b", [4, 5, 6])]
