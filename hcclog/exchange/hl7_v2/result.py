"""One observation to a laboratory result, by the reader that reads pasted blocks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hcclog.catalogue import analytes
from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_texts
from hcclog.domain.labs import LabResult
from hcclog.domain.number_reading import read_qualitative
from hcclog.domain.sources import Source, SourceKind
from hcclog.entry.clerk import Clerk
from hcclog.entry.labs import read_laboratory
from hcclog.entry.paste.choices import Comma, Settler
from hcclog.entry.paste.layout import Meaning, Subject
from hcclog.entry.paste.reading import needs_unit, read_words
from hcclog.entry.paste.standing import Standings
from hcclog.entry.preferences import DateOrder
from hcclog.exchange.hl7_v2.message import Segment
from hcclog.exchange.hl7_v2.naming import Named, named_test
from hcclog.exchange.hl7_v2.observation import Observation
from hcclog.exchange.hl7_v2.person import Person
from hcclog.exchange.hl7_v2.settling import Found, order_words
from hcclog.exchange.hl7_v2.values import NotTaken, day_words, value_words
from hcclog.logbook import Logbook

_TEST, _UNIT, _RANGE, _METHOD = 3, 6, 7, 17
_UNIT_PARTS = (1, 2, 4, 5)
_FINAL, _CORRECTED = "F", "C"
_NOT_TAKEN = {
    "P": "It is preliminary; the final one is awaited.",
    "R": "It is entered and not verified; the final one is awaited.",
    "I": "Its specimen is in the laboratory; the result is awaited.",
    "S": "It is partial; the final one is awaited.",
    "X": "The laboratory could not obtain it.",
    "D": "The laboratory took it back; look whether it stands in the record.",
    "W": "The laboratory says it was posted wrongly; look whether it stands in the record.",
    "N": "Nobody asked for it.",
    "O": "It describes the order and is no result.",
    "U": "It became final without being sent again.",
}


class ResultReader:
    """Reads the results of one patient, as the record stood when it was made."""

    def __init__(self, book: Logbook, person: Person, document: str) -> None:
        """Take whose results follow, and the name of the file that they come from."""
        record = book.patient(person.patient_id)
        if record is None:
            raise Refused(f"{person.code} is no longer in the store.")
        # The store is asked once for each test and not for each result.
        ranges = cache(book.last_range)
        today, new_id = book.stamp().today, book.store.new_id
        self._clerk = Clerk(record, today, new_id, last_range=ranges)
        self._standings = Standings(self._clerk)
        self._code = person.code
        self._document = document

    def found(self, each: Observation) -> Found:
        """Return what an observation says.

        Raises:
            NotTaken: It is no result, not yet, or of a test that no record holds.
            Refused: It cannot be read.
        """
        _refuse_status(each.status)
        named = named_test(each.obx, _TEST)
        if not named.code:
            raise NotTaken("The catalogue knows no such test.")
        doubts = [named.doubt, _specimen_doubt(each.specimen, named)]
        if not each.status:
            doubts.append("OBX-11 is empty, so nothing says that it is final.")
        lab, doubt = self._read(each, named)
        lab = self._with_surroundings(lab, each)
        return Found(
            each.place,
            self._code,
            lab,
            order=each.order,
            is_correction=each.status == _CORRECTED,
            doubts=tuple(said for said in (*doubts, doubt) if said),
            standing=self._standings.judged(lab),
            of_day=tuple(self._standings.of_day(lab)),
        )

    def _read(self, each: Observation, named: Named) -> tuple[LabResult, str]:
        """Return the result, and what is to be said of a range that is none."""
        unit = _unit_words(each.obx, named.code)
        words = {
            Meaning.DATE: day_words(each.times),
            Meaning.NAME: named.code,
            Meaning.VALUE: value_words(each.obx),
            Meaning.UNIT: unit,
            Meaning.REFERENCE: each.obx.whole(_RANGE).removesuffix(unit).strip(),
        }
        settler = Settler(DateOrder.ASK, Comma.ASK, words[Meaning.DATE])
        reading, doubt = read_words(self._clerk, Subject.LABS, words, settler), ""
        if set(reading.refusals) == {Meaning.REFERENCE}:
            doubt = f"Its range {words[Meaning.REFERENCE][:40]!r} cannot be read and is left away."
            plain = {**words, Meaning.REFERENCE: ""}
            reading = read_words(self._clerk, Subject.LABS, plain, settler)
        if needs_unit(reading):
            raise Refused("It has no unit: OBX-6 is empty.", "unit")
        if reading.entity is None:
            raise Refused(" ".join(reading.refusals.values()))
        in_words = reading.entity.qualitative is not None
        is_usual_word = in_words and read_qualitative(words[Meaning.REFERENCE]) is not None
        return reading.entity, "" if is_usual_word else doubt

    def _with_surroundings(self, lab: LabResult, each: Observation) -> LabResult:
        place = f"{each.place}{order_words(each.order)}"
        lab = replace(
            lab,
            laboratory=read_laboratory(each.laboratory),
            assay=" ".join((each.obx.text(_METHOD, 2) or each.obx.text(_METHOD)).split()),
            note=" ".join(" ".join(each.notes).split()),
            source=Source(SourceKind.IMPORTED, self._document, place),
        )
        check_texts(lab)
        return lab


def _refuse_status(status: str) -> None:
    if status in {"", _FINAL, _CORRECTED}:
        return
    raise NotTaken(_NOT_TAKEN.get(status, f"Its status {status[:10]!r} in OBX-11 is not known."))


def _specimen_doubt(specimen: str, named: Named) -> str:
    """Return what is to be said of a specimen that is neither blood nor urine.

    Raises:
        NotTaken: The test of this name is followed in another specimen.
    """
    test = analytes.analyte(named.code)
    usual = "urine" if "urine" in test.specimen else "blood"
    if specimen in {"", usual}:
        return ""
    if specimen in {"urine", "blood"}:
        raise NotTaken(f"Its specimen is {specimen}; {test.short} is followed in {test.specimen}.")
    return f"Its specimen is called {specimen[:40]!r}; {test.short} is of {test.specimen}."


def _unit_words(obx: Segment, code: str) -> str:
    """Return the unit in the spelling that the catalogue knows for the test, else the first."""
    test = analytes.analyte(code)
    said = [text for part in _UNIT_PARTS if (text := obx.text(_UNIT, part))]
    if said[:1] == ["10"]:
        # 10^9/L, sent as it is printed: its sign parts the field, and a bare 10 is no unit.
        said.insert(0, "^".join(said[:2]))
    known = (text for text in said if analytes.find_unit_for(test, text) in test.units)
    return next(known, said[0] if said else "")
