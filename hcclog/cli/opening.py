"""Put everything together: clock, user, store, logbook; a new store gets the three cases."""

from __future__ import annotations

import getpass
import sys
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from hcclog import __version__
from hcclog.domain.acts import Act
from hcclog.domain.ids import IdFactory
from hcclog.logbook import Logbook
from hcclog.paths import default_store, host_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hcclog.cli.passwords import Passwords
    from hcclog.store.entrance import Credentials
    from hcclog.store.stamp import Stamp
    from hcclog.store.store import Store


def now_ms() -> int:
    """Return the machine's clock in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def open_logbook(
    target: str | None = None,
    *,
    to_show: bool = False,
    with_cases: bool = True,
    credentials: Credentials | None = None,
) -> Logbook:
    """Open a store, or make a new one and load the published cases into it.

    Args:
        target: Path of a file or address of a PostgreSQL server; the user's store if left out.
        to_show: A store that somebody else holds is opened to read.
        with_cases: False where a new store is for something else, such as an import.
        credentials: Who signs in, where a password protects the store.

    Raises:
        PasswordNeeded: A password protects the store, and no credentials were given.
        StoreError: The store cannot be opened; its sentence says why.
    """
    from hcclog.store.opening import open_held_store, open_store

    opening = open_held_store if to_show else open_store
    own = target or _own_store()
    store = opening(own, IdFactory(now_ms), now_utc, credentials=credentials)
    book = Logbook(store, stamper(store))
    try:
        note_entrance(book)
        if store.is_new and with_cases:
            load_cases(book)
    except BaseException:
        # Else the next try would find it held by this very process.
        book.close()
        raise
    return book


def note_entrance(book: Logbook) -> None:
    """Put on record who signed in, and how many wrong passwords were tried before."""
    entrance = book.store.entrance
    if entrance is None or entrance.envelope.is_open or book.store.read_only:
        return
    how = "password" if entrance.person is not None else "recovery code"
    book.account(Act.SIGN_IN, how=how, wrong_before=str(entrance.n_failures))


def _own_store() -> str:
    """Return the path of the user's store; its folder is made, as only a chosen one must exist."""
    path = default_store()
    with suppress(OSError):  # the store then says what is wrong with the folder
        path.parent.mkdir(parents=True, exist_ok=True)
    return str(path)


@contextmanager
def logbook_at(
    target: str | None,
    *,
    with_cases: bool = True,
    by_code: bool = False,
    to_read: bool = False,
) -> Iterator[Logbook]:
    """Open a logbook for one command, after the day's backup, and close it after.

    What the command wrote is backed up before it is closed. Who signs in is asked where a password
    protects the store.

    Args:
        target: As for `open_logbook`.
        with_cases: As for `open_logbook`.
        by_code: True where the recovery code opens it in place of a password.
        to_read: True for what only prints: it works beside a window that has the store open.
    """
    from hcclog.cli.closing import back_up_after, back_up_before

    opening = partial(open_logbook, target, with_cases=with_cases, to_show=to_read)
    book = _signed_in(opening, by_code=by_code)
    try:
        _tell_place(book.store)
        if not book.store.is_new:
            _tell_of_clock(book)
            back_up_before(book.store)
        revision = book.revision
        yield book
        back_up_after(book, revision)
    finally:
        book.close()


def _tell_of_clock(book: Logbook) -> None:
    """Say on stderr where this computer's clock can hardly be right."""
    import click

    from hcclog.store.clock import clock_doubt

    doubt = clock_doubt(book.store)
    if doubt:
        click.echo(f"hcclog: {doubt}", err=True)


def _tell_place(store: Store) -> None:
    """Note the opening, and say on stderr what should be known of where the store lies."""
    from hcclog.store.noting import note_opened
    from hcclog.store.place_warnings import place_notices

    note_opened(store)
    _tell_of_unclean_end(store)
    if store.is_new and sys.stderr.isatty():
        # A path that was mistyped would else look like a store that lost its patients.
        sys.stderr.write(
            f"hcclog: there was no store at {store.backend.place}; a new one was made\n"
        )
    if store.notice:
        sys.stderr.write(f"hcclog: {store.notice}\n")
    path = store.backend.path
    for notice in place_notices(path) if path is not None else ():
        sys.stderr.write(f"hcclog: {notice.sentence}\n")


def _tell_of_unclean_end(store: Store) -> None:
    """Check what somebody did not close, and say on stderr where its history does not hold."""
    from hcclog.store.backing_up import check_after_unclean_end
    from hcclog.store.errors import JournalBroken

    try:
        check_after_unclean_end(store)
    except JournalBroken as broken:
        sys.stderr.write(f"hcclog: {broken.sentence}\n")


def _signed_in(opening: Callable[..., Logbook], *, by_code: bool) -> Logbook:
    from hcclog.store.errors import PasswordNeeded

    try:
        return opening()
    except PasswordNeeded as needed:
        from hcclog.cli.passwords import passwords

        answers = passwords()
        credentials = answers.by_code() if by_code else answers.credentials(needed)
    book = opening(credentials=credentials)
    try:
        _renew_lent_password(book, answers)
    except BaseException:
        book.close()
        raise
    return book


def _renew_lent_password(book: Logbook, answers: Passwords) -> None:
    """Let who was given a password choose one of their own before anything else."""
    from hcclog.cli.closing import renew_key_copies

    if book.person is not None and book.person.must_change:
        book.people.change_password(answers.present, answers.new("Your new password"))
        renew_key_copies(book.store)
        answers.has_renewed = True


def load_cases(book: Logbook, codes: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Load the published cases, all or those named; what stands under their codes is retracted.

    Returns:
        The codes that were loaded.
    """
    from hcclog.commands.cases import LoadCase
    from hcclog.exchange.casefile import case_paths, read_case

    loaded = []
    for path in case_paths():
        if codes and path.stem not in codes:
            continue
        book.do(LoadCase(read_case(path, book.store.new_id)), kind="do" if codes else "import")
        loaded.append(path.stem)
    return tuple(loaded)


def now_utc() -> datetime:
    """Return the machine's time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place where the clock is read


def stamper(store: Store) -> StampMaker:
    """Return the maker of stamps for who signed in, or for this user, on this machine."""
    return StampMaker(store, getpass.getuser(), host_name(), store.epoch)


class StampMaker:
    """Says who writes, where and when, for each entry anew."""

    def __init__(self, store: Store, user: str, station: str, epoch: str) -> None:
        """Take where it is; who signed in and when is read at each call."""
        self._store, self._user, self._station, self._epoch = store, user, station, epoch

    def __call__(self) -> Stamp:
        """Return the stamp of this moment."""
        from hcclog.store.stamp import Stamp, offset_minutes

        local = now_utc().astimezone()
        author, role = self._who()
        return Stamp(
            author=author,
            role=role,
            station=self._station,
            epoch=self._epoch,
            at_utc=local.astimezone(UTC).isoformat(timespec="milliseconds"),
            utc_offset_minutes=offset_minutes(local),
            today=local.date(),
            app_version=__version__,
        )

    def _who(self) -> tuple[str, str]:
        """Return the author and the role: of who signed in, else the system's user."""
        person = self._store.person
        if person is not None:
            return person.name, person.role_words
        is_open = self._store.entrance is None or self._store.entrance.envelope.is_open
        return self._user, "single user" if is_open else "recovery code"
