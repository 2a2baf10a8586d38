"""Who signed the record or a visit in it, and whether that still stands so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hcclog.report.patient.content import Block, Cell, Column, Heading, Row, Table
from hcclog.report.signature_words import signed_at, signed_thing, standing_of

if TYPE_CHECKING:
    from hcclog.report.patient.choices import Printing
    from hcclog.report.patient.material import Material

_COLUMNS = (
    Column("Signed by"),
    Column("When"),
    Column("What"),
    Column("Meaning"),
    Column("Stands"),
)


def signatures(material: Material, printing: Printing) -> Iterator[Block]:
    """Yield heading and table; nothing where nobody signed."""
    if not printing.signatures:
        return
    rows = tuple(
        Row(
            (
                Cell(f"{one.signer}, {one.role}", strong=True),
                Cell(signed_at(one)),
                Cell(signed_thing(one, material.record, material.chronology)),
                Cell(one.meaning),
                Cell(standing_of(one)),
            )
        )
        for one in printing.signatures
    )
    yield Heading("Signatures")
    yield Table(_COLUMNS, rows)
