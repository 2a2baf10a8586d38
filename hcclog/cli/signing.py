"""``hcclog sign``, ``signatures`` and ``erase``: what stands for good, and what goes for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.opening import logbook_at
from hcclog.cli.options import (
    json_option,
    patient_id,
    print_json,
    record_of,
    store_option,
    sure_of,
)
from hcclog.cli.passwords import passwords
from hcclog.cli.plain import plain
from hcclog.cli.refusal import InputError
from hcclog.domain.acts import Act

if TYPE_CHECKING:
    from hcclog.commands.signing import Signature, Target
    from hcclog.logbook import Logbook


@click.command()
@store_option
@click.argument("patient")
@click.option("--visit", "on", default="", metavar="DATE", help="One visit, not the whole record.")
@click.option("--meaning", required=True, metavar="TEXT", help="Such as: I approve this.")
@click.pass_obj
def sign(settings: dict[str, str], patient: str, on: str, meaning: str) -> None:
    """Sign a visit or a whole record; your password is asked for again."""
    with logbook_at(settings.get("store")) as book:
        target = _target(book, patient, on)
        # Refused before the password is asked for.
        book.permit(Act.SIGN, (target.patient_id,))
        book.sign(target, meaning, passwords().ask("Your password again"))
        (*_, made) = book.signatures(target.patient_id)
    click.echo(plain(_line(made)))


@click.command()
@store_option
@json_option
@click.argument("patient")
@click.pass_obj
def signatures(settings: dict[str, str], patient: str, *, as_json: bool) -> None:
    """List who signed what of a patient, and whether it still stands so."""
    with logbook_at(settings.get("store"), to_read=True) as book:
        found = book.signatures(patient_id(book, patient))
    if as_json:
        print_json([_told(each) for each in found])
        return
    for each in found:
        click.echo(plain(_line(each)))


@click.command()
@store_option
@click.argument("patient")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stays on record.")
@click.option("--yes", "sure", is_flag=True, help="Do not ask.")
@click.pass_obj
def erase(settings: dict[str, str], patient: str, reason: str, *, sure: bool) -> None:
    """Erase a patient for good: no undo brings anything back.

    PATIENT is a code, or the id of somebody who was retracted before.
    """
    from hcclog.commands.erasing import aftermath

    with logbook_at(settings.get("store")) as book:
        erased_id = book.find(patient) or patient
        if not sure:
            n = len(book.history(erased_id)[1])
            sure_of(f"Erase {patient} for good, with {n:,} changes in the journal?", "to erase")
        erased = book.erase(erased_id, reason)
    click.echo(plain(aftermath(erased)))


def _target(book: Logbook, code: str, on: str) -> Target:
    """Return what is meant.

    Raises:
        InputError: There is no such visit, or there are several.
    """
    from hcclog.commands.signing import RECORD, VISIT, Target

    record = record_of(book, code)
    patient = record.patient
    if not on:
        return Target(patient.id, RECORD, patient.id)
    visits = [visit for visit in record.visits if str(visit.on) == on.strip()]
    if len(visits) != 1:
        there = ", ".join(str(visit.on) for visit in record.visits) or "none"
        raise InputError(f"{code}: there is no one visit of {on}; there are {there}.")
    return Target(patient.id, VISIT, visits[0].id)


def _line(one: Signature) -> str:
    what = "the record" if one.target.table == "patient" else "a visit"
    state = "" if one.is_current else "; changed since"
    return (
        f"{one.at_utc}  {one.signer} ({one.role}) signed {what} as of revision"
        f" {one.revision}: {one.meaning}{state}"
    )


def _told(one: Signature) -> dict[str, Any]:
    return {
        "of": one.target.table,
        "id": one.target.entity_id,
        "signer": one.signer,
        "role": one.role,
        "at": one.at_utc,
        "meaning": one.meaning,
        "revision": one.revision,
        "digest": one.digest,
        "is_current": one.is_current,
    }
