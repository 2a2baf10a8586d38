"""``hcclog people``: who signs in to a store, and as what."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from hcclog.cli.closing import renew_key_copies
from hcclog.cli.opening import logbook_at
from hcclog.cli.options import json_option, print_json, store_option
from hcclog.cli.passwords import code_option, passwords
from hcclog.cli.plain import plain
from hcclog.cli.refusal import InputError
from hcclog.domain.acts import Act
from hcclog.domain.people import Role, same_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.logbook import Logbook

_ROLES = [role.value for role in Role]
_OPEN = "No password is set: whoever has the files can read the store."
_KEEP = "Write it down and keep it away from this computer; it is shown only once."

role_option = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(_ROLES),
    help="What the person is; may be said several times.",
)


@click.group()
def people() -> None:
    """Who signs in to the store, and as what."""


@people.command("list")
@store_option
@json_option
@click.pass_obj
def list_people(settings: dict[str, str], *, as_json: bool) -> None:
    """List who signs in, one a line, with their roles."""
    with logbook_at(settings.get("store"), to_read=True) as book:
        everybody = book.people.all()
    if as_json:
        print_json(
            [
                {"name": each.name, "roles": list(each.roles), "must_change": each.must_change}
                for each in everybody
            ]
        )
        return
    for each in everybody:
        lent = "; chooses a password at the next sign-in" if each.must_change else ""
        click.echo(plain(f"{each.name}: {each.role_words}{lent}"))
    if not everybody:
        click.echo(f"hcclog: {_OPEN}", err=True)


@people.command()
@store_option
@click.argument("name")
@click.pass_obj
def protect(settings: dict[str, str], name: str) -> None:
    """Set the first password, that of NAME, who becomes oncologist and administrator."""
    with _changing(settings) as book:
        code = book.people.protect(name, passwords().new())
    click.echo(plain(f"hcclog: the store is protected; {name} signs in."), err=True)
    _tell_code(code)


@people.command()
@store_option
@click.argument("name")
@role_option
@click.pass_obj
def add(settings: dict[str, str], name: str, roles: tuple[str, ...]) -> None:
    """Let NAME sign in, at first with a password that you set."""
    with _changing(settings) as book:
        book.people.add(name, map(Role, roles), _password_of(book, name))
    click.echo(plain(f"{name} signs in with it once, and then chooses another one."))


@people.command("roles")
@store_option
@click.argument("name")
@role_option
@click.pass_obj
def set_roles(settings: dict[str, str], name: str, roles: tuple[str, ...]) -> None:
    """Give NAME other roles, in place of those of before."""
    with _changing(settings) as book:
        book.people.set_roles(name, map(Role, roles))
    click.echo(plain(f"{name}: {', '.join(roles)}."))


@people.command()
@store_option
@click.argument("name", required=False)
@click.pass_obj
def password(settings: dict[str, str], name: str | None) -> None:
    """Change your own password, or set that of NAME."""
    with _changing(settings) as book:
        if name is not None and not _is_own(book, name):
            book.people.set_password(name, _password_of(book, name))
            click.echo(plain(f"{name} signs in with it once, and then chooses another one."))
            return
        answers = passwords()
        if not answers.has_renewed:
            book.people.change_password(answers.present, answers.new())
    click.echo("The password is changed.")


@people.command()
@store_option
@click.argument("name")
@click.pass_obj
def remove(settings: dict[str, str], name: str) -> None:
    """Let NAME sign in no more; what stands in the journal stays."""
    with _changing(settings) as book:
        book.people.remove(name)
    click.echo(plain(f"{name} signs in no more."))


@people.command()
@store_option
@code_option
@click.argument("name")
@click.pass_obj
def recover(settings: dict[str, str], name: str) -> None:
    """Set the password of NAME with the recovery code, and make a new code."""
    with _changing(settings, by_code=True) as book:
        if not book.people.all():
            raise InputError(_OPEN)
        code = book.people.recover(name, passwords().new(f"Password of {name}"))
    click.echo(plain(f"hcclog: the password of {name} is set."), err=True)
    _tell_code(code)


@people.command("code")
@store_option
@click.pass_obj
def renew_code(settings: dict[str, str]) -> None:
    """Make a new recovery code; the one of before opens nothing any more."""
    with _changing(settings) as book:
        code = book.people.renew_code()
    _tell_code(code)


@people.command()
@store_option
@click.pass_obj
def unprotect(settings: dict[str, str]) -> None:
    """Remove all passwords: whoever has the files can read the store from then on."""
    with _changing(settings) as book:
        book.people.unprotect()
    click.echo(_OPEN)


@contextmanager
def _changing(settings: dict[str, str], *, by_code: bool = False) -> Iterator[Logbook]:
    """Open a logbook whose key file is about to change, and let all copies of it follow."""
    with logbook_at(settings.get("store"), by_code=by_code) as book:
        yield book
        renew_key_copies(book.store)


def _password_of(book: Logbook, name: str) -> str:
    """Ask for somebody else's password; who may not set one is refused before it is asked for."""
    book.permit(Act.PEOPLE)
    return passwords().new(f"Password of {name}")


def _is_own(book: Logbook, name: str) -> bool:
    return book.person is not None and same_person(book.person.name, name)


def _tell_code(code: str) -> None:
    click.echo(f"hcclog: this is the recovery code. {_KEEP}", err=True)
    click.echo(code)
