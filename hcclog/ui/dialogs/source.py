"""Where what is entered comes from, said once for all entries that follow."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from hcclog.domain.sources import ENTERED, Source, SourceKind
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.form import FormDialog, filled
from hcclog.ui.labels import wrapped_label

_ABOUT = (
    "Every entry from now on carries this source, until it is “entered” again. "
    "Where an entry's own form names a source, that one holds."
)


class SourceOfEntries(FormDialog):
    """Asks for kind, document and place; an entry typed from memory has none of the last two."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Source of entries", "Use from now on", parent)
        source = desk.source
        kinds = [(each.value, each) for each in SourceKind]
        self.kind = filled(QComboBox(), [*kinds], list(SourceKind).index(source.kind))
        self.document = QLineEdit(source.document)
        self.document.setPlaceholderText("a paper's DOI, a letter, a file")
        self.place = QLineEdit(source.place)
        self.place.setPlaceholderText("page, paragraph, figure or line")
        self.derived = QCheckBox("Follows from what stands there by arithmetic")
        self.derived.setChecked(source.derived)
        self.add_row("&Kind", self.kind)
        self.add_row("&Document", self.document)
        self.add_row("&Place", self.place)
        self.form.addRow("", self.derived)
        self.column.insertWidget(0, wrapped_label(_ABOUT, "muted"))

    def commit(self) -> bool:
        kind = SourceKind(self.kind.currentData())
        place = (self.document.text().strip(), self.place.text().strip())
        if kind is SourceKind.ENTERED and any(place):
            self.desk.refuse(
                "What is entered here has no document; choose imported or case report.", "kind"
            )
            return False
        is_plain = kind is SourceKind.ENTERED
        source = ENTERED if is_plain else Source(kind, *place, self.derived.isChecked())
        self.desk.set_source(source)
        return True
