"""Tell what kind of file one is, by what is in it and never by its name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.kinds import KINDS, Kind
from hcclog.exchange.incoming.plain_files import check_plain, plain_files, reason_of

_HEAD = 65_536
_DICOM_AT = 128
_MARKS = ("\ufeff", "\x0b")
_OWN_SHEET = 'name="about_hcclog"'  # stays when a spreadsheet saves it
_OLE = b"\xd0\xcf\x11\xe0"
_FOREIGN = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
    (b"\x80\x04", "a pickle"),
    (_OLE, "an older workbook or document; save it as .xlsx"),
)


def kind_of(path: Path) -> Kind:
    """Return what kind of file lies at a path.

    Raises:
        Refused: It cannot be opened, is empty, or is none that is read.
    """
    check_plain(path)
    if path.is_dir():
        return KINDS[_kind_of_folder(path)]
    head = _head(path)
    for mark, words in _FOREIGN:
        if head.startswith(mark):
            raise Refused(f"{path.name} is {words}. {taken()}")
    if head[_DICOM_AT : _DICOM_AT + 4] == b"DICM":
        return KINDS["dicom-sr"]
    if head.startswith(b"PK\x03\x04"):
        return KINDS["xlsx" if _is_own_workbook(path) else "labs"]
    if head.startswith(b"HEADER RECORD*******"):
        return KINDS["sdtm"]
    return KINDS[_kind_of_text(_decoded(head))]


def _kind_of_folder(path: Path) -> str:
    """Return ``fhir`` for a folder of bundles; trial data are the other thing that is a folder."""
    first = next(iter(plain_files(path, "*.json")), None)
    is_fhir = first is not None and _kind_of_text(_decoded(_head(first))) == "fhir"
    return "fhir" if is_fhir else "sdtm"


def taken() -> str:
    """Return a sentence on what is read."""
    return f"Read are: {'; '.join(kind.words for kind in KINDS.values())}."


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None
    if not head.strip():
        raise Refused(f"{path.name} is empty.")
    return head


def _decoded(head: bytes) -> str:
    """Return the letters well enough to tell the kind; how they are read is decided later."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace")
    return text.lstrip("".join(_MARKS)).lstrip()


def _is_own_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as file:
            return _OWN_SHEET in file.read(_HEAD).decode("utf-8", "replace")
    except (KeyError, OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return False


def _kind_of_text(text: str) -> str:
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("hl7", re.compile(r"(MSH|FHS|BHS)[^\w\s]").match),
        ("jsonl", re.compile(r'\{"hcclog":').match),
        ("fhir", re.compile(r'\{.*"resourceType"\s*:', re.DOTALL).match),
        ("sdtm", re.compile(r"\{.*datasetJSONVersion", re.DOTALL).match),
        ("sdtm", re.compile(r'"?(STUDYID|DOMAIN)"?[,;\t]').match),
    )
    return next((name for name, found in tests if found(text)), "labs")
