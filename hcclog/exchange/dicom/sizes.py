"""The groups of a report to lesions and measurements, compared with the record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from hcclog.commands.lesions import check_lesion, check_measurement
from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_texts
from hcclog.domain.assessment import Assessment
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionKind, Measurement
from hcclog.domain.sources import Source
from hcclog.domain.text_reading import code_key
from hcclog.entry.clerk import Clerk
from hcclog.entry.paste.wording import size_words
from hcclog.entry.questions.find import questions
from hcclog.entry.sizes import measurement_at
from hcclog.exchange.dicom.groups import Group
from hcclog.exchange.dicom.uids import tracking_uid, tracking_words
from hcclog.exchange.incoming.plan import Line, Verdict

_NODE = "lymph node"


@dataclass(slots=True)
class Sizes:
    """Reads group after group into one assessment.

    Attributes:
        clerk: With the record as it will be: what a group adds, the next one finds.
    """

    clerk: Clerk
    assessment: Assessment
    source: Source
    created: list[Lesion | Measurement] = field(default_factory=list)
    amended: list[tuple[Measurement, Measurement]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def line(self, group: Group) -> Line:
        """Return what becomes of a group, and keep what is to be written."""
        n = len(self.created)
        try:
            verdict, why = self._settled(group)
        except Refused as refusal:
            verdict, why = Verdict.REFUSED, refusal.sentence
        made = self.created[n:]
        # A new lesion is not left out without its size, nor the size without its lesion.
        makes = made[0].id if len(made) == 1 else ""
        code = self.clerk.record.patient.code
        return Line(group.place, group.words, verdict, why, code, makes)

    def _settled(self, group: Group) -> tuple[Verdict, str]:
        lesion, doubt = self._known(group)
        if lesion is None:
            if not group.organ:
                why = (
                    "The record has no such lesion, and no organ is named that the catalogue knows."
                )
                return Verdict.LEFT, f"{why} Add the lesion first."
            lesion, doubt = self._new_lesion(group)
        if lesion.id in self._seen:
            raise Refused(f"{lesion.label} is measured twice in this report.")
        self._seen.add(lesion.id)
        before = measurement_at(self.clerk.record, lesion.id, self.assessment.id)
        if before is not None:
            return self._beside(group, before, doubt)
        own, patient_id = EntityId(self.clerk.new_id()), lesion.patient_id
        fresh = Measurement(own, patient_id, self.assessment.id, lesion.id, source=self.source)
        size = replace(fresh, **_values(group))
        check_measurement(self.clerk.record, size)
        asked = " ".join((*doubt, *(each.sentence for each in questions(self.clerk, (size,)))))
        self._add(size, "measurements")
        return (Verdict.ASKED if asked else Verdict.NEW), asked

    def _beside(
        self, group: Group, before: Measurement, doubt: tuple[str, ...]
    ) -> tuple[Verdict, str]:
        """Return what becomes of a size where one is logged already."""
        values = _values(group)
        if all(getattr(before, name) == mm for name, mm in values.items()):
            return Verdict.THERE, "This measurement is already in the record."
        now = replace(before, **values, state=None, source=self.source)
        check_measurement(self.clerk.record, now)
        self.amended.append((before, now))
        is_kept = all(getattr(before, name) in {None, mm} for name, mm in values.items())
        if is_kept and before.state is None and not doubt:
            return Verdict.CHANGED, f"Added to {size_words(before)}."
        said = " ".join((*doubt, f"{size_words(before)} is logged and would be replaced."))
        return Verdict.ASKED, said

    def _known(self, group: Group) -> tuple[Lesion | None, tuple[str, ...]]:
        """Return the lesion of a group, by its UID or else by its label, and what is odd of it."""
        lesions = self.clerk.record.lesions
        found = next((x for x in lesions if group.uid and tracking_uid(x) == group.uid), None)
        key = code_key(group.label)
        if found is None and key:
            found = next((x for x in lesions if code_key(x.label) == key), None)
        if found is None or group.organ in {"", found.organ}:
            return found, ()
        return found, (f"The report finds {found.label} in {group.organ}, not in {found.organ}.",)

    def _new_lesion(self, group: Group) -> tuple[Lesion, tuple[str, ...]]:
        label = group.label or self._free_label()
        place = f"{group.place}, {tracking_words(group.uid)}" if group.uid else group.place
        lesion = Lesion(
            EntityId(self.clerk.new_id()),
            self.clerk.record.patient.id,
            label,
            group.organ,
            kind=LesionKind.NODE if group.organ == _NODE else LesionKind.MASS,
            source=replace(self.source, place=place),
        )
        check_texts(lesion)
        check_lesion(self.clerk.record, lesion)
        self._add(lesion, "lesions")
        group.label = label
        return lesion, (f"{label} is a new lesion in {group.organ}.",)

    def _free_label(self) -> str:
        taken = {code_key(x.label) for x in self.clerk.record.lesions}
        return next(f"SR{n}" for n in range(1, len(taken) + 2) if code_key(f"SR{n}") not in taken)

    def _add(self, entity: Lesion | Measurement, part: str) -> None:
        self.created.append(entity)
        record = self.clerk.record
        more: dict[str, Any] = {part: (*getattr(record, part), entity)}
        self.clerk = replace(self.clerk, record=replace(record, **more))


def _values(group: Group) -> dict[str, Any]:
    return dict(group.diameters)
