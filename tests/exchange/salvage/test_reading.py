"""Salvage: what comes back is what was entered, says so, and overwrites nothing in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Add, Amend, Retract
from hcclog.domain.ids import IdFactory
from hcclog.domain.record import NOUNS
from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.logbook import Logbook
from hcclog.store.connection import connect
from hcclog.store.errors import StoreMissing, WrongKey
from hcclog.store.keys import keys_path, read_envelope
from hcclog.store.opening import open_store
from hcclog.store.restore_key import open_keys
from hcclog.store.salvaging import ForeignStore, salvage
from tests.books import Clock, Stamps, a_lab
from tests.children import run
from tests.report.samples import measured_case
from tests.restores import damage_page, die_in_write, files_of, opened, store_with_backup
from tests.salvages import (
    GONE,
    N_PATIENTS,
    busy_store,
    copied,
    damage_some,
    plan_from,
    restored_book,
    truth_of,
    values_of,
)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store with much after its backup, made once."""
    folder = tmp_path_factory.mktemp("busy") / "clinic"
    folder.mkdir()
    return busy_store(folder)


@pytest.fixture
def both(busy: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """A copy of that store and its backup."""
    return copied(busy, tmp_path)


def truth_at(store: Path) -> dict[str, tuple[str, str]]:
    """Open a store and return what it says."""
    book = opened(store)
    try:
        return truth_of(book)
    finally:
        book.close()


def ids_of(plan: Plan, verdict: Verdict, kept: Path, book: Logbook) -> set[str]:
    """Return the entities of lines with a verdict."""
    found = salvage(kept, book.store, open_keys).found
    entity_of = {f"change {one.change.seq}": one.change.entity_id for one in found}
    return {entity_of[line.place] for line in plan.lines if line.verdict is verdict}


def verdicts(plan: Plan) -> dict[str, int]:
    return {each.value: plan.count(each) for each in Verdict if plan.count(each)}


def test_from_a_store_that_can_be_read_all_of_it_comes_back(both: tuple[Path, Path]) -> None:
    truth = truth_at(both[0])
    kept, book = restored_book(*both)
    before = truth_of(book)
    plan = plan_from(kept, book)
    assert set(verdicts(plan)) == {"new", "changed", "already there"}
    assert plan.command is not None
    book.do(plan.command)
    after = truth_of(book)

    assert values_of(after) == values_of(truth)
    for each, (said, source) in after.items():
        document = json.loads(source).get("document", "")
        is_salvaged = "salvaged from the store of 2026-11-22" in document
        assert is_salvaged is (before.get(each, ("", ""))[0] != said)
    assert book.store.check() == []
    book.close()


def test_a_line_names_the_day_and_the_lesion_that_tell_it_from_others(tmp_path: Path) -> None:
    store, backup = store_with_backup(tmp_path)
    book = opened(store)
    record = measured_case()
    patient = replace(record.patient, code="MEASURED")
    parts = (getattr(record, noun.attribute) for noun in NOUNS[1:])
    book.do(Add((patient, *(each for part in parts for each in part))))
    book.close()
    kept, book = restored_book(store, backup)
    readings = [line.reading for line in plan_from(kept, book).lines if line.patient == "MEASURED"]
    assert "measurement 42.0 mm of T1, 2025-10-28" in readings
    assert "assessment of 2025-10-28" in readings
    assert "patient MEASURED" in readings
    book.close()


def test_the_source_says_where_it_came_from_before_and_that_it_was_salvaged(
    both: tuple[Path, Path],
) -> None:
    kept, book = restored_book(*both)
    command = plan_from(kept, book).command
    assert command is not None
    book.do(command)
    patient_id = book.find("NEW-0")
    record = book.patient(patient_id or "")
    assert record is not None

    source = record.labs[0].source
    assert source.kind.value == "imported"
    assert source.document == "labs.csv, salvaged from the store of 2026-11-22"
    assert source.place == "row 12"
    assert source.is_salvaged
    assert record.patient.source.document == "salvaged from the store of 2026-11-22"
    book.close()


def test_it_is_one_entry_that_says_so_and_that_one_undo_takes_back(
    both: tuple[Path, Path],
) -> None:
    kept, book = restored_book(*both)
    before, n_before = truth_of(book), book.revision
    command = plan_from(kept, book).command
    assert command is not None
    change = book.do(command)
    entry = book.history()[0][-1]

    assert book.revision == n_before + 1
    assert entry.label == f"Salvage from the store of 2026-11-22: {command.counted}"
    assert entry.label == change.label
    assert entry.reason == "Read from a damaged store. Entered there by nurse."
    book.undo()
    assert truth_of(book) == before
    book.close()


def test_a_second_time_all_is_there_already(both: tuple[Path, Path]) -> None:
    kept, book = restored_book(*both)
    command = plan_from(kept, book).command
    assert command is not None
    book.do(command)
    again = plan_from(kept, book)

    assert set(verdicts(again)) == {"already there"}
    assert again.command is None
    book.close()


def test_the_damaged_set_is_as_it_was(both: tuple[Path, Path]) -> None:
    damage_some(both[0], 3, seed=1)
    kept, book = restored_book(*both)
    was = files_of(kept)
    plan_from(kept, book)
    assert files_of(kept) == was
    book.close()


@pytest.mark.catalogue("S-10", "S-11")
@pytest.mark.parametrize("n_pages", [1, 5])
@pytest.mark.parametrize("seed", range(12))
def test_of_a_damaged_store_what_comes_back_is_the_truth_and_nothing_else(
    both: tuple[Path, Path], n_pages: int, seed: int
) -> None:
    truth = values_of(truth_at(both[0]))
    damage_some(both[0], n_pages, seed)
    kept, book = restored_book(*both)
    before = values_of(truth_of(book))
    plan = plan_from(kept, book)
    asked = ids_of(plan, Verdict.ASKED, kept, book)
    if plan.command is not None:
        book.do(plan.command)
    after = values_of(truth_of(book))

    for each, said in after.items():
        assert said in {truth.get(each), before.get(each)} or each in asked
    for each in before.keys() - after.keys():
        # What was there is gone only where it was retracted there.
        assert each not in truth or each in asked
    assert book.store.check() == []
    # Of what can be trusted without a question nothing is behind the truth.
    clear = {line.makes for line in plan.lines if line.verdict is Verdict.NEW and line.makes}
    assert {each: after[each] for each in clear} == {each: truth[each] for each in clear}
    book.close()


def test_most_of_it_comes_back_from_five_bad_pages(both: tuple[Path, Path]) -> None:
    truth = values_of(truth_at(both[0]))
    shares = []
    for seed in range(6):
        store, backup = copied(both, both[0].parent.parent / str(seed))
        damage_some(store, 5, seed)
        kept, book = restored_book(store, backup)
        before = values_of(truth_of(book))
        command = plan_from(kept, book).command
        if command is not None:
            book.do(command)
        after = values_of(truth_of(book))
        wanted = {each for each in truth if truth[each] != before.get(each)}
        shares.append(sum(after.get(each) == truth[each] for each in wanted) / len(wanted))
        book.close()

    assert sorted(shares)[len(shares) // 2] > 0.8


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda p: damage_page(p, 1), id="first page overwritten"),
        pytest.param(lambda p: zero(p, 0, 1), id="first page of zeros"),
        pytest.param(lambda p: zero(p, 0, 4), id="first four pages of zeros"),
    ],
)
def test_the_list_of_tables_is_taken_from_the_store_in_its_place(
    both: tuple[Path, Path], spoil: Callable[[Path], object]
) -> None:
    truth = values_of(truth_at(both[0]))
    spoil(both[0])
    kept, book = restored_book(*both)
    was = files_of(kept)
    command = plan_from(kept, book).command
    assert command is not None
    book.do(command)

    assert values_of(truth_of(book)) == truth
    assert files_of(kept) == was
    book.close()


def zero(path: Path, first: int, n_pages: int) -> None:
    """Write zeros over pages."""
    with path.open("r+b") as file:
        file.seek(first * 4096)
        file.write(bytes(n_pages * 4096))


def test_where_the_whole_journal_is_gone_it_is_said(both: tuple[Path, Path]) -> None:
    zero(both[0], 1, both[0].stat().st_size // 4096 - 1)
    kept, book = restored_book(*both)
    plan = plan_from(kept, book)

    assert plan.command is None
    assert "could not be read" in plan.notes[0]
    book.close()


def test_after_a_crash_what_was_committed_comes_back_and_nothing_half(
    both: tuple[Path, Path],
) -> None:
    truth = truth_at(both[0])
    code, _ = run(die_in_write, both[0])
    assert code == -9
    kept, book = restored_book(*both)
    was = files_of(kept)
    assert was["store.db-journal"]
    command = plan_from(kept, book).command
    assert command is not None
    book.do(command)

    assert values_of(truth_of(book)) == values_of(truth)
    assert files_of(kept) == was
    book.close()


def altered(kept: Path, *statements: str) -> None:
    """Change rows of a set aside store behind its triggers, as plain damage would."""
    path = kept / "store.db"
    raw = connect(path, read_envelope(path).raw_key)
    for name in ("change_no_update", "change_no_delete", "entry_no_update", "entry_no_delete"):
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        raw.execute(statement)
    raw.close()


_LAST_LAB = "(SELECT max(seq) FROM change WHERE entity = 'lab_result')"
_LAST_PATIENT = "(SELECT max(seq) FROM change WHERE entity = 'patient')"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE change SET payload = replace(payload, '2.50', '9.99') WHERE seq = {_LAST_LAB}",
        f"UPDATE change SET salt = 'ff' WHERE seq = {_LAST_LAB}",
        f"UPDATE change SET digest = 'ff' WHERE seq = {_LAST_LAB}",
        f"UPDATE change SET kind = 'void' WHERE seq = {_LAST_LAB}",
        f"UPDATE change SET entity_id = 'x' WHERE seq = {_LAST_LAB}",
        f"UPDATE change SET payload = NULL WHERE seq = {_LAST_LAB}",
        f"UPDATE change SET hash = 'ff' WHERE seq = {_LAST_LAB}",
        "UPDATE entry SET author = 'nobody' WHERE seq = (SELECT max(seq) FROM entry)",
    ],
    ids=[
        "a value",
        "its salt",
        "its digest",
        "what was done",
        "what it is of",
        "a value taken out",
        "its hash",
        "who entered it",
    ],
)
def test_a_change_that_was_altered_is_told_and_left(
    both: tuple[Path, Path], statement: str
) -> None:
    truth = values_of(truth_at(both[0]))
    kept, book = restored_book(*both)
    altered(kept, statement)
    plan = plan_from(kept, book)
    left = [line for line in plan.lines if line.verdict is Verdict.LEFT]

    assert [(line.reading, line.why) for line in left] == [
        ("lab result", "it is not what was written")
    ]
    assert plan.command is not None
    book.do(plan.command)
    after = values_of(truth_of(book))
    assert len(truth) - len(after) == 1
    assert after.items() <= truth.items()
    book.close()


def test_a_change_that_was_put_between_is_told_and_left(both: tuple[Path, Path]) -> None:
    kept, book = restored_book(*both)
    last = f"seq = {_LAST_LAB}"
    altered(kept, f"UPDATE change SET previous_hash = 'ff' WHERE {last}")
    plan = plan_from(kept, book)

    assert [line.why for line in plan.lines if line.verdict is Verdict.LEFT] == [
        "it does not follow the change before it"
    ]
    book.close()


def test_without_its_person_a_value_is_left(both: tuple[Path, Path]) -> None:
    kept, book = restored_book(*both)
    altered(kept, f"DELETE FROM change WHERE seq = {_LAST_PATIENT}")
    plan = plan_from(kept, book)
    left = [line for line in plan.lines if line.verdict is Verdict.LEFT]

    assert len(left) == 3
    assert {line.why for line in left} == {"what it belongs to could not be read"}
    assert book.find(f"NEW-{N_PATIENTS - 1}") is None
    book.close()


def test_whoever_entered_it_must_be_readable_or_it_is_asked(both: tuple[Path, Path]) -> None:
    kept, book = restored_book(*both)
    altered(kept, "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)")
    plan = plan_from(kept, book)
    asked = [line for line in plan.lines if line.verdict is Verdict.ASKED]

    assert [line.why for line in asked] == ["who entered it, and when, could not be read"]
    book.close()


def lab_of(book: Logbook, code: str) -> Any:
    record = book.patient(book.find(code) or "")
    assert record is not None
    return record.labs[0]


def correct_here(book: Logbook) -> None:
    lab = lab_of(book, "OLD-2")
    book.do(Amend(replace(lab, note="corrected after the restore"), "slip", seen=lab))


def retract_here(book: Logbook) -> None:
    book.do(Retract("lab_result", lab_of(book, "OLD-2").id, "slip"))


def add_to_one_who_goes(book: Logbook) -> None:
    patient_id = book.find(GONE) or ""
    record = book.patient(patient_id)
    assert record is not None
    book.do(Add((a_lab(record.patient, id=book.store.new_id()),)))


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        pytest.param(correct_here, "it was changed here since", id="corrected here"),
        pytest.param(retract_here, "it was retracted here since", id="retracted here"),
        pytest.param(
            add_to_one_who_goes,
            "what was entered here for it since would be retracted with it",
            id="added to one who was retracted there",
        ),
    ],
)
def test_what_was_done_here_since_is_never_overwritten_in_silence(
    both: tuple[Path, Path], meanwhile: Callable[[Logbook], None], why: str
) -> None:
    kept, book = restored_book(*both)
    meanwhile(book)
    plan = plan_from(kept, book)

    assert [line.why for line in plan.lines if line.verdict is Verdict.ASKED] == [why]
    book.close()


def test_another_store_brings_nothing(both: tuple[Path, Path], tmp_path: Path) -> None:
    clock = Clock()
    (tmp_path / "own").mkdir()
    store = open_store(str(tmp_path / "own" / "store.db"), IdFactory(clock.in_ms), clock)
    book = Logbook(store, Stamps(clock=clock))
    with pytest.raises(ForeignStore, match="another store than the one that is open"):
        plan_from(both[0], book)
    book.close()


def test_with_no_key_file_nothing_can_be_read(both: tuple[Path, Path], tmp_path: Path) -> None:
    kept, book = restored_book(*both)
    keys_path(kept / "store.db").unlink()
    assert plan_from(kept, book).command is not None
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "store.db").write_text("hello")
    with pytest.raises(WrongKey):
        plan_from(tmp_path / "text", book)
    with pytest.raises(StoreMissing):
        plan_from(tmp_path / "gone", book)
    book.close()


def test_where_nothing_is_newer_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    folder.mkdir()
    store, backup = store_with_backup(folder)
    first, book = restored_book(store, backup)
    book.close()
    second, book = restored_book(store, backup)
    plan = plan_from(second, book)

    assert first != second
    assert (plan.lines, plan.command, plan.notes) == ([], None, ())
    book.close()


def test_what_is_known_to_be_outdated_is_left(both: tuple[Path, Path]) -> None:
    kept, book = restored_book(*both)
    corrected = "(SELECT min(seq) FROM change WHERE kind = 'update' AND entity = 'lab_result')"
    lab_id = f"(SELECT entity_id FROM change WHERE seq = {corrected})"
    altered(kept, f"UPDATE lab_result SET note = 'later still' WHERE id = {lab_id}")
    plan = plan_from(kept, book)

    assert [line.why for line in plan.lines if line.verdict is Verdict.LEFT] == [
        "it was changed later, and that change could not be read"
    ]
    book.close()
