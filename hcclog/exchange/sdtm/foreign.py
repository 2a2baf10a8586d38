"""Tables of other programs: subjects are matched by their codes, then their rows are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import PatientId
from hcclog.domain.patient import Patient, Sex, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.sdtm.foreign_days import BadDay, Days, one_day, read_date
from hcclog.exchange.sdtm.foreign_doubts import ask
from hcclog.exchange.sdtm.foreign_labs import read_labs
from hcclog.exchange.sdtm.foreign_lesions import identify_lesions, read_roles
from hcclog.exchange.sdtm.foreign_reading import Reading
from hcclog.exchange.sdtm.foreign_responses import read_responses
from hcclog.exchange.sdtm.foreign_series import propose_series
from hcclog.exchange.sdtm.foreign_sizes import read_sizes
from hcclog.exchange.sdtm.proposals import Proposal, Proposals
from hcclog.exchange.sdtm.terms import SEXES

if TYPE_CHECKING:
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.sdtm.found import Found, FoundRow
    from hcclog.exchange.sdtm.own import SubjectRows
    from hcclog.logbook import Logbook

_SEXES: dict[str, Sex] = {term: sex for sex, term in SEXES.items()}
_READ = ("TU", "TR", "RS", "LB")
_LEFT = {
    "CM": "medicines of other programs are not read; enter the courses",
    "PR": "procedures of other programs are not read; enter them",
    "AE": "adverse events of other programs are not read; enter them",
    "DS": "outcomes of other programs are not read; enter them",
    "VS": "vital signs are not read",
    "CO": "comments are not read",
}


def foreign_proposals(subject: SubjectRows, book: Logbook, wish: Wish, found: Found) -> Proposals:
    """Return what the rows of one subject of another program say."""
    person = next(iter(subject.each("DM")), None)
    days = _days(subject, person)
    document = found.files[0].rpartition(".")[0] if len(found.files) == 1 else found.files[-1]
    code, record = _who(subject, book, wish, found)
    is_new = record is None
    patient = record.patient if record else _new(book, code, days, document)
    reading = Reading(book, record or PatientRecord(patient), document, days)
    if is_new:
        _describe(reading, patient, person, subject)
    elif not _is_same(reading, person):
        return reading.found
    identified = identify_lesions(reading, subject)
    read_sizes(reading, subject)
    read_roles(reading, identified)
    propose_series(reading)
    read_responses(reading, subject)
    read_labs(reading, subject)
    ask(reading)
    for name, why in _LEFT.items():
        for _row in subject.each(name):
            reading.found.leave(name, "", why)
    return reading.found


def _who(
    subject: SubjectRows, book: Logbook, wish: Wish, found: Found
) -> tuple[str, PatientRecord | None]:
    """Return the patient's code, and the record where there is one."""
    own = next((row["SUBJID"] for row in subject.each("DM")), "")
    is_unique = bool(own) and found.n_subjects(own) == 1
    candidates = [wish.patient, subject.key, own if is_unique else ""]
    for code in candidates if not wish.patient else candidates[:1]:
        patient_id = book.find(code) if code else None
        if patient_id is not None:
            record = book.patient(patient_id)
            return code, record
    return wish.patient or (own if is_unique else subject.key), None


def _new(book: Logbook, code: str, days: Days, document: str) -> Patient:
    axis = TimeAxis.RELATIVE if days.is_relative else TimeAxis.CALENDAR
    label = "first study day" if days.is_relative else ""
    source = Source(SourceKind.IMPORTED, document)
    return Patient(
        PatientId(book.store.new_id()), code, time_axis=axis, day_zero_label=label, source=source
    )


def _days(subject: SubjectRows, person: FoundRow | None) -> Days:
    rows = [row for name in _READ for row in subject.each(name)]
    is_relative = any(row.of("DY") for row in rows) and not any(row.of("DTC") for row in rows)
    reference = one_day(person["RFSTDTC"]) if person is not None else ""
    return Days(reference, is_relative and not reference)


def _describe(
    reading: Reading, patient: Patient, person: FoundRow | None, subject: SubjectRows
) -> None:
    """Propose the new patient with what DM says."""
    place = f"USUBJID {subject.key}" if person is None else person.at()
    if person is not None:
        sex = _SEXES.get(person["SEX"].strip().upper(), Sex.UNKNOWN)
        patient = replace(patient, sex=sex, source=reading.source(person))
        try:
            born: ClinicalDate | None = (
                read_date(person["BRTHDTC"]) if person["BRTHDTC"].strip() else None
            )
        except BadDay as bad:
            reading.found.refuse(person.at("BRTHDTC"), str(bad))
            born = None
        patient = replace(patient, birth_on=born)
        years = person["AGE"].strip()
        if born is None and years.isdigit() and person["AGEU"].strip().upper() == "YEARS":
            at = one_day(person["RFSTDTC"])
            patient = replace(patient, age_years=int(years), age_on=read_date(at) if at else None)
    reading.found.found.append(Proposal(place, patient))


def _is_same(reading: Reading, person: FoundRow | None) -> bool:
    """Refuse a subject whose sex or birth is not that of the patient with the same code."""
    if person is None:
        return True
    patient = reading.record.patient
    sex = _SEXES.get(person["SEX"].strip().upper(), Sex.UNKNOWN)
    if Sex.UNKNOWN not in {sex, patient.sex} and sex is not patient.sex:
        why = f"{patient.code} is {patient.sex.value} in the record and {sex.value} here."
        reading.found.refuse(person.at("SEX"), f"{why} Is it another patient?")
        return False
    logged = patient.birth_on.calendar if patient.birth_on else None
    born = person["BRTHDTC"].strip()
    if logged and born and not str(logged).startswith(born[:4]):
        why = f"{patient.code} was born {logged} by the record and {born} here."
        reading.found.refuse(person.at("BRTHDTC"), f"{why} Is it another patient?")
        return False
    return True
