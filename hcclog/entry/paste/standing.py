"""How results of a block stand to the record, and to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.labels import lab_words
from hcclog.domain.labs import LabResult
from hcclog.entry.paste.preview import PastedResult, Standing
from hcclog.entry.paste.wording import size_words
from hcclog.entry.questions.find import questions

if TYPE_CHECKING:
    from hcclog.domain.lesion import Measurement
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.paste.block import Block

Stood = tuple[Standing, str]
_TICK = {Standing.OTHER: " Tick it if both are right.", Standing.ASKED: " Tick it if it is right."}


def key_of(entity: Any) -> tuple[str, str]:
    """Return what two results of the same day and test, or of one lesion and scan, share."""
    if isinstance(entity, LabResult):
        return str(entity.on.form), entity.analyte
    return entity.assessment_id, entity.lesion_id


class Standings:
    """Compares with the record as it stands."""

    def __init__(self, clerk: Clerk) -> None:
        """Index the results that are there by day and test."""
        self._clerk = clerk
        self._labs: dict[tuple[str, str], list[LabResult]] = {}
        for lab in clerk.record.labs:
            self._labs.setdefault(key_of(lab), []).append(lab)

    def of_lab(self, lab: LabResult) -> Stood:
        """Return how a laboratory result stands to those that are there, and what to tick."""
        return _to_tick(self.judged(lab))

    def judged(self, lab: LabResult) -> Stood:
        """Return how a laboratory result stands to those that are there."""
        same_day = self.of_day(lab)
        if any(said_of(other) == said_of(lab) for other in same_day):
            return Standing.THERE, "This result is already in the record."
        if same_day:
            words = " and ".join(lab_words(other) for other in same_day)
            return Standing.OTHER, f"The record has {words} of {lab.on.form}."
        return self._asked(lab)

    def of_day(self, lab: LabResult) -> Sequence[LabResult]:
        """Return what the record has of this test and day."""
        return self._labs.get(key_of(lab), ())

    def of_size(self, size: Measurement, seen: Measurement | None) -> Stood:
        """Return how a measurement stands to the one that is there; it is never overwritten."""
        if seen is None:
            return _to_tick(self._asked(size))
        if replace(seen, source=size.source) == size:
            return Standing.THERE, "This measurement is already in the record."
        words = size_words(seen)
        return Standing.REFUSED, f"{words} is logged there already; correct it in the worksheet."

    def _asked(self, entity: Any) -> Stood:
        found = questions(self._clerk, (entity,))
        if not found:
            return Standing.NEW, ""
        return Standing.ASKED, " ".join(question.sentence for question in found)


def within(block: Block, results: Sequence[PastedResult]) -> Iterator[PastedResult]:
    """Yield the results, those marked that stand in the block twice or contradict each other."""
    of_key: dict[tuple[str, str], list[PastedResult]] = {}
    for result in results:
        if result.entity is not None:
            of_key.setdefault(key_of(result.entity), []).append(result)
    for result in results:
        alike = of_key[key_of(result.entity)] if result.entity is not None else []
        yield _beside(block, result, alike) if len(alike) > 1 else result


def _beside(block: Block, result: PastedResult, alike: Sequence[PastedResult]) -> PastedResult:
    if result.standing is Standing.THERE:
        return result
    same = [each for each in alike if said_of(each.entity) == said_of(result.entity)]
    if same[0] is not result:
        row = block.numbers[same[0].home[0]]
        words = f"It stands here twice: row {row} says the same."
        return replace(result, standing=Standing.THERE, sentence=words)
    if len(same) == len(alike):
        return result
    rows = {block.numbers[each.home[0]] for each in alike if each not in same}
    numbers = " and ".join(str(row) for row in sorted(rows))
    words = f"Row {numbers} says otherwise of the same day. Tick what is right."
    sentence = f"{result.sentence} {words}".strip()
    return replace(result, standing=Standing.OTHER, sentence=sentence)


def _to_tick(stood: Stood) -> Stood:
    standing, sentence = stood
    return standing, f"{sentence}{_TICK.get(standing, '')}"


def said_of(entity: Any) -> tuple[Any, ...]:
    """Return what makes two results of one day and test the same."""
    if isinstance(entity, LabResult):
        return entity.value, entity.comparator, entity.unit, entity.qualitative
    sizes = (entity.longest_mm, entity.short_axis_mm, entity.viable_mm)
    return (*sizes, entity.state)
