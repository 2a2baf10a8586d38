"""The command for cohorts: counts in text and JSON, plots and numbers in files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from hcclog.cli.cohort import GROUPS, PLOTS
from hcclog.cohort.plots import Plot
from hcclog.cohort.survival import Grouping
from tests.cli.conftest import Run


def cohort_of(run: Run, place: Path, *words: object) -> dict[str, Any]:
    """Return a cohort as JSON."""
    said = run("cohort", "--store", place, "--json", *words)
    assert (said.status, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_the_words_of_the_command_are_those_of_the_cohort() -> None:
    assert list(PLOTS) == list(Plot)
    assert list(GROUPS) == list(Grouping)


def test_everybody(run: Run, place: Path) -> None:
    found = cohort_of(run, place)
    assert found["patients"] == {"n": 3, "of": 3}
    assert found["lines"] == {"n": 10, "of": 10}
    assert found["fell_out"] == []
    recist, mrecist = found["responses"]
    assert recist["counts"] == {"NON-CR/NON-PD": 6, "PD": 3, "NE": 1}
    assert mrecist["counts"] == {"NON-CR/NON-PD": 7, "PD": 2, "NE": 1}
    assert (recist["orr"]["n"], recist["orr"]["of"]) == (0, 10)
    assert found["reported"]["counts"] == {"PR": 4, "SD": 1, "PD": 3}
    assert recist["orr"]["high"] == pytest.approx(0.3085, abs=1e-4)
    survival = {each["endpoint"]: each for each in found["survival"]}
    assert list(survival) == ["PFS", "TTP", "OS", "DoR"]
    (pfs,) = survival["PFS"]["curves"]
    assert (pfs["n"], pfs["n_events"], pfs["median_days"]["value"]) == (10, 6, 152.0)
    assert survival["PFS"]["n_uncertain"] == 10
    assert len(survival["DoR"]["left_out"]) == 10


FILTERS = [
    pytest.param(["--bclc", "b"], (1, 3), id="stage"),
    pytest.param(["--aetiology", "hbv,NASH"], (2, 8), id="cause"),
    pytest.param(["--agent", "lenvatinib"], (3, 4), id="agent"),
    pytest.param(["--agent", "Stivarga,lenalidomide"], (3, 5), id="agents by other names"),
    pytest.param(["--agent", "lenvatinib,lenalidomide", "--all-agents"], (1, 1), id="together"),
    pytest.param(["--line", "1"], (3, 3), id="line"),
    pytest.param(["--line", ",".join("1" * 10_000)], (3, 3), id="Q-05 10,000 lines"),
    pytest.param(["--agent", "lenvatinib," * 10_000], (3, 4), id="Q-05 10,000 agents"),
    pytest.param(["--line", "2,3", "--sex", "male"], (3, 5), id="two lines of men"),
    pytest.param(["--from", "2021", "--to", "2021-12"], (1, 1), id="dates"),
    pytest.param(["--from", "2021-06", "--to", "2021-06"], (1, 1), id="one month"),
    pytest.param(["--cirrhosis", "yes"], (1, 3), id="cirrhosis"),
    pytest.param(["--child-pugh", "A", "--ecog", "0"], (1, 3), id="liver and performance"),
    pytest.param(["--cnlc", "IIa"], (1, 3), id="Chinese stage"),
    pytest.param(["--sex", "female"], (0, 0), id="nobody"),
]


@pytest.mark.parametrize(("words", "expected"), FILTERS)
def test_filters(run: Run, place: Path, words: list[str], expected: tuple[int, int]) -> None:
    found = cohort_of(run, place, *words)
    assert (found["patients"]["n"], found["lines"]["n"]) == expected


def test_who_fell_out_is_counted(run: Run, place: Path) -> None:
    found = cohort_of(run, place, "--bclc", "B", "--line", "1")
    assert found["fell_out"] == [
        {"name": "BCLC", "n": 7, "n_unknown": 7, "n_only": 2},
        {"name": "line", "n": 7, "n_unknown": 0, "n_only": 2},
    ]


def test_groups_and_criteria(run: Run, place: Path) -> None:
    found = cohort_of(run, place, "--group", "line", "--criteria", "mrecist")
    assert [row["criteria"] for row in found["responses"]] == ["mrecist"]
    groups = [curve["group"] for curve in found["survival"][0]["curves"]]
    assert groups == ["line 1", "line 2", "line 3", "line 4", "line 5"]


def test_a_person_reads_it(run: Run, place: Path) -> None:
    said = run("cohort", "--store", place, "--line", "1", "--confirmed")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[:3] == [
        "3 of 3 patients, 3 of 10 lines of therapy",
        "  fell out by line: 7",
        "best confirmed response",
    ]
    orr = f"  ORR               {2 * '0/3, 0.0 % (0.0 to 70.8)      '}1/3, 33.3 % (0.8 to 90.6)"
    assert orr in lines
    assert "  all: n 3, 3 events, median 3.0 months (3.0 to not reached)" in lines
    assert "  all: n 3, 0 events, median not reached" in lines
    assert "  left out, 3: There was no confirmed response that could last." in lines


@pytest.mark.parametrize("ending", [".svg", ".pdf", ".png"])
def test_a_plot_into_a_file(run: Run, place: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"swimmer{ending}"
    assert run("cohort", "--store", place, "--plot", "swimmer", "--out", out).status == 0
    assert out.stat().st_size > 1000


@pytest.mark.parametrize("plot", ["waterfall", "spider", "pfs", "ttp", "os", "dor", "table"])
def test_every_plot_is_drawn(run: Run, place: Path, tmp_path: Path, plot: str) -> None:
    out = tmp_path / "plot.svg"
    assert run("cohort", "--store", place, "--plot", plot, "--out", out).status == 0
    assert out.read_text(encoding="utf-8").lstrip().startswith("<?xml")


def test_numbers_into_a_folder(run: Run, place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "numbers"
    said = run("cohort", "--store", place, "--numbers", folder)
    assert said.status == 0
    tables = {path.stem: read(path) for path in folder.iterdir()}
    assert sorted(tables) == sorted((*PLOTS, "patients", "lines", "responses", "changes"))
    assert [row["code"] for row in tables["patients"]] == ["fonc-2024", "ikeda-2021", "zhang-2024"]
    zhang = tables["patients"][2]
    assert (zhang["sex"], zhang["cirrhosis"], zhang["alive"]) == ("male", "yes", "yes")
    assert (zhang["death_day"], zhang["last_news_day"]) == ("", "761")
    assert len(tables["lines"]) == 10
    assert {row["best_change_pct"] for row in tables["responses"]} == {""}
    assert len(said.err.splitlines()) == 12


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a csv file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


REFUSED = [
    pytest.param(["--bclc", "E"], 2, "'E' is none of 0, A, B, C, D", id="no such stage"),
    pytest.param(["--agent", "nothing"], 2, "'nothing' is no agent", id="no such agent"),
    pytest.param(["--line", "0"], 2, "'0' is no number of a line", id="no such line"),
    pytest.param(["--line", "-1"], 2, "is no number of a line", id="a line below 1"),
    pytest.param(["--line", "9" * 5000], 2, "is no number of a line", id="Q-03 5,000 digits"),
    pytest.param(["--line", "1; drop table lab"], 2, "is no number", id="Q-03 SQL for a line"),
    pytest.param(["--agent", "x," * 10_000], 2, "'x' is no agent", id="Q-05 10,000 of no drug"),
    pytest.param(["--sex", "(a+)+$"], 2, "'(a+)+$' is none of", id="Q-04 a pattern"),
    pytest.param(["--weight", "2"], 2, "No such option", id="Q-03 an unknown field"),
    pytest.param(["--from", "soon"], 2, "'soon' is no date", id="no date"),
    pytest.param(["--from", "day 3"], 2, "'day 3' is no date", id="a day that no calendar has"),
    pytest.param(["--from", "2022", "--to", "2021"], 2, "--from lies after", id="an empty time"),
    pytest.param(["--plot", "pfs"], 2, "belong together", id="a plot without a file"),
    pytest.param(["--out", "x.svg"], 2, "belong together", id="a file without a plot"),
    pytest.param(["--criteria", "x"], 2, "'x' is not computed", id="no such criteria"),
    pytest.param(["--plot", "pfs", "--out", "x.doc"], 1, "x.doc", id="no such kind of file"),
    pytest.param(
        ["--plot", "pfs", "--out", "no/x.svg"], 1, "cannot be written", id="no such folder"
    ),
]


@pytest.mark.parametrize(("words", "status", "sentence"), REFUSED)
def test_what_cannot_be_is_refused(
    run: Run, place: Path, words: list[str], status: int, sentence: str
) -> None:
    said = run("cohort", "--store", place, *words)
    assert said.status == status
    assert sentence in said.err


def test_a_folder_that_is_a_file_is_refused(run: Run, place: Path, tmp_path: Path) -> None:
    file = tmp_path / "numbers"
    file.write_text("kept", encoding="utf-8")
    said = run("cohort", "--store", place, "--numbers", file / "more")
    assert said.status == 1
    assert "cannot be written" in said.err
    assert file.read_text(encoding="utf-8") == "kept"


def test_survival_stands_by_no_criteria(run: Run, place: Path) -> None:
    said = run("cohort", "--store", place).out.splitlines()
    assert "Overall survival (OS)" in said
    assert "Progression-free survival (PFS), recist-1.1" in said
