"""Messages of a laboratory, as hospital systems send them."""

from __future__ import annotations

from pathlib import Path

HEADER = r"MSH|^~\&|LAB|City Hospital|EHR||20240106101500||ORU^R01^ORU_R01|17|P|2.5.1"
PID = "PID|1||P-1^^^HOSP^MR||Wang^Li||19600101|F"
OBR = "OBR|1||F-123|PANEL^Tumour markers^L|||20240105083000"
AFP = "OBX|{n}|{kind}|1834-1^AFP^LN||{value}|ng/mL^ng/mL^UCUM|0-7||||{status}|||20240105"


def afp(value: str = "5.51", kind: str = "NM", status: str = "F", n: int = 1) -> str:
    """Return a segment with an AFP result of 5 January 2024."""
    return AFP.format(value=value, kind=kind, status=status, n=n)


def message(*results: str, header: str = HEADER, pid: str = PID, obr: str = OBR) -> str:
    """Return a message with these results."""
    return "\r".join(part for part in (header, pid, obr, *results) if part) + "\r"


def written(folder: Path, content: str | bytes, name: str = "labs.hl7") -> Path:
    """Write a file and return where it lies."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
