"""A report as a file: whose it is, in which study, and its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from hcclog.domain.dates import Calendar
from hcclog.domain.patient import Patient, Sex
from hcclog.exchange.dicom.uids import derived_uid

Dataset = Any
COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33"
_SEXES = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.OTHER: "O"}
_MIDNIGHT = "000000"
# Latin letters with their marks, too: the first part of a name is alphabetic.
_LATIN_END = 0x24F


@dataclass(frozen=True, slots=True)
class Study:
    """What a report belongs to.

    Attributes:
        uid: Of the study in the archive.
        on: Its day, where it is known to the day.
        key: Our own name of the assessment; the series is called by it.
    """

    uid: str
    on: Calendar | None
    key: str


def document(
    patient: Patient, study: Study, content: Dataset, today: date, *, is_deidentified: bool
) -> Dataset:
    """Return the data set of a report; the same content has the same name."""
    from pydicom.dataset import Dataset as DicomDataset

    found = DicomDataset()
    found.SpecificCharacterSet = "ISO_IR 192"
    found.SOPClassUID = COMPREHENSIVE_SR
    _tell_patient(found, patient, is_deidentified=is_deidentified)
    _tell_study(found, study)
    found.Modality = "SR"
    found.Manufacturer = "hcclog"
    found.SeriesInstanceUID = derived_uid("series", study.key)
    found.SeriesNumber = found.InstanceNumber = "1"
    found.SeriesDescription = "Lesion diameters"
    found.ReferencedPerformedProcedureStepSequence = []
    found.PerformedProcedureCodeSequence = []
    found.ContentDate = f"{today:%Y%m%d}"
    found.ContentTime = _MIDNIGHT
    found.CompletionFlag = "COMPLETE"
    found.VerificationFlag = "UNVERIFIED"
    found.PreliminaryFlag = "FINAL"
    found.update(content)
    found.SOPInstanceUID = derived_uid("report", sha256(found.to_json().encode()).hexdigest())
    return found


def save(found: Dataset, path: Path) -> None:
    """Write a report to a file."""
    from pydicom.dataset import FileMetaDataset
    from pydicom.uid import UID, ExplicitVRLittleEndian

    found.file_meta = meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = found.SOPClassUID
    meta.MediaStorageSOPInstanceUID = found.SOPInstanceUID
    meta.ImplementationClassUID = UID(derived_uid("hcclog"))
    meta.ImplementationVersionName = "HCCLOG"
    found.save_as(path, enforce_file_format=True)


def person_name(name: str) -> str:
    """Return a name as the standard writes it; letters of other scripts have a place of their own.

    The signs that part a name there become spaces.
    """
    plain = " ".join(name.translate(str.maketrans("^=\\", "   ")).split())
    return f"={plain}" if any(ord(letter) > _LATIN_END for letter in plain) else plain


def _tell_patient(found: Dataset, patient: Patient, *, is_deidentified: bool) -> None:
    born = patient.birth_on.calendar if patient.birth_on else None
    found.PatientID = patient.code
    found.PatientName = person_name(patient.name)
    found.PatientBirthDate = str(born).replace("-", "") if born and born.day else ""
    found.PatientSex = _SEXES.get(patient.sex, "")
    if is_deidentified:
        found.PatientIdentityRemoved = "YES"
        found.DeidentificationMethod = "hcclog: codes and dates replaced"


def _tell_study(found: Dataset, study: Study) -> None:
    found.StudyInstanceUID = study.uid
    found.StudyDate = str(study.on).replace("-", "") if study.on else ""
    found.StudyTime = ""
    found.ReferringPhysicianName = ""
    found.StudyID = ""
    found.AccessionNumber = ""
