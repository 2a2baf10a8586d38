"""S-01: a process that is killed in the middle of writing loses nothing that it acknowledged."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from hcclog.store.projection import faults_of_store
from tests.books import new_book

N_KILLS = 50
N_IMPORTS = 12
N_RESULTS = 4000
IMPORTER = """
import sys
from hcclog.commands.imports import Import
from tests.books import a_lab, new_book

book = new_book(sys.argv[1])
patient = book.patients()[0]
labs = tuple(a_lab(patient, id=book.store.new_id()) for _ in range(int(sys.argv[2])))
print("open", flush=True)
book.do(Import("Import", labs))
print("done", flush=True)
"""
ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from tests.books import a_lab, new_book
from hcclog.commands.base import Add

book = new_book(sys.argv[1])
patient = book.patients()[0]
for n in range(10**9):
    lab = a_lab(patient, id=book.store.new_id())
    book.do(Add((lab, a_lab(patient, id=book.store.new_id()))))
    print(lab.id if n else "open", flush=True)
"""


def killed_after(place: Path, seconds: float) -> list[str]:
    """Let a process write pairs of results, kill it, and return the ids that it acknowledged."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    said = writer.stdout.read().split("\n")
    writer.wait()
    writer.stdout.close()
    return [line for line in said[:-1] if line]


def test_s_01_fifty_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    place = tmp_path / "store.db"
    from tests.books import a_patient
    from tests.commands.words import add

    book = new_book(place)
    add(book, a_patient())
    patient_id = book.patients()[0].id
    book.close()
    moments = random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(N_KILLS):
        acknowledged.update(killed_after(place, moments.uniform(0, 0.05)))
    book = new_book(place)
    record = book.patient(patient_id)
    assert record is not None
    assert acknowledged
    assert acknowledged <= {lab.id for lab in record.labs}
    assert len(record.labs) % 2 == 0, "a pair was stored by half"
    assert book.store.check() == []
    assert list(faults_of_store(book.store.reader)) == []
    book.close()


def imported_until(place: Path, seconds: float) -> bool:
    """Let a process import results, kill it, and tell whether it had said that it was done."""
    command = [sys.executable, "-c", IMPORTER, str(place), str(N_RESULTS)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    said = writer.stdout.read()
    writer.wait()
    writer.stdout.close()
    return said == "done\n"


def test_i_09_an_import_that_is_killed_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    from tests.books import a_patient
    from tests.commands.words import add

    place = tmp_path / "store.db"
    book = new_book(place)
    add(book, a_patient())
    patient_id = book.patients()[0].id
    book.close()
    n_done = 0
    for n in range(N_IMPORTS):
        n_done += imported_until(place, n * 0.08)
    book = new_book(place)
    record = book.patient(patient_id)
    assert record is not None
    assert len(record.labs) % N_RESULTS == 0, "a part of an import was stored"
    assert len(record.labs) >= n_done * N_RESULTS, "an import that was said to be done is gone"
    assert book.revision == 1 + len(record.labs) // N_RESULTS
    assert book.store.check() == []
    book.close()
