"""Dumps of stores, and stores of dumps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hcclog.exchange.dump.reading import read
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Plan
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import unseen
from hcclog.logbook import Logbook

Edit = Callable[[list[dict[str, Any]]], object]


def dump(book: Logbook, path: Path, *codes: str) -> Path:
    """Write a dump of the whole store, or of the patients with some codes."""
    named = tuple(book.find(code) or "" for code in codes)
    ids = named or book.store.reader.patient_ids()
    today = book.stamp().today
    order = Order(book.patient, ids, book.revision, today, book=book, is_everybody=not codes)
    deliver(FORMATS["jsonl"], order, path)
    return path


def plan(path: Path, book: Logbook) -> Plan:
    """Read a dump."""
    return read(path, book, Wish(), unseen)


def take_in(path: Path, book: Logbook) -> Plan:
    """Read a dump and write what it brings."""
    found = plan(path, book)
    if found.command is not None:
        book.do(found.command)
    return found


def edited(path: Path, edit: Edit) -> Path:
    """Write a dump anew, with its lines edited."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    edit(lines)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def changes_of(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the changes of a dump say."""
    return [line["change"] for line in lines if "change" in line]
