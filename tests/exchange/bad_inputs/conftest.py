"""A store that every example reads beside, and good files of every kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hcclog.cli.opening import load_cases
from hcclog.logbook import Logbook
from tests.books import new_book
from tests.exchange.bad_inputs.good_files import good_files
from tests.exchange.dicom.reports import studied
from tests.ui.desks import add_record


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store that no example writes to."""
    book = new_book(tmp_path_factory.mktemp("ward") / "store.db")
    add_record(book, studied())
    load_cases(book)
    yield book
    assert not book.store.check()
    book.close()


@pytest.fixture(scope="module")
def good(ward: Logbook, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good file of every kind."""
    return good_files(ward, tmp_path_factory.mktemp("good"))
