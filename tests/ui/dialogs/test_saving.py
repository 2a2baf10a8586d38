"""Where a file is proposed to go."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hcclog.ui.dialogs.saving import documents


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux finds the folder by the home")
@pytest.mark.parametrize("is_there", [True, False], ids=["there", "none"])
def test_a_folder_that_is_not_there_is_not_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    if is_there:
        (tmp_path / "Documents").mkdir()
    assert documents() == (tmp_path / "Documents" if is_there else tmp_path)
