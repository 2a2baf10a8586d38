"""The frozen program holds what only a text or a migration names: PyInstaller reads neither."""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from hcclog.exchange.diagnostics import LIBRARIES
from hcclog.exchange.incoming import kinds
from hcclog.exchange.outgoing import formats
from hcclog.ui import worker

ROOT = Path(__file__).resolve().parent.parent
SPEC = (ROOT / "packaging" / "hcclog.spec").read_text(encoding="utf-8")
# Whole packages, and single modules.
COLLECTED = re.findall(r'collect_submodules\("([\w.]+)"\)', SPEC)
HIDDEN = re.findall(r'^        "([\w.]+)",$', SPEC, re.MULTILINE)
OF_MIGRATIONS = ROOT / "db" / "migrations"


def imports_of(file: Path) -> Iterator[str]:
    """Yield each module that a file imports, and each name from a module, which may be one too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.fixture(scope="module")
def found() -> set[str]:
    """What PyInstaller finds by itself: all that a file of ours imports, anywhere in it."""
    return {name for file in (ROOT / "hcclog").rglob("*.py") for name in imports_of(file)}


def is_frozen(name: str, found: set[str]) -> bool:
    """Return whether a module comes along."""
    in_package = any(name == each or name.startswith(f"{each}.") for each in COLLECTED)
    return name in found or name in HIDDEN or in_package


def is_module(name: str) -> bool:
    """Return whether a name is that of a module, and not of something in one."""
    with suppress(ModuleNotFoundError):
        return find_spec(name) is not None
    return False


def named_by_texts() -> list[str]:
    """Return the modules that are imported by a text."""
    return sorted(
        {
            *(text for text in texts_of(Path(formats.__file__)) if text.startswith("hcclog.")),
            *(text for text in texts_of(Path(kinds.__file__)) if text.startswith("hcclog.")),
            *worker.HEAVY,
        }
    )


def texts_of(file: Path) -> Iterator[str]:
    """Yield every text that stands in a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_only_these_files_import_by_a_text() -> None:
    by_text = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "hcclog").rglob("*.py")
        if "import_module(" in file.read_text(encoding="utf-8")
    }
    assert by_text == {
        "hcclog/exchange/incoming/kinds.py",
        "hcclog/exchange/outgoing/formats.py",
        "hcclog/ui/qt_import.py",
        "hcclog/ui/worker.py",
    }


def test_what_a_text_names_comes_along(found: set[str]) -> None:
    assert named_by_texts()
    assert [name for name in named_by_texts() if not is_frozen(name, found)] == []


@pytest.mark.parametrize(
    "file", sorted(OF_MIGRATIONS.rglob("*.py")), ids=lambda file: file.stem[:30]
)
def test_what_a_migration_imports_comes_along(file: Path, found: set[str]) -> None:
    missing = {name for name in imports_of(file) if is_module(name) and not is_frozen(name, found)}
    assert missing == set()


def test_a_version_that_is_told_can_be_read() -> None:
    # Versions stand in what pip writes beside a library, which is data.
    assert LIBRARIES
    assert "for name in LIBRARIES for entry in copy_metadata(name)" in SPEC
