"""The tables of the cohort's page, as rows: response rates, and who is not in a plot."""

from __future__ import annotations

from collections.abc import Sequence

from hcclog.cohort.views import LeftOut, Rate, ResponseTable
from hcclog.domain.response import Category
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import CRITERIA_NAMES, chip_text

_CODE_WIDTH, _WHY_LEAST = 220, 200
_CRITERIA_WIDTH, _NUMBER_WIDTH, _RATE_WIDTH = 160, 70, 260
_PER_CENT = 100
_OUT = (Column("Patient", _CODE_WIDTH), Column("Why", 0, least=_WHY_LEAST))


def left_out_table(left_out: Sequence[LeftOut]) -> Table:
    """Return a row for each who is not shown, and why; an id may stand there several times."""
    rows = tuple(
        Row((out.mark.table, f"{out.mark.id}/{n}"), (Cell(out.code), Cell(out.why, tip=out.why)))
        for n, out in enumerate(left_out)
    )
    return Table(_OUT, rows)


def response_rows(table: ResponseTable) -> Table:
    """Return a row for each criteria: how often each best response, ORR and DCR."""
    categories = _categories(table)
    columns = (
        Column("Criteria", _CRITERIA_WIDTH),
        *(Column(chip_text(category), _NUMBER_WIDTH, right=True) for category in categories),
        Column("ORR", _RATE_WIDTH, right=True, tip="Objective response rate: CR and PR"),
        Column("DCR", 0, right=True, tip="Disease control rate: CR, PR and SD"),
    )
    rows = []
    for row in table.rows:
        counts = dict(row.counts)
        name = CRITERIA_NAMES[row.criteria]
        cells = (
            Cell(name, tone="strong"),
            *(Cell(str(counts.get(category, 0))) for category in categories),
            Cell(rate_words(row.orr)),
            Cell(rate_words(row.dcr)),
        )
        rows.append(Row(("criteria", row.criteria.value), cells))
    return Table(columns, tuple(rows))


def rate_words(rate: Rate) -> str:
    """Return a rate with its interval: ``3/12, 25.0 % (5.5 to 57.2)``."""
    if rate.share is None:
        return f"{rate.n}/{rate.of}"
    share = f"{rate.n}/{rate.of}, {rate.share * _PER_CENT:.1f} %"
    if rate.low is None or rate.high is None:
        return share
    return f"{share} ({rate.low * _PER_CENT:.1f} to {rate.high * _PER_CENT:.1f})"


def _categories(table: ResponseTable) -> list[Category]:
    """Return what occurs, in the order of the enumeration."""
    found = {category for row in table.rows for category, _ in row.counts}
    return [category for category in Category if category in found]
