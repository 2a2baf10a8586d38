"""Invented cohorts of any number of patients: what their plots look like, not what is true."""

from __future__ import annotations

import random
from math import exp

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

MONTH = 30.4375
WHY = (
    "without a second imaging",
    "without a sum at the baseline",
    "with a baseline of non-targets only",
)
_AGENTS = ("lenvatinib", "sorafenib", "regorafenib", "atezolizumab", "bevacizumab", "cabozantinib")


def percent_text(percent: float) -> str:
    """Return a change as views print it."""
    return f"{percent:+.1f} %".replace("-", "−")


def best_of(percent: float) -> Category:
    """Return the category of a change alone."""
    if percent <= -100:
        return Category.CR
    if percent <= -30:
        return Category.PR
    return Category.PD if percent >= 20 else Category.SD


def mark(k: int, reading: str = "") -> PatientMark:
    """Return the k-th patient."""
    return PatientMark(f"patient-{k}", reading or f"HCC-{k:03d}, a reading.")


def left_out(n: int) -> tuple[LeftOut, ...]:
    """Return so many who are not shown."""
    return tuple(LeftOut(mark(9000 + k), f"OUT-{k}", WHY[k * k % 3]) for k in range(n))


def waterfall(n: int, *, seed: int = 5, n_out: int = 11) -> Waterfall:
    """Return bars of a cohort as a trial in this disease has them."""
    dice = random.Random(seed)
    changes = sorted((_any_change(dice) for _ in range(n)), reverse=True)
    bars = tuple(
        ChangeBar(
            mark(k, f"HCC-{k:03d}, line 1: {percent_text(change)}."),
            f"HCC-{k:03d}",
            1,
            change,
            percent_text(change),
            Category.PD if -10 > change > -25 and k % 3 == 0 else best_of(change),
            "lenvatinib",
        )
        for k, change in enumerate(changes)
    )
    return Waterfall(Criteria.MRECIST, bars, left_out(n_out))


def _any_change(dice: random.Random) -> float:
    return max(-100.0, round(dice.gauss(-18, 42), 1))


def spider(n: int, *, seed: int = 5) -> Spider:
    """Return changes over time."""
    dice = random.Random(seed)
    return Spider(Criteria.RECIST_1_1, tuple(_line(k, dice) for k in range(n)), left_out(4))


def _line(k: int, dice: random.Random) -> SpiderLine:
    pace, change, day = dice.gauss(-9, 16), 0.0, 0.0
    points = [SpiderPoint(0.0, 0.0, 0.0, 0.0, "0 %", None)]
    for _ in range(dice.randint(1, 8)):
        day += dice.choice((42.0, 56.0, 63.0))
        change = max(-100.0, round(change + pace + dice.gauss(2, 8), 1))
        half = 15.0 if dice.random() < 0.1 else 0.0
        points.append(
            SpiderPoint(day, day - half, day + half, change, percent_text(change), best_of(change))
        )
    best = best_of(min(p.percent for p in points[1:]))
    return SpiderLine(mark(k), f"HCC-{k:03d}", 1, tuple(points), best)


def swimmer(n: int, *, seed: int = 5) -> Swimmer:
    """Return lanes with courses, responses and ends, the longest first."""
    dice = random.Random(seed)
    lanes = sorted((_lane(k, dice) for k in range(n)), key=lambda lane: -lane.end)
    return Swimmer(Criteria.MRECIST, tuple(lanes), left_out(2))


def _lane(k: int, dice: random.Random) -> SwimmerLane:
    stretches: list[Stretch] = []
    signs: list[SwimmerSign] = []
    day = 0.0
    for line in range(1, dice.randint(1, 4) + 1):
        length = dice.expovariate(1 / 150) + 21
        agents = ("atezolizumab", "bevacizumab") if dice.random() < 0.2 else (dice.choice(_AGENTS),)
        stretches.append(Stretch(day, day + length, agents, line, end_known=dice.random() > 0.1))
        if dice.random() < 0.4:
            best = dice.choice((Category.CR, Category.PR, Category.PR))
            signs.append(_sign("response", day + length * 0.35, best, dice))
        if dice.random() < 0.7:
            signs.append(_sign("progression", day + length * 0.97, Category.PD, dice))
        day += length + dice.choice((0.0, 0.0, 28.0))
    ongoing = dice.random() < 0.35
    dead = not ongoing and dice.random() < 0.6
    end = stretches[-1].end + (0.0 if ongoing else dice.expovariate(1 / 60))
    if ongoing:
        stretches[-1] = stretches[-1]._replace(end_known=False)
    signs.append(_sign("death" if dead else "last follow-up", end, None, dice))
    return SwimmerLane(
        mark(k), f"HCC-{k:03d}", tuple(stretches), tuple(signs), end, ongoing, not dead
    )


def _sign(kind: str, day: float, category: Category | None, dice: random.Random) -> SwimmerSign:
    half = 15.0 if dice.random() < 0.15 else 0.0
    return SwimmerSign(kind, day, day - half, day + half, category, f"{kind}.")


def curve(group: str, n: int, months: float, *, seed: int = 5) -> SurvivalCurve:
    """Return a curve of exponential times to an event, censored at random."""
    dice = random.Random(seed)
    times = sorted(
        (round(dice.expovariate(1 / months) * MONTH), dice.random() < 0.72) for _ in range(n)
    )
    steps = [Step(0.0, 1.0, 1.0, 1.0, n, 0, 0)]
    at_risk, share, spread = n, 1.0, 0.0
    for day in sorted({day for day, _ in times}):
        n_events = sum(d == day and event for d, event in times)
        n_censored = sum(d == day and not event for d, event in times)
        share *= 1 - n_events / at_risk
        if n_events < at_risk:
            spread += n_events / (at_risk * (at_risk - n_events))
        half = 1.96 * share * spread**0.5
        low, high = max(0.0, share - half), min(1.0, share + half)
        steps.append(Step(float(day), share, low, high, at_risk, n_events, n_censored))
        at_risk -= n_events + n_censored
    median = next((step.days for step in steps if step.share <= 0.5), None)
    around = (None, None) if median is None else (median * 0.75, median * exp(0.4))
    n_all = sum(step.n_events for step in steps)
    return SurvivalCurve(group, tuple(steps), Estimate(median, *around), n, n_all)


def survival(n: int, groups: tuple[tuple[str, float], ...] | None = None) -> Survival:
    """Return curves of progression-free survival."""
    named = groups or (("lenvatinib", 9.0), ("sorafenib", 5.0))
    curves = tuple(
        curve(name, n // len(named) + (k < n % len(named)), months, seed=k)
        for k, (name, months) in enumerate(named)
    )
    return Survival(
        "PFS",
        "Progression-free survival",
        Criteria.MRECIST,
        tuple(one for one in curves if one.n),
        left_out(3),
        "Kaplan-Meier; 95 % band log-log (Greenwood).",
        2,
    )


def response_table() -> ResponseTable:
    """Return three sets of criteria side by side."""
    rows = (
        _row(Criteria.RECIST_1_1, {"CR": 0, "PR": 3, "SD": 5, "PD": 3, "NE": 1}, 3, 8),
        _row(Criteria.MRECIST, {"CR": 1, "PR": 4, "SD": 3, "PD": 3, "NE": 1}, 5, 8),
        _row(Criteria.IRECIST, {"iCR": 0, "iPR": 3, "iSD": 5, "iUPD": 2, "iCPD": 2}, 3, 8),
    )
    method = "Exact (Clopper-Pearson) 95 % confidence intervals."
    return ResponseTable(rows, confirmed=True, method=method)


def _row(criteria: Criteria, counts: dict[str, int], n_orr: int, n_dcr: int) -> ResponseRow:
    of = sum(counts.values())
    return ResponseRow(
        criteria,
        tuple((Category(name), n) for name, n in counts.items()),
        Rate(n_orr, of, n_orr / of, 0.0549, 0.5719),
        Rate(n_dcr, of, n_dcr / of, 0.3489, 0.9008),
        left_out(2),
    )
