"""Preferences are kept whole; what cannot be read of a damaged file is as it was made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hcclog.domain.dates import TimeUnit
from hcclog.domain.response import Criteria
from hcclog.entry.chart_choices import ChartChoices
from hcclog.entry.preferences import (
    DateOrder,
    DecimalSign,
    Preferences,
    in_order,
    load_preferences,
    save_preferences,
)

SET = Preferences(
    DateOrder.DAY_FIRST,
    DecimalSign.COMMA,
    "Zentrallabor Süd",
    {"afp": "IU/mL"},
    (Criteria.MRECIST, Criteria.RECIST_1_1, Criteria.IRECIST),
    "dark",
    ChartChoices(
        ("events", "marker:vegf:pg/mL"),
        ("burden", "regimens"),
        {"burden": 140},
        {"afp": False},
        True,
        TimeUnit.WEEK,
    ),
)


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "preferences.json"
    save_preferences(path, SET)
    assert load_preferences(path) == SET
    save_preferences(path, Preferences())
    assert load_preferences(path) == Preferences()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.catalogue("Q-02", "Q-03")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"dark"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"theme": "pink", "units": 5, "laboratory": 7, "criteria": ["TNM"]}',
        b'{"units": {"afp": 5}, "date_order": null, "decimal_sign": [], "criteria": 3}',
        b'{"patients": ["Anna Meier"]}',
        b'{"chart": ["events"]}',
        b'{"chart": {"hidden": "events", "order": [1], "heights": {"burden": -4}}}',
        b'{"chart": {"heights": {"burden": true}, "log_scales": {"afp": 1}, "burden_in_mm": 1}}',
        b'{"chart": {"heights": {"burden": 1e999}, "log_scales": [], "patients": ["Anna Meier"]}}',
        b'{"laboratory": "\\ud800"}',
        b'{"chart": {"hidden": ["\\ud800"]}}',
    ],
    ids=[
        "empty",
        "cut off",
        "a list",
        "nothing",
        "a text",
        "no text at all",
        "nested without end",
        "values that do not exist",
        "values of other kinds",
        "what it does not know",
        "a chart that is a list",
        "lanes and heights that cannot be",
        "numbers and flags in each other's place",
        "a height without end, and what a chart does not know",
        "T-05 half of a letter",
        "T-05 half of a letter in a chart",
    ],
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    assert load_preferences(path) == Preferences()


def test_what_can_be_read_of_a_damaged_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"theme": "pink", "laboratory": "central"}), encoding="utf-8")
    assert load_preferences(path) == Preferences(laboratory="central")


@pytest.mark.parametrize(
    ("said", "kept"),
    [(1, 1), (30, 30), ("5", 5), (0, 10), (31, 10), (-1, 10), ("soon", 10), (None, 10)],
    ids=str,
)
def test_the_lock_comes_after_1_to_30_minutes(tmp_path: Path, said: object, kept: int) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"lock_after_minutes": said}), encoding="utf-8")
    assert load_preferences(path).lock_after_minutes == kept


def test_what_can_be_read_of_a_damaged_chart_holds(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    chart = {"hidden": ["events", "events"], "order": None, "burden_in_mm": True}
    said = {"chart": {**chart, "axis_unit": "moon"}}
    path.write_text(json.dumps(said), encoding="utf-8")
    expected = Preferences(chart=ChartChoices(hidden=("events",), burden_in_mm=True))
    assert load_preferences(path) == expected


def test_a_file_that_is_not_there_or_a_folder_counts_as_none(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "none.json") == Preferences()
    assert load_preferences(tmp_path) == Preferences()


def test_the_preferred_criteria_come_first_and_none_is_left_out() -> None:
    computed = (Criteria.RECIST_1_1, Criteria.MRECIST, Criteria.IRECIST)
    assert in_order(computed, (Criteria.IRECIST,))[0] is Criteria.IRECIST
    assert set(in_order(computed, (Criteria.IRECIST,))) == set(computed)
    assert in_order(computed, ()) == computed
