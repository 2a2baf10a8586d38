"""Backups are made behind the window: by themselves, again where one failed, at a second place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.durable import partial_of
from hcclog.store.keys import keys_path
from hcclog.store.restore_key import open_keys
from hcclog.store.restoring import looked_through
from hcclog.store.thinning import BY_HAND, DAILY, backups_folder, backups_of
from hcclog.ui.backing_up.button import BackupButton
from hcclog.ui.backing_up.keeper import LAST_RETRY_MS, BackupKeeper
from hcclog.ui.backing_up.place_choice import set_place
from hcclog.ui.backing_up.wishes import Wish
from hcclog.ui.desk import Desk
from tests.books import a_patient, file_of


@pytest.fixture
def desk(empty_patient: Logbook) -> Desk:
    return Desk(empty_patient)


@pytest.fixture
def keeper(desk: Desk) -> Iterator[BackupKeeper]:
    made = BackupKeeper(desk)
    yield made
    made.end_now()


def path_of(book: Logbook) -> Path:
    path = file_of(book).path
    assert path is not None
    return path


def whys(desk: Desk) -> list[str]:
    return [each.manifest.why for each in backups_of(path_of(desk.logbook))]


def idle(qtbot: QtBot, keeper: BackupKeeper) -> None:
    qtbot.waitUntil(lambda: not keeper.is_running, timeout=20_000)


def test_the_day_begins_with_a_backup_and_what_is_written_then_is_new(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper
) -> None:
    keeper.look_after()
    idle(qtbot, keeper)
    assert whys(desk) == [DAILY]
    assert keeper.standing.last_at is not None
    assert keeper.is_new is False
    desk.do(Add((a_patient("P-2"),)))
    qtbot.waitUntil(lambda: keeper.is_new)
    keeper.look_after()
    idle(qtbot, keeper)
    assert whys(desk) == [DAILY]
    assert keeper.is_new


def test_the_line_says_that_a_backup_is_made_only_while_one_is(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper
) -> None:
    button = BackupButton(keeper, desk.logbook.store.now)
    qtbot.addWidget(button)
    said: list[str] = []
    keeper.begun.connect(lambda: said.append(button.accessibleName()))
    keeper.making.connect(lambda: said.append(button.text()))
    keeper.look_after()
    idle(qtbot, keeper)
    assert said[1:] == ["Backing up…"]
    assert button.accessibleName().startswith("Backup today")
    said.clear()
    keeper.look_after()
    idle(qtbot, keeper)
    assert len(said) == 1
    assert said[0].startswith("Backup today")


def test_a_backup_by_hand_is_made_also_where_nothing_is_new(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper
) -> None:
    for n in range(1, 3):
        keeper.ask(Wish(BY_HAND, always=True))
        idle(qtbot, keeper)
        assert whys(desk) == [BY_HAND] * n


def test_what_is_asked_for_meanwhile_comes_after_it(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper
) -> None:
    keeper.look_after()
    keeper.ask(Wish(BY_HAND, always=True))
    keeper.ask(Wish(BY_HAND, always=True))
    qtbot.waitUntil(lambda: whys(desk) == [DAILY, BY_HAND], timeout=20_000)
    idle(qtbot, keeper)
    assert whys(desk) == [DAILY, BY_HAND]


@pytest.mark.catalogue("B-04")
def test_a_backup_that_fails_is_seen_at_once_and_tried_again(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper
) -> None:
    folder = backups_folder(path_of(desk.logbook))
    folder.write_text("a file in its place")
    said: list[str] = []
    keeper.failed.connect(said.append)
    keeper.look_after()
    idle(qtbot, keeper)
    qtbot.waitUntil(lambda: bool(said))
    assert str(folder) in keeper.standing.fault
    assert said == [keeper.standing.fault]
    # Work goes on meanwhile.
    assert desk.do(Add((a_patient("P-2"),)))
    folder.unlink()
    keeper.try_again()
    idle(qtbot, keeper)
    qtbot.waitUntil(lambda: not keeper.standing.fault)
    assert whys(desk) == [DAILY]
    assert keeper.standing.last_at is not None


@pytest.mark.catalogue("B-04")
def test_tries_come_less_and_less_often_and_never_cease(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper
) -> None:
    backups_folder(path_of(desk.logbook)).write_text("a file in its place")
    keeper.ask(Wish(BY_HAND, always=True))
    for _ in range(6):
        idle(qtbot, keeper)
        qtbot.waitUntil(keeper.retry.isActive)
        keeper.try_again()
    idle(qtbot, keeper)
    qtbot.waitUntil(keeper.retry.isActive)
    assert keeper.retry.interval() == LAST_RETRY_MS


def test_a_damaged_store_is_not_backed_up_and_it_is_said(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper
) -> None:
    path = path_of(desk.logbook)
    sound = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(len(sound) - 4096 * 3 + 7)
        file.write(b"\x00\xff\x00\xff")
    keeper.look_after()
    idle(qtbot, keeper)
    qtbot.waitUntil(lambda: "damaged" in keeper.standing.fault)
    path.write_bytes(sound)
    assert whys(desk) == []


def test_the_second_place_follows_each_backup(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keeper.ask(Wish(BY_HAND, always=True))
    idle(qtbot, keeper)
    assert set_place(keeper, stick)
    idle(qtbot, keeper)
    place = keeper.place()
    assert place is not None
    assert [each.name for each in place.glob("*.db")] == [
        each.path.name for each in backups_of(path_of(desk.logbook))
    ]
    desk.do(Add((a_patient("P-2"),)))
    keeper.ask(Wish("at-closing"))
    idle(qtbot, keeper)
    assert len(list(place.glob("*.db"))) == 2


def test_a_stick_that_is_out_is_copied_to_when_it_is_there_again(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper, tmp_path: Path
) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    assert set_place(keeper, stick)
    idle(qtbot, keeper)
    stick.rename(drawer)
    keeper.ask(Wish(BY_HAND, always=True))
    idle(qtbot, keeper)
    qtbot.waitUntil(lambda: "is not there now" in keeper.standing.place_fault)
    # The backup beside the store is made all the same.
    assert (whys(desk), keeper.standing.fault) == ([BY_HAND], "")
    drawer.rename(stick)
    keeper.try_again()
    idle(qtbot, keeper)
    qtbot.waitUntil(lambda: not keeper.standing.place_fault)
    place = keeper.place()
    assert place is not None
    assert len(list(place.glob("*.db"))) == 1
    assert whys(desk) == [BY_HAND]


def test_key_files_that_do_not_follow_are_said_until_they_do(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    assert set_place(keeper, tmp_path / "stick")
    keeper.ask(Wish(BY_HAND, always=True))
    idle(qtbot, keeper)
    place, store = keeper.place(), path_of(desk.logbook)
    assert place is not None
    (copy,) = place.glob("*.keys")
    hindrance = partial_of(copy)
    hindrance.mkdir()
    said: list[str] = []
    keeper.failed.connect(said.append)
    desk.logbook.people.protect("meier", "a long password")
    desk.people_changed.emit()
    idle(qtbot, keeper)
    assert keeper.standing.keys_fault.startswith(f"Not all key files in {place} could be renewed.")
    assert said == [keeper.standing.keys_fault]
    (own,) = backups_folder(store).glob("*.keys")
    assert own.read_bytes() == keys_path(store).read_bytes()
    hindrance.rmdir()
    keeper.try_again()
    idle(qtbot, keeper)
    assert keeper.standing.keys_fault == ""
    assert copy.read_bytes() == keys_path(store).read_bytes()


def test_a_second_place_is_offered_once_the_store_has_its_first_backups(
    qtbot: QtBot, keeper: BackupKeeper
) -> None:
    offered: list[bool] = []
    keeper.place_wanted.connect(lambda: offered.append(True))
    for n in range(2):
        assert len(offered) == 0
        keeper.ask(Wish(BY_HAND if n else DAILY, always=True))
        idle(qtbot, keeper)
    qtbot.waitUntil(lambda: offered == [True])


def test_who_only_reads_makes_no_backup(qtbot: QtBot, desk: Desk, keeper: BackupKeeper) -> None:
    file_of(desk.logbook).read_only = True
    keeper.look_after()
    keeper.ask(Wish(BY_HAND, always=True))
    assert not keeper.is_running
    assert whys(desk) == []


def test_the_end_of_the_program_waits_for_no_backup_and_leaves_nothing_half(
    desk: Desk, keeper: BackupKeeper
) -> None:
    keeper.ask(Wish(BY_HAND, always=True))
    keeper.end_now()
    folder = backups_folder(path_of(desk.logbook))
    left = list(folder.iterdir()) if folder.exists() else []
    # Given up, or made before anybody could give it up: never a part of one.
    assert len(left) in {0, 3}
    assert [path.name for path in left if "partial" in path.name] == []


@pytest.mark.catalogue("B-11")
def test_typing_goes_on_while_a_backup_is_made(
    qtbot: QtBot, desk: Desk, keeper: BackupKeeper
) -> None:
    n_before = desk.logbook.n_patients()
    failed: list[str] = []
    desk.failed.connect(failed.append)
    keeper.ask(Wish(BY_HAND, always=True))
    for n in range(10):
        assert desk.do(Add((a_patient(f"P-{n}"),)))
    idle(qtbot, keeper)
    assert failed == []
    assert desk.logbook.n_patients() == n_before + 10
    (made,) = backups_of(path_of(desk.logbook))
    assert looked_through(path_of(desk.logbook), made.path, open_keys)
    qtbot.waitUntil(lambda: keeper.is_new)
    assert keeper.standing.fault == ""
