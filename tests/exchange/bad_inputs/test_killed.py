"""Killed or out of space in the middle: all or none of an import, no half file of an export."""

from __future__ import annotations

import signal
from contextlib import closing
from pathlib import Path

import pytest

from hcclog.cli.opening import load_cases
from hcclog.commands.base import Add
from hcclog.exchange.outgoing.formats import FORMATS
from tests.books import a_patient, new_book
from tests.children import run
from tests.exchange.bad_inputs import children
from tests.exchange.dicom.reports import studied
from tests.ui.desks import add_record

N_ROWS = 2_500  # results are written a thousand at once
FILES = (*FORMATS, children.REPORT)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one patient."""
    path = tmp_path / "store.db"
    with closing(new_book(path)) as book:
        book.do(Add((a_patient("P-1"),)))
    return path


@pytest.fixture
def full_store(tmp_path: Path) -> Path:
    """A store with several patients."""
    path = tmp_path / "store.db"
    with closing(new_book(path)) as book:
        load_cases(book)
        add_record(book, studied())
    return path


@pytest.mark.parametrize("at", [1_000, 2_000])
def test_i_09_an_import_that_is_killed_wrote_nothing(store: Path, tmp_path: Path, at: int) -> None:
    rows = (
        f"P-1,{1950 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02},AFP,5.5,ng/mL"
        for n in range(N_ROWS)
    )
    file = tmp_path / "labs.csv"
    file.write_text("\n".join(["patient,date,test,value,unit", *rows]), encoding="utf-8")
    with closing(new_book(store)) as book:
        before = book.revision
    status, _ = run(children.import_and_die, store, file, at)
    assert status == -signal.SIGKILL
    with closing(new_book(store)) as book:
        assert not book.store.check()
        record = book.patient(book.find("P-1") or "")
        assert record is not None
        assert (book.revision, record.labs) == (before, ())


@pytest.mark.parametrize("name", FILES)
def test_x_05_an_export_that_is_killed_leaves_what_was_there(
    full_store: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / f"out{children.format_of(name).ending}"
    status, _ = run(children.export_and_die, full_store, out, name)
    assert status == -signal.SIGKILL
    assert not out.exists()


@pytest.mark.parametrize("name", FILES)
def test_x_05_an_export_without_space_leaves_nothing(
    full_store: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, aside = tmp_path / "out", tmp_path / "aside"
    folder.mkdir()
    aside.mkdir()
    monkeypatch.setenv("TMPDIR", str(aside))
    out = folder / "out"
    status, told = run(children.export_without_space, full_store, out, name, 900)
    assert (status, told) == (0, "OSError: File too large")
    assert [each.name for each in folder.iterdir()] == ["out-before"]
