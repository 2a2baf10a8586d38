"""A store that is open is opened once more, for a second thread."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.logbook import Logbook
from hcclog.store.beside import beside
from tests.books import a_lab, a_patient, new_book


def test_what_is_written_beside_is_read_by_the_first(book: Logbook) -> None:
    with beside(book.store, to_write=True) as store:
        Logbook(store, book.stamp).do(Add((a_patient("P-1"),)))
    assert book.find("P-1") is not None
    assert book.undo_label


def test_the_first_reads_on_while_a_large_transaction_is_open(book: Logbook) -> None:
    patient = a_patient("P-1")
    book.do(Add((patient,)))
    seen: list[int] = []
    with beside(book.store, to_write=True) as store:
        with store.write(book.stamp(), "many", "do", "") as transaction:
            for n in range(3000):
                transaction.create(a_lab(patient, str(n)))
            record = book.store.reader.record(patient.id)
            seen.append(len(record.labs) if record else -1)
        record = book.store.reader.record(patient.id)
        seen.append(len(record.labs) if record else -1)
    assert seen == [0, 3000]


def test_who_only_reads_in_a_file_cannot_write(tmp_path: Path) -> None:
    book = new_book(tmp_path / "store.db")
    with beside(book.store) as store, pytest.raises(Refused, match="read only"):
        Logbook(store, book.stamp).do(Add((a_patient("P-1"),)))
    book.close()


def test_another_thread_reads_what_the_first_committed(cases: Logbook) -> None:
    found: list[str] = []

    def read() -> None:
        with beside(cases.store) as store:
            found.extend(each.code for each in Logbook(store, cases.stamp).patients())

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert found == ["fonc-2024", "ikeda-2021", "zhang-2024"]
