"""After a whole session, in the window and by commands: what was planted stands nowhere in plain.

Searched are the log, the temporary folder, the store and all beside it, the user's folder, what
was printed on the terminal by what went wrong, the title of the window and the clipboard.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from hcclog.store.keys import read_envelope
from tests.books import new_book
from tests.sessions import CODE, CSV, PLANTED

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
PASSWORD = "Bergsee 1887 and more"


@dataclass(frozen=True)
class Session:
    """What a session left.

    Attributes:
        home: The user's folder.
        temporary: The folder for what is temporary.
        stores: The folder of the store.
        window: What the window printed.
        errors: What it said on stderr, where a session's terminal keeps it.
    """

    home: Path
    temporary: Path
    stores: Path
    out: Path
    window: str
    errors: str


class Runner:
    """Runs programs in folders of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.errors = folder, ""
        for name in ("home", "tmp", "stores", "out"):
            (folder / name).mkdir()
        own = {name: str(folder / "tmp") for name in ("TMPDIR", "TEMP", "TMP")}
        self.env = {**os.environ, **own, "HCCLOG_HOME": str(folder / "home")}
        self.env["QT_QPA_PLATFORM"] = "offscreen"
        self.store = folder / "stores" / "store.db"

    def python(self, arguments: Sequence[object], given: str = "") -> str:
        """Run Python to its end; return what it printed."""
        ran = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.env,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        self.errors += ran.stderr
        return ran.stdout

    def hcclog(self, *words: object, given: str = "") -> str:
        """Run a command of ours."""
        return self.python(["-m", "hcclog", *words, "--store", self.store], given)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A day's work, once for all searches."""
    run = Runner(tmp_path_factory.mktemp("session"))
    out = run.folder / "out"
    call = "from tests.sessions import work_in_a_window as work; import sys; work(sys.argv[1])"
    window = run.python(["-c", call, run.store])
    errors = run.errors
    (out / "labs.csv").write_text(CSV, encoding="utf-8")
    run.hcclog("import", out / "labs.csv", "--accept")
    for kind, name in (("xlsx", "a.xlsx"), ("fhir", "a.json"), ("jsonl", "a.jsonl")):
        run.hcclog("export", CODE, "--to", kind, "--out", out / name)
    run.hcclog("report", CODE, "--out", out / "a.pdf")
    run.hcclog("backup", run.folder / "stores" / "copy.db")
    run.hcclog("diagnostics")
    return Session(
        run.folder / "home",
        run.folder / "tmp",
        run.folder / "stores",
        out,
        window,
        errors,
    )


def found_in(folder: Path, words: Sequence[str]) -> list[str]:
    """Return which words stand in which file, in any of two encodings, in any case."""
    hits = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes().lower()
        hits += [
            f"{path.relative_to(folder)}: {word}"
            for word in words
            for encoding in ("utf-8", "utf-16-le")
            if word.lower().encode(encoding) in content
        ]
    return hits


def test_the_session_did_its_work(session: Session) -> None:
    handed_out = {path.name for path in session.out.iterdir()}
    assert handed_out >= {"a.xlsx", "a.json", "a.jsonl", "a.pdf"}
    assert found_in(session.out, PLANTED) != []
    log = (session.home / "hcclog.log").read_text(encoding="utf-8")
    assert log.count("crashed error=ValueError") == 3
    assert "fault=DiskRefused" in log
    assert " opened " in log


@pytest.mark.catalogue("L-01", "L-02", "L-03")
def test_neither_log_nor_terminal_holds_what_was_planted(session: Session) -> None:
    assert found_in(session.home, PLANTED) == []
    assert [word for word in PLANTED if word in session.errors] == []


@pytest.mark.catalogue("L-01")
def test_the_log_holds_no_path_of_a_folder(session: Session) -> None:
    log = (session.home / "hcclog.log").read_text(encoding="utf-8")
    assert str(session.home.parent) not in log
    assert str(ROOT) not in log


@pytest.mark.catalogue("L-04")
def test_the_temporary_folder_is_empty(session: Session) -> None:
    assert [str(path) for path in session.temporary.rglob("*")] == []


@pytest.mark.catalogue("L-05")
def test_store_journal_backups_and_key_file_hold_nothing_in_plain(session: Session) -> None:
    kinds = {path.suffix for path in session.stores.rglob("*") if path.is_file()}
    assert {".db", ".keys", ".json", ".lock"} <= kinds
    assert found_in(session.stores, PLANTED) == []


@pytest.mark.catalogue("L-07")
def test_the_title_of_the_window_is_the_programs_name(session: Session) -> None:
    titles = [line for line in session.window.splitlines() if line.startswith("title:")]
    assert titles == ["title: hcclog"]


@pytest.mark.catalogue("L-07")
def test_what_is_remembered_of_the_user_holds_no_patient(session: Session) -> None:
    kept = sorted(path.name for path in session.home.rglob("*") if path.is_file())
    assert set(kept) <= {
        "hcclog.log",
        "hcclog-native.log",
        "preferences.json",
        "laboratories.json",
        "catalogue.json",
    }


@pytest.mark.catalogue("L-06")
def test_the_clipboard_is_empty_at_the_end(session: Session) -> None:
    assert "clipboard: empty" in session.window


@pytest.mark.catalogue("L-01")
def test_the_diagnostics_that_were_copied_hold_nothing(session: Session) -> None:
    assert "SQLCipher" in session.window
    assert [word for word in PLANTED if word in session.window] == []


@pytest.mark.catalogue("L-05", "L-08")
def test_password_and_key_stand_in_no_file(tmp_path: Path) -> None:
    run = Runner(tmp_path)
    new_book(run.store).close()
    key = read_envelope(run.store).raw_key[:64]
    told = run.hcclog(
        "people", "protect", "meier", "--password-fd", "0", given=f"{PASSWORD}\n{PASSWORD}\n"
    )
    sign_in = ("--user", "meier", "--password-fd", "0")
    assert run.hcclog("patients", *sign_in, given=f"{PASSWORD}\n") == ""
    run.hcclog("backup", tmp_path / "stores" / "copy.db", *sign_in, given=f"{PASSWORD}\n")
    run.hcclog("patients", *sign_in, given="another one\n")
    assert "code" in told + run.errors
    code = next((word for word in (told + run.errors).split() if word.count("-") == 5), "no code")
    words = (PASSWORD, "another one", key, bytes.fromhex(key).decode("latin-1"), code)
    assert found_in(tmp_path, words) == []
    assert bytes.fromhex(key) not in b"".join(
        path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    )
