"""The results of a message, each with what stands around it: patient, order, specimen, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hcclog.exchange.hl7_v2.message import Segment

_RESULT_TYPE = ("ORU", "R01")
_URINE = {"UR", "UA", "URC", "URN", "URT", "URINE", "UR24H"}
_BLOOD = {"SER", "PLAS", "PLASMA", "SERUM", "BLD", "WB", "BLDV", "BLDA", "BLDC", "PPP", "PRP"}


@dataclass(slots=True)
class Observation:
    """One OBX and what it belongs to.

    Attributes:
        place: ``message 1, OBX 3``.
        pid: The last that stood before it; None where none did.
        obr: The order; None where none stands before it.
        facility: Who sent the message.
        specimen: ``urine``, ``blood`` or another in the message's own word; empty where not said.
    """

    place: str
    obx: Segment
    pid: Segment | None
    obr: Segment | None
    facility: str = ""
    specimen: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def order(self) -> str:
        """The laboratory's number of the order, by which a correction finds what it corrects."""
        return self.obr.text(3) if self.obr is not None else ""

    @property
    def status(self) -> str:
        """How final it is: of the result, else of the order."""
        return self.obx.text(11).upper() or (self.obr.text(25).upper() if self.obr else "")

    @property
    def times(self) -> tuple[str, ...]:
        """When it was taken: of the result, else of the order."""
        return self.obx.text(14), self.obr.text(7) if self.obr is not None else ""

    @property
    def laboratory(self) -> str:
        """Who made it."""
        made_by = self.obx.text(23) or self.obx.text(15, 2) or self.obx.text(15)
        return made_by or self.facility


def is_results(header: Segment) -> bool:
    """True for a message that brings results."""
    return (header.text(9).upper(), header.text(9, 2).upper()) == _RESULT_TYPE


def observations(segments: Iterable[Segment], number: int) -> Iterator[Observation]:
    """Yield the results of a message, in its order."""
    pid: Segment | None = None
    obr: Segment | None = None
    facility = specimen = ""
    found: list[Observation] = []
    last: Observation | None = None
    for each in segments:
        match each.kind:
            case "MSH":
                facility = each.text(4, 1)
            case "PID":
                pid, obr, last, specimen = each, None, None, ""
            case "OBR":
                obr, last = each, None
                specimen = _specimen(each.text(15))
            case "SPM":
                _tell_specimen(found, obr, _specimen(each.text(4), each.text(4, 2)))
            case "OBX":
                place = f"message {number}, OBX {len(found) + 1}"
                last = Observation(place, each, pid, obr, facility, specimen)
                found.append(last)
            case "NTE" if last is not None:
                last.notes.append(each.text(3))
    yield from found


def _tell_specimen(found: list[Observation], obr: Segment | None, specimen: str) -> None:
    """Set the specimen of an order's results, which it stands behind."""
    for each in found:
        if each.obr is obr:
            each.specimen = specimen or each.specimen


def _specimen(*said: str) -> str:
    """Return what was examined, in one of two words where it is one of them."""
    words = [each for each in said if each]
    for each in words:
        if each.upper() in _URINE:
            return "urine"
        if each.upper() in _BLOOD:
            return "blood"
    return words[-1] if words else ""
