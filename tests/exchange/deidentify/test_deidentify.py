"""X-07: of a record that leaves, nobody can tell whose it is."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.domain.response import Category, Criteria, ReportedResponse
from hcclog.domain.statement import Precision, Statement, StatementKind
from hcclog.exchange.casefile import case_paths
from hcclog.exchange.deidentify.choices import Choices, DateMode, FreeText
from hcclog.exchange.deidentify.deidentify import deidentified
from hcclog.exchange.deidentify.pseudonyms import NewIds, Pseudonyms
from hcclog.exchange.deidentify.texts import TAKEN_OUT, Cutter, entities_of, texts_of
from hcclog.exchange.record_json import record_json
from hcclog.rules.timeline import timeline
from tests.books import a_lab, a_patient, an_id
from tests.exchange.deidentify.planted import BORN, CODE, NAME, UID, case, planted

SECRET = b"secret of a test"
CASES = [path.stem for path in case_paths()]


@pytest.mark.catalogue("X-07")
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("dates", DateMode)
@pytest.mark.parametrize("everywhere", [False, True], ids=["in free texts", "in every field"])
def test_a_planted_name_is_gone(name: str, dates: DateMode, everywhere: bool) -> None:
    record = planted(case(name), everywhere=everywhere)
    made = deidentified(record, Choices(SECRET, dates))
    said = json.dumps(record_json(made.record), ensure_ascii=False) + " ".join(made.removed)
    # Five years that begin with that of the birth may be told, its month may not.
    found = [term for term in (NAME, "Maria", CODE, BORN, BORN[:7], UID, name) if term in said]
    assert found == []
    assert not [entity.id for entity in entities_of(record) if entity.id in said]


@pytest.mark.parametrize("name", CASES)
def test_every_free_text_can_be_looked_at(name: str) -> None:
    record = planted(case(name))
    texts = texts_of(record)
    assert {each.text for each in texts} >= {f"{NAME}.pdf", f"page of {NAME}"}
    made = deidentified(record, Choices(SECRET, DateMode.DAYS))
    assert made.dropped == frozenset(texts)
    assert len(made.removed) == 1


@pytest.mark.parametrize("name", CASES)
def test_what_was_looked_at_and_kept_stays(name: str) -> None:
    record = case(name)
    made = deidentified(record, Choices(SECRET, kept=frozenset(texts_of(record))))
    assert made.dropped == frozenset()
    assert texts_of(made.record)
    assert [e.source for e in entities_of(made.record)] == [e.source for e in entities_of(record)]


@pytest.mark.parametrize("name", CASES)
def test_the_same_store_gives_the_same_again(name: str) -> None:
    record = case(name)
    one, two = (deidentified(record, Choices(SECRET)).record for _ in range(2))
    assert one == two
    other = deidentified(record, Choices(b"another secret")).record
    assert other.patient.code != one.patient.code
    assert {e.id for e in entities_of(other)}.isdisjoint(e.id for e in entities_of(one))


def categories(record: PatientRecord) -> list[list[str]]:
    found = timeline(record, (Criteria.RECIST_1_1, Criteria.MRECIST)).responses
    return [[point.overall.value for point in each.timepoints] for each in found]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("dates", DateMode)
def test_the_responses_stay(name: str, dates: DateMode) -> None:
    record = case(name)
    made = deidentified(record, Choices(SECRET, dates)).record
    assert categories(made) == categories(record)


def test_entries_stay_in_their_order_without_their_times() -> None:
    record = case("zhang-2024")
    made = deidentified(record, Choices(SECRET)).record
    for noun in NOUNS[1:]:
        ids = [entity.id for entity in getattr(made, noun.attribute)]
        assert ids == sorted(ids)
    assert [lab.value for lab in made.labs] == [lab.value for lab in record.labs]
    assert made.patient.id.startswith("00000000-")


def test_an_id_stays_while_others_are_added() -> None:
    names = Pseudonyms(SECRET)
    assert NewIds(names, ["a", "b"])("a") == NewIds(names, ["a", "b", "c"])("a")


def cut(entity: object, *kept: FreeText) -> object:
    return Cutter(frozenset(kept), lambda _text: "TOKN").without_texts(entity)


P = a_patient().id


TYPED: list[tuple[str, str, str]] = [
    ("the value", "5.51", "5.51"),
    ("the value with a comma", "5,51", "5,51"),
    ("the value with its unit", "5.51 ng/mL", "5.51 ng/mL"),
    ("more than the value", "5.51 (Zbigniewska)", ""),
    ("another value", "5.5", ""),
]


@pytest.mark.parametrize(("typed", "after"), [row[1:] for row in TYPED], ids=[r[0] for r in TYPED])
def test_what_was_typed_stays_where_it_is(typed: str, after: str) -> None:
    lab = a_lab(a_patient(), as_typed=typed)
    assert cut(lab) == replace(lab, as_typed=after)


def test_a_number_in_words_stays_with_its_sign() -> None:
    lab = a_lab(a_patient(), as_typed="<5.51")
    assert isinstance(lab, LabResult)
    assert cut(lab) == replace(lab, as_typed="")


@pytest.mark.parametrize(
    ("label", "after"),
    [("T1", "T1"), ("L12", "L12"), ("NT 3", "NT 3"), ("Meier", "L-TOKN"), ("big one", "L-TOKN")],
)
def test_a_label_of_a_lesion_stays_where_it_is_one(label: str, after: str) -> None:
    lesion = Lesion(an_id(), P, label, "liver")
    assert cut(lesion) == replace(lesion, label=after)


def test_a_response_in_words_alone_says_that_they_are_gone() -> None:
    said = ReportedResponse(an_id(), P, None, case("zhang-2024").labs[0].on, wording="better")
    assert cut(said) == replace(said, wording=TAKEN_OUT)
    with_category = replace(said, category=Category.PR)
    assert cut(with_category) == replace(with_category, wording="")


def test_a_word_of_a_clinics_own_catalogue_is_no_word_of_the_catalogue() -> None:
    record = case("zhang-2024")
    course = replace(record.courses[0], agent="HX-1008")
    assert cut(course).agent == "agent-TOKN"  # type: ignore[attr-defined]
    kept = FreeText("course", "agent", "HX-1008")
    assert cut(course, kept).agent == "HX-1008"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("age", "after"), [(66, 66), (89, 89), (93, 89)])
def test_a_statement_of_an_age_over_89_says_more_than_89(age: int, after: int) -> None:
    record = case("zhang-2024")
    told = Statement(an_id(), record.patient.id, StatementKind.AGE, amount=Decimal(age))
    made = deidentified(replace(record, statements=(told,)), Choices(SECRET)).record
    assert made.statements[0].amount == Decimal(after)
    is_more = made.statements[0].precision is Precision.MORE_THAN
    assert is_more is (age > 89)


@pytest.mark.catalogue("X-07")
def test_what_was_taken_out_is_listed_without_a_word_of_it() -> None:
    made = deidentified(planted(case("zhang-2024")), Choices(SECRET))
    (sentence,) = made.removed
    assert sentence.startswith(f"{made.record.patient.code}: taken out or replaced: the code")
    for part in (
        "the name",
        "the birth date",
        "sources of entries",
        "words at dates",
        "visit: note",
    ):
        assert part in sentence
