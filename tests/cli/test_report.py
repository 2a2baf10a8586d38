"""The command that prints reports: files, folders, what is refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from hcclog.cli.report import _PAPERS, _SECTIONS
from hcclog.commands.base import Add
from hcclog.report.patient.choices import PageSize, Section
from tests.books import a_patient, new_book
from tests.cli.conftest import Run
from tests.report.patient.pages import needs_poppler, output


def n_pages(path: Path) -> int:
    """Return how many pages a PDF has."""
    with Pdf.open(BytesIO(path.read_bytes())) as pdf:
        return len(pdf.pages)


@pytest.fixture
def words(place: Path) -> tuple[object, ...]:
    """What a command begins with."""
    return ("report", "--store", place)


def test_the_options_are_those_of_the_report() -> None:
    assert tuple(PageSize) == _PAPERS
    assert tuple(Section) == _SECTIONS


@needs_poppler
@pytest.mark.parametrize("code", ["zhang-2024", "fonc-2024", "ikeda-2021"])
def test_a_case_is_printed(run: Run, words: tuple[object, ...], tmp_path: Path, code: str) -> None:
    out = tmp_path / "a.pdf"
    said = run(*words, code, "--out", out)
    assert (said.status, said.out, said.err) == (0, f"{out}\n", "")
    text = output("pdftotext", "-layout", out, "-")
    assert code in text
    assert "Clinical course" in text


def test_printed_twice_it_is_the_same(run: Run, words: tuple[object, ...], tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    for file in files:
        assert run(*words, "ikeda-2021", "--out", file).status == 0
    first, second = (file.read_bytes() for file in files)
    assert first == second


@needs_poppler
def test_sections_and_paper_are_chosen(run: Run, words: tuple[object, ...], tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    run(*words, "zhang-2024", "--out", out, "--sections", "labs, treatment", "--paper", "letter")
    text = output("pdftotext", "-layout", out, "-")
    assert "Laboratory results" in text
    assert "Treatment" in text
    assert "Clinical course" not in text
    assert "612 x 792" in output("pdfinfo", out)


@needs_poppler
def test_responses_are_computed_by_the_criteria_that_were_named(
    run: Run, words: tuple[object, ...], tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    run(*words, "zhang-2024", "--out", out, "--sections", "responses", "--criteria", "mrecist")
    text = output("pdftotext", "-layout", out, "-")
    assert "mRECIST" in text
    assert "iRECIST" not in text
    assert run(*words, "zhang-2024", "--out", out, "--criteria", "who").status == 2


def test_a_board_has_one_page_and_tells_what_it_leaves_out(
    run: Run, words: tuple[object, ...], tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    said = run(*words, "zhang-2024", "--out", out, "--board", "--question", "TACE again?")
    assert said.status == 0
    assert said.err.startswith("hcclog: zhang-2024: no room for ")
    assert n_pages(out) == 1


def test_every_patient_has_a_file_of_a_safe_name(run: Run, place: Path, tmp_path: Path) -> None:
    book = new_book(place)
    for code in ("../../x", "CON", "a:b", "A?B"):
        book.do(Add((a_patient(code),)))
    book.close()
    out = tmp_path / "reports"
    said = run("report", "--store", place, "--all", "--out", out)
    assert said.status == 0
    names = sorted(path.name for path in out.iterdir())
    assert sorted(name.casefold() for name in names) == [
        "a-b-2.pdf",
        "a-b.pdf",
        "con-.pdf",
        "x.pdf",
    ]
    assert all(path.parent == out for path in map(Path, said.out.splitlines()))


@needs_poppler
def test_a_report_leaves_without_whose_it_is(
    run: Run, words: tuple[object, ...], tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    said = run(*words, "zhang-2024", "--out", out, "--deidentify")
    assert said.status == 0
    text = output("pdftotext", "-layout", out, "-")
    assert "zhang" not in text
    assert "2022-0" not in text
    assert "lenvatinib" in text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        pytest.param(
            ("zhang-2024", "--out", "a.txt"), "a.txt: a report is saved as .pdf.", id="its ending"
        ),
        pytest.param(
            ("zhang-2024", "ikeda-2021", "--out", "a.pdf"),
            "a.pdf: the reports of several patients go into a folder.",
            id="two into a file",
        ),
        pytest.param(
            ("zhang-2024", "--out", "a.pdf", "--sections", "labs,food"),
            "There is no section 'food'; there are course, responses, lesions, treatment, labs, "
            "events, visits, scores, to-settle, sources.",
            id="an unknown section",
        ),
        pytest.param(
            ("nobody", "--out", "a.pdf"),
            "There is no patient with the code 'nobody'; `hcclog patients` lists them.",
            id="nobody",
        ),
        pytest.param(
            ("zhang-2024", "--out", "gone/a.pdf"),
            "gone/a.pdf does not take the report: No such file or directory.",
            id="a folder that is not there",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    run: Run,
    words: tuple[object, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    more: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*words, *more)
    assert (said.status, said.err) == (1, f"hcclog: {sentence}\n")
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("store")] == []


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(("zhang-2024", "--question", "TACE?"), id="a question without a board"),
        pytest.param((), id="nobody named"),
        pytest.param(("zhang-2024", "--all"), id="one and everybody"),
        pytest.param(("zhang-2024", "--paper", "a3"), id="another paper"),
        pytest.param(("zhang-2024", "--board", "--sections", "labs"), id="sections of one page"),
    ],
)
def test_what_contradicts_itself_is_wrong_usage(
    run: Run, words: tuple[object, ...], tmp_path: Path, more: tuple[str, ...]
) -> None:
    out = tmp_path / "a.pdf"
    assert run(*words, *more, "--out", out).status == 2
    assert not out.exists()
