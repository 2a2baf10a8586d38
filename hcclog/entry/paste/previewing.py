"""Read a block into a preview; what was read once is remembered while a person corrects it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from hcclog.domain.labs import LabResult
from hcclog.domain.sources import Source, SourceKind
from hcclog.entry.paste.block import Block
from hcclog.entry.paste.choices import Choices, Comma, Settler
from hcclog.entry.paste.layout import Layout, Meaning, Place, Spot, Subject, fault_of, spots
from hcclog.entry.paste.points import Points, without_groups
from hcclog.entry.paste.preview import PastedCell, PastedResult, Preview, Standing
from hcclog.entry.paste.reading import Reading, needs_unit, read_words, with_usual_unit
from hcclog.entry.paste.standing import Standings, within
from hcclog.entry.paste.wording import lab_parts, size_words
from hcclog.entry.preferences import DateOrder

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

Words = Mapping[Meaning, str]
_NUMBERS = frozenset({Meaning.VALUE, Meaning.REFERENCE})


@dataclass(frozen=True, slots=True)
class _Read:
    """One result as its words say, and how it stands to the record."""

    reading: Reading
    standing: Standing
    sentence: str


class Previewer:
    """Reads blocks of one patient, as the record stood when it was made."""

    def __init__(self, clerk: Clerk) -> None:
        """Take the clerk whose record the block is compared with."""
        # The store is asked once for each test and not for each result.
        self.clerk = replace(clerk, last_range=cache(clerk.last_range))
        self._standings = Standings(self.clerk)
        self._known: dict[Any, _Read] = {}

    def preview(self, block: Block, layout: Layout, choices: Choices) -> Preview:
        """Return how a block is read."""
        fault = fault_of(layout)
        if fault:
            return Preview(block, layout, choices, fault)
        places = list(spots(block, layout))
        if not places:
            return Preview(block, layout, choices, "There is no result below the titles.")
        points: Points[None] = Points()
        for spot in places:
            points.see(spot.home[1], (block.text(*place) for place in _numbers(spot)))
        reads = [
            _asked(self._read(block, layout.subject, choices, spot), block, choices, spot, points)
            for spot in places
        ]
        made = [_result(block, spot, read) for spot, read in zip(places, reads, strict=True)]
        results = tuple(within(block, made))
        cells: dict[Place, PastedCell] = {}
        for result, read in zip(results, reads, strict=True):
            for place, cell in _cells(result, read.reading):
                cells[place] = cells[place].worst(cell) if place in cells else cell
        asks = any(Meaning.DATE in read.reading.opened for read in reads)
        return Preview(
            block,
            layout,
            choices,
            cells=cells,
            results=results,
            asks_order=asks or choices.date_order is not DateOrder.ASK,
            open_columns=frozenset(
                result.home[1]
                for result, read in zip(results, reads, strict=True)
                if read.reading.asks_comma
            ),
        )

    def _read(self, block: Block, subject: Subject, choices: Choices, spot: Spot) -> _Read:
        words = {meaning: block.text(*place) for meaning, place in spot.cells.items()}
        comma = choices.comma_of(spot.home[1])
        key = (subject, tuple(words.items()), choices.date_order, comma, choices.usual_units)
        if key not in self._known:
            settler = Settler(choices.date_order, comma, words.get(Meaning.DATE, ""))
            self._known[key] = self._read_anew(subject, words, choices, settler)
        return self._known[key]

    def _read_anew(
        self, subject: Subject, words: Words, choices: Choices, settler: Settler
    ) -> _Read:
        if choices.usual_units and subject is Subject.LABS:
            words = with_usual_unit(self.clerk, words)
        plain = _without_groups(words, settler.comma) if subject is Subject.LABS else words
        reading = read_words(self.clerk, subject, plain, settler)
        if isinstance(reading.entity, LabResult) and plain != words:
            typed = words[Meaning.VALUE].strip()
            reading = replace(reading, entity=replace(reading.entity, as_typed=typed))
        if reading.entity is None:
            standing = Standing.OPEN if reading.opened else Standing.REFUSED
            return _Read(reading, standing, " ".join(reading.refusals.values()))
        if isinstance(reading.entity, LabResult):
            return _Read(reading, *self._standings.of_lab(reading.entity))
        return _Read(reading, *self._standings.of_size(reading.entity, reading.seen))


def _without_groups(words: Words, comma: Comma) -> Words:
    return {
        meaning: without_groups(text, comma) if meaning in _NUMBERS else text
        for meaning, text in words.items()
    }


def _numbers(spot: Spot) -> Iterator[Place]:
    return (place for meaning, place in spot.cells.items() if meaning in _NUMBERS)


def _asked(read: _Read, block: Block, choices: Choices, spot: Spot, points: Points[None]) -> _Read:
    """Leave open what may be thousands, as long as nobody said what a comma means."""
    column = spot.home[1]
    why = points.doubt_in(column, block.text(*spot.home))
    is_lab = isinstance(read.reading.entity, LabResult)
    if not why or not is_lab or choices.comma_of(column) is not Comma.ASK:
        return read
    at = frozenset({Meaning.VALUE})
    reading = Reading(None, {Meaning.VALUE: why}, at, asks_comma=True, parts=read.reading.parts)
    return _Read(reading, Standing.OPEN, why)


def _result(block: Block, spot: Spot, read: _Read) -> PastedResult:
    entity = read.reading.entity
    if entity is not None and block.document:
        place = f"row {block.numbers[spot.row]}, column {spot.home[1] + 1}"
        entity = replace(entity, source=Source(SourceKind.IMPORTED, block.document, place))
    lacks_unit = needs_unit(read.reading)
    return PastedResult(
        spot.home, spot.cells, entity, read.standing, read.sentence, needs_unit=lacks_unit
    )


def _cells(result: PastedResult, reading: Reading) -> Iterator[tuple[Place, PastedCell]]:
    """Yield how each cell of a result is read; what has no cell of its own stands at its value."""
    parts = _parts(result, reading)
    for meaning, place in result.cells.items():
        if meaning is not Meaning.VALUE and meaning not in reading.refusals:
            yield place, PastedCell(parts.get(meaning, ""))
    for meaning, sentence in reading.refusals.items():
        standing = Standing.OPEN if meaning in reading.opened else Standing.REFUSED
        yield result.cells.get(meaning, result.home), PastedCell("", standing, sentence)
    if result.entity is not None and not reading.refusals:
        said = parts.get(Meaning.VALUE, "")
        yield result.home, PastedCell(said, result.standing, result.sentence)


def _parts(result: PastedResult, reading: Reading) -> Words:
    if isinstance(result.entity, LabResult):
        return lab_parts(result.entity, result.cells)
    if result.entity is None:
        return reading.parts
    return {**reading.parts, Meaning.VALUE: size_words(result.entity)}
