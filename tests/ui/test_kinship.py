"""What stands for an entry where the entry itself is not shown."""

from __future__ import annotations

import pytest

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.ui.kinship import kin
from tests.report.samples import measured_case, relative_case


@pytest.mark.parametrize(
    ("table", "stands"),
    [
        ("lab_result", []),
        ("assessment", []),
        ("course", ["line_of_therapy"]),
        ("dose_step", ["course"]),
        ("hold", ["course"]),
        ("measurement", ["assessment"]),
        ("reported_response", ["assessment"]),
        ("response_series", ["assessment"]),
        ("series_lesion", ["response_series"]),
        ("line_of_therapy", ["course"]),
    ],
    ids=[
        "a result stands for itself alone",
        "so does imaging",
        "a course is of its line",
        "a dose is of its course",
        "a hold too",
        "a size is of its imaging",
        "a reported response too",
        "a series is of its baseline",
        "a role is of its series",
        "a line is shown by its courses",
    ],
)
def test_an_entry_comes_first_then_what_stands_for_it(table: str, stands: list[str]) -> None:
    record = relative_case()
    entity = getattr(record, NOUN_OF_TABLE[table].attribute)[0]
    found = list(kin(record, (table, entity.id)))
    assert found[0] == (table, entity.id)
    assert [name for name, _ in found[1:]] == stands
    for name, own in found[1:]:
        held = {each.id for each in getattr(record, NOUN_OF_TABLE[name].attribute)}
        assert own in held


@pytest.mark.parametrize(
    "mark",
    [("patient", "p1"), ("no such table", "x"), ("lab_result", "gone")],
    ids=["the patient", "a table that is none", "an entry that is gone"],
)
def test_what_is_not_there_stands_for_itself_alone(mark: tuple[str, str]) -> None:
    assert list(kin(measured_case(), mark)) == [mark]
    assert list(kin(None, mark)) == [mark]
