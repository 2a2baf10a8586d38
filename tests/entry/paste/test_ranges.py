"""Reference ranges as laboratories print them."""

import pytest

from hcclog.commands.refused import Refused
from hcclog.entry.paste.ranges import read_range
from tests.entry.paste.clerks import a_clerk


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0-8,4", "0", "8.4"),
        ("3.5 – 5.0", "3.5", "5.0"),
        ("[35 - 52]", "35", "52"),
        ("3,5 bis 5,1", "3.5", "5.1"),
        ("< 8.4", "None", "8.4"),
        ("≤41", "None", "41"),
        (">60", "60", "None"),
        ("", "None", "None"),
    ],
)
def test_a_range_is_read(text: str, low: str, high: str) -> None:
    assert tuple(str(limit) for limit in read_range(a_clerk(), text)) == (low, high)


@pytest.mark.parametrize("text", ["8.4", "normal", "x-y", "0-1,089"])
def test_what_is_no_range_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_range(a_clerk(), text)
    assert refusal.value.field == "reference_low"
