"""YAML as plain text: the same with both readers, and nothing that builds or multiplies."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.exchange import plain_yaml
from hcclog.exchange.casefile import CaseFileError, case_paths, read_case
from tests.cases.facts import entities
from tests.exchange.small_case import SMALL, ids, refusal


@pytest.mark.parametrize("path", case_paths(), ids=lambda path: path.stem)
def test_the_pure_python_reader_reads_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = read_case(path, ids())
    monkeypatch.setattr(plain_yaml, "_Loader", yaml.BaseLoader)
    assert read_case(path, ids()) == quick


REFUSED = [
    (
        "a field that stands twice",
        "kind: haic",
        "kind: haic, kind: tace",
        "example.yaml, line 36: kind stands there twice.",
    ),
    (
        "a key that is a mapping",
        "procedures:",
        "? {a: b}\n: c\nprocedures:",
        "example.yaml, line 35: a key is one word.",
    ),
    (
        "an alias",
        "kind: haic",
        "kind: &k haic, site: *k",
        "example.yaml, line 36: anchors, aliases and tags are not read.",
    ),
    (
        "a tag that makes an object",
        "kind: haic",
        "kind: !!python/object/apply:os.system [ls]",
        "example.yaml, line 36: anchors, aliases and tags are not read.",
    ),
    (
        "a tag that makes text",
        "kind: haic",
        "kind: !!str haic",
        "example.yaml, line 36: anchors, aliases and tags are not read.",
    ),
    (
        "a bracket left open",
        "fluorouracil]",
        "fluorouracil",
        "example.yaml, line 36: this is not YAML.",
    ),
    (
        "a second document",
        "procedures:",
        "---\nprocedures:",
        "example.yaml, line 35: this is not YAML.",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_it_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert refusal(tmp_path, old, new) == sentence


WHOLE_FILES = [
    ("an empty file", b"", "example.yaml is empty."),
    ("a word", b"case", "example.yaml holds no case."),
    ("a list", b"- a", "example.yaml holds no case."),
    ("no UTF-8", b"code: \xff", "example.yaml is not UTF-8."),
    ("a control character", b"code: \x07", "example.yaml: this is not YAML."),
    ("a file too large", b"#" * 1_000_001, "example.yaml is larger than 1000000 bytes."),
    (
        "brackets that never end",
        b"a: " + b"[" * 100_000,
        "example.yaml, line 1: nested deeper than 20 levels.",
    ),
    (
        "an alias bomb",
        b"a: &a [x,x]\n"
        + b"\n".join(b"%c: &%c [*%c,*%c]" % (n, n, n - 1, n - 1) for n in range(98, 123)),
        "example.yaml, line 1: anchors, aliases and tags are not read.",
    ),
]


@pytest.mark.parametrize(
    ("content", "sentence"), [row[1:] for row in WHOLE_FILES], ids=[row[0] for row in WHOLE_FILES]
)
def test_a_file_that_is_no_case_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "example.yaml"
    path.write_bytes(content)
    with pytest.raises(CaseFileError) as refusal:
        read_case(path, ids())
    assert str(refusal.value) == sentence


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(SMALL) - 1))
    length = data.draw(st.integers(0, 12))
    put = data.draw(st.text(st.sampled_from("[]{}:,-# \n&*!'\"aé0٣"), max_size=6))
    path = tmp_path_factory.mktemp("case") / "example.yaml"
    path.write_text(SMALL[:start] + put + SMALL[start + length :], encoding="utf-8")
    record, sentence = _read_or_refused(path)
    if record is None:
        assert sentence.startswith("example.yaml")
    else:
        assert record.patient.code
        found = [entity for noun in NOUNS for entity in entities(record, noun.attribute)]
        assert all(entity.source.place for entity in found)


def _read_or_refused(path: Path) -> tuple[PatientRecord | None, str]:
    try:
        return read_case(path, ids()), ""
    except CaseFileError as refusal:
        return None, str(refusal)
