"""The command on tumour markers."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_markers_are_told_line_by_line(run: Run, place: Path) -> None:
    said = run("markers", "ikeda-2021", "--store", place)
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "AFP, line 1"
    assert lines[1] == "  start: AFP 379 ng/mL (start of lenvatinib), on the day line 1 began."
    assert "      −69.1 % from start, −69.1 % from lowest before, −69.1 % from previous" in lines
    assert "  AFP response at 6 weeks, fall of at least 75 %: cannot tell" in lines
    assert "      Chan 2009, J Clin Oncol 27:446 (systemic chemotherapy)" in lines
    assert any(line.startswith("  AFP doubled in 10.3 days (4.7 to 15.8)") for line in lines)
    assert any("It is not certain whether 1891 ng/mL" in line for line in lines)


def test_the_lead_over_imaging_is_told_by_criteria_and_why(run: Run, place: Path) -> None:
    lines = run("markers", "ikeda-2021", "--store", place).out.splitlines()
    at = lines.index("  lead over imaging by RECIST 1.1: 0 to 60 days before")
    assert lines[at + 1].startswith("      AFP rose 0 to 60 days before the progression")
    assert lines[at + 2] == "  lead over imaging by mRECIST: 0 to 60 days before"
    assert lines[at + 4] == (
        "      marker progression: definition of this program; no publication fixes one"
    )
    leads = json.loads(run("markers", "ikeda-2021", "--store", place, "--json").out)[0]["leads"]
    assert [lead["criteria"] for lead in leads] == ["recist-1.1", "mrecist"]
    assert (leads[0]["value"], leads[0]["least_days"], leads[0]["most_days"]) == (
        "marker first",
        0,
        60,
    )
    before = json.loads(run("markers", "zhang-2024", "--store", place, "--json").out)[0]
    assert (before["line"], before["leads"]) == (None, [])


def test_what_cannot_be_compared_says_why(run: Run, place: Path) -> None:
    said = run("markers", "fonc-2024", "--store", place)
    assert "PIVKA-II, before the first line\n" in said.out
    assert 'AFP "falling" (after lenalidomide) is no number.' in said.out
    zhang = run("markers", "zhang-2024", "--store", place).out
    assert "AFP 5.51 ng/mL (2021-10) became normal" in zhang
    assert "to settle: Extended right hemihepatectomy (2020-11) may lie between" in zhang


def test_markers_as_json(run: Run, place: Path) -> None:
    courses = json.loads(run("markers", "ikeda-2021", "--store", place, "--json").out)
    assert [course["line"] for course in courses] == [1, 2, 3, 4, 5]
    assert courses[0]["results"][1]["from_start"]["change_pct"] == "-69.1293"


def test_an_unknown_patient_is_refused(run: Run, place: Path) -> None:
    said = run("markers", "nobody", "--store", place)
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert "no patient with the code 'nobody'" in said.err
