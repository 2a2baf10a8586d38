"""What a file says is shown on a terminal, and never obeyed by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.cli.plain import plain
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("AFP 5.51 µg/L · 张伟", "AFP 5.51 µg/L · 张伟", id="plain words stay"),
        pytest.param("a\x1b[2Jb", "a\\u001b[2Jb", id="an order to a terminal"),
        pytest.param("a\r\nb", "a\\u000d\\u000ab", id="a line's end"),
        pytest.param("a\u202eb", "a\\u202eb", id="T-03 a mark that turns text round"),
        pytest.param("a\udcffb", "a\\udcffb", id="T-05 a byte of no letter in a file's name"),
        pytest.param("\u0646\u200c\u0647", "\u0646\u200c\u0647", id="a joiner that words need"),
    ],
)
def test_what_steers_is_shown(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_any_text_is_one_line_that_can_be_written(text: str) -> None:
    shown = plain(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize("name", ["a\x1b[2Jb\nc.csv", "\udcff.csv"], ids=["orders", "a byte"])
@pytest.mark.parametrize(
    "content", [b"no table", b"patient,date,test,value\nP\x1b[2J,2024-03-01,AFP,5\n"]
)
def test_a_file_orders_a_terminal_about_in_vain(
    run: Run, place: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    said = run("import", "--store", place, path)
    assert said.status == 1
    assert "\x1b" not in said.out + said.err
    (said.out + said.err).encode()
