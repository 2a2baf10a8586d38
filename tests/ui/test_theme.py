"""Light and dark: the palette that holds, and the colours that paint themselves."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from hcclog.report.palette import AA_CONTRAST, DARK, LIGHT, Palette, contrast
from hcclog.ui.style_sheet import style_sheet
from hcclog.ui.theme import Choice, Theme, current_colours, qt_palette

_Role = QPalette.ColorRole


@pytest.mark.parametrize(
    ("choice", "colours"), [(Choice.DARK, DARK), (Choice.LIGHT, LIGHT)], ids=["dark", "light"]
)
def test_a_choice_changes_the_whole_application(
    qapp: QApplication, theme: Theme, qtbot: QtBot, choice: Choice, colours: Palette
) -> None:
    theme.choose(Choice.LIGHT)
    with qtbot.waitSignal(theme.changed):
        theme.choose(choice)
    assert theme.choice is choice
    assert current_colours() is colours
    assert qapp.palette().color(_Role.Window).name() == colours.background
    assert colours.accent in qapp.styleSheet()
    theme.choose(Choice.LIGHT)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (_Role.WindowText, _Role.Window),
        (_Role.Text, _Role.Base),
        (_Role.ButtonText, _Role.Button),
        (_Role.HighlightedText, _Role.Highlight),
        (_Role.PlaceholderText, _Role.Base),
        (_Role.ToolTipText, _Role.ToolTipBase),
    ],
    ids=lambda role: role.name,
)
def test_every_text_can_be_read_on_its_ground(
    qapp: QApplication, colours: Palette, ink: QPalette.ColorRole, ground: QPalette.ColorRole
) -> None:
    palette = qt_palette(colours)
    assert contrast(palette.color(ink).name(), palette.color(ground).name()) >= AA_CONTRAST


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_gap(colours: Palette) -> None:
    assert "$" not in style_sheet(colours)


@pytest.mark.parametrize(
    ("choice", "colours"), [(Choice.LIGHT, LIGHT), (Choice.DARK, DARK)], ids=["light", "dark"]
)
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_stands_in_an_empty_field_can_be_read(
    theme: Theme,
    qtbot: QtBot,
    kind: type[QLineEdit | QPlainTextEdit],
    choice: Choice,
    colours: Palette,
) -> None:
    theme.choose(choice)
    field = kind()
    qtbot.addWidget(field)
    field.ensurePolished()
    ink = field.palette().color(_Role.PlaceholderText)
    theme.choose(Choice.LIGHT)
    assert ink.alpha() == 255
    assert contrast(ink.name(), colours.background) >= AA_CONTRAST
