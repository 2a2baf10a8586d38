"""The person, adverse events, outcomes, visits and comments of one subject."""

from __future__ import annotations

from hcclog.domain.visit import OutcomeKind
from hcclog.exchange.sdtm import fields
from hcclog.exchange.sdtm.event_terms import known_event
from hcclog.exchange.sdtm.holding import Held, cells_of, fitted
from hcclog.exchange.sdtm.subject import Subject
from hcclog.exchange.sdtm.terms import NOT_DONE
from hcclog.rules.version import RULES_VERSION

_RULES = Held("", "RULES", "Version of the rules that computed")
_OTHER_SEX = "U"
_NO_ARM = "NOT ASSIGNED"


def demographics(subject: Subject) -> None:
    """Add the row of the person; the name never leaves."""
    patient = subject.record.patient
    cells, qualifiers = cells_of(patient, fields.PATIENT, subject.links)
    if cells.get("SUBJID") != subject.code:
        qualifiers["PATCOD"] = patient.code
    deaths = [o for o in subject.record.outcomes if o.kind is OutcomeKind.DEATH]
    more = {
        "SUBJID": subject.code,
        "RFSTDTC": subject.reference,
        "DTHDTC": subject.dtc(deaths[-1].on) if deaths else "",
        "DTHFL": "Y" if deaths else "",
        "AGEU": "YEARS" if patient.age_years is not None else "",
        "SEX": cells.get("SEX", _OTHER_SEX),
        "ARMNRS": _NO_ARM,
    }
    row = subject.add("DM", {**cells, **more})
    subject.qualify("DM", row, fields.PATIENT, qualifiers)
    subject.qualify("DM", row, (_RULES,), {_RULES.qnam: RULES_VERSION})


def adverse_events(subject: Subject) -> None:
    """Add adverse events by CTCAE."""
    for event in subject.record.adverse_events:
        more = {"AETERM": event.term.upper()}
        known = known_event(event.term)
        if known is not None:
            term = (known.detail or known.term).upper()
            more = {"AETERM": term, "AEBODSYS": known.system_organ_class}
        subject.add_entity("AE", event, fields.EVENT, more)


def outcomes(subject: Subject) -> None:
    """Add the end of what is known."""
    for outcome in subject.record.outcomes:
        more = {
            "DSTERM": fitted(outcome.cause or outcome.kind.value).upper(),
            "DSCAT": "DISPOSITION EVENT",
        }
        subject.add_entity("DS", outcome, fields.OUTCOME, more)


def visits(subject: Subject) -> None:
    """Add visits as their weights; one without a weight says that none was taken."""
    for visit in subject.record.visits:
        more = {"VSTESTCD": "WEIGHT", "VSTEST": "Weight"}
        if visit.weight_kg is None:
            more |= {"VSSTAT": NOT_DONE, "VSREASND": "NOT LOGGED"}
        else:
            kg = format(visit.weight_kg, "f")
            more |= {"VSORRESU": "kg", "VSSTRESC": kg, "VSSTRESN": kg, "VSSTRESU": "kg"}
        subject.add_entity("VS", visit, fields.VISIT, more)


def comments(subject: Subject) -> None:
    """Add what contradicts itself as a person wrote it, and what sources state in words."""
    for note in subject.record.discrepancies:
        cells, qualifiers = cells_of(note, fields.DISCREPANCY, subject.links)
        row = subject.add("CO", {**cells, "COREF": "CONTRADICTION"})
        subject.qualify("CO", row, fields.DISCREPANCY, qualifiers)
    for statement in subject.record.statements:
        cells, qualifiers = cells_of(statement, fields.STATEMENT, subject.links)
        words = fitted(statement.note) or f"Statement on {statement.kind.value}"
        row = subject.add("CO", {**cells, "COREF": "STATEMENT", "COVAL": words})
        subject.qualify("CO", row, fields.STATEMENT, qualifiers)
