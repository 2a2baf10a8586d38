"""What leaves from the command line: its place, and what is said where nothing does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PLACES = [
    pytest.param(
        ("fhir", "old.pdf"), "old.pdf: what goes out as fhir is saved as .json.", id="a PDF's name"
    ),
    pytest.param(
        ("xlsx", "a.csv"), "a.csv: what goes out as xlsx is saved as .xlsx.", id="another ending"
    ),
    pytest.param(
        ("jsonl", "folder"),
        "folder is a folder; this export is a file, so name one in it.",
        id="a folder for a file",
    ),
    pytest.param(
        ("sdtm", "old.pdf"), "old.pdf is a file; this export goes into a folder.", id="a file"
    ),
]


@pytest.mark.parametrize(("where", "sentence"), PLACES)
def test_a_place_that_does_not_fit_is_refused_and_left_as_it_was(
    run: Run,
    place: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: tuple[str, str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "old.pdf").write_text("old", encoding="utf-8")
    name, out = where
    said = run("export", "zhang-2024", "--to", name, "--out", out, "--store", place)
    assert (said.status, said.out, said.err) == (1, "", f"hcclog: {sentence}\n")
    assert (tmp_path / "old.pdf").read_text(encoding="utf-8") == "old"
    assert list((tmp_path / "folder").iterdir()) == []
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names, which Unix has")
def test_what_is_no_file_stays_what_it_is(run: Run, place: Path, tmp_path: Path) -> None:
    out = tmp_path / "pipe"
    os.mkfifo(out)
    said = run("export", "zhang-2024", "--to", "xlsx", "--out", out, "--store", place)
    assert said.status == 1
    assert said.err == f"hcclog: {out} is no file that an export could replace.\n"
    assert out.is_fifo()


@pytest.mark.parametrize("name", ["bundle", "bundle.json", "BUNDLE.JSON"])
def test_a_file_has_its_ending_or_none(run: Run, place: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    said = run("export", "zhang-2024", "--to", "fhir", "--out", out, "--store", place)
    assert (said.status, said.out) == (0, f"{out}\n")


def test_it_is_said_where_nothing_was_written(run: Run, place: Path, tmp_path: Path) -> None:
    """No study of the published cases is known."""
    out = tmp_path / "out"
    said = run("export", "--all", "--to", "dicom-sr", "--out", out, "--store", place)
    assert (said.status, said.out) == (0, "")
    assert said.err.endswith("hcclog: nothing was written: there is nothing of this to hand out.\n")
    assert not out.exists()


def test_a_study_is_of_trial_data(run: Run, place: Path, tmp_path: Path) -> None:
    words = ("--out", tmp_path / "a.json", "--store", place)
    said = run("export", "zhang-2024", "--to", "fhir", "--study", "ONC1", *words)
    assert (said.status, "--study goes with --to sdtm." in said.err) == (2, True)


@pytest.mark.parametrize("command", ["export", "report"])
def test_patients_need_not_be_named(run: Run, command: str) -> None:
    assert f"hcclog {command} [OPTIONS] [PATIENT]...\n" in run(command, "--help").out
