"""Small records from a few lines of text: a lesion a line, its readings divided by bars.

``T1 target liver: 50 | 35/20 | absent`` is a liver target of 50 mm at the baseline, then of 35 mm,
of which 20 mm are viable, then gone. ``-`` is no reading. Numbers of nodes are short axes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId, PatientId
from hcclog.domain.lesion import Lesion, LesionKind, LesionState, Measurement, Trend
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria, LesionRole, ResponseSeries, SeriesLesion
from hcclog.rules.criteria import RULES
from hcclog.rules.timeline import timeline
from hcclog.rules.verdict import SeriesResponse

P = PatientId("p")
KINDS = {
    "node": LesionKind.NODE,
    "porta": LesionKind.NODE,
    "effusion": LesionKind.EFFUSION,
    "ascites": LesionKind.ASCITES,
    "thrombus": LesionKind.THROMBUS,
    "bone": LesionKind.BONE,
    "cyst": LesionKind.CYSTIC,
    "infiltrative": LesionKind.INFILTRATIVE,
}
ORGANS = {"node": "lymph node", "porta": "lymph node", "effusion": "pleura", "cyst": "liver"}
FLAGS: dict[str, dict[str, Any]] = {
    "multiple": {"multiple": True},
    "treated": {"treated_before": True},
    "grown": {"growth_shown": True},
    "enhancing": {"hypervascular": True},
    "pale": {"hypervascular": False},
    "benign": {"benign": True},
}
STATES = {state.value: state for state in LesionState} | {"NE": LesionState.NOT_EVALUABLE}
TRENDS = {trend.value: trend for trend in Trend}


def a_record(
    text: str, dates: Sequence[str] = (), axis: TimeAxis = TimeAxis.RELATIVE
) -> PatientRecord:
    """Return a record with one series; its assessments are 60 days apart unless dated."""
    lines = [line.strip() for line in text.strip().splitlines()]
    n_visits = max(line.count("|") for line in lines) + 1
    named = dates or [f"day {60 * n}" for n in range(n_visits)]
    visits = tuple(
        Assessment(EntityId(f"a{n}"), P, ClinicalDate.parse(when)) for n, when in enumerate(named)
    )
    lesions = [_lesion(line) for line in lines]
    measured = [m for line in lines for m in _measurements(line)]
    roles = tuple(_role(line) for line in lines if line.split()[1] != "free")
    series = ResponseSeries(EntityId("s"), P, "line 1", EntityId("a0"))
    return PatientRecord(
        Patient(P, "p", time_axis=axis),
        assessments=visits,
        lesions=tuple(lesions),
        measurements=tuple(measured),
        series=(series,),
        series_lesions=roles,
    )


def judged(
    text: str,
    criteria: Criteria = Criteria.RECIST_1_1,
    dates: Sequence[str] = (),
    **switches: Any,
) -> SeriesResponse:
    """Return the one series of the text, judged."""
    rules = {criteria: replace(RULES[criteria], **switches)}
    return timeline(a_record(text, dates), (criteria,), rules).responses[0]


def overall(response: SeriesResponse) -> list[str]:
    """Return the overall categories after the baseline."""
    return [point.overall.value.value for point in response.timepoints[1:]]


def said(response: SeriesResponse) -> str:
    """Return every finding of a series and its assessments, in one text."""
    points = [finding.sentence for point in response.timepoints for finding in point.findings]
    return " ".join([*(finding.sentence for finding in response.findings), *points])


def _lesion(line: str) -> Lesion:
    label, _role, place, *flags = line.split(":", maxsplit=1)[0].split()
    more: dict[str, Any] = {}
    for flag in flags:
        more |= FLAGS[flag]
    kind = KINDS.get(place, LesionKind.MASS)
    organ = ORGANS.get(place, "liver" if place in {"infiltrative", "thrombus"} else place)
    site = "porta hepatis" if place == "porta" else ""
    return Lesion(EntityId(label), P, label, organ, site, kind, **more)


def _role(line: str) -> SeriesLesion:
    label, role, *_ = line.split(":", maxsplit=1)[0].split()
    kind = LesionRole(role.replace("_", " "))
    return SeriesLesion(EntityId(f"r{label}"), P, EntityId("s"), EntityId(label), kind)


def _measurements(line: str) -> list[Measurement]:
    head, readings = line.split(":", 1)
    label, _role_word, place, *_flags = head.split()
    return [
        _measurement(label, n, words.split(), node=place in {"node", "porta"})
        for n, words in enumerate(readings.split("|"))
        if words.strip() not in {"", "-"}
    ]


def _measurement(label: str, n: int, words: list[str], *, node: bool) -> Measurement:
    found: dict[str, Any] = {}
    for word in words:
        found |= _word(word, node=node)
    return Measurement(EntityId(f"{label}-{n}"), P, EntityId(f"a{n}"), EntityId(label), **found)


def _word(word: str, *, node: bool) -> dict[str, Any]:
    name, _, partner = word.partition(":")
    if name in STATES:
        other = EntityId(partner) if partner else None
        return {"state": STATES[name], "other_lesion_id": other}
    if name in TRENDS:
        return {"trend": TRENDS[name]}
    if word in {"cyto+", "cyto-"}:
        return {"cytology_positive": word == "cyto+"}
    if word.startswith("long"):
        return {"longest_mm": Decimal(word.removeprefix("long"))}
    whole, _, viable = word.partition("/")
    size: dict[str, Any] = {"viable_mm": Decimal(viable)} if viable else {}
    if whole:
        size["short_axis_mm" if node else "longest_mm"] = Decimal(whole)
    return size
