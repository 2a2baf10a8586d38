"""Diagnostics: versions, settings, the store and the log; nothing of a patient or of a person."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path

import pytest

from hcclog import __version__
from hcclog.entry.preferences import load_preferences, save_preferences
from hcclog.exchange.diagnostics import diagnostics
from hcclog.logbook import Logbook
from hcclog.logs.keeping import begin_log, end_log
from hcclog.paths import host_name, log_file, preferences_file
from hcclog.store.errors import WrongKey
from hcclog.store.noting import note_fault, note_opened
from tests.books import a_patient
from tests.commands.words import add

NAME = "Zbigniewska"


@pytest.mark.catalogue("L-01")
def test_it_holds_what_helps_and_nothing_of_a_person(book: Logbook, tmp_path: Path) -> None:
    add(book, a_patient("UNMISTAKABLE-77", name=NAME))
    path = preferences_file()
    save_preferences(path, replace(load_preferences(path), laboratory="Laboratory of Anna Muster"))
    begin_log(log_file())
    note_opened(book.store)
    end_log()
    told = diagnostics(book.store, window={"Qt": "6.11"})
    for word in (f"version: {__version__}", "Python: 3.", "SQLCipher: ", "Qt: 6.11", "patients: 1"):
        assert word in told
    assert "laboratory: set" in told
    assert "Log, the last 1 lines" in told
    assert "INFO hcclog opened version=" in told
    forbidden = [NAME, "UNMISTAKABLE", "Muster", str(tmp_path), str(path.parent)]
    forbidden += [host_name()] if len(host_name()) > 3 else []
    assert [word for word in forbidden if word in told] == []


def test_why_a_store_was_not_opened_is_told_without_its_path(tmp_path: Path) -> None:
    error = WrongKey(tmp_path / "store.db")
    begin_log(log_file())
    note_fault(error)
    end_log()
    told = diagnostics(fault=error)
    assert "not opened: WrongKey" in told
    assert "fault=WrongKey" in told
    assert str(tmp_path) not in told


def test_what_went_wrong_just_now_stands_in_it() -> None:
    told = diagnostics(entry="ValueError\n  hcclog/ui/desk.py:12 in do")
    assert "What went wrong\nValueError\n  hcclog/ui/desk.py:12 in do" in told
    assert "opened: no" in told
    assert getpass.getuser() == "root" or getpass.getuser() not in told
