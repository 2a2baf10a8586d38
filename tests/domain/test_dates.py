"""Clinical dates: one text for each form, and nothing that no calendar has."""

from __future__ import annotations

import pytest
from hypothesis import given

from hcclog.domain.dates import Anchor, Calendar, ClinicalDate, Offset, TimeUnit
from tests.strategies import clinical_dates

TEXTS = [
    "2021",
    "2021-10",
    "2021-10-14",
    "day 28",
    "week -3",
    "month 3",
    "course:x:start + 3 months",
    "course:x:start + 1 month",
    "procedure:p:on - 2 days",
    "course:x:end",
    "age 66",
    "between week 4 and month 2",
    "assessment:a:on + 2 days within 2022-02",
    "procedure:p:on + 7 months within between age 66 and day 0 # before lenvatinib",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_and_written_the_same(text: str) -> None:
    assert str(ClinicalDate.parse(text)) == text


@given(clinical_dates())
def test_every_date_is_read_from_its_own_text(when: ClinicalDate) -> None:
    assert ClinicalDate.parse(str(when)) == when


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2024-02-30", id="D-01: 30 February"),
        pytest.param("2024-00-10", id="D-01: month 0"),
        pytest.param("2024-13", id="D-01: month 13"),
        pytest.param("0000", id="year 0"),
        pytest.param("soon", id="a word"),
        pytest.param("between 2021 and then", id="an end that is none"),
        pytest.param("between 2021", id="a between without an end"),
        pytest.param("course:x:middle", id="an edge that is none"),
        pytest.param("٢٠٢١", id="digits of another script"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        ClinicalDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="needs its month"):
        Calendar(2021, None, 14)


def test_what_is_known_of_a_calendar_date() -> None:
    assert ClinicalDate.of(2021, 10).calendar == Calendar(2021, 10)
    assert ClinicalDate(Offset(3, TimeUnit.DAY, Anchor("course", "x", "start"))).calendar is None


def test_an_event_is_one_day_however_little_is_known_of_it() -> None:
    assert str(ClinicalDate.at("course", "x", "end")) == "course:x:end"
