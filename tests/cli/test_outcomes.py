"""A command that ends badly: one line on stderr, one entry in the log, no value in either."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hcclog.cli import outcomes
from hcclog.logs.keeping import begin_log, end_log
from hcclog.paths import default_store, log_file
from tests.books import a_patient, new_book
from tests.cli.conftest import Run
from tests.commands.words import add
from tests.conftest import ExpectedLog

NAME = "Zbigniewska"
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.catalogue("L-03", "S-17")
def test_our_own_error_is_one_line_and_one_entry(
    capsys: pytest.CaptureFixture[str], expected_log: ExpectedLog
) -> None:
    expected_log.allow("crashed")
    begin_log(log_file())
    try:
        int(NAME)
    except ValueError as error:
        status = outcomes.told(error)
    end_log()
    said = capsys.readouterr().err
    log = log_file().read_text(encoding="utf-8")
    assert status == 1
    assert said.count("\n") == 1
    assert said.startswith("hcclog: something went wrong inside hcclog")
    assert "crashed error=ValueError" in log
    assert "test_outcomes.py:" in log
    assert NAME not in said + log


@pytest.mark.catalogue("S-15")
def test_a_memory_error_is_told_the_same(
    capsys: pytest.CaptureFixture[str], expected_log: ExpectedLog
) -> None:
    expected_log.allow("crashed")
    begin_log(log_file())
    assert outcomes.told(MemoryError()) == 1
    end_log()
    assert capsys.readouterr().err.startswith("hcclog: something went wrong inside hcclog")
    assert "error=MemoryError" in log_file().read_text(encoding="utf-8")


@pytest.mark.catalogue("S-07")
def test_a_new_store_is_told_where_somebody_looks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _self: True)
    place = tmp_path / "stroe.db"
    said = run("patients", "--store", place)
    assert said.err == f"hcclog: there was no store at {place}; a new one was made\n"
    assert "zhang-2024" in said.out
    assert run("patients", "--store", place).err == ""


def test_a_command_notes_its_store_by_id_and_what_it_did(run: Run, place: Path) -> None:
    run("cases", "--store", place)
    run("labs", "add", "fonc-2024", "--on", "2021-10-14", "afp", "5.51", "ng/mL", "--store", place)
    lines = log_file().read_text(encoding="utf-8").splitlines()
    told = [line.split(" hcclog ")[1] for line in lines]
    events = [event for event in told if not event.startswith("backed up")]
    assert [event.split(" ")[0] for event in events] == [
        *("did", "did", "did"),
        *("opened", "opened", "did"),
    ]
    assert events[-1] == "did command=Add kind=do"
    assert "5.51" not in "".join(lines)
    assert "fonc" not in "".join(lines)
    assert str(place.parent) not in "".join(lines)


def test_a_store_that_cannot_be_opened_is_noted(run: Run, place: Path) -> None:
    place.write_text("a text", encoding="utf-8")
    said = run("patients", "--store", place)
    assert said.status == 1
    assert "fault=NotAStore" in log_file().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("patients", "--store", ""), id="S-07 an empty word after the command"),
        pytest.param(("--store", " ", "patients"), id="S-07 a space before it"),
        pytest.param(("--store", ""), id="S-07 an empty word for the window"),
        pytest.param(("--store=",), id="S-07 nothing after the sign"),
    ],
)
def test_a_store_without_a_name_is_not_ones_own(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.status == 2
    assert "leave it out for your own store" in said.err
    assert not default_store().exists()


@pytest.mark.parametrize("command", ["backup", "restore", "salvage"])
def test_a_place_without_a_name_is_not_the_folder_one_stands_in(
    run: Run, place: Path, command: str
) -> None:
    said = run(command, "", "--store", place)
    assert said.status == 2
    assert "it is empty; say where" in said.err
    assert not place.exists()


@pytest.mark.catalogue("S-16")
def test_where_the_store_should_not_lie_is_said_once(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "Dropbox" / "store.db"
    place.parent.mkdir()
    made = run("cases", "--store", place)
    again = run("patients", "--store", place)
    for said in (made, again):
        assert said.status == 0
        assert said.err.count("lies in a folder that Dropbox copies by itself") == 1


@pytest.mark.catalogue("L-08")
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--password", "secret"), id="L-08 before the command"),
        pytest.param(("patients", "--password", "secret"), id="L-08 after it"),
        pytest.param(("patients", "--password=secret"), id="L-08 in one word"),
    ],
)
def test_a_password_is_no_argument(run: Run, place: Path, words: tuple[str, ...]) -> None:
    said = run(*words, "--store", place)
    assert said.status == 2
    assert "No such option" in said.err
    assert not place.exists()


@pytest.mark.catalogue("S-07")
def test_diagnostics_make_no_store(run: Run, place: Path) -> None:
    said = run("diagnostics", "--store", place)
    assert said.status == 0
    assert "not opened: " in said.out
    assert not place.exists()
    assert not place.with_suffix(".keys").exists()


def test_diagnostics_tell_of_a_store_that_a_window_holds(run: Run, place: Path) -> None:
    book = new_book(place)
    add(book, a_patient("UNMISTAKABLE-77", name=NAME))
    said = run("diagnostics", "--store", place)
    book.close()
    assert said.status == 0
    assert "patients: 1" in said.out
    assert "check: whole" in said.out
    assert NAME not in said.out
    assert "UNMISTAKABLE" not in said.out


def test_a_run_leaves_no_copy_of_its_memory_behind() -> None:
    code = (
        "import resource\n"
        "from hcclog.cli.main import main\n"
        "try:\n    main(['rules', '--json'])\n"
        "except SystemExit:\n    pass\n"
        "import sys; sys.stderr.write(str(resource.getrlimit(resource.RLIMIT_CORE)[0]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stderr == "0"
