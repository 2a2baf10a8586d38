"""The one style sheet, a template over the palette's names."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from hcclog.paths import RESOURCES
from hcclog.report.palette import DARK, Palette

_TEMPLATE = Template("""
QWidget#top_bar, QStatusBar { background: $surface; }
QWidget#top_bar { background: $background; border-bottom: 1px solid $border; }
QFrame#chart_bar { background: $background; }
QFrame#work_bar { background: $accent_soft; border-top: 1px solid $border; }
QFrame#fault_bar { background: $bad_fill; border-bottom: 1px solid $border; }
QFrame#read_only_bar { background: $note_fill; border-bottom: 1px solid $note_border; }
QStatusBar { border-top: 1px solid $border; color: $muted; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $muted; padding: 0 6px; }
QToolButton#status_button {
    background: transparent; color: $muted; border: 1px solid transparent; border-radius: 4px;
    padding: 1px 7px;
}
QToolButton#status_button:hover { color: $text; border-color: $border; }
QToolButton#status_button:focus { color: $text; border: 1px solid $accent; }
QToolButton#status_button[warns="true"] {
    background: $warn_fill; color: $warn_text; font-weight: 600;
}
QToolButton#status_button[warns="true"]:focus { border: 1px solid $text; }
QWidget#side { background: $surface; }
QWidget#side_left { background: $surface; border-right: 1px solid $border; }
QWidget#side_right { background: $surface; border-left: 1px solid $border; }
QWidget#header { background: $background; border-bottom: 1px solid $border; }
QLabel#brand { font-weight: 700; }
QLabel#title { font-size: 18px; font-weight: 700; }
QLabel#facts { color: $text; }
QLabel#section { color: $muted; font-weight: 600; font-size: 12px; padding-top: 6px; }
QLabel#muted, QLabel#empty { color: $muted; }
QLabel#empty { font-size: 14px; }
QLabel#understood { color: $muted; font-size: 12px; padding-left: 9px; }
QLabel#inside { color: $muted; font-size: 12px; background: transparent; }
QLabel#refusal { color: $bad_text; background: $bad_fill; border-radius: 4px; padding: 4px 8px; }
QLabel#notice, QLabel#read_only { color: $text; }
QLabel#fault { color: $bad_text; }
QLabel#finding { color: $text; background: $note_fill; padding: 6px 10px; }
QScrollArea#findings { border: 1px solid $note_border; border-radius: 4px; }
QFrame#card { background: $background; border: 1px solid $border; border-radius: 6px; }
QFrame#note_card { background: $note_fill; border: 1px solid $note_border; border-radius: 6px; }
QLabel#card_title { font-weight: 700; }
QFrame#visit_section { border: 0; border-bottom: 1px solid $border; }
QLabel#visit_title, QLabel#strong { font-weight: 600; }
QLabel#caption { color: $muted; font-size: 12px; }
QLabel#value_bad { color: $bad_text; }
QLabel#value_good { color: $good_text; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
    background: $background; color: $text; border: 1px solid $border; border-radius: 5px;
    padding: 4px 8px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QComboBox { padding-left: 10px; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 3px 7px;
}
QComboBox:focus, QComboBox:on { padding-left: 9px; }
QComboBox:editable { padding-left: 8px; }
QComboBox:editable:focus { padding-left: 7px; }
QPlainTextEdit { padding: 1px 6px; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 5px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, QComboBox QLineEdit:focus {
    border: 0; padding: 0; background: transparent;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QComboBox QAbstractItemView {
    background: $background; color: $text; border: 1px solid $border; padding: 2px;
    selection-background-color: $accent_soft; selection-color: $text;
}
QComboBox QAbstractItemView::item, QListView::item { min-height: 22px; padding: 0 6px; }
QCalendarWidget QAbstractItemView {
    background: $background; color: $text; border: 1px solid $border;
    selection-background-color: $accent; selection-color: $on_accent;
}
QCalendarWidget QAbstractItemView:focus { border: 2px solid $accent; }
QCalendarWidget QToolButton {
    background: transparent; color: $text; border: 1px solid transparent; border-radius: 4px;
    padding: 3px 6px;
}
QCalendarWidget QToolButton:focus, QCalendarWidget QToolButton:hover { border-color: $accent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCheckBox { spacing: 8px; padding: 2px; }
QCheckBox::indicator, QTableView::indicator {
    width: 14px; height: 14px; border: 1px solid $muted; border-radius: 3px;
    background: $background;
}
QCheckBox::indicator:checked, QTableView::indicator:checked {
    background: $check_ground; image: url("$check");
}
QTableView::indicator:indeterminate { background: $muted; }
QCheckBox:focus { border: 1px solid $accent; border-radius: 3px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: $surface; color: $muted;
}
QLineEdit#search { padding: 7px 9px; }
QLineEdit#search:focus { padding: 6px 8px; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] {
    border: 2px solid $bad_text; padding: 3px 7px;
}
QComboBox[invalid="true"] { padding-left: 9px; }
QComboBox:editable[invalid="true"] { padding-left: 7px; }
QPlainTextEdit[invalid="true"] { border: 2px solid $bad_text; padding: 0 5px; }
QTableView#first_columns { border: 0; border-right: 1px solid $border; }
QWidget#entry_row { background: $surface; border-bottom: 1px solid $border; }
QWidget#entry_row QLineEdit { border-radius: 4px; padding: 3px 7px; }
QWidget#entry_row QLineEdit:focus { padding: 2px 6px; }
QAbstractItemView QLineEdit { padding: 0 4px; border-radius: 0; border: 2px solid $accent; }

QPushButton, QToolButton#bar_button {
    background: $background; color: $text; border: 1px solid $border; border-radius: 5px;
    padding: 5px 12px;
}
QPushButton:hover, QToolButton#bar_button:hover { background: $surface; }
QPushButton:focus, QToolButton#bar_button:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton#bar_button:disabled { color: $muted; background: $surface; }
QPushButton:default, QPushButton[primary="true"], QToolButton#bar_button[primary="true"] {
    background: $accent; color: $on_accent; border: 1px solid $accent;
}
QPushButton:default:focus, QPushButton[primary="true"]:focus,
QToolButton#bar_button[primary="true"]:focus { border: 2px solid $text; }
QToolButton#in_field {
    background: $background; border: 1px solid $border; border-radius: 5px; padding: 3px 4px;
}
QToolButton#in_field:hover { background: $surface; }
QCalendarWidget QWidget { background: $background; color: $text; }
QCalendarWidget QAbstractItemView {
    background: $background; color: $text; font-size: 13px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QCalendarWidget QAbstractItemView:disabled { color: $muted; }
QCalendarWidget QWidget#qt_calendar_navigationbar { border-bottom: 1px solid $border; }
QCalendarWidget QToolButton {
    background: transparent; color: $text; border: 0; border-radius: 4px; padding: 5px 8px;
    font-weight: 600;
}
QCalendarWidget QToolButton:hover { background: $surface; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled,
QToolButton#bar_button[primary="true"]:disabled {
    background: $surface; color: $muted; border: 1px solid $border;
}
QToolButton#bar_button::menu-indicator, QToolButton#chart_button::menu-indicator { image: none; }
QToolButton#chart_button {
    background: transparent; color: $muted; border: 1px solid transparent; border-radius: 4px;
    padding: 1px 7px; font-size: 12px;
}
QToolButton#chart_button:hover, QToolButton#chart_button:open {
    background: $surface; color: $text;
}
QToolButton#chart_button:checked { background: $accent_soft; color: $text; }
QToolButton#chart_button:focus { border: 1px solid $accent; color: $text; }
QPushButton#choice_menu {
    background: $background; color: $text; border: 1px solid $border; border-radius: 5px;
    padding: 4px 22px 4px 9px; text-align: left;
}
QPushButton#choice_menu:hover { background: $surface; }
QPushButton#choice_menu:focus { border: 2px solid $accent; padding: 3px 21px 3px 8px; }
QPushButton#choice_menu[narrowed="true"] { background: $accent_soft; font-weight: 600; }
QPushButton#choice_menu:disabled { color: $muted; background: $surface; }
QPushButton#choice_menu::menu-indicator {
    image: url("$chevron"); width: 14px; height: 14px; right: 6px;
    subcontrol-origin: border; subcontrol-position: right center;
}
QPushButton#verdict_chip { padding: 3px 10px; font-size: 12px; }
QPushButton#verdict_chip:focus { padding: 2px 9px; }
QPushButton#verdict_chip:checked {
    background: $accent_soft; border-color: $accent; font-weight: 600;
}
QToolButton#fold {
    background: transparent; color: $muted; border: 1px solid transparent; padding: 4px 8px;
}
QToolButton#fold:hover { color: $text; }
QToolButton#fold:focus { border: 1px solid $accent; }
QProgressBar {
    background: $surface; border: 1px solid $border; border-radius: 4px; max-height: 10px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QToolButton#room_button {
    background: transparent; color: $muted; border: 1px solid transparent; border-radius: 5px;
    padding: 5px 8px;
}
QToolButton#room_button:hover { color: $text; }
QToolButton#room_button:checked { color: $accent; background: $accent_soft; font-weight: 600; }
QToolButton#room_button:focus { border: 2px solid $accent; padding: 4px 7px; }

QTabBar { background: $surface; qproperty-drawBase: 0; }
QWidget#tab_strip {
    background: $surface; border-top: 1px solid $border; border-bottom: 1px solid $border;
}
QTabBar::tab {
    background: transparent; color: $muted; border: 0; border-bottom: 2px solid transparent;
    padding: 8px 15px 7px 15px;
}
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border: 2px solid $accent; padding: 6px 13px 7px 13px; }

QTableView, QListView { background: $background; border: 0; outline: 0; color: $text; }
QListView { border: 1px solid $border; padding: 2px; }
QListView#patients { background: $surface; border: 0; padding: 0; }
QTableView {
    gridline-color: $border; selection-background-color: $accent_soft; selection-color: $text;
}
QTableView:focus { border: 0; }
QTableView#grid::item { padding: 0 7px; border: 0; }
QTableView#grid::item:selected {
    background: $accent_soft; border: 2px solid $accent; padding: 0 5px;
}
QTableView#people::item { padding: 0 7px; }
QTableView#people::item:selected { background: $accent_soft; color: $text; }
QListView#problems { border: 0; }
QListView#problems::item { min-height: 16px; padding: 0; }
QHeaderView { background: $background; }
QHeaderView::section {
    background: $surface; color: $muted; border: 0; border-bottom: 1px solid $border;
    padding: 4px 10px; font-weight: 600; font-size: 12px;
}
QTableCornerButton::section { background: $surface; border: 0; }

QSplitter::handle { background: $border; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:horizontal { width: 1px; }
QScrollArea { border: 0; background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 9px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 9px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $background; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 6px; }
QDialog { background: $background; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
""")


def style_sheet(colours: Palette) -> str:
    """Return the style sheet in these colours."""
    # The tick is black: it stands on the lighter of the two accents.
    ground = colours.accent if colours is DARK else colours.accent_soft
    icons = (RESOURCES / "icons").as_posix()
    return _TEMPLATE.substitute(
        asdict(colours),
        check=f"{icons}/check.svg",
        # Its grey is read on both grounds.
        chevron=f"{icons}/chevron-down-grey.svg",
        check_ground=ground,
    )
