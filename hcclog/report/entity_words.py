"""What single entries of a record say, in few words: the same in windows and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion, LesionState, Measurement
from hcclog.domain.patient import Patient, Serology, Sex
from hcclog.domain.procedure import Pathology
from hcclog.domain.response import Criteria, ReportedResponse
from hcclog.domain.staging import Staging
from hcclog.report.naming import site_name
from hcclog.report.wording import MINUS, compared, number

CRITERIA_NAMES = {
    Criteria.RECIST_1_1: "RECIST 1.1",
    Criteria.MRECIST: "mRECIST",
    Criteria.IRECIST: "iRECIST",
    Criteria.RECIST: "RECIST",
    Criteria.NOT_STATED: "criteria not stated",
}
SEX_WORDS = {Sex.FEMALE: "Woman", Sex.MALE: "Man", Sex.OTHER: "Other", Sex.UNKNOWN: ""}
_SIGNS = {Serology.POSITIVE: "+", Serology.NEGATIVE: MINUS}


def lab_value(lab: LabResult) -> str:
    """Return a result without its unit: ``<0.8``, ``1 089`` or ``raised``."""
    if lab.value is None:
        return str(lab.qualitative or "")
    return compared(lab.value, lab.comparator)


def lab_full(lab: LabResult) -> str:
    """Return a result with its unit."""
    return f"{lab_value(lab)} {lab.unit if lab.value is not None else ''}".strip()


def plural(n: int, word: str) -> str:
    """Return a number and its noun."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def cause_words(patient: Patient) -> str:
    """Return viruses and cause: ``HBV+ HCV− NASH``; what is not known is left out."""
    parts = [
        f"{virus}{_SIGNS[state]}"
        for virus, state in (("HBV", patient.hbv), ("HCV", patient.hcv))
        if state is not None
    ]
    shown = {part[:3] for part in parts}
    parts += [cause.value for cause in patient.aetiologies if cause.value not in shown]
    return " ".join(parts)


def sentence_case(words: str) -> str:
    """Return words with a capital first letter; the others stay."""
    return words[:1].upper() + words[1:]


def diameter(length: Decimal) -> str:
    """Return a diameter as it was measured, with at least one decimal; a viable 0 stays 0."""
    if length == 0:
        return "0"
    return f"{length:f}" if "." in f"{length:f}" else f"{length:f}.0"


def place_words(lesion: Lesion) -> str:
    """Return organ and place of a lesion: ``Liver, S8``."""
    organ, place = site_name(lesion.organ), site_name(lesion.site) if lesion.site else ""
    if not place or place.casefold().startswith(organ.casefold()):
        return sentence_case(place or organ)
    return f"{sentence_case(organ)}, {place}"


def size_words(seen: Measurement, lesion: Lesion) -> str:
    """Return the diameters: the one that counts alone, both with a cross."""
    longest, short = seen.longest_mm, seen.short_axis_mm
    if longest is not None and short is not None:
        return f"{diameter(longest)} × {diameter(short)}"
    if longest is not None:
        return f"longest {diameter(longest)}" if lesion.nodal else diameter(longest)
    if short is not None:
        return diameter(short) if lesion.nodal else f"short axis {diameter(short)}"
    return ""


def state_words(seen: Measurement, labels: Mapping[str, str]) -> str:
    """Return a state in words: ``merged into T2``; empty without one."""
    if seen.state is None:
        return ""
    joined = {LesionState.MERGED: "into", LesionState.SPLIT: "from"}.get(seen.state)
    if joined is None or seen.other_lesion_id is None:
        return seen.state.value.replace("-", " ")
    return f"{seen.state.value} {joined} {labels.get(seen.other_lesion_id, 'another')}"


def staging_words(staging: Staging) -> str:
    """Return what a staging says, in few words."""
    parts = [
        f"BCLC {staging.bclc}" if staging.bclc else "",
        f"CNLC {staging.cnlc}" if staging.cnlc else "",
        child_pugh_words(staging),
        f"Vp{staging.vp}" if staging.vp is not None else "",
        f"Vv{staging.vv}" if staging.vv is not None else "",
        plural(staging.n_tumours, "tumour") if staging.n_tumours is not None else "",
        f"largest {number(staging.largest_mm)} mm" if staging.largest_mm is not None else "",
        ", ".join(staging.extrahepatic_sites),
        staging.differentiation,
    ]
    return " · ".join(part for part in parts if part)


def child_pugh_words(staging: Staging) -> str:
    """Return ``Child-Pugh A5`` as far as it is stated."""
    points = staging.child_pugh_points
    stated = f"{staging.child_pugh_class or ''}{'' if points is None else points}"
    return f"Child-Pugh {stated}" if stated else ""


def pathology_words(found: Pathology) -> str:
    """Return a pathologist's findings in few words."""
    stated = (
        (found.macrovascular_invasion, "macrovascular invasion"),
        (found.nerve_invasion, "nerve invasion"),
        (found.necrosis, "necrosis"),
    )
    parts = [
        sentence_case(site_name(found.site)) if found.site else "",
        f"{number(found.diameter_mm)} mm" if found.diameter_mm is not None else "",
        found.pattern,
        f"MVI {found.microvascular_invasion}" if found.microvascular_invasion else "",
        *(name if yes else f"no {name}" for yes, name in stated if yes is not None),
    ]
    return ", ".join(part for part in parts if part) or "tissue examined"


def reported_words(report: ReportedResponse) -> str:
    """Return what a reader concluded: ``PR (mRECIST)``."""
    said = report.category.value if report.category else report.wording
    rests = f", by {report.basis}" if report.basis else ""
    return f"{said} ({CRITERIA_NAMES[report.criteria]}{rests})"


def reference_words(lab: LabResult) -> str:
    """Return the reference range of the result: ``0–7``, ``< 7`` or nothing."""
    low, high = lab.reference_low, lab.reference_high
    if low is not None and high is not None:
        return f"{number(low)}–{number(high)}"
    if high is not None:
        return f"< {number(high)}"
    return f"> {number(low)}" if low is not None else ""


def by_label(lesion: Lesion) -> tuple[str, int, str]:
    """Return where a lesion stands among others: T2 before T10."""
    letters = lesion.label.rstrip("0123456789")
    digits = lesion.label[len(letters) :]
    return letters, int(digits or 0), lesion.label
