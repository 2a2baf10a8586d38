"""The imaging of the day: how it was taken, the lesions with their last sizes as hints, new ones.

What is below the modality shows only where there was imaging, so that a visit without is short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from hcclog.catalogue.sites import organs
from hcclog.domain.assessment import Modality
from hcclog.entry.sizes import HELP
from hcclog.entry.visit.before import FollowedLesion, followed_lesions, last_scan_words, next_label
from hcclog.entry.visit.words import ImagingWords, LesionLine, SizeLine
from hcclog.report.entity_words import place_words
from hcclog.ui.fields.catalogue_field import CatalogueField
from hcclog.ui.fields.choice_field import ChoiceField
from hcclog.ui.fields.shelves import SITES
from hcclog.ui.fields.text_field import TextField
from hcclog.ui.models.lesion_table import size_cell
from hcclog.ui.visit.line import Line, hint
from hcclog.ui.visit.section import FreeLines, Section
from hcclog.ui.visit.sums import SumsView

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk

_LABEL, _PLACE, _SIZE, _SMALL = 58, 232, 230, 130
_NONE = "none today"


class ImagingSection(Section):
    """One line a lesion.

    Signals:
        taken_changed: There was imaging, or there was none.
    """

    taken_changed = Signal(bool)

    def __init__(self, clerk: Clerk) -> None:
        super().__init__("Imaging of the day")
        self._clerk = clerk
        self._add_scan()
        self._help = self.tell(HELP)
        self._sizes: dict[str, Line] = {}
        for followed in followed_lesions(clerk.record, clerk.chronology):
            self._add_lesion(followed)
        self._new = FreeLines("imaging/new", self._new_line)
        self.add_free(self._new)
        self.sums = SumsView()
        self.body.addWidget(self.sums)
        self.modality.box.currentIndexChanged.connect(lambda _n: self._show_rest())
        self._show_rest()

    @property
    def was_taken(self) -> bool:
        """True where a modality is chosen."""
        return self.modality.chosen() is not None

    def words(self) -> ImagingWords:
        """Return every line."""
        modality = self.modality.chosen()
        return ImagingWords(
            str(modality.value) if modality is not None else "",
            self.slices.typed(),
            self.findings.typed(),
            tuple(SizeLine(key, line.text("size")) for key, line in self._sizes.items()),
            tuple(self._lesion_words(line) for line in self._new.lines),
        )

    def _add_scan(self) -> None:
        clerk = self._clerk
        line = Line("imaging")
        kinds = [(_NONE, None), *((kind.value, kind) for kind in Modality)]
        self.modality = ChoiceField("modality", "Imaging", kinds)
        self.slices = TextField("slices", "Slices in mm")
        self.findings = TextField("findings", "Findings")
        line.add(self.modality, 140, caption=True)
        line.add(self.slices, 120, caption=True)
        line.add(self.findings, caption=True)
        last = last_scan_words(clerk.record, clerk.chronology)
        if last:
            hint(self.findings, f"last time {last}")
        self.add(line)

    def _add_lesion(self, followed: FollowedLesion) -> None:
        lesion = followed.lesion
        line = Line(f"imaging/sizes/{lesion.id}")
        line.say(lesion.label, _LABEL, "strong")
        role = f" · {followed.role.value}" if followed.role is not None else ""
        line.say(f"{place_words(lesion)}{role}", _PLACE, "muted")
        axis = "short axis" if lesion.nodal else "longest diameter"
        size = TextField("size", f"{lesion.label}, {axis} in mm")
        if followed.last is not None and followed.seen_at is not None:
            cell = size_cell(followed.last, lesion, new=False)
            when = self._clerk.chronology.label(followed.seen_at.on)
            hint(size, f"{cell.typed or cell.text} · {when}")
        line.add(size, _SIZE)
        line.end()
        self.add(line)
        self._sizes[lesion.id] = line

    def _new_line(self, place: str) -> Line:
        line = Line(place)
        label = TextField("label", "Label of a new lesion")
        hint(label, next_label(self._clerk.record) if place.endswith("/0") else "label")
        kinds = [("new lesion in…", None), *((each.name, each.code) for each in organs())]
        organ = ChoiceField("organ", "Organ of a new lesion", kinds)
        site = CatalogueField("site", "Site of a new lesion", SITES, optional=True, free=True)
        hint(site, "site, such as S8")
        size = TextField("size", "Size of a new lesion in mm")
        hint(size, "size")
        for field, width in ((label, _LABEL), (organ, 140), (site, _SMALL), (size, 100)):
            line.add(field, width)
        line.end()
        return line

    def _lesion_words(self, line: Line) -> LesionLine:
        organ = line.fields["organ"]
        code = organ.chosen() if isinstance(organ, ChoiceField) else ""
        key = line.place.removeprefix("imaging/new/")
        texts = (line.text(name) for name in ("site", "size"))
        return LesionLine(key, line.text("label"), str(code or ""), *texts)

    def _show_rest(self) -> None:
        for widget in (self._help, self._new, self.sums, *self._sizes.values()):
            widget.setVisible(self.was_taken)
        self.slices.setEnabled(self.was_taken)
        self.findings.setEnabled(self.was_taken)
        self.taken_changed.emit(self.was_taken)
