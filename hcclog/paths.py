"""Where bundled and user files are."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
HOME_VARIABLE = "HCCLOG_HOME"


def _bundle_root() -> Path:
    """Return the folder that holds ``resources/`` and ``db/``.

    A wheel and a frozen program carry both inside ``hcclog/_bundle``; a checkout has them beside
    ``hcclog/``.
    """
    bundled = _PACKAGE / "_bundle"
    return bundled if bundled.is_dir() else _PACKAGE.parent


RESOURCES = _bundle_root() / "resources"
MIGRATIONS = _bundle_root() / "db" / "migrations"


def user_folder() -> Path:
    """Return the folder of the user's own files; the variable HCCLOG_HOME names another one."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("hcclog", appauthor=False)


def default_store() -> Path:
    """Return the path of the user's store."""
    return user_folder() / "store.db"


def log_file() -> Path:
    """Return the path of the log."""
    return user_folder() / "hcclog.log"


def native_faults_file() -> Path:
    """Return the path where a fault in native code leaves its lines."""
    return user_folder() / "hcclog-native.log"


def preferences_file() -> Path:
    """Return the path of the user's preferences."""
    return user_folder() / "preferences.json"


def laboratory_layouts() -> Path:
    """Return the path of how the tables of known laboratories are read."""
    return user_folder() / "laboratories.json"


def clinic_catalogue() -> Path:
    """Return the path of what the clinic added to the catalogue."""
    return user_folder() / "catalogue.json"


def host_name() -> str:
    """Return this machine's name, without the network modules that a start would pay for."""
    names = getattr(os, "uname", None)
    return names().nodename if names else os.environ.get("COMPUTERNAME", "")
