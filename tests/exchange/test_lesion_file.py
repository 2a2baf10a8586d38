"""A table of lesions, patient by patient: lines, series, and how far it was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_file import LesionFile, is_stream, n_bytes
from tests.exchange.lesion_rows import a_row, written


def test_lines_are_counted_over_empty_ones_and_within_cells(tmp_path: Path) -> None:
    text = 'patient,date,lesion,role\n\na,day 0,"T\n1",target\n\nb,day 0,T1,target\n'
    (tmp_path / "lesions.csv").write_text(text, encoding="utf-8")
    found = list(LesionFile(tmp_path / "lesions.csv").blocks())
    assert [(block.patient, block.series, block.lines) for block in found] == [
        ("a", "1", [4]),
        ("b", "1", [6]),
    ]


def test_the_series_of_a_patient_are_told_apart_by_their_names(tmp_path: Path) -> None:
    rows = [a_row(series=name) for name in ("2", "", "1 ", "2")]
    (block,) = LesionFile(written(tmp_path / "lesions.csv", rows)).blocks()
    found = [(series.series, series.lines) for series in block.by_series()]
    assert found == [("2", [2, 5]), ("1", [3, 4])]


def test_a_short_row_is_named_also_where_it_lacks_the_patient(tmp_path: Path) -> None:
    path = tmp_path / "lesions.csv"
    path.write_text("date,lesion,role,patient\nday 0,T1,target,a\nday 0,T1\n", encoding="utf-8")
    with pytest.raises(BadTable, match=r"lesions\.csv, line 3: 2 cells stand under 4 columns\."):
        list(LesionFile(path).blocks())


def test_how_far_a_table_is_read_is_told(tmp_path: Path) -> None:
    rows = [a_row(patient=f"P{n}") for n in range(5_000)]
    path = written(tmp_path / "lesions.csv", rows)
    told: list[int] = []
    list(LesionFile(path, advanced=told.append).blocks())
    assert told == sorted(told)
    assert told[0] < told[-1] <= n_bytes(path)
    assert told[-1] > 0.9 * n_bytes(path)


def test_a_name_that_is_given_is_told(tmp_path: Path) -> None:
    written(tmp_path / "kept", [], columns=())
    with pytest.raises(BadTable, match="stdin, line 1"):
        list(LesionFile(tmp_path / "kept", "stdin").blocks())


def test_what_is_no_file_has_no_size_and_is_no_stream(tmp_path: Path) -> None:
    assert (n_bytes(tmp_path), n_bytes(tmp_path / "gone")) == (0, 0)
    assert not any(is_stream(path) for path in (tmp_path, tmp_path / "gone"))
