"""An edited workbook to a plan: what differs from the record, line by line, and one command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.entry.questions.find import questions
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from hcclog.exchange.incoming.trial import import_of, trial
from hcclog.exchange.progress import Advance
from hcclog.exchange.workbook.base import Base
from hcclog.exchange.workbook.columns import sheet_of
from hcclog.exchange.workbook.comparing import Comparison, Found
from hcclog.exchange.workbook.drafts import Draft, sketch
from hcclog.exchange.workbook.opening import Opened, RawRow, open_workbook
from hcclog.exchange.workbook.tables import ABOUT, LAYOUT
from hcclog.logbook import Logbook

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST_NAMED = 3


def read(path: Path, book: Logbook, _wish: Wish, advanced: Advance) -> Plan:
    """Compare a workbook with the records that it is of; nothing is written.

    Raises:
        Refused: It is no workbook that hcclog wrote, or its sheets are laid out otherwise.
        Cancelled: A person gave up.
    """
    opened = open_workbook(path, advanced)
    if opened.about.get("layout") != LAYOUT:
        raise Refused(f"{path.name}, sheet {ABOUT}: its layout is not that of this hcclog.")
    return _Reading(path.name, book, opened).plan(advanced)


@dataclass(slots=True)
class _Reading:
    """One workbook on its way to a plan.

    Attributes:
        unsure: Sheets with a row that belongs to no entry for certain.
    """

    document: str
    book: Logbook
    opened: Opened
    found: list[Found] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)

    def plan(self, advanced: Advance) -> Plan:
        """Return the plan."""
        base = Base.of(self.book, self.opened.about)
        by_patient = self._by_patient()
        for n, (patient_id, drafts) in enumerate(by_patient.items()):
            advanced(n, len(by_patient))
            self.found.extend(self._patient(patient_id, drafts, base))
        self._try_out(advanced)
        lines = [each.line for each in self.found]
        notes = (*self.opened.notes, *self._notes(base, len(by_patient)))
        return Plan(self.document, lines, self._command(), notes)

    def _by_patient(self) -> dict[str, list[Draft]]:
        """Return the rows by the id of their patient, parents before children."""
        order = {noun.table: n for n, noun in enumerate(NOUNS)}
        rows = sorted(self.opened.rows, key=lambda row: (order[row.noun.table], row.number))
        codes: dict[str, str] = {}
        seen: dict[str, RawRow] = {}
        grouped: dict[str, list[Draft]] = {}
        for row in rows:
            draft = Draft(row, row.text("id") or self.book.store.new_id(), not row.text("id"))
            why = self._id_fault(draft, seen) or self._claim(draft, codes)
            patient_id = codes.get(_code(row), "")
            if why:
                self.found.append(Found(Line(row.place, "", Verdict.REFUSED, why, _code(row))))
                # Whose row it was is not certain, so no entry of this sheet counts as gone.
                self.unsure.add(row.sheet)
                continue
            grouped.setdefault(patient_id, []).append(draft)
        return grouped

    def _id_fault(self, draft: Draft, seen: dict[str, RawRow]) -> str:
        """Return why an id cannot stand; empty where it can."""
        if not _ID.fullmatch(draft.id):
            return f"“{draft.id[:40]}” is no id; leave the id of a new row empty."
        if draft.id in seen:
            return f"its id stands in {seen[draft.id].place} too; leave the id of a new row empty."
        seen[draft.id] = draft.row
        return ""

    def _claim(self, draft: Draft, codes: dict[str, str]) -> str:
        """Learn whose row it is; return why that is not certain."""
        row, code = draft.row, _code(draft.row)
        if not code:
            return "the patient's code is needed here."
        if draft.table == "patient":
            return self._claim_patient(draft, codes)
        if code not in codes:
            stored = self._renamed(row) or self.book.find(code)
            if stored is None:
                return f"no patient is called “{code}”, in the workbook or in the store."
            codes[code] = stored
        if row.text("patient_id") not in {"", codes[code]}:
            return (
                f"its patient_id is not that of {code}. A value is moved to another patient by "
                "taking it out here and adding it there."
            )
        return ""

    def _claim_patient(self, draft: Draft, codes: dict[str, str]) -> str:
        code, there = _code(draft.row), self.book.find(_code(draft.row))
        if code in codes:
            return f"a patient {code} stands here twice."
        if draft.is_new and there is not None:
            draft.id = there
        codes[code] = draft.id
        return ""

    def _renamed(self, row: RawRow) -> str | None:
        """Return the patient of a row that still has the code from before a change of it."""
        record = self.book.patient(row.text("patient_id")) if row.text("patient_id") else None
        is_old = record is not None and record.patient.code == _code(row)
        return row.text("patient_id") if is_old else None

    def _patient(self, patient_id: str, drafts: list[Draft], base: Base) -> Iterator[Found]:
        stored = self.book.patient(patient_id)
        if stored is not None and self.opened.about.get("de-identified") == "yes":
            raise Refused(
                f"{self.document} is de-identified; it does not go back into a record that exists."
            )
        here = self._read(drafts, patient_id, stored)
        if here is None:
            yield from (_unread(draft) for draft in drafts)
            return
        certain = self.opened.sheets - self.unsure
        comparison = Comparison(self.document, here, stored, base, certain)
        clerk = self._clerk(here)
        for found in comparison.compare(drafts):
            yield _asked(clerk, found)

    def _read(
        self, drafts: list[Draft], patient_id: str, stored: PatientRecord | None
    ) -> PatientRecord | None:
        """Read the rows, those first whose dates stand as the workbook writes them."""
        for draft in drafts:
            draft.read()
        patient = stored.patient if stored else None
        here = sketch(drafts, patient_id, patient)
        unread = [draft for draft in drafts if draft.faults]
        for record in (stored, here):
            for draft in unread:
                if draft.faults and record is not None:
                    draft.read(self._clerk(record))
        return sketch(drafts, patient_id, patient) if unread else here

    def _clerk(self, record: PatientRecord) -> Clerk:
        today = self.book.stamp().today
        return Clerk(
            record,
            today,
            self.book.store.new_id,
            last_range=self.book.last_range,
            namesakes=self.book.namesakes,
        )

    def _try_out(self, advanced: Advance) -> None:
        """Let the checks of the commands look at everything, as it would be written."""
        kinds = (Add, Amend, Retract)
        places = [
            n for kind in kinds for n, each in enumerate(self.found) if isinstance(each.step, kind)
        ]
        steps = [step for n in places if (step := self.found[n].step) is not None]
        if not steps:
            return
        for n, objection in zip(places, trial(self.book, steps, advanced), strict=True):
            if objection is not None:
                line = self.found[n].line
                verdict = Verdict.REFUSED if objection.is_final else Verdict.ASKED
                if objection.sentence not in line.why:
                    line = replace(line, why=f"{line.why} {objection.sentence}".strip())
                self.found[n] = replace(self.found[n], line=replace(line, verdict=verdict))

    def _command(self) -> Import | None:
        """Return what writes all that was not refused, which was tried out together."""
        taken = [each for each in self.found if each.line.verdict is not Verdict.REFUSED]
        steps = [each.step for each in taken if each.step is not None]
        if not steps:
            return None
        return import_of(self.document, steps)

    def _notes(self, base: Base, n_patients: int) -> Iterator[str]:
        if base.revision is None:
            yield "It was not written from this store, so a row that is missing takes nothing out."
        missing = [sheet_of(n) for n in NOUNS if sheet_of(n) not in self.opened.sheets]
        if missing:
            more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
            named = ", ".join(missing[:_MOST_NAMED])
            yield f"Sheets are missing ({named}{more}); what stands in the record there stays."
        if self.unsure:
            named = ", ".join(sorted(self.unsure))
            yield f"Rows are refused ({named}), so a row that is missing there takes nothing out."
        written = self.opened.about.get("patients", "")
        if written.isdecimal() and int(written) > n_patients:
            yield (
                f"It was written with {written} patients, and {n_patients} are in it now. "
                "A workbook takes no patient out."
            )


def _code(row: RawRow) -> str:
    return row.text("code" if row.noun.table == "patient" else "patient")


def _unread(draft: Draft) -> Found:
    faults = " ".join(f"column {fault.column}: {fault.sentence}" for fault in draft.faults)
    why = faults or "its patient cannot be read."
    return Found(Line(draft.row.place, "", Verdict.REFUSED, why, _code(draft.row)))


def _asked(clerk: Clerk, found: Found) -> Found:
    """Ask about what a person typed; what another store holds was asked about there."""
    step = found.step
    if not found.is_typed or not isinstance(step, Add | Amend):
        return found
    entities = step.entities if isinstance(step, Add) else (step.entity,)
    doubts = " ".join(question.sentence for question in questions(clerk, entities))
    if not doubts:
        return found
    why = " ".join(part for part in (found.line.why, doubts) if part)
    return replace(found, line=replace(found.line, verdict=Verdict.ASKED, why=why))
