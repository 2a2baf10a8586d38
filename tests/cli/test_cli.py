"""The command line: a new store with the three cases, clear refusals, and files that are whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hcclog import __version__
from hcclog.rules.version import RULES_VERSION
from tests.cli.conftest import Run

CODES = ["zhang-2024", "fonc-2024", "ikeda-2021"]


def test_a_new_store_holds_the_three_cases(run: Run, place: Path) -> None:
    said = run("cases", "--store", place, "--json")
    rows = json.loads(said.out)
    assert said.status == 0
    assert [row["code"] for row in rows] == CODES
    assert [row["lines"] for row in rows] == [3, 2, 5]
    assert rows[0]["last_marker"]["text"] == "AFP 53.43 ng/mL (2023-01)"


def test_the_store_may_be_named_before_the_command_or_after_it(run: Run, place: Path) -> None:
    before = run("--store", place, "patients")
    after = run("patients", "--store", place)
    assert before.out == after.out
    assert len(before.out.splitlines()) == len(CODES)


def test_patients_are_found_by_drug(run: Run, place: Path) -> None:
    said = run("patients", "--store", place, "--find", "camrelizumab")
    assert said.out.startswith("fonc-2024")
    assert len(said.out.splitlines()) == 1


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%", "_", "\\"], ids=lambda text: f"Q-01: {text}")
def test_a_search_is_literal(run: Run, place: Path, text: str) -> None:
    said = run("patients", "--store", place, "--find", text)
    assert (said.status, said.out) == (0, "")


def test_show_gives_every_date_with_its_first_and_last_day(run: Run, place: Path) -> None:
    record = json.loads(run("show", "ikeda-2021", "--store", place, "--json").out)
    sorafenib = next(course for course in record["courses"] if course["agent"] == "sorafenib")
    assert sorafenib["start_on"]["label"] == "3 weeks after lenvatinib"
    assert (sorafenib["start_on"]["earliest"], sorafenib["start_on"]["latest"]) == (94, 130)
    assert sorafenib["dose"] == "400"
    text = run("show", "ikeda-2021", "--store", place)
    assert "label L1" in text.out


def test_what_is_due_stands_below_the_responses(run: Run, place: Path) -> None:
    told = run("responses", "fonc-2024", "--store", place).out.splitlines()
    due = next(line for line in told if line.startswith("to settle: No response series"))
    assert due == (
        "to settle: No response series begins after RT (after the bone scan) and HAIC "
        "(2021-03-15): the first imaging since, imaging of 1 week after HAIC, would be its "
        "baseline."
    )


@pytest.mark.catalogue("C-13")
def test_responses_stand_beside_what_was_reported(run: Run, place: Path) -> None:
    said = run("responses", "fonc-2024", "--store", place, "--criteria", "recist-1.1", "--json")
    series = json.loads(said.out)
    first = series[0]["assessments"][1]
    assert first["date"]["label"] == "2020-09"
    assert first["overall"]["value"] == "PD"
    assert first["reported"][0]["category"] == "PR"
    assert first["agrees"] is False
    assert "new lesion" in first["difference"]
    text = run("responses", "fonc-2024", "--store", place)
    assert "PD, reported PR, no sum" in text.out


@pytest.mark.parametrize("command", ["responses", "show"])
def test_what_contradicts_itself_is_to_settle(run: Run, place: Path, command: str) -> None:
    text = run(command, "zhang-2024", "--store", place).out
    assert "\nto settle: The TACE of 2022-05 is called the second; by count it is the third" in text
    assert "\nto settle: The TACE" not in run(command, "ikeda-2021", "--store", place).out


def test_a_result_is_added_and_stands_in_the_journal(run: Run, place: Path) -> None:
    words = ("--on", "2023-02", "AFP", "<5,51", "ng/mL")
    added = run("labs", "add", "zhang-2024", "--store", place, *words)
    assert (added.status, added.out) == (0, "Add AFP < 5.51 ng/mL: saved.\n")
    lab = json.loads(run("show", "zhang-2024", "--store", place, "--json").out)["labs"][-1]
    assert (lab["value"], lab["comparator"], lab["as_typed"]) == ("5.51", "<", "<5,51")
    entries = json.loads(run("journal", "zhang-2024", "--store", place, "--json").out)
    written = [entry for entry in entries if entry["changes"]]
    assert written[-1]["label"] == "Add AFP < 5.51 ng/mL"
    assert written[-1]["changes"][0]["after"]["value"] == "5.51"
    assert written == entries
    assert "Add AFP < 5.51 ng/mL" in run("journal", "zhang-2024", "--store", place).out


def test_what_is_only_unlikely_is_written_and_told(run: Run, place: Path) -> None:
    words = ("--on", "2023-03", "AFP", "9999", "ng/mL")
    said = run("labs", "add", "zhang-2024", "--store", place, *words)
    assert (said.status, said.out) == (0, "Add AFP 9999 ng/mL: saved.\n")
    assert said.err == (
        "hcclog: please check: AFP 9999 ng/mL is 187 times the last one, 53.43 ng/mL (2023-01).\n"
    )


def test_a_case_is_reset_to_what_its_paper_prints(run: Run, place: Path) -> None:
    run("labs", "add", "zhang-2024", "--store", place, "--on", "2023-02", "AFP", "99", "ng/mL")
    said = run("cases", "--store", place, "--reset", "zhang-2024")
    record = json.loads(run("show", "zhang-2024", "--store", place, "--json").out)
    assert said.status == 0
    assert [lab["value"] for lab in record["labs"]].count("99") == 0
    assert run("check", "--store", place).status == 0


REFUSALS = [
    pytest.param(("show", "nobody"), "no patient with the code 'nobody'", id="an unknown patient"),
    pytest.param(("cases", "--reset", "x"), "There is no case 'x'", id="an unknown case"),
    pytest.param(
        ("labs", "add", "zhang-2024", "--on", "2023-02", "AFP", "1,234", "ng/mL"),
        "can be 1.234 or 1234",
        id="N-03: two readings",
    ),
    pytest.param(
        ("labs", "add", "zhang-2024", "--on", "03/04/2023", "AFP", "5", "ng/mL"),
        "can be 2023-04-03 or 2023-03-04",
        id="D-02: day and month",
    ),
    pytest.param(
        ("labs", "add", "zhang-2024", "--on", "2062-01", "AFP", "5", "ng/mL"),
        "after today",
        id="D-06: 2062",
    ),
    pytest.param(
        ("labs", "add", "ikeda-2021", "--on", "2021-10", "AFP", "5", "ng/mL"),
        "counted from day 0",
        id="D-05: a calendar date on a relative axis",
    ),
    pytest.param(
        ("labs", "add", "zhang-2024", "--on", "2023-02", "AFPP", "5", "ng/mL"),
        "not a test",
        id="an unknown test",
    ),
    pytest.param(
        ("labs", "add", "zhang-2024", "--on", "2023-02", "AFP", "5 pg/mL", "ng/mL"),
        "the unit says ng/mL",
        id="N-10: two units",
    ),
    pytest.param(
        ("labs", "add", "zhang-2024", "--on", "2023-02", "AFP", "5"), "No unit", id="no unit"
    ),
    pytest.param(
        ("chart", "zhang-2024", "--out", "x.bmp"), "x.bmp", id="an unknown picture format"
    ),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSALS)
def test_a_refusal_is_one_line_and_writes_nothing(
    run: Run, place: Path, words: tuple[str, ...], sentence: str
) -> None:
    run("patients", "--store", place)
    before = run("show", "zhang-2024", "--store", place, "--json").out
    said = run(*words, "--store", place)
    assert said.status == 1
    assert sentence in said.err
    assert said.err.startswith("hcclog: ")
    assert said.err.count("\n") == 1
    assert run("show", "zhang-2024", "--store", place, "--json").out == before


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("nonsense",), id="an unknown command"),
        pytest.param(("show",), id="a missing word"),
        pytest.param(("responses", "zhang-2024", "--criteria", "who"), id="unknown criteria"),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, place: Path, words: tuple[str, ...]) -> None:
    assert run(*words, "--store", place).status == 2


def test_the_rules_can_be_read(run: Run) -> None:
    text = run("rules").out
    assert text.startswith(f"hcclog rules {RULES_VERSION}\n")
    assert "partial response -> −30 %" in text
    book = json.loads(run("rules", "--json").out)
    assert book["version"] == RULES_VERSION
    titles = [page["title"] for page in book["pages"]]
    assert titles[:3] == [f"{name}: thresholds" for name in ("RECIST 1.1", "mRECIST", "iRECIST")]


def test_version(run: Run) -> None:
    assert run("--version").out == f"hcclog {__version__}\n"


def test_without_a_display_the_window_says_how_to_go_on(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    said = run("--store", place)
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert "hcclog --help" in said.err
    assert not place.exists()


def test_a_backup_is_a_store_that_opens(run: Run, place: Path, tmp_path: Path) -> None:
    run("patients", "--store", place)
    target = tmp_path / "copy.db"
    assert run("backup", "--store", place, target).status == 0
    assert run("show", "zhang-2024", "--store", target, "--json").status == 0
    again = run("backup", "--store", place, target)
    assert (again.status, again.err.count("\n")) == (1, 1)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
@pytest.mark.parametrize("code", CODES)
def test_the_course_chart_is_drawn(
    run: Run, place: Path, tmp_path: Path, code: str, suffix: str
) -> None:
    out = tmp_path / f"{code}.{suffix}"
    magic = {"svg": b"<?xml", "pdf": b"%PDF-", "png": b"\x89PNG"}[suffix]
    assert run("chart", code, "--store", place, "--out", out).status == 0
    assert out.read_bytes().startswith(magic)


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="a full disk as a file, which Linux has")
def test_a_full_disk_below_what_is_printed_is_one_sentence() -> None:
    with FULL.open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hcclog", "rules"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "hcclog: There is no space left where this is printed.\n"
