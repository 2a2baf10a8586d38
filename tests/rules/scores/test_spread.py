"""Vascular invasion and spread: by grade, by site and by lesion, each by its newest reading."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hcclog.domain.lesion import LesionKind
from hcclog.domain.record import PatientRecord
from hcclog.domain.staging import Staging
from hcclog.rules.scores.spread import invasion, spread
from tests.rules.scores.records import a_chart, a_staging, at

DATES = ("2021-01-05", "2021-03-05")
BEFORE, BETWEEN, AFTER = "2020-12-05", "2021-02-05", "2021-04-05"

INVASION = [
    pytest.param("", (), "", id="nothing recorded"),
    pytest.param("V1 thrombus: present", (), "V1 (2021-01-05)", id="a thrombus"),
    pytest.param("V1 thrombus: 12", (), "V1 12 mm (2021-01-05)", id="with a size"),
    pytest.param("V1 portal_vein: 12", (), "V1 12 mm (2021-01-05)", id="a tumour in the vein"),
    pytest.param("V1 bile_duct_thrombus: present", (), "", id="a thrombus of the bile duct"),
    pytest.param("V1 thrombus benign: present", (), "", id="a bland thrombus"),
    pytest.param("V1 thrombus: absent", (), "", id="a thrombus that is gone"),
    pytest.param("V1 thrombus: equivocal", (), "", id="an equivocal one"),
    pytest.param("", (a_staging(vp=3),), "Vp3 (2021-01-05)", id="Vp3"),
    pytest.param("", (a_staging(vp=0),), "", id="Vp0"),
    pytest.param("", (a_staging(vv=2),), "Vv2 (2021-01-05)", id="Vv2"),
    pytest.param("", (a_staging(vp=0, vv=1),), "Vv1 (2021-01-05)", id="Vp0 with Vv1"),
    pytest.param(
        "V1 thrombus: present",
        (a_staging(vp=3),),
        "Vp3 (2021-01-05) and V1 (2021-01-05)",
        id="both ways",
    ),
    pytest.param(
        "V1 thrombus: present", (a_staging(AFTER, vp=0),), "", id="Vp0 after the thrombus"
    ),
    pytest.param(
        "V1 thrombus: present",
        (a_staging(BEFORE, vp=0),),
        "V1 (2021-01-05)",
        id="Vp0 before the thrombus",
    ),
    pytest.param(
        "V1 thrombus: present",
        (a_staging(AFTER, vv=0),),
        "V1 (2021-01-05)",
        id="Vv0 says nothing of the portal vein",
    ),
    pytest.param(
        "V1 thrombus: present | absent", (a_staging(BETWEEN, vp=3),), "", id="gone after Vp3"
    ),
    pytest.param(
        "V1 thrombus: absent | -",
        (a_staging(BETWEEN, vp=3),),
        "Vp3 (2021-02-05)",
        id="gone before Vp3",
    ),
    pytest.param(
        "V1 thrombus: present | NE",
        (a_staging(BETWEEN, vp=3),),
        "Vp3 (2021-02-05)",
        id="not evaluable after Vp3",
    ),
]


@pytest.mark.parametrize(("lesions", "stagings", "words"), INVASION)
def test_invasion(lesions: str, stagings: tuple[Staging, ...], words: str) -> None:
    record = a_chart("", *stagings, lesions=lesions, dates=DATES)
    assert invasion(at(in_vessels(record))).words == words


def in_vessels(record: PatientRecord) -> PatientRecord:
    """Return the record with the lesions put where the text of the test says."""
    moved: dict[str, dict[str, Any]] = {
        "portal_vein": {"organ": "portal vein"},
        "bile_duct_thrombus": {"organ": "bile duct", "kind": LesionKind.THROMBUS},
    }
    lesions = tuple(replace(each, **moved.get(each.organ, {})) for each in record.lesions)
    return replace(record, lesions=lesions)


SPREAD = [
    pytest.param("", (), "", id="nothing recorded"),
    pytest.param("L1 lung: 12", (), "lung, L1 12 mm (2021-01-05)", id="a lesion in the lung"),
    pytest.param("L1 lung: 12 | absent", (), "", id="that is gone"),
    pytest.param("L1 lung: present | -", (), "lung, L1 (2021-01-05)", id="and not read again"),
    pytest.param("L1 lung benign: 12", (), "", id="a benign one"),
    pytest.param("L1 lung: equivocal", (), "", id="an equivocal one"),
    pytest.param("R1 liver: 40", (), "", id="in the liver"),
    pytest.param("V1 thrombus: present", (), "", id="a thrombus"),
    pytest.param("N1 node: 9.9", (), "", id="a node just below 10 mm"),
    pytest.param("N1 node: 10", (), "lymph node, N1 10 mm (2021-01-05)", id="a node of 10 mm"),
    pytest.param("N1 node: present", (), "lymph node, N1 (2021-01-05)", id="a node with no size"),
    pytest.param("E1 effusion: present", (), "", id="fluid"),
    pytest.param("E1 effusion: present cyto-", (), "", id="fluid with negative cytology"),
    pytest.param(
        "E1 effusion: present cyto+", (), "pleura, E1 (2021-01-05)", id="with positive cytology"
    ),
    pytest.param(
        "E1 effusion: present cyto+ | present",
        (),
        "pleura, E1 (2021-03-05)",
        id="positive cytology before",
    ),
    pytest.param(
        "",
        (a_staging(extrahepatic_sites=("lung-both", "bone-spine")),),
        "lung-both, bone-spine (2021-01-05)",
        id="sites as stated",
    ),
    pytest.param(
        "L1 lung: 12",
        (a_staging(extrahepatic_sites=("lung-both",)),),
        "lung, L1 12 mm (2021-01-05)",
        id="the lesion speaks for the site",
    ),
]


@pytest.mark.parametrize(("lesions", "stagings", "words"), SPREAD)
def test_spread(lesions: str, stagings: tuple[Staging, ...], words: str) -> None:
    assert spread(at(a_chart("", *stagings, lesions=lesions, dates=DATES))).words == words


FINDINGS = [
    pytest.param("E1 effusion: present", "E1 has no positive cytology", id="fluid"),
    pytest.param("N1 node: 14.9", "N1 14.9 mm counts as spread, but", id="a node below 15 mm"),
    pytest.param("N1 node: 15", "", id="a node of 15 mm"),
    pytest.param("N1 node: 9", "", id="a normal node"),
    pytest.param("L1 lung: equivocal", "L1 is equivocal and is not counted.", id="equivocal"),
    pytest.param("E1 effusion: absent", "", id="fluid that is gone"),
]


def test_what_is_unsure_of_a_thrombus_is_said() -> None:
    stagings = a_staging(key="s1", vp=3), a_staging(key="s2", vp=1)
    record = a_chart("", *stagings, lesions="V1 thrombus: present\nV2 thrombus: equivocal")
    found = invasion(at(record))
    assert found.findings == (
        "Vp 3 (2021-01-05) may be as new as Vp 1 (2021-01-05), which is used.",
        "V2 is equivocal and is not counted.",
    )
    assert [each.words for each in found.inputs] == ["Vp 1", "V1 present"]


def test_two_metastases_are_told_side_by_side() -> None:
    found = spread(at(a_chart(lesions="L1 lung: 12\nN1 node: 14.9")))
    assert found.words == "lung, L1 12 mm (2021-01-05); lymph node, N1 14.9 mm (2021-01-05)"
    assert found.findings == (
        "N1 14.9 mm counts as spread, but a node below 15 mm is no sure metastasis.",
    )


@pytest.mark.parametrize(("lesions", "words"), FINDINGS)
def test_what_is_unsure_is_said(lesions: str, words: str) -> None:
    found = " ".join(spread(at(a_chart(lesions=lesions))).findings)
    assert words in found
    assert bool(found) is bool(words)


def test_inputs_name_the_readings() -> None:
    found = spread(at(a_chart(lesions="L1 lung: 12\nN1 node: present")))
    told = [(each.words, each.entity, each.entity_id) for each in found.inputs]
    assert told == [("L1 12 mm", "measurement", "L1-0"), ("N1 present", "measurement", "N1-0")]
    assert {(str(each.on), each.date) for each in found.inputs} == {("2021-01-05", "2021-01-05")}


def test_a_reading_without_size_or_state_is_one_of_something_present() -> None:
    record = a_chart(lesions="L1 lung: present")
    (read,) = record.measurements
    bare = replace(record, measurements=(replace(read, state=None),))
    assert [each.words for each in spread(at(bare)).inputs] == ["L1 present"]


def test_readings_count_in_order_of_time_not_of_entry() -> None:
    record = a_chart(lesions="L1 lung: 12 | absent", dates=DATES)
    turned = replace(record, measurements=record.measurements[::-1])
    assert spread(at(turned)).words == ""
    turned = replace(turned, assessments=record.assessments[::-1])
    assert spread(at(turned)).words == ""


def test_a_thrombus_is_no_spread_wherever_it_lies() -> None:
    record = a_chart(lesions="V1 thrombus: present")
    moved = replace(record.lesions[0], organ="right atrium")
    assert spread(at(replace(record, lesions=(moved,)))).words == ""


def test_a_stated_site_is_an_input() -> None:
    found = spread(at(a_chart("", a_staging(extrahepatic_sites=("lung-both",)))))
    assert [each.value for each in found.inputs] == ["lung-both"]
