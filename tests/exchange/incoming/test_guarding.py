"""A file that writes finds what was there backed up; where that fails, it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.commands.imports import Import
from hcclog.exchange.incoming.guarding import do_guarded
from hcclog.logbook import Logbook
from hcclog.store.errors import Damaged
from hcclog.store.thinning import BEFORE_IMPORT, BY_HAND, backups_folder, backups_of
from tests.books import a_patient, file_of


def path_of(book: Logbook) -> Path:
    """Return where the store of a logbook lies."""
    path = file_of(book).path
    assert path is not None
    return path


def brought(code: str) -> Import:
    """Return what a file with one patient brings."""
    return Import("labs.csv", (a_patient(code),))


def test_what_was_there_is_backed_up_before_an_import(empty_patient: Logbook) -> None:
    revision = empty_patient.revision
    do_guarded(empty_patient, brought("P-2"), pytest.fail)
    (made,) = backups_of(path_of(empty_patient))
    assert made.manifest.why == BEFORE_IMPORT
    assert made.manifest.content.counts["entry"] == revision
    assert empty_patient.find("P-2") is not None


def test_what_the_last_backup_holds_is_not_copied_once_more(empty_patient: Logbook) -> None:
    empty_patient.store.back_up(BY_HAND)
    do_guarded(empty_patient, brought("P-2"), pytest.fail)
    assert [each.manifest.why for each in backups_of(path_of(empty_patient))] == [BY_HAND]
    do_guarded(empty_patient, brought("P-3"), pytest.fail)
    whys = [each.manifest.why for each in backups_of(path_of(empty_patient))]
    assert whys == [BY_HAND, BEFORE_IMPORT]


def test_an_empty_store_has_nothing_to_lose(book: Logbook) -> None:
    do_guarded(book, brought("P-2"), pytest.fail)
    assert backups_of(path_of(book)) == []


@pytest.mark.catalogue("B-04")
def test_without_a_folder_for_backups_it_is_done_and_said(empty_patient: Logbook) -> None:
    folder = backups_folder(path_of(empty_patient))
    folder.write_text("mine")
    said: list[str] = []
    do_guarded(empty_patient, brought("P-2"), said.append)
    assert empty_patient.find("P-2") is not None
    (sentence,) = said
    assert sentence.startswith(f"No backup was made before it. {folder} exists already")


def test_nothing_is_written_into_a_store_that_is_damaged(cases: Logbook) -> None:
    path = path_of(cases)
    sound = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(len(sound) - 4096 * 3 + 7)
        file.write(b"\x00\xff\x00\xff")
    revision = cases.revision
    with pytest.raises(Damaged):
        do_guarded(cases, Add((a_patient("P-2"),)), pytest.fail)
    path.write_bytes(sound)
    assert cases.revision == revision
    assert backups_of(path) == []
