"""A DICOM file, read within bounds: never more of it, nor deeper, than what is asked for.

The library inflates all of a deflated file and takes a length of four gigabytes at its word, so
the bytes are counted here before it sees them.
"""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plain_files import reason_of

Dataset = Any
_MARK_AT, _MARK = 128, b"DICM"
_META_GROUP = 0x0002
_RAW = -15
_DEFLATED = "1.2.840.10008.1.2.1.99"
# What the library raises on damaged bytes, beside two faults of its own.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of a file is read.

    Attributes:
        most_bytes: Of the file, and of what is inflated out of it.
        whole: Refuse a file that is longer; without it, the rest is left alone.
        last_tag: The last one that is asked for; what stands behind it is not looked at.
        tags: Those that are asked for; all where there is none.
    """

    most_bytes: int
    whole: bool
    last_tag: int = 0xFFFFFFFF
    tags: Sequence[int] = ()


def read_dicom(path: Path, wanted: Wanted) -> Dataset:
    """Return the data set of a file.

    Raises:
        Refused: It is none, damaged, or too large; the sentence names it.
    """
    data = _bytes(path, wanted)
    if data.startswith(b"MZ"):
        raise Refused(f"{path.name} begins as a program does and is not read.")
    if data[_MARK_AT : _MARK_AT + len(_MARK)] != _MARK:
        raise Refused(f"{path.name} is no DICOM file: it does not say DICM at byte 128.")
    with sheltered(path.name):
        return _parsed(data[_MARK_AT + len(_MARK) :], wanted, path.name)


@contextmanager
def sheltered(name: str) -> Iterator[None]:
    """Turn what the library raises on damaged bytes into a sentence, and keep it quiet."""
    from pydicom.errors import BytesLengthException, InvalidDicomError

    log = logging.getLogger("pydicom")
    before, log.disabled = log.disabled, True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except RecursionError:
            raise Refused(f"{name} holds lists within lists too deep to be read.") from None
        except MemoryError:
            raise Refused(f"{name} is too large to be read.") from None
        except (*_FAULTS, BytesLengthException, InvalidDicomError):
            raise Refused(f"{name} is damaged and cannot be read as DICOM.") from None
        finally:
            log.disabled = before


def _bytes(path: Path, wanted: Wanted) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(wanted.most_bytes + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None
    if not data:
        raise Refused(f"{path.name} is empty.")
    if wanted.whole and len(data) > wanted.most_bytes:
        raise _too_large(path.name, wanted)
    return data[: wanted.most_bytes]


def _parsed(data: bytes, wanted: Wanted, name: str) -> Dataset:
    from pydicom.filereader import read_dataset
    from pydicom.uid import UID

    stream = BytesIO(data)
    meta = read_dataset(
        stream,
        is_implicit_VR=False,
        is_little_endian=True,
        stop_when=lambda tag, _vr, _length: tag.group != _META_GROUP,
    )
    syntax = UID(str(meta.get("TransferSyntaxUID", "")))
    if not syntax.is_transfer_syntax:
        raise Refused(f"{name} does not say how its DICOM is written (transfer syntax).")
    body = data[stream.tell() :]
    if syntax == _DEFLATED:
        body = _inflated(body, wanted, name)
    return read_dataset(
        BytesIO(body),
        is_implicit_VR=syntax.is_implicit_VR,
        is_little_endian=syntax.is_little_endian,
        stop_when=lambda tag, _vr, _length: tag > wanted.last_tag,
        specific_tags=list(wanted.tags) or None,
    )


def _inflated(body: bytes, wanted: Wanted, name: str) -> bytes:
    unpacking = zlib.decompressobj(_RAW)
    found = unpacking.decompress(body, wanted.most_bytes)
    if wanted.whole and unpacking.unconsumed_tail:
        raise _too_large(name, wanted)
    return found


def _too_large(name: str, wanted: Wanted) -> Refused:
    return Refused(f"{name} has more than {wanted.most_bytes // 1_000_000} MB unpacked.")
