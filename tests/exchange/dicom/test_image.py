"""The header of an image: what it says of an assessment, and what a hostile one comes to."""

from __future__ import annotations

import struct
import tracemalloc
import zlib
from decimal import Decimal
from pathlib import Path

import pytest

from hcclog.commands.refused import Refused
from hcclog.domain.assessment import Modality
from hcclog.exchange.dicom.image import day_of, decimal_of, facts_of, is_dicom, is_image
from tests.exchange.dicom.files import DEFLATED, STUDY, an_image, bytes_of, element, head, saved

MOST_MEMORY = 60_000_000
IMPLICIT = "1.2.840.10008.1.2"
BIG_ENDIAN = "1.2.840.10008.1.2.2"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "a.dcm"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "syntax",
    [
        pytest.param("1.2.840.10008.1.2.1", id="explicit little endian"),
        pytest.param(IMPLICIT, id="implicit"),
        pytest.param(DEFLATED, id="deflated"),
    ],
)
def test_an_image_says_day_way_slices_and_study(tmp_path: Path, syntax: str) -> None:
    facts = facts_of(written(tmp_path, bytes_of(an_image(), syntax)))
    assert str(facts.on) == "2024-01-05"
    assert (facts.modality, facts.slice_thickness_mm) == (Modality.CT, Decimal("2.50"))
    assert str(facts.slice_thickness_mm) == "2.50"
    assert (facts.study_uid, facts.codes, facts.region) == (STUDY, ("example-01",), "liver")


@pytest.mark.parametrize(
    ("said", "modality"),
    [
        pytest.param("MR", Modality.MRI, id="MR"),
        pytest.param("US", Modality.ULTRASOUND, id="ultrasound"),
        pytest.param("PT", Modality.PET_CT, id="PET"),
        pytest.param("NM", Modality.NOT_STATED, id="nuclear medicine says no more"),
    ],
)
def test_modalities_are_read(tmp_path: Path, said: str, modality: Modality) -> None:
    assert facts_of(saved(tmp_path, an_image(Modality=said))).modality is modality


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        pytest.param("StudyDate", "", "on", None, id="no day"),
        pytest.param("SliceThickness", None, "slice_thickness_mm", None, id="no thickness"),
        pytest.param("SliceThickness", "0", "slice_thickness_mm", None, id="slices of nothing"),
        pytest.param("PatientID", "", "codes", (), id="no patient"),
        pytest.param("StudyInstanceUID", "", "study_uid", "", id="no study"),
        pytest.param("BodyPartExamined", "", "region", "", id="no region"),
    ],
)
def test_what_is_not_said_stays_open(
    tmp_path: Path, field: str, value: object, attribute: str, expected: object
) -> None:
    assert getattr(facts_of(saved(tmp_path, an_image(**{field: value}))), attribute) == expected


def test_the_day_of_the_image_stands_in_for_that_of_the_study(tmp_path: Path) -> None:
    facts = facts_of(saved(tmp_path, an_image(StudyDate="", AcquisitionDate="20240106")))
    assert str(facts.on) == "2024-01-06"


def test_who_gave_a_code_is_known(tmp_path: Path) -> None:
    facts = facts_of(saved(tmp_path, an_image(IssuerOfPatientID="HOSP")))
    assert facts.codes == ("example-01", "HOSP:example-01")


@pytest.mark.parametrize("text", ["20240230", "2024", "00000000", "5.1.2024", ""])
def test_a_day_that_no_calendar_has_is_none(text: str) -> None:
    assert day_of(text) is None


def test_a_day_with_points_is_read() -> None:
    assert str(day_of("2024.01.05")) == "2024-01-05"


@pytest.mark.parametrize("text", ["", "nan", "-1", "1e400", "Infinity", "five"])
def test_what_is_no_length_is_none(text: str) -> None:
    assert decimal_of(text) is None


def test_a_power_of_ten_is_written_out() -> None:
    assert str(decimal_of("2.5E1")) == "25"


ENDLESS = struct.pack("<HH2sHL", 0x0008, 0x0001, b"OB", 0, 0xFFFFFFF0)


def nested(depth: int) -> bytes:
    """Return lists within lists of undefined length."""
    begin = struct.pack("<HH2sHL", 0x0008, 0x1140, b"SQ", 0, 0xFFFFFFFF)
    item = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)
    return (begin + item) * depth


def bomb(n_megabytes: int) -> bytes:
    """Return one endless element, deflated."""
    packing = zlib.compressobj(9, wbits=-15)
    parts = [packing.compress(ENDLESS)]
    parts += [packing.compress(bytes(1_000_000)) for _ in range(n_megabytes)]
    return b"".join(parts) + packing.flush()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="I-01 nothing"),
        pytest.param(b"hello" * 100, "is no DICOM file", id="I-02 a text named .dcm"),
        pytest.param(element(0x00080060, "CS", b"CT"), "is no DICOM file", id="I-17 no preamble"),
        pytest.param(b"MZ" + head()[2:], "begins as a program", id="I-17 a program's preamble"),
        pytest.param(
            head(DEFLATED).replace(b"\x10\x00UI", b"\x10\x00UL"),
            "is damaged and cannot be read",
            id="I-17 a syntax that calls itself a number",
        ),
        pytest.param(head() + nested(2000), "too deep", id="I-17 lists within lists"),
        pytest.param(head(), "of no known kind", id="nothing but a head"),
        pytest.param(head("1.2.3.4"), "transfer syntax", id="an unknown way of writing"),
        pytest.param(head(DEFLATED) + b"\xff" * 40, "damaged", id="no deflated data"),
        pytest.param(head() + ENDLESS + b"CT", "of no known kind", id="I-17 a length of 4 GB"),
        pytest.param(head(DEFLATED) + bomb(200), "of no known kind", id="I-17 a bomb"),
    ],
)
def test_a_hostile_file_comes_to_one_sentence_and_little_memory(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = written(tmp_path, content)
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match=r"^a\.dcm") as refused:
            facts_of(path)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    assert words in refused.value.sentence


def test_what_is_no_image_is_refused_by_its_kind(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="of the kind SR, and no image"):
        facts_of(saved(tmp_path, an_image(Modality="SR")))


def test_pixels_are_never_read(tmp_path: Path) -> None:
    pixels = struct.pack("<HH2sHL", 0x7FE0, 0x0010, b"OW", 0, 50_000_000) + bytes(50_000_000)
    path = written(tmp_path, bytes_of(an_image()) + pixels)
    tracemalloc.start()
    try:
        assert facts_of(path).study_uid == STUDY
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY // 4
    finally:
        tracemalloc.stop()


def test_a_report_is_no_image(tmp_path: Path) -> None:
    assert is_image(saved(tmp_path))
    assert not is_image(saved(tmp_path, an_image(Modality="SR")))
    assert not is_image(written(tmp_path, b"Date\tTest"))
    assert is_image(written(tmp_path, head() + nested(2000)))


def test_dicom_is_told_by_its_mark(tmp_path: Path) -> None:
    assert is_dicom(saved(tmp_path))
    assert not is_dicom(written(tmp_path, b"Date\tTest"))
    assert not is_dicom(tmp_path / "gone.dcm")


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.dcm cannot be read"):
        facts_of(tmp_path / "gone.dcm")
