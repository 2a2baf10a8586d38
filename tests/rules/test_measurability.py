"""What speaks against a choice of targets: a finding each, nothing refused and nothing repaired."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.assessment import Modality, Scan
from hcclog.domain.ids import EntityId
from hcclog.domain.response import Criteria
from hcclog.rules.timeline import timeline
from tests.rules.courses import P, a_record, judged, said


def targets(*places: str) -> str:
    return "\n".join(f"T{n} target {place}: 20 | 20" for n, place in enumerate(places, start=1))


FINDINGS = [
    pytest.param(
        targets("liver", "lung", "bone", "brain", "node", "adrenal"),
        "There are 6 targets",
        id="C-12: six",
    ),
    pytest.param(
        targets("liver", "liver", "liver"), "3 targets in one organ (liver)", id="C-12: three"
    ),
    pytest.param(
        targets("node", "porta", "node"), "in one organ (lymph nodes)", id="nodes are one organ"
    ),
    pytest.param(
        "T1 target liver: 7 | 7", "diameter of 7.0 mm at the baseline, below 10 mm", id="C-12: 7 mm"
    ),
    pytest.param("T1 target node: 12 | 12", "short axis of 12.0 mm", id="C-12: a node of 12 mm"),
    pytest.param("T1 target liver: 9.99 | 9", "below 10 mm", id="a hair under 10 mm"),
    pytest.param("T1 target thrombus: 20 | 20", "a thrombus is not measurable", id="thrombus"),
    pytest.param("T1 target effusion: 20 | 20", "an effusion is not measurable", id="effusion"),
    pytest.param("T1 target bone: 20 | 20", "soft tissue part", id="bone"),
    pytest.param("T1 target cyst: 20 | 20", "a cyst is no measurable disease", id="cyst"),
    pytest.param("T1 target liver multiple: 20 | 20", "stands for several", id="several"),
    pytest.param("T1 target liver treated: 20 | 20", "treated locally before", id="treated"),
    pytest.param("T1 target liver: present | 20", "without a size at the baseline", id="no size"),
]


@pytest.mark.parametrize(("text", "words"), FINDINGS)
def test_a_breach_is_a_finding(text: str, words: str) -> None:
    assert words in said(judged(text))


SOUND = [
    pytest.param(targets("liver", "liver", "lung", "lung", "node"), id="five, two an organ"),
    pytest.param("T1 target liver: 10 | 10", id="exactly 10 mm"),
    pytest.param("T1 target node: 15 | 15", id="a node of exactly 15 mm"),
    pytest.param("T1 target liver treated grown: 20 | 20", id="treated, and grown since"),
]


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_choice_has_no_finding(text: str) -> None:
    assert said(judged(text)) == ""


MRECIST = [
    pytest.param("T1 target porta: 19 | 19", "below 20 mm", id="porta hepatis 20 mm"),
    pytest.param("T1 target node: 14 | 14", "below 15 mm", id="another node 15 mm"),
    pytest.param(
        "T1 target liver: 30/9 | 30/9", "viable diameter of 9.0 mm", id="viable part 10 mm"
    ),
    pytest.param("T1 target infiltrative: 30/30 | 30/30", "infiltrative", id="infiltrative"),
]


@pytest.mark.parametrize(("text", "words"), MRECIST)
def test_by_mrecist(text: str, words: str) -> None:
    assert words in said(judged(text, Criteria.MRECIST))


SCANS = [
    pytest.param([(Modality.CT, "5")], "12", "", id="slices of 5 mm"),
    pytest.param([(Modality.CT, "8")], "15", "below 16 mm", id="twice slices of 8 mm"),
    pytest.param([(Modality.XRAY, None)], "15", "below 20 mm", id="a plain chest film"),
    pytest.param(
        [(Modality.XRAY, None), (Modality.CT, "5")], "15", "", id="the better of two scans"
    ),
]


@pytest.mark.parametrize(("scans", "size", "words"), SCANS)
def test_by_how_it_was_imaged(
    scans: list[tuple[Modality, str | None]], size: str, words: str
) -> None:
    taken = tuple(
        Scan(EntityId(f"s{n}"), P, EntityId("a0"), modality, "", "", Decimal(mm) if mm else None)
        for n, (modality, mm) in enumerate(scans)
    )
    record = replace(a_record(f"T1 target lung: {size} | {size}"), scans=taken)
    found = said(timeline(record).responses[0])
    assert words in found
    assert bool(found) == bool(words)


def test_a_change_of_modality_is_a_finding() -> None:
    scans = (
        Scan(EntityId("s0"), P, EntityId("a0"), Modality.MRI),
        Scan(EntityId("s1"), P, EntityId("a1"), Modality.CT),
    )
    record = replace(a_record("T1 target lung: 20 | 20"), scans=scans)
    found = said(timeline(record).responses[0])
    assert found == "Modality changed from MRI to CT between day 0 and day 60."
