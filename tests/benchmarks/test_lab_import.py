"""100,000 rows of a laboratory: read, compared, written, against pandas reading them alone."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pandas as pd
import pytest

from hcclog.commands.base import Add
from hcclog.commands.imports import Import
from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.exchange.incoming.wishes import Wish
from hcclog.exchange.lab_files.reading import read
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.logbook import Logbook
from tests.benchmarks.measuring import tell
from tests.books import a_patient, new_book

pytestmark = pytest.mark.benchmark
N_ROWS = 100_000
N_PATIENTS = 200
ROOT = Path(__file__).parents[2]
TESTS = (
    ("AFP", "ng/mL", "0-7", 5, 400),
    ("ALT", "U/L", "0-40", 20, 90),
    ("AST", "U/L", "0-40", 20, 90),
    ("Albumin", "g/L", "35-52", 30, 50),
    ("PIVKA-II", "mAU/mL", "0-40", 20, 150),
)
# A process of its own: what it held at most is its memory and nobody else's.
CHILD = """
import re, sys
from pathlib import Path
from hcclog.exchange.incoming.wishes import Wish
from hcclog.exchange.lab_files.reading import read
from hcclog.exchange.progress import unseen
from tests.books import new_book

def megabytes():
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s+([0-9]+)", status)[1]) // 1024

book = new_book(sys.argv[1])
print(megabytes())
plan = read(Path(sys.argv[2]), book, Wish(), unseen)
print(megabytes())
book.do(plan.command)
print(megabytes())
book.close()
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten years of 200 patients, with values as near to each other as they are in life."""
    path = tmp_path_factory.mktemp("table") / "labs.csv"
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("patient", "date", "test", "value", "unit", "reference", "laboratory"))
        for week in range(N_ROWS // N_PATIENTS // len(TESTS)):
            day = date(2016, 1, 1) + timedelta(weeks=week)
            for n in range(N_PATIENTS):
                for test, unit, limits, low, high in TESTS:
                    value = f"{chance.uniform(low, high):.1f}"
                    rows.writerow((f"P-{n}", day, test, value, unit, limits, "Central"))
    return path


@pytest.fixture
def ward(tmp_path: Path) -> Logbook:
    """A store with the patients."""
    return with_patients(tmp_path / "store.db")


def with_patients(path: Path) -> Logbook:
    """Make a store with the patients."""
    book = new_book(path)
    book.do(Add(tuple(a_patient(f"P-{n}") for n in range(N_PATIENTS))))
    return book


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Return how long this process worked, whatever else the machine did, and what came of it."""
    start = process_time()
    done = work()
    return process_time() - start, done


def of_pandas(table: Path) -> float:
    """Return how long pandas reads the file alone: no unit, no date, no patient, no question."""
    return min(timed(lambda: pd.read_csv(table))[0] for _ in range(5))


def test_100_000_rows_against_pandas_reading_them(ward: Logbook, table: Path) -> None:
    alone = of_pandas(table)
    reading, plan = timed(lambda: read(table, ward, Wish(), unseen))
    assert isinstance(plan, Plan)
    assert isinstance(plan.command, Import)
    assert plan.command.n_written == N_ROWS
    command = plan.command
    writing, _ = timed(lambda: ward.do(command))
    print(
        f"\npandas {alone:.2f} s, read to a plan {reading:.1f} s, written {writing:.1f} s", end=""
    )
    again, second = timed(lambda: read(table, ward, Wish(), unseen))
    assert isinstance(second, Plan)
    assert second.count(Verdict.THERE) == N_ROWS
    back, _ = timed(ward.undo)
    print(f", read again {again:.1f} s, taken back {back:.1f} s", end="")
    assert ward.store.check() == []
    ward.close()
    tell("reading 100,000 rows to a plan / pandas reading them", reading / alone, 300)
    tell("reading and writing them / pandas reading them", (reading + writing) / alone, 1000)


def test_memory_stays_bounded(tmp_path: Path, table: Path) -> None:
    with_patients(tmp_path / "store.db").close()
    command = [sys.executable, "-c", CHILD, str(tmp_path / "store.db"), str(table)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    start, read_mb, written_mb = (int(line) for line in done.stdout.split())
    print(f"\n{start} MB before, {read_mb} MB after reading, {written_mb} MB after writing", end="")
    tell("megabytes for 100,000 rows beyond those of an open store", written_mb - start, 250)


def test_cancelling_late_leaves_the_store_as_it_was(ward: Logbook, table: Path) -> None:
    plan = read(table, ward, Wish(), unseen)
    assert isinstance(plan.command, Import)
    before = ward.revision, ward.store.reader.n_changes()

    def give_up(done: int, of: int) -> None:
        if done > of * 0.9:
            raise Cancelled

    command = Import(plan.document, plan.created, advanced=give_up)
    with pytest.raises(Cancelled):
        ward.do(command)
    assert (ward.revision, ward.store.reader.n_changes()) == before
    assert ward.store.check() == []
    ward.close()
