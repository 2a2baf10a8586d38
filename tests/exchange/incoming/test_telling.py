"""What kind of file one is: told by its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.telling import kind_of


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(b"MSH|^~\\&|LAB", "hl7", id="a message"),
        pytest.param(b"\x0bMSH|^~\\&|LAB", "hl7", id="a message in its envelope"),
        pytest.param(b'{"resourceType": "Bundle"}', "fhir", id="a bundle"),
        pytest.param(
            b'{"id": "1", "resourceType": "Bundle"}', "fhir", id="a bundle with its type later"
        ),
        pytest.param(b'{"hcclog": "dump"}', "jsonl", id="a dump"),
        pytest.param(b'{"datasetJSONVersion": "1.1.0"}', "sdtm", id="dataset JSON"),
        pytest.param(b"HEADER RECORD*******LIBRARY", "sdtm", id="a transport file"),
        pytest.param(b"STUDYID,DOMAIN,USUBJID", "sdtm", id="a table of a domain"),
        pytest.param(b"\xef\xbb\xbfDOMAIN,STUDYID", "sdtm", id="the same with a mark of its order"),
        pytest.param(b"\x00" * 128 + b"DICM", "dicom-sr", id="a DICOM file"),
        pytest.param(b"patient,date,test,value,unit", "labs", id="any other table"),
        pytest.param("patient;date".encode("utf-16"), "labs", id="a table in UTF-16"),
    ],
)
def test_a_file_is_told_by_its_content(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert kind_of(path).name == kind


def test_a_folder_holds_domains(tmp_path: Path) -> None:
    assert kind_of(tmp_path).name == "sdtm"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="I-01 no bytes"),
        pytest.param(b" \n", "is empty", id="I-01 nothing but spaces"),
        pytest.param(b"\x89PNG\r\n", "is a picture", id="I-02 a picture named .csv"),
        pytest.param(b"\x80\x04\x95", "is a pickle", id="I-16 a pickle"),
        pytest.param(b"\xd0\xcf\x11\xe0", "save it as .xlsx", id="an old workbook"),
        pytest.param(b"SQLite format 3\x00", "is a database", id="I-20 a database"),
    ],
)
def test_what_is_not_read_is_refused_by_its_content(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "labs.csv"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"labs\.csv") as refused:
        kind_of(path)
    assert words in refused.value.sentence


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.csv cannot be read"):
        kind_of(tmp_path / "gone.csv")
