"""Vascular invasion and spread outside the liver, as the record has them.

Each lesion counts by its newest reading: a thrombus or a metastasis stays until it is recorded as
absent. What nobody recorded is taken as not there, and the sentence of a stage says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcclog.domain.lesion import LesionKind
from hcclog.rules import words
from hcclog.rules.scores.disease import Seen, Sighting, sightings
from hcclog.rules.scores.score import Input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.lesion import Lesion
    from hcclog.rules.scores.observed import Observed, RecordAt

_IN_THE_LIVER = (
    "liver",
    "portal vein",
    "hepatic vein",
    "inferior vena cava",
    "bile duct",
    "gallbladder",
)
_VESSELS = ("portal vein", "hepatic vein", "inferior vena cava")
_NO_VESSEL = "bile duct"
_FLUIDS = (LesionKind.EFFUSION, LesionKind.ASCITES)
_SURE_NODE_MM = 15


class Evidence(NamedTuple):
    """What speaks for invasion or spread; without words there is none."""

    words: str = ""
    inputs: tuple[Input, ...] = ()
    findings: tuple[str, ...] = ()


def invasion(at: RecordAt) -> Evidence:
    """Return the tumour thrombus of a vessel: grades as stated (Vp, Vv), and lesions."""
    seen = _newest(at, [lesion for lesion in at.record.lesions if _is_thrombus(lesion)])
    present = [each for each in seen if each.seen is Seen.PRESENT]
    sought = [at.find(name) for name in ("Vp", "Vv")]
    stated = [each.observed for each in sought if each.observed is not None]
    findings = [sentence for each in sought for sentence in each.findings]
    if not present and seen:
        stated = [each for each in stated if not _is_gone(each, seen, at)]
    grades = [each for each in stated if each.value > 0]
    if not grades:
        present = [each for each in present if not _is_denied(each, stated, at)]
    told = [f"{each.input.name}{each.value} ({each.input.date})" for each in grades]
    told += [f"{each.words} ({at.chronology.label(each.assessment.on)})" for each in present]
    inputs = (*(each.input for each in grades), *(each.input(at) for each in present))
    findings += _equivocal(seen)
    return Evidence(words.joined(told), inputs, tuple(findings))


def spread(at: RecordAt) -> Evidence:
    """Return the disease outside the liver: sites as stated, and lesions by their organ."""
    outside = [lesion for lesion in at.record.lesions if _is_outside(lesion)]
    seen = _newest(at, outside)
    present = [each for each in seen if each.seen is Seen.PRESENT and _is_proven(each, at)]
    sought = at.newest(
        "sites outside the liver", list(at.staged("sites outside the liver", "extrahepatic_sites"))
    )
    told, inputs = [], []
    if sought.observed is not None and not present:
        told.append(f"{', '.join(sought.observed.value)} ({sought.observed.input.date})")
        stated = sought.observed.input
        inputs.append(stated._replace(value=", ".join(sought.observed.value)))
    told += [
        f"{each.lesion.organ}, {each.words} ({at.chronology.label(each.assessment.on)})"
        for each in present
    ]
    inputs += [each.input(at) for each in present]
    findings = (*sought.findings, *_equivocal(seen), *_fluids(seen, at), *_nodes(present))
    return Evidence("; ".join(told), tuple(inputs), findings)


def _newest(at: RecordAt, lesions: list[Lesion]) -> list[Sighting]:
    read = [sightings(at, lesion) for lesion in lesions]
    return [readings[-1] for readings in read if readings]


def _is_thrombus(lesion: Lesion) -> bool:
    """True for a tumour thrombus, and for any tumour that is recorded in a vessel of the liver."""
    is_thrombus = lesion.kind is LesionKind.THROMBUS and lesion.organ != _NO_VESSEL
    return (is_thrombus or lesion.organ in _VESSELS) and not lesion.benign


def _is_outside(lesion: Lesion) -> bool:
    is_thrombus = lesion.kind is LesionKind.THROMBUS
    in_liver = lesion.organ in _IN_THE_LIVER
    return not (is_thrombus or in_liver or lesion.benign or lesion.kind is LesionKind.CYSTIC)


def _is_gone(stated: Observed, seen: list[Sighting], at: RecordAt) -> bool:
    """True where every thrombus was seen to be gone after a grade was stated."""
    on = stated.input.on
    return on is not None and all(
        each.seen is Seen.GONE and at.surely_before(on, each.assessment.on) for each in seen
    )


def _is_denied(sighting: Sighting, stated: list[Observed], at: RecordAt) -> bool:
    """True where Vp0 was stated after a thrombus was seen."""
    return any(
        each.input.name == "Vp"
        and each.input.on is not None
        and at.surely_before(sighting.assessment.on, each.input.on)
        for each in stated
    )


def _is_proven(sighting: Sighting, at: RecordAt) -> bool:
    """False for fluid without positive cytology."""
    if sighting.lesion.kind not in _FLUIDS:
        return True
    return any(each.measurement.cytology_positive for each in sightings(at, sighting.lesion))


def _equivocal(seen: list[Sighting]) -> Iterator[str]:
    for each in seen:
        if each.seen is Seen.EQUIVOCAL:
            yield f"{each.lesion.label} is equivocal and is not counted."


def _fluids(seen: list[Sighting], at: RecordAt) -> Iterator[str]:
    for each in seen:
        if each.seen is Seen.PRESENT and not _is_proven(each, at):
            yield f"{each.lesion.label} has no positive cytology and is not counted as spread."


def _nodes(present: list[Sighting]) -> Iterator[str]:
    for each in present:
        size = each.size_mm
        if each.lesion.nodal and size is not None and size < _SURE_NODE_MM:
            yield (
                f"{each.words} counts as spread, but a node below {_SURE_NODE_MM} mm is no sure "
                "metastasis."
            )
