"""A dump goes out a page at a time and comes in a line at a time: no size fills the memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Add
from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.exchange.dump.journal_pages import journal_steps
from hcclog.exchange.dump.scanning import Scanner
from hcclog.logbook import Logbook
from hcclog.store.reader import Reader
from tests.books import a_lab, a_patient, file_of
from tests.exchange.dump.dumps import dump

N_LABS, PAGE = 2100, 1000


@pytest.fixture
def long(book: Logbook) -> Logbook:
    """A store with more changes than two pages."""
    patient = a_patient()
    book.do(Import("Import", (patient, *(a_lab(patient) for _ in range(N_LABS)))))
    return book


def test_a_journal_is_read_a_page_at_a_time(long: Logbook) -> None:
    sizes: list[int] = []

    def query(sql: str, params: Sequence[Any]) -> Sequence[Sequence[Any]]:
        rows = file_of(long).query(sql, params)
        sizes.append(len(rows))
        return rows

    steps = journal_steps(Reader(query), long.store.reader.n_changes())
    first = list(islice(steps, 500))
    assert (len(first), sizes) == (500, [PAGE, 1])
    assert len(list(steps)) == N_LABS + 2 - 500
    assert max(sizes) == PAGE


def test_what_is_written_meanwhile_is_left_out(long: Logbook) -> None:
    steps = journal_steps(long.store.reader, long.store.reader.n_changes())
    first = list(islice(steps, 5))
    long.do(Add((a_patient("P-2"),)))
    assert len(first) + len(list(steps)) == N_LABS + 2


def test_a_file_is_read_a_line_at_a_time(long: Logbook, tmp_path: Path) -> None:
    path = dump(long, tmp_path / "d.jsonl")
    with path.open("a", encoding="utf-8") as file:
        file.write("{")
    lines = Scanner(path).found()
    assert len(list(islice(lines, N_LABS + 2))) == N_LABS + 2
    with pytest.raises(Refused, match=f"line {N_LABS + 5}: it is not whole"):
        next(lines)
