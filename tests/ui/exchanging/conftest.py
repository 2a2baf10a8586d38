"""Formats that only these tests know."""

from collections.abc import Iterator

import pytest

from hcclog.exchange.outgoing.formats import FORMATS
from tests.ui.exchanging import writers


@pytest.fixture
def own_formats(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Offer the formats of the tests first."""
    given = dict(FORMATS)
    own = (writers.PLAIN, writers.WAITING, writers.REFUSED, writers.FAULTY, writers.FOLDER)
    for each in own:
        monkeypatch.setitem(FORMATS, each.name, each)
    writers.half_written.clear()
    writers.go_on.clear()
    yield
    writers.go_on.set()
    assert set(given) <= set(FORMATS)
