"""The answers of one series as lines of the table that goes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from hcclog.domain.response import Category
from hcclog.exchange.csv_text import free_text, quoted
from hcclog.exchange.lesion_cells import KEPT
from hcclog.exchange.lesion_file import Block
from hcclog.exchange.lesion_series import TableSeries
from hcclog.exchange.lesion_table import as_series
from hcclog.exchange.plain_series import PlainSeries, plain_series
from hcclog.rules.answers import Answer, answers
from hcclog.rules.criteria import CriteriaRules
from hcclog.rules.findings import reading_findings
from hcclog.rules.measurability import measurability
from hcclog.rules.new_lesion import NO
from hcclog.rules.plain import (
    PLAIN_OVERALL,
    PLAIN_RULES,
    PlainAnswer,
    judge_plain,
    plain_baseline,
)
from hcclog.rules.sums import ZERO
from hcclog.rules.target import TargetFacts
from hcclog.rules.target_reasons import baseline_reason

OUT_COLUMNS = (
    "patient",
    "series",
    "date",
    "criteria",
    "sum_mm",
    "change_from_baseline_pct",
    "change_from_nadir_pct",
    "change_from_nadir_mm",
    "target",
    "non_target",
    "new_lesion",
    "overall",
    "why",
)
_WORDS = {category: category.value for category in Category} | {Category.NOT_APPLICABLE: ""}
_PLAIN_WORDS = {
    rule.name: f"{rule.category.value},,{NO},{PLAIN_OVERALL[rule.name].value}"
    for rule in PLAIN_RULES
}


def answers_to(block: Block, rules: Sequence[CriteriaRules]) -> str:
    """Return the lines of every series in the rows of one patient.

    Raises:
        BadTable: A cell cannot be read, or rows contradict each other.
    """
    return "".join(text for series in block.by_series() for text in _texts(series, rules))


def _texts(block: Block, rules: Sequence[CriteriaRules]) -> Iterator[str]:
    plain, whole = plain_series(block), None
    for each in rules:
        text = plain_lines(plain, each) if plain is not None else None
        if text is None:
            whole = whole or as_series(block)
            text = lines_of(whole, each)
        yield text


def lines_of(series: TableSeries, rules: CriteriaRules) -> str:
    """Return the lines of one series, the baseline first."""
    baseline, found = answers(series.follow_up, rules)
    notes = [*series.follow_up.findings, *measurability(series.follow_up, rules)]
    notes += reading_findings(0, series.follow_up, rules)
    head = _head(series.patient, series.series)
    lines = [_line(head, series.dates[0], rules, _of_baseline(baseline, notes))]
    lines += [_line(head, series.dates[one.judged.k], rules, _cells(one)) for one in found]
    return "".join(lines)


def plain_lines(series: PlainSeries, rules: CriteriaRules) -> str | None:
    """Return the same lines for a plain series; None where the criteria find it not plain."""
    sizes_mm, limits = series.counted_mm(rules), series.targets.under(rules)
    if sizes_mm is None or not limits.is_fit(sizes_mm[0]):
        return None
    points, sums_mm = series.points, [sum(sizes, ZERO) for sizes in sizes_mm]
    found = judge_plain(points, sums_mm, limits)
    head = _head(series.block.patient, series.block.series)
    baseline = plain_baseline(points, series.targets, sums_mm[0], rules)
    lines = [_line(head, points[0].label, rules, _of_baseline(baseline, ()))]
    lines += [
        _line(head, point.label, rules, _plain_cells(one))
        for point, one in zip(points[1:], found, strict=True)
    ]
    return "".join(lines)


def _plain_cells(one: PlainAnswer) -> str:
    from_baseline, from_nadir = _percent(one.from_baseline_pct), _percent(one.from_nadir_pct)
    numbers = f"{one.sum_mm!s},{from_baseline},{from_nadir},{one.from_nadir_mm!s}"
    return f"{numbers},{_PLAIN_WORDS[one.rule.name]},{free_text(one.why)}"


def _head(patient: str, series: str) -> str:
    return f"{free_text(patient)},{free_text(series)}"


def _line(head: str, date: str, rules: CriteriaRules, cells: str) -> str:
    return f"{head},{_date(date)},{rules.key},{cells}\n"


_date = lru_cache(KEPT)(quoted)


def _of_baseline(facts: TargetFacts, notes: Iterable[str]) -> str:
    """Return the cells of a baseline, which has a sum but nothing to compare it with."""
    why = free_text(" ".join([baseline_reason(facts), *notes]))
    return f"{_sum(facts)},,,,,,,,{why}"


def _cells(one: Answer) -> str:
    cells = (
        _numbers(one.judged.target),
        _WORDS[one.target],
        _WORDS[one.non_target],
        one.judged.new.value,
        _WORDS[one.overall],
        free_text(" ".join([one.why, *one.findings])),
    )
    return ",".join(cells)


def _sum(facts: TargetFacts) -> str:
    """Return the sum; empty without targets, and where one of them was not measured."""
    return str(facts.now.sum_mm) if facts.now.complete else ""


def _numbers(facts: TargetFacts) -> str:
    """Return the sum and its changes from baseline and nadir; empty where it is not complete."""
    sum_mm, nadir_mm = facts.now.complete_mm, facts.nadir_mm
    if sum_mm is None:
        return ",,,"
    grown_mm = "" if nadir_mm is None else sum_mm - nadir_mm
    from_baseline, from_nadir = _percent(facts.from_baseline_pct), _percent(facts.from_nadir_pct)
    return f"{sum_mm!s},{from_baseline},{from_nadir},{grown_mm!s}"


def _percent(change: Decimal | None) -> str:
    """Return a change with four places, rounded half to even; empty where there is none."""
    if change is None:
        return ""
    text = f"{change:.4f}"
    return "0.0000" if text == "-0.0000" else text
