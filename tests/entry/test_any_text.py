"""Whatever text a reader is given: it says a value, or refuses in a sentence at a field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcclog.catalogue import analytes
from hcclog.commands.refused import Refused
from hcclog.entry.clerk import Clerk
from hcclog.entry.dates import date_text, read_day
from hcclog.entry.doses import dose_words, read_dose
from hcclog.entry.lab_ranges import limits_text, read_range
from hcclog.entry.labs import LabWords, amended_lab, previewed, read_lab, read_test
from hcclog.entry.orders import parted_order
from hcclog.entry.paste.decoding import letters_of
from hcclog.entry.paste.html_table import block_from_html
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.splitting import block_from_text
from hcclog.entry.schedules import read_schedule, schedule_words
from hcclog.entry.sizes import measured, size_text
from tests.entry.paste.clerks import read as read_block
from tests.entry.visit.visits import DAY, clerk_of, under_treatment
from tests.strategies import bad_texts, words_of

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


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("part", LONG)
def test_a_text_that_is_too_long_is_refused_before_it_is_read(reader: str, part: str) -> None:
    """T-07: read in the many ways that a short one is, it would hold the window up for minutes."""
    text = (LONG[part] * 10_000)[:10_000]
    try:
        READERS[reader](a_clerk(0), text)
    except Refused as refusal:
        assert len(refusal.sentence) < 100  # noqa: PT017 - a unit of any length is listed later
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
