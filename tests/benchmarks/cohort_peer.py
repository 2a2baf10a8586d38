"""The cohort's plots as a person in a hurry would make them with matplotlib, of the same views.

Bars and lanes are collections of lines, a pen a colour: ``bar`` and ``barh``, which make one artist
of each, take a hundred times as long for 10,000 patients, and no one would wait for them. Ours
draws of bars and lanes that share a pixel what can be seen of them; its peer is not asked to.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hcclog.cohort.views import Survival, Swimmer, Waterfall
from hcclog.report.cohort.looks import bar_fill, group_look
from hcclog.report.entity_words import CRITERIA_NAMES
from hcclog.report.naming import drug_colour, drug_name
from hcclog.report.palette import LIGHT
from tests.benchmarks.chart_peer import agg

_MONTH = 30.4375


def waterfall_peer(view: Waterfall, size: tuple[float, float]) -> None:
    """Draw bars by response, the levels and a legend."""
    figure, canvas = agg(size)
    axes = figure.subplots()
    places: dict[Any, list[int]] = defaultdict(list)
    for k, bar in enumerate(view.bars):
        places[bar.best].append(k)
    for best, numbers in places.items():
        changes = [view.bars[k].percent for k in numbers]
        colour = bar_fill(LIGHT, best)
        label = "" if best is None else best.value
        axes.vlines(numbers, 0, changes, colors=colour, linewidth=1, label=label)
    axes.set_ylabel("Change from baseline, %")
    axes.set_title(f"Best change, {CRITERIA_NAMES[view.criteria]}")
    for level in (-30, 0, 20):
        axes.axhline(level, linestyle="--", color=LIGHT.threshold)
    axes.legend()
    canvas.draw()


def swimmer_peer(view: Swimmer, size: tuple[float, float]) -> None:
    """Draw lanes, courses by agent and a legend."""
    figure, canvas = agg(size)
    axes = figure.subplots()
    courses: dict[str, tuple[list[int], list[float], list[float]]] = defaultdict(
        lambda: ([], [], [])
    )
    for k, lane in enumerate(view.lanes):
        for one in lane.stretches:
            rows, starts, ends = courses[one.agents[0]]
            rows.append(k)
            starts.append(one.start / _MONTH)
            ends.append(one.end / _MONTH)
    known = [lane.end / _MONTH for lane in view.lanes]
    axes.hlines(range(len(known)), 0, known, colors=LIGHT.grid, linewidth=1)
    for agent, (rows, starts, ends) in courses.items():
        colour = drug_colour(agent)
        axes.hlines(rows, starts, ends, colors=colour, linewidth=1, label=drug_name(agent))
    axes.invert_yaxis()
    axes.set_xlabel("months since the start of the first line")
    axes.legend()
    canvas.draw()


def survival_peer(view: Survival, size: tuple[float, float]) -> None:
    """Draw steps with their bands, ticks of who is censored, medians and the numbers at risk."""
    figure, canvas = agg(size)
    axes, table = figure.subplots(2, 1, sharex=True, height_ratios=(6, 1))
    table.set_ylim(len(view.curves), 0)
    table.set_axis_off()
    last = max(curve.steps[-1].days for curve in view.curves) / _MONTH
    for row, curve in enumerate(view.curves):
        colour, steps = group_look(LIGHT, row).colour, curve.steps
        months = [step.days / _MONTH for step in steps]
        low = [100 * (step.low or 0.0) for step in steps]
        high = [100 * (1.0 if step.high is None else step.high) for step in steps]
        axes.fill_between(months, low, high, step="post", color=colour, alpha=0.14)
        shares = [100 * step.share for step in steps]
        axes.step(months, shares, where="post", color=colour, label=curve.group)
        censored = [(step.days / _MONTH, 100 * step.share) for step in steps if step.n_censored]
        axes.plot(*zip(*censored, strict=True), "|", color=colour, markersize=6)
        if curve.median_days.value is not None:
            at = curve.median_days.value / _MONTH
            axes.plot([0, at, at], [50, 50, 0], ":", color=colour)
        table.text(0, row + 0.5, f"{curve.group}  ", ha="right", fontsize=8)
        for month in range(0, int(last) + 1, 12):
            n = curve.n_at_risk(month * _MONTH)
            table.text(month, row + 0.5, str(n), ha="center", fontsize=8)
    axes.set_ylabel(f"{view.endpoint}, %")
    axes.legend()
    canvas.draw()
