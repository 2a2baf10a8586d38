"""Plain series read by columns: what is plain, and that its answers are those of the other way."""

from __future__ import annotations

from decimal import localcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.exchange.answer_lines import lines_of, plain_lines
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_table import as_series
from hcclog.exchange.plain_series import plain_series
from hcclog.rules.criteria import IRECIST, MRECIST, RECIST_1_1, CriteriaRules
from hcclog.rules.readings import EXACT
from tests.exchange.lesion_rows import Row, a_row, blocks, series_rows, written


def by_columns(path: Path, rules: CriteriaRules) -> str | None:
    """Return the answers to the only series of a table by its columns; None where it is odd."""
    (block,) = blocks(path)
    plain = plain_series(block)
    with localcontext(EXACT):
        return plain_lines(plain, rules) if plain is not None else None


def by_rows(path: Path, rules: CriteriaRules) -> str | None:
    """Return the answers by its rows; None where it is refused."""
    (block,) = blocks(path)
    try:
        with localcontext(EXACT):
            return lines_of(as_series(block), rules)
    except BadTable:
        return None


@given(series_rows(), st.sampled_from([RECIST_1_1, MRECIST]))
def test_a_series_has_the_same_answers_by_columns_as_by_rows(
    rows: list[Row], rules: CriteriaRules
) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder, "lesions.csv"), rows)
        found = by_columns(path, rules)
        assert found in {None, by_rows(path, rules)}


SECOND = {"date": "2024-03-01", "diameter_mm": "20"}
PLAIN = [
    pytest.param([], id="a baseline alone"),
    pytest.param([a_row(**SECOND)], id="two dates"),
    pytest.param([a_row(date="2023-03-01")], id="the later date first"),
    pytest.param([a_row(lesion="T2", node="yes", site="node")], id="a node beside"),
    pytest.param([a_row(date="2024-03-01", viable_mm="5")], id="a viable part"),
    pytest.param([a_row(date="2023-03-01", baseline="yes")], id="the earliest date marked"),
    pytest.param([a_row(date="2024-03-01", baseline="no")], id="another one not marked"),
]
ODD = [
    pytest.param([a_row(date="2024-03-01", state="absent")], id="a lesion that is gone"),
    pytest.param([a_row(date="2024-03-01", diameter_mm="")], id="a lesion not measured"),
    pytest.param([a_row(date="2024-03-01", diameter_mm="0")], id="a size of 0"),
    pytest.param([a_row(date="2024-03-01", diameter_mm="5 mm")], id="a size with its unit"),
    pytest.param([a_row(date="2024-03-01", viable_mm="x")], id="a viable size that is none"),
    pytest.param([a_row(lesion="T2", date="2024-03-01")], id="another lesion on the second date"),
    pytest.param([a_row(lesion="T2"), a_row(**SECOND)], id="one lesion less"),
    pytest.param([a_row(diameter_mm="31")], id="one lesion twice"),
    pytest.param([a_row(lesion="N1", role="non-target")], id="a non-target"),
    pytest.param([a_row(lesion="L1", role="new", date="2024-03-01")], id="a new lesion"),
    pytest.param([a_row(date="2024-03")], id="a date that is a month"),
    pytest.param([a_row(date="day 60")], id="a day beside a calendar date"),
    pytest.param([a_row(date="2024-01-01 # MRI")], id="two dates of one day"),
    pytest.param([a_row(date="next week")], id="no date"),
    pytest.param([a_row(date=" 2024-03-01")], id="a date after a space"),
    pytest.param([a_row(date="2024-03-01", site="lung")], id="a lesion at two sites"),
    pytest.param([a_row(date="2024-03-01", baseline="yes")], id="a later baseline"),
    pytest.param([a_row(date="2024-03-01", baseline="maybe")], id="a mark that is none"),
    pytest.param([a_row(lesion=" T2")], id="a label after a space"),
    pytest.param([a_row(lesion="")], id="no label"),
    pytest.param([a_row(lesion="T2", node="perhaps")], id="a node that may be one"),
]


@pytest.mark.parametrize("more", PLAIN)
@pytest.mark.parametrize("rules", [RECIST_1_1], ids=["RECIST 1.1"])
def test_what_is_plain(tmp_path: Path, more: list[Row], rules: CriteriaRules) -> None:
    path = written(tmp_path / "lesions.csv", [a_row(), *more])
    found = by_columns(path, rules)
    assert found is not None
    assert found == by_rows(path, rules)


@pytest.mark.parametrize("more", ODD)
def test_what_is_odd(tmp_path: Path, more: list[Row]) -> None:
    path = written(tmp_path / "lesions.csv", [a_row(), *more])
    assert plain_series(blocks(path)[0]) is None


def test_nodes_alone_are_odd(tmp_path: Path) -> None:
    path = written(tmp_path / "lesions.csv", [a_row(node="yes")])
    assert plain_series(blocks(path)[0]) is None


VIABLE = [
    pytest.param("20", True, id="a part of the whole"),
    pytest.param("30", True, id="the whole"),
    pytest.param("30.1", False, id="more than the whole, which is a finding"),
    pytest.param("0", False, id="nothing"),
    pytest.param("", False, id="not given, which is a finding"),
]


@pytest.mark.parametrize(("viable", "plain"), VIABLE)
@pytest.mark.parametrize("other", ["", "25"])
def test_what_is_plain_by_the_viable_part(
    tmp_path: Path, viable: str, other: str, *, plain: bool
) -> None:
    rows = [a_row(viable_mm=viable), a_row(lesion="T2", site="lung", viable_mm=other)]
    path = written(tmp_path / "lesions.csv", rows)
    found = by_columns(path, MRECIST)
    assert (found is not None) is plain
    assert found in {None, by_rows(path, MRECIST)}


def test_what_is_found_at_the_baseline_and_irecist_go_the_other_way(tmp_path: Path) -> None:
    small = written(tmp_path / "small.csv", [a_row(diameter_mm="9.9")])
    usual = written(tmp_path / "usual.csv", [a_row(diameter_mm="10")])
    assert by_columns(small, RECIST_1_1) is None
    assert by_columns(usual, RECIST_1_1) is not None
    assert by_columns(usual, IRECIST) is None
