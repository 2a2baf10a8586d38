"""Proposed roles: the largest measurable lesions are targets, each with the reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.assessment import Assessment, Modality, Scan
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import LesionRole, ResponseSeries, SeriesLesion
from hcclog.rules.role_rules import ROLE_RULES
from hcclog.rules.series_proposal import (
    RoleProposal,
    breaches,
    free_label,
    proposals,
    proposed_roles,
)
from tests.rules.courses import P, a_record
from tests.rules.treated import a_treated

T, N, OUT = LesionRole.TARGET, LesionRole.NON_TARGET, None


def roles_at(record: PatientRecord, n: int = 0) -> tuple[RoleProposal, ...]:
    return proposed_roles(record, Chronology(record), record.assessments[n])


ONE = [
    pytest.param("T1 free liver: 10", T, "longest diameter of 10.0 mm; it is", id="10 mm"),
    pytest.param("T1 free liver: 10.01", T, "measurable from 10 mm", id="just above"),
    pytest.param("T1 free liver: 9.99", N, "is measurable on these scans from 10 mm", id="below"),
    pytest.param("T1 free node: 15", T, "short axis of 15.0 mm", id="a node of 15 mm"),
    pytest.param("T1 free node: 14.9", N, "from 15 mm", id="a node below 15 mm"),
    pytest.param("T1 free node: 10", N, "short axis of 10.0 mm", id="a node of 10 mm"),
    pytest.param("T1 free node: 9.9", OUT, "is a normal node", id="a normal node"),
    pytest.param("T1 free node: long20", N, "no short axis here", id="a node by its length only"),
    pytest.param("T1 free liver: /20", N, "no longest diameter here", id="a viable part only"),
    pytest.param("T1 free liver benign: 40", OUT, "known to be benign", id="benign"),
    pytest.param("T1 free liver treated: 40", N, "no growth was shown since", id="treated"),
    pytest.param("T1 free liver treated grown: 40", T, "40.0 mm", id="treated, and grown since"),
    pytest.param("T1 free liver multiple: 40", N, "stands for several", id="several"),
    pytest.param("T1 free thrombus: 40", N, "a thrombus is not measurable", id="thrombus"),
    pytest.param("T1 free cyst: 40", N, "a cyst is no measurable disease", id="cyst"),
    pytest.param("T1 free liver: present", N, "no longest diameter", id="present without a size"),
    pytest.param("T1 free liver: progressed", N, "no longest diameter", id="progressed, no size"),
    pytest.param("T1 free liver: too-small", N, "too small to measure", id="too small"),
    pytest.param("T1 free liver: too-small 4", N, "4.0 mm and is measurable", id="small, with mm"),
    pytest.param("T1 free liver: NE", N, "could not be judged here", id="not evaluable"),
    pytest.param("T1 free liver: equivocal 20", N, "was equivocal here", id="equivocal"),
    pytest.param("T1 free liver: absent", OUT, "was absent here", id="absent"),
    pytest.param("T1 free liver: merged:T1", OUT, "had merged into another", id="merged"),
    pytest.param("T1 free liver: - | 20", OUT, "was not seen up to here", id="seen later only"),
]


@pytest.mark.parametrize(("text", "role", "words"), ONE)
def test_one_lesion(text: str, role: LesionRole | None, words: str) -> None:
    (one,) = roles_at(a_record(text))
    assert one.role is role
    assert one.reason.startswith("T1 ")
    assert words in one.reason


def test_a_lesion_seen_before_is_left_out_until_it_is_read() -> None:
    (one,) = roles_at(a_record("T1 free liver: 20 | - | 20"), 1)
    assert (one.role, "seen before but not read here" in one.reason) == (None, True)
    (gone,) = roles_at(a_record("T1 free liver: absent | - | 20"), 1)
    assert "was not seen up to here" in gone.reason


def test_every_rule_was_asked_for() -> None:
    assert len({rule.name for rule in ROLE_RULES}) == len(ROLE_RULES) == 13


def lesions(*places: str) -> str:
    return "\n".join(f"T{n} free {place}" for n, place in enumerate(places, start=1))


MANY = [
    pytest.param(
        lesions("liver: 20", "liver: 40", "liver: 30"), [N, T, T], id="the two largest of an organ"
    ),
    pytest.param(
        lesions("liver: 20", "liver: 20", "liver: 20"), [T, T, N], id="of equals the first entered"
    ),
    pytest.param(
        lesions("node: 20", "porta: 30", "node: 16", "liver: 20"),
        [T, T, N, T],
        id="all nodes are one organ",
    ),
    pytest.param(
        lesions("liver: 50", "lung: 40", "bone: 90", "brain: 30", "adrenal: 20", "node: 25"),
        [T, T, N, T, T, T],
        id="five, and a bone lesion is none",
    ),
    pytest.param(
        lesions("liver: 50", "lung: 40", "spleen: 35", "brain: 30", "adrenal: 20", "node: 25"),
        [T, T, T, T, N, T],
        id="the sixth is the smallest",
    ),
    pytest.param(
        lesions("liver: 50", "liver: 49", "liver: 48", "lung: 12"),
        [T, T, N, T],
        id="an organ that is full leaves room for another",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_the_largest_are_targets(text: str, expected: list[LesionRole]) -> None:
    assert [one.role for one in roles_at(a_record(text))] == expected


def test_what_has_no_room_says_why() -> None:
    found = roles_at(a_record(lesions("liver: 20", "liver: 40", "liver: 30")))
    assert found[0].reason == (
        "T1 is measurable (20.0 mm), but there are 2 larger targets in its organ (liver) already."
    )
    six = lesions("liver: 50", "lung: 40", "spleen: 35", "brain: 30", "adrenal: 20", "node: 25")
    assert roles_at(a_record(six))[4].reason == (
        "T5 is measurable (20.0 mm), but there are 5 larger targets already."
    )


def test_slices_decide_from_which_size() -> None:
    thick = Scan(EntityId("s"), P, EntityId("a0"), Modality.CT, slice_thickness_mm=Decimal(8))
    (small,) = roles_at(replace(a_record("T1 free liver: 15.9"), scans=(thick,)))
    (enough,) = roles_at(replace(a_record("T1 free liver: 16"), scans=(thick,)))
    assert (small.role, enough.role) == (N, T)
    assert "from 16 mm" in small.reason


def test_at_a_baseline_without_a_place_no_role_is_proposed() -> None:
    record = a_record("T1 free liver: 20")
    lost = Assessment(EntityId("a9"), P, ClinicalDate.parse("2021-10"))
    (one,) = proposed_roles(record, Chronology(record), lost)
    assert (one.lesion, one.role) == (record.lesions[0], None)
    assert one.reason == "T1 has no proposed role: the imaging has no place in time."


def test_a_proposal_has_a_free_label_its_line_and_every_reason() -> None:
    record = a_treated(lines={1: ["day 1"], 2: ["day 100"], 3: []}, series=["a0 1"])
    named = replace(record, series=(replace(record.series[0], label="Line 2"),))
    (found,) = proposals(named, Chronology(named))
    assert (found.name, found.label, found.line_id) == ("for line 2", "line 2 2", "l2")
    assert found.baseline.id == "a1"
    assert [one.role for one in found.roles] == [T]
    assert "40.0 mm" in found.roles[0].reason
    assert len(found.reasons) == 2
    assert "It is older than usual: 40 days" in found.reasons[1]
    assert named.series == (replace(record.series[0], label="Line 2"),)


LABELS = [
    pytest.param("x" * 60, "x" * 60, id="60 letters"),
    pytest.param("x" * 61, "x" * 59 + "…", id="61 letters"),
    pytest.param("x" * 58 + " yy", "x" * 58 + "…", id="no blank before the dots"),
    pytest.param("LINE 1", "LINE 1 2", id="taken, in small letters"),
]


@pytest.mark.parametrize(("wanted", "label"), LABELS)
def test_a_label_is_short_and_free(wanted: str, label: str) -> None:
    assert free_label(a_record("T1 free liver: 20"), wanted) == label


def test_a_long_label_is_cut() -> None:
    kinds = [
        "tace",
        "rfa",
        "sbrt",
        "haic",
        "microwave-ablation",
        "cryoablation",
        "tare",
        "resection",
    ]
    record = a_treated(treatments=[f"{kind} on day 70" for kind in kinds])
    (found,) = proposals(record, Chronology(record))
    assert len(found.label) <= 60
    assert found.label.endswith("…")


PLACES = st.sampled_from(
    ["liver", "lung", "bone", "node", "porta", "thrombus", "infiltrative", "brain", "spleen"]
)
FLAGS = st.sampled_from(["", " benign", " treated", " treated grown", " multiple"])
SIZES = st.one_of(
    st.sampled_from(["absent", "present", "NE", "too-small", "-", "9.9", "10", "14.9", "15"]),
    st.integers(1, 120).map(str),
)


@given(st.lists(st.tuples(PLACES, FLAGS, SIZES), min_size=1, max_size=12))
def test_by_recist_nothing_speaks_against_what_is_proposed(
    drawn: list[tuple[str, str, str]],
) -> None:
    record = a_record(lesions(*(f"{place}{flags}: {size}" for place, flags, size in drawn)))
    proposed = roles_at(record)
    assert [one.lesion for one in proposed] == list(record.lesions)
    saved = [
        SeriesLesion(EntityId(f"n{one.lesion.id}"), P, EntityId("s"), one.lesion.id, one.role)
        for one in proposed
        if one.role is not None
    ]
    found = breaches(record, Chronology(record), a_series(record), saved)
    assert [one for one in found if not one.startswith("By mRECIST")] == []


@given(st.lists(st.integers(10, 120), min_size=1, max_size=6))
def test_no_lesion_left_over_is_larger_than_a_target_of_its_organ(sizes: list[int]) -> None:
    found = roles_at(a_record(lesions(*(f"liver: {size}" for size in sizes))))
    chosen = [size for size, one in zip(sizes, found, strict=True) if one.role is T]
    assert sorted(chosen, reverse=True) == sorted(sizes, reverse=True)[:2]


def a_series(record: PatientRecord, baseline: str = "a0") -> ResponseSeries:
    return replace(record.series[0], baseline_assessment_id=EntityId(baseline))


def targets(record: PatientRecord) -> list[SeriesLesion]:
    return [
        SeriesLesion(EntityId(f"n{one.id}"), P, EntityId("s"), one.id, T) for one in record.lesions
    ]


BREACHES = [
    pytest.param("T1 free liver: 9", ["below 10 mm"], id="a small target"),
    pytest.param("T1 free liver: 20", [], id="a sound one"),
    pytest.param(
        "T1 free porta: 16",
        ["By mRECIST: T1 is a target with a short axis of 16.0 mm"],
        id="by mRECIST only",
    ),
    pytest.param(
        lesions("liver: 20", "liver: 20", "liver: 20"),
        ["RECIST 1.1 allows 2", "mRECIST allows 2"],
        id="three in the liver, by both",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BREACHES)
def test_breaches_of_a_series_that_is_not_saved(text: str, expected: list[str]) -> None:
    record = a_record(text)
    found = breaches(record, Chronology(record), a_series(record), targets(record))
    assert len(found) == len(expected)
    for sentence, words in zip(found, expected, strict=True):
        assert words in sentence


def test_the_roles_of_before_do_not_count_and_those_of_another_series_stay() -> None:
    record = a_record("T1 target liver: 9\nT2 target liver: 20")
    other = replace(record.series[0], id=EntityId("s2"), label="other")
    of_other = replace(record.series_lesions[0], id=EntityId("x"), series_id=EntityId("s2"))
    both = replace(
        record,
        series=(*record.series, other),
        series_lesions=(*record.series_lesions, of_other),
    )
    first, second = record.series_lesions
    now = [replace(first, role=N), second]
    assert breaches(both, Chronology(both), record.series[0], now) == ()
    (small,) = breaches(both, Chronology(both), record.series[0], [first, second])[:1]
    assert small.startswith("T1 is a target with a diameter of 9.0 mm")


def test_how_the_baseline_was_imaged_counts_for_a_breach() -> None:
    film = Scan(EntityId("s0"), P, EntityId("a0"), Modality.XRAY)
    record = replace(a_record("T1 free lung: 15"), scans=(film,))
    found = breaches(record, Chronology(record), a_series(record), targets(record))
    assert found == ("T1 is a target with a diameter of 15.0 mm at the baseline, below 20 mm.",)


def test_a_lesion_without_a_role_and_a_baseline_without_a_place_are_told() -> None:
    record = a_record("T1 free liver: 20")
    (alone,) = breaches(record, Chronology(record), a_series(record), [])
    assert "T1 has no role in this series" in alone
    lost = Assessment(EntityId("a9"), P, ClinicalDate.parse("2021-10"))
    whole = replace(record, assessments=(*record.assessments, lost))
    (said,) = breaches(whole, Chronology(whole), a_series(record, "a9"), [])
    assert "no place in time" in said
