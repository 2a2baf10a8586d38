"""Procedures, fluid, adverse events, visits and how the follow-up ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.lesion import Lesion, LesionKind, LesionState, Measurement, Trend
from hcclog.domain.procedure import Procedure
from hcclog.domain.visit import OutcomeKind
from hcclog.report.course.figure import BandLane, FlagLane
from hcclog.report.course.marks import Band, Captions, Flag, Mark
from hcclog.report.course.material import Material
from hcclog.report.naming import agents_name, procedure_names, site_name, term_name
from hcclog.report.wording import number

_FLUIDS = ((LesionKind.EFFUSION, "Effusion"), (LesionKind.ASCITES, "Ascites"))
_TREND_STRENGTH = {
    Trend.LARGER: 0.95,
    Trend.UNCHANGED: 0.65,
    Trend.SMALLER: 0.4,
    Trend.NEARLY_GONE: 0.15,
}
_STATE_STRENGTH = {
    LesionState.PRESENT: 0.75,
    LesionState.PROGRESSED: 0.95,
    LesionState.EQUIVOCAL: 0.3,
    LesionState.TOO_SMALL: 0.15,
    LesionState.ABSENT: 0.0,
}
_SEVERE = 3  # CTCAE: grade 3 and above is severe
_OUTCOME_SHAPES = {
    OutcomeKind.DEATH: "cross",
    OutcomeKind.LAST_FOLLOW_UP: "diamond",
    OutcomeKind.LOST_TO_FOLLOW_UP: "diamond",
}


def procedure_lane(material: Material) -> FlagLane | None:
    """Return the lane of procedures; None without any."""
    flags = [f for p in material.record.procedures if (f := _procedure(material, p))]
    return FlagLane("procedures", "Procedures", "", _sorted(flags)) if flags else None


def _procedure(material: Material, procedure: Procedure) -> Flag | None:
    captions = _procedure_captions(procedure)
    short, full = procedure_names(procedure.kind)
    words = captions[0].replace(short, full, 1)
    mark = material.mark("procedure", procedure.id, procedure.on, words)
    if mark is None:
        return None
    until = material.chronology.span(procedure.until_on)
    return Flag(mark, captions, until=float(until.middle) if until else None)


def _procedure_captions(procedure: Procedure) -> Captions:
    name, _ = procedure_names(procedure.kind)
    dose = f"{number(procedure.dose_gy)} Gy" if procedure.dose_gy is not None else ""
    if dose and procedure.n_fractions is not None:
        dose += f" in {procedure.n_fractions}"
    details = [
        site_name(procedure.site),
        dose,
        agents_name(procedure.agents),
    ]
    known = [detail for detail in details if detail]
    texts = [", ".join([name, *known[:n]]) for n in range(len(known), -1, -1)]
    return tuple(dict.fromkeys(texts))


def fluid_lanes(material: Material) -> list[BandLane]:
    """Return the lanes of effusion and ascites, as they were seen at imaging."""
    lanes = []
    for kind, title in _FLUIDS:
        bands = [
            band
            for lesion in material.record.lesions
            if lesion.kind is kind
            for band in _fluid_bands(material, lesion)
        ]
        if bands:
            lanes.append(BandLane(f"fluid:{kind.value}", title, "", tuple(bands)))
    return lanes


def _fluid_bands(material: Material, lesion: Lesion) -> Iterator[Band]:
    """Yield what was seen, each from its assessment to the next one."""
    when = {a.id: a.on for a in material.record.assessments}
    seen: list[tuple[Mark, Measurement]] = []
    for m in material.record.measurements:
        if m.lesion_id != lesion.id or m.assessment_id not in when:
            continue
        mark = material.mark("measurement", m.id, when[m.assessment_id], _fluid_words(lesion, m))
        if mark is not None:
            seen.append((mark, m))
    seen.sort(key=lambda pair: pair[0].day)
    for (mark, measurement), after in zip_longest(seen, seen[1:]):
        strength = _fluid_strength(measurement)
        if strength is not None:
            end = after[0].day if after else max(float(mark.span.latest), mark.day)
            word = str(measurement.trend or measurement.state or "")
            yield Band(mark, mark.day, end, strength, (word,) if word else ())


def _fluid_strength(measurement: Measurement) -> float | None:
    if measurement.trend is not None:
        return _TREND_STRENGTH[measurement.trend]
    if measurement.state is None:
        return 0.75
    return _STATE_STRENGTH.get(measurement.state)


def _fluid_words(lesion: Lesion, measurement: Measurement) -> str:
    words = [str(part) for part in (measurement.state, measurement.trend, measurement.note) if part]
    if measurement.cytology_positive is not None:
        words.append(f"cytology {'positive' if measurement.cytology_positive else 'negative'}")
    return f"{lesion.label} {', '.join(words)}".strip()


def event_lane(material: Material) -> FlagLane | None:
    """Return adverse events, visits and outcomes; None without any."""
    flags = [*_adverse_events(material), *_visits(material), *_outcomes(material)]
    undated = tuple(
        _event_captions(event)[0]
        for event in material.record.adverse_events
        if event.start_on is None
    )
    if not flags and not undated:
        return None
    return FlagLane("events", "Events", "", _sorted(flags), undated)


def _adverse_events(material: Material) -> Iterator[Flag]:
    for event in material.record.adverse_events:
        captions = _event_captions(event)
        if event.start_on is None:
            continue
        mark = material.mark("adverse_event", event.id, event.start_on, captions[0])
        if mark is not None:
            end = material.chronology.span(event.end_on)
            until = float(end.middle) if end else None
            severe = event.grade is not None and event.grade >= _SEVERE
            yield Flag(mark, captions, "up", until, "bad" if severe else "text")


def _event_captions(event: AdverseEvent) -> Captions:
    name = term_name(event.term)
    return (name,) if event.grade is None else (f"{name}, grade {event.grade}", name)


def _visits(material: Material) -> Iterator[Flag]:
    for visit in material.record.visits:
        words = "visit" if visit.ecog is None else f"visit, ECOG {visit.ecog}"
        mark = material.mark("visit", visit.id, visit.on, words)
        if mark is not None:
            yield Flag(mark, (), "bar", tone="muted")


def _outcomes(material: Material) -> Iterable[Flag]:
    for outcome in material.record.outcomes:
        mark = material.mark("outcome", outcome.id, outcome.on, str(outcome.kind))
        if mark is not None:
            died = outcome.kind is OutcomeKind.DEATH
            words = (
                f"{outcome.kind}: {outcome.cause}" if died and outcome.cause else str(outcome.kind)
            )
            captions = tuple(dict.fromkeys((words, str(outcome.kind))))
            yield Flag(
                mark, captions, _OUTCOME_SHAPES[outcome.kind], tone="bad" if died else "text"
            )


def _sorted(flags: list[Flag]) -> tuple[Flag, ...]:
    return tuple(sorted(flags, key=lambda flag: flag.mark.day))
