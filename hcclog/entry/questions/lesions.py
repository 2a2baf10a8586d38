"""Questions about measurements: a jump of ten times, very long, and axes the wrong way round."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.entry.questions.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.lesion import Measurement
    from hcclog.entry.clerk import Clerk

# A slip of the decimal point or of mm for cm; a little less than ten, since the size also changes.
_JUMP = Decimal(8)
_LONGEST_MM = Decimal(300)
AXES = {"longest_mm": "longest diameter", "short_axis_mm": "short axis"}


def measurement_questions(clerk: Clerk, measurement: Measurement) -> Iterator[Question]:
    """Yield what is unlikely about one measurement."""
    yield from size_questions(measurement)
    for name in AXES:
        last = _last_before(clerk, measurement, name)
        if last is not None:
            dates = {a.id: a.on for a in clerk.record.assessments}
            when = clerk.chronology.label(dates.get(last.assessment_id))
            labels = {x.id: x.label for x in clerk.record.lesions}
            label = labels.get(measurement.lesion_id, "It")
            yield from jump_questions(label, name, (last, when), measurement)


def size_questions(measurement: Measurement) -> Iterator[Question]:
    """Yield what is unlikely about a measurement, whatever was measured before."""
    for name, words in AXES.items():
        length: Decimal | None = getattr(measurement, name)
        if length is not None and length > _LONGEST_MM:
            yield Question(
                "very-long", name, f"A {words} of {length:f} mm is more than {_LONGEST_MM} mm."
            )
    longest, short = measurement.longest_mm, measurement.short_axis_mm
    if longest is not None and short is not None and short > longest:
        sentence = f"The short axis ({short:f} mm) is longer than the longest ({longest:f} mm)."
        yield Question("axes", "short_axis_mm", sentence)


def jump_questions(
    label: str, name: str, last: tuple[Measurement, str], measurement: Measurement
) -> Iterator[Question]:
    """Yield a length that is about ten times, or a tenth of, the one before.

    Args:
        label: Of the lesion.
        name: Which length, a key of `AXES`.
        last: The measurement before, and the words for its day.
        measurement: The one in question.
    """
    seen, when = last
    before, length = getattr(seen, name), getattr(measurement, name)
    if not before or not length or max(before / length, length / before) < _JUMP:
        return
    how = "a tenth" if length < before else "ten times as much"
    sentence = f"{label} was {before:f} mm on {when} and is {length:f} mm here, about {how}."
    yield Question("tenfold", name, sentence)


def _last_before(clerk: Clerk, measurement: Measurement, name: str) -> Measurement | None:
    """Return the lesion's last measurement before; without one, the first after it."""
    chronology = clerk.chronology
    spans = {a.id: chronology.span(a.on) for a in clerk.record.assessments}
    middles = {key: span.middle for key, span in spans.items() if span is not None}
    others = [
        each
        for each in clerk.record.measurements
        if each.lesion_id == measurement.lesion_id
        and each.assessment_id != measurement.assessment_id
        and getattr(each, name) is not None
        and each.assessment_id in middles
    ]
    others.sort(key=lambda each: middles[each.assessment_id])
    here = middles.get(measurement.assessment_id)
    before = [m for m in others if here is None or middles[m.assessment_id] <= here]
    return before[-1] if before else next(iter(others), None)
