"""Overall response at one assessment: the published tables, as an ordered list of rows.

Sources: Eisenhauer 2009, Tables 1 and 2; mRECIST has the same (Lencioni and Llovet 2010, Table 4).
A patient without any disease at the baseline has ND while nothing appears.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from hcclog.domain.response import Category
from hcclog.rules.new_lesion import EQUIVOCAL, NO, YES

NONE, CR, PR, SD, PD, NE = (
    Category.NOT_APPLICABLE,
    Category.CR,
    Category.PR,
    Category.SD,
    Category.PD,
    Category.NE,
)
PERSISTS = Category.NON_CR_NON_PD
TARGETS = (CR, PR, SD, NE, PD, NONE)
NON_TARGETS = (CR, PERSISTS, NE, PD, NONE)
NEW_LESIONS = (NO, EQUIVOCAL, YES)
_NOT_PD = frozenset({CR, PERSISTS, NE, NONE})
_ANY = frozenset(TARGETS) | frozenset(NON_TARGETS)
_NOT_YES = frozenset({NO, EQUIVOCAL})


class OverallRow(NamedTuple):
    """One row of the tables.

    Attributes:
        name: What the row is called.
        targets: Target responses to which it applies.
        non_targets: Non-target responses to which it applies.
        new: New lesions to which it applies.
        overall: Its answer.
        meaning: What it says, in a sentence.
        clause: Which of the criteria's clauses it rests on, by the name in `Clauses`.
    """

    name: str
    targets: frozenset[Category]
    non_targets: frozenset[Category]
    new: frozenset[str]
    overall: Category
    meaning: str
    clause: str = "overall"


def _row(
    name: str, targets: Category, non_targets: frozenset[Category], overall: Category, meaning: str
) -> OverallRow:
    """Return a row that applies while there is no unequivocal new lesion."""
    clause = "without_targets" if targets is NONE else "overall"
    return OverallRow(name, frozenset({targets}), non_targets, _NOT_YES, overall, meaning, clause)


OVERALL_ROWS = (
    OverallRow("new lesion", _ANY, _ANY, frozenset({YES}), PD, "A new lesion is progression."),
    OverallRow(
        "targets progressed",
        frozenset({PD}),
        _ANY,
        _NOT_YES,
        PD,
        "Progression of the targets is progression.",
    ),
    OverallRow(
        "non-targets progressed",
        _ANY,
        frozenset({PD}),
        _NOT_YES,
        PD,
        "Clear progression of the non-targets is progression.",
    ),
    _row("all gone", CR, frozenset({CR, NONE}), CR, "All disease is gone."),
    _row("targets gone, others stay", CR, frozenset({PERSISTS}), PR, "Non-targets persist."),
    _row("targets gone, others unknown", CR, frozenset({NE}), PR, "Non-targets were not all seen."),
    _row("targets smaller", PR, _NOT_PD, PR, "The targets respond and nothing progresses."),
    _row("targets stable", SD, _NOT_PD, SD, "The targets are stable and nothing progresses."),
    _row("targets not evaluable", NE, _NOT_PD, NE, "The targets cannot be judged."),
    _row("non-targets gone", NONE, frozenset({CR}), CR, "There were no targets; all is gone."),
    _row("non-targets stay", NONE, frozenset({PERSISTS}), PERSISTS, "There were no targets."),
    _row("non-targets unknown", NONE, frozenset({NE}), NE, "There were no targets."),
    _row("no disease", NONE, frozenset({NONE}), Category.ND, "There was no disease and is none."),
)

OVERALL: Mapping[tuple[Category, Category, str], OverallRow] = MappingProxyType(
    {
        (target, non_target, new): next(
            row
            for row in OVERALL_ROWS
            if target in row.targets and non_target in row.non_targets and new in row.new
        )
        for target, non_target, new in product(TARGETS, NON_TARGETS, NEW_LESIONS)
    }
)
