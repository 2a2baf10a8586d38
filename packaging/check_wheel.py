"""Say what in a wheel has no business there: ``python packaging/check_wheel.py WHEEL``.

An allow-list, since a release must never carry a scratch file, and above all no patient's data.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath

_ALLOWED = re.compile(
    r"hcclog/(?!_bundle/)([a-z_0-9]+/)*([a-z_0-9]+\.py|py\.typed)"
    r"|hcclog/_bundle/resources/(cases|catalogue|exchange|i18n|schemas)/[\w.-]+\.(yaml|json|md|qm|ts)"
    r"|hcclog/_bundle/resources/fonts/(Inter-[A-Za-z]+\.(ttf|otf)|LICENSE[\w.-]*)"
    r"|hcclog/_bundle/resources/icons/([a-z0-9-]+\.svg|LICENSE[\w.-]*)"
    r"|hcclog/_bundle/resources/pictures/([a-z0-9-]+\.png|README\.md)"
    r"|hcclog/_bundle/(resources|db)/README\.md"
    r"|hcclog/_bundle/db/(schema\.sql|migrations/(env\.py|script\.py\.mako))"
    r"|hcclog/_bundle/db/migrations/versions/[a-z0-9_]+\.py"
    r"|hcclog-[\w.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/[\w./-]+)"
)
_NEEDED = (
    "hcclog/__main__.py",
    "hcclog/_bundle/db/migrations/env.py",
    "hcclog/_bundle/resources/fonts/Inter-Regular.ttf",
    "hcclog/_bundle/resources/icons/hcclog.svg",
    "hcclog/_bundle/resources/exchange/fhir.json",
    "hcclog/_bundle/resources/schemas/dump.schema.json",
)
_N_CASES = 3


def faults(names: list[str]) -> list[str]:
    """Return a sentence for each file that may not be there and each one that must."""
    found = [f"may not be in the wheel: {name}" for name in names if not _ALLOWED.fullmatch(name)]
    found += [f"is missing in the wheel: {name}" for name in _NEEDED if name not in names]
    n_cases = sum(name.startswith("hcclog/_bundle/resources/cases/") for name in names)
    if n_cases < _N_CASES:
        found.append(f"the wheel has {n_cases} of the {_N_CASES} published cases")
    return found


def main(wheel: Path) -> int:
    """Print what the wheel holds, a line for each folder; return 1 where a file is wrong."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for folder, n_files in sorted(
        Counter(str(PurePosixPath(name).parent) for name in names).items()
    ):
        print(f"{n_files:5}  {folder}")
    found = faults(names)
    print("\n".join([*found, f"{wheel.name}: {len(names)} files, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
