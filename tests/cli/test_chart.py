"""The command that draws a course: sizes, styles, day 0, lanes, numbers, and what is refused."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from hcclog.commands.base import Add
from tests.books import a_lab, a_patient, new_book
from tests.cli.conftest import Run


def texts_of(path: Path) -> list[str]:
    """Return the texts of an SVG file."""
    root = ET.parse(path).getroot()
    return ["".join(node.itertext()) for node in root.iter() if node.tag.endswith("}text")]


@pytest.mark.parametrize(
    ("words", "width", "height"),
    [
        pytest.param((), "170.00mm", None, id="as it is"),
        pytest.param(("--width", "85"), "85.00mm", None, id="one column"),
        pytest.param(("--width", "85,5"), "85.50mm", None, id="a decimal comma"),
        pytest.param(("--height", "260.5"), "170.00mm", "260.50mm", id="a height"),
    ],
)
def test_a_chart_is_as_large_as_it_was_asked_for(
    run: Run, place: Path, tmp_path: Path, words: tuple[str, ...], width: str, height: str | None
) -> None:
    out = tmp_path / "a.svg"
    said = run("chart", "zhang-2024", "--store", place, "--out", out, *words)
    root = ET.parse(out).getroot()
    assert (said.status, root.attrib["width"]) == (0, width)
    assert height is None or root.attrib["height"] == height


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="X-03 a script"),
        pytest.param('<img src="x" onerror="y()">', id="X-03 a picture that is fetched"),
        pytest.param("javascript:alert(1)", id="X-03 a link that runs"),
        pytest.param("{{7*7}}${7*7}", id="X-03 a template"),
    ],
)
def test_markup_in_a_name_is_text_in_a_picture(
    run: Run, place: Path, tmp_path: Path, text: str
) -> None:
    patient = a_patient(text)
    book = new_book(place)
    book.do(Add((patient, a_lab(patient), a_lab(patient, "7", "2021-11", laboratory=text))))
    book.close()
    out = tmp_path / "a.svg"
    assert run("chart", text, "--store", place, "--out", out).status == 0
    tags = {node.tag.rpartition("}")[2] for node in ET.parse(out).getroot().iter()}
    assert tags.isdisjoint({"script", "image", "img", "a", "foreignObject"})
    assert text in "".join(ET.parse(out).getroot().itertext())


@pytest.mark.parametrize("style", ["grey", "black-and-white"])
def test_a_style_without_colours_has_none(
    run: Run, place: Path, tmp_path: Path, style: str
) -> None:
    out = tmp_path / "a.png"
    words = ("chart", "ikeda-2021", "--store", place, "--out", out)
    assert run(*words).status == 0
    assert not QImage(str(out)).allGray()
    assert run(*words, "--style", style).status == 0
    assert QImage(str(out)).allGray()


def test_days_are_counted_from_an_event(run: Run, place: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    words = ("chart", "zhang-2024", "--store", place, "--out", out)
    assert run(*words, "--since", "line 2").status == 0
    assert any("since line 2" in text for text in texts_of(out))


def test_lanes_are_drawn_in_the_order_of_their_names(run: Run, place: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.svg"
    words = ("chart", "zhang-2024", "--store", place, "--out", out)
    assert run(*words, "--lanes", "VEGF, afp").status == 0
    titles = [text for text in texts_of(out) if text in {"AFP", "VEGF", "Regimens", "CA19-9"}]
    assert titles == ["VEGF", "AFP"]


def test_the_numbers_go_into_a_table(run: Run, place: Path, tmp_path: Path) -> None:
    out, numbers = tmp_path / "a.pdf", tmp_path / "a.csv"
    words = ("chart", "ikeda-2021", "--store", place, "--out", out)
    assert run(*words, "--numbers", numbers).status == 0
    rows = list(csv.DictReader(StringIO(numbers.read_bytes().decode(), newline="")))
    afp = [row["reading"] for row in rows if row["lane"] == "AFP"]
    assert len(afp) == 13
    assert "379" in afp[0]


def test_labels_without_a_place_are_told(run: Run, place: Path, tmp_path: Path) -> None:
    words = ("chart", "ikeda-2021", "--store", place, "--out", tmp_path / "a.svg")
    assert run(*words).err == ""
    said = run(*words, "--width", "85")
    assert (said.status, said.err) == (0, "hcclog: 1 label found no place at this width.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(("--since", "nonsense"), "is not a date", id="no event"),
        pytest.param(("--since", "line 9"), "line 9", id="an event that is not there"),
        pytest.param(("--lanes", "foo"), "There is no lane 'foo'; there are Regimens", id="lane"),
        pytest.param(("--numbers", "/nowhere/a.csv"), "/nowhere/a.csv cannot be", id="no folder"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    run: Run, place: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    base = ("chart", "zhang-2024", "--store", place, "--out", tmp_path / "a.svg")
    said = run(*base, *words)
    assert said.status == 1
    assert sentence in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--width", "59.9"), id="too narrow"),
        pytest.param(("--width", "600.1"), id="too wide"),
        pytest.param(("--width", "nan"), id="no number"),
        pytest.param(("--width", "inf"), id="endless"),
        pytest.param(("--width", "8 cm"), id="another unit"),
        pytest.param(("--height", "0"), id="no height"),
        pytest.param(("--style", "pink"), id="no style"),
        pytest.param(("--criteria", "who"), id="no criteria"),
    ],
)
def test_wrong_usage_writes_nothing(
    run: Run, place: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "a.svg"
    assert run("chart", "zhang-2024", "--store", place, "--out", out, *words).status == 2
    assert not out.exists()


def test_an_ending_that_is_not_known_is_named_once(run: Run, place: Path, tmp_path: Path) -> None:
    said = run("chart", "zhang-2024", "--store", place, "--out", tmp_path / "a.bmp")
    assert said.err == "hcclog: a.bmp: a figure is saved as .svg, .pdf or .png.\n"


def test_an_ending_that_is_not_known_leaves_no_numbers_either(
    run: Run, place: Path, tmp_path: Path
) -> None:
    out, numbers = tmp_path / "a.bmp", tmp_path / "a.csv"
    words = ("chart", "zhang-2024", "--store", place, "--out", out, "--numbers", numbers)
    assert run(*words).status == 1
    assert not numbers.exists()


VIEWS = [
    pytest.param("marker-and-burden", "line 1: AFP rose 0 to 60 days before imaging", id="lead"),
    pytest.param("change", "+187.3", id="change"),
    pytest.param("doubling", "doubled in 168.3 days (80.3 to 256.3)", id="doubling time"),
]


@pytest.mark.parametrize(("view", "text"), VIEWS)
def test_a_view_of_a_marker_is_drawn(
    run: Run, place: Path, tmp_path: Path, view: str, text: str
) -> None:
    out = tmp_path / "a.svg"
    said = run("chart", "ikeda-2021", "--store", place, "--out", out, "--view", view)
    assert (said.status, said.err) == (0, "")
    assert any(words.startswith(text) for words in texts_of(out))


def test_a_view_shows_the_marker_that_is_named(run: Run, place: Path, tmp_path: Path) -> None:
    words = ("chart", "zhang-2024", "--store", place, "--view", "change", "--marker", "vegf")
    assert run(*words, "--out", tmp_path / "a.svg").status == 0
    assert "VEGF" in texts_of(tmp_path / "a.svg")


@pytest.mark.parametrize(
    ("code", "words", "sentence"),
    [
        pytest.param(
            "zhang-2024",
            ("--marker", "PIVKA-II"),
            "There is no number of PIVKA-II; there is AFP, CA19-9, VEGF.",
            id="a marker without a number",
        ),
        pytest.param(
            "fonc-2024",
            (),
            "There is no number of a marker; there is none of any marker.",
            id="no marker at all",
        ),
    ],
)
def test_a_view_without_numbers_is_refused(
    run: Run, place: Path, tmp_path: Path, code: str, words: tuple[str, ...], sentence: str
) -> None:
    out = tmp_path / "a.svg"
    said = run("chart", code, "--store", place, "--out", out, "--view", "change", *words)
    assert said.status == 1
    assert sentence in said.err
    assert not out.exists()
