"""A file that points elsewhere is read alone: nothing else is opened, started or fetched."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from hcclog.commands.base import Add
from tests.books import a_patient, new_book
from tests.children import run
from tests.exchange.bad_inputs.test_any_kind import BUILT, XXE
from tests.exchange.bad_inputs.test_archives import PARTS, declared, repacked
from tests.exchange.bad_inputs.watched import read_and_tell

FETCHED = "http://127.0.0.1:9/x"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" TargetMode="External" Target="{}" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"/></Relationships>'
)
BUNDLE = """{{"resourceType": "Bundle", "type": "collection", "entry": [
 {{"fullUrl": "{0}", "resource": {{"resourceType": "DiagnosticReport", "status": "final",
  "code": {{"text": "x"}}, "presentedForm": [{{"url": "{0}"}}]}}}},
 {{"resource": {{"resourceType": "Binary", "contentType": "text/plain", "id": "{0}"}}}}]}}"""
RESULT = (
    "MSH|^~\\&|LAB|H|HCC|H|20240105||ORU^R01|1|P|2.5\r"
    "PID|1||P-1\rOBR|1|||AFP\rOBX|1|RP|AFP||{}^x^image||||||F|||20240105\r"
)


def hostile(good: dict[str, bytes], elsewhere: str) -> dict[str, bytes]:
    """Return files that point to another one."""
    entity = f'<!DOCTYPE l [<!ENTITY a SYSTEM "{elsewhere}">]>'.encode()
    links = {"xl/_rels/workbook.xml.rels": RELATIONS.format(elsewhere).encode()}
    files = {f"{n}.xlsx": declared(good["xlsx"], name, entity) for n, name in enumerate(PARTS)}
    return files | {
        "links.xlsx": repacked(good["xlsx"], links),
        "bundle.json": BUNDLE.format(elsewhere).encode(),
        "result.hl7": RESULT.format(elsewhere).encode(),
        "tr.csv": f'STUDYID,DOMAIN,USUBJID,TRTESTCD\nS,TR,"{elsewhere}",LDIAM\n'.encode(),
        "labs.csv": f'patient,date,test,value\n"{elsewhere}",2024,"@{elsewhere}",1\n'.encode(),
        "dump.jsonl": f'{{"hcclog": "dump", "schema": "{elsewhere}"}}\n'.encode(),
        "entity.xml": XXE.replace(b"file:///etc/passwd", elsewhere.encode()),
        "built.yaml": BUILT.replace(b"true", f"cat {elsewhere}".encode()),
    }


@pytest.mark.catalogue("G-03", "I-12", "I-15", "I-16")
@pytest.mark.parametrize("where", ["a file", "the network"])
def test_nothing_else_is_opened(good: dict[str, bytes], tmp_path: Path, where: str) -> None:
    canary = tmp_path / "canary"
    canary.write_text("nobody chose this file", encoding="utf-8")
    for name, content in hostile(good, canary.as_uri() if where == "a file" else FETCHED).items():
        folder = tmp_path / "sent" / name
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content)
    store = tmp_path / "kept" / "store.db"
    store.parent.mkdir()
    with closing(new_book(store)) as book:
        book.do(Add((a_patient("P-1"),)))
    own = tmp_path / "own"
    own.mkdir()
    status, told = run(read_and_tell, store, tmp_path / "sent", own)
    assert (status, told.split()) == (0, ["read"])


def test_the_watch_sees_what_is_opened(tmp_path: Path) -> None:
    """A test that found nothing because it could see nothing would say the same."""
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "x.csv").symlink_to(tmp_path / "canary")
    (tmp_path / "canary").write_text("patient\n", encoding="utf-8")
    store = tmp_path / "store.db"
    new_book(store).close()
    status, told = run(read_and_tell, store, tmp_path / "sent", tmp_path / "own")
    assert status == 0
    assert str(tmp_path / "canary") in told.split()
