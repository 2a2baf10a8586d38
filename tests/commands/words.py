"""Short words for tests of commands."""

from __future__ import annotations

from typing import Any

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.stamp import Change


def add(book: Logbook, *entities: Any) -> list[Change]:
    """Add entities, each in a transaction of its own."""
    return [book.do(Add((entity,))) for entity in entities]
