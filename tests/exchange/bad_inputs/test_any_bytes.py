"""Whatever bytes a file holds, every reader comes to a plan or to a refusal in one sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.commands.refused import Refused
from hcclog.exchange.dicom.image import ImageFacts, facts_of, is_image
from hcclog.exchange.incoming.kinds import KINDS
from hcclog.logbook import Logbook
from tests.exchange.bad_inputs.good_files import NAMES, TOLD, looked_at
from tests.exchange.dicom.files import an_image, bytes_of

# The folder and the store are the same for all examples, and each example writes its file anew.
_HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
_SHARED = settings(suppress_health_check=_HEALTH)
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            *(b"", b"\x00", b"\xff", b"\r", b"\n", b'"', b",", b"|", b"^", b"~", b"\\", b"&"),
            *(b"{", b"}", b"[", b"]", b"null", b"1e9", b"-1", b"\\ud800", b"\xf0\x9f\x98\x80"),
            *(b"\xe2\x80\xae", b"<!DOCTYPE a>", b"0001-01-01", b"9" * 40, b"\xff\xff\xff\xff"),
        ]
    ),
)


@pytest.mark.catalogue("G-02")
@pytest.mark.parametrize("kind", [*KINDS, TOLD])
@_SHARED
@given(content=st.binary(max_size=300))
def test_any_bytes(kind: str, ward: Logbook, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sent.dat"
    path.write_bytes(content)
    looked_at(path, kind, ward)


@pytest.mark.catalogue("G-02")
@pytest.mark.parametrize("kind", NAMES)
@_SHARED
@given(
    cuts=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), PIECES),
        min_size=1,
        max_size=3,
    )
)
def test_any_damage_to_a_good_file(
    kind: str,
    ward: Logbook,
    good: dict[str, bytes],
    tmp_path: Path,
    cuts: list[tuple[float, int, bytes]],
) -> None:
    content = good[kind]
    for where, length, piece in cuts:
        at = int(where * len(content))
        content = content[:at] + piece + content[at + length :]
    path = tmp_path / NAMES[kind]
    path.write_bytes(content)
    looked_at(path, kind, ward)


IMAGE = bytes_of(an_image())


@_SHARED
@given(at=st.integers(0, len(IMAGE)), length=st.integers(0, 30), piece=PIECES)
def test_any_damage_to_an_image(tmp_path: Path, at: int, length: int, piece: bytes) -> None:
    path = tmp_path / "image.dcm"
    path.write_bytes(IMAGE[:at] + piece + IMAGE[at + length :])
    assert facts_or_sentence(path)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir], ids=["I-19 a pipe", "I-19 a folder"])
def test_what_is_dropped_and_is_no_file(make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "image.dcm"
    make(path)
    assert not is_image(path)
    assert isinstance(facts_or_sentence(path), str)


def facts_or_sentence(path: Path) -> ImageFacts | str:
    """Return what an image says, or why it is refused."""
    try:
        return facts_of(path)
    except Refused as refusal:
        return refusal.sentence
