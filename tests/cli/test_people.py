"""Passwords on the command line: from a descriptor or a terminal, never from elsewhere."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hcclog.entry.preferences import Preferences, save_preferences
from hcclog.paths import preferences_file
from hcclog.store.durable import partial_of
from hcclog.store.keys import keys_path, read_envelope, write_envelope
from hcclog.store.second_place import choose_place
from tests.cli.conftest import Run, Said

MEIER, CHANGED, ANNA = "Bergsee 1887 ", "Talsee 1887", "Anna's first one"
CODE = re.compile("([0-9A-Z]{5}-){5}[0-9A-Z]{5}")
Lines = Callable[..., int]


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Lines]:
    """Lay lines at a descriptor that a command reads."""
    opened: list[int] = []

    def lay(*texts: str, end: str = "\n") -> int:
        path = tmp_path / f"lines-{len(opened)}"
        path.write_bytes("".join(text + end for text in texts).encode())
        opened.append(os.open(path, os.O_RDONLY))
        return opened[-1]

    yield lay
    for fd in opened:
        os.close(fd)


@pytest.fixture
def protected(run: Run, place: Path, lines: Lines) -> Path:
    """A store in which meier signs in."""
    said = run("people", "protect", "meier", "--store", place, "--password-fd", lines(MEIER))
    assert said.status == 0, said.err
    return place


@pytest.fixture
def as_meier(run: Run, protected: Path, lines: Lines) -> Callable[..., Said]:
    """Run a command as meier, with more lines after the password."""

    def call(*words: object, more: tuple[str, ...] = ()) -> Said:
        fd = lines(MEIER, *more)
        return run("--store", protected, "--user", "meier", "--password-fd", fd, *words)

    return call


def test_a_store_is_protected_and_says_its_recovery_code_once(
    run: Run, place: Path, lines: Lines
) -> None:
    run("patients", "--store", place)
    said = run("people", "protect", "meier", "--store", place, "--password-fd", lines(MEIER))
    assert said.status == 0
    assert CODE.fullmatch(said.out.strip())
    assert "Write it down" in said.err
    assert not read_envelope(place).is_open
    assert said.out.strip() not in keys_path(place).read_text()


@pytest.mark.parametrize("first", [True, False], ids=["before the command", "after it"])
def test_who_signs_in_stands_before_the_command_or_after_it(
    run: Run, protected: Path, lines: Lines, *, first: bool
) -> None:
    options = ("--store", protected, "--user", "Meier", "--password-fd", lines(MEIER))
    words = (*options, "patients") if first else ("patients", *options)
    assert "zhang-2024" in run(*words).out


def test_nobody_is_asked_where_there_is_no_terminal(run: Run, protected: Path) -> None:
    said = run("patients", "--store", protected)
    assert said.status == 1
    assert said.out == ""
    assert said.err == (
        f"hcclog: {protected} is protected by a password. Sign in to open it. Say who you are with "
        "--user, and hand it over with --password-fd N.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--password", MEIER, "patients"),
        ("patients", "--password", MEIER),
        ("patients", f"--password={MEIER}"),
        ("people", "protect", "meier", MEIER),
        ("patients", "--password-fd", MEIER),
        ("people", "recover", "meier", "--recovery-code", "AAAAA"),
    ],
    ids=[
        "L-08 an option before the command",
        "L-08 an option after it",
        "L-08 an option with an equals sign",
        "L-08 a word of a command",
        "L-08 in place of a descriptor",
        "L-08 a recovery code",
    ],
)
def test_a_password_as_an_argument_is_wrong_usage(
    run: Run, protected: Path, words: tuple[str, ...]
) -> None:
    said = run("--store", protected, *words)
    assert said.status == 2
    assert said.out == ""


@pytest.mark.catalogue("L-08")
@pytest.mark.parametrize(
    "name",
    ["PASSWORD", "HCCLOG_PASSWORD", "HCCLOG_PASSWORD_FD", "HCCLOG_USER", "HCCLOG_RECOVERY_CODE"],
)
def test_a_password_in_the_environment_is_not_taken(
    run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, MEIER)
    said = run("patients", "--store", protected, "--user", "meier")
    assert (said.status, said.out) == (1, "")
    assert "--password-fd" in said.err


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [
        pytest.param(MEIER + "\n", 0, "", id="one line"),
        pytest.param(MEIER, 0, "", id="no newline at the end"),
        pytest.param(MEIER + "\r\n", 0, "", id="a newline of Windows"),
        pytest.param(MEIER + "\n\n", 0, "", id="an empty line after it"),
        pytest.param(MEIER.strip() + "\n", 1, "is wrong", id="A-02 without its trailing space"),
        pytest.param(" " + MEIER, 1, "is wrong", id="A-02 a space before it"),
        pytest.param("\n" + MEIER, 1, "is wrong", id="A-02 empty"),
        pytest.param(MEIER + "\0", 1, "is wrong", id="A-02 with NUL"),
        pytest.param("x" * 10_000_000, 1, "longer than any can be", id="A-02 10 MB"),
        pytest.param("", 1, "holds no further line", id="nothing"),
        pytest.param("\udcff", 1, "is not UTF-8 text", id="bytes that are no text"),
    ],
)
def test_only_one_newline_is_taken_off(
    run: Run, protected: Path, tmp_path: Path, content: str, status: int, says: str
) -> None:
    path = tmp_path / "line"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    fd = os.open(path, os.O_RDONLY)
    said = run("patients", "--store", protected, "--user", "meier", "--password-fd", fd)
    os.close(fd)
    assert said.status == status
    assert says in said.err
    assert len(said.err) < 300


def test_a_descriptor_that_is_not_open_is_named(run: Run, protected: Path) -> None:
    said = run("patients", "--store", protected, "--password-fd", 977)
    assert said.status == 1
    assert said.err == "hcclog: Password: the descriptor 977 is not open to read.\n"


def test_a_wrong_password_makes_the_next_try_wait(run: Run, protected: Path, lines: Lines) -> None:
    def sign_in(name: str, password: str) -> Said:
        fd = lines(password)
        return run("patients", "--store", protected, "--user", name, "--password-fd", fd)

    assert sign_in("meier", "wrong one").err == "hcclog: The name or the password is wrong.\n"
    envelope = read_envelope(protected)
    assert envelope.failures.n == 1
    # As after seven: the next try waits a minute, which no slow machine outlasts here.
    write_envelope(protected, replace(envelope, failures=replace(envelope.failures, n=7)))
    said = sign_in("meier", MEIER)
    assert said.status == 1
    assert re.fullmatch(
        r"hcclog: There were wrong passwords\. Try again in [1-6]?[0-9] seconds\.\n", said.err
    )


def test_people_are_added_listed_changed_and_removed(as_meier: Callable[..., Said]) -> None:
    assert as_meier("people", "add", "anna", "--role", "nurse", more=(ANNA,)).status == 0
    rows = json.loads(as_meier("people", "list", "--json").out)
    assert rows == [
        {"name": "meier", "roles": ["oncologist", "administrator"], "must_change": False},
        {"name": "anna", "roles": ["nurse"], "must_change": True},
    ]
    said = as_meier("people", "roles", "anna", "--role", "viewer", "--role", "nurse")
    assert said.status == 0
    assert "anna: viewer, nurse; chooses a password" in as_meier("people", "list").out
    assert as_meier("people", "remove", "anna").out == "anna signs in no more.\n"
    assert [row["name"] for row in json.loads(as_meier("people", "list", "--json").out)] == [
        "meier"
    ]


def test_who_was_given_a_password_chooses_another_one_before_anything_else(
    run: Run, protected: Path, as_meier: Callable[..., Said], lines: Lines
) -> None:
    as_meier("people", "add", "anna", "--role", "nurse", more=(ANNA,))

    def as_anna(*texts: str) -> Said:
        fd = lines(*texts)
        return run("patients", "--store", protected, "--user", "anna", "--password-fd", fd)

    without = as_anna(ANNA)
    assert (without.status, without.out) == (1, "")
    assert "Your new password is asked for" in without.err
    assert "the present password" in as_anna(ANNA, ANNA).err
    assert as_anna(ANNA, CHANGED).status == 0
    assert as_anna(CHANGED).status == 0


def test_what_only_an_administrator_may_do_is_refused_and_on_record(
    run: Run, protected: Path, as_meier: Callable[..., Said], lines: Lines
) -> None:
    as_meier("people", "add", "anna", "--role", "nurse", more=(ANNA,))
    fd = lines(ANNA, CHANGED)
    words = ("people", "remove", "meier", "--store", protected, "--user", "anna")
    said = run(*words, "--password-fd", fd)
    assert said.status == 1
    assert "anna (nurse) may not change people and passwords" in said.err
    assert [row["name"] for row in json.loads(as_meier("people", "list", "--json").out)] == [
        "meier",
        "anna",
    ]


@pytest.mark.parametrize(
    "words",
    [("people", "remove", "meier"), ("people", "roles", "meier", "--role", "oncologist")],
    ids=["A-07 removed", "A-07 demoted"],
)
def test_the_last_administrator_stays(
    as_meier: Callable[..., Said], words: tuple[str, ...]
) -> None:
    said = as_meier(*words)
    assert said.status == 1
    assert said.err == "hcclog: Somebody must stay administrator.\n"


def test_ones_own_password_is_changed(
    run: Run, protected: Path, as_meier: Callable[..., Said], lines: Lines
) -> None:
    assert as_meier("people", "password", more=(CHANGED,)).out == "The password is changed.\n"
    fd = lines(CHANGED)
    said = run("patients", "--store", protected, "--user", "meier", "--password-fd", fd)
    assert said.status == 0


@pytest.mark.parametrize(
    ("password", "says"),
    [
        pytest.param("", "This one has 0.", id="A-02 an empty one may not be set"),
        pytest.param("x", "This one has 1.", id="A-02 nor one letter"),
        pytest.param("x" * 2000, "This one has 2,000.", id="A-02 nor 2,000 letters"),
        pytest.param("eight\0letters", "holds a control character", id="A-02 nor one with NUL"),
    ],
)
def test_a_password_that_may_not_be_is_refused_with_what_may(
    run: Run, place: Path, lines: Lines, password: str, says: str
) -> None:
    run("patients", "--store", place)
    said = run("people", "protect", "meier", "--store", place, "--password-fd", lines(password))
    assert said.status == 1
    assert "A password has 8 to 1,024 characters" in said.err
    assert says in said.err
    assert read_envelope(place).is_open


@pytest.mark.catalogue("A-10")
def test_a_recovery_code_sets_a_password_and_gives_a_new_code(
    run: Run, place: Path, lines: Lines
) -> None:
    run("patients", "--store", place)
    first = run(
        "people", "protect", "meier", "--store", place, "--password-fd", lines(MEIER)
    ).out.strip()

    def recover(code: str) -> Said:
        words = ("people", "recover", "meier", "--store", place)
        return run(*words, "--recovery-code-fd", lines(code), "--password-fd", lines(CHANGED))

    wrong = recover("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")
    assert wrong.status == 1
    assert "The recovery code is wrong" in wrong.err
    right = recover(first.lower().replace("-", " "))
    assert right.status == 0
    assert CODE.fullmatch(right.out.strip())
    assert recover(first).status == 1
    fd = lines(CHANGED)
    said = run("patients", "--store", place, "--user", "meier", "--password-fd", fd)
    assert said.status == 0


def test_a_new_code_takes_the_place_of_the_old_one(as_meier: Callable[..., Said]) -> None:
    codes = {as_meier("people", "code").out.strip() for _ in range(2)}
    assert len(codes) == 2
    assert all(CODE.fullmatch(code) for code in codes)


def test_the_protection_can_be_removed(
    run: Run, protected: Path, as_meier: Callable[..., Said]
) -> None:
    said = as_meier("people", "unprotect")
    assert said.out == "No password is set: whoever has the files can read the store.\n"
    assert run("patients", "--store", protected).status == 0


@pytest.fixture
def stick(protected: Path, as_meier: Callable[..., Said]) -> Path:
    """A second place that holds a copy; anna signs in too."""
    (protected.parent / "stick").mkdir()
    place = choose_place(protected, protected.parent / "stick")
    save_preferences(preferences_file(), Preferences(second_place=str(place)))
    as_meier("people", "add", "anna", "--role", "nurse", more=(ANNA,))
    as_meier("labs", "add", "zhang-2024", "--on", "2023-02-01", "AFP", "7", "ng/mL")
    assert list(place.glob("*.db"))
    return place


@pytest.mark.parametrize(
    ("words", "more"),
    [
        pytest.param(("password",), (CHANGED,), id="one's own password"),
        pytest.param(("password", "anna"), (CHANGED,), id="that of another"),
        pytest.param(("roles", "anna", "--role", "viewer"), (), id="roles"),
        pytest.param(("add", "chen", "--role", "nurse"), (CHANGED,), id="somebody new"),
        pytest.param(("remove", "anna"), (), id="somebody removed"),
        pytest.param(("code",), (), id="a recovery code"),
        pytest.param(("unprotect",), (), id="no passwords any more"),
    ],
)
def test_every_copy_of_the_key_file_follows_at_once(
    protected: Path,
    stick: Path,
    as_meier: Callable[..., Said],
    words: tuple[str, ...],
    more: tuple[str, ...],
) -> None:
    before = keys_path(protected).read_bytes()
    assert as_meier("people", *words, more=more).err.count("renewed") == 0
    now = keys_path(protected).read_bytes()
    assert now != before
    copies = [*stick.glob("*.keys"), *protected.parent.glob("backups/*.keys")]
    assert {path.read_bytes() for path in copies} == {now}


def test_a_lent_password_that_was_changed_follows_too(
    run: Run, protected: Path, stick: Path, lines: Lines
) -> None:
    fd = lines(ANNA, CHANGED)
    assert not run("patients", "--store", protected, "--user", "anna", "--password-fd", fd).status
    now = keys_path(protected).read_bytes()
    assert {path.read_bytes() for path in stick.glob("*.keys")} == {now}


def bar(stick: Path) -> str:
    """Let a key file there not be written."""
    partial_of(next(stick.glob("*.keys"))).mkdir()
    return f"hcclog: Not all key files in {stick} could be renewed."


def pull_out(stick: Path) -> str:
    stick.parent.rename(stick.parent.with_name("drawer"))
    return f"hcclog: {stick} is not there now. The newest backup and the passwords of now"


@pytest.mark.parametrize(
    "hinder",
    [pytest.param(bar, id="cannot be written"), pytest.param(pull_out, id="is out")],
)
def test_a_copy_that_does_not_follow_is_told_and_the_code_is_not_lost(
    stick: Path, as_meier: Callable[..., Said], hinder: Callable[[Path], str]
) -> None:
    says = hinder(stick)
    said = as_meier("people", "code")
    assert said.status == 0
    assert says in said.err
    assert CODE.fullmatch(said.out.strip())


def test_without_a_password_nobody_is_added(run: Run, place: Path, lines: Lines) -> None:
    run("patients", "--store", place)
    words = ("people", "add", "anna", "--role", "nurse", "--store", place)
    said = run(*words, "--password-fd", lines(ANNA))
    assert said.status == 1
    assert said.err == "hcclog: No password is set yet. Protect the store first.\n"
    assert "No password is set" in run("people", "list", "--store", place).err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_on_a_terminal_name_and_password_are_asked(protected: Path) -> None:
    """A real terminal: what is typed is not shown."""
    import pty

    command = [sys.executable, "-m", "hcclog", "patients", "--store", str(protected)]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    shown = b""
    for asked, answer in ((b"Name [", b"meier\n"), (b"Password: ", MEIER.encode() + b"\n")):
        while asked not in shown:
            shown += os.read(terminal, 1024)
        os.write(terminal, answer)
    try:
        while chunk := os.read(terminal, 65536):
            shown += chunk
    except OSError:  # Linux says so at the end of a terminal
        pass
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0
    assert b"zhang-2024" in shown
    assert MEIER.encode() not in shown
