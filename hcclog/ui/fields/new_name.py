"""A name that the catalogue lacks: added for this clinic, with the little that its kind needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from hcclog.catalogue import adverse_events, drugs, procedures, sites
from hcclog.catalogue.clinic import ClinicEntry
from hcclog.catalogue.renewing import add_to_catalogue
from hcclog.catalogue.strict_json import CatalogueError
from hcclog.report.palette import LIGHT, fallback_drug_colour, mix
from hcclog.ui.labels import wrapped_label

_WIDTH = 440
_MOST_CHARACTERS = 120
_TINT = 0.62
_KINDS = {
    "drugs": "Drug",
    "procedures": "Procedure",
    "sites": "Site",
    "adverse_events": "CTCAE term",
}
_FIND: dict[str, Callable[[str], object]] = {
    "drugs": drugs.find_drug,
    "procedures": procedures.find_procedure,
    "sites": sites.find_site,
    "adverse_events": adverse_events.find_adverse_event,
}
_ABOUT = "It is kept in this clinic's own list and offered from now on in every form."


class NewName(QDialog):
    """Asks for kind, name, other names, and what the kind needs.

    Signals:
        added: The entry is in the catalogue; with its name.
    """

    added = Signal(str)

    def __init__(self, kind: str = "drugs", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add to the catalogue")
        self.setMinimumWidth(_WIDTH)
        self.finished.connect(self.deleteLater)
        self.kind = QComboBox()
        for key, words in _KINDS.items():
            self.kind.addItem(words, key)
        self.kind.setCurrentIndex(list(_KINDS).index(kind))
        self.name = QLineEdit(name)
        self.synonyms = QLineEdit()
        self.synonyms.setPlaceholderText("separated by commas, may stay empty")
        self.group = QLineEdit()
        self.group.setPlaceholderText("such as anti-PD-1, may stay empty")
        self.organ = QComboBox()
        for organ in sites.organs():
            self.organ.addItem(organ.name, organ.code)
        self.locoregional = QCheckBox("It treats tumour at its place")
        for line in (self.name, self.synonyms, self.group):
            line.setMaxLength(_MOST_CHARACTERS)
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._show_kind)
        self._show_kind()
        (self.synonyms if name else self.name).setFocus()

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setSpacing(9)
        for words, widget in (
            ("&Kind", self.kind),
            ("&Name", self.name),
            ("&Other names", self.synonyms),
            ("&Class", self.group),
            ("O&rgan", self.organ),
            ("", self.locoregional),
        ):
            widget.setAccessibleName(words.replace("&", "") or self.locoregional.text())
            self._form.addRow(words, widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        add = buttons.addButton("Add", QDialogButtonBox.ButtonRole.AcceptRole)
        add.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._form)
        column.addWidget(wrapped_label(_ABOUT, "muted"))
        column.addWidget(self.refusal)
        column.addWidget(buttons)

    def accept(self) -> None:
        entry = self._entry()
        sentence = _refusal(entry)
        if not sentence:
            try:
                add_to_catalogue(entry)
            except CatalogueError as fault:
                sentence = str(fault)
            except OSError as error:
                sentence = f"The clinic's catalogue cannot be written: {error.strerror}."
        if sentence:
            self.refusal.setText(sentence)
            self.refusal.show()
            return
        self.added.emit(entry.name)
        super().accept()

    def _show_kind(self) -> None:
        kind = str(self.kind.currentData())
        self._form.setRowVisible(self.group, kind in {"drugs", "adverse_events"})
        self._form.setRowVisible(self.organ, kind == "sites")
        self._form.setRowVisible(self.locoregional, kind == "procedures")

    def _entry(self) -> ClinicEntry:
        kind, name = str(self.kind.currentData()), _plain(self.name.text())
        synonyms = tuple(p for part in self.synonyms.text().split(",") if (p := _plain(part)))
        group = str(self.organ.currentData()) if kind == "sites" else _plain(self.group.text())
        local = kind == "procedures" and self.locoregional.isChecked()
        entry = ClinicEntry(kind, name, synonyms, group, local)
        return ClinicEntry(kind, name, synonyms, group, local, _colour(entry.code))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _colour(code: str) -> dict[str, str]:
    fill = fallback_drug_colour(code)
    tint = mix(fill, LIGHT.background, _TINT)
    return {"fill": fill, "text": "#FFFFFF", "tint": tint, "text_on_tint": "#14202B"}


def _refusal(entry: ClinicEntry) -> str:
    """Return why an entry cannot be added; empty where it can."""
    if not entry.code:
        return "A name is needed, with a letter in it."
    for text in (entry.name, *entry.synonyms):
        if not text.isprintable():
            return f"{text!r} holds a character that cannot be shown."
        if _FIND[entry.kind](text) is not None:
            return f"{text} is in the catalogue already."
    return ""
