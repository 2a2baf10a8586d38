"""A file's letters are read by what is in it; where that is not certain, a person sees both."""

import pytest

from hcclog.commands.refused import Refused
from hcclog.entry.paste.decoding import MOST_BYTES, letters_of

TEXT = "Datum;Befund\n2024-01-02;17 µmol/L, Müller\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "ascii"])
def test_unicode_is_certain(encoding: str) -> None:
    text = "Date;AFP\n" if encoding == "ascii" else TEXT
    (letters,) = letters_of(text.encode(encoding), "labs.csv")
    assert (letters.text, letters.sample) == (text, "")


def test_a_big_endian_file_is_certain() -> None:
    (letters,) = letters_of(b"\xfe\xff" + TEXT.encode("utf-16-be"), "labs.csv")
    assert letters.text == TEXT


@pytest.mark.parametrize(
    ("text", "encoding", "sample"),
    [(TEXT, "cp1252", "Müller"), ("日期;甲胎蛋白\n", "gb18030", "日期")],
    ids=["a western file", "a Chinese file"],
)
def test_an_older_encoding_is_offered_with_a_sample(text: str, encoding: str, sample: str) -> None:
    found = letters_of(text.encode(encoding), "labs.csv")
    right = [letters for letters in found if letters.text == text]
    assert len(right) == 1
    assert sample in right[0].sample
    assert all(letters.sample for letters in found)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "labs.csv is empty."),
        (b" \r\n", "labs.csv is empty."),
        (b"\x89PNG\r\n\x1a\n", "labs.csv is a picture"),
        (b"PK\x03\x04rest", "labs.csv is a workbook"),
        (b"\x00" * 128 + b"DICM", "labs.csv is an image of a scanner"),
        (b"a\x00b", "labs.csv holds no text"),
        (b"\xff\xfea", "labs.csv is damaged"),
        (b"\xef\xbb\xbf\xff", "labs.csv is damaged"),
        (b"a" * (MOST_BYTES + 1), "labs.csv has more than 4 MB"),
        (b"\x81\x20\xff", "labs.csv: its letters are not known"),
    ],
    ids=[
        "no byte",
        "no letter",
        "a picture by another name",
        "a workbook by another name",
        "a scan by another name",
        "a byte that no text has",
        "half a letter",
        "a mark that is not kept",
        "too many bytes",
        "letters of no kind",
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        letters_of(data, "labs.csv")
    assert words in refusal.value.sentence
