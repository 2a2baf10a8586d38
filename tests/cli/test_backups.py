"""`hcclog backups`: what copies there are, and whether each is still what it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hcclog.entry.preferences import Preferences, save_preferences
from hcclog.paths import preferences_file
from hcclog.store.second_place import choose_place, copy_newest
from tests.cli.conftest import Run
from tests.restores import LATER, damage_page, opened, store_with_backup


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """A store, and a backup of before its last patient."""
    return store_with_backup(tmp_path)


def test_a_line_says_when_why_how_large_and_how_much(run: Run, both: tuple[Path, Path]) -> None:
    store, backup = both
    said = run("backups", "--store", store)
    first, second = said.out.splitlines()

    assert said.status == 0
    assert first.split()[2] == "by-hand"
    assert first.endswith("4 entries  beside the store, verified when made")
    assert second.strip() == str(backup)


def test_the_newest_stands_first(run: Run, both: tuple[Path, Path]) -> None:
    store, backup = both
    book = opened(store)
    newer = book.store.back_up("daily")
    book.close()
    rows = json.loads(run("backups", "--store", store, "--json").out)

    assert [row["path"] for row in rows] == [str(newer), str(backup)]
    assert [row["why"] for row in rows] == ["daily", "by-hand"]
    assert [row["entries"] for row in rows] == [8, 4]
    assert {row["state"] for row in rows} == {"verified when made"}


def test_each_is_looked_through_where_that_is_asked_for(run: Run, both: tuple[Path, Path]) -> None:
    store, backup = both
    whole = run("backups", "--store", store, "--verify")
    assert whole.status == 0
    assert whole.out.splitlines()[0].endswith("whole")
    damage_page(backup, 3)
    said = run("backups", "--store", store, "--verify", "--json")

    assert said.status == 1
    assert "is damaged or incomplete" in json.loads(said.out)[0]["state"]


def test_those_at_the_second_place_are_listed_too(
    run: Run, both: tuple[Path, Path], tmp_path: Path
) -> None:
    store, backup = both
    (tmp_path / "stick").mkdir()
    stick = choose_place(store, tmp_path / "stick")
    copy = copy_newest(store, stick, LATER)
    assert copy is not None
    preferences_file().parent.mkdir(parents=True)
    save_preferences(preferences_file(), Preferences(second_place=str(stick)))
    rows = json.loads(run("backups", "--store", store, "--json", "--verify").out)

    assert {row["path"]: row["place"] for row in rows} == {
        str(backup): "beside the store",
        str(copy.path): "second place",
    }
    assert {row["state"] for row in rows} == {"whole"}


def test_without_any_it_says_so(run: Run, tmp_path: Path) -> None:
    said = run("backups", "--store", tmp_path / "store.db")
    assert (said.status, said.out) == (0, "There is no backup yet.\n")


def test_a_store_that_does_not_open_has_its_backups_listed(
    run: Run, both: tuple[Path, Path]
) -> None:
    store, backup = both
    store.unlink()
    store.with_suffix(".keys").unlink()
    said = run("backups", "--store", store, "--verify", "--json")

    assert said.status == 0
    assert [row["path"] for row in json.loads(said.out)] == [str(backup)]
