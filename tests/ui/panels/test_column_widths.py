"""Widths of columns."""

import pytest

from hcclog.ui.panels.column_widths import fitted


@pytest.mark.parametrize(
    ("widths", "room", "expected"),
    [
        ((100, 60), 200, [100, 60]),
        ((200, 60, 100), 300, [140, 60, 100]),
        ((200, 200, 50), 250, [100, 100, 50]),
        ((200, 40), 100, [80, 40]),
        ((), 100, []),
    ],
    ids=[
        "there is room for all",
        "the widest gives way",
        "two that are alike give way alike",
        "none below the least, whatever the room",
        "no column at all",
    ],
)
def test_columns_share_the_room(widths: tuple[int, ...], room: int, expected: list[int]) -> None:
    assert fitted(widths, room, 80) == expected
