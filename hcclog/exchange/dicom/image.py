"""What the header of one image says of an assessment: the day, the way, the slices, the study."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hcclog.commands.assessments import is_uid
from hcclog.commands.refused import Refused
from hcclog.domain.assessment import Modality
from hcclog.domain.date_reading import FIRST_YEAR, LAST_YEAR
from hcclog.domain.dates import Calendar, ClinicalDate
from hcclog.exchange.dicom.header import Wanted, read_dicom, sheltered
from hcclog.exchange.dicom.person import codes_of
from hcclog.exchange.incoming.plain_files import check_plain

# Of the header of an image, everything that is asked for stands in its first part.
_MOST_BYTES = 2_000_000
_STUDY = 0x0020000D
_TAGS = {
    "SOPClassUID": 0x00080016,
    "StudyDate": 0x00080020,
    "AcquisitionDate": 0x00080022,
    "Modality": 0x00080060,
    "PatientID": 0x00100020,
    "IssuerOfPatientID": 0x00100021,
    "BodyPartExamined": 0x00180015,
    "SliceThickness": 0x00180050,
    "StudyInstanceUID": _STUDY,
}
_IMAGE = Wanted(_MOST_BYTES, whole=False, last_tag=_STUDY, tags=tuple(_TAGS.values()))
MODALITIES = {
    "CT": Modality.CT,
    "MR": Modality.MRI,
    "US": Modality.ULTRASOUND,
    "PT": Modality.PET_CT,
    "CR": Modality.XRAY,
    "DX": Modality.XRAY,
    "NM": Modality.NOT_STATED,
    "XA": Modality.NOT_STATED,
    "OT": Modality.NOT_STATED,
}
_KIND = re.compile(r"[A-Z0-9]{2,16}")
_DAY = re.compile(r"([0-9]{4})\.?([0-9]{2})\.?([0-9]{2})")
# A decimal string of DICOM (PS3.5, 6.2); the language itself would take 1_000 for one too.
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_MOST_OF_TEXT = 60
_REPORT = "SR"


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What one image says.

    Attributes:
        on: The day of the study, else of the image; None where it names none.
        slice_thickness_mm: None where the header does not say it.
        codes: The patient's code, bare and with who gave it.
        region: Part of the body, in the header's word.
    """

    name: str
    on: ClinicalDate | None
    modality: Modality
    slice_thickness_mm: Decimal | None
    study_uid: str
    codes: tuple[str, ...]
    region: str = ""


def is_dicom(path: Path) -> bool:
    """Return whether a file says that it is DICOM; False where it cannot be read."""
    if not path.is_file():  # to look into a pipe is to wait for ever
        return False
    try:
        with path.open("rb") as file:
            return file.read(132)[128:] == b"DICM"
    except OSError:
        return False


def is_image(path: Path) -> bool:
    """Return whether a file is DICOM and no report: one that is damaged counts, to be refused."""
    if not is_dicom(path):
        return False
    try:
        dataset = read_dicom(path, _IMAGE)
        with sheltered(path.name):
            return str(dataset.get("Modality", "") or "").strip().upper() != _REPORT
    except Refused:
        return True


def facts_of(path: Path) -> ImageFacts:
    """Return what an image says; nothing behind its header is read.

    Raises:
        Refused: It is no image, or cannot be read.
    """
    check_plain(path)
    dataset = read_dicom(path, _IMAGE)
    with sheltered(path.name):
        said = {name: str(dataset.get(name, "") or "").strip() for name in _TAGS}
        codes = codes_of(dataset)
        thickness = decimal_of(dataset.get("SliceThickness"))
    modality = MODALITIES.get(said["Modality"].upper())
    if modality is None:
        raise Refused(f"{path.name} is {kind_words(said['Modality'])}, and no image of a scanner.")
    study = said["StudyInstanceUID"]
    return ImageFacts(
        path.name,
        day_of(said["StudyDate"]) or day_of(said["AcquisitionDate"]),
        modality,
        thickness or None,
        study if is_uid(study) else "",
        codes,
        said["BodyPartExamined"].lower()[:_MOST_OF_TEXT],
    )


def kind_words(modality: str) -> str:
    """Return what kind of DICOM a file is, as its header says it."""
    said = modality.strip().upper()
    return f"DICOM of the kind {said}" if _KIND.fullmatch(said) else "DICOM of no known kind"


def day_of(text: str) -> ClinicalDate | None:
    """Return a day of DICOM; None where there is none, or it only stands for one."""
    found = _DAY.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    try:
        return ClinicalDate(Calendar(*(int(part) for part in found.groups())))
    except ValueError:
        return None


def decimal_of(value: Any) -> Decimal | None:
    """Return a number as its text says it, exactly; None where it is none, or below 0."""
    # The library keeps the text beside the number that it makes of it.
    text = str(getattr(value, "original_string", value)).strip()
    if _DECIMAL.fullmatch(text) is None:
        return None
    number = Decimal(text)
    if number < 0 or abs(number.adjusted()) > _MOST_OF_TEXT:
        return None
    return Decimal(f"{number:f}")
