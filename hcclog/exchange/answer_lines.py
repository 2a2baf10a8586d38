"""The answers of one series as lines of the table that goes out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hcclog.domain.response import Category
from hcclog.exchange.csv_text import free_text, quoted
from hcclog.exchange.lesion_series import TableSeries
from hcclog.exchange.plain_series import PlainSeries
from hcclog.rules.answers import Answer, answers
from hcclog.rules.criteria import CriteriaRules
from hcclog.rules.findings import reading_findings
from hcclog.rules.measurability import measurability
from hcclog.rules.new_lesion import NO
from hcclog.rules.plain import judge_plain
from hcclog.rules.readings import FollowUp
from hcclog.rules.target import TargetFacts
from hcclog.rules.target_reasons import baseline_reason
from hcclog.rules.sums import ZERO

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
_EMPTY = ("",) * 7  # of the baseline, which has a sum only
_WORDS = {category: category.value for category in Category} | {Category.NOT_APPLICABLE: ""}


def lines_of(series: TableSeries, rules: CriteriaRules) -> Iterator[str]:
    """Yield the lines of one series, the baseline first."""
    baseline, found = answers(series.follow_up, rules)
    head = _head(series.patient, series.series)
    yield _baseline(head, baseline, series.follow_up, rules)
    for one in found:
        yield _line(head, series.dates[one.judged.k], rules, _cells(one))


def plain_lines(series: PlainSeries, rules: CriteriaRules) -> list[str] | None:
    """Return the same lines for a plain series; None where the criteria find it not plain."""
    sizes_mm = series.counted_mm(rules)
    if sizes_mm is None or not series.targets.under(rules).is_fit(sizes_mm[0]):
        return None
    sums_mm = [sum(sizes, ZERO) for sizes in sizes_mm]
    baseline, found = judge_plain(series.points, series.targets, sums_mm, rules)
    head = _head(series.block.patient, series.block.series)
    by = rules.key.value
    lines = [f"{head},{quoted(series.points[0].label)},{by},{_sum(baseline)},,,,,,,,{free_text(baseline_reason(baseline))}\n"]
    for facts, rule, row, why in found:
        date = quoted(facts.points[facts.k].label)
        numbers = ",".join(_numbers(facts))
        lines.append(
            f"{head},{date},{by},{numbers},{rule.category._value_},,{NO},{row.overall._value_},{free_text(why)}\n"
        )
    return lines


def _head(patient: str, series: str) -> str:
    return f"{free_text(patient)},{free_text(series)}"


def _line(head: str, date: str, rules: CriteriaRules, cells: tuple[str, ...]) -> str:
    return f"{head},{quoted(date)},{rules.key.value},{','.join(cells)}\n"


def _baseline(head: str, facts: TargetFacts, follow_up: FollowUp, rules: CriteriaRules) -> str:
    found = [*follow_up.findings, *measurability(follow_up, rules)]
    found += reading_findings(0, follow_up, rules)
    why = " ".join([baseline_reason(facts), *found])
    cells = (_sum(facts), *_EMPTY, free_text(why))
    return _line(head, follow_up.points[0].label, rules, cells)


def _cells(one: Answer) -> tuple[str, ...]:
    return (
        *_numbers(one.judged.target),
        _WORDS[one.target],
        _WORDS[one.non_target],
        one.judged.new.value,
        _WORDS[one.overall],
        free_text(" ".join([one.why, *one.findings])),
    )


def _sum(facts: TargetFacts) -> str:
    """Return the sum; empty without targets, and where one of them was not measured."""
    return str(facts.now.sum_mm) if facts.now.complete else ""


def _numbers(facts: TargetFacts) -> tuple[str, str, str, str]:
    """Return the sum and its changes from baseline and nadir; empty where it is not complete."""
    if not facts.now.complete:
        return "", "", "", ""
    now, nadir = facts.now.sum_mm, facts.nadir_mm
    return (
        str(now),
        _percent(facts.from_baseline_pct) if facts.baseline_mm else "",
        _percent(facts.from_nadir_pct) if nadir else "",
        "" if nadir is None else str(now - nadir),
    )


def _percent(change: Decimal) -> str:
    """Return a change with four places, rounded half to even."""
    text = f"{change:.4f}"
    return "0.0000" if text == "-0.0000" else text
