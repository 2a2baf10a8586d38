"""The plain series judged by columns: the same facts, rules and reasons as every other series."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcclog.domain.lesion import LesionKind
from hcclog.domain.response import LesionRole
from hcclog.rules.criteria import MRECIST, RECIST_1_1, CriteriaRules, HoldResponse
from hcclog.rules.findings import findings_at
from hcclog.rules.measurability import measurability
from hcclog.rules.plain import (
    GROWTH,
    HELD,
    PLAIN_OVERALL,
    PLAIN_RULES,
    RESPONSE,
    STABLE,
    PlainTargets,
    judge_plain,
    plain_baseline,
)
from hcclog.rules.readings import EXACT, FollowUp, Point, Reading, Track
from hcclog.rules.reasons import overall_reason
from hcclog.rules.response import Judged, judge
from hcclog.rules.roles import settle_roles
from hcclog.rules.sums import diameter, measures
from hcclog.rules.target import TARGET_RULES
from hcclog.rules.target_reasons import baseline_reason
from tests.rules.tracks import a_follow_up, a_track

RULES = st.sampled_from(
    [
        RECIST_1_1,
        MRECIST,
        replace(RECIST_1_1, hold_response=HoldResponse.ALWAYS),
        replace(RECIST_1_1, hold_response=HoldResponse.NEVER),
        replace(MRECIST, progression_mm=Decimal(5)),
    ]
)
SIZES = st.one_of(
    st.sampled_from(["8", "9.99", "10", "14.9", "15", "20", "24", "28", "30", "33.6", "35", "40"]),
    st.decimals("0.1", "99", places=1).map(str),
    st.decimals("0.000001", "999", places=6).map(str),
)
DAYS = st.lists(st.sampled_from([1, 27, 28, 29, 56, 90]), min_size=1, max_size=8)
KINDS = st.lists(st.sampled_from(["liver", "lung", "node", "portal", "thrombus"]), max_size=5).map(
    lambda others: ["liver", *others]
)


@st.composite
def series(draw: st.DrawFn) -> FollowUp:
    """Return a series in which every target is measured above 0 on every exact day."""
    days = list(accumulate(draw(DAYS)))
    tracks = [a_lesion(draw, f"T{n}", kind, len(days)) for n, kind in enumerate(draw(KINDS))]
    return settle_roles([Point(f"day {day}", day, day) for day in days], tracks)


def a_lesion(draw: st.DrawFn, label: str, kind: str, n_points: int) -> Track:
    sizes = [Decimal(draw(SIZES)) for _ in range(n_points)]
    node = kind in {"node", "portal"}
    kinds = {"thrombus": LesionKind.THROMBUS, "node": LesionKind.NODE, "portal": LesionKind.NODE}
    return Track(
        label,
        place=kind,
        role=LesionRole.TARGET,
        kind=kinds.get(kind, LesionKind.MASS),
        in_liver=kind in {"liver", "thrombus"},
        porta_hepatis=kind == "portal",
        readings=[Reading(short_mm=mm) if node else Reading(mm, None, mm) for mm in sizes],
    )


def counted(follow_up: FollowUp, rules: CriteriaRules) -> list[list[Decimal]]:
    """Return the sizes that count at each assessment."""
    return [
        [
            diameter(reading, axis) or Decimal(0)
            for track, axis in measures(follow_up.targets, rules)
            if (reading := track.readings[k]) is not None
        ]
        for k in range(len(follow_up.points))
    ]


def said(one: Judged, follow_up: FollowUp, rules: CriteriaRules) -> str:
    """Return what the table says of one assessment."""
    findings = findings_at(one, follow_up, rules)
    return " ".join([overall_reason(one, follow_up.points, []), *findings])


@given(series(), RULES)
@example(a_follow_up(a_track("T1 50 | 35 | 40")), RECIST_1_1)
@example(a_follow_up(a_track("T1 50 | 35 | 35 | 40")), RECIST_1_1)
def test_a_plain_series_is_judged_like_any_other(follow_up: FollowUp, rules: CriteriaRules) -> None:
    points, targets = follow_up.points, PlainTargets(tuple(follow_up.targets))
    with localcontext(EXACT):
        sums = [sum(sizes, Decimal(0)) for sizes in counted(follow_up, rules)]
        found = judge_plain(points, sums, targets.under(rules))
        baseline, judged = judge(follow_up, rules)
        wanted = [said(one, follow_up, rules) for one in judged]
    first = plain_baseline(points, targets, sums[0], rules)
    assert baseline_reason(first) == baseline_reason(baseline)
    assert [one.why for one in found] == wanted
    assert [one.rule for one in found] == [one.target_rule for one in judged]
    assert [PLAIN_OVERALL[one.rule.name] for one in found] == [o.overall.overall for o in judged]
    for one, facts in zip(found, (each.target for each in judged), strict=True):
        assert one.sum_mm == facts.now.sum_mm
        assert one.from_baseline_pct == facts.from_baseline_pct
        assert one.from_nadir_pct == facts.from_nadir_pct
        assert one.from_nadir_mm == facts.now.sum_mm - (facts.nadir_mm or 0)


EDGES = [
    pytest.param("25 | 30", "growth", id="+20 % and exactly 5 mm"),
    pytest.param("25 | 29.999999", "stable disease", id="just below both"),
    pytest.param("24 | 28.9", "stable disease", id="+20.4 %, but below 5 mm"),
    pytest.param("24 | 29", "growth", id="+20.8 % and exactly 5 mm"),
    pytest.param("40 | 47.999999", "stable disease", id="more than 5 mm, just below +20 %"),
    pytest.param("40 | 48", "growth", id="exactly +20 %"),
    pytest.param("50 | 35", "partial response", id="exactly -30 %"),
    pytest.param("50 | 35.000001", "stable disease", id="just short of it"),
    pytest.param("50 | 35 | 36", "held partial response", id="a response that is held"),
    pytest.param("50 | 20 | 25", "growth", id="growth is looked at before response"),
]


@pytest.mark.parametrize(("sizes", "rule"), EDGES)
def test_the_edges_of_a_plain_series(sizes: str, rule: str) -> None:
    track = a_track(f"T1 {sizes}")
    rules = replace(RECIST_1_1, hold_response=HoldResponse.ALWAYS)
    sums = [reading.longest_mm or Decimal(0) for reading in track.readings if reading is not None]
    found = judge_plain(a_follow_up(track).points, sums, PlainTargets((track,)).under(rules))
    assert found[-1].rule.name == rule


@given(series(), RULES)
@example(a_follow_up(a_track("T1 10")), RECIST_1_1)
@example(a_follow_up(a_track("T1 9.999999")), RECIST_1_1)
def test_fit_targets_are_those_of_which_nothing_is_found(
    follow_up: FollowUp, rules: CriteriaRules
) -> None:
    limits = PlainTargets(tuple(follow_up.targets)).under(rules)
    fit = limits.is_fit(counted(follow_up, rules)[0])
    assert fit is (measurability(follow_up, rules) == [])


LEAST = [
    pytest.param(RECIST_1_1, "10", "15", "15", id="RECIST 1.1"),
    pytest.param(MRECIST, "10", "15", "20", id="mRECIST: 20 mm at the porta hepatis"),
]


@pytest.mark.parametrize(("rules", "mass", "node", "portal"), LEAST)
def test_the_least_sizes(rules: CriteriaRules, mass: str, node: str, portal: str) -> None:
    targets = PlainTargets(
        (
            a_track("T1 9"),
            a_track("T2 9", kind=LesionKind.NODE),
            a_track("T3 9", kind=LesionKind.NODE, porta_hepatis=True),
        )
    )
    limits = targets.under(rules)
    assert limits.least_mm == (Decimal(mass), Decimal(node), Decimal(portal))
    assert targets.under(rules) is limits
    assert [track.label for track in targets.unclear] == ["T1"]


def test_each_set_of_criteria_has_its_own_limits() -> None:
    targets = PlainTargets((a_track("T1 9", in_liver=True), a_track("T2 9")))
    assert (targets.under(RECIST_1_1).viable, targets.under(MRECIST).viable) == ((), (0,))


def test_the_rules_that_are_asked_have_the_order_of_the_list() -> None:
    assert PLAIN_RULES == (GROWTH, RESPONSE, HELD, STABLE)
    assert [rule for rule in TARGET_RULES if rule in PLAIN_RULES] == list(PLAIN_RULES)
    assert [rule.name for rule in PLAIN_RULES] == [
        "growth",
        "partial response",
        "held partial response",
        "stable disease",
    ]
