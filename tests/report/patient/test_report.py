"""The report of any record: all that it promises, each text in its place, nothing cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from hcclog.domain.chronology import Chronology
from hcclog.domain.record import PatientRecord
from hcclog.logbook import Logbook
from hcclog.report.entity_words import lab_value, reported_words, size_words
from hcclog.report.naming import analyte_title, procedure_names, term_name
from hcclog.report.patient.choices import SECTION_NAMES, PageSize, Section
from hcclog.report.patient.document import Document
from hcclog.report.patient.foot import CAUTION, UNSURE_DATES
from hcclog.report.wording import dose
from hcclog.rules.timeline import criteria_for, timeline
from hcclog.rules.version import RULES_VERSION
from tests.report.course.any_record import records
from tests.report.patient.big_patient import awkward_patient, big_patient, chinese_patient
from tests.report.patient.pages import own_words, printed, said, without_spaces
from tests.report.samples import CASES, empty_case, measured_case, relative_case

PATIENTS: dict[str, Callable[[], PatientRecord]] = {
    "40 assessments, 12 lesions, 600 results": big_patient,
    "names in Chinese, Japanese and Arabic": chinese_patient,
    "endless words and many lines": awkward_patient,
    **{make.__name__: make for make in CASES},
}
every_patient = pytest.mark.parametrize("make", PATIENTS.values(), ids=list(PATIENTS))


def promised(record: PatientRecord) -> Iterator[str]:
    """Yield what stands in the record and must stand on paper."""
    when = Chronology(record).label
    yield from (record.patient.code, record.patient.name, record.patient.note)
    for lab in record.labs:
        yield from (lab_value(lab), analyte_title(lab.analyte), when(lab.on), lab.note, lab.assay)
    for visit in record.visits:
        yield from (when(visit.on), visit.note, visit.author)
    for event in record.adverse_events:
        yield from (when(event.start_on), event.note, term_name(event.term)[1:])
    yield from (note.text for note in record.discrepancies)
    yield from _of_treatment(record, when)
    yield from _of_imaging(record)


def _of_treatment(record: PatientRecord, when: Callable[..., str]) -> Iterator[str]:
    for course in record.courses:
        yield from (course.agent, dose(course), when(course.start_on), course.note)
    yield from (dose(step) for step in record.dose_steps)
    for hold in record.holds:
        yield from (when(hold.start_on), hold.reason)
    for done in record.procedures:
        yield from (when(done.on), procedure_names(done.kind)[0], done.note)


def _of_imaging(record: PatientRecord) -> Iterator[str]:
    lesions = {lesion.id: lesion for lesion in record.lesions}
    yield from (lesion.label for lesion in record.lesions)
    for seen in record.measurements:
        yield from (size_words(seen, lesions[seen.lesion_id]), seen.note)
    for report in record.reported_responses:
        yield report.category.value.upper() if report.category else reported_words(report)
    found = timeline(record, criteria_for(record))
    yield from (finding.sentence for finding in found.findings)
    for response in found.responses:
        yield from (point.overall.sentence for point in response.timepoints)


def assert_all_is_said(record: PatientRecord, document: Document) -> None:
    """Check that nothing is lost between a record and its pages."""
    text = said(document)
    loud = text.upper()
    missing = [
        words
        for words in promised(record)
        if without_spaces(words) not in text and without_spaces(words) not in loud
    ]
    assert missing == []


def assert_in_place(document: Document) -> None:
    """Check that each text stands on the paper, and none over another."""
    body = document.paper.body
    for page in document.pages:
        for words in page.drawing.words():
            assert words.rect.inside(page.drawing.bounds), words
            assert body.left - 0.1 <= words.rect.left, words
            assert words.rect.right <= body.right + 0.1, words
        for placed in page.placed:
            assert placed.top + placed.drawing.height * placed.scale <= body.bottom + 0.1
    for texts in own_words(document):
        ordered = sorted(texts, key=lambda words: words.rect.top)
        for n, words in enumerate(ordered):
            rect = words.rect.grown(-0.6)
            for other in ordered[n + 1 :]:
                if other.rect.top >= rect.bottom:
                    break
                assert not rect.overlaps(other.rect), (words, other)


@every_patient
def test_all_that_is_recorded_stands_on_paper(make: Callable[[], PatientRecord]) -> None:
    record = make()
    assert_all_is_said(record, printed(record))


@every_patient
@pytest.mark.parametrize("paper", PageSize)
def test_every_text_stands_in_its_place(make: Callable[[], PatientRecord], paper: PageSize) -> None:
    assert_in_place(printed(make(), paper=paper))


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(records())
def test_any_record_has_a_report_that_says_it_all(record: PatientRecord) -> None:
    document = printed(record)
    assert_in_place(document)
    assert_all_is_said(record, document)


@pytest.mark.parametrize("code", ["zhang-2024", "fonc-2024", "ikeda-2021"])
def test_a_published_case_is_said_as_a_whole(cases: Logbook, code: str) -> None:
    record = cases.patient(cases.find(code) or "")
    assert record is not None
    document = printed(record)
    assert_in_place(document)
    assert_all_is_said(record, document)


def test_the_foot_of_every_page_says_whose_and_which_it_is() -> None:
    document = printed(big_patient())
    n = len(document.pages)
    assert n > 10
    told = f"rules {RULES_VERSION} · content {document.content_hash}"
    for number, texts in enumerate(own_words(document), 1):
        below = [words.text for words in texts if words.rect.top > document.paper.body.bottom]
        assert below == [
            "big-01 · Ada Example",
            f"Page {number} of {n}",
            f"Printed 2026-11-21 · store revision 41 · {told}",
            f"{CAUTION} {UNSURE_DATES}",
        ]


def headings(document: Document) -> list[str]:
    """Return the names of the sections on paper."""
    names = set(SECTION_NAMES.values())
    texts = (words.text for page in own_words(document) for words in page)
    return [text for text in texts if text in names]


@pytest.mark.parametrize("section", Section)
def test_a_section_is_printed_alone(section: Section) -> None:
    wanted = [SECTION_NAMES[section]]
    assert headings(printed(big_patient(), sections=(section,))) == wanted


def test_all_sections_are_printed_in_their_order() -> None:
    assert headings(printed(big_patient())) == [SECTION_NAMES[each] for each in Section]


@pytest.mark.catalogue("P-06")
def test_what_is_not_recorded_is_said_in_one_sentence() -> None:
    document = printed(empty_case())
    assert headings(document) == ["To settle", "Sources"]
    assert without_spaces("Nothing is recorded for: clinical course; response;") in said(document)


def test_no_heading_stands_alone_at_the_end_of_a_page() -> None:
    document = printed(big_patient())
    names = {*SECTION_NAMES.values(), "line 1", "line 2", "line 3", "line 4", "Procedures"}
    last = []
    for page, texts in zip(document.pages, own_words(document), strict=True):
        if page.placed:
            continue
        body = [words for words in texts if words.rect.top < document.paper.body.bottom]
        last.append(max(body, key=lambda words: words.rect.bottom).text)
    assert not names & set(last)


def test_the_head_of_a_table_is_repeated_on_each_of_its_pages() -> None:
    document = printed(big_patient(), sections=(Section.RESPONSES,))
    for page in own_words(document)[1:]:
        top = min(words.rect.top for words in page)
        first = {words.text for words in page if words.rect.top < top + 40}
        assert {"Imaging", "Reported"} <= first


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        pytest.param({"paper": PageSize.LETTER}, True, id="on other paper it is the same"),
        pytest.param({"sections": (Section.LABS,)}, False, id="with fewer sections another"),
    ],
)
def test_the_hash_tells_contents_apart(changed: dict[str, object], *, is_same: bool) -> None:
    record = measured_case()
    assert (printed(record).content_hash == printed(record, **changed).content_hash) is is_same


def test_another_value_gives_another_hash() -> None:
    record = measured_case()
    first, *rest = record.labs
    other = replace(record, labs=(replace(first, value=Decimal(41)), *rest))
    assert printed(record).content_hash != printed(other).content_hash


def test_a_record_without_a_calendar_is_counted_in_words() -> None:
    text = said(printed(relative_case()))
    assert without_spaces("time counted from start of lenvatinib") in text
