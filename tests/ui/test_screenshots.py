"""Pictures of every page: complete, of one size, inside their folder, and nothing is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.cohort.plots import PLOTS
from hcclog.ui.panels.tabs import TABS
from hcclog.ui.screenshots import SIZE, THEMES, render_pages
from tests.books import a_lab, a_patient


def test_every_tab_and_dialog_of_a_patient_is_taken_light_and_dark(
    empty_patient: Logbook, tmp_path: Path
) -> None:
    before = empty_patient.revision
    taken = render_pages(empty_patient, tmp_path)
    names = {path.stem for path in taken}
    tabs = [tab.title.casefold().replace(" ", "-") for tab in TABS]
    pages = [*tabs, "new-assessment", "new-lesion"]
    assert {f"{t.value}-empty-01-{page}" for t in THEMES for page in pages} <= names
    plots = [*(plot.title.casefold() for plot in PLOTS), "nobody"]
    assert {f"{t.value}-cohort-{plot}" for t in THEMES for plot in plots} <= names
    assert len(names) == len(taken)
    assert empty_patient.revision == before


def test_pages_are_as_large_as_a_window_and_differ_by_theme(
    empty_patient: Logbook, tmp_path: Path
) -> None:
    taken = {path.stem: QImage(str(path)) for path in render_pages(empty_patient, tmp_path)}
    light, dark = taken["light-empty-01-labs"], taken["dark-empty-01-labs"]
    assert (light.width(), light.height()) == (dark.width(), dark.height()) == SIZE
    middle = SIZE[0] // 2, SIZE[1] // 2
    assert light.pixelColor(*middle).lightness() > 200
    assert dark.pixelColor(*middle).lightness() < 60


def test_a_code_like_a_path_stays_in_the_folder_and_two_alike_are_both_taken(
    book: Logbook, tmp_path: Path
) -> None:
    for code in ("../../P-1", "P 1"):
        patient = a_patient(code)
        book.do(Add((patient, a_lab(patient))))
    folder = tmp_path / "pictures"
    folder.mkdir()
    taken = render_pages(book, folder)
    assert {path.parent for path in taken} == {folder}
    assert len(set(taken)) == len(taken)
    assert all(path.is_file() for path in taken)
    assert sum("p-1-labs" in path.name for path in taken) == 2 * len(THEMES)
    assert sum("p-1-crosshair" in path.name for path in taken) == 2 * len(THEMES)
    assert sum("p-1-change-per-line" in path.name for path in taken) == 2 * len(THEMES)
