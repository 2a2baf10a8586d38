"""Where passwords of the command line come from: a terminal, or a descriptor; nowhere else.

An argument stands in the list of processes and in the shell's history, and the environment goes to
every child: neither is asked.
"""

from __future__ import annotations

import getpass
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.refusal import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from hcclog.store.entrance import Credentials
    from hcclog.store.errors import PasswordNeeded

_LONGEST_LINE = 65_536
_HOW = "hand it over with --password-fd"


@dataclass
class Passwords:
    """Answers each question for a password.

    Attributes:
        user: Who signs in; empty for the user of the operating system.
        fd: Descriptor whose lines answer in their order; None where the terminal does.
        code_fd: Descriptor whose first line is the recovery code.
        present: The password that opened the store.
        has_renewed: Whether a password that somebody else set was changed on the way in.
    """

    user: str = ""
    fd: int | None = None
    code_fd: int | None = None
    present: str = field(default="", repr=False)
    has_renewed: bool = False
    _lines: dict[int, BinaryIO] = field(default_factory=dict, repr=False)

    def credentials(self, needed: PasswordNeeded) -> Credentials:
        """Ask who signs in, and with what.

        Raises:
            InputError: Nobody can be asked.
        """
        from hcclog.store.entrance import Credentials

        if self.fd is None and not _is_terminal():
            msg = f"{needed.sentence} Say who you are with --user, and {_HOW} N."
            raise InputError(msg)
        name = self.user
        if not name and self.fd is None:
            name = click.prompt("Name", default=getpass.getuser(), err=True)
        self.present = self.ask("Password")
        return Credentials(name or getpass.getuser(), self.present)

    def handed_over(self) -> Credentials | None:
        """Return what the descriptor holds to sign in with; None where none was named.

        Raises:
            InputError: It holds nothing.
        """
        from hcclog.store.entrance import Credentials

        if self.fd is None:
            return None
        return Credentials(self.user or getpass.getuser(), self.ask("Password"))

    def by_code(self) -> Credentials:
        """Ask for the recovery code.

        Raises:
            InputError: Nobody can be asked.
        """
        from hcclog.store.entrance import Credentials

        if self.code_fd is not None:
            return Credentials("", self._line(self.code_fd, "The recovery code"), is_code=True)
        if not _is_terminal():
            raise InputError("The recovery code is needed: hand it over with --recovery-code-fd.")
        return Credentials("", getpass.getpass("Recovery code: "), is_code=True)

    def ask(self, what: str) -> str:
        """Ask for a password that there is.

        Args:
            what: Of it, such as ``Password``.

        Raises:
            InputError: Nobody can be asked.
        """
        if self.fd is not None:
            return self._line(self.fd, what)
        if not _is_terminal():
            raise InputError(f"{what} is needed: {_HOW}.")
        return getpass.getpass(f"{what}: ")

    def new(self, what: str = "New password") -> str:
        """Ask for a password that is to be; on a terminal twice, where a slip is not seen.

        Raises:
            InputError: Nobody can be asked, or the two are not alike.
        """
        from hcclog.store.sealing import POLICY

        if self.fd is None and _is_terminal():
            click.echo(POLICY, err=True)
        password = self.ask(what)
        if self.fd is None and getpass.getpass("The same again: ") != password:
            raise InputError("The two are not alike; nothing was changed.")
        return password

    def _line(self, fd: int, what: str) -> str:
        """Return the next line of a descriptor, with all its spaces."""
        try:
            if fd not in self._lines:
                self._lines[fd] = open(fd, "rb", closefd=False)  # noqa: SIM115 - not ours to close
            line = self._lines[fd].readline(_LONGEST_LINE)
        except OSError:
            raise InputError(f"{what}: the descriptor {fd} is not open to read.") from None
        if not line:
            raise InputError(f"{what} is asked for, but the descriptor {fd} holds no further line.")
        if len(line) == _LONGEST_LINE:
            raise InputError(f"{what}: the line of descriptor {fd} is longer than any can be.")
        with suppress(UnicodeDecodeError):
            return line.removesuffix(b"\n").removesuffix(b"\r").decode()
        raise InputError(f"{what}: the line of descriptor {fd} is not UTF-8 text.")


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def remember(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value is not None:
            settings = context.ensure_object(dict)
            setattr(settings.setdefault("passwords", Passwords()), name, value)

    return remember


def password_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let ``--user`` and ``--password-fd`` stand before the command or after it."""
    user = click.option(
        "--user",
        metavar="NAME",
        expose_value=False,
        callback=_remember("user"),
        help="Who signs in to a protected store; the system's user if left out.",
    )
    password_fd = click.option(
        "--password-fd",
        type=click.IntRange(min=0),
        metavar="N",
        expose_value=False,
        callback=_remember("fd"),
        help="Read passwords from descriptor N, a line for each question.",
    )
    return user(password_fd(function))


code_option: Callable[..., Any] = click.option(
    "--recovery-code-fd",
    type=click.IntRange(min=0),
    metavar="N",
    expose_value=False,
    callback=_remember("code_fd"),
    help="Read the recovery code from descriptor N.",
)


def passwords() -> Passwords:
    """Return who answers the questions of the command that runs."""
    context = click.get_current_context(silent=True)
    settings = context.ensure_object(dict) if context is not None else {}
    answers: Passwords = settings.setdefault("passwords", Passwords())
    return answers


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()
