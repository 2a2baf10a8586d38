"""A journal from elsewhere whose chain holds: taken over whole and readable, or refused."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings

from hcclog.commands.base import Add, Retract
from hcclog.commands.refused import Refused
from hcclog.exchange.dump.reading import read
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.progress import unseen
from hcclog.store.story import local_time
from tests.books import a_lab, a_patient, new_book
from tests.exchange.dump.dumps import dump
from tests.fuzz.journals import Edit, edited, edits
from tests.fuzz.laws import check_sentence


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A dump of a small store, with an entry that was taken back."""
    folder = tmp_path_factory.mktemp("dumped")
    book = new_book(folder / "store.db")
    patient = a_patient("P-1", note="chronic hepatitis B")
    labs = [a_lab(patient, value) for value in ("5.51", "7")]
    book.do(Add((patient,)))
    book.do(Add(tuple(labs)))
    book.undo()
    book.redo()
    book.do(Retract("lab_result", labs[0].id, "typed twice"))
    content = dump(book, folder / "d.jsonl").read_bytes()
    book.close()
    return content


def test_a_chain_that_is_made_anew_holds(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_bytes(edited(good, []))
    book = new_book(tmp_path / "store.db")
    plan = read(path, book, Wish(), unseen)
    assert plan.command is not None
    book.do(plan.command)
    assert (book.revision, book.store.check()) == (5, [])
    book.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([(0, "entry", "at_utc", "yesterday")])
@example([(1, "entry", "at_utc", "2026-11-21")])
@example([(0, "entry", "utc_offset_minutes", 10**17)])
@example([(0, "entry", "utc_offset_minutes", 1440)])
@example([(1, "entry", "kind", "x")])
@example([(2, "entry", "reverts", "x")])
@example([(1, "change", "kind", "x")])
@given(edits())
def test_a_journal_that_says_odd_things_is_taken_whole_or_not_at_all(
    good: bytes, steps: list[Edit]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "d.jsonl"
        path.write_bytes(edited(good, steps))
        book = new_book(Path(folder) / "store.db")
        try:
            plan = read(path, book, Wish(), unseen)
            assert plan.command is not None
            book.do(plan.command)
        except Refused as refusal:
            check_sentence(refusal.sentence)
            assert book.revision == 0
        else:
            assert all(local_time(entry) for entry in book.store.reader.entries())
            assert all(book.patient(each.id) for each in book.patients())
        assert not book.store.check()
        book.close()
