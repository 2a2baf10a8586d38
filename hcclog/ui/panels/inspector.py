"""The right side: what the rules say about the selected point, and what is to settle."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hcclog.domain.response import Category
from hcclog.store.stamp import Change
from hcclog.ui.chips import ChipLabel
from hcclog.ui.desk import Desk
from hcclog.ui.inspection import Inspection, MarkerFact, ResponseFact, Why, inspect
from hcclog.ui.labels import ElidedLabel, plain_label, plain_tip, wrapped_label

_REST_MS = 200


class Inspector(QFrame):
    """Explains the selected point."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_right")
        self._desk = desk
        self._shown: Inspection | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("What the rules say at the selected point")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.addWidget(self._scroll)
        desk.changed.connect(self._changed)
        desk.patient_chosen.connect(self.refresh)
        desk.mark_chosen.connect(self.refresh)
        # It takes longer than a key: it follows when the hand rests.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MS)
        self._later.timeout.connect(self.refresh)
        desk.trial_changed.connect(self._later.start)

    def inspection(self) -> Inspection | None:
        """Return what is shown."""
        return self._shown

    def refresh(self) -> None:
        """Show the chosen patient at the selected point."""
        record, timeline = self._desk.trial or (self._desk.record(), self._desk.timeline())
        shown = None
        if record is not None and timeline is not None:
            shown = inspect(record, timeline, self._desk.mark)
        if shown is not None and self._desk.trial is not None:
            shown = replace(shown, title=f"{shown.title} · not saved yet")
        if shown != self._shown:
            self._shown = shown
            self._scroll.setWidget(page_of(shown))

    def _changed(self, change: Change) -> None:
        if self._desk.patient_id in change.patient_ids:
            self.refresh()


def page_of(shown: Inspection | None) -> QWidget:
    """Return the page of one inspection."""
    page = QWidget()
    page.setObjectName("side")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(14, 10, 14, 14)
    layout.setSpacing(8)
    if shown is not None:
        _fill(layout, shown)
    layout.addStretch(1)
    return page


def _fill(layout: QVBoxLayout, shown: Inspection) -> None:
    layout.addWidget(_heading(shown.title))
    if shown.responses:
        layout.addWidget(_responses_card(shown.responses))
    else:
        layout.addWidget(wrapped_label("No imaging is logged up to this point.", "muted"))
    for why in shown.whys:
        layout.addWidget(_why_card(why))
    if shown.markers:
        layout.addWidget(_heading("Markers at this point"))
        layout.addWidget(_markers_card(shown.markers))
    if shown.to_settle:
        layout.addWidget(_heading("To settle"))
    for sentence in shown.to_settle:
        layout.addWidget(_note_card(sentence))


def _heading(words: str) -> QLabel:
    label = wrapped_label(words, "section")
    # Else the padding of the style sheet moves it to the right of the cards.
    label.setIndent(0)
    return label


def _card(name: str = "card") -> QFrame:
    card = QFrame()
    card.setObjectName(name)
    return card


def _responses_card(facts: tuple[ResponseFact, ...]) -> QFrame:
    card = _card()
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 8, 10, 8)
    layout.setSpacing(3)
    for fact in facts:
        line = QHBoxLayout()
        name = plain_label(fact.name)
        if fact.category is None:
            line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            # A reader's words can be long: they break, and the card stays as wide as its column.
            words = wrapped_label(fact.words, "muted")
            words.setAlignment(Qt.AlignmentFlag.AlignRight)
            line.addWidget(words, 1)
        else:
            line.addWidget(name)
            line.addStretch(1)
            line.addWidget(_response_chip(fact.category, differs=fact.differs))
        layout.addLayout(line)
    return card


def _response_chip(category: Category, *, differs: bool) -> ChipLabel:
    chip = ChipLabel()
    chip.show_category(category, dot=differs)
    if differs:
        chip.setToolTip("Not the same as reported")
    return chip


def _why_card(why: Why) -> QFrame:
    card = _card()
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 9, 12, 10)
    layout.setSpacing(4)
    layout.addWidget(wrapped_label(why.title, "card_title"))
    layout.addWidget(wrapped_label(why.sentence))
    if why.clause:
        layout.addWidget(wrapped_label(why.clause, "muted"))
    return card


def _markers_card(facts: tuple[MarkerFact, ...]) -> QFrame:
    card = _card()
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.setSpacing(5)
    for fact in facts:
        if fact.why:
            layout.addWidget(wrapped_label(fact.name, "muted"))
            layout.addWidget(_reasoned_value(fact))
            continue
        name = ElidedLabel("muted" if fact.value.endswith("%") else "")
        name.show_text(fact.name)
        line = QHBoxLayout()
        line.addWidget(name, 1)
        line.addWidget(_marker_value(fact))
        layout.addLayout(line)
    return card


def _marker_value(fact: MarkerFact) -> QLabel:
    names = {"bad": "value_bad", "good": "value_good"}
    return plain_label(fact.value, names.get(fact.tone, "card_title"))


def _reasoned_value(fact: MarkerFact) -> QLabel:
    """Return a value that may need a line of its own, its reason under the pointer."""
    label = wrapped_label(fact.value, "card_title")
    label.setToolTip(plain_tip(fact.why))
    label.setAccessibleDescription(fact.why)
    return label


def _note_card(sentence: str) -> QFrame:
    card = _card("note_card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.addWidget(wrapped_label(sentence))
    return card
