"""Apply the response rules to a table of lesions and write the answers as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

from hcclog.domain.response import Category, Criteria
from hcclog.exchange.lesion_table import BadTable, TableSeries, read_lesions
from hcclog.exchange.response_json import decimals
from hcclog.rules.criteria import MRECIST, RECIST_1_1, CriteriaRules
from hcclog.rules.findings import findings_at, reading_findings
from hcclog.rules.measurability import measurability
from hcclog.rules.readings import EXACT
from hcclog.rules.reasons import overall_reason
from hcclog.rules.response import Judged, judge
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
_RULES: dict[Criteria, CriteriaRules] = {
    Criteria.RECIST_1_1: RECIST_1_1,
    Criteria.MRECIST: MRECIST,
}


def evaluate_table(source: Path, criteria: Sequence[Criteria], out: Path) -> None:
    """Judge every series of a table by each of the criteria.

    The answers stand under the final name only when all of them are written.

    Raises:
        BadTable: A cell cannot be read, or the file cannot be written; nothing is written.
    """
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file, localcontext(EXACT):
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(OUT_COLUMNS)
            for series in read_lesions(source):
                for each in criteria:
                    writer.writerows(_rows(series, _RULES[each]))
        partial.replace(out)
    except OSError as error:
        raise BadTable(f"{out} cannot be written: {error.strerror}.") from None
    finally:
        partial.unlink(missing_ok=True)


def _rows(series: TableSeries, rules: CriteriaRules) -> Iterator[tuple[str, ...]]:
    baseline, judged = judge(series.follow_up, rules)
    head = (series.patient, series.series)
    empty = ("", "", "", "", "", "", "")
    found = [*series.follow_up.findings, *measurability(series.follow_up, rules)]
    found += reading_findings(0, series.follow_up, rules)
    why = " ".join([baseline_reason(baseline), *found])
    yield (*head, series.dates[0], rules.key.value, _sum(baseline), *empty, why)
    for one in judged:
        yield (*head, series.dates[one.k], rules.key.value, *_answers(one, series, rules))


def _answers(judged: Judged, series: TableSeries, rules: CriteriaRules) -> tuple[str, ...]:
    facts = judged.target
    findings = findings_at(judged, series.follow_up, rules)
    unsure = series.follow_up.overlaps.get(judged.k, [])
    return (
        _sum(facts),
        *_changes(facts),
        _word(judged.target_rule.category),
        _word(judged.non_target_rule.category),
        judged.new.value,
        _word(judged.overall.overall),
        " ".join([overall_reason(judged, series.follow_up.points, unsure), *findings]),
    )


def _sum(facts: TargetFacts) -> str:
    """Return the sum; empty without targets, and where one of them was not measured."""
    return f"{facts.now.sum_mm:f}" if facts.now.complete else ""


def _changes(facts: TargetFacts) -> tuple[str, str, str]:
    """Return the changes from baseline and nadir; empty where the sum is not complete."""
    if not facts.now.complete:
        return "", "", ""
    now, nadir = facts.now.sum_mm, facts.nadir_mm
    grown = "" if nadir is None else f"{now - nadir:f}"
    return _percent(now, facts.baseline_mm), _percent(now, nadir), grown


def _percent(now: Decimal, then: Decimal | None) -> str:
    if not then:
        return ""
    change = (Fraction(now) - Fraction(then)) / Fraction(then)
    return decimals(change, 100) or ""


def _word(category: Category) -> str:
    return "" if category is Category.NOT_APPLICABLE else category.value
