"""The house keeps its own rules: what lies where, and what no file may hold."""

import ast
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase, QRawFont

ROOT = Path(__file__).resolve().parent.parent
TOP_FOLDERS = ["hcclog", "resources", "db", "tests", "packaging"]
MOST_LINES = 300
MOST_LINES_OF_THE_MAIN_WINDOW = 200
# Each costs more than all of Qt; they come after the first paint, or where they are used.
LATE = [
    "numpy",
    "pandas",
    "sqlalchemy",
    "alembic",
    "pyqtgraph",
    "yaml",
    "openpyxl",
    "matplotlib",
    "psycopg",
]
FIRST_SCREEN = """
import importlib, importlib.util, sys
import hcclog.cli.main, hcclog.cli.window
from hcclog.cli.opening import open_logbook
for name in ("hcclog.ui", "hcclog.ui.desk", "hcclog.ui.main_window"):
    if importlib.util.find_spec(name):
        importlib.import_module(name)
book = open_logbook(sys.argv[1])
for summary in book.patients():
    book.patient(summary.id)
book.close()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
# Written with escaped dots, so that this file does not hold what it looks for.
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|pypi\.python\.org|registry\.npmjs\.org|deb\.debian\.org"
    r"|archive\.ubuntu\.com|index-url *[= ] *(https?|file):"
)
FOREIGN = re.compile(r"/(home|Users|root|work)/\w|[A-Z]:\\Users\b")
GLYPHS = "µμ≤≥−Δ▼▲→±×·–—’“”°²½₂αβγ∞†‡•✓●○■□◆△▽…‰éüßłČøИ"


def _tracked(*patterns: str) -> list[Path]:
    """Return the files that git knows; without git (in an sdist), ours."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    if listed.returncode:
        files = [file for folder in TOP_FOLDERS for file in (ROOT / folder).rglob("*")]
    else:
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    wanted = [str(ROOT / pattern) for pattern in patterns]
    return [
        file for file in files if file.is_file() and any(fnmatch(str(file), one) for one in wanted)
    ]


@pytest.mark.parametrize("folder", ["packaging", "tests", "db", "resources"])
def test_no_folder_outside_the_package_is_a_package(folder: str) -> None:
    # packaging/__init__.py would shadow the library of that name, and break pip and build.
    assert list((ROOT / folder).rglob("__init__.py")) == []


def test_no_file_is_longer_than_one_sitting() -> None:
    long = {
        str(file.relative_to(ROOT)): n_lines
        for file in sorted((ROOT / "hcclog").rglob("*.py"))
        if (n_lines := len(file.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_the_main_window_only_assembles() -> None:
    window = ROOT / "hcclog" / "ui" / "main_window.py"
    assert len(window.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_THE_MAIN_WINDOW


def test_nothing_heavy_is_loaded_before_the_first_screen(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    make = [sys.executable, "-m", "hcclog", "cases", "--store", store]
    subprocess.run(make, cwd=ROOT, capture_output=True, check=True)
    show = [sys.executable, "-c", FIRST_SCREEN, store]
    told = subprocess.run(show, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = told.stdout.split()
    assert "PySide6" in loaded
    assert [name for name in LATE if name in loaded] == []


def test_qt_binding_keeps_none_alive() -> None:
    # PySide6 6.12.0 on Python 3.11 drops one reference to None with each call that returns nothing,
    # and ends the process after some thousands of them.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    assert sys.getrefcount(None) - before > -100


def test_no_file_names_a_package_registry() -> None:
    found = []
    for file in _tracked("*"):
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if REGISTRY.search(text):
            found.append(str(file.relative_to(ROOT)))
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_foreign"),
    [
        ("see /home/ann/hcclog/notes", True),
        (r"C:\Users\ann", True),
        ("kept in ~/.local/share/hcclog", False),
        ("https://doi.org/10.1200/home", False),
    ],
)
def test_a_place_outside_the_checkout_is_seen(line: str, is_foreign: bool) -> None:
    assert bool(FOREIGN.search(line)) is is_foreign


def test_no_file_names_a_place_outside_the_checkout() -> None:
    # A folder of one developer's machine helps nobody else.
    texts = ["*.py", "*.md", "*.toml", "*.txt", "*.json", "*.yaml", "*.spec", "*/run"]
    found = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in _tracked(*texts)
        if file != Path(__file__).resolve()
        for line in file.read_text(encoding="utf-8").splitlines()
        if FOREIGN.search(line)
    ]
    assert found == []


def test_no_lock_file_is_kept() -> None:
    # uv.lock and pylock.toml record hundreds of download addresses; constraints.txt records none.
    assert _tracked("*.lock", "pylock*.toml") == []


def _resource_folders() -> list[Path]:
    return sorted({file.parent for file in _tracked("resources/*")})


@pytest.mark.parametrize("folder", _resource_folders(), ids=lambda folder: str(folder.name))
def test_a_folder_of_resources_says_where_they_come_from(folder: Path) -> None:
    """By a licence, by a README, or, for cases, by the paper that each file names."""
    files = [file for file in _tracked("resources/*") if file.parent == folder]
    if any(file.name.startswith(("LICENSE", "README")) for file in files):
        return
    unnamed = [
        file.name
        for file in files
        if not re.search(r"(?i)\b(doi|source)\b", file.read_text(encoding="utf-8"))
    ]
    assert unnamed == []


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold", "Bold"])
def test_the_typeface_has_every_sign_we_write(weight: str, qapp: object) -> None:
    file = ROOT / "resources" / "fonts" / f"Inter-{weight}.ttf"
    number = QFontDatabase.addApplicationFont(str(file))
    assert "Inter" in QFontDatabase.applicationFontFamilies(number)
    font = QRawFont(str(file), 12)
    assert [sign for sign in GLYPHS if not font.supportsCharacter(ord(sign))] == []


@pytest.mark.catalogue("G-03", "I-16")
def test_nothing_calls_the_network_or_builds_objects_from_files() -> None:
    reaching = {"urllib", "http", "ftplib", "smtplib", "ssl", "webbrowser", "QtNetwork", "requests"}
    building = {"pickle", "marshal", "shelve", "dill"}
    found = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in sorted((ROOT / "hcclog").rglob("*.py"))
        for name in _imported_names(file) & {*reaching, *building, "socket", "QDesktopServices"}
    }
    # A pair of sockets within the process tells Qt of a signal; a folder is opened when asked for.
    assert found == {
        "hcclog/ui/ending.py: socket",
        "hcclog/ui/exchanging/export_done.py: QDesktopServices",
    }


def test_the_report_paints_and_opens_no_window() -> None:
    # The import contracts see PySide6 as one; windows come with its QtWidgets.
    importing = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "hcclog" / "report").rglob("*.py"))
        if "QtWidgets" in _imported_names(file)
    ]
    assert importing == []


def _imported_names(file: Path) -> set[str]:
    """Return each part of each name that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(part for alias in node.names for part in alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            names.update((node.module or "").split("."), (alias.name for alias in node.names))
    return names
