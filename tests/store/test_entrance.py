"""The door of a protected store: what opens it, what does not, and how long one waits."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hcclog.domain.acts import Act
from hcclog.domain.people import Role
from hcclog.logbook import Logbook
from hcclog.store import keys
from hcclog.store.entrance import Credentials, delay_seconds, enter
from hcclog.store.errors import KeyFileDamaged, StoreError, TooSoon, WrongCode, WrongPassword
from hcclog.store.keys import keys_path, read_envelope
from hcclog.store.people import NotAllowed
from hcclog.store.sealing import POLICY
from tests.books import NOW, file_of, new_book
from tests.people import ANNA, LENT, MEIER, add, open_as, protect, sign_in


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the store lies."""
    return tmp_path / "store.db"


@pytest.fixture
def book(place: Path) -> Iterator[Logbook]:
    """A store that is open, without a password."""
    opened = new_book(place)
    yield opened
    opened.close()


@pytest.mark.catalogue("A-01")
def test_twenty_wrong_passwords_wait_longer_and_longer_and_are_on_record(
    place: Path, book: Logbook
) -> None:
    code = protect(book)
    book.close()
    now, waits, sentences = NOW, [], set()
    for n in range(20):
        name = "nobody" if n % 2 else "meier"
        with pytest.raises(WrongPassword) as wrong:
            enter(place, Credentials(name, f"wrong {n}"), now)
        sentences.add(wrong.value.sentence)
        with pytest.raises(TooSoon) as soon:
            enter(place, Credentials("meier", MEIER), now)
        waits.append(soon.value.n_seconds)
        now += timedelta(seconds=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, *[60] * 14]
    # Which of name and password is wrong is not told.
    assert sentences == {"The name or the password is wrong."}
    assert enter(place, Credentials("", code, is_code=True), NOW).envelope.key is not None
    entrance = enter(place, Credentials("meier", MEIER), now)
    assert entrance.n_failures == 20
    assert read_envelope(place).failures.n == 0


@pytest.mark.catalogue("A-01")
def test_wrong_passwords_stand_in_the_trail_after_the_right_one(place: Path, book: Logbook) -> None:
    protect(book)
    book.close()
    for seconds in (0, 10):
        with pytest.raises(WrongPassword):
            enter(place, Credentials("meier", "wrong"), NOW - timedelta(days=1, seconds=-seconds))
    again = sign_in(place, "meier", MEIER)
    event = again.store.reader.events()[-1]
    again.close()
    assert (event.act, event.author) == (Act.SIGN_IN, "meier")
    assert event.told == {"how": "password", "wrong_before": "2"}


@pytest.mark.parametrize(
    ("moved", "least"),
    [(timedelta(days=-30), 1), (timedelta(seconds=59), 1), (timedelta(seconds=60), 0)],
    ids=["A-01 the clock put back a month", "A-01 a second too soon", "A-01 after a minute"],
)
def test_the_wait_is_never_longer_than_it_is(
    place: Path, book: Logbook, moved: timedelta, least: int
) -> None:
    protect(book)
    book.close()
    now = NOW
    for _ in range(7):
        with pytest.raises(WrongPassword):
            enter(place, Credentials("meier", "wrong"), now)
        now += timedelta(seconds=60)
    last = now - timedelta(seconds=60)
    assert _waited(place, last + moved) in range(least, 61)


def _waited(place: Path, at: datetime) -> int:
    try:
        enter(place, Credentials("meier", MEIER), at)
    except TooSoon as soon:
        return soon.n_seconds
    return 0


@pytest.mark.parametrize("n", range(70))
def test_the_wait_doubles_up_to_a_minute(n: int) -> None:
    assert delay_seconds(n) == (0 if n == 0 else min(60, 2 ** (n - 1)))


@pytest.mark.parametrize(
    ("password", "says"),
    [
        pytest.param("", "This one has 0.", id="A-02 an empty one"),
        pytest.param("x", "This one has 1.", id="A-02 one letter"),
        pytest.param("sieben7", "This one has 7.", id="A-02 seven letters"),
        pytest.param("x" * 1025, "This one has 1,025.", id="A-02 one too many"),
        pytest.param("x" * 10_000_000, "This one has 10,000,000.", id="A-02 10 MB"),
        pytest.param("pass\0word", "This one holds a control character.", id="A-02 with NUL"),
        pytest.param(
            "pass\nword", "This one holds a control character.", id="A-02 with a line break"
        ),
        pytest.param(
            "password\ud800", "This one holds a control character.", id="A-02 half a letter"
        ),
    ],
)
def test_what_may_not_be_a_password_is_refused_with_what_may(
    place: Path, book: Logbook, password: str, says: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        protect(book, password=password)
    assert refused.value.sentence == f"{POLICY} {says}"
    assert read_envelope(place).is_open
    assert book.person is None


@pytest.mark.parametrize(
    ("set_as", "typed", "opens"),
    [
        pytest.param("pässwort", "pässwort", True, id="A-02 with an umlaut"),
        pytest.param(
            unicodedata.normalize("NFC", "pässwort"),
            unicodedata.normalize("NFD", "pässwort"),
            True,
            id="A-02 set in NFC, typed in NFD",
        ),
        pytest.param(
            unicodedata.normalize("NFD", "pässwort"),
            unicodedata.normalize("NFC", "pässwort"),
            True,
            id="A-02 set in NFD, typed in NFC",
        ),
        pytest.param("password ", "password ", True, id="A-02 with a trailing space"),
        pytest.param("password ", "password", False, id="A-02 without its trailing space"),
        pytest.param("password", "password ", False, id="A-02 with a space too many"),
        pytest.param("password", "Password", False, id="A-02 another case"),
        pytest.param("password", "password\0x", False, id="A-02 NUL does not end it"),
        pytest.param("x" * 1024, "x" * 1024, True, id="A-02 as long as may be"),
        pytest.param("x" * 1024, "x" * 10_000_000, False, id="A-02 10 MB typed"),
        pytest.param("密码密码密码密码", "密码密码密码密码", True, id="A-02 eight signs"),
    ],
)
def test_a_password_opens_as_it_was_set(
    place: Path, book: Logbook, set_as: str, typed: str, opens: bool
) -> None:
    protect(book, password=set_as)
    book.close()
    if opens:
        assert enter(place, Credentials("meier", typed), NOW).person is not None
        return
    with pytest.raises(WrongPassword):
        enter(place, Credentials("meier", typed), NOW)


@pytest.mark.parametrize("name", ["meier", "MEIER", " Meier  "])
def test_case_and_spaces_of_a_name_do_not_matter(place: Path, book: Logbook, name: str) -> None:
    protect(book)
    book.close()
    entrance = enter(place, Credentials(name, MEIER), NOW)
    assert entrance.person is not None
    assert entrance.person.name == "meier"


@pytest.mark.parametrize(
    ("deed", "says"),
    [
        pytest.param(
            lambda book: book.people.remove("meier"),
            "Somebody must stay administrator.",
            id="A-07 removed",
        ),
        pytest.param(
            lambda book: book.people.set_roles("meier", [Role.ONCOLOGIST]),
            "Somebody must stay administrator.",
            id="A-07 demoted",
        ),
        pytest.param(
            lambda book: book.people.set_roles("meier", []),
            "meier needs a role: viewer, nurse, oncologist, administrator.",
            id="A-07 without a role",
        ),
    ],
)
def test_the_last_administrator_stays(book: Logbook, deed: object, says: str) -> None:
    protect(book)
    add(book, "anna", Role.NURSE)
    slots = file_of(book).envelope.slots
    assert callable(deed)
    with pytest.raises(StoreError) as refused:
        deed(book)
    assert refused.value.sentence == says
    assert file_of(book).envelope.slots == slots
    event = book.store.reader.events()[-1]
    assert (event.act, event.told["sentence"]) == (Act.REFUSED, says)


@pytest.mark.catalogue("A-07")
def test_an_administrator_goes_where_there_is_another(place: Path, book: Logbook) -> None:
    protect(book)
    add(book, "anna", Role.ADMINISTRATOR)
    book.close()
    anna = sign_in(place, "anna", ANNA)
    anna.people.remove("meier")
    assert [each.name for each in anna.people.all()] == ["anna"]
    anna.close()
    with pytest.raises(WrongPassword):
        sign_in(place, "meier", MEIER)


@pytest.mark.catalogue("A-10")
def test_a_wrong_code_is_refused_and_the_right_one_is_used_once(place: Path, book: Logbook) -> None:
    code = protect(book)
    book.close()
    for wrong in ("", "AAAAA", code[:-1], code + "A", "x" * 10_000_000):
        with pytest.raises(WrongCode):
            enter(place, Credentials("", wrong, is_code=True), NOW)
    # As it may be read off paper.
    typed = code.replace("-", " ").replace("0", "o").replace("1", "l").lower()
    opened = open_as(place, Credentials("", typed, is_code=True))
    new_code = opened.people.recover("meier", ANNA)
    assert opened.person is not None
    opened.close()
    assert new_code != code
    with pytest.raises(WrongCode):
        enter(place, Credentials("", code, is_code=True), NOW)
    with pytest.raises(WrongPassword):
        enter(place, Credentials("meier", MEIER), NOW)
    assert enter(place, Credentials("", new_code, is_code=True), NOW).envelope.key


def test_a_role_that_was_edited_in_the_key_file_does_not_fit(place: Path, book: Logbook) -> None:
    protect(book)
    add(book, "anna", Role.NURSE)
    book.close()
    path = keys_path(place)
    content = json.loads(path.read_text())
    content["wrapped"][1]["roles"] = ["administrator"]
    del content["digest"]
    content["digest"] = keys._digest(content)
    path.write_text(json.dumps(content))
    with pytest.raises(KeyFileDamaged):
        enter(place, Credentials("anna", ANNA), NOW)


def test_a_password_that_was_lent_is_to_be_changed(place: Path, book: Logbook) -> None:
    protect(book)
    book.people.add("anna", [Role.NURSE], LENT)
    book.people.set_password("anna", ANNA)
    book.close()
    anna = sign_in(place, "anna", ANNA)
    assert anna.person is not None
    assert anna.person.must_change
    anna.people.change_password(ANNA, "another one")
    anna.close()
    again = sign_in(place, "anna", "another one")
    assert again.person is not None
    assert not again.person.must_change
    again.close()


@pytest.mark.catalogue("L-05")
def test_neither_key_nor_password_nor_code_stands_in_any_file(place: Path, book: Logbook) -> None:
    key = file_of(book).envelope.raw_key[:64]
    code = protect(book)
    book.store.back_up("by hand")
    book.close()
    written = b"".join(path.read_bytes() for path in place.parent.rglob("*") if path.is_file())
    for secret in (key, MEIER, code, code.replace("-", "")):
        assert secret.encode() not in written
    assert bytes.fromhex(key) not in written
