"""A table as a picture: every word in its column, no column over another."""

from __future__ import annotations

from hcclog.report.patient.document import STYLE
from hcclog.report.picture import Numbers
from hcclog.report.table_picture import MOST_ROWS, TablePicture

LONG = "one of 12 lesions in segment VIII, seen again after the second session " * 3


def drawn(rows: list[tuple[str, ...]], right: frozenset[int] = frozenset()) -> list[str]:
    picture = TablePicture("Laboratory results", Numbers(("When", "Value"), rows), right)
    height = picture.height_at(0, STYLE)
    drawing = picture.lay_out((0, height), STYLE)
    words = list(drawing.words())
    for n, one in enumerate(words):
        assert one.rect.inside(drawing.bounds)
        assert [other for other in words[n + 1 :] if other.rect.overlaps(one.rect)] == []
    return [each.text for each in words]


def test_every_cell_is_written_once_under_its_title() -> None:
    said = drawn([("2024-01-15", "512.4"), ("2024-02-12", "5.51")], frozenset({1}))
    assert said[:3] == ["Laboratory results", "When", "Value"]
    assert said[3:] == ["2024-01-15", "512.4", "2024-02-12", "5.51"]


def test_a_long_text_takes_several_lines() -> None:
    said = drawn([(LONG, "1")])
    assert " ".join(said[3:-1]).startswith("one of 12 lesions in segment VIII")


def test_a_table_of_many_rows_says_how_many_are_not_drawn() -> None:
    said = drawn([("x", str(n)) for n in range(MOST_ROWS + 1200)])
    assert said[-1] == "and 1,200 rows more"
