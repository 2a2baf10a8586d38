"""The library is checked before it is trusted, and comes without the heavy ones."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hcclog.store.errors import LibraryUnfit
from hcclog.store.sqlcipher import check_library, check_library_of, open_existing
from tests.children import ROOT


@pytest.mark.parametrize(
    ("version", "cipher_version", "told"),
    [
        ((3, 51, 2), "4.19.0 community", "SQLite 3.51.2 is older than 3.51.3."),
        ((3, 40, 1), "4.19.0 community", "SQLite 3.40.1 is older than 3.51.3."),
        ((3, 53, 4), "", "It does not encrypt."),
    ],
    ids=["the last one with the fault", "an old one", "one that would write in plain"],
)
def test_an_unfit_library_is_refused(
    version: tuple[int, ...], cipher_version: str, told: str
) -> None:
    with pytest.raises(LibraryUnfit, match=told):
        check_library(version, cipher_version)


def test_the_installed_library_is_fit(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with closing(open_existing(tmp_path / "empty.db", read_only=True)) as connection:
        check_library_of(connection)


def test_the_lower_half_of_the_store_starts_without_heavy_libraries() -> None:
    code = """
import sys
from hcclog.store import backup, checks, connection, faults, keys, lock, thinning
print([name for name in ("sqlalchemy", "alembic", "PySide6", "pandas") if name in sys.modules])
"""
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)

    assert out.stdout.strip() == b"[]"
