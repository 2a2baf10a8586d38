"""A store is backed up where something was written since, and nobody who types is held up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.backing_up import back_up_new, back_up_store, is_backed_up
from hcclog.store.backup import STEPS, back_up_beside, verify_backup
from hcclog.store.checks import table_counts
from hcclog.store.errors import Busy
from hcclog.store.faults import as_store_error
from hcclog.store.opening import open_store
from hcclog.store.thinning import AT_CLOSING, AT_LOCKING, BY_HAND, DAILY, backups_of, thin
from tests.books import a_patient, file_of, new_book
from tests.store.test_thinning import put_backup
from tests.stores import NOW, add_patients, make_store, read_marks, source_of


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    """An empty store in a file: a server is backed up by its own tools."""
    opened = new_book(tmp_path / "store.db")
    yield opened
    opened.close()


def path_of(book: Logbook) -> Path:
    """Return where the store of a logbook lies."""
    path = file_of(book).path
    assert path is not None
    return path


def test_a_store_is_backed_up_until_something_is_written(empty_patient: Logbook) -> None:
    store = empty_patient.store
    assert not is_backed_up(store)
    assert back_up_new(store, AT_CLOSING) is not None
    assert is_backed_up(store)
    assert back_up_new(store, AT_CLOSING) is None
    empty_patient.do(Add((a_patient("P-2"),)))
    assert not is_backed_up(store)
    assert back_up_new(store, BY_HAND) is not None
    assert len(backups_of(path_of(empty_patient))) == 2


def test_a_draft_alone_needs_no_backup(empty_patient: Logbook) -> None:
    back_up_new(empty_patient.store, AT_CLOSING)
    patient_id = empty_patient.find("empty-01") or ""
    empty_patient.keep_draft("visit", patient_id, '{"begun": "", "typed": {}}')
    assert is_backed_up(empty_patient.store)


def test_undo_is_written_too(empty_patient: Logbook) -> None:
    back_up_new(empty_patient.store, AT_CLOSING)
    empty_patient.undo()
    assert not is_backed_up(empty_patient.store)


def test_who_only_reads_backs_nothing_up(empty_patient: Logbook) -> None:
    path, new_id, now = path_of(empty_patient), empty_patient.store.new_id, empty_patient.store.now
    with closing(open_store(str(path), new_id, now, read_only=True)) as store:
        assert back_up_new(store, AT_CLOSING) is None
    assert backups_of(path) == []


@pytest.mark.parametrize("step", STEPS[:-1])
def test_a_backup_that_is_given_up_leaves_nothing(empty_patient: Logbook, step: str) -> None:
    class GivenUpError(Exception):
        """A person does not want to wait."""

    def give_up(name: str) -> None:
        if name == step:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        back_up_new(empty_patient.store, AT_CLOSING, give_up)
    assert list((path_of(empty_patient).parent / "backups").iterdir()) == []


def test_two_backups_at_once_do_not_clear_each_other_away(empty_patient: Logbook) -> None:
    threads = [
        Thread(target=back_up_store, args=(empty_patient.store, why))
        for why in (DAILY, BY_HAND) * 4
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = backups_of(path_of(empty_patient))
    assert sorted(each.manifest.why for each in made) == sorted((DAILY, BY_HAND) * 4)


@pytest.mark.catalogue("B-11")
def test_who_types_during_a_backup_commits_between_two_steps(tmp_path: Path) -> None:
    store = make_store(tmp_path, n_patients=20_000)
    n_steps = 0
    with closing(store.open()) as typing:
        typing.execute("PRAGMA busy_timeout=0")

        def type_on(name: str) -> None:
            nonlocal n_steps
            n_steps += name == "copying"
            if name == "copying" and n_steps == 2:
                typing.execute("BEGIN IMMEDIATE")
                add_patients(typing, 1)
                typing.execute("COMMIT")

        backup = back_up_beside(replace(source_of(store), step=type_on), DAILY, NOW)
        assert table_counts(typing)["patient"] == 20_001
    assert n_steps > 3
    # The copy began anew, so it holds what was typed.
    assert verify_backup(backup.path, store.key, read_marks).content.counts["patient"] == 20_001


@pytest.mark.catalogue("B-11")
def test_who_never_ceases_to_type_is_kept_from_it_at_last(tmp_path: Path) -> None:
    store = make_store(tmp_path, n_patients=20_000)
    refused = 0
    with closing(store.open()) as typing:
        typing.execute("PRAGMA busy_timeout=0")

        def type_on(name: str) -> None:
            nonlocal refused
            if name == "copying":
                typing.execute("BEGIN IMMEDIATE")
                add_patients(typing, 1)
                try:
                    with as_store_error():
                        typing.execute("COMMIT")
                except Busy:
                    refused += 1
                    typing.execute("ROLLBACK")

        backup = back_up_beside(replace(source_of(store), step=type_on), DAILY, NOW)
        n_now = table_counts(typing)["patient"]
    assert refused > 0
    counts = verify_backup(backup.path, store.key, read_marks).content.counts
    assert counts == {"patient": n_now, "lab": 3 * n_now}


@pytest.mark.catalogue("B-09")
@pytest.mark.parametrize("why", [AT_CLOSING, AT_LOCKING])
def test_of_backups_made_at_closing_the_last_of_each_hour_stays(tmp_path: Path, why: str) -> None:
    (tmp_path / "backups").mkdir()
    store_path = tmp_path / "store.db"
    for n in range(40):
        put_backup(store_path, NOW + timedelta(minutes=3 * n), why)
    put_backup(store_path, NOW, BY_HAND)
    put_backup(store_path, NOW + timedelta(minutes=1), BY_HAND)
    thin(store_path, NOW + timedelta(hours=3))
    left = [(one.manifest.why, one.manifest.made_at - NOW) for one in backups_of(store_path)]
    assert left == [
        (BY_HAND, timedelta()),
        (BY_HAND, timedelta(minutes=1)),
        (why, timedelta(minutes=27)),
        (why, timedelta(minutes=87)),
        (why, timedelta(minutes=117)),
    ]
