"""A store of 100,000 patients opens like one of 3, and a patient in it is found at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcclog.domain.ids import IdFactory
from hcclog.domain.patient import Patient
from hcclog.domain.text_reading import code_key, search_key
from hcclog.logbook import Logbook
from hcclog.store.codec import to_row
from hcclog.store.opening import open_store
from tests.benchmarks.measuring import ratio, tell
from tests.books import Clock, file_of, new_book

pytestmark = pytest.mark.benchmark
N_MANY = 100_000
# One read of a page more or less is the noise of these short calls.
SAME = 1.5
NAMES = ("Abe", "Bauer", "Chen", "Diaz", "Eriksen", "Fofana", "Garcia", "Haddad")


def fill(path: Path, n_patients: int) -> None:
    """Put patients straight into the tables: their journal is not what is measured."""
    book = new_book(path)
    new_id = IdFactory(Clock().in_ms)
    raw = file_of(book).raw
    people = [
        Patient(new_id(), f"H-{n:06d}", f"{NAMES[n % 8]} {n:06d}")  # type: ignore[arg-type]
        for n in range(n_patients)
    ]
    raw.execute("BEGIN IMMEDIATE")
    columns = list(to_row(people[0]))
    marks = ", ".join("?" * len(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    rows = [tuple(to_row(person).values()) for person in people]
    raw.executemany(f"INSERT INTO patient ({names}) VALUES ({marks})", rows)
    keys = [(p.id, code_key(p.code), search_key(f"{p.code} {p.name}")) for p in people]
    raw.executemany("INSERT INTO patient_search VALUES (?, ?, ?)", keys)
    raw.execute("COMMIT")
    book.close()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("few") / "store.db"
    fill(path, 3)
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "store.db"
    fill(path, N_MANY)
    return path


def first_page(path: Path) -> None:
    """Open a store and read what the first screen shows."""
    clock = Clock()
    store = open_store(str(path), IdFactory(clock.in_ms), clock)
    assert store.reader.patients(limit=3)
    store.close()


def test_opening_100_000_patients_costs_no_more_than_3(few: Path, many: Path) -> None:
    measured = ratio(lambda: first_page(many), lambda: first_page(few))
    tell("opening 100,000 patients / opening 3", measured, SAME)


@pytest.fixture
def books(few: Path, many: Path) -> Iterator[tuple[Logbook, Logbook]]:
    opened = new_book(few), new_book(many)
    yield opened
    for book in opened:
        book.close()


def test_a_patient_is_found_by_code_as_fast_as_among_3(books: tuple[Logbook, Logbook]) -> None:
    small, large = books

    def by_code(book: Logbook, code: str) -> None:
        for _ in range(50):
            assert book.find(code)

    measured = ratio(lambda: by_code(large, "h-077777"), lambda: by_code(small, "h-000002"))
    tell("finding by code among 100,000 / among 3", measured, 2.0)


def test_a_name_is_found_within_a_frame_of_a_plain_scan(books: tuple[Logbook, Logbook]) -> None:
    """Searching a name costs no more than counting the names: one pass over them."""
    _, large = books
    raw = file_of(large).raw

    def search() -> None:
        assert large.patients("Haddad 0777", 20)

    def scan() -> None:
        raw.execute("SELECT count(*) FROM patient_search WHERE length(text_key) > 3").fetchone()

    tell("finding by name / counting all names", ratio(search, scan), 6.0)
