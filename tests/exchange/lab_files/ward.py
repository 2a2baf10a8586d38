"""A ward with three patients, and tables that its laboratories send."""

from __future__ import annotations

from pathlib import Path

from hcclog.commands.base import Add
from hcclog.domain.labs import LabResult
from hcclog.domain.patient import TimeAxis
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.incoming.wishes import TableWish, Wish
from hcclog.exchange.lab_files.mapping import Mapping
from hcclog.exchange.lab_files.reading import LabPlan, read
from hcclog.exchange.progress import unseen
from hcclog.logbook import Logbook
from tests.books import a_patient

LONG = "patient,date,test,value,unit\n"


def with_patients(book: Logbook) -> Logbook:
    """Put two patients with a calendar and one without into a store."""
    counted = a_patient("D-3", time_axis=TimeAxis.RELATIVE, day_zero_label="first dose")
    book.do(Add((a_patient("P-1"), a_patient("AB 123"), counted)))
    return book


def written(folder: Path, content: str | bytes, name: str = "labs.csv") -> Path:
    """Write a file that a laboratory sent."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def looked_at(path: Path, book: Logbook, wish: Wish | None = None) -> LabPlan:
    """Read a file as the command line does."""
    return read(path, book, wish or Wish(), unseen)


def wish_of(**table: object) -> Wish:
    """Return a wish that says only how the table is read."""
    return Wish(table=TableWish(**table))  # type: ignore[arg-type]


def results(plan: LabPlan) -> tuple[LabResult, ...]:
    """Return what a plan would write."""
    return plan.created


def said(plan: LabPlan) -> list[str]:
    """Return the readings of the lines that would be written."""
    return [line.reading for line in plan.lines if line.verdict in {Verdict.NEW, Verdict.ASKED}]


def whys(plan: LabPlan) -> list[str]:
    """Return what there is to say of lines."""
    return [line.why for line in plan.lines if line.why]


def parts(mapping: Mapping) -> list[str]:
    """Return what the columns say, in words."""
    return [
        f"{each.part} of {each.head}" if each.is_headed else str(each.part)
        for each in mapping.columns
    ]
