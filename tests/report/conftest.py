"""Figures need Qt without a display."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True, scope="session")
def gui(qapp: object) -> object:
    """Make the one application of this run and load the fonts."""
    from hcclog.report.typeface import load_fonts

    load_fonts()
    return qapp
