"""Which assessment a report belongs to: by its study, else by its day, else a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hcclog.commands.assessments import is_uid
from hcclog.commands.refused import Refused
from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.sources import Source
from hcclog.entry.clerk import Clerk
from hcclog.entry.questions.find import questions
from hcclog.exchange.dicom.codes import PROCEDURES
from hcclog.exchange.dicom.image import MODALITIES, day_of
from hcclog.exchange.dicom.tree import Item
from hcclog.exchange.incoming.plan import Line, Verdict

Dataset = Any
_PLACE = "study"
_MODALITY, _PROCEDURE = ("DCM", "121139"), ("DCM", "121058")
_STORAGE = "1.2.840.10008.5.1.4.1.1."
_OF_CLASS = {
    "2": Modality.CT,
    "2.1": Modality.CT,
    "4": Modality.MRI,
    "4.1": Modality.MRI,
    "128": Modality.PET_CT,
    "130": Modality.PET_CT,
    "6.1": Modality.ULTRASOUND,
    "3.1": Modality.ULTRASOUND,
    "1": Modality.XRAY,
    "1.1": Modality.XRAY,
}
_OF_PROCEDURE = {code.key: modality for modality, code in reversed(PROCEDURES.items())}


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of the study that it is of."""

    uids: tuple[str, ...]
    on: ClinicalDate | None
    modality: Modality


@dataclass(frozen=True, slots=True)
class Placed:
    """The assessment of a report.

    Attributes:
        created: The assessment and its scan, where they are new.
        amended: A scan as it is, and with its study.
    """

    assessment: Assessment
    line: Line
    created: tuple[Assessment | Scan, ...] = ()
    amended: tuple[tuple[Scan, Scan], ...] = ()


def told_by(dataset: Dataset, items: Sequence[Item]) -> Told:
    """Return what a report says of its study."""
    evidence = list(dataset.get("CurrentRequestedProcedureEvidenceSequence", None) or ())
    said = [dataset, *evidence]
    uids = [str(each.get("StudyInstanceUID", "") or "") for each in said]
    modality = next(_modalities(evidence, items), Modality.NOT_STATED)
    known = tuple(dict.fromkeys(uid for uid in uids if is_uid(uid)))
    return Told(known, day_of(str(dataset.get("StudyDate", "") or "")), modality)


def _modalities(evidence: Sequence[Dataset], items: Sequence[Item]) -> Iterator[Modality]:
    """Yield what is said of the examination, the surest first: the images, then words on them."""
    for uid in _image_classes(evidence):
        if uid.removeprefix(_STORAGE) in _OF_CLASS:
            yield _OF_CLASS[uid.removeprefix(_STORAGE)]
    codes = [(item.name.key, item.code) for item in items if item.code is not None]
    for name, code in codes:
        if name == _MODALITY and code.value in MODALITIES:
            yield MODALITIES[code.value]
        if name == _PROCEDURE and code.key in _OF_PROCEDURE:
            yield _OF_PROCEDURE[code.key]


def _image_classes(evidence: Sequence[Dataset]) -> Iterator[str]:
    for study in evidence:
        for series in study.get("ReferencedSeriesSequence", None) or ():
            for image in series.get("ReferencedSOPSequence", None) or ():
                yield str(image.get("ReferencedSOPClassUID", ""))


def placed(clerk: Clerk, told: Told, source: Source) -> Placed:
    """Return the assessment that a report belongs to.

    Raises:
        Refused: It has no place in the record, or several.
    """
    record = clerk.record
    by_study = {scan.assessment_id for scan in record.scans if scan.study_uid in told.uids}
    here = [x for x in record.assessments if x.id in by_study]
    if len(here) == 1:
        words = f"assessment of {clerk.chronology.label(here[0].on)}, by its study"
        return Placed(here[0], _line(clerk, words, Verdict.THERE))
    if told.on is None:
        raise Refused("It names no day of its study, and its study is at no assessment.")
    if clerk.is_relative:
        zero = "the days of this patient are counted from day 0"
        raise Refused(f"Its study is of {told.on}, and {zero}; name the study at its assessment.")
    of_day = [x for x in record.assessments if x.on.form == told.on.form]
    if len(of_day) > 1 or len(here) > 1:
        raise Refused(f"Several assessments are of {told.on}; name the study at the right one.")
    return _of_day(clerk, told, of_day[0], source) if of_day else _new(clerk, told, source)


def _new(clerk: Clerk, told: Told, source: Source) -> Placed:
    patient_id = clerk.record.patient.id
    if told.on is None:
        raise Refused("It names no day of its study.")
    assessment = Assessment(EntityId(clerk.new_id()), patient_id, told.on, source=source)
    scan = _scan(clerk, told, assessment, source)
    asked = " ".join(each.sentence for each in questions(clerk, (assessment,)))
    words = f"new assessment of {told.on}, {told.modality}"
    line = _line(clerk, words, Verdict.ASKED if asked else Verdict.NEW, asked)
    return Placed(assessment, line, (assessment, scan))


def _of_day(clerk: Clerk, told: Told, assessment: Assessment, source: Source) -> Placed:
    """Return the assessment of the same day; its scan learns its study where it has none."""
    words = f"assessment of {told.on}, by its day"
    scans = [x for x in clerk.record.scans if x.assessment_id == assessment.id]
    if any(scan.study_uid for scan in scans):
        why = "The assessment of this day is of another study; is it the same imaging?"
        return Placed(assessment, _line(clerk, words, Verdict.ASKED, why))
    if not told.uids:
        return Placed(assessment, _line(clerk, words, Verdict.THERE))
    why = f"Its scan is study {told.uids[0]}."
    line = _line(clerk, words, Verdict.CHANGED, why)
    same = [x for x in scans if x.modality is told.modality]
    if same:
        amended = replace(same[0], study_uid=told.uids[0])
        return Placed(assessment, line, amended=((same[0], amended),))
    return Placed(assessment, line, (_scan(clerk, told, assessment, source),))


def _scan(clerk: Clerk, told: Told, assessment: Assessment, source: Source) -> Scan:
    uid = told.uids[0] if told.uids else ""
    own, patient_id = EntityId(clerk.new_id()), assessment.patient_id
    return Scan(own, patient_id, assessment.id, told.modality, study_uid=uid, source=source)


def _line(clerk: Clerk, words: str, verdict: Verdict, why: str = "") -> Line:
    return Line(_PLACE, words, verdict, why, clerk.record.patient.code)
