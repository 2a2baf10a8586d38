"""Whatever text a reader is given: it says a value, or refuses in a sentence at a field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcclog.catalogue import analytes
from hcclog.commands.base import Add
from hcclog.commands.refused import Refused
from hcclog.domain.record import NOUN_OF_CLASS, PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.entry.dates import date_text, read_day
from hcclog.entry.doses import dose_words, read_dose
from hcclog.entry.lab_ranges import limits_text, range_text, read_range
from hcclog.entry.labs import LabWords, amended_lab, previewed, read_lab, read_test
from hcclog.entry.orders import parted_order
from hcclog.entry.paste.decoding import letters_of
from hcclog.entry.paste.html_table import block_from_html
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.splitting import block_from_text
from hcclog.entry.schedules import read_schedule, schedule_words
from hcclog.entry.sizes import measured, size_text
from hcclog.entry.visit.read import read_visit, visit_questions
from hcclog.entry.visit.words import (
    AgentLine,
    CourseLine,
    EventLine,
    ImagingWords,
    LabLine,
    LesionLine,
    SizeLine,
    VisitWords,
)
from hcclog.logbook import Logbook
from tests.books import new_book
from tests.entry.paste.clerks import read as read_block
from tests.entry.visit.visits import DAY, clerk_of, under_treatment
from tests.strategies import bad_texts, words_of
from tests.ui.desks import add_record

RECORD = under_treatment()
TARGET, ASSESSMENT = RECORD.lesions[0], RECORD.assessments[0]
COURSE = RECORD.courses[0]
TEST = analytes.analyte("afp")
LABELS = {str(lesion.id): lesion.label for lesion in RECORD.lesions}


def a_clerk(choice: int | None) -> Clerk:
    """Return a clerk of the patient; whoever is asked takes the first, the last, or nothing."""
    return clerk_of(RECORD, choose=lambda _sentence, _readings: choice)


def same_day(clerk: Clerk, text: str) -> None:
    when = read_day(clerk, text)
    assert read_day(clerk, date_text(clerk, when)) == when


def same_dose(clerk: Clerk, text: str) -> None:
    dose = read_dose(clerk, text)
    assert read_dose(clerk, dose_words(dose)) == dose


def same_schedule(_clerk: Clerk, text: str) -> None:
    schedule = read_schedule(text)
    assert read_schedule(schedule_words(schedule)) == schedule


def same_range(clerk: Clerk, text: str) -> None:
    limits = read_range(clerk, text)
    assert read_range(clerk, limits_text(*limits)) == limits


def same_size(clerk: Clerk, text: str) -> None:
    found = measured(clerk, TARGET, str(ASSESSMENT.id), text)
    again = measured(clerk, TARGET, str(ASSESSMENT.id), size_text(found, TARGET, LABELS))
    assert replace(again, id=found.id, note=found.note) == found


def same_value(clerk: Clerk, text: str) -> None:
    lab = read_lab(clerk, LabWords(DAY, "AFP", text)).lab
    again = amended_lab(clerk, lab, "value", lab.as_typed)
    assert again == lab


def same_order(clerk: Clerk, text: str) -> None:
    order = parted_order(clerk, text)
    if order is not None:
        read_dose(clerk, order.dose)
        read_schedule(order.schedule)


READERS: dict[str, Callable[[Clerk, str], object]] = {
    "date": same_day,
    "dose": same_dose,
    "schedule": same_schedule,
    "range": same_range,
    "size": same_size,
    "value": same_value,
    "order": same_order,
    "test": read_test,
    "test while it is typed": lambda clerk, text: previewed(clerk, LabWords(DAY, text, "5")),
    "unit": lambda clerk, text: read_lab(clerk, LabWords(DAY, "WBC", "5", text)),
    "laboratory": lambda clerk, text: read_lab(clerk, LabWords(DAY, "AFP", "5", laboratory=text)),
}


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=150)
@given(text=bad_texts() | words_of(), choice=st.sampled_from([None, 0, -1]))
def test_a_reader_refuses_a_text_in_a_sentence_or_reads_it_and_its_own_words(
    reader: str, text: str, choice: int | None
) -> None:
    try:
        READERS[reader](a_clerk(choice), text)
    except Refused as refusal:
        assert refusal.sentence  # noqa: PT017 - either is right


LONG = {
    "one letter": "A",
    "numbers": "1 ",
    "sides of a between": "between 1 and ",
    "partners": "m T1 ",
    "cycles": "1 on ",
    "marks": ",;",
    "days of an event": "on ",
    "crosses": "1x",
    "measurements": "1&",
}


@pytest.mark.catalogue("T-07")
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("part", LONG)
def test_a_text_that_is_too_long_is_refused_before_it_is_read(reader: str, part: str) -> None:
    """T-07: read in the many ways that a short one is, it would hold the window up for minutes."""
    text = (LONG[part] * 10_000)[:10_000]
    try:
        READERS[reader](a_clerk(0), text)
    except Refused as refusal:
        assert len(refusal.sentence) < 200  # noqa: PT017 - whatever refuses, it says little of the text
    else:
        assert reader in {"order", "test while it is typed", "unit", "laboratory"}


@settings(max_examples=60)
@given(
    cells=st.lists(
        st.lists(bad_texts() | words_of(), min_size=1, max_size=4), min_size=1, max_size=4
    ),
    subject=st.sampled_from(Subject),
)
def test_any_block_is_previewed_or_refused(cells: list[list[str]], subject: Subject) -> None:
    text = "\n".join("\t".join(row) for row in cells)
    try:
        preview = read_block(a_clerk(None), text, subject=subject)
    except Refused as refusal:
        assert refusal.sentence  # noqa: PT017 - either is right
        return
    for result in preview.results:
        assert (result.entity is None) <= bool(result.sentence or preview.fault)


@settings(max_examples=60)
@given(text=bad_texts(), data=st.binary(max_size=40))
def test_any_file_and_any_page_is_a_block_or_refused(text: str, data: bytes) -> None:
    readers: tuple[Callable[[], object], ...] = (
        lambda: block_from_html(f"<table><tr><td>{text}</td></tr></table>"),
        lambda: block_from_html(text),
        lambda: [block_from_text(each.text) for each in letters_of(data, "labs.csv")],
    )
    for read in readers:
        try:
            read()
        except Refused as refusal:
            assert refusal.sentence  # noqa: PT017 - either is right


def any_words(right: str) -> st.SearchStrategy[str]:
    """Return what a field asks for, mostly; else anything."""
    return st.integers(0, 29).flatmap(
        lambda n: bad_texts() if n == 1 else st.just("" if n == 2 else right)
    )


def visits() -> st.SearchStrategy[VisitWords]:
    """Return the words of a visit with something wrong here and there."""
    lesion_id = st.sampled_from([str(lesion.id) for lesion in RECORD.lesions])
    label = any_words("N9")
    agent = (any_words("regorafenib"), any_words("80 mg"), any_words("21 on 7 off"), any_words(""))
    return st.builds(
        VisitWords,
        any_words(DAY),
        any_words("1"),
        any_words("61.5"),
        any_words("Dr Lang"),
        any_words("well"),
        st.tuples(st.builds(LabLine, st.just("0"), any_words("AFP"), any_words("61.2"))),
        st.builds(
            ImagingWords,
            any_words("CT"),
            any_words("1.5"),
            any_words("no new lesion"),
            st.tuples(st.builds(SizeLine, lesion_id, any_words("30.1"))),
            st.tuples(
                st.builds(
                    LesionLine,
                    st.just("0"),
                    label,
                    any_words("liver"),
                    any_words("segment 8"),
                    any_words("9"),
                )
            ),
        ),
        st.tuples(
            st.builds(
                CourseLine,
                st.just(str(COURSE.id)),
                st.sampled_from(["", "new dose", "hold", "stop"]),
                any_words(DAY),
                any_words("4 mg"),
                any_words("toxicity"),
            )
        ),
        st.tuples(st.builds(AgentLine, st.just("0"), *agent, st.sampled_from(["new", "none", ""]))),
        st.tuples(
            st.builds(
                EventLine, st.just("0"), any_words("Hypertension"), any_words("2"), any_words(DAY)
            )
        ),
    )


@pytest.fixture(scope="module")
def treated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store with the patient; every visit that is written is taken back."""
    book = new_book(tmp_path_factory.mktemp("store") / "store.db")
    add_record(book, RECORD)
    yield book
    book.close()


def as_it_stands(book: Logbook) -> PatientRecord:
    record = book.patient(RECORD.patient.id)
    assert record is not None
    return record


@settings(max_examples=150)
@given(words=visits())
def test_any_visit_is_written_whole_or_not_at_all(treated: Logbook, words: VisitWords) -> None:
    before, revision = as_it_stands(treated), treated.revision
    try:
        entry = read_visit(clerk_of(before, choose=lambda _sentence, _readings: 0), words)
        asked = visit_questions(clerk_of(before), entry)
        lifted = frozenset(question.key for _, question in asked)
        treated.do(entry.command("checked", lifted))
    except Refused as refusal:
        assert refusal.sentence  # noqa: PT017 - either is right
        assert (as_it_stands(treated), treated.revision) == (before, revision)
        return
    reader = treated.store.reader
    for piece in entry.pieces:
        noun = NOUN_OF_CLASS[type(piece.entity)]
        assert reader.get(noun.table, piece.entity.id) == piece.entity
    treated.undo()
    assert as_it_stands(treated) == before


@settings(max_examples=150)
@given(
    words=st.builds(
        LabWords,
        any_words(DAY),
        any_words("AFP"),
        any_words("61.2"),
        any_words("ng/mL"),
        any_words("0-7"),
        any_words("Ward"),
    )
)
def test_any_result_is_stored_as_it_was_read_or_refused(treated: Logbook, words: LabWords) -> None:
    before, clerk = treated.revision, clerk_of(as_it_stands(treated))
    try:
        lab = read_lab(clerk, words).lab
        treated.do(Add((lab,), accepted=frozenset({"after-today", "before-birth"})))
    except Refused as refusal:
        assert refusal.sentence  # noqa: PT017 - either is right
        assert treated.revision == before
        return
    stored = treated.store.reader.get("lab_result", lab.id)
    assert stored == lab
    assert read_range(clerk, range_text(stored)) == (lab.reference_low, lab.reference_high)
    assert amended_lab(clerk, stored, "value", stored.as_typed) == stored
    treated.undo()
