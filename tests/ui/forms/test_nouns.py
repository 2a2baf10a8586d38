"""What a form shows of an entity, it reads back as the same entity."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.domain.record import NOUN_OF_TABLE, NOUNS
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.forms.noun_form import NounForm
from hcclog.ui.forms.nouns import FORMS
from tests.books import book_of_cases
from tests.ui.desks import chosen

CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")


@pytest.fixture(scope="module")
def cases_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store with the three cases, only read."""
    book = book_of_cases(tmp_path_factory.mktemp("store") / "store.db")
    yield book
    book.close()


def entities(desk: Desk, table: str) -> tuple[Any, ...]:
    record = desk.record()
    assert record is not None
    part = getattr(record, NOUN_OF_TABLE[table].attribute)
    return part if isinstance(part, tuple) else (part,)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("table", FORMS)
def test_what_is_shown_reads_back_as_it_was(
    qtbot: QtBot, cases_book: Logbook, table: str, code: str
) -> None:
    desk = chosen(cases_book, code)
    clerk = desk.clerk()
    assert clerk is not None
    form = NounForm(FORMS[table])
    qtbot.addWidget(form)
    for entity in entities(desk, table):
        # The words alone, without what the form knows of the entity.
        form.show_values({name: getattr(entity, name) for name in form.names}, clerk)
        values = form.read(clerk)
        assert values == {name: getattr(entity, name) for name in values}


def test_every_noun_that_a_person_enters_has_a_form(qapp: QApplication) -> None:
    assert {noun.table for noun in NOUNS} - set(FORMS) == {"discrepancy_note"}


@pytest.mark.parametrize("table", FORMS)
def test_a_form_asks_for_every_field_of_its_noun(qtbot: QtBot, table: str) -> None:
    form = NounForm(FORMS[table])
    qtbot.addWidget(form)
    silent = {"id", "patient_id"}
    assert set(NOUN_OF_TABLE[table].columns) - silent == set(form.names)


@pytest.mark.parametrize("table", FORMS)
def test_every_form_opens(qtbot: QtBot, cases_book: Logbook, table: str) -> None:
    dialog = EntryDialog(chosen(cases_book, "zhang-2024"), table)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.entry.fields
