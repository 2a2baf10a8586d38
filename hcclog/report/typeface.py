"""The typeface of windows, figures and reports: Inter, with what it lacks from other families.

Widths are measured without hinting, so that a text is as wide on paper as on the screen.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from threading import get_ident

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from hcclog.paths import RESOURCES
from hcclog.report.drawing import TextRole
from hcclog.report.wording import THIN_SPACE

FAMILY = "Inter"
_FOUR_TO_AN_EM = "\u2005"
# What Inter lacks, above all Chinese and Japanese names, comes from the first of these that exists.
_FALLBACKS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Hiragino Sans",
    "Yu Gothic",
    "DejaVu Sans",
)


def gui_application() -> QGuiApplication:
    """Return the running application, or a new one that needs no display; fonts are loaded."""
    app = QGuiApplication.instance()
    if app is None:
        if sys.platform.startswith("linux") and not _has_display():
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QGuiApplication(["hcclog"])
    load_fonts()
    return app  # type: ignore[return-value]


@lru_cache(maxsize=1)
def load_fonts() -> int:
    """Load the bundled fonts, once; return how many files Qt took."""
    files = sorted((RESOURCES / "fonts").glob("*.[to]tf"))
    return sum(QFontDatabase.addApplicationFont(str(file)) >= 0 for file in files)


def font(role: TextRole) -> QFont:
    """Return the font of a role, sized in pixels of 1/96 inch.

    Each thread has its own: what Qt keeps inside of one must not be used by two at a time.
    """
    return _font(role, get_ident())


@lru_cache(maxsize=64)
def _font(role: TextRole, _thread: int) -> QFont:
    return sized_font(role.size, role.weight)


def sized_font(size: int, weight: int = 400, *, tabular: bool = False) -> QFont:
    """Return the house's font, `size` in pixels; `tabular` figures are for columns on the screen.

    Never in points: under a scaled painter Qt enlarges those twice. Never tabular in a PDF: Qt
    writes those glyphs under private codes, and a figure that is copied from the page is lost.
    For the same reason never with contextual alternates: a minus beside a figure would be lost.
    """
    chosen = QFont()
    chosen.setFamilies([FAMILY, *_FALLBACKS])
    chosen.setPixelSize(size)
    chosen.setWeight(QFont.Weight(weight))
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    chosen.setFeature(QFont.Tag("calt"), 0)
    if tabular:
        chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def metrics(role: TextRole) -> QFontMetricsF:
    """Return the metrics of a role's font, in each thread its own."""
    return _metrics(role, get_ident())


@lru_cache(maxsize=64)
def _metrics(role: TextRole, thread: int) -> QFontMetricsF:
    return QFontMetricsF(_font(role, thread))


@lru_cache(maxsize=8192)
def measure(text: str, role: TextRole) -> float:
    """Return the width of a text in pixels."""
    return metrics(role).horizontalAdvance(as_set(text))


def as_set(text: str) -> str:
    """Return a text as it is painted: beside Inter's narrow 1 a thin space would not be seen."""
    return text.replace(THIN_SPACE, _FOUR_TO_AN_EM)


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
