"""Lesions and their measurements: TU identifies each, TR follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hcclog.catalogue.reading import UnknownCode
from hcclog.catalogue.sites import find_site, organ
from hcclog.domain.lesion import Lesion, LesionState, Measurement
from hcclog.domain.response import LesionRole, SeriesLesion
from hcclog.exchange.sdtm import fields
from hcclog.exchange.sdtm.holding import cells_of
from hcclog.exchange.sdtm.subject import Row, Subject
from hcclog.exchange.sdtm.terms import (
    BENIGN,
    MEASURED,
    METHODS,
    NOT_DONE,
    NOT_MEASURED,
    REASONS,
    ROLES,
    SIDES,
    STATES,
    TR_TESTS,
    TRENDS,
    TU_TESTS,
)

_READER = "INVESTIGATOR"
_DIAMETERS = (("LDIAM", "longest_mm"), ("LPERP", "short_axis_mm"), ("VDIAM", "viable_mm"))
_PARTED = {LesionState.MERGED: "TUMERGE", LesionState.SPLIT: "TUSPLIT"}


class Tumours:
    """Lesions of one subject on their way into TU and TR."""

    def __init__(self, subject: Subject) -> None:
        """Index what the rows of a lesion need."""
        self._subject = subject
        record = subject.record
        self._assessments = {a.id: a for a in record.assessments}
        self._order = list(subject.links.groups)
        self._baselines = [series.baseline_assessment_id for series in record.series]
        self._measured: dict[str, dict[str, Measurement]] = {}
        for each in record.measurements:
            self._measured.setdefault(each.lesion_id, {})[each.assessment_id] = each
        self._methods = _methods(subject)

    def identify(self) -> None:
        """Add a row for each role of each lesion, one for a lesion without a role."""
        subject = self._subject
        first_rows: dict[str, Row] = {}
        for role in subject.record.series_lesions:
            lesion = next(each for each in subject.record.lesions if each.id == role.lesion_id)
            row = subject.add_entity("TU", role, fields.ROLE, self._identified(lesion, role))
            first_rows.setdefault(lesion.id, row)
        for lesion, series, at in self._found_new():
            more = {"TUGRPID": subject.links.series[series], "TUEVAL": ""}
            row = subject.add("TU", self._row(lesion, ROLES[LesionRole.NEW], at) | more)
            first_rows.setdefault(lesion.id, row)
        for lesion in subject.record.lesions:
            if lesion.id not in first_rows:
                first_rows[lesion.id] = subject.add("TU", self._identified(lesion, None))
            self._describe(lesion, first_rows[lesion.id])
        self._part()

    def _found_new(self) -> Iterator[tuple[Lesion, str, str]]:
        """Yield each lesion that counts as new without being logged so: its series, and where."""
        record = self._subject.record
        done = {
            (each.series_id, each.lesion_id)
            for each in record.series_lesions
            if each.role is LesionRole.NEW
        }
        lesions = {each.label: each for each in record.lesions}
        for response in self._subject.timeline.responses:
            for point in response.timepoints:
                verdict = point.new_lesion
                for lesion in map(lesions.get, verdict.labels if verdict.value == "yes" else ()):
                    if lesion is not None and (response.series.id, lesion.id) not in done:
                        done.add((response.series.id, lesion.id))
                        yield lesion, response.series.id, point.assessment.id

    def _describe(self, lesion: Lesion, row: Row) -> None:
        _cells, qualifiers = cells_of(lesion, fields.LESION_FIELDS, self._subject.links)
        if row["TULNKID"] != lesion.label:
            qualifiers["LABEL"] = lesion.label
        self._subject.qualify("TU", row, fields.LESION_FIELDS, qualifiers)

    def _identified(self, lesion: Lesion, role: SeriesLesion | None) -> Row:
        word = ROLES.get(role.role, "") if role is not None else ""
        if not word:
            sizes = self._measured.get(lesion.id, {}).values()
            word = BENIGN if lesion.benign else MEASURED if _any_size(sizes) else NOT_MEASURED
        return self._row(lesion, word, self._identified_at(lesion, role))

    def _row(self, lesion: Lesion, word: str, at: str) -> Row:
        return {
            "TULNKID": self._subject.links.lesions[lesion.id],
            "TUTESTCD": "TUMIDENT",
            "TUTEST": TU_TESTS["TUMIDENT"],
            "TUORRES": word,
            "TUSTRESC": word,
            **_place(lesion),
            "TUMETHOD": self._methods.get(at, ""),
            "TULOBXFL": "Y" if self._baselines[:1] == [at] and word in {*_BEFORE} else "",
            "TUEVAL": _READER,
            **self._visit(at),
            "TUDTC": self._date(at),
        }

    def _identified_at(self, lesion: Lesion, role: SeriesLesion | None) -> str:
        """Return the assessment that identified a lesion: its baseline, or where it is new."""
        seen = [key for key in self._order if key in self._measured.get(lesion.id, {})]
        if role is None:
            return seen[0] if seen else ""
        series = next(s for s in self._subject.record.series if s.id == role.series_id)
        start = str(series.baseline_assessment_id)
        if role.role is not LesionRole.NEW:
            return start
        later = self._order[self._order.index(start) + 1 :]
        return next((key for key in later if key in seen), "")

    def _part(self) -> None:
        """Add what merged or fell apart, where it was seen."""
        links = self._subject.links
        for each in self._subject.record.measurements:
            test = _PARTED.get(each.state) if each.state else None
            if test is not None:
                other = links.lesions.get(each.other_lesion_id or "", "")
                self._subject.add(
                    "TU",
                    {
                        "TULNKID": links.lesions[each.lesion_id],
                        "TUTESTCD": test,
                        "TUTEST": TU_TESTS[test],
                        "TUORRES": other,
                        "TUSTRESC": other,
                        "TUMETHOD": self._methods.get(each.assessment_id, ""),
                        "TUEVAL": _READER,
                        **self._visit(each.assessment_id),
                        "TUDTC": self._date(each.assessment_id),
                    },
                )

    def measure(self) -> None:
        """Add the diameters and states of every measurement."""
        for each in self._subject.record.measurements:
            cells, qualifiers = cells_of(each, fields.MEASUREMENT, self._subject.links)
            if each.state in STATES or each.state in REASONS:
                qualifiers.pop("STATE", None)
            common = {
                **cells,
                "TRMETHOD": self._methods.get(each.assessment_id, ""),
                "TRLOBXFL": "Y" if self._baselines[:1] == [each.assessment_id] else "",
                "TREVAL": _READER,
                **self._visit(each.assessment_id),
                "TRDTC": self._date(each.assessment_id),
            }
            for n, result in enumerate(_results(each)):
                row = self._subject.add("TR", {**common, **result}, each.id)
                if n == 0:
                    self._subject.qualify("TR", row, fields.MEASUREMENT, qualifiers)

    def _visit(self, assessment_id: str) -> Row:
        return self._subject.visit(assessment_id)

    def _date(self, assessment_id: str) -> str:
        assessment = self._assessments.get(assessment_id)  # type: ignore[call-overload]
        return self._subject.dtc(assessment.on) if assessment is not None else ""


_BEFORE = ("TARGET", "NON-TARGET")


def _any_size(measured: Iterable[Measurement]) -> bool:
    return any(getattr(each, name) is not None for each in measured for _, name in _DIAMETERS)


def _place(lesion: Lesion) -> Row:
    """Return where a lesion is, by controlled terms where there are such."""
    place = find_site(lesion.site) if lesion.site else None
    if place is not None and place.organ != lesion.organ:
        place = None
    try:
        known = organ(lesion.organ).loc
    except UnknownCode:
        known = None
    location = (place.loc if place is not None else None) or known or lesion.organ.upper()
    side = SIDES.get(place.side or "", "") if place is not None else ""
    return {"TULOC": location[:40], "TULAT": side}


def _methods(subject: Subject) -> dict[str, str]:
    """Return how each assessment was imaged, where that was one way."""
    found: dict[str, set[str]] = {}
    for scan in subject.record.scans:
        found.setdefault(scan.assessment_id, set()).add(METHODS[scan.modality])
    return {key: next(iter(terms)) for key, terms in found.items() if len(terms) == 1}


def _results(measurement: Measurement) -> Iterator[Row]:
    """Yield the results of a measurement, one at least."""
    sizes = [(test, getattr(measurement, name)) for test, name in _DIAMETERS]
    found = [(test, mm) for test, mm in sizes if mm is not None]
    for test, mm in found:
        yield {"TRTESTCD": test, "TRTEST": TR_TESTS[test], **in_mm(mm)}
    if measurement.state is not None or not found:
        yield {"TRTESTCD": "TUMSTATE", "TRTEST": TR_TESTS["TUMSTATE"], **_state(measurement)}


def _state(measurement: Measurement) -> Row:
    state, trend = measurement.state, measurement.trend
    if state in STATES:
        original, standard = STATES[state]
        return {"TRORRES": original, "TRSTRESC": standard}
    if state is None and trend is not None:
        return {"TRORRES": TRENDS[trend], "TRSTRESC": "PRESENT"}
    reason = REASONS[state] if state is not None else "SIZE NOT STATED"
    return {"TRSTAT": NOT_DONE, "TRREASND": reason}


def in_mm(mm: Decimal) -> Row:
    """Return the cells of a length."""
    digits = format(mm, "f")
    return {
        "TRORRES": digits,
        "TRORRESU": "mm",
        "TRSTRESC": digits,
        "TRSTRESN": digits,
        "TRSTRESU": "mm",
    }
