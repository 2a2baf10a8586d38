"""What holds for every file that a reader is given, and good files to begin a search with."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.domain.response import Criteria
from hcclog.entry.paste.decoding import letters_of
from hcclog.entry.paste.html_table import block_from_html
from hcclog.entry.paste.layout import Subject
from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.evaluate import OUT_COLUMNS, evaluate_table
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.incoming.rehearsing import refusal_of
from hcclog.logbook import Logbook
from tests.entry.paste.clerks import a_clerk as a_paste_clerk
from tests.entry.paste.clerks import read as read_block
from tests.exchange.bad_inputs.good_files import Seen, looked_at
from tests.exchange.bad_inputs.test_any_bytes import facts_or_sentence
from tests.exchange.test_evaluate import HEADER, WORKSHEET
from tests.fuzz.laws import Law, check_sentence, text_of
from tests.fuzz.target import Target

BETWEEN = b"\x1e"
TABLES = ("dm.csv", "tu.csv", "tr.csv", "rs.csv", "lb.csv", "supptu.csv", "relrec.csv")


def check_seen(seen: Seen, book: Logbook) -> None:
    """Whatever is refused is said in a sentence, and what is taken can be written."""
    if seen.plan is None:
        check_sentence(seen.sentence)
        return
    for line in seen.plan.lines:
        if line.verdict is Verdict.REFUSED:
            check_sentence(line.why)
    if isinstance(seen.plan.command, Import):
        refused = refusal_of(book, seen.plan.command)
        assert refused is None or refused[1]


def file_law(kind: str, book: Logbook, path: Path, patient: str = "") -> Law:
    """Return the law of a kind of file: a plan that can be written, or a refusal."""

    def law(data: bytes) -> None:
        path.write_bytes(data)
        check_seen(looked_at(path, kind, book, patient), book)

    return law


def study_law(book: Logbook, folder: Path) -> Law:
    """Return the law of the tables of a trial, which stand after one another in the bytes."""

    def law(data: bytes) -> None:
        for each in folder.iterdir():
            each.unlink()
        for name, content in zip(TABLES, data.split(BETWEEN), strict=False):
            if content:
                (folder / name).write_bytes(content)
        check_seen(looked_at(folder, "sdtm", book), book)

    folder.mkdir(exist_ok=True)
    return law


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name."""
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a workbook of parts."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def workbook_target(kind: str, workbook: bytes, book: Logbook, path: Path) -> Target:
    """Return a target whose first byte names the part of a workbook that the rest stands for."""
    parts = parts_of(workbook)
    names = list(parts)
    whole = file_law(kind, book, path)

    def law(data: bytes) -> None:
        name = names[data[0] % len(names)] if data else names[0]
        whole(packed(parts | {name: data[1:]}))

    return Target(law, [bytes([n]) + parts[name] for n, name in enumerate(names)])


def image_law(path: Path) -> Law:
    """Return the law of an image: facts, or a refusal."""

    def law(data: bytes) -> None:
        path.write_bytes(data)
        found = facts_or_sentence(path)
        if isinstance(found, str):
            check_sentence(found)
            return
        thickness = found.slice_thickness_mm
        assert thickness is None or (thickness.is_finite() and thickness > 0)

    return law


def evaluate_law(folder: Path) -> Law:
    """Return the law of a table of lesions: answers to all of it, or none and a sentence."""
    source, out = folder / "lesions.csv", folder / "out.csv"

    def law(data: bytes) -> None:
        source.write_bytes(data)
        out.unlink(missing_ok=True)
        try:
            evaluate_table(source, (Criteria.RECIST_1_1, Criteria.MRECIST), out)
        except BadTable as refused:
            check_sentence(str(refused))
            assert not out.exists()
        else:
            assert out.read_text(encoding="utf-8").startswith(",".join(OUT_COLUMNS))
        assert {each.name for each in folder.iterdir()} <= {source.name, out.name}

    return law


def paste_law(data: bytes) -> None:
    """A pasted block is previewed, cell by cell, or refused."""
    subject = Subject.LESIONS if data[:1] == b"s" else Subject.LABS
    text = text_of(data[1:])
    try:
        if data[:1] == b"h":
            block_from_html(text)
        for each in letters_of(data[1:], "labs.csv"):
            assert isinstance(each.text, str)
        preview = read_block(a_paste_clerk(), text, subject=subject)
    except Refused as refusal:
        check_sentence(refusal.sentence)
        return
    for result in preview.results:
        assert (result.entity is None) <= bool(result.sentence or preview.fault)
        if result.sentence:
            check_sentence(result.sentence)


def table_targets(folder: Path) -> dict[str, Target]:
    """Return the tables that need no store."""
    blocks = ("date\tAFP\tALT\n2024-03-01\t5,51\t31\n", "AFP 5.51 ng/mL\nALT 31 U/L\n")
    pasted = [b"l" + each.encode() for each in blocks]
    page = b"h<table><tr><td>date<td>AFP<tr><td>2024-03-01<td>5.51</table>"
    (folder / "evaluate").mkdir(exist_ok=True)
    return {
        "lesions": Target(
            evaluate_law(folder / "evaluate"), [f"{HEADER}\n{WORKSHEET}".encode(), HEADER.encode()]
        ),
        "paste": Target(paste_law, [*pasted, page, b"sdate\tT1\tT2\n2026-05-18\t42.0\t18x12\n"]),
    }
