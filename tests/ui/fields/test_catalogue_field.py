"""What the catalogue knows is found by any of its names, and completed while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.catalogue import adverse_events, drugs, procedures, sites
from hcclog.commands.refused import Refused
from hcclog.domain.record import PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.ui.fields.catalogue_field import CatalogueField, CatalogueListField, Shelf
from hcclog.ui.fields.shelves import DRUGS, PROCEDURES, SITES, TERMS
from tests.books import TODAY, a_patient

# Without a display a list of completions cannot come to the front; it is there all the same.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CLERK = Clerk(PatientRecord(a_patient("named-01")), TODAY, lambda: "1")


def field_of(qtbot: QtBot, shelf: Shelf, *, free: bool = False) -> CatalogueField:
    field = CatalogueField("field", "&Field", shelf, free=free)
    qtbot.addWidget(field)
    field.show()
    return field


def type_words(field: CatalogueField, words: str) -> list[str]:
    """Type as an input method does, and return what is offered."""
    composed = QInputMethodEvent()
    composed.setCommitString(words)
    QApplication.sendEvent(field.line, composed)
    completer = field.line.completer()
    assert completer is not None
    model = completer.completionModel()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("shelf", "typed", "offered"),
    [
        pytest.param(DRUGS, "lenv", "Lenvatinib", id="a drug by its generic name"),
        pytest.param(DRUGS, "E7080", "Lenvatinib", id="a drug by its code"),
        pytest.param(DRUGS, "Lenvim", "Lenvatinib", id="a drug by its trade name"),
        pytest.param(DRUGS, "仑伐", "Lenvatinib", id="a drug by its Chinese name"),
        pytest.param(DRUGS, "レンバ", "Lenvatinib", id="a drug by its Japanese name"),
        pytest.param(
            PROCEDURES, "tace", "Transarterial chemoembolisation", id="a procedure in short"
        ),
        pytest.param(SITES, "s8", "Segment 8 (right anterior superior)", id="a liver segment"),
        pytest.param(TERMS, "thrombocyto", "Platelet count decreased", id="a term in common words"),
    ],
)
def test_a_name_is_offered_while_it_is_typed(
    qtbot: QtBot, shelf: Shelf, typed: str, offered: str
) -> None:
    assert offered in type_words(field_of(qtbot, shelf), typed)


@pytest.mark.parametrize(
    ("shelf", "entries"),
    [
        pytest.param(DRUGS, drugs.drugs(), id="drugs"),
        pytest.param(PROCEDURES, procedures.procedures(), id="procedures"),
        pytest.param(SITES, sites.sites(), id="sites"),
        pytest.param(TERMS, adverse_events.adverse_events(), id="CTCAE terms"),
    ],
)
@pytest.mark.parametrize("free", [False, True], ids=["from the catalogue", "free text too"])
def test_every_code_is_shown_in_words_that_are_typed_back_to_it(
    qtbot: QtBot, shelf: Shelf, entries: Sequence[Any], free: bool
) -> None:
    shown, typed = field_of(qtbot, shelf, free=free), field_of(qtbot, shelf, free=free)
    for entry in entries:
        shown.show_value(entry.code, CLERK)
        assert shown.value(CLERK) == entry.code
        typed.retype(shown.typed())
        assert typed.value(CLERK) == entry.code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("left ilium", id="words that the catalogue knows too"),
        pytest.param("segment VIII", id="another name of a place"),
        pytest.param("beside the stent", id="words that it does not know"),
    ],
)
def test_a_free_text_stays_as_it_was_typed(qtbot: QtBot, text: str) -> None:
    field = field_of(qtbot, SITES, free=True)
    type_words(field, text)
    assert field.value(CLERK) == text
    field.show_value(text, CLERK)
    assert (field.typed(), field.value(CLERK)) == (text, text)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "Type the beginning of its name", id="nothing"),
        pytest.param("aspirinn", "is not a drug that the catalogue knows", id="an unknown name"),
        pytest.param("teno", "is not the whole name of a drug", id="the beginning of several"),
    ],
)
def test_what_names_no_drug_is_refused(qtbot: QtBot, typed: str, says: str) -> None:
    field = field_of(qtbot, DRUGS)
    type_words(field, typed)
    with pytest.raises(Refused, match=says):
        field.value(CLERK)
    assert field.typed() == typed


def test_several_are_completed_one_after_the_other(qtbot: QtBot) -> None:
    field = CatalogueListField("agents", "&Agents", DRUGS)
    qtbot.addWidget(field)
    offered = type_words(field, "epirubicin, lipi")
    assert offered == ["epirubicin, Iodised oil"]
    field.retype(offered[0])
    assert field.value(CLERK) == ("epirubicin", "lipiodol")


def test_the_offers_close_with_escape_and_the_words_stay(qtbot: QtBot) -> None:
    field = field_of(qtbot, DRUGS)
    type_words(field, "lenva")
    completer = field.line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
    assert (popup.isVisible(), field.typed()) == (False, "lenva")
