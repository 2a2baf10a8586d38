"""A store that does not open is said together with the backup that can take its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.store.keys import keys_path
from tests.cli.conftest import Run
from tests.restores import BEFORE, codes_in, damage_page, files_of, opened, store_with_backup

FAULTS = [
    pytest.param(lambda p: p.write_bytes(b""), id="S-08 zero bytes"),
    pytest.param(lambda p: p.write_text("hello"), id="S-08 a text"),
    pytest.param(lambda p: damage_page(p, 1), id="S-08 a damaged header"),
    pytest.param(lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]), id="S-11 half"),
    pytest.param(lambda p: damage_page(p, 5), id="S-11 one page overwritten"),
    pytest.param(lambda p: p.unlink(), id="S-11 gone"),
    pytest.param(lambda p: keys_path(p).unlink(), id="S-14 its key file is gone"),
    pytest.param(lambda p: keys_path(p).write_text("{}"), id="S-14 its key file is damaged"),
]


@pytest.mark.parametrize("spoil", FAULTS)
def test_the_restore_that_is_offered_works(run: Run, tmp_path: Path, spoil: object) -> None:
    store, backup = store_with_backup(tmp_path)
    spoil(store)  # type: ignore[operator]  # a row of the table
    was = files_of(tmp_path)
    said = run("patients", "--store", store)

    assert said.status == 1
    assert said.err.count("\n") == 1
    assert said.err.endswith(f": hcclog restore {backup.name} puts it in its place.\n")
    assert files_of(tmp_path) == was
    assert run("restore", backup.name, "--store", store, "--yes").status == 0
    assert codes_in(store) == (BEFORE,)


def test_where_there_is_no_backup_none_is_offered(run: Run, tmp_path: Path) -> None:
    store, backup = store_with_backup(tmp_path)
    backup.unlink()
    damage_page(store, 5)
    said = run("patients", "--store", store)

    assert said.status == 1
    assert "hcclog restore" not in said.err


def test_a_store_that_is_held_is_no_reason_to_restore(run: Run, tmp_path: Path) -> None:
    store, _ = store_with_backup(tmp_path)
    book = opened(store)
    said = run("backup", tmp_path / "copy.db", "--store", store)
    book.close()

    assert said.status == 1
    assert "hcclog restore" not in said.err
