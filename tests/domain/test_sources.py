"""A salvaged value says so beside where it came from before."""

from __future__ import annotations

from datetime import date

import pytest

from hcclog.domain.sources import ENTERED, Source, SourceKind, salvaged

DAY = date(2026, 11, 22)
WORDS = "salvaged from the store of 2026-11-22"


@pytest.mark.parametrize(
    ("source", "document", "short", "detail"),
    [
        (ENTERED, WORDS, "entered, salvaged", WORDS),
        (
            Source(SourceKind.IMPORTED, "labs.csv", "row 12"),
            f"labs.csv, {WORDS}",
            "imported, salvaged",
            f"labs.csv, {WORDS}, row 12",
        ),
        (
            Source(SourceKind.CASE_REPORT, "10.1/2", "", derived=True),
            f"10.1/2, {WORDS}",
            "case report, salvaged",
            f"10.1/2, {WORDS}",
        ),
    ],
    ids=["typed", "from a file", "from a paper, by arithmetic"],
)
def test_a_source_keeps_what_it_said(
    source: Source, document: str, short: str, detail: str
) -> None:
    marked = salvaged(source, DAY)

    assert not source.is_salvaged
    assert marked.is_salvaged
    assert marked.document == document
    assert (marked.kind, marked.place, marked.derived) == (
        source.kind,
        source.place,
        source.derived,
    )
    assert (marked.short, marked.detail) == (short, detail)


def test_what_was_not_salvaged_says_its_kind_and_its_place() -> None:
    source = Source(SourceKind.IMPORTED, "labs.csv", "row 12")
    assert (source.short, source.detail) == ("imported", "row 12")


def test_salvaged_twice_it_says_so_once() -> None:
    once = salvaged(ENTERED, DAY)
    assert salvaged(once, date(2027, 1, 1)) == once
