"""Dates as they are typed at a record, and the text in which they are edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import Age, Anchor, Between, Calendar, ClinicalDate, Offset, TimeUnit
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.domain.unreadable import Ambiguous, Unreadable
from hcclog.entry.clerk import Clerk
from hcclog.entry.dates import date_reading, date_text, read_day
from hcclog.entry.events import Events
from hcclog.entry.preferences import DateOrder
from hcclog.logbook import Logbook
from tests.books import TODAY, book_of_cases
from tests.dated_record import RECORD, clerk

CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")


@pytest.fixture(scope="module")
def cases_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store with the three cases, only read."""
    book = book_of_cases(tmp_path_factory.mktemp("store") / "store.db")
    yield book
    book.close()


def dates_of(record: PatientRecord) -> Iterator[ClinicalDate]:
    for noun in NOUNS:
        part = getattr(record, noun.attribute)
        for entity in part if isinstance(part, tuple) else (part,):
            values = (getattr(entity, name) for name in noun.columns)
            yield from (value for value in values if isinstance(value, ClinicalDate))


@pytest.mark.parametrize("code", CODES)
def test_every_date_of_a_case_reads_back_from_its_text(cases_book: Logbook, code: str) -> None:
    record = cases_book.patient(cases_book.find(code) or "")
    assert record is not None
    found = list(dates_of(record))
    assert len(found) > 20
    reader = clerk(record)
    assert [date_reading(reader, date_text(reader, when)).date for when in found] == found


IDS = [(noun.table, e.id) for noun in NOUNS[1:] for e in getattr(RECORD, noun.attribute)]
ANCHORS = st.builds(
    lambda place, edge: Anchor(place[0], place[1], edge),
    st.sampled_from([*IDS, ("course", "gone"), ("patient", "p"), ("moon", "full")]),
    st.sampled_from(["on", "start", "end"]),
)
AMOUNTS = st.integers(-130, 130).filter(bool)
POINTS = (
    st.builds(Offset, st.integers(-130, 130), st.sampled_from(TimeUnit))
    | st.builds(Offset, AMOUNTS, st.sampled_from(TimeUnit), ANCHORS)
    | st.builds(Offset, st.just(0), st.just(TimeUnit.DAY), ANCHORS)
    | st.builds(Age, st.integers(0, 120))
)
CALENDARS = st.builds(
    lambda day, parts: Calendar(*(day.year, day.month, day.day)[:parts]),
    st.dates(date(1901, 1, 1), date(2199, 12, 31)),
    st.integers(1, 3),
)
LABELS = st.just("") | st.text().map(str.strip)


def clinical_dates(axis: TimeAxis) -> st.SearchStrategy[ClinicalDate]:
    points = POINTS if axis is TimeAxis.RELATIVE else POINTS | CALENDARS
    forms = points | st.builds(Between, points, points)
    return st.builds(ClinicalDate, forms, st.none() | forms, LABELS)


@settings(suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("axis", TimeAxis)
@given(st.data())
def test_every_date_reads_back_from_its_text(axis: TimeAxis, data: st.DataObject) -> None:
    when = data.draw(clinical_dates(axis))
    reader = clerk(relative=axis is TimeAxis.RELATIVE)
    assert date_reading(reader, date_text(reader, when)).date == when


def test_the_text_of_no_date_is_empty() -> None:
    assert date_text(clerk(), None) == ""


COUNTED = [
    pytest.param("line 2 + 3m", "line_of_therapy:l2:start + 3 months", id="from a line"),
    pytest.param("start of line 2", "line_of_therapy:l2:start", id="a line's start"),
    pytest.param("end of line 1 + 3 weeks", "line_of_therapy:l1:end + 3 weeks", id="its end"),
    pytest.param("Line 1", "line_of_therapy:l1:start", id="a line alone"),
    pytest.param("lenvatinib + 3 months", "course:len:start + 3 months", id="from an agent"),
    pytest.param("lenvima+3m", "course:len:start + 3 months", id="by its trade name"),
    pytest.param("乐伐替尼 + 3m", "course:len:start + 3 months", id="by its Chinese name"),
    pytest.param("end of lenvatinib", "course:len:end", id="the end of an agent"),
    pytest.param("lenvatinib end + 1d", "course:len:end + 1 day", id="as tables show it"),
    pytest.param("sorafenib 2 + 1 month", "course:s2:start + 1 month", id="the second course"),
    pytest.param("end of sorafenib 1", "course:s1:end", id="the first of two"),
    pytest.param("sorafenib 2022", "course:s2:start", id="the course of a year"),
    pytest.param("HX-1008 - 2d", "course:new:start - 2 days", id="a drug of no catalogue"),
    pytest.param("TACE 2 + 2 days", "procedure:t2:on + 2 days", id="the second procedure"),
    pytest.param("TACE 2 #1", "procedure:t2:on # 1", id="a hash begins a label"),
    pytest.param("TACE 2022-02 + 2d", "procedure:t2:on + 2 days", id="the procedure of that month"),
    pytest.param("end of radiotherapy", "procedure:rt:end", id="the last day of a procedure"),
    pytest.param("start of RT", "procedure:rt:start", id="its first day"),
    pytest.param("MRI 2021-10 + 13 days", "assessment:m1:on + 13 days", id="the scan of a month"),
    pytest.param(
        "13 days after the MRI of 2021-10", "assessment:m1:on + 13 days", id="as it is said"
    ),
    pytest.param("3d before CT", "assessment:ct:on - 3 days", id="before the only CT"),
    pytest.param("imaging 3", "assessment:m2:on", id="the third imaging of any kind"),
    pytest.param("scan on 4 Mar 2022", "assessment:x:on", id="the scan of a day"),
    pytest.param("hold + 2w", "hold:h:start + 2 weeks", id="a hold"),
    pytest.param("visit", "visit:v:on", id="a visit"),
    pytest.param("course:len:end + 2 days", "course:len:end + 2 days", id="as it is stored"),
    pytest.param(
        'MRI 2 + 2 days within 2022-02 "2 days after the MRI"',
        "assessment:m2:on + 2 days within 2022-02 # 2 days after the MRI",
        id="within a month, with the source's words",
    ),
    pytest.param(
        "between end of lenvatinib and sorafenib 1",
        "between course:len:end and course:s1:start",
        id="between two events",
    ),
    pytest.param("between week 4 and month 2", "between week 4 and month 2", id="between counts"),
    pytest.param("age 66", "age 66", id="an age"),
    pytest.param("2062", "2062", id="D-06: a year to come, which is asked about"),
    pytest.param("2021-10", "2021-10", id="D-04: a month stays a month"),
    pytest.param("2020", "2020", id="D-04: a year stays a year"),
]


@pytest.mark.parametrize(("typed", "stored"), COUNTED)
def test_a_date_is_counted_from_the_record(typed: str, stored: str) -> None:
    expected = ClinicalDate.parse(stored)
    assert date_reading(clerk(), typed).date == expected


DOUBTFUL = [
    pytest.param(
        "sorafenib + 1m",
        ("sorafenib 1 + 1 month", "sorafenib 2 + 1 month"),
        "sorafenib 1 (2021-04-01), sorafenib 2 (2022-06-01)",
        id="two courses",
    ),
    pytest.param(
        "end of TACE", ("end of TACE 1", "end of TACE 2"), "TACE 1 (2021-10-14)", id="two TACEs"
    ),
    pytest.param("line", ("line 1", "line 2"), "line 1, line 2", id="two lines"),
    pytest.param("imaging 2022", ("MRI 2", "imaging 4"), "imaging 4 (2022-03-04)", id="in a year"),
    pytest.param(
        "imaging on 03/04/2022 + 2d",
        ("imaging 2022-04-03 + 2 days", "imaging 2022-03-04 + 2 days"),
        "03/04/2022 can be 2022-04-03 or 2022-03-04",
        id="a day that can be two",
    ),
    pytest.param(
        "03/04/2024", ("2024-04-03", "2024-03-04"), "2024-04-03 or 2024-03-04", id="D-02: typed"
    ),
]


@pytest.mark.parametrize(("typed", "readings", "said"), DOUBTFUL)
def test_what_can_be_several_is_asked(typed: str, readings: tuple[str, ...], said: str) -> None:
    with pytest.raises(Ambiguous) as asked:
        date_reading(clerk(), typed)
    assert asked.value.readings == readings
    assert said in asked.value.sentence


def test_every_reading_of_a_doubt_can_be_chosen() -> None:
    for which, chosen in enumerate(["course:s1:start + 1 month", "course:s2:start + 1 month"]):
        reader = clerk(choose=lambda _sentence, _readings, which=which: which)
        assert str(read_day(reader, "sorafenib + 1m")) == chosen


def test_two_doubts_in_one_date_are_asked_one_after_the_other() -> None:
    asked: list[str] = []

    def second(sentence: str, _readings: Sequence[str]) -> int:
        asked.append(sentence.partition(" can be")[0])
        return 1

    found = read_day(clerk(choose=second), "between 03/04/2021 and 05/06/2021")
    assert str(found) == "between 2021-03-04 and 2021-05-06"
    assert asked == ["03/04/2021", "05/06/2021"]


@pytest.mark.parametrize(
    ("order", "meant"),
    [(DateOrder.DAY_FIRST, "2024-04-03"), (DateOrder.MONTH_FIRST, "2024-03-04")],
)
def test_d_02_where_the_order_is_set_it_is_not_asked(order: DateOrder, meant: str) -> None:
    assert str(read_day(clerk(order=order), "03/04/2024")) == meant


REFUSED = [
    pytest.param("", "A date is needed", id="nothing"),
    pytest.param("2024-02-30", "no such day", id="D-01: 30 February"),
    pytest.param("2023-02-29", "no such day", id="D-01: 29 February of no leap year"),
    pytest.param("2024-13-01", "no such day", id="D-01: month 13"),
    pytest.param("2024-00-10", "no such day", id="D-01: month 0"),
    pytest.param("03/04/2024", "can be 2024-04-03 or 2024-03-04", id="D-02: nobody chose"),
    pytest.param("24-02-03", "four digits", id="D-03: two digits of a year"),
    pytest.param("3.2.24", "four digits", id="D-03: two digits with points"),
    pytest.param("0001-01-01", "placeholder", id="D-13: 0001-01-01"),
    pytest.param("9999-12-31", "placeholder", id="D-13: 9999-12-31"),
    pytest.param("1900-01-01", "placeholder", id="D-13: 1900-01-01"),
    pytest.param("1899-12-30", "placeholder", id="D-13: 1899-12-30"),
    pytest.param("MRI 2 within 1900-01-01", "placeholder", id="D-13: within a placeholder"),
    pytest.param("TACE 3", "holds no TACE 3; it holds TACE 1 (2021-10-14)", id="no third TACE"),
    pytest.param("MRI 2019", "holds no MRI 2019", id="no scan in that year"),
    pytest.param("line 7 + 2d", "holds no line 7", id="no such line"),
    pytest.param("regorafenib", "no event of this record", id="an agent never given"),
    pytest.param("PET/CT 2", "no event of this record", id="a scan never made"),
    pytest.param("junk + 2d", "line 1, line 2, lenvatinib", id="no event at all"),
    pytest.param("TACE x", "no event of this record", id="neither number nor date"),
    pytest.param("TACE 1 + 99999 days", "a life is long", id="further than a life"),
    pytest.param("after surgery", "is not a date", id="words alone"),
    pytest.param("course:len", "is not a date", id="an id without its edge"),
]


@pytest.mark.parametrize(("typed", "said"), REFUSED)
def test_the_rest_is_refused_at_its_field(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_day(clerk(), typed, "start_on")
    assert said in refused.value.sentence
    assert refused.value.field == "start_on"


def test_d_05_days_counted_from_day_0_have_no_calendar() -> None:
    assert str(read_day(clerk(relative=True), "lenvatinib + 3w")) == "course:len:start + 3 weeks"
    with pytest.raises(Refused, match="counted from day 0"):
        read_day(clerk(relative=True), "2021-10")


def test_without_a_reader_of_days_events_are_told_apart_by_number() -> None:
    events = Events.of(RECORD, Chronology(RECORD))
    assert str(events.read("TACE 2 + 1d")) == "procedure:t2:on + 1 day"
    with pytest.raises(Unreadable, match="no event of this record"):
        events.read("TACE 2022")


def test_a_record_without_events_says_so() -> None:
    empty = Clerk(PatientRecord(RECORD.patient), TODAY, lambda: "new")
    with pytest.raises(Unreadable, match="none yet"):
        date_reading(empty, "junk + 2d")


TEXTS = [
    pytest.param("course:len:start + 3 months", "lenvatinib + 3 months", id="the only course"),
    pytest.param("course:s2:end", "end of sorafenib 2", id="one of two"),
    pytest.param("course:s2:on", "course:s2:on", id="an edge that has no words"),
    pytest.param("course:odd:start", "course:odd:start", id="a name that would read otherwise"),
    pytest.param("course:gone:start", "course:gone:start", id="an event taken out"),
    pytest.param("outcome:end:on", "outcome:end:on", id="an event without a day"),
    pytest.param("line_of_therapy:l1:end", "end of line 1", id="a line"),
    pytest.param("procedure:t1:start", "start of TACE 1", id="the start of a procedure"),
    pytest.param("assessment:x:on", "imaging 4", id="imaging of no stated kind"),
    pytest.param("visit:v:on - 1 day", "visit - 1 day", id="a visit"),
    pytest.param('2021-10 # "so"', '2021-10 ""so""', id="a label with quotes"),
]


@pytest.mark.parametrize(("stored", "text"), TEXTS)
def test_a_date_is_edited_in_words(stored: str, text: str) -> None:
    when = ClinicalDate.parse(stored)
    assert date_text(clerk(), when) == text
    assert date_reading(clerk(), text).date == when
