"""Outside judges of workbooks: LibreOffice, which opens, saves and prints them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from judging import CHECKOUT, Judged, is_here, ran

_GET = "wants LibreOffice (apt-get install libreoffice-calc)"
_NOTHING = ". Nothing is written."


def judge_workbook(exports: Path, tools: Path) -> Iterator[Judged]:
    """Yield what becomes of a workbook that LibreOffice saved anew: nothing may differ."""
    if not is_here("soffice"):
        yield Judged("LibreOffice Calc", "", None, _GET)
        return
    status, version = _soffice(tools, "--version")
    book = next(iter(sorted(exports.glob("xlsx*"))))
    saved = tools / "saved"
    for kind in ("xlsx", "pdf"):
        status, told = _soffice(tools, "--convert-to", kind, "--outdir", str(saved), str(book))
        made = sorted(saved.glob(f"*.{kind}"))
        if status or not made:
            yield Judged("LibreOffice Calc", version, is_good=False, said=told.strip())
            return
    again = next(iter(sorted(saved.glob("*.xlsx"))))
    store = ["--store", str(tools / "workbook.db")]
    faults = [*_imported(book, store, ". Written as one step."), *_imported(again, store, _NOTHING)]
    said = "the workbook it saved anew differs in nothing"
    yield Judged("LibreOffice Calc", version, not faults, said, tuple(faults))


def _imported(path: Path, store: list[str], end: str) -> Iterator[str]:
    """Import a workbook; yield what was said where it did not end as it should."""
    status, told = ran([sys.executable, "-m", "hcclog", "import", str(path), *store], CHECKOUT)
    if status or end not in told:
        yield from told.splitlines()


def _soffice(tools: Path, *words: str) -> tuple[int, str]:
    profile = f"-env:UserInstallation=file://{tools / 'office'}"
    status, told = ran(["soffice", "--headless", profile, *words], tools)
    return status, next((line for line in told.splitlines() if line.startswith("Libre")), told)
