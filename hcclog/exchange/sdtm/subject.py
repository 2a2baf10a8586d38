"""The rows of one subject, as they come together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import PatientRecord
from hcclog.exchange.sdtm.codings import Links
from hcclog.exchange.sdtm.days import day_bounds, dtc, study_day
from hcclog.exchange.sdtm.holding import Held, cells_of
from hcclog.exchange.sdtm.structure import DATASETS, MOST_BYTES
from hcclog.exchange.sdtm.xpt_out import is_held
from hcclog.rules.timeline import criteria_for, timeline
from hcclog.rules.verdict import Timeline

Row = dict[str, str]
_DAYS = (
    ("DTC", "DY", ""),
    ("STDTC", "STDY", ""),
    ("ENDTC", "ENDY", ""),
)
_FIRST = Held("", "DAYFST", "Day from day 0, at least")
_LAST = Held("", "DAYLST", "Day from day 0, at most")


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One value of a supplement, whole."""

    dataset: str
    seq: str
    name: str
    label: str
    text: str


@dataclass
class Subject:
    """One patient on the way out.

    Attributes:
        key: USUBJID.
        reference: RFSTDTC; empty where no day is known.
        rows: Rows by dataset.
        qualifiers: What goes into the supplements.
    """

    study: str
    record: PatientRecord
    key: str = ""
    reference: str = ""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    qualifiers: list[Qualifier] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chronology = Chronology(self.record)
        self.links = Links(
            self.chronology, self._groups(), self._lesion_keys(), self._series_keys()
        )
        code = self.record.patient.code
        self.code = code if is_key(code) else self.record.patient.id
        self.key = f"{self.study}-{self.code}"
        self.reference = self._reference()

    def add(self, dataset: str, cells: Mapping[str, str], entity_id: str = "") -> Row:
        """Add a row with its keys and study days; return it."""
        found = self.rows.setdefault(dataset, [])
        known = DATASETS[dataset].names
        row = {"STUDYID": self.study, "DOMAIN": dataset, "USUBJID": self.key}
        if f"{dataset}SEQ" in known:
            row[f"{dataset}SEQ"] = str(len(found) + 1)
        if entity_id:
            row[f"{dataset}SPID"] = entity_id
        row |= {name: cell for name, cell in cells.items() if cell}
        for when, day, _ in _DAYS:
            if f"{dataset}{day}" in known:
                row[f"{dataset}{day}"] = study_day(row.get(f"{dataset}{when}", ""), self.reference)
        found.append(row)
        return row

    def add_entity(
        self, dataset: str, entity: Any, held: Iterable[Held], more: Mapping[str, str]
    ) -> Row:
        """Add the row of an entity, and what its columns do not give back."""
        held = tuple(held)
        cells, qualifiers = cells_of(entity, held, self.links)
        row = self.add(dataset, {**cells, **more}, entity.id)
        self.qualify(dataset, row, held, qualifiers)
        self._count_days(dataset, row, entity)
        return row

    def qualify(
        self, dataset: str, row: Row, held: Iterable[Held], texts: Mapping[str, str]
    ) -> None:
        """Add qualifiers to a row."""
        seq = row.get(f"{dataset}SEQ", "")
        labels = {each.qnam: each.label for each in held}
        self.qualifiers += [
            Qualifier(dataset, seq, name, labels[name], text) for name, text in texts.items()
        ]

    def _count_days(self, dataset: str, row: Row, entity: Any) -> None:
        """Say of a record without a calendar which days from day 0 a date can mean."""
        when = getattr(entity, "on", None) or getattr(entity, "start_on", None)
        bounds = day_bounds(when, self.chronology)
        if bounds is not None:
            texts = {_FIRST.qnam: bounds[0], _LAST.qnam: bounds[1]}
            self.qualify(dataset, row, (_FIRST, _LAST), texts)

    def dtc(self, when: ClinicalDate | None) -> str:
        """Return a date as ISO 8601; empty where the record has no calendar."""
        return dtc(str(when), self.chronology) if when is not None else ""

    @cached_property
    def timeline(self) -> Timeline:
        """What the rules say of it, by each criteria."""
        return timeline(self.record, criteria_for(self.record))

    @cached_property
    def visits(self) -> dict[str, tuple[str, str]]:
        """Number and name of the visit of each assessment."""
        return {
            key: (name.removeprefix("A"), f"ASSESSMENT {name.removeprefix('A')}")
            for key, name in self.links.groups.items()
        }

    def visit(self, assessment_id: str | None) -> Row:
        """Return the cells that say which visit an assessment is."""
        number, name = self.visits.get(assessment_id or "", ("", ""))
        return {"VISITNUM": number, "VISIT": name}

    def _groups(self) -> dict[str, str]:
        """Name the assessments in order of time; those without a place come last."""
        spans = {a.id: self.chronology.span(a.on) for a in self.record.assessments}
        order = sorted(
            self.record.assessments,
            key=lambda a: (span.middle, 0) if (span := spans[a.id]) else (0, 1),
        )
        placed = [a for a in order if spans[a.id]]
        rest = [a for a in order if not spans[a.id]]
        return {str(a.id): f"A{n}" for n, a in enumerate((*placed, *rest), 1)}

    def _lesion_keys(self) -> dict[str, str]:
        """Name the lesions by their labels, or by a number where a label is no key."""
        labels = {lesion.label for lesion in self.record.lesions}
        found: dict[str, str] = {}
        for n, lesion in enumerate(self.record.lesions, 1):
            name = lesion.label
            if not is_key(name):
                name = next(k for k in (f"L{n}", f"LESION{n}", lesion.id) if k not in labels)
            found[str(lesion.id)] = name
        return found

    def _series_keys(self) -> dict[str, str]:
        return {str(series.id): f"S{n}" for n, series in enumerate(self.record.series, 1)}

    def _reference(self) -> str:
        """Return the day from which study days count: of the first therapy, else day 0."""
        if not self.record.courses:
            return self._one_day(self.record.patient.day_zero_on)
        spans = [self.chronology.span(course.start_on) for course in self.record.courses]
        known = [span for span in spans if span is not None]
        first = min(known, key=lambda span: span.earliest, default=None)
        if first is None or len(known) < len(spans) or not first.exact:
            return ""
        if any(other.earliest < first.latest for other in known):
            return ""
        days = (self._one_day(course.start_on) for course in self.record.courses)
        return min((day for day in days if day), default="")

    def _one_day(self, when: ClinicalDate | None) -> str:
        found = self.dtc(when)
        return found if len(found) == len("2026-11-21") and "/" not in found else ""


def is_key(text: str) -> bool:
    """Return whether a text can tie rows together in every form of the tables."""
    return is_held(text) and text == text.strip() and 0 < len(text) <= MOST_BYTES // 2
