"""Responses of tables from elsewhere: kept as they were reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.response import Criteria, ReportedResponse
from hcclog.exchange.sdtm.foreign_readers import reader_of
from hcclog.exchange.sdtm.foreign_terms import CRITERIA, BadCell, category_of
from hcclog.exchange.sdtm.proposals import Proposal
from hcclog.exchange.sdtm.terms import NOT_DONE, RS_TESTS

if TYPE_CHECKING:
    from hcclog.exchange.sdtm.foreign_reading import Reading
    from hcclog.exchange.sdtm.found import FoundRow
    from hcclog.exchange.sdtm.own import SubjectRows

_OVERALL = "OVRLRESP"


def read_responses(reading: Reading, subject: SubjectRows) -> None:
    """Propose each overall response; what follows from the lesions is computed here."""
    for row in subject.each("RS"):
        test = row["RSTESTCD"].strip().upper()
        if row["RSDRVFL"].strip().upper() == "Y":
            reading.found.leave("RS", test, "it was computed; hcclog computes it itself")
        elif test != _OVERALL:
            known = test in RS_TESTS
            why = "hcclog computes it from the lesions" if known else "the record has no place"
            reading.found.leave("RS", test, why)
        elif row["RSSTAT"].strip().upper() == NOT_DONE:
            reading.found.leave("RS", test, "it was not assessed")
        else:
            reading.each((row,), lambda row: _propose(reading, row))


def _propose(reading: Reading, row: FoundRow) -> None:
    _group, assessment = reading.assessment_of(row)
    words = row["RSCAT"].strip()
    criteria = CRITERIA.get(words.upper(), Criteria.NOT_STATED)
    said = row["RSORRES"].strip() or row["RSSTRESC"].strip()
    if not said:
        raise BadCell("RSORRES", "The response is empty.")
    category = category_of(row)
    wording = "" if category is not None and said.upper() == category.value.upper() else said
    if words and words.upper() not in CRITERIA:
        wording = f"{said} by {words}"
    new = ReportedResponse(
        reading.new_id(),
        reading.patient_id,
        assessment.id,
        reading.days.of(row) or assessment.on,
        criteria,
        category,
        wording,
        reader=reader_of(row).lower(),
        source=reading.source(row),
    )
    _stand(reading, row, new)


def _stand(reading: Reading, row: FoundRow, new: ReportedResponse) -> None:
    """Propose a response beside those that the record has of the same timepoint and reader."""
    said = f"{new.category.value if new.category else new.wording}, {new.criteria.value}"
    words = f"reported response {said}"
    there = [
        each
        for each in reading.record.reported_responses
        if (each.assessment_id, each.criteria, each.reader)
        == (new.assessment_id, new.criteria, new.reader)
    ]
    same = next((e for e in there if (e.category, e.wording) == (new.category, new.wording)), None)
    if same is not None:
        reading.found.found.append(Proposal(row.at(), same, same, reading=words))
        return
    held = " and ".join(e.category.value if e.category else e.wording for e in there)
    why = f"The record has {held} of this assessment; both will stand." if there else ""
    reading.found.found.append(Proposal(row.at(), new, None, why, words))
