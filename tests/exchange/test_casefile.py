"""Case files: how entries become a record, and which are refused."""

from pathlib import Path

import pytest

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.lesion import LesionState
from hcclog.domain.record import NOUNS
from hcclog.domain.response import LesionRole
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.casefile import CaseFileError, read_case
from tests.exchange.small_case import ids, refusal, small_case


def test_nested_entries_belong_to_their_parent(tmp_path: Path) -> None:
    record = small_case(tmp_path)
    ct = record.assessments[0]
    assert {scan.assessment_id for scan in record.scans} == {ct.id}
    assert record.measurements[0].assessment_id == ct.id
    assert record.measurements[0].lesion_id == record.lesions[0].id
    assert record.measurements[0].state is LesionState.PRESENT
    assert record.series[0].baseline_assessment_id == ct.id
    assert record.series_lesions[0].series_id == record.series[0].id
    assert record.series_lesions[0].role is LesionRole.NON_TARGET
    assert record.holds[0].course_id == record.courses[0].id


def test_nested_entries_take_place_and_date_where_they_have_none(tmp_path: Path) -> None:
    record = small_case(tmp_path)
    document = "DOI 10.1000/example"
    assert record.reported_responses[0].on == ClinicalDate.of(2021, 12)
    assert record.reported_responses[0].source == Source(
        SourceKind.CASE_REPORT, document, "Abstract"
    )
    assert record.measurements[0].source == Source(
        SourceKind.CASE_REPORT, document, "Figure 1", derived=True
    )


def test_every_entity_has_an_id_of_its_own(tmp_path: Path) -> None:
    record = small_case(tmp_path)
    parts = [getattr(record, noun.attribute) for noun in NOUNS[1:]]
    found = [record.patient.id, *(entity.id for part in parts for entity in part)]
    assert len(set(found)) == len(found) == 12


_HAIC = "{on: 2021-11, kind: haic, agents: [oxaliplatin, fluorouracil], place: Figure 2}"
REFUSED = [
    ("an unknown part", "lines:", "line:", "example.yaml: line is not a part of a record."),
    ("no document", "document: DOI 10.1000/example", "", "example.yaml: document is missing."),
    ("an empty document", "DOI 10.1000/example", '""', "example.yaml: document is missing."),
    (
        "a document that is a list",
        "DOI 10.1000/example",
        "[a, b]",
        "example.yaml: document is missing.",
    ),
    (
        "an unknown field",
        "agent: lenvatinib",
        "drug: lenvatinib",
        "example.yaml, courses 1: there is no field drug.",
    ),
    (
        "a field that the reader sets itself",
        "agent: lenvatinib",
        "agent: lenvatinib\n    patient_id: p1",
        "example.yaml, courses 1: there is no field patient_id.",
    ),
    (
        "a missing field",
        "    agent: lenvatinib\n",
        "",
        "example.yaml, courses 1: agent is missing.",
    ),
    (
        "a missing patient code",
        "code: example-01, ",
        "",
        "example.yaml, patient 1: code is missing.",
    ),
    (
        "an empty patient code",
        "code: example-01",
        'code: ""',
        "example.yaml, patient 1: code is missing.",
    ),
    (
        "a measurement outside of any assessment",
        "procedures:",
        "measurements:\n  - {lesion_id: mass, place: Figure 1}\nprocedures:",
        "example.yaml, measurements 1: assessment_id is missing.",
    ),
    ("no place", ", place: Figure 2", "", "example.yaml, procedures 1: place is missing."),
    (
        "a place that is a list",
        "place: Figure 2",
        "place: [Figure 2]",
        "example.yaml, procedures 1: place is missing.",
    ),
    (
        "derived in other words",
        "derived: true",
        "derived: maybe",
        "example.yaml, measurements 1: derived is true or false.",
    ),
    (
        "derived as a list",
        "derived: true",
        "derived: [true]",
        "example.yaml, measurements 1: derived is true or false.",
    ),
    (
        "a noun that is no list",
        "procedures:\n  - {",
        "procedures:\n  {",
        "example.yaml: procedures is not a list.",
    ),
    (
        "an entry that is a word",
        f"procedures:\n  - {_HAIC}",
        "procedures: [haic]",
        "example.yaml, procedures 1 is not an entry.",
    ),
    (
        "a key with a colon",
        "key: mass",
        'key: "mass:1"',
        "example.yaml, lesions 1: key has lower-case letters, digits and -.",
    ),
    (
        "a key that is a list",
        "key: mass",
        "key: [mass]",
        "example.yaml, lesions 1: key has lower-case letters, digits and -.",
    ),
    (
        "one key for two entries",
        "procedures:",
        "visits:\n  - {key: a, on: 2021, place: b}\n  - {key: a, on: 2021, place: b}\nprocedures:",
        "example.yaml, visits 2: the key a stands twice.",
    ),
    (
        "a merge key",
        "kind: haic",
        "<<: {kind: haic}",
        "example.yaml, procedures 1: there is no field <<.",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_it_is_refused_with_file_entry_and_field(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert refusal(tmp_path, old, new) == sentence


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"^gone\.yaml cannot be read: "):
        read_case(tmp_path / "gone.yaml", ids())
