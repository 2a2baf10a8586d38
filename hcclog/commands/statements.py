"""Checks on statements: each kind needs what makes it comparable with the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.catalogue import analytes, procedures
from hcclog.commands.refused import Refused
from hcclog.domain.statement import StatementKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hcclog.domain.record import PatientRecord
    from hcclog.domain.statement import Statement

# What each kind cannot do without, and how a person calls that.
_NEEDS: Mapping[StatementKind, tuple[tuple[str, str], ...]] = {
    StatementKind.LAB_TREND: (
        ("analyte", "a test"),
        ("direction", "a direction"),
        ("to_on", "a date"),
    ),
    StatementKind.DURATION: (("amount", "an amount"), ("unit", "a unit of time")),
    StatementKind.COUNT: (("procedure_kind", "a kind of procedure"), ("amount", "a number")),
    StatementKind.INTERRUPTION: (("course_id", "a course"),),
    StatementKind.SEX: (("sex", "a sex"),),
    StatementKind.AGE: (("amount", "an age in years"), ("to_on", "a date")),
}
_WHOLE = (StatementKind.COUNT, StatementKind.INTERRUPTION, StatementKind.AGE)


def check_statement(_record: PatientRecord, statement: Statement) -> None:
    """Refuse a statement that says too little, or of something that the catalogue does not know.

    Raises:
        Refused: With the field and a sentence.
    """
    for name, words in _NEEDS[statement.kind]:
        if getattr(statement, name) in {None, ""}:
            raise Refused(f"A statement of the kind {statement.kind} needs {words}.", name)
    if statement.analyte and analytes.find_analyte(statement.analyte) is None:
        msg = f"{statement.analyte!r} is not a test that the catalogue knows."
        raise Refused(msg, "analyte")
    kind = statement.procedure_kind
    if kind and procedures.find_procedure(kind) is None:
        raise Refused(f"{kind!r} is not a procedure that the catalogue knows.", "procedure_kind")
    _check_amount(statement)


def _check_amount(statement: Statement) -> None:
    amount = statement.amount
    if amount is None:
        return
    if not amount.is_finite() or amount < 0:
        raise Refused(f"{amount} is no amount; 0 and more are.", "amount")
    if statement.kind is StatementKind.DURATION and amount == 0:
        raise Refused("A duration of 0 says nothing.", "amount")
    if statement.kind in _WHOLE and amount != amount.to_integral_value():
        raise Refused(f"{amount} is not a whole number, as this statement needs one.", "amount")
