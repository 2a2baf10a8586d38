"""Where the entries of a record come from, and what was stated beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.domain.sources import Source
from hcclog.report.entity_words import sentence_case
from hcclog.report.patient.content import Align, Block, Cell, Column, Row, Table, without_empty
from hcclog.report.patient.material import Material

_COLUMNS = (
    Column("Source"),
    Column("Document"),
    Column("Entries", Align.RIGHT),
    Column("Of these by arithmetic", Align.RIGHT),
)


def sources(material: Material) -> Iterator[Block]:
    """Yield a table of the documents, with how many entries each gave."""
    counts: Counter[tuple[str, str]] = Counter()
    derived: Counter[tuple[str, str]] = Counter()
    for source in _sources(material.record):
        key = (source.kind.value, source.document)
        counts[key] += 1
        derived[key] += source.derived
    rows = tuple(
        Row(
            (
                Cell(sentence_case(key[0])),
                Cell(key[1]),
                Cell(str(n)),
                Cell(str(derived[key]) if derived[key] else ""),
            )
        )
        for key, n in sorted(counts.items())
    )
    yield without_empty(Table(_COLUMNS, rows))


def _sources(record: PatientRecord) -> Iterator[Source]:
    for noun in NOUNS:
        held: Any = getattr(record, noun.attribute)
        for entity in held if isinstance(held, tuple) else (held,):
            yield entity.source
