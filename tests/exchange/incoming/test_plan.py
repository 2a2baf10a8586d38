"""A plan without some of its lines."""

from hcclog.commands.imports import Import
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from tests.books import a_lab, a_patient

PATIENT = a_patient("P-1")
LABS = tuple(a_lab(PATIENT, value) for value in ("1", "2"))
LINES = tuple(
    Line(f"row {n}", lab.as_typed, Verdict.ASKED, makes=lab.id) for n, lab in enumerate(LABS)
)
PLAN = Plan("labs.csv", LINES, Import("labs.csv", LABS))


def test_a_line_that_is_left_out_is_not_created() -> None:
    left = PLAN.without(LINES[:1])
    assert isinstance(left, Import)
    assert left.created == LABS[1:]


def test_without_any_line_nothing_is_left_to_write() -> None:
    assert PLAN.without(LINES) is None
    assert PLAN.without(()) is PLAN.command


def test_a_line_that_cannot_be_left_out_alone_stays() -> None:
    assert PLAN.without([Line("row 9", "AFP 3", Verdict.ASKED)]) is PLAN.command
