"""What the tables cannot hold, as data: the export prints it, the tests hold the export to it."""

from __future__ import annotations

from dataclasses import dataclass

from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord


@dataclass(frozen=True, slots=True)
class NotHeld:
    """One field that does not come back from the tables.

    Attributes:
        part: Where it stands in a record, such as ``patient``.
        field: Its name.
        sentence: What a reader is told.
    """

    part: str
    field: str
    sentence: str


NOT_HELD = (
    NotHeld("patient", "name", "The name is left out: a subject has a code and no name in SDTM."),
)

_HOW_TO_READ = """
Therapy stands in CM and not in EX: EX is for the study treatment of a protocol, and a log of care
has none. Rows of one course share CMGRPID; CMSCAT tells courses, dose changes and interruptions
apart.

Responses that hcclog computed have RSDRVFL Y and no RSEVAL; those that a reader reported have
RSEVAL INVESTIGATOR. RSCAT names the criteria of both. Sums and changes have TRDRVFL Y: SUMDIAM,
PCBSD, PCNSD and ACNSD by RECIST 1.1; SUMVDIAM, PCHGBL, PCHGNAD and ACHNAD by mRECIST.

A record with several baselines has several series: TUGRPID, TRGRPID and RSGRPID name them, and
PRGRPID names the baseline of each.

A date that is not one day stands as a month, a year or the interval in which it lies, and has no
study day; as it was logged it stands in the supplement.

A result below or above a limit has its sign in LBORRES and LBSTRESC, and LBSTRESN is empty.

Short axes stand as LPERP. A lesion that is too small to measure has no invented diameter:
TUMSTATE says so.

Stages, performance status and terms of responses that the controlled terminology lacks are our
own; variables.csv lists every variable and qualifier.

The csv files hold letters of every script; a transport file holds ASCII only and texts of at most
200 bytes. What it leaves empty is listed below.

Computed results are not read back: hcclog computes them again.
"""
HOW_TO_READ = tuple(" ".join(part.split()) for part in _HOW_TO_READ.split("\n\n"))


def sentences_on(record: PatientRecord) -> list[str]:
    """Return what is not held of one record."""
    found = [
        each.sentence
        for each in NOT_HELD
        if getattr(getattr(record, each.part), each.field)  # every part so far is the patient
    ]
    if record.patient.time_axis is TimeAxis.RELATIVE:
        found.append(
            "The record has no calendar, so RFSTDTC, --DTC and --DY are empty; each date stands in"
            " the supplement as it was logged and as days from day 0."
        )
    return found
