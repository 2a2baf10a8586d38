"""A good file of every kind that is read, to be damaged, and what a reader made of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.kinds import KINDS, Wish
from hcclog.exchange.incoming.plan import Plan
from hcclog.exchange.incoming.telling import kind_of
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.ordering import order_from
from hcclog.exchange.progress import unseen
from hcclog.logbook import Logbook
from tests.exchange.dicom.files import bytes_of
from tests.exchange.dicom.reports import a_group, a_number, a_report
from tests.exchange.fhir.observations import an_observation, quantity
from tests.exchange.hl7_v2.messages import PID, afp, message

PATIENT = "example-01"
CASE = "zhang-2024"
TOLD = "told by its content"
LABS = f"patient,date,test,value,unit\n{PATIENT},2024-03-01,AFP,5.51,ng/mL\n"
NAMES = {
    "labs": "labs.csv",
    "hl7": "labs.hl7",
    "fhir": "bundle.json",
    "xlsx": "book.xlsx",
    "sdtm": "dm.csv",
    "dicom-sr": "sr.dcm",
    "jsonl": "dump.jsonl",
}


@dataclass(frozen=True)
class Seen:
    """What became of a file: a plan, or the sentence of a refusal."""

    plan: Plan | None
    sentence: str


def looked_at(path: Path, kind: str, book: Logbook, patient: str = "") -> Seen:
    """Read a file as the command line does; nothing is written, whatever comes of it."""
    before = book.revision
    try:
        chosen = kind_of(path) if kind == TOLD else KINDS[kind]
        plan = chosen.reader()(path, book, Wish(patient=patient), unseen)
    except Refused as refusal:
        seen = Seen(None, refusal.sentence)
    else:
        seen = Seen(plan, "")
    assert book.revision == before
    assert _is_clear(seen)
    return seen


def _is_clear(seen: Seen) -> bool:
    if seen.plan is None:
        return bool(seen.sentence.strip()) and "\n" not in seen.sentence
    return all(line.place and (line.reading or line.why) for line in seen.plan.lines)


def good_files(book: Logbook, folder: Path) -> dict[str, bytes]:
    """Return a file of every kind, of patients that a store has."""
    return {
        "labs": LABS.encode(),
        "hl7": a_message(),
        "fhir": _exported(book, folder, "fhir"),
        "xlsx": _exported(book, folder, "xlsx"),
        "sdtm": f"STUDYID,DOMAIN,USUBJID,SUBJID,SEX\nS,DM,S-1,{PATIENT},U\n".encode(),
        "dicom-sr": bytes_of(a_report(a_group("T1", numbers=[a_number("40")]))),
        "jsonl": _exported(book, folder, "jsonl"),
    }


def a_message(value: str = "5.51", on: str = "20240105") -> bytes:
    """Return a message with one result of the patient."""
    result = afp(value).replace("20240105", on)
    return message(result, pid=PID.replace("P-1", PATIENT)).encode()


def an_observation_file(on: str = "2021-10-14", **value: object) -> bytes:
    """Return an Observation as a file of its own; who it is of, a person says."""
    quantified = quantity(value.get("value", "@"))
    text = json.dumps(an_observation(effectiveDateTime=on, valueQuantity=quantified))
    return text.encode()


def _exported(book: Logbook, folder: Path, name: str) -> bytes:
    order = order_from(book, [book.find(CASE) or ""], is_everybody=False)
    written = deliver(FORMATS[name], order, folder / f"good-{name}")
    (path,) = written.paths
    return path.read_bytes()
