"""What the system says of its lock and its sleep is taken for ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from hcclog.ui.signing_in.system_lock import SystemLock, meaning_of

SCREEN, SLEEP = "the system locked the screen", "the system goes to sleep"


@pytest.mark.parametrize(
    ("tell", "heard"),
    [
        pytest.param(lambda lock: lock.take_lock(), [SCREEN], id="A-05 the session is locked"),
        pytest.param(lambda lock: lock.take_saver(True), [SCREEN], id="A-05 the saver begins"),
        pytest.param(lambda lock: lock.take_saver(False), [], id="the saver ends"),
        pytest.param(lambda lock: lock.take_sleep(True), [SLEEP], id="A-05 the lid closes"),
        pytest.param(lambda lock: lock.take_sleep(False), [SLEEP], id="A-05 the lid opens"),
    ],
)
def test_the_bus_is_heard(tell: Callable[[SystemLock], None], heard: list[str]) -> None:
    lock = SystemLock()
    said: list[str] = []
    lock.locked.connect(said.append)
    tell(lock)
    assert said == heard


@pytest.mark.parametrize(
    ("message", "detail", "why"),
    [
        pytest.param(0x02B1, 0x7, SCREEN, id="A-05 Windows locks the session"),
        pytest.param(0x0218, 0x4, SLEEP, id="A-05 Windows goes to sleep"),
        pytest.param(0x02B1, 0x8, "", id="the session is unlocked"),
        pytest.param(0x0218, 0x7, "", id="the machine wakes up"),
        pytest.param(0x0100, 0x7, "", id="a key"),
    ],
)
def test_a_message_of_windows_is_read(message: int, detail: int, why: str) -> None:
    assert meaning_of(message, detail) == why


def test_the_slots_have_the_names_that_the_bus_calls() -> None:
    meta: QObject = SystemLock()
    names = [
        bytes(meta.metaObject().method(n).methodSignature().data()).decode()
        for n in range(meta.metaObject().methodCount())
    ]
    assert {"take_lock()", "take_saver(bool)", "take_sleep(bool)"} <= set(names)


def test_without_a_bus_nothing_is_heard_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert not SystemLock().listen()
