"""X-07: no format lets anybody of the store out, and each would be caught if it did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Amend
from hcclog.commands.refused import Refused
from hcclog.exchange.deidentify.choices import Choices, DateMode
from hcclog.exchange.deidentify.deidentifier import Deidentifier
from hcclog.exchange.deidentify.leaks.find import leaks
from hcclog.exchange.deidentify.leaks.terms import Terms
from hcclog.exchange.deidentify.leaving import AS_THEY_STAND, Leaving, deidentified_from
from hcclog.exchange.deidentify.texts import texts_of
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS, Format
from hcclog.exchange.outgoing.order import Order
from hcclog.logbook import Logbook
from tests.books import TODAY, new_book
from tests.exchange.deidentify.planted import BORN, CODE, NAME, case, planted
from tests.ui.desks import add_record

PRESENT = [what for what in FORMATS.values() if find_spec(what.room.partition(":")[0])]
FILES = [each for each in PRESENT if not each.is_folder]
CASES = ("zhang-2024", "fonc-2024", "ikeda-2021")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store with the name planted in every free text of three patients."""
    book = new_book(tmp_path_factory.mktemp("planted") / "store.db")
    for number, name in enumerate(CASES):
        record = planted(case(name))
        patient = replace(record.patient, code=f"{CODE}{number}")
        add_record(book, replace(record, patient=patient))
    yield book
    book.close()


def order(book: Logbook, leaving: Leaving) -> Order:
    ids = book.store.reader.patient_ids()
    made = Order(
        book.patient,
        ids,
        book.revision,
        book.stamp().today,
        book=book,
        is_everybody=True,
        store_id=book.store.reader.meta("store_id") or "",
    )
    return leaving.order(made)


def written(book: Logbook, what: Format, leaving: Leaving, folder: Path) -> list[Path]:
    wanted = order(book, leaving)
    out = folder / f"out{what.ending}"
    return list(deliver(what, wanted, out, check=leaving.check_of(what, wanted)).paths)


@pytest.mark.catalogue("X-07")
@pytest.mark.parametrize("what", PRESENT, ids=lambda what: what.name)
@pytest.mark.parametrize("dates", DateMode)
def test_no_format_lets_anybody_out(
    store: Logbook, tmp_path: Path, what: Format, dates: DateMode
) -> None:
    """And a plain look at what can be read plainly agrees."""
    leaving = deidentified_from(store, dates)
    paths = written(store, what, leaving, tmp_path)
    telling = (NAME, CODE, BORN, store.store.reader.meta("store_id") or "")
    for path in paths:
        plain = path.read_bytes()
        assert not [term for term in telling if term.encode() in plain], path
    said = leaving.sentences()
    assert said[0].startswith(("Dates are days", "All dates"))
    assert said[-1].startswith("The files were searched for every name, code and")


@pytest.mark.catalogue("X-07")
@pytest.mark.parametrize("what", PRESENT, ids=lambda what: what.name)
def test_each_format_would_be_caught(store: Logbook, tmp_path: Path, what: Format) -> None:
    """Records as they stand do not pass the check, so it does read what the format writes."""
    check = deidentified_from(store).check
    wanted = order(store, AS_THEY_STAND)
    with pytest.raises(Refused, match="Nothing was written"):
        deliver(what, wanted, tmp_path / f"out{what.ending}", check=check)
    assert list(tmp_path.iterdir()) == []


def test_records_as_they_stand_are_not_looked_through(store: Logbook, tmp_path: Path) -> None:
    assert written(store, FORMATS["jsonl"], AS_THEY_STAND, tmp_path)
    assert AS_THEY_STAND.sentences() == ()


def test_a_text_with_a_name_that_was_kept_is_held_back(store: Logbook, tmp_path: Path) -> None:
    texts: Any = [
        text
        for patient in store.patients()
        for text in texts_of(store.patient(patient.id))  # type: ignore[arg-type]
    ]
    leaving = deidentified_from(store, kept=frozenset(texts))
    with pytest.raises(Refused, match=NAME.lower()):
        written(store, FORMATS["jsonl"], leaving, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_was_looked_at_may_stand_where_it_was_not_asked_for(
    cases: Logbook, tmp_path: Path
) -> None:
    """The same words, kept at one place and taken out at another, tell no more for it."""
    record = cases.patient(cases.patients()[0].id)
    assert record is not None
    texts = [each for each in texts_of(record) if each.text.startswith("Case presentation")]
    leaving = deidentified_from(cases, kept=frozenset(texts[:1]))
    assert len({each.place for each in texts}) > 1
    assert written(cases, FORMATS["csv"], leaving, tmp_path)


def test_a_file_named_after_a_patient_is_held_back(store: Logbook, tmp_path: Path) -> None:
    leaving = deidentified_from(store)
    with pytest.raises(Refused, match="the file name"):
        deliver(
            FORMATS["jsonl"],
            order(store, leaving),
            tmp_path / f"{CODE}0.jsonl",
            check=leaving.check,
        )


@pytest.mark.parametrize("what", FILES, ids=lambda what: what.name)
def test_no_format_says_a_file_name_by_itself(store: Logbook, tmp_path: Path, what: Format) -> None:
    leaving = deidentified_from(store)
    wanted = order(store, leaving)
    if what.is_folder_of(wanted):
        wanted = replace(wanted, patient_ids=wanted.patient_ids[:1])
    path = tmp_path / f"{CODE}0{what.ending}"
    with pytest.raises(Refused, match="the file name"):
        deliver(what, wanted, path, check=leaving.check_of(what, wanted))


def test_codes_stay_the_same_from_one_export_to_the_next(cases: Logbook) -> None:
    record = cases.patient(cases.patients()[0].id)
    assert record is not None
    before = deidentified_from(cases).prepare(record)
    cases.do(Amend(replace(record.patient, note="known for long"), seen=record.patient))
    now = cases.patient(record.patient.id)
    assert now is not None
    after = deidentified_from(cases).prepare(now)
    assert (after.patient.code, after.labs) == (before.patient.code, before.labs)


@pytest.mark.catalogue("X-07")
@pytest.mark.parametrize("what", PRESENT, ids=lambda what: what.name)
@pytest.mark.parametrize("dates", DateMode)
def test_a_name_in_every_field_is_gone_and_each_format_takes_what_is_left(
    tmp_path: Path, what: Format, dates: DateMode
) -> None:
    """Also where a code of the catalogue was replaced by a word that it does not have."""
    records = {name: planted(case(name), everywhere=True) for name in CASES}
    prepare = Deidentifier(Choices(b"secret of a test", dates))
    wanted = Order(records.get, CASES, 1, TODAY, prepare=prepare, is_deidentified=True)
    paths = deliver(what, wanted, tmp_path / f"out{what.ending}").paths
    terms = Terms()
    for record in records.values():
        terms.add_patient(record, DateMode.SHIFT)
    assert paths
    assert leaks(paths, terms) == []
