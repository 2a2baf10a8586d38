"""Measurements from what is typed into a cell of the worksheet, and back.

A cell takes a diameter (``42.0``), both (``42x31``), whole and viable (``42.0/38.0``), a letter or
word for a state, a trend, or several of these together. It says the whole measurement: what it
leaves out is not there. A single number is the longest diameter, in a node the short axis
(Eisenhauer 2009, 3.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionState, Measurement, Trend
from hcclog.domain.text_reading import code_key
from hcclog.entry.asking import settled
from hcclog.entry.lengths import bounded
from hcclog.entry.size_words import LETTERS, read_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hcclog.domain.record import PatientRecord
    from hcclog.entry.clerk import Clerk

__all__ = ["HELP", "LETTERS", "Size", "measured", "measurement_at", "read_size", "size_text"]

HELP = (
    "42.0 longest (node: short axis) · 42x31 long x short axis · 42.0/38.0 whole/viable · 4.2 cm · "
    "a absent, p present, t too small, n not evaluable, g progressed, e equivocal, "
    "m T2 merged into T2, s T1 split from T1 · smaller, larger, unchanged, nearly gone · "
    "c+ cytology positive · 41.2 & 43.0 measured twice"
)
_CROSS = re.compile(r"[x×*]", re.IGNORECASE)
_UNIT = re.compile(r"([cm]m)\s*$", re.IGNORECASE)
_ZERO = re.compile(r"0+(?:\.0*)?")
_MOST_AXES = 2


@dataclass(frozen=True, slots=True)
class Size:
    """What a cell says.

    Attributes:
        whole_mm: The first diameter.
        second_mm: What stands after a cross: the short axis.
        crossed: True where there is a cross, so that the first is the longest of a node too.
        partner_id: The lesion it merged into or was split from.
    """

    whole_mm: Decimal | None = None
    viable_mm: Decimal | None = None
    state: LesionState | None = None
    second_mm: Decimal | None = None
    crossed: bool = False
    partner_id: str | None = None
    trend: Trend | None = None
    cytology_positive: bool | None = None


def measured(clerk: Clerk, lesion: Lesion, assessment_id: str, text: str) -> Measurement:
    """Return the measurement that a cell says: a new one, or the one that is there, changed.

    The assessment need not be in the record yet. Of two that are typed with ``&`` between them a
    person chooses the one that counts; the other stays in the note.

    Raises:
        Refused: It is neither a diameter nor a state, or nobody chose.
    """
    seen = measurement_at(clerk.record, lesion.id, assessment_id)
    if seen is None:
        seen = Measurement(
            EntityId(clerk.new_id()), clerk.record.patient.id, EntityId(assessment_id), lesion.id
        )
    parts = [part.strip() for part in bounded(text, "longest_mm").split("&")]
    found = [_sized(seen, lesion, read_size(clerk, part)) for part in parts]
    for each in found:
        if each.other_lesion_id == lesion.id:
            raise Refused(f"{lesion.label} is this lesion itself.", "other_lesion_id")
    if len(parts) == 1:
        return found[0]
    question = f"{lesion.label} is measured {len(parts)} times here. Which counts?"
    counts = clerk.choose(question, parts)
    if counts is None:
        raise Refused("One measurement counts; choose which.", "longest_mm")
    others = ", ".join(part for n, part in enumerate(parts) if n != counts)
    note = f"Also measured: {others}."
    return replace(found[counts], note=f"{seen.note} {note}".strip())


def measurement_at(record: PatientRecord, lesion_id: str, assessment_id: str) -> Measurement | None:
    """Return the measurement of a lesion at an assessment."""
    key = (lesion_id, assessment_id)
    found = (m for m in record.measurements if (m.lesion_id, m.assessment_id) == key)
    return next(found, None)


def read_size(clerk: Clerk, text: str) -> Size:
    """Return what was typed into a cell.

    Raises:
        Refused: It is neither a diameter nor a state.
    """
    labels = {code_key(lesion.label): str(lesion.id) for lesion in clerk.record.lesions}
    said = read_words(bounded(text), labels)
    size = Size(
        state=said.state,
        partner_id=said.partner_id,
        trend=said.trend,
        cytology_positive=said.cytology_positive,
    )
    if not said.rest and size != Size():
        return size
    whole, second, viable, crossed = _diameters(clerk, said.rest)
    if said.state is LesionState.ABSENT and (whole or second or viable):
        raise Refused("A lesion that is absent has no diameter.", "state")
    return replace(size, whole_mm=whole, second_mm=second, viable_mm=viable, crossed=crossed)


def size_text(measurement: Measurement, lesion: Lesion, labels: Mapping[str, str]) -> str:
    """Return what one types for a measurement; read again it is the same.

    Args:
        measurement: What is there.
        lesion: Whose it is.
        labels: The lesions' labels by id.
    """
    longest, short = measurement.longest_mm, measurement.short_axis_mm
    alone = short if lesion.nodal else longest
    other = longest if lesion.nodal else short
    size = _written(alone)
    if other is not None:
        size = f"{_written(longest)}x{_written(short)}"
    if measurement.viable_mm is not None:
        size += f"/{measurement.viable_mm:f}"
    cytology = {None: "", True: "cytology positive", False: "cytology negative"}
    words = [
        size,
        measurement.trend.value if measurement.trend else "",
        cytology[measurement.cytology_positive],
        measurement.state.value if measurement.state else "",
        # Last, since a label may hold any words.
        labels.get(measurement.other_lesion_id, "") if measurement.other_lesion_id else "",
    ]
    return " ".join(word for word in words if word)


def _written(length: Decimal | None) -> str:
    return "" if length is None else f"{length:f}"


def _diameters(
    clerk: Clerk, text: str
) -> tuple[Decimal | None, Decimal | None, Decimal | None, bool]:
    """Return first and second diameter, the viable one, and whether there was a cross."""
    whole, slash, viable = text.partition("/")
    axes = _CROSS.split(whole)
    if len(axes) > _MOST_AXES:
        raise Refused(f"{text!r}: two diameters at most, longest x short axis.", "short_axis_mm")
    crossed = len(axes) == _MOST_AXES
    if not any(axis.strip() for axis in axes) and not viable.strip():
        raise Refused(f"A size or a state is needed, such as {HELP.partition(' (')[0]}.")
    texts = _with_units([*axes, viable])
    first = _mm(clerk, texts[0], "longest_mm", optional=crossed or bool(slash))
    second = _mm(clerk, texts[1], "short_axis_mm", optional=True) if crossed else None
    return first, second, _viable_mm(clerk, texts[-1]) if slash else None, crossed


def _with_units(texts: Sequence[str]) -> list[str]:
    """Let a unit stand for the numbers before it that have none: 4.2x3.1 cm."""
    unit, found = "", []
    for text in reversed(texts):
        own = _UNIT.search(text)
        unit = own[1] if own else unit
        found.append(text if own or not text.strip() else f"{text} {unit}")
    return found[::-1]


def _mm(clerk: Clerk, text: str, field: str, *, optional: bool = False) -> Decimal | None:
    from hcclog.domain.number_reading import read_diameter_mm

    if optional and not text.strip():
        return None
    return settled(read_diameter_mm, text, clerk.choose, field).value


def _viable_mm(clerk: Clerk, text: str) -> Decimal | None:
    """Return a viable diameter, which may be 0: nothing enhances any more."""
    zero = _UNIT.sub("", text).strip().replace(",", ".")
    if _ZERO.fullmatch(zero):
        return Decimal(zero)
    return _mm(clerk, text, "viable_mm")


def _sized(measurement: Measurement, lesion: Lesion, size: Size) -> Measurement:
    """Return the measurement as the cell says it; its note and source stay."""
    short_first = lesion.nodal and not size.crossed
    return replace(
        measurement,
        longest_mm=None if short_first else size.whole_mm,
        short_axis_mm=size.whole_mm if short_first else size.second_mm,
        viable_mm=size.viable_mm,
        state=size.state,
        other_lesion_id=EntityId(size.partner_id) if size.partner_id else None,
        trend=size.trend,
        cytology_positive=size.cytology_positive,
    )
