"""A command that wrote leaves a backup of it; one that could not be made costs no command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.entry.preferences import Preferences, save_preferences
from hcclog.paths import preferences_file
from hcclog.store.second_place import choose_place
from hcclog.store.thinning import AT_CLOSING, BEFORE_IMPORT, DAILY, backups_of
from tests.cli.conftest import Run

LABS = "Patient,Date,Test,Result,Unit\nzhang-2024,{},AFP,7.1,ng/mL\n"


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Path:
    """A store with the three cases, and no backup."""
    path = tmp_path / "store.db"
    assert run("cases", "--store", path).status == 0
    return path


def add_labs(run: Run, store: Path, on: str = "2026-01-05") -> tuple[int, str]:
    """Log one result; return the exit status and what was said on stderr."""
    words = ("labs", "add", "zhang-2024", "--on", on, "AFP", "5.51", "ng/mL")
    said = run(*words, "--store", store)
    return said.status, said.err


def whys(store: Path) -> list[str]:
    return [each.manifest.why for each in backups_of(store)]


def test_what_a_command_wrote_is_in_a_backup_when_it_ends(run: Run, store: Path) -> None:
    assert add_labs(run, store) == (0, "")
    assert whys(store) == [DAILY, AT_CLOSING]
    before, after = (each.manifest.content.counts["lab_result"] for each in backups_of(store))
    assert after == before + 1


def test_a_command_that_only_reads_leaves_the_backup_of_the_day(run: Run, store: Path) -> None:
    assert run("patients", "--store", store).status == 0
    assert run("journal", "zhang-2024", "--store", store).status == 0
    assert whys(store) == [DAILY]


def test_of_many_commands_the_last_backup_of_the_hour_stays(run: Run, store: Path) -> None:
    for n in range(3):
        assert add_labs(run, store, f"2026-01-{n + 10}") == (0, "")
    assert whys(store).count(DAILY) == 1
    # Two where the hour ended between them.
    assert whys(store).count(AT_CLOSING) in {1, 2}


def test_an_import_finds_what_was_there_backed_up(run: Run, store: Path, tmp_path: Path) -> None:
    assert add_labs(run, store)[0] == 0
    table = tmp_path / "labs.csv"
    for on in ("2026-01-06", "2026-01-07"):
        table.write_text(LABS.format(on), encoding="utf-8")
        assert run("import", table, "--store", store).status == 0
    # The first found all of it in the backup that the command before it left, and so did the other.
    assert set(whys(store)) <= {DAILY, AT_CLOSING, BEFORE_IMPORT}
    newest = backups_of(store)[-1].manifest
    assert newest.why == AT_CLOSING
    assert newest.content.counts["entry"] > backups_of(store)[0].manifest.content.counts["entry"]


@pytest.mark.catalogue("B-04")
def test_without_a_folder_for_backups_a_command_works_and_says_so(run: Run, store: Path) -> None:
    folder = store.parent / "backups"
    folder.write_text("a file in its place")
    status, said = add_labs(run, store)
    assert status == 0
    assert said.count(f"hcclog: no backup was made. {folder} exists already") == 2
    assert '"5.51"' in run("show", "zhang-2024", "--json", "--store", store).out


def test_the_second_place_follows_and_a_stick_that_is_out_is_no_fault(
    run: Run, store: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    place = choose_place(store, stick)
    save_preferences(preferences_file(), replace(Preferences(), second_place=str(place)))
    assert add_labs(run, store) == (0, "")
    assert len(list(place.glob("*.db"))) == 1
    stick.rename(tmp_path / "drawer")
    assert add_labs(run, store, "2026-02-01") == (0, "")
