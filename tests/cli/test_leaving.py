"""The switch that takes out whose records are, on each command that hands them out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")
COMMANDS: list[tuple[str, tuple[str, ...], str]] = [
    ("an export of one", ("export", "zhang-2024", "--to", "fhir"), "out.json"),
    ("an export of all", ("export", "--all", "--to", "jsonl"), "out.jsonl"),
    ("a folder of tables", ("export", "--all", "--to", "csv"), "out"),
    ("a chart", ("chart", "zhang-2024"), "out.svg"),
    ("a chart as PDF", ("chart", "ikeda-2021"), "out.pdf"),
    ("a plot of a cohort", ("cohort", "--plot", "swimmer"), "out.svg"),
    ("a report", ("report", "zhang-2024"), "out.pdf"),
]


def content(path: Path) -> bytes:
    files = sorted(each for each in path.rglob("*") if each.is_file()) or [path]
    return b"".join(each.read_bytes() for each in files)


@pytest.mark.parametrize("dates", ["days", "shift"])
@pytest.mark.parametrize(
    ("words", "name"), [row[1:] for row in COMMANDS], ids=[row[0] for row in COMMANDS]
)
def test_nobody_is_named(
    run: Run, place: Path, tmp_path: Path, words: tuple[str, ...], name: str, dates: str
) -> None:
    out = tmp_path / name
    said = run(*words, "--store", place, "--out", out, "--deidentify", "--dates", dates)
    assert said.status == 0, said.err
    assert not [code for code in CODES if code.encode() in content(out)]
    assert "hcclog: S-" in said.err
    assert "taken out or replaced: the code" in said.err
    assert not [code for code in CODES if code in said.err + said.out]


def test_the_numbers_of_a_cohort_name_nobody(run: Run, place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "numbers"
    said = run("cohort", "--store", place, "--numbers", folder, "--deidentify")
    assert said.status == 0, said.err
    assert not [code for code in CODES if code.encode() in content(folder)]
    assert (folder / "patients.csv").read_text(encoding="utf-8").count("\nS-") == 3


def test_the_numbers_of_a_chart_have_no_calendar(run: Run, place: Path, tmp_path: Path) -> None:
    out, numbers = tmp_path / "out.svg", tmp_path / "out.csv"
    words = ("--store", place, "--out", out, "--numbers", numbers, "--deidentify")
    assert run("chart", "zhang-2024", *words).status == 0
    text = numbers.read_text(encoding="utf-8")
    assert text
    assert "2021" not in text


NAMED: list[tuple[str, ...]] = [
    ("export", "zhang-2024", "--to", "fhir", "--out", "zhang-2024.json"),
    ("chart", "zhang-2024", "--out", "zhang-2024.svg"),
    ("report", "--all", "--out", "zhang-2024"),
    ("export", "--all", "--to", "csv", "--out", "zhang-2024"),
]


@pytest.mark.parametrize("words", NAMED, ids=[" ".join(words) for words in NAMED])
def test_a_place_named_after_a_patient_is_refused(
    run: Run, place: Path, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*words, "--store", place, "--deidentify")
    assert said.status == 1
    kind = "file" if "." in words[-1] else "folder"
    assert said.err.startswith(f"hcclog: Nothing was written: the {kind} name {words[-1]}")
    assert not (tmp_path / words[-1]).exists()


SHIFTED: list[tuple[str, ...]] = [
    ("export", "zhang-2024", "--to", "fhir", "--out", "a.json"),
    ("chart", "zhang-2024", "--out", "a.svg"),
    ("cohort", "--plot", "os", "--out", "a.svg"),
    ("report", "zhang-2024", "--out", "a.pdf"),
]


@pytest.mark.parametrize("words", SHIFTED, ids=[words[0] for words in SHIFTED])
def test_dates_are_not_said_to_be_shifted_where_they_leave_as_they_stand(
    run: Run, place: Path, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*words, "--store", place, "--dates", "shift")
    assert (said.status, "--dates goes with --deidentify." in said.err) == (2, True)
    assert not (tmp_path / words[-1]).exists()


def test_a_dump_moves_a_store(run: Run, place: Path, tmp_path: Path) -> None:
    """X-09: show, journal and check say the same of both."""
    dump, other = tmp_path / "all.jsonl", tmp_path / "other" / "store.db"
    other.parent.mkdir()
    run("labs", "add", "zhang-2024", "--on", "2023-02-01", "AFP", "<0.8", "ng/mL", "--store", place)
    assert run("export", "--all", "--to", "jsonl", "--out", dump, "--store", place).status == 0
    said = run("import", dump, "--store", other)
    assert (said.status, said.out.count("Written as one step")) == (0, 1)
    for code in CODES:
        for words in (("show", code, "--json"), ("journal", code, "--json")):
            one, two = (json.loads(run(*words, "--store", each).out) for each in (place, other))
            assert one == two
    assert run("check", "--store", other).status == 0
    assert "Nothing is written" in run("import", dump, "--store", other).out


def test_a_damaged_dump_is_one_sentence(run: Run, place: Path, tmp_path: Path) -> None:
    dump, other = tmp_path / "all.jsonl", tmp_path / "other" / "store.db"
    other.parent.mkdir()
    run("export", "--all", "--to", "jsonl", "--out", dump, "--store", place)
    text = dump.read_text(encoding="utf-8")
    dump.write_text(text[: len(text) // 2], encoding="utf-8")
    said = run("import", dump, "--store", other)
    assert said.status == 1
    assert said.err.startswith("hcclog: all.jsonl, line ")
    assert said.err.count("\n") == 1
    assert run("patients", "--store", other).out == ""


@pytest.mark.parametrize("words", [("export", "--to", "csv"), ("report",), ("chart",)])
def test_nothing_said_is_no_place(run: Run, place: Path, words: tuple[str, ...]) -> None:
    said = run(words[0], "--store", place, "zhang-2024", *words[1:], "--out", "")
    assert said.status == 2
    assert "it is empty; say where" in said.err
