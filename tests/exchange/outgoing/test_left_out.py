"""X-08: what was retracted is marked where a format holds it, and said where it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.commands.base import Add, Retract
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.left_out import left_out
from hcclog.exchange.outgoing.ordering import order_from
from hcclog.logbook import Logbook
from hcclog.report.patient.choices import Choices
from hcclog.report.patient.files import save_reports
from tests.books import a_lab, a_patient

WHERE = "The format Everything (jsonl) holds what was retracted, with its history."
ONE = ("A-1: 1 entry that was retracted or undone is left out.", WHERE)


@pytest.fixture
def retracted(book: Logbook) -> Logbook:
    """A store with a patient of whom one of two results was retracted."""
    patient = a_patient("A-1")
    wrong, right = a_lab(patient, "7.77"), a_lab(patient, "5.51", "2021-11")
    book.do(Add((patient, wrong, right)))
    book.do(Retract("lab_result", wrong.id, "of another patient"))
    return book


@pytest.mark.parametrize("name", FORMATS)
def test_x_08_a_retracted_result_is_marked_or_said_to_be_left_out(
    retracted: Logbook, tmp_path: Path, name: str
) -> None:
    order = order_from(retracted, [each.id for each in retracted.patients()])
    written = deliver(FORMATS[name], order, tmp_path / "out")
    if name == "jsonl":
        text = written.paths[0].read_text(encoding="utf-8")
        assert '"void"' in text
        assert "7.77" in text
        assert WHERE not in written.not_held
    else:
        assert written.not_held[-2:] == ONE


def test_x_08_a_report_says_it_too(retracted: Logbook, tmp_path: Path) -> None:
    order = order_from(retracted, [each.id for each in retracted.patients()])
    assert save_reports(order, Choices(), tmp_path / "out.pdf").not_held == ONE


def test_what_stands_again_is_not_left_out(retracted: Logbook) -> None:
    retracted.undo()
    order = order_from(retracted, [each.id for each in retracted.patients()])
    assert left_out(order) == ()
    assert left_out(replace(order, book=None)) == ()


def test_nobody_is_named_where_nobody_may_be_known(retracted: Logbook) -> None:
    order = order_from(retracted, [each.id for each in retracted.patients()])
    told = left_out(replace(order, is_deidentified=True))
    assert told == ("1 entry that was retracted or undone is left out.", WHERE)


def test_patients_who_were_retracted_are_counted_where_all_go_out(retracted: Logbook) -> None:
    others = [a_patient("B-1"), a_patient("B-2")]
    retracted.do(Add((*others, a_lab(others[0]))))
    for other in others:
        retracted.do(Retract("patient", other.id, "of another clinic"))
    ids = [each.id for each in retracted.patients()]
    assert left_out(order_from(retracted, ids)) == ONE
    assert left_out(order_from(retracted, ids, is_everybody=True)) == (
        ONE[0],
        "2 patients who were retracted or undone are left out.",
        WHERE,
    )
