"""Every command and every act by every role, asked of the logbook and not of a button."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

import hcclog.commands
from hcclog.cli.opening import load_cases
from hcclog.commands.base import Add, Amend, Command, Retract, Together
from hcclog.commands.cases import LoadCase
from hcclog.commands.drafts import DropDraft
from hcclog.commands.imports import Import
from hcclog.commands.placed import Placed
from hcclog.commands.replay import Replay
from hcclog.commands.roles import ACTING, WRITING, NotPermitted
from hcclog.commands.salvage import Salvage
from hcclog.commands.series import ChangeSeries
from hcclog.domain.acts import Act
from hcclog.domain.discrepancy import DiscrepancyNote
from hcclog.domain.people import Person, Role
from hcclog.domain.record import NOUN_OF_TABLE, NOUNS
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.logbook import Logbook
from hcclog.store.entrance import Entrance
from tests.books import Stamps, a_lab, a_patient, an_id, file_of, new_book
from tests.people import protect

VIEWER, NURSE, ONCOLOGIST, ADMINISTRATOR = Role
OTHER = "Dr Chen"

# What each may do to each kind: all, own (what they wrote themselves), or nothing.
EXPECTED = """
                    viewer  nurse  oncologist  administrator
patient             -       own    all         -
staging             -       -      all         -
visit               -       own    all         -
line_of_therapy     -       -      all         -
course              -       -      all         -
dose_step           -       own    all         -
hold                -       own    all         -
procedure           -       -      all         -
pathology           -       -      all         -
assessment          -       -      all         -
scan                -       -      all         -
lesion              -       -      all         -
measurement         -       own    all         -
response_series     -       -      all         -
series_lesion       -       -      all         -
reported_response   -       -      all         -
lab_result          -       own    all         -
adverse_event       -       own    all         -
outcome             -       -      all         -
statement           -       -      all         -
discrepancy_note    -       -      all         -
journal             -       -      -           all
"""
ACTS = """
                       viewer  nurse  oncologist  administrator
open                   yes     yes    yes         yes
print                  -       yes    yes         -
export                 -       -      yes         yes
export_de-identified   -       yes    yes         yes
import                 -       yes    yes         yes
sign                   -       -      yes         -
back_up                -       yes    yes         yes
restore                -       -      -           yes
salvage                -       -      -           yes
merge                  -       -      -           yes
erase                  -       -      -           yes
people_and_passwords   -       -      -           yes
sign_in                yes     yes    yes         yes
lock                   yes     yes    yes         yes
refused                yes     yes    yes         yes
"""


def rows_of(table: str) -> dict[tuple[str, Role], str]:
    """Return the cells of a table by row and role."""
    head, *lines = [line.split() for line in table.strip().splitlines()]
    return {
        (line[0], Role(role)): cell
        for line in lines
        for role, cell in zip(head, line[1:], strict=True)
    }


RIGHTS = rows_of(EXPECTED)
ALLOWED = {(name.replace("_", " "), role): cell for (name, role), cell in rows_of(ACTS).items()}


@dataclass
class Seat:
    """A store at which now this one and now that one sits."""

    book: Logbook

    def sit(self, role: Role, name: str = "") -> Logbook:
        """Let somebody with one role be signed in."""
        person = Person(name or f"the {role}", (role,))
        self.book.store.entrance = Entrance(file_of(self.book).envelope, person)
        stamps = self.book.stamp
        assert isinstance(stamps, Stamps)
        stamps.author = person.name
        return self.book

    def allows(self, role: Role, act: Callable[[Logbook], object]) -> bool:
        """Do something as somebody; what is refused leaves nothing but that on record."""
        book = self.sit(role)
        before, n_events = book.revision, len(book.store.reader.events())
        refused: NotPermitted | None = None
        try:
            act(book)
        except NotPermitted as refusal:
            refused = refusal
        if refused is None:
            return True
        (event,) = book.store.reader.events()[n_events:]
        assert (event.act, event.author) == (Act.REFUSED, f"the {role}")
        assert event.told["sentence"] == refused.sentence
        assert str(role) in refused.sentence
        assert book.revision == before
        return False


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the cases and a note, written by somebody else."""
    path = tmp_path_factory.mktemp("roles") / "store.db"
    book = new_book(path)
    book.stamp.author = OTHER  # type: ignore[attr-defined]
    load_cases(book)
    patient = book.patients()[0]
    book.do(Add((DiscrepancyNote(an_id(), patient.id, "Figure 1 shows another liver."),)))
    book.close()
    return path


@pytest.fixture
def seat(prepared: Path, tmp_path: Path) -> Iterator[Seat]:
    """A copy of it."""
    path = tmp_path / "store.db"
    for suffix in (".db", ".keys"):
        copyfile(prepared.with_suffix(suffix), path.with_suffix(suffix))
    book = new_book(path)
    yield Seat(book)
    book.close()


def one_of(book: Logbook, table: str) -> Any:
    """Return an entity of a kind that some case has."""
    for patient in book.patients():
        record = book.patient(patient.id)
        assert record is not None
        if table == "patient":
            return record.patient
        part = getattr(record, NOUN_OF_TABLE[table].attribute)
        if part:
            return part[-1]
    raise LookupError(table)


def altered(entity: Any) -> Any:
    """Return an entity with one text of it changed."""
    texts = ("note", "wording", "findings", "text", "region", "assay")
    name = next((each for each in texts if hasattr(entity, each)), "")
    if name:
        return replace(entity, **{name: "read again"})
    return replace(entity, side="")


TABLES = [noun.table for noun in NOUNS]


@pytest.mark.catalogue("A-03")
@pytest.mark.parametrize("role", Role, ids=str)
@pytest.mark.parametrize("table", TABLES)
def test_what_others_wrote_is_corrected_and_retracted_only_as_the_table_says(
    seat: Seat, table: str, role: Role
) -> None:
    entity = one_of(seat.sit(ONCOLOGIST), table)
    may = RIGHTS[table, role] == "all"
    if table != "series_lesion":
        amend = Amend(altered(entity), reason="read again", seen=entity)
        assert seat.allows(role, lambda book: book.do(amend)) == may
    else:
        assert not seat.sit(role).may_write(table) or may
    retract = Retract(table, entity.id, reason="typing error")
    assert seat.allows(role, lambda book: book.do(retract)) == may
    if may:
        assert seat.allows(role, lambda book: book.undo())
        assert seat.allows(role, lambda book: book.redo())


@pytest.mark.catalogue("A-03")
@pytest.mark.parametrize("role", Role, ids=str)
@pytest.mark.parametrize("table", TABLES)
def test_what_one_wrote_oneself_is_added_and_retracted_as_the_table_says(
    seat: Seat, table: str, role: Role
) -> None:
    book = seat.sit(ONCOLOGIST)
    if table == "patient":
        entity: Any = a_patient("new-1")
    else:
        before = one_of(book, table)
        book.do(Retract(table, before.id, reason="typing error"))
        entity = replace(before, id=an_id())
    may = RIGHTS[table, role] != "-"
    assert seat.book.may_write(table)
    assert seat.allows(role, lambda book: book.do(Add((entity,)))) == may
    assert seat.book.may_write(table) == may
    if may:
        retract = Retract(table, entity.id, reason="typing error")
        assert seat.allows(role, lambda book: book.do(retract))


def of_command(kind: type, book: Logbook) -> Command:
    """Return one command of a kind that everything but the role allows."""
    patient = book.patients()[0]
    lab = a_lab(patient, "5.5")
    series = one_of(book, "response_series")
    record = book.patient(series.patient_id)
    assert record is not None
    roles = tuple(each for each in record.series_lesions if each.series_id == series.id)
    made: dict[type, Callable[[], Command]] = {
        Add: lambda: Add((lab,)),
        Amend: lambda: Amend(altered(patient), reason="read again", seen=patient),
        Retract: lambda: Retract("patient", patient.id, reason="typing error"),
        Together: lambda: Together((Add((lab,)), Add((a_lab(patient, "6.5"),))), "Two"),
        LoadCase: lambda: LoadCase(read_case(case_paths()[0], an_id)),
        DropDraft: lambda: DropDraft("visit", patient.id, "ward 3"),
        Import: lambda: Import("labs.csv", (lab,)),
        Salvage: lambda: Salvage("the store of 2026-11-21", (lab,)),
        Placed: lambda: Placed(Add((lab,)), "labs/afp"),
        ChangeSeries: lambda: ChangeSeries(
            replace(series, label="line 9"), roles, series, roles, reason="read again"
        ),
    }
    return made[kind]()


COMMANDS = {
    Add: (NURSE, ONCOLOGIST),
    Amend: (ONCOLOGIST,),
    Retract: (ONCOLOGIST,),
    Together: (NURSE, ONCOLOGIST),
    LoadCase: (ONCOLOGIST,),
    DropDraft: (VIEWER, NURSE, ONCOLOGIST, ADMINISTRATOR),
    Import: (NURSE, ONCOLOGIST),
    Salvage: (ADMINISTRATOR,),
    Placed: (NURSE, ONCOLOGIST),
    ChangeSeries: (ONCOLOGIST,),
}


@pytest.mark.catalogue("A-03")
@pytest.mark.parametrize("role", Role, ids=str)
@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_each_command_is_done_by_whom_it_is_for(seat: Seat, kind: type, role: Role) -> None:
    command = of_command(kind, seat.sit(ONCOLOGIST))
    assert seat.allows(role, lambda book: book.do(command)) == (role in COMMANDS[kind])


@pytest.mark.catalogue("A-03")
def test_no_command_is_left_out() -> None:
    found = set()
    for module in pkgutil.iter_modules(hcclog.commands.__path__):
        held = vars(importlib.import_module(f"hcclog.commands.{module.name}"))
        found |= {each for each in held.values() if isinstance(each, type)}
    commands = {each for each in found if hasattr(each, "apply")} - {Command}
    # A journal is taken over only into an empty store: its row is that of the table.
    assert commands == {*COMMANDS, Replay}
    assert {table for table, _ in RIGHTS} == set(WRITING) == {*TABLES, "journal"}
    assert {name for name, _ in ALLOWED} == {str(act) for act in Act} >= set(ACTING)


@pytest.mark.catalogue("A-03")
@pytest.mark.parametrize("role", Role, ids=str)
@pytest.mark.parametrize("act", Act, ids=str)
def test_each_act_is_done_by_whom_it_is_for(seat: Seat, act: Act, role: Role) -> None:
    may = ALLOWED[str(act), role] == "yes"
    assert seat.allows(role, lambda book: book.account(act)) == may
    assert seat.book.may(act) == may
    if may:
        assert seat.book.store.reader.events()[-1].act == act


@pytest.mark.catalogue("A-03")
@pytest.mark.parametrize("role", [VIEWER, NURSE, ONCOLOGIST], ids=str)
@pytest.mark.parametrize(
    "deed",
    [
        lambda people: people.add("eve", [ADMINISTRATOR], "a long password"),
        lambda people: people.set_roles("meier", [VIEWER]),
        lambda people: people.set_password("meier", "a long password"),
        lambda people: people.remove("meier"),
        lambda people: people.renew_code(),
        lambda people: people.unprotect(),
    ],
    ids=["add", "roles", "password", "remove", "code", "unprotect"],
)
def test_people_are_changed_by_an_administrator_alone(
    seat: Seat, deed: Callable[[Any], object], role: Role
) -> None:
    protect(seat.book)
    before = file_of(seat.book).envelope.slots
    assert not seat.allows(role, lambda book: deed(book.people))
    assert file_of(seat.book).envelope.slots == before


@pytest.mark.catalogue("A-03")
def test_who_has_two_roles_may_do_what_either_may(seat: Seat) -> None:
    book = seat.sit(NURSE)
    both = Person("meier", (NURSE, ADMINISTRATOR))
    book.store.entrance = Entrance(file_of(book).envelope, both)
    assert book.may(Act.ERASE)
    assert book.may(Act.PRINT)
    assert book.may_write("lab_result")
    assert not book.may_write("lesion")
