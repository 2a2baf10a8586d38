"""Bundled files are found in every way to install; the user's files are where they were asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hcclog import paths

CHECKOUT = Path(__file__).resolve().parent.parent


def test_a_checkout_reads_its_own_resources_and_migrations() -> None:
    assert paths.RESOURCES == CHECKOUT / "resources"
    assert paths.MIGRATIONS == CHECKOUT / "db" / "migrations"
    assert (paths.RESOURCES / "cases").is_dir()
    assert (paths.MIGRATIONS / "env.py").is_file()


def test_an_installed_package_reads_what_it_carries(tmp_path: Path) -> None:
    package = tmp_path / "hcclog"
    (package / "_bundle").mkdir(parents=True)
    for name in ("__init__.py", "paths.py"):
        shutil.copy(CHECKOUT / "hcclog" / name, package / name)
    program = "from hcclog import paths; print(paths.RESOURCES); print(paths.MIGRATIONS)"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    bundle = package.resolve() / "_bundle"
    assert told.stdout.splitlines() == [
        str(bundle / "resources"),
        str(bundle / "db" / "migrations"),
    ]


def test_the_variable_moves_all_of_the_users_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    assert paths.user_folder() == tmp_path
    assert paths.default_store() == tmp_path / "store.db"
    assert paths.log_file() == tmp_path / "hcclog.log"


@pytest.mark.parametrize("value", ["", None], ids=["an empty variable", "no variable"])
def test_without_the_variable_the_platform_says_where(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    if value is not None:
        monkeypatch.setenv(paths.HOME_VARIABLE, value)
    folder = paths.user_folder()
    assert folder.is_absolute()
    assert folder.name == "hcclog"


def test_no_test_touches_the_store_of_the_person_who_runs_it() -> None:
    assert "home" in Path(os.environ[paths.HOME_VARIABLE]).name
