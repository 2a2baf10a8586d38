"""Many reports: told one by one, whole or not there, given up without a trace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Cancelled
from hcclog.report.patient.choices import Choices
from hcclog.report.patient.files import save_reports
from tests.report.patient.pages import PRINTING
from tests.report.samples import CASES

RECORDS = {make.__name__: make() for make in CASES}
ORDER = Order(RECORDS.get, tuple(RECORDS), PRINTING.revision, PRINTING.today)


def test_each_patient_has_a_file_and_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    written = save_reports(
        ORDER, Choices(), tmp_path / "reports", lambda done, of: told.append((done, of))
    )
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert sorted(path.stem for path in written.paths) == sorted(
        record.patient.code for record in RECORDS.values()
    )
    assert all(path.read_bytes().startswith(b"%PDF") for path in written.paths)


def test_one_patient_has_the_name_that_was_asked_for(tmp_path: Path) -> None:
    one = replace(ORDER, patient_ids=("measured_case",))
    written = save_reports(one, Choices(), tmp_path / "a.pdf")
    assert written.paths == (tmp_path / "a.pdf",)
    assert written.not_held == ()


def test_what_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    def give_up(done: int, _of: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        save_reports(ORDER, Choices(), tmp_path / "reports", give_up)
    assert list(tmp_path.iterdir()) == []


def test_files_that_must_not_leave_do_not(tmp_path: Path) -> None:
    def refuse(_paths: object, _advanced: object = None) -> None:
        raise PermissionError("found")

    with pytest.raises(PermissionError):
        save_reports(ORDER, Choices(), tmp_path / "reports", check=refuse)
    assert list(tmp_path.iterdir()) == []
