"""A file to the messages in it: envelopes and batches are taken off, letters are read as named."""

from __future__ import annotations

from dataclasses import dataclass

from hcclog.commands.refused import Refused

MOST_BYTES = 32_000_000
_MOST_IN_SEGMENT = 65_536
_AROUND = {"FHS", "BHS", "BTS", "FTS"}
_LETTERS_AT = 17
_CODECS = {
    "": "utf-8",
    "ASCII": "utf-8",
    "UNICODE UTF-8": "utf-8",
    "UTF-8": "utf-8",
    "UTF8": "utf-8",
    "ISO IR6": "utf-8",
    "GB 18030-2000": "gb18030",
    "GB18030": "gb18030",
    "GBK": "gb18030",
    "BIG-5": "big5",
    "KS X 1001": "euc_kr",
    "ISO IR14": "shift_jis",
    "ISO IR87": "iso2022_jp",
    "ISO IR159": "iso2022_jp_2",
    "WINDOWS-1252": "cp1252",
}
_PARTS = {f"8859/{part}": f"iso8859-{part}" for part in (*range(1, 12), 13, 14, 15, 16)}


@dataclass(frozen=True, slots=True)
class Letters:
    """One message as text.

    Attributes:
        number: Of the message in the file, from 1.
        codec: How its letters were read; escaped bytes are read so too.
        lines: Its segments, the header first.
    """

    number: int
    codec: str
    lines: tuple[str, ...]


def messages_in(data: bytes, name: str) -> tuple[Letters, ...]:
    """Return the messages of a file.

    Raises:
        Refused: It holds none, or one that cannot be read; the sentence names file and message.
    """
    if b"\x00" in data:
        raise Refused(f"{name} holds bytes of no text; save its messages as UTF-8.")
    raw: list[list[bytes]] = []
    for line in _lines(data):
        kind = line[:3].decode("ascii", "replace")
        if kind == "MSH":
            raw.append([line])
        elif kind in _AROUND:
            continue
        elif raw:
            raw[-1].append(line)
        else:
            raise Refused(
                f"{name} holds no HL7 v2 message: its first line does not begin with MSH."
            )
    if not raw:
        raise Refused(f"{name} holds no HL7 v2 message: none of its lines begins with MSH.")
    return tuple(_decoded(lines, number, name) for number, lines in enumerate(raw, start=1))


def _lines(data: bytes) -> list[bytes]:
    """Return the segments; the envelope's signs end one as a line's end does."""
    plain = data.removeprefix(b"\xef\xbb\xbf")
    for sign in (b"\x0b", b"\x1c", b"\n"):
        plain = plain.replace(sign, b"\r")
    return [line for line in plain.split(b"\r") if line.strip()]


def _decoded(lines: list[bytes], number: int, name: str) -> Letters:
    header = lines[0]
    where = f"{name}, message {number}"
    fields = header.split(header[3:4]) if len(header) > len(b"MSH") else []
    said = fields[_LETTERS_AT] if len(fields) > _LETTERS_AT else b""
    # The first one named is the one that holds until an escape says otherwise.
    key = said.decode("ascii", "replace").partition("~")[0].strip().upper()
    codec = {**_CODECS, **_PARTS}.get(key)
    if codec is None:
        raise Refused(
            f"{where}: the letters {key[:40]!r} of MSH-18 are not known; send UNICODE UTF-8."
        )
    try:
        text = tuple(line.decode(codec)[:_MOST_IN_SEGMENT] for line in lines)
    except UnicodeDecodeError:
        words = f"not {key}, as MSH-18 says" if key else "not named in MSH-18"
        raise Refused(f"{where}: its letters are {words}; send UNICODE UTF-8.") from None
    return Letters(number, codec, text)
