"""What the tests on outgoing files share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture
def private() -> Iterator[None]:
    """A person whose new files are for nobody else."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such mask")
    before = os.umask(0o077)
    yield
    os.umask(before)
