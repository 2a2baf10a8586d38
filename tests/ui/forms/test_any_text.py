"""Whatever is typed into a form is refused in a sentence, or stored and read back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from hcclog.cli.opening import load_cases
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.entering import enter, read_by
from hcclog.ui.fields.choice_field import CheckField, ChoiceField
from hcclog.ui.fields.field import Field
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.nouns import FORMS
from tests.books import new_book
from tests.strategies import bad_texts
from tests.ui.desks import chosen

CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")
N_EXAMPLES, N_ENTRIES = 40, 6


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the three cases, and whatever the tests below write."""
    found = tmp_path_factory.mktemp("store") / "store.db"
    book = new_book(found)
    load_cases(book)
    book.close()
    return found


@pytest.fixture
def case_book(path: Path) -> Iterator[Logbook]:
    opened = new_book(path)
    yield opened
    opened.close()


def part(desk: Desk, table: str) -> tuple[Any, ...]:
    """Return the entries of one noun."""
    record = desk.record()
    assert record is not None
    found = getattr(record, NOUN_OF_TABLE[table].attribute)
    return found if isinstance(found, tuple) else (found,)


def right_words(book: Logbook, table: str) -> list[dict[str, str]]:
    """Return what stands in the fields for some entries of the cases, and in an empty form."""
    form = NounForm(FORMS[table])
    found = [form.typed()]
    for code in CODES:
        desk = chosen(book, code)
        clerk = desk.clerk()
        assert clerk is not None
        for entity in part(desk, table)[:N_ENTRIES]:
            form.show_entity(entity, clerk)
            found.append(form.typed())
    return found


def typed_in(form: NounForm, right: list[dict[str, str]]) -> st.SearchStrategy[dict[str, str]]:
    """Return the words of an entry with up to two fields typed over."""

    def over(field: Field) -> st.SearchStrategy[str]:
        if isinstance(field, CheckField):
            return st.sampled_from(["", "yes"])
        if isinstance(field, ChoiceField):
            return st.sampled_from([field.box.itemText(n) for n in range(field.box.count())])
        return bad_texts()

    # What the lists offer grows while entries are added; the strategies must not.
    by_name = {name: over(field) for name, field in sorted(form.fields.items())}
    one = st.sampled_from(list(by_name)).flatmap(
        lambda name: st.tuples(st.just(name), by_name[name])
    )
    changes = st.lists(one, max_size=2).map(dict)
    return st.builds(lambda typed, changed: typed | changed, st.sampled_from(right), changes)


@pytest.mark.catalogue("G-02")
@pytest.mark.parametrize("table", FORMS)
def test_any_text_in_any_field_is_refused_or_stored_and_read_back(
    qapp: QApplication, case_book: Logbook, path: Path, table: str
) -> None:
    desk = chosen(case_book, "zhang-2024")
    sentences: list[str] = []
    desk.refused.connect(lambda sentence, _field: sentences.append(sentence))
    desk.choose = lambda _sentence, _readings: 0
    form = NounForm(FORMS[table])
    clerk = desk.clerk()
    assert clerk is not None
    form.offer(clerk)
    stored: dict[str, Any] = {}

    @settings(max_examples=N_EXAMPLES)
    @given(typed=typed_in(form, right_words(case_book, table)))
    def check(typed: dict[str, str]) -> None:
        now = desk.clerk()
        assert now is not None
        form.retype(dict.fromkeys(form.fields, "") | typed)
        sentences.clear()
        values = read_by(desk, form.read, now)
        if values is None:
            assert sentences != [""]
            return
        own = {"id": desk.new_id()}
        if table != "patient":
            own["patient_id"] = desk.patient_id
        entity = NOUN_OF_TABLE[table].cls(**own, **values)
        if not enter(desk, (*form.brings(), entity), clerk=now):
            assert sentences != [""]
            return
        found = desk.logbook.store.reader.get(table, entity.id)
        assert found == entity
        now = desk.clerk(desk.patient_id)
        assert now is not None
        form.show_values({name: getattr(found, name) for name in form.names}, now)
        again = form.read(now)
        assert again == {name: getattr(found, name) for name in again}
        stored[entity.id] = found

    check()
    case_book.close()
    reopened = new_book(path)
    assert {key: reopened.store.reader.get(table, key) for key in stored} == stored
    reopened.close()
