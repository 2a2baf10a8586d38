"""A plan without some of its lines."""

import pytest

from hcclog.commands.imports import Import
from hcclog.domain.unreadable import MOST_SAID
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


@pytest.mark.parametrize(
    ("verdict", "why", "shown"),
    [
        pytest.param(Verdict.REFUSED, "a\x1b[2Jb", "a\\x1b[2Jb", id="T-05 an order to a terminal"),
        pytest.param(
            Verdict.ASKED, "a\u202eb", "a\\u202eb", id="T-03 a mark that turns text round"
        ),
        pytest.param(Verdict.LEFT, "a\r\nb", "a  b", id="T-12 a line's end"),
        pytest.param(Verdict.ASKED, "x" * 5000, "x" * 5000, id="T-07 a doubt is said as a whole"),
    ],
)
def test_a_line_repeats_nothing_that_steers_a_screen(
    verdict: Verdict, why: str, shown: str
) -> None:
    line = Line(why[:20], why[:20], verdict, why)
    assert line.why == shown
    assert line.place.isprintable()
    assert line.reading.isprintable()


@pytest.mark.catalogue("T-07")
def test_a_refusal_repeats_little_and_keeps_its_end() -> None:
    line = Line("row 1", "", Verdict.REFUSED, f"{'x' * 5000} is no value; write it like 5.51.")
    assert len(line.why) <= MOST_SAID
    assert line.why.endswith("x is no value; write it like 5.51.")
