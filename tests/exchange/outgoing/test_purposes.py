"""Whoever chooses a format reads what it is for."""

from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.purposes import PURPOSES, purpose_of


def test_every_format_says_what_it_is_for() -> None:
    assert set(PURPOSES) == set(FORMATS)
    assert [name for name in FORMATS if not purpose_of(name).endswith(".")] == []
