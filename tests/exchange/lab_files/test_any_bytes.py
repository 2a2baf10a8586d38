"""Whatever a file holds, it is a plan or a refusal in one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.exchange.lab_files.reading import LabPlan
from hcclog.logbook import Logbook
from tests.books import new_book
from tests.exchange.lab_files.ward import LONG, looked_at, with_patients


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store that no example writes to."""
    book = with_patients(new_book(tmp_path_factory.mktemp("any") / "store.db"))
    yield book
    book.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of each example."""
    return tmp_path_factory.mktemp("any") / "labs.csv"


def is_plan_or_refusal(path: Path, content: bytes, book: Logbook) -> bool:
    """Read a file, and tell whether it came to a plan or a refusal."""
    path.write_bytes(content)
    try:
        plan = looked_at(path, book)
    except Refused as refusal:
        return bool(refusal.sentence) and "\n" not in refusal.sentence
    return isinstance(plan, LabPlan) and all(line.reading or line.why for line in plan.lines)


@given(st.binary(max_size=400))
def test_any_bytes(shared: Logbook, path: Path, content: bytes) -> None:
    assert is_plan_or_refusal(path, content, shared)


CELLS = st.sampled_from(
    [
        *("P-1", "D-3", "2024-03-01", "03/04/2024", "day 3", "AFP", "ALT (U/L)", "5,5", "1,089"),
        *("<0.8", "raised", "ng/mL", "0-7", "", " ", '"', "=1+1", "patient", "date", "test"),
        *("value", "unit", "Wert", "日期", "\u202e", "\x07", "9" * 80, "-", "t", "2024"),
    ]
)


@given(st.lists(st.lists(CELLS, max_size=7), max_size=7), st.sampled_from([",", ";", "\t", "|"]))
def test_any_table_of_likely_cells(
    shared: Logbook, path: Path, rows: list[list[str]], mark: str
) -> None:
    content = "\n".join(mark.join(cells) for cells in rows)
    assert is_plan_or_refusal(path, content.encode(), shared)


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=5))
def test_any_rows_below_good_titles(shared: Logbook, path: Path, rows: list[list[str]]) -> None:
    content = LONG + "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in rows)
    assert is_plan_or_refusal(path, content.encode(), shared)


def a_workbook() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.active.append(("patient", "date", "test", "value", "unit"))
    book.active.append(("P-1", "2024-03-01", "AFP", 5.51, "ng/mL"))
    kept = BytesIO()
    book.save(kept)
    with zipfile.ZipFile(kept) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = a_workbook()


@given(
    st.sampled_from(sorted(PARTS)),
    st.integers(0, 2000),
    st.integers(0, 40),
    st.binary(max_size=20),
)
def test_any_damage_to_a_part_of_a_workbook(
    shared: Logbook, path: Path, name: str, start: int, length: int, new: bytes
) -> None:
    whole = PARTS[name]
    damaged = whole[:start] + new + whole[start + length :]
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for each, content in (PARTS | {name: damaged}).items():
            archive.writestr(each, content)
    assert is_plan_or_refusal(path, kept.getvalue(), shared)


@given(st.integers(0, 6000), st.binary(max_size=8))
def test_any_damage_to_a_packed_workbook(
    shared: Logbook, path: Path, start: int, new: bytes
) -> None:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in PARTS.items():
            archive.writestr(each, content)
    whole = kept.getvalue()
    assert is_plan_or_refusal(path, whole[:start] + new + whole[start + len(new) :], shared)
