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
_AXES = {"longest_mm": "longest diameter", "short_axis_mm": "short axis"}


def measurement_questions(clerk: Clerk, measurement: Measurement) -> Iterator[Question]:
    """Yield what is unlikely about one measurement."""
    for name, words in _AXES.items():
        length: Decimal | None = getattr(measurement, name)
        if length is None:
            continue
        if length > _LONGEST_MM:
            yield Question(
                "very-long", name, f"A {words} of {length:f} mm is more than {_LONGEST_MM} mm."
            )
        yield from _jump(clerk, measurement, name, length)
    longest, short = measurement.longest_mm, measurement.short_axis_mm
    if longest is not None and short is not None and short > longest:
        sentence = f"The short axis ({short:f} mm) is longer than the longest ({longest:f} mm)."
        yield Question("axes", "short_axis_mm", sentence)


def _jump(clerk: Clerk, measurement: Measurement, name: str, length: Decimal) -> Iterator[Question]:
    last = _last_before(clerk, measurement, name)
    if last is None or not length:
        return
    before: Decimal = getattr(last, name)
    if not before or max(before / length, length / before) < _JUMP:
        return
    label = next((x.label for x in clerk.record.lesions if x.id == measurement.lesion_id), "It")
    dates = {a.id: a.on for a in clerk.record.assessments}
    when = clerk.chronology.label(dates.get(last.assessment_id))
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
