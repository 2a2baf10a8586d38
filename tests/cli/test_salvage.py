"""`hcclog salvage`: lists what restores kept, says what it would take, and waits for a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hcclog.commands.base import Retract
from tests.cli.conftest import Run
from tests.restores import AFTER, BEFORE, codes_in, opened, restored, store_with_backup


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """A restored store, and the folder of what was there before."""
    store, backup = store_with_backup(tmp_path)
    kept = restored(store, backup).kept
    assert kept is not None
    return store, kept


def test_what_restores_kept_is_listed(run: Run, both: tuple[Path, Path], tmp_path: Path) -> None:
    store, kept = both
    assert run("salvage", "--store", store).out == f"{kept}\n"
    said = run("salvage", "--store", tmp_path / "other.db")
    assert said.out == "No restore kept anything beside this store.\n"


def test_a_look_says_each_fact_and_writes_nothing(run: Run, both: tuple[Path, Path]) -> None:
    store, kept = both
    said = run("salvage", kept, "--store", store, "--dry-run")
    lines = said.out.splitlines()

    assert said.status == 0
    assert lines[0] == (
        f"the store of 2026-11-22, change 5: new: {AFTER} · patient {AFTER} · nurse, 2026-11-21"
    )
    assert lines[-1] == "the store of 2026-11-22: 4 lines: 4 new. 4 would be written."
    assert codes_in(store) == (BEFORE,)


def test_it_is_written_as_one_step_and_put_on_record(run: Run, both: tuple[Path, Path]) -> None:
    store, kept = both
    said = run("salvage", kept, "--store", store)
    assert said.status == 0
    assert said.out == "the store of 2026-11-22: 4 lines: 4 new. Written as one step.\n"
    assert codes_in(store) == (AFTER, BEFORE)
    book = opened(store)
    (event,) = [each for each in book.store.reader.events() if each.act == "salvage"]
    assert event.told == {"folder": kept.name}
    book.close()

    shown = json.loads(run("show", AFTER, "--store", store, "--json").out)
    documents = {lab["source"]["document"] for lab in shown["labs"]}
    assert documents == {"salvaged from the store of 2026-11-22"}
    again = run("salvage", kept, "--store", store)
    assert again.out.endswith("4 already there. Nothing is written.\n")


def test_what_is_doubtful_wants_a_word(run: Run, both: tuple[Path, Path]) -> None:
    store, kept = both
    run("salvage", kept, "--store", store)
    book = opened(store)
    book.do(Retract("patient", book.find(AFTER) or "", "after a look"))
    book.close()
    said = run("salvage", kept, "--store", store)
    assert said.status == 1
    assert "please check" in said.err
    assert "it was retracted here since" in said.err
    assert codes_in(store) == (BEFORE,)
    assert run("salvage", kept, "--store", store, "--accept").status == 0
    assert codes_in(store) == (AFTER, BEFORE)


def test_a_folder_without_a_store_is_refused(
    run: Run, both: tuple[Path, Path], tmp_path: Path
) -> None:
    said = run("salvage", tmp_path / "gone", "--store", both[0])
    assert said.status == 1
    assert said.err.startswith(f"hcclog: {tmp_path / 'gone'} does not exist.")
