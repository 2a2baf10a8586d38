"""DICOM files made here; nobody was ever in the scanner."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import Any

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian

STUDY = "1.2.826.0.1.99999.8.1"
DEFLATED = "1.2.840.10008.1.2.1.99"


def an_image(**fields: Any) -> Dataset:
    """Return a CT image of 5 January 2024 with slices of 2.5 mm."""
    image = Dataset()
    image.SOPClassUID = CTImageStorage
    image.SOPInstanceUID = "1.2.826.0.1.99999.8.3"
    image.StudyDate = "20240105"
    image.Modality = "CT"
    image.PatientID = "example-01"
    image.BodyPartExamined = "LIVER"
    image.SliceThickness = "2.50"
    image.StudyInstanceUID = STUDY
    image.SeriesInstanceUID = "1.2.826.0.1.99999.8.2"
    for name, value in fields.items():
        setattr(image, name, value)
    return image


def meta(syntax: str = ExplicitVRLittleEndian) -> FileMetaDataset:
    """Return what stands before a data set."""
    found = FileMetaDataset()
    found.MediaStorageSOPClassUID = CTImageStorage
    found.MediaStorageSOPInstanceUID = UID("1.2.826.0.1.99999.8.3")
    found.TransferSyntaxUID = UID(syntax)
    return found


def bytes_of(dataset: Dataset, syntax: str = ExplicitVRLittleEndian) -> bytes:
    """Return a file."""
    dataset.file_meta = meta(syntax)
    stream = BytesIO()
    dcmwrite(stream, dataset, enforce_file_format=True)
    return stream.getvalue()


def saved(folder: Path, dataset: Dataset | None = None, name: str = "a.dcm") -> Path:
    """Write a file and return where it lies."""
    path = folder / name
    path.write_bytes(bytes_of(dataset or an_image()))
    return path


def element(tag: int, kind: str, value: bytes) -> bytes:
    """Return one element of a short kind, as explicit little endian writes it."""
    return struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, kind.encode(), len(value)) + value


def head(syntax: str = ExplicitVRLittleEndian) -> bytes:
    """Return preamble, mark and meta information, up to where the data set begins."""
    uid = syntax.encode() + b"\x00" * (len(syntax) % 2)
    told = element(0x00020010, "UI", uid)
    return b"\x00" * 128 + b"DICM" + element(0x00020000, "UL", struct.pack("<L", len(told))) + told
