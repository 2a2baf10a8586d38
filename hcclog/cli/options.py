"""What several commands share: their options, a patient by code, JSON on the screen."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.passwords import password_options
from hcclog.cli.plain import plain
from hcclog.cli.refusal import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.domain.record import PatientRecord
    from hcclog.logbook import Logbook


class Place(click.Path):
    """Where something goes; nothing said is not the folder one stands in."""

    def __init__(self) -> None:
        """Take any path."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: Any, ctx: click.Context | None) -> Any:
        """Return the path; an empty word is wrong usage."""
        if not str(value).strip():
            self.fail("it is empty; say where.", param, ctx)
        return super().convert(value, param, ctx)


def store_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let ``--store``, ``--user`` and ``--password-fd`` stand before the command or after it."""

    def remember(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
        if value is not None and not value.strip():
            raise click.BadParameter("it is empty; leave it out for your own store.")
        if value:
            context.ensure_object(dict)["store"] = value

    option = click.option(
        "--store",
        metavar="PATH-or-URL",
        expose_value=False,
        callback=remember,
        help="Store to use; the user's own if left out.",
    )
    return option(password_options(function))


COMMAND_LINE = "command line"

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def of_patient(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command a PATIENT, ``--store`` and ``--json``."""
    return store_option(json_option(click.argument("patient")(click.pass_obj(function))))


def patient_id(book: Logbook, code: str) -> str:
    """Return the id of the patient with this code.

    Raises:
        InputError: There is none.
    """
    found = book.find(code)
    if found is None:
        msg = f"There is no patient with the code {code!r}; `hcclog patients` lists them."
        raise InputError(msg)
    return found


def record_of(book: Logbook, code: str) -> PatientRecord:
    """Return the record of the patient with this code, and put on record that it is looked at.

    Raises:
        InputError: There is none.
        NotPermitted: No role of who signed in allows it.
    """
    from hcclog.exchange.accounting import account_for_opening

    record = unopened_record_of(book, code)
    account_for_opening(book, (record.patient.id,), by=COMMAND_LINE)
    return record


def unopened_record_of(book: Logbook, code: str) -> PatientRecord:
    """Return the record of the patient with this code, for what is put on record in another way.

    Raises:
        InputError: There is none.
    """
    record = book.patient(patient_id(book, code))
    if record is None:
        raise InputError(code)
    return record


def sure_of(question: str, to_do: str) -> None:
    """Ask on the terminal whether something is to be done.

    Args:
        question: That is answered with yes or no.
        to_do: What `--yes` would do, such as "to restore".

    Raises:
        click.UsageError: Nobody can be asked.
        InputError: The answer is no.
    """
    if not sys.stdin.isatty():
        raise click.UsageError(f"Nobody can be asked here; say --yes {to_do}.")
    if not click.confirm(plain(question), err=True):
        raise InputError("Nothing was done.")


def print_json(value: object) -> None:
    """Print a value as JSON, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
