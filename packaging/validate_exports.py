"""Let outside validators judge what hcclog exports.

``.venv/bin/python packaging/validate_exports.py`` asks all, ``... fhir`` those of one format.
The three published cases go out in every format into a temporary folder. Validators of npm are
installed there by their names; those of Debian are used where they are, and it is said how to get
the others. One line a validator; the status is 1 where any of them found a fault.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from judge_dicom import judge_dicom
from judge_fhir import judge_fhir
from judge_pdf import judge_pdf
from judge_sdtm import judge_sdtm
from judge_workbook import judge_workbook
from judging import CHECKOUT, Judge, Judged, ran

# Another format is judged by one more function here; each is in a file of its own.
JUDGES: dict[str, Judge] = {
    "dicom-sr": judge_dicom,
    "fhir": judge_fhir,
    "pdf": judge_pdf,
    "sdtm": judge_sdtm,
    "xlsx": judge_workbook,
}


def main(names: list[str]) -> int:
    """Judge the formats that are named, or all; return the exit status."""
    unknown = sorted(set(names) - set(JUDGES))
    if unknown:
        print(f"There is no judge of {unknown[0]}; there are: {', '.join(JUDGES)}.")
        return 2
    is_good = True
    with TemporaryDirectory(prefix="hcclog-validate-") as place:
        for judged in _judged(Path(place), names or list(JUDGES)):
            print(*judged.lines(), sep="\n", flush=True)
            is_good = is_good and judged.is_good is not False
    return 0 if is_good else 1


def _judged(place: Path, names: list[str]) -> Iterator[Judged]:
    exports, tools = place / "exports", place / "tools"
    for folder in (exports, tools, place / "home"):
        folder.mkdir()
    os.environ["HCCLOG_HOME"] = str(place / "home")
    for name in names:
        status, said = _export(name, place / "cases.db", exports / name)
        if status:
            yield Judged(f"hcclog, {name}", "", is_good=False, said=said.strip())
        else:
            yield from JUDGES[name](exports, tools)


def _export(name: str, store: Path, out: Path) -> tuple[int, str]:
    verb = ["report"] if name == "pdf" else ["export", "--to", name]
    words = [*verb, "--all", "--out", str(out), "--store", str(store)]
    return ran([sys.executable, "-m", "hcclog", *words], CHECKOUT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
