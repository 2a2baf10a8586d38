"""Find what Qt wants from a Linux system, and bring it where that is allowed.

Qt's wheels carry Qt, but not the libraries of the graphics stack. What is missing is found by
loading it: no list of packages says it as surely.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# A shared library, and the Debian packages that hold it: the first one known to the system is taken
# (the names with t64 are those of releases from 2024 on).
_ALWAYS = {
    "libGL.so.1": ["libgl1"],
    "libEGL.so.1": ["libegl1"],
    "libxkbcommon.so.0": ["libxkbcommon0"],
    "libfontconfig.so.1": ["libfontconfig1"],
    "libdbus-1.so.3": ["libdbus-1-3"],
    "libglib-2.0.so.0": ["libglib2.0-0t64", "libglib2.0-0"],
}
_FOR_A_WINDOW = {
    "libxcb-cursor.so.0": ["libxcb-cursor0"],
    "libxkbcommon-x11.so.0": ["libxkbcommon-x11-0"],
    "libxcb-icccm.so.4": ["libxcb-icccm4"],
    "libxcb-image.so.0": ["libxcb-image0"],
    "libxcb-keysyms.so.1": ["libxcb-keysyms1"],
    "libxcb-render-util.so.0": ["libxcb-render-util0"],
    "libxcb-shape.so.0": ["libxcb-shape0"],
    "libcups.so.2": ["libcups2t64", "libcups2"],  # printers
}


def require(*, window: bool) -> None:
    """Bring the libraries that Qt wants and this system lacks, or say what to type and end.

    Args:
        window: Whether a real window will be opened; tests draw into memory and want less.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = {**_ALWAYS, **_FOR_A_WINDOW} if window else _ALWAYS
    lacking = missing(wanted)
    if not lacking:
        return
    print(f"hcclog: Qt wants from the system: {', '.join(lacking)}", flush=True)
    if not (install_first_known([wanted[name] for name in lacking]) and not missing(wanted)):
        _say_what_to_type(missing(wanted), wanted)


def missing(libraries: dict[str, list[str]]) -> list[str]:
    """Return the names of those libraries that cannot be loaded."""
    return [name for name in libraries if not _loads(name)]


def install_first_known(choices: list[list[str]]) -> bool:
    """Install of each choice the first package that this system knows."""
    prefix = _apt_prefix()
    if prefix is None:
        return False
    _apt([*prefix, "update", "-q"])  # an old list of packages may still do
    return _apt_install(prefix, [_first_known(names) for names in choices])


def install(packages: list[str]) -> bool:
    """Install Debian packages; return whether that was allowed and worked."""
    return install_first_known([[name] for name in packages])


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _apt_prefix() -> list[str] | None:
    """Return how apt-get can be called without asking anybody; None where it cannot."""
    apt = shutil.which("apt-get")
    if apt is None:
        return None
    if os.geteuid() == 0:
        return [apt]
    sudo = shutil.which("sudo")
    if sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return [sudo, "-n", apt]
    return None


def _apt_install(prefix: list[str], packages: list[str]) -> bool:
    print(f"hcclog: installing with apt-get: {' '.join(packages)}", flush=True)
    return _apt([*prefix, "install", "-y", "-q", "--no-install-recommends", *packages])


def _apt(command: list[str]) -> bool:
    """Run apt-get without questions; show what it said only where it failed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        print(done.stdout + done.stderr, end="", flush=True)
    return done.returncode == 0


def _first_known(names: list[str]) -> str:
    for name in names[:-1]:
        known = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if known.returncode == 0:
            return name
    return names[-1]


def _say_what_to_type(lacking: list[str], wanted: dict[str, list[str]]) -> None:
    told = f"hcclog: these shared libraries are missing: {', '.join(lacking)}"
    if shutil.which("apt-get"):
        packages = " ".join(_first_known(wanted[name]) for name in lacking)
        told += f"\n  Type:  sudo apt-get update && sudo apt-get install {packages}"
    else:
        told += "\n  Install the packages of your system that hold them."
    sys.exit(told + "\n  Then run this script again.")
