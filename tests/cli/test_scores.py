"""Scores on the command line: computed beside reported, as of a day, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_stage_stands_beside_the_one_that_was_reported(run: Run, place: Path) -> None:
    said = run("scores", "zhang-2024", "--store", place, "--on", "2020-11")
    assert said.status == 0
    assert "BCLC as of 2020-11: A, reported B (2020-11)" in said.out
    assert "Reported IIa, computed Ib. 2 tumours: R1 22 mm and R2 19 mm" in said.out
    assert "Child-Pugh as of 2020-11: not computed, reported A, 5 points (2020-11)" in said.out


def test_the_same_as_json(run: Run, place: Path) -> None:
    said = run("scores", "zhang-2024", "--store", place, "--on", "2020-11", "--json")
    found = {score["name"]: score for score in json.loads(said.out)}
    assert (found["BCLC"]["grade"], found["BCLC"]["agrees"]) == ("A", False)
    assert found["BCLC"]["as_of"]["latest"] == "2020-11-30"
    assert found["ALBI"]["missing"] == ["bilirubin", "albumin"]


def test_without_a_day_the_newest_values_and_each_statement(run: Run, place: Path) -> None:
    said = run("scores", "fonc-2024", "--store", place)
    assert "BCLC: C at least" in said.out
    assert "CNLC: IIIb at least" in said.out
    assert "Vp: Vp3\n" in said.out
    assert "BCLC as of 2020-11: A" in run("scores", "zhang-2024", "--store", place).out


def test_a_result_that_is_added_is_scored(run: Run, place: Path) -> None:
    for words in (("bilirubin", "17", "umol/L"), ("albumin", "40", "g/L")):
        run("labs", "add", "zhang-2024", "--store", place, "--on", "2023-02-01", *words)
    said = run("scores", "zhang-2024", "--store", place)
    assert "ALBI: 2 (−2.59)\n    Bilirubin 17 µmol/L and albumin 40 g/L give −2.59;" in said.out
    assert "mALBI: 2a (−2.59)" in said.out
    assert "    known: bilirubin 17 µmol/L: 1" in said.out


def test_the_day_may_be_counted_from_day_0(run: Run, place: Path) -> None:
    said = run("scores", "ikeda-2021", "--store", place, "--on", "day 0")
    assert "BCLC as of day 0: C at least" in said.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(("nobody",), "no patient with the code 'nobody'", id="an unknown patient"),
        pytest.param(("zhang-2024", "--on", "soon"), "'soon' is not a date", id="no date"),
        pytest.param(("ikeda-2021", "--on", "2021-10"), "counted from day 0", id="no such axis"),
        pytest.param(("zhang-2024", "--on", "2062-01"), "after today", id="the future"),
        pytest.param(("zhang-2024", "--on", "day 28"), "no day 0, so day 28 has", id="no day 0"),
    ],
)
def test_a_refusal_is_one_line(
    run: Run, place: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = run("scores", *words, "--store", place)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert sentence in said.err
