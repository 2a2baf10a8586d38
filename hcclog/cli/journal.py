"""The command that tells who did what, when and why: of a value, a patient, the store."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from hcclog.cli.opening import logbook_at
from hcclog.cli.options import COMMAND_LINE, json_option, print_json, store_option
from hcclog.cli.refusal import InputError

if TYPE_CHECKING:
    from hcclog.cli.history import Story
    from hcclog.logbook import Logbook
    from hcclog.store.journal import ChangeRow
    from hcclog.store.story import Told


class Wanted(NamedTuple):
    """What is asked for.

    Attributes:
        of: Id of an entity, or a table; empty for all.
        since: Nothing before this day, on the clock of the station that wrote.
        author: Only what this person did; empty for all.
        with_events: With what changed no record.
    """

    of: str = ""
    since: date | None = None
    author: str = ""
    with_events: bool = True


@click.command()
@store_option
@json_option
@click.argument("patient", default="")
@click.option("--of", default="", metavar="ID-or-TABLE", help="Only of one entry, or one kind.")
@click.option("--store-wide", is_flag=True, help="Of every patient, and of the store itself.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="From this day.")
@click.option("--author", default="", metavar="NAME", help="Only what this person did.")
@click.option(
    "--events/--no-events",
    "with_events",
    default=None,
    help="With what was opened, printed, exported, signed; the JSON of a patient only if asked.",
)
@click.pass_obj
def journal(
    settings: dict[str, str],
    /,
    patient: str,
    *,
    store_wide: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Show who did what, when, from where and why: what was changed, read, printed, exported."""
    from hcclog.cli.history import print_story, story_json
    from hcclog.exchange.accounting import LIST, account_for_opening

    if bool(patient) == store_wide:
        raise click.UsageError("Name a patient, or say --store-wide.")
    with logbook_at(settings.get("store"), to_read=True) as book:
        patient_id = known_id(book, patient) if patient else None
        since: datetime | None = options["since"]
        asked: bool | None = options["with_events"]
        # Who reads the entries of a patient as JSON has always had entries alone.
        with_events = asked if asked is not None else store_wide or not as_json
        day = since.date() if since else None
        wanted = Wanted(options["of"], day, options["author"], with_events)
        story = story_of(book, patient_id, wanted)
        how = {"what": "journal"} if patient_id else {"what": "journal", "of": LIST}
        account_for_opening(book, (patient_id or "",), by=COMMAND_LINE, **how)
    if as_json:
        print_json(story_json(story))
    else:
        print_story(story)


def known_id(book: Logbook, word: str) -> str:
    """Return the id of a patient by code or id, also of one who was retracted or erased.

    Raises:
        InputError: There never was one.
    """
    found = book.find(word)
    if found is not None:
        return found
    if book.store.reader.changes("patient_id", (word,)):
        return word
    changes = book.store.reader.changes("entity", ("patient",))
    ids = [each.entity_id for each in changes if (each.values or {}).get("code") == word]
    if not ids:
        msg = f"There is no patient with the code {word!r}; `hcclog patients` lists them."
        raise InputError(msg)
    return ids[-1]


def story_of(book: Logbook, patient_id: str | None, wanted: Wanted) -> Story:
    """Return what was done with one patient, or in the whole store."""
    from hcclog.cli.history import Story, by_entry
    from hcclog.store.story import events_of, in_one_order

    entries, changes = book.history(patient_id)
    shown = by_entry(each for each in changes if _is_of(each, wanted.of))
    kept = [entry for entry in entries if entry.id in shown]
    events = events_of(book.store.reader, patient_id, entries) if wanted.with_events else ()
    if wanted.of:
        events = tuple(each for each in events if each.told.get("id") == wanted.of)
    told = [each for each in in_one_order(kept, events) if _is_wanted(each, wanted)]
    return Story(told, shown, {each.id: each for each in changes})


def _is_of(change: ChangeRow, of: str) -> bool:
    return not of or of in {change.entity, change.entity_id}


def _is_wanted(told: Told, wanted: Wanted) -> bool:
    from hcclog.domain.people import same_person
    from hcclog.store.story import local_time

    if wanted.author and not same_person(told.author, wanted.author):
        return False
    return wanted.since is None or local_time(told)[:10] >= wanted.since.isoformat()
