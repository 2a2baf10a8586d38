"""The tables of the cohort's page, as rows: response rates, and who is not in a plot."""

from __future__ import annotations

from collections.abc import Sequence

from hcclog.cohort.views import LeftOut, Rate, ResponseRow, ResponseTable
from hcclog.cohort.words import SAME_ANSWER
from hcclog.domain.response import Category
from hcclog.rules.best_response.options import NAMES
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import CRITERIA_NAMES, chip_text, rounded

_CODE_WIDTH, _WHY_LEAST = 220, 200
_CRITERIA_WIDTH, _NUMBER_WIDTH, _RATE_WIDTH = 160, 70, 260
_TITLE_WIDTH = 110
_PER_CENT = 100
# Best first; progression by iRECIST is called otherwise until and after it was confirmed.
_ORDER = (
    Category.CR,
    Category.PR,
    Category.SD,
    Category.NON_CR_NON_PD,
    Category.PD,
    Category.ICPD,
    Category.IUPD,
    Category.NE,
    Category.ND,
)
_OUT = (Column("Patient, line", _CODE_WIDTH), Column("Why", 0, least=_WHY_LEAST))


def left_out_table(left_out: Sequence[LeftOut]) -> Table:
    """Return a row for each who is not shown, and why; a patient may stand there several times."""
    rows = tuple(
        Row((out.mark.table, f"{out.mark.id}/{n}"), (Cell(_name(out)), Cell(out.why, tip=out.why)))
        for n, out in enumerate(left_out)
    )
    return Table(_OUT, rows)


def _name(out: LeftOut) -> str:
    """Return code and line: what a reading says before the reason."""
    name, found, _ = out.mark.reading.rpartition(f": {out.why}")
    return name if found else out.code


def response_rows(table: ResponseTable) -> Table:
    """Return a row for each criteria: how often each best response, ORR and DCR.

    What is the same answer by iRECIST stands in the column of its RECIST name.
    """
    titles = _titles(table)
    columns = (
        Column("Criteria", _CRITERIA_WIDTH),
        Column("n", _NUMBER_WIDTH, right=True, tip="Lines of therapy that are counted"),
        *(Column(title, _TITLE_WIDTH, right=True) for title in titles),
        Column("ORR", _RATE_WIDTH, right=True, tip="Objective response rate: CR and PR"),
        Column("DCR", _RATE_WIDTH, right=True, tip="Disease control rate: CR, PR and SD"),
        Column("Not counted"),
    )
    return Table(columns, tuple(_response_row(row, titles) for row in table.rows))


def _response_row(row: ResponseRow, titles: Sequence[str]) -> Row:
    counts = {_title(category): n for category, n in row.counts}
    known = {_title(category) for category in NAMES[row.criteria].order}
    numbers = (Cell(str(counts.get(title, 0)) if title in known else "") for title in titles)
    cells = (
        Cell(CRITERIA_NAMES[row.criteria], tone="strong"),
        Cell(str(row.orr.of)),
        *numbers,
        Cell(rate_words(row.orr)),
        Cell(rate_words(row.dcr)),
        Cell(str(len(row.left_out)), tone="muted"),
    )
    return Row(("criteria", row.criteria.value), cells)


def rate_words(rate: Rate) -> str:
    """Return a rate with its interval: ``3/12, 25.0 % (5.5 to 57.2)``."""
    if rate.share is None:
        return f"{rate.n}/{rate.of}"
    share = f"{rate.n}/{rate.of}, {rounded(_PER_CENT * rate.share)} %"
    if rate.low is None or rate.high is None:
        return share
    low, high = (rounded(_PER_CENT * end) for end in (rate.low, rate.high))
    return f"{share} ({low} to {high})"


def _title(category: Category) -> str:
    """Return the column in which a category is counted."""
    return chip_text(SAME_ANSWER.get(category, category))


def _titles(table: ResponseTable) -> list[str]:
    """Return the columns of what occurs, from the best answer to the worst."""
    found = {_title(category) for row in table.rows for category, _ in row.counts}
    return [chip_text(category) for category in _ORDER if chip_text(category) in found]
