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
from hcclog.rules.plain import PLAIN_RULES, PlainTargets, judge_plain
from hcclog.rules.readings import EXACT, FollowUp, Point, Reading, Track
from hcclog.rules.reasons import overall_reason
from hcclog.rules.response import Judged, judge
from hcclog.rules.roles import settle_roles
from hcclog.rules.sums import diameter, measures
from hcclog.rules.target import TARGET_RULES
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
def test_a_plain_series_is_judged_like_any_other(follow_up: FollowUp, rules: CriteriaRules) -> None:
    with localcontext(EXACT):
        sums = [sum(sizes, Decimal(0)) for sizes in counted(follow_up, rules)]
        targets = PlainTargets(tuple(follow_up.targets))
        first, found = judge_plain(follow_up.points, targets, sums, rules)
        baseline, judged = judge(follow_up, rules)
        wanted = [said(one, follow_up, rules) for one in judged]
    assert (first.now.sum_mm, first.now.n_targets) == (baseline.now.sum_mm, baseline.now.n_targets)
    assert [why for _, _, why in found] == wanted
    assert [rule for _, rule, _ in found] == [one.target_rule for one in judged]
    rows = {rule.name: row for rule, row in PLAIN_RULES}
    assert [rows[rule.name] for _, rule, _ in found] == [one.overall for one in judged]
    for (facts, _, _), one in zip(found, judged, strict=True):
        assert replace(facts, now=one.target.now) == one.target


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


def test_the_rules_that_are_not_asked_are_those_of_what_is_missing_or_gone() -> None:
    asked = {rule.name for rule, _ in PLAIN_RULES}
    assert [rule.name for rule in TARGET_RULES if rule.name in asked] == [
        "growth",
        "partial response",
        "held partial response",
        "stable disease",
    ]
