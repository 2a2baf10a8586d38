"""A store with patients whose results laboratories send."""

from __future__ import annotations

import pytest

from hcclog.logbook import Logbook
from tests.exchange.lab_files.ward import with_patients


@pytest.fixture
def ward(book: Logbook) -> Logbook:
    """A store with patients P-1, AB 123 and D-3, whose days are counted."""
    return with_patients(book)
