"""Every reader of what comes from outside, with the law that holds for it and good inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import openpyxl

from hcclog.logbook import Logbook
from tests.exchange.bad_inputs.good_files import (
    LABS,
    NAMES,
    PATIENT,
    a_message,
    an_observation_file,
)
from tests.exchange.dicom.files import DEFLATED, an_image, bytes_of
from tests.exchange.dicom.reports import CM, SHORT, a_group, a_number, a_report
from tests.exchange.dump.dumps import dump
from tests.exchange.hl7_v2.messages import PID, afp, message
from tests.exchange.sdtm.exports import export
from tests.exchange.workbook.workbooks import written
from tests.fuzz.file_laws import (
    BETWEEN,
    TABLES,
    file_law,
    image_law,
    study_law,
    table_targets,
    workbook_target,
)
from tests.fuzz.laws import ENTRY_LAWS, TEXT_LAWS
from tests.fuzz.settings_laws import settings_targets
from tests.fuzz.target import Target
from tests.fuzz.words import DATES, NUMBERS, UNITS

_WORDS: dict[str, Sequence[str]] = {"number": NUMBERS, "diameter": NUMBERS, "unit": UNITS}


def text_target(name: str) -> Target:
    """Return a reader of texts."""
    words = _WORDS.get(name, (*DATES, *NUMBERS) if "date" in name else (*NUMBERS, *UNITS, *DATES))
    led = name == "date" or name.startswith("field-")
    return Target(TEXT_LAWS[name], [b"d"[:led] + each.encode() for each in words])


def one_of(targets: Mapping[str, Target]) -> Target:
    """Return readers as one, whose first byte names the reader that the rest is for."""
    parts = list(targets.values())

    def law(data: bytes) -> None:
        if data:
            parts[data[0] % len(parts)].law(data[1:])

    return Target(law, [bytes([n]) + seed for n, each in enumerate(parts) for seed in each.seeds])


def all_targets(book: Logbook, folder: Path) -> dict[str, Target]:
    """Return every reader by name; the store has one patient with sizes, of code `PATIENT`."""
    texts = {name: text_target(name) for name in TEXT_LAWS}
    fields = {name: texts.pop(name) for name in ENTRY_LAWS}
    kept = {"fields": one_of(fields), "settings": one_of(settings_targets(folder))}
    return texts | kept | table_targets(folder) | file_targets(book, folder)


def file_targets(book: Logbook, folder: Path) -> dict[str, Target]:
    """Return the readers of files that are compared with a store."""
    made = folder / "made"
    made.mkdir(exist_ok=True)
    own = dump(book, made / "dump.jsonl", PATIENT).read_bytes()
    tables = _tables(book, made / "sdtm")
    report = a_report(a_group("T1", numbers=[a_number("40"), a_number("2.1", SHORT, CM)]))
    seeds: dict[str, list[bytes]] = {
        "labs": [LABS.encode(), LABS.replace(",", ";").replace("5.51", "5,51").encode()],
        "hl7": [a_message(), _second_message()],
        "fhir": [an_observation_file(value=5.51), _bundle(book, made)],
        "jsonl": [own],
        "dicom-sr": [bytes_of(report), bytes_of(report, DEFLATED)],
        "sdtm": [tables["tr.csv"], tables["dm.json"], *(tables[name] for name in _TRANSPORTS)],
    }
    beside = {"fhir": PATIENT}
    found = {
        name: Target(file_law(name, book, folder / NAMES[name], beside.get(name, "")), kept)
        for name, kept in seeds.items()
    }
    found["study"] = Target(
        study_law(book, folder / "study"), [BETWEEN.join(tables[name] for name in TABLES)]
    )
    images = [bytes_of(an_image()), bytes_of(an_image(), DEFLATED)]
    found["image"] = Target(image_law(folder / "image.dcm"), images)
    found["labs-xlsx"] = workbook_target("labs", _lab_workbook(), book, folder / "labs.xlsx")
    workbook = written(book, made).read_bytes()
    found["xlsx"] = workbook_target("xlsx", workbook, book, folder / "own.xlsx")
    return found


_TRANSPORTS = ("dm.xpt", "tr.xpt")


def _tables(book: Logbook, folder: Path) -> dict[str, bytes]:
    export(book, folder, PATIENT)
    tables = {path.name: path.read_bytes() for path in folder.iterdir()}
    columns = '{"columns":[{"name":"STUDYID"},{"name":"DOMAIN"},{"name":"USUBJID"},'
    dataset = f'{columns}{{"name":"SUBJID"}}],"rows":[["S","DM","S-1","{PATIENT}"]],'
    tables["dm.json"] = f'{dataset}"datasetJSONVersion":"1.1.0"}}'.encode()
    return dict.fromkeys(TABLES, b"") | tables


def _bundle(book: Logbook, folder: Path) -> bytes:
    from hcclog.exchange.outgoing.deliver import deliver
    from hcclog.exchange.outgoing.formats import FORMATS
    from hcclog.exchange.outgoing.ordering import order_from

    order = order_from(book, [book.find(PATIENT) or ""], is_everybody=False)
    (path,) = deliver(FORMATS["fhir"], order, folder / "bundle.json").paths
    return path.read_bytes()


def _second_message() -> bytes:
    results = (afp("^<^0.8", "SN"), afp("neg", "ST", n=2), afp("POS^positive", "CWE", n=3))
    return message(*results, pid=PID.replace("P-1", PATIENT)).encode()


def _lab_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(("patient", "date", "test", "value", "unit"))
    book.active.append((PATIENT, "2024-03-01", "AFP", 5.51, "ng/mL"))
    book.active.append((PATIENT, "2024-03-02", "ALT", "<5", "U/L"))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
