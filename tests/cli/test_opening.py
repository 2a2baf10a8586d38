"""A store that is opened for somebody, and let go of where that fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcclog.cli.opening import open_logbook
from hcclog.store.entrance import Credentials
from hcclog.store.errors import DiskFull
from tests.books import new_book
from tests.disks import a_small_disk, fill_disk
from tests.people import MEIER, protect


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    with a_small_disk(tmp_path / "small", 2) as folder:
        yield folder


@pytest.mark.catalogue("S-03")
def test_who_could_not_be_noted_on_a_full_disk_writes_once_there_is_room(small_disk: Path) -> None:
    place, film = small_disk / "store.db", small_disk / "film.avi"
    book = new_book(place)
    protect(book)
    book.close()
    meier = Credentials("meier", MEIER)
    fill_disk(film)
    with pytest.raises(DiskFull):
        open_logbook(str(place), to_show=True, credentials=meier)
    film.unlink()

    opened = open_logbook(str(place), to_show=True, credentials=meier)

    assert not opened.store.read_only
    opened.close()
