"""Any view of a cohort: empty, of one, all alike, with endless codes and changes beyond measure."""

from __future__ import annotations

from hypothesis import strategies as st

from hcclog.cohort.views import (
    ChangeBar,
    Estimate,
    LeftOut,
    PatientMark,
    Rate,
    ResponseRow,
    ResponseTable,
    Spider,
    SpiderLine,
    SpiderPoint,
    Step,
    Stretch,
    Survival,
    SurvivalCurve,
    Swimmer,
    SwimmerLane,
    SwimmerSign,
    Waterfall,
)
from hcclog.domain.response import Category, Criteria
from tests.report.cohort.samples import percent_text

CODES = (
    "HCC-001",
    "7",
    "",
    "肝癌患者一号之二" * 4,
    "a-code-of-eighty-letters-" * 3 + "abcde",
    "two words and more",
)
AGENTS = ("lenvatinib", "sorafenib", "no-such-agent", "atezolizumab", "药" * 30)
codes = st.sampled_from(CODES)
percents = st.floats(-100, 200) | st.sampled_from([0.0, -100.0, -30.0, 20.0, 1e6])
days = st.integers(0, 7300).map(float) | st.sampled_from([0.0, 1.0])
categories = st.none() | st.sampled_from(Category)
criteria = st.sampled_from(Criteria)
marks = st.integers(0, 10**6).map(lambda k: PatientMark(f"patient-{k}", "A reading."))
left_outs = st.lists(
    st.builds(
        LeftOut, marks, codes, st.sampled_from(["", "without a second imaging", "why " * 40])
    ),
    max_size=6,
).map(tuple)


@st.composite
def waterfalls(draw: st.DrawFn) -> Waterfall:
    """Return bars, sorted as views sort them."""
    alike = draw(st.none() | percents)
    changes = draw(st.lists(percents, max_size=60))
    bars = [
        ChangeBar(
            draw(marks),
            draw(codes),
            draw(st.integers(1, 12)),
            percent,
            percent_text(percent),
            draw(categories),
            "lenvatinib",
        )
        for change in changes
        for percent in [change if alike is None else alike]
    ]
    ordered = tuple(sorted(bars, key=lambda bar: -bar.percent))
    return Waterfall(draw(criteria), ordered, draw(left_outs))


@st.composite
def points(draw: st.DrawFn) -> SpiderPoint:
    """Return any assessment."""
    day, half = draw(days), draw(st.sampled_from([0.0, 15.0, 182.0]))
    percent = draw(percents)
    text = percent_text(percent)
    return SpiderPoint(day, day - half, day + half, percent, text, draw(categories))


@st.composite
def spiders(draw: st.DrawFn) -> Spider:
    """Return lines of up to eight assessments."""
    start = SpiderPoint(0.0, 0.0, 0.0, 0.0, "0 %", None)
    lines = [
        SpiderLine(
            draw(marks),
            draw(codes),
            1,
            (start, *sorted(draw(st.lists(points(), max_size=8)), key=lambda p: p.day)),
            draw(categories),
        )
        for _ in range(draw(st.integers(0, 30)))
    ]
    return Spider(draw(criteria), tuple(lines), draw(left_outs))


@st.composite
def lanes(draw: st.DrawFn) -> SwimmerLane:
    """Return a lane whose courses may lie over each other."""
    stretches = [
        Stretch(
            start,
            start + draw(days),
            tuple(draw(st.lists(st.sampled_from(AGENTS), max_size=3, unique=True))),
            draw(st.integers(1, 15)),
            draw(st.booleans()),
        )
        for start in draw(st.lists(days, max_size=5))
    ]
    kinds = st.sampled_from(["response", "progression", "death", "last follow-up"])
    signs = []
    for day in draw(st.lists(days, max_size=5)):
        half = draw(st.sampled_from([0.0, 15.0, 182.0]))
        sign = SwimmerSign(draw(kinds), day, day - half, day + half, draw(categories), "a sign")
        signs.append(sign)
    end = max([0.0, *(one.end for one in stretches), *(one.day for one in signs)])
    state = (draw(st.booleans()), draw(st.none() | st.booleans()))
    return SwimmerLane(draw(marks), draw(codes), tuple(stretches), tuple(signs), end, *state)


@st.composite
def swimmers(draw: st.DrawFn) -> Swimmer:
    """Return lanes, the longest first."""
    found = sorted(draw(st.lists(lanes(), max_size=25)), key=lambda lane: -lane.end)
    return Swimmer(draw(criteria), tuple(found), draw(left_outs))


@st.composite
def curves(draw: st.DrawFn, group: str) -> SurvivalCurve:
    """Return a curve that falls, with a band that may be missing."""
    at_risk = draw(st.sampled_from([1, 7, 40, 10_000]))
    share = 1.0
    steps = [Step(0.0, 1.0, draw(st.none() | st.just(1.0)), 1.0, at_risk, 0, 0)]
    for day in sorted(draw(st.sets(days, max_size=30)) - {0.0}):
        n_events = draw(st.integers(0, min(1, at_risk)))
        share *= 1 - n_events / max(at_risk, 1)
        low = draw(st.none() | st.floats(0, share))
        high = None if low is None else draw(st.floats(share, 1))
        steps.append(Step(day, share, low, high, at_risk, n_events, int(not n_events)))
        at_risk = max(at_risk - 1, 0)
    median = draw(st.builds(Estimate, *[st.none() | days] * 3))
    return SurvivalCurve(group, tuple(steps), median, steps[0].n_at_risk, 3)


@st.composite
def survivals(draw: st.DrawFn) -> Survival:
    """Return up to eight groups."""
    groups = draw(st.lists(codes, max_size=8, unique=True))
    endpoint = draw(st.sampled_from(["PFS", "TTP", "OS", "DoR"]))
    return Survival(
        endpoint,
        draw(st.sampled_from(["Overall survival", "a very long name " * 8])),
        draw(criteria),
        tuple(draw(curves(group)) for group in groups),
        draw(left_outs),
        draw(st.sampled_from(["", "Kaplan-Meier, log-log."])),
        draw(st.integers(0, 3)),
    )


@st.composite
def rates(draw: st.DrawFn, of: int) -> Rate:
    """Return a share; without a number where there is nobody."""
    n = draw(st.integers(0, of))
    return Rate(n, of, n / of, 0.0, 1.0) if of else Rate(0, 0, None, None, None)


@st.composite
def tables(draw: st.DrawFn) -> ResponseTable:
    """Return up to five sets of criteria."""
    rows = []
    for one in draw(st.lists(criteria, max_size=5, unique=True)):
        found = draw(st.dictionaries(st.sampled_from(Category), st.integers(1, 10_000)))
        of = sum(found.values())
        orr, dcr = draw(rates(of)), draw(rates(of))
        rows.append(ResponseRow(one, tuple(found.items()), orr, dcr, draw(left_outs)))
    return ResponseTable(tuple(rows), draw(st.booleans()), draw(st.sampled_from(["", "Exact."])))
