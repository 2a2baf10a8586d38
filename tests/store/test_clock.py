"""A clock that is slow, fast, set back or moved between zones: said, and nothing lost or moved."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from hcclog.cli.lab_entry import add_lab
from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.logbook import Logbook
from hcclog.store.clock import clock_doubt
from hcclog.store.stamp import Stamp
from hcclog.store.story import local_time
from tests.books import NOW, TODAY, Clock, Stamps, a_lab, a_patient, new_book


def set_to(book: Logbook, now: datetime) -> None:
    """Set the clock of the machine on which a store is open."""
    assert isinstance(book.store.now, Clock)
    book.store.now.now = now


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        pytest.param(timedelta(days=-3), "before the newest entry", id="D-08 three days slow"),
        pytest.param(timedelta(minutes=-6), "before the newest entry", id="D-08 six minutes slow"),
        pytest.param(timedelta(minutes=-4), "", id="D-08 four minutes are nothing"),
        pytest.param(timedelta(days=300), "", id="D-08 a store that was left alone for months"),
        pytest.param(timedelta(days=3652), "after the newest entry", id="D-08 ten years fast"),
    ],
)
def test_a_clock_that_contradicts_the_journal_is_said(
    book: Logbook, moved: timedelta, said: str
) -> None:
    book.do(Add((a_patient(),)))
    set_to(book, NOW + moved)
    doubt = clock_doubt(book.store)
    assert bool(doubt) == bool(said)
    assert said in doubt


@pytest.mark.catalogue("D-08")
def test_an_empty_store_has_nothing_to_say_of_a_clock(book: Logbook) -> None:
    assert clock_doubt(book.store) == ""


@pytest.mark.catalogue("D-08")
def test_a_result_that_is_added_under_a_slow_clock_is_written(book: Logbook) -> None:
    patient = a_patient()
    book.do(Add((patient,)))
    set_to(book, NOW - timedelta(days=3))
    record = book.patient(patient.id)
    assert record is not None
    words = {"on": "2026-01-05", "analyte": "AFP", "value": "5", "unit": "ng/mL"}
    add_lab(book, record, words)
    after = book.patient(patient.id)
    assert after is not None
    assert [str(lab.value) for lab in after.labs] == ["5"]


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([0, -3 * 86400, 10], id="D-08 three days slow"),
        pytest.param([0, 3652 * 86400, 10], id="D-08 ten years fast, and set right"),
        pytest.param([0, -3600, 5, -3600], id="D-09 back an hour, twice"),
    ],
)
def test_what_is_written_stands_in_its_order_whatever_the_clock_says(
    tmp_path: Path, steps: list[int]
) -> None:
    book = new_book(tmp_path / "store.db")
    patient = a_patient()
    book.do(Add((patient,)))
    for n, step in enumerate(steps):
        assert isinstance(book.store.now, Clock)
        set_to(book, book.store.now.now + timedelta(seconds=step))
        book.do(Add((a_lab(patient, str(n + 1), id=book.store.new_id()),)))
    entries = book.store.reader.entries()
    assert all(one.seq + 1 == two.seq for one, two in pairwise(entries))
    assert all(one.id < two.id for one, two in pairwise(entries))
    assert len(entries) == len(steps) + 1
    for n in range(len(steps), 0, -1):
        record = book.patient(patient.id)
        assert record is not None
        assert {str(lab.value) for lab in record.labs} == {str(k + 1) for k in range(n)}
        book.undo()
    assert book.store.check() == []
    book.close()


BIRTH = """
import os, sys
from hcclog.cli.main import main
main(["show", "born", "--store", sys.argv[1], "--json"])
"""


@pytest.mark.parametrize(
    ("entered", "opened"),
    [
        pytest.param("Pacific/Auckland", "Pacific/Pago_Pago", id="D-10 from UTC+13 to UTC-11"),
        pytest.param("Pacific/Pago_Pago", "Pacific/Auckland", id="D-10 from UTC-11 to UTC+13"),
    ],
)
def test_a_birth_date_is_the_same_day_in_every_zone(
    tmp_path: Path, entered: str, opened: str
) -> None:
    path = tmp_path / "store.db"
    environment = {**os.environ, "HCCLOG_HOME": str(tmp_path / "home")}
    add = [sys.executable, "-c", ENTER, str(path)]
    subprocess.run(add, env=environment | {"TZ": entered}, check=True, cwd=Path.cwd())
    show = [sys.executable, "-c", BIRTH, str(path)]
    told = subprocess.run(
        show, env=environment | {"TZ": opened}, capture_output=True, text=True, check=True
    )
    assert '"1960-01-01"' in told.stdout


ENTER = """
import sys
from hcclog.cli.opening import open_logbook
from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import PatientId
from hcclog.domain.patient import Patient
book = open_logbook(sys.argv[1], with_cases=False)
birth = ClinicalDate.parse("1960-01-01")
book.do(Add((Patient(PatientId(book.store.new_id()), "born", birth_on=birth),)))
book.close()
"""


class SummerEnds(Stamps):
    """Stamps of the night in which the hour from two to three comes twice."""

    def __call__(self) -> Stamp:
        at = self.clock()
        offset = 120 if at < datetime(2026, 10, 25, 1, tzinfo=UTC) else 60
        text = at.isoformat(timespec="milliseconds")
        return Stamp("nurse", "nurse", "ward 3", "epoch", text, offset, TODAY, "0.1.0")


@pytest.mark.catalogue("D-11")
def test_the_hour_that_comes_twice_is_kept_with_its_offset_and_in_order(tmp_path: Path) -> None:
    clock = Clock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    book = Logbook(new_book(tmp_path / "store.db").store, SummerEnds(clock=clock))
    patient = a_patient()
    book.do(Add((patient,)))
    clock.now += timedelta(hours=1)
    on = ClinicalDate.parse("2026-10-25")
    book.do(Add((a_lab(patient, on=str(on)),)))
    one, two = book.store.reader.entries()
    assert [local_time(one), local_time(two)] == [
        "2026-10-25T02:30:01+02:00",
        "2026-10-25T02:30:02+01:00",
    ]
    assert (one.utc_offset_minutes, two.utc_offset_minutes) == (120, 60)
    assert one.at_utc < two.at_utc
    assert book.store.check() == []
    book.close()
