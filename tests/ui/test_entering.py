"""What is corrected or taken out says why; without that nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.logbook import Logbook
from hcclog.store.journal import Entry
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.entering import take_out
from hcclog.ui.forms.nouns import FORMS
from hcclog.ui.panels.lab_panel import LabPanel
from tests.books import book_of_cases
from tests.ui.desks import chosen

CODES = ("zhang-2024", "fonc-2024", "ikeda-2021")


@pytest.fixture(scope="module")
def cases_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store with the three cases; what a test writes it takes back."""
    book = book_of_cases(tmp_path_factory.mktemp("store") / "store.db")
    yield book
    book.close()


def one_of(book: Logbook, table: str) -> tuple[Desk, Any]:
    """Return a desk on the first case that has an entry of a noun, and that entry."""
    for code in CODES:
        desk = chosen(book, code)
        record = desk.record()
        assert record is not None
        part = getattr(record, NOUN_OF_TABLE[table].attribute)
        entities = part if isinstance(part, tuple) else (part,)
        if entities:
            return desk, entities[-1]
    pytest.fail(f"no case holds a {table}")


def last_entry(book: Logbook) -> Entry:
    """Return what was written last."""
    return book.store.reader.entries()[-1]


def corrected(qtbot: QtBot, desk: Desk, table: str, entity: Any) -> EntryDialog:
    """Correct where an entry comes from, as every form can."""
    dialog = EntryDialog(desk, table, entity)
    qtbot.addWidget(dialog)
    dialog.entry.fields["source"].retype("imported; the other chart")
    dialog.commit()
    return dialog


@pytest.mark.parametrize("table", FORMS)
def test_u_06_a_correction_is_written_with_its_reason(
    qtbot: QtBot, cases_book: Logbook, table: str
) -> None:
    desk, entity = one_of(cases_book, table)
    corrected(qtbot, desk, table, entity)
    reader = cases_book.store.reader
    assert reader.get(table, entity.id) != entity
    assert last_entry(cases_book).reason.startswith("typing error")
    assert desk.undo()
    assert reader.get(table, entity.id) == entity


@pytest.mark.parametrize("table", FORMS)
def test_a_correction_without_a_reason_is_not_written(
    qtbot: QtBot, cases_book: Logbook, table: str
) -> None:
    desk, entity = one_of(cases_book, table)
    desk.confirm = lambda _title, _sentences, _needs_reason: None
    revision = cases_book.revision
    dialog = corrected(qtbot, desk, table, entity)
    assert cases_book.revision == revision
    assert dialog.entry.fields["source"].typed() == "imported; the other chart"
    assert not dialog.refusal.isHidden() or any(not f.refusal.isHidden() for f in dialog.entry)


@pytest.mark.parametrize("table", FORMS)
def test_u_06_what_is_taken_out_says_why(cases_book: Logbook, table: str) -> None:
    desk, entity = one_of(cases_book, table)
    whole = desk.record()
    needs: list[bool] = []

    def answer(_title: str, _sentences: Sequence[str], needs_reason: bool) -> str:
        needs.append(needs_reason)
        return "entered for the wrong patient"

    desk.confirm = answer
    assert take_out(desk, table, entity.id)
    assert needs == [True]
    assert last_entry(cases_book).reason == "entered for the wrong patient"
    assert cases_book.store.reader.get(table, entity.id) is None
    assert desk.undo()
    assert desk.record() == whole


@pytest.mark.parametrize("table", FORMS)
def test_what_is_not_confirmed_is_not_taken_out(cases_book: Logbook, table: str) -> None:
    desk, entity = one_of(cases_book, table)
    desk.confirm = lambda _title, _sentences, _needs_reason: None
    revision = cases_book.revision
    assert not take_out(desk, table, entity.id)
    assert cases_book.revision == revision


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [(2, "9", "typing error"), (0, "2062-01-01", "lies after today")],
    ids=["a value", "a date that is unlikely"],
)
def test_a_cell_that_is_typed_over_keeps_the_reason_and_what_was_confirmed(
    qtbot: QtBot, cases_book: Logbook, column: int, text: str, says: str
) -> None:
    desk = chosen(cases_book, "zhang-2024")
    panel = LabPanel(desk)
    qtbot.addWidget(panel)
    model = panel.model
    assert model.setData(model.index(0, column), text)
    reason = last_entry(cases_book).reason
    assert reason.startswith("typing error")
    assert says in reason
    assert desk.undo()
