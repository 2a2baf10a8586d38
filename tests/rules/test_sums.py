"""The sum of target diameters: which diameter counts, and what stands in for a number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.lesion import LesionKind
from hcclog.rules.criteria import MRECIST, RECIST_1_1, CriteriaRules
from hcclog.rules.sums import LONGEST, SHORT, VIABLE, TargetReading, axis_of, measures, read_targets
from tests.rules.tracks import a_follow_up, a_track

NODE: dict[str, Any] = {"kind": LesionKind.NODE}


def read(
    *texts: str, k: int = 1, rules: CriteriaRules = RECIST_1_1, **fields: Any
) -> TargetReading:
    follow_up = a_follow_up(*(a_track(text, **fields) for text in texts))
    return read_targets(measures(follow_up.targets, rules), k, follow_up, rules)


AXES = [
    pytest.param({}, RECIST_1_1, LONGEST, id="a mass by its longest diameter"),
    pytest.param(NODE, RECIST_1_1, SHORT, id="a node by its short axis"),
    pytest.param(NODE | {"in_liver": True}, MRECIST, SHORT, id="a node by mRECIST too"),
    pytest.param({"in_liver": True}, RECIST_1_1, LONGEST, id="RECIST 1.1 knows no viable part"),
    pytest.param({"in_liver": True}, MRECIST, VIABLE, id="in the liver mRECIST by the viable part"),
    pytest.param({"in_liver": False}, MRECIST, LONGEST, id="elsewhere mRECIST by the whole"),
    pytest.param(
        {"in_liver": True, "hypervascular": True}, MRECIST, VIABLE, id="stated to enhance"
    ),
    pytest.param(
        {"in_liver": True, "hypervascular": False}, MRECIST, LONGEST, id="atypical: the whole"
    ),
    pytest.param(
        {"in_liver": True, "kind": LesionKind.THROMBUS}, MRECIST, VIABLE, id="a thrombus enhances"
    ),
    pytest.param(
        {"in_liver": True, "kind": LesionKind.EFFUSION}, MRECIST, LONGEST, id="fluid does not"
    ),
]


@pytest.mark.parametrize(("fields", "rules", "axis"), AXES)
def test_which_diameter_counts(fields: dict[str, Any], rules: CriteriaRules, axis: int) -> None:
    assert axis_of(a_track("a 30", **fields), rules) == axis


SIZES = [
    pytest.param("30", "30", id="a number"),
    pytest.param("0", "0", id="a measured 0"),
    pytest.param("absent", "0", id="gone is 0"),
    pytest.param("too-small", "5", id="too small to measure is 5 mm"),
    pytest.param("3.2 too-small", "3.2", id="a smaller measured value as measured"),
    pytest.param("6 too-small", "6", id="a larger one too"),
    pytest.param("12 present", "12", id="present with a number"),
    pytest.param("12 equivocal", "12", id="doubtful with a number"),
    pytest.param("12 progressed", "12", id="progressed with a number"),
    pytest.param("-", None, id="no reading is not 0"),
    pytest.param("not-evaluable", None, id="not evaluable is not 0"),
    pytest.param("present", None, id="present without a number"),
    pytest.param("progressed", None, id="progressed without a number"),
    pytest.param("equivocal", None, id="doubtful without a number"),
]


@pytest.mark.parametrize(("reading", "size"), SIZES)
def test_what_one_target_adds(reading: str, size: str | None) -> None:
    now = read(f"a 50 | {reading}")
    assert now.complete is (size is not None)
    assert now.sum_mm == Decimal(size or 0)
    assert [track.label for track in now.unmeasured] == ([] if size else ["a"])


NODES = [
    pytest.param("9.9", "9.9", False, id="below 10 mm it adds its axis and is normal"),
    pytest.param("10", "10", True, id="from 10 mm it is disease"),
    pytest.param("too-small", "5", False, id="too small to measure is normal"),
    pytest.param("absent", "0", False, id="gone"),
]


@pytest.mark.parametrize(("reading", "size", "is_disease"), NODES)
def test_a_node_keeps_its_short_axis(reading: str, size: str, is_disease: bool) -> None:
    now = read(f"a 20 | {reading}", **NODE)
    assert now.sum_mm == Decimal(size)
    assert bool(now.unclear) is is_disease


VIABLE_PARTS = [
    pytest.param("30/20", "20", id="the viable part"),
    pytest.param("30/0", "0", id="nothing enhances"),
    pytest.param("30", "30", id="without one the whole"),
    pytest.param("/12", "12", id="the viable part alone"),
    pytest.param("too-small", "5", id="too small"),
]


@pytest.mark.parametrize(("reading", "size"), VIABLE_PARTS)
def test_what_a_liver_target_adds_by_mrecist(reading: str, size: str) -> None:
    now = read(f"a 50/50 | {reading}", rules=MRECIST, in_liver=True)
    assert now.sum_mm == Decimal(size)


MERGED = [
    pytest.param(["a 30 | 45", "b 20 | merged:a"], "45", [], id="the merged one counts once"),
    pytest.param(
        ["a 30 | 55", "b 20 | merged:c", "c 20 | merged:a"], "55", [], id="one after the other"
    ),
    pytest.param(["a 30 | -", "b 20 | merged:a"], "0", ["a", "b"], id="into what was not read"),
    pytest.param(["a 30 | 45", "b 20 | merged:x"], "45", ["b"], id="into what is no target"),
    pytest.param(["a 30 | merged:b", "b 20 | merged:a"], "0", ["a", "b"], id="each into the other"),
    pytest.param(
        ["a 30 | not-evaluable", "b 20 | merged:a"], "0", ["a"], id="into what cannot be judged"
    ),
]


@pytest.mark.parametrize(("texts", "total", "unmeasured"), MERGED)
def test_merged_targets(texts: list[str], total: str, unmeasured: list[str]) -> None:
    now = read(*texts)
    assert now.sum_mm == Decimal(total)
    assert [track.label for track in now.unmeasured] == unmeasured


SPLIT = [
    pytest.param(["a 30 | 18", "b - | 15 split:a"], "33", id="the parts are added"),
    pytest.param(
        ["a 30 | 18", "b - | 15 split:a", "c - | 4 split:b"], "37", id="and the parts of a part"
    ),
    pytest.param(["a 30 | absent", "b - | 15 split:a"], "15", id="the rest is gone"),
]


@pytest.mark.parametrize(("texts", "total"), SPLIT)
def test_split_targets(texts: list[str], total: str) -> None:
    now = read(*texts)
    assert now.complete
    assert now.sum_mm == Decimal(total)
    assert read(*texts, k=0).sum_mm == 30


def test_without_targets_there_is_no_complete_sum() -> None:
    follow_up = a_follow_up(a_track("a 30 | 30", role=None))
    assert not read_targets(
        measures(follow_up.targets, RECIST_1_1), 1, follow_up, RECIST_1_1
    ).complete


DECIMALS = st.decimals(min_value=0, max_value=999, places=3)


@given(st.lists(DECIMALS, min_size=1, max_size=9))
def test_the_sum_is_exact_in_any_order(sizes: list[Decimal]) -> None:
    texts = [f"t{n} {size:f} | {size:f}" for n, size in enumerate(sizes)]
    assert read(*texts).sum_mm == sum(sizes) == read(*reversed(texts)).sum_mm
