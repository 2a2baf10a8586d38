"""A result of the wrong patient is moved as retraction and addition; both histories show it."""

import pytest

from hcclog.commands.base import Add, Amend, Retract, Together
from hcclog.commands.refused import Refused
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient


@pytest.mark.catalogue("P-04")
def test_a_result_is_moved_with_a_reason_that_both_histories_show(book: Logbook) -> None:
    one, two = a_patient("A-1"), a_patient("A-2")
    wrong = a_lab(one)
    book.do(Add((one, two, wrong)))
    with pytest.raises(Refused, match="moved to another patient by retracting it here"):
        book.do(Amend(a_lab(two, id=wrong.id), "wrong patient"))
    right = a_lab(two)
    reason = "entered for the wrong patient"
    parts = (Retract("lab_result", wrong.id), Add((right,)))
    book.do(Together(parts, "Move AFP 5.51 ng/mL to A-2", reason))
    for patient, kinds in ((one, ["create", "create", "void"]), (two, ["create", "create"])):
        entries, changes = book.history(patient.id)
        assert (entries[-1].label, entries[-1].reason) == ("Move AFP 5.51 ng/mL to A-2", reason)
        assert [change.kind for change in changes] == kinds
    book.undo()
    record = book.patient(one.id)
    assert record is not None
    assert record.labs == (wrong,)
    assert book.redo_label == "Move AFP 5.51 ng/mL to A-2"
    book.redo()
    assert book.patient(one.id).labs == ()  # type: ignore[union-attr]  # it was just there
