"""Every format leaves through the window's own work, and what can come back is read by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.progress import unseen
from hcclog.logbook import Logbook
from hcclog.ui.exchanging.audience import audiences
from hcclog.ui.exchanging.export_dialog import Asked
from hcclog.ui.exchanging.exporting import carry_out
from hcclog.ui.exchanging.leaving_box import LeavingChoice
from hcclog.ui.exchanging.reading import Wanted, read
from tests.books import a_patient, new_book
from tests.ui.desks import chosen

CODE = "zhang-2024"


def exported(book: Logbook, name: str, folder: Path, *, hidden: bool = False) -> list[Path]:
    """Export one patient, and return the files."""
    audience = audiences(chosen(book, CODE))[0]
    what = FORMATS[name]
    asked = Asked(audience, what, folder / f"out{what.ending}", LeavingChoice(hidden))
    return list(carry_out(book, asked, audience.ids(), unseen).written.paths)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_patient_leaves_in_every_format(cases: Logbook, tmp_path: Path, name: str) -> None:
    paths = exported(cases, name, tmp_path)
    # No study is known of a published case, and a DICOM report belongs to one.
    assert bool(paths) == (name != "dicom-sr")
    assert all(path.stat().st_size > 0 for path in paths)
    assert list(tmp_path.glob(".hcclog-*")) == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_patient_leaves_in_every_format_without_whose_it_is(
    cases: Logbook, tmp_path: Path, name: str
) -> None:
    paths = exported(cases, name, tmp_path, hidden=True)
    assert [path for path in paths if CODE in path.name or CODE.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("name", ["xlsx", "fhir", "jsonl"])
def test_what_comes_back_unchanged_brings_nothing(
    cases: Logbook, tmp_path: Path, name: str
) -> None:
    (path,) = exported(cases, name, tmp_path)
    reading = read(Wanted(path), cases, unseen)
    assert reading.fault == ""
    assert reading.kind.name == name
    plan = reading.plan
    assert plan is not None
    assert plan.command is None
    assert plan.count(Verdict.REFUSED) == plan.count(Verdict.NEW) == 0


@pytest.mark.catalogue("X-09")
@pytest.mark.parametrize("name", ["fhir", "jsonl"])
def test_what_comes_into_another_store_is_the_same_record(
    cases: Logbook, tmp_path: Path, name: str
) -> None:
    (path,) = exported(cases, name, tmp_path)
    (tmp_path / "other").mkdir()
    other = new_book(tmp_path / "other" / "store.db")
    other.do(Add((a_patient("P-1"),)))
    plan = read(Wanted(path), other, unseen).plan
    assert plan is not None
    assert plan.command is not None
    other.do(plan.command)
    there, here = (book.patient(book.find(CODE) or "") for book in (cases, other))
    assert there is not None
    assert here is not None
    assert {lab.as_typed for lab in here.labs} == {lab.as_typed for lab in there.labs}
    assert len(here.measurements) == len(there.measurements)
    other.close()
