"""Make the checkout's own virtual environment, once, on a machine that has only Python and pip.

Only the standard library is used here, and nothing newer than Python 3.7 above the version check.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import system_libraries

CHECKOUT = Path(__file__).resolve().parent.parent
CONSTRAINTS = CHECKOUT / "packaging" / "constraints.txt"
VENV = CHECKOUT / ".venv"
STAMP = VENV / "hcclog-installed"
OLDEST = (3, 11)


def prepare(*, tests: bool) -> Path:
    """Return the environment's Python, after everything was installed that is missing.

    Args:
        tests: Whether the tests' own dependencies are wanted too; no window is opened by those.
    """
    _check_python()
    system_libraries.require(window=not tests)
    if not _is_installed(tests=tests):
        _make_venv()
        _install(tests=tests)
    return venv_python()


def venv_python() -> Path:
    """Return the path of the environment's Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(program: list[str], **variables: str) -> None:
    """End this process as `program`, run in the caller's folder with the variables added."""
    environment = {**_plain_environment(), **variables}
    if os.name == "nt":  # there os.execve returns to the shell before the program has ended
        sys.exit(subprocess.call(program, env=environment))
    sys.stdout.flush()
    os.execve(program[0], program, environment)  # noqa: S606 - the point of these scripts


def say(line: str) -> None:
    """Tell on the terminal what is being done."""
    print(f"hcclog: {line}", flush=True)


def _check_python() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        wanted = ".".join(map(str, OLDEST))
        sys.exit(
            f"hcclog: Python {wanted} or newer is needed, and this is Python {found}"
            f" ({sys.executable}); run this script with a newer one."
        )


def _is_installed(*, tests: bool) -> bool:
    """Return whether the stamp says that just this was installed, or more."""
    try:
        digest, kind = STAMP.read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return False
    return digest == _digest() and (kind == "test" or not tests) and _venv_works()


def _digest() -> str:
    """Return a digest of all that decides what is installed, and where."""
    parts = [(CHECKOUT / "pyproject.toml").read_bytes(), CONSTRAINTS.read_bytes()]
    parts += [sys.version.encode(), str(CHECKOUT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _venv_works() -> bool:
    """Return whether the environment's Python runs and is of this one's version."""
    program = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"
    try:
        return subprocess.call([str(venv_python()), "-c", program]) == 0
    except OSError:
        return False


def _make_venv() -> None:
    if _venv_works() and _has_pip():
        return
    say(f"making a virtual environment in {VENV}")
    for way in (_with_ensurepip, _with_own_pip, _with_debians_venv):
        if way() and _has_pip():
            return
    sys.exit(
        "hcclog: this Python cannot make virtual environments with pip in them."
        "\n  On Debian and Ubuntu type:  sudo apt-get install python3-venv"
        "\n  then run this script again."
    )


def _has_pip() -> bool:
    try:
        return _quietly([str(venv_python()), "-m", "pip", "--version"])
    except OSError:
        return False


def _with_ensurepip() -> bool:
    """Make it the usual way; Debian's Python lacks ensurepip until python3-venv is there."""
    if importlib.util.find_spec("ensurepip") is None:
        return False
    return _quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _with_own_pip() -> bool:
    """Make it empty and let the pip outside put one in: no root is needed for that."""
    pip = [sys.executable, "-m", "pip", "--python", str(venv_python())]
    return (
        importlib.util.find_spec("pip") is not None
        and _quietly([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
        and _quietly([*pip, "install", "--disable-pip-version-check", "pip"])
    )


def _with_debians_venv() -> bool:
    """Install Debian's missing half of venv, then make it in a Python that sees it."""
    return system_libraries.install(["python3-venv"]) and _quietly(
        [sys.executable, "-m", "venv", "--clear", str(VENV)]
    )


def _install(*, tests: bool) -> None:
    kind = "test" if tests else "run"
    say("installing hcclog and what it needs, in the versions of packaging/constraints.txt")
    project = f"{CHECKOUT}[test]" if tests else str(CHECKOUT)
    pip = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "-qq"]
    told = subprocess.call([*pip, "--editable", project], env=_pip_environment())
    if told:
        sys.exit(f"hcclog: pip could not install it (exit status {told}); its reason stands above.")
    package = str(CHECKOUT / "hcclog")
    subprocess.call([str(venv_python()), "-m", "compileall", "-q", package])
    STAMP.write_text(f"{_digest()} {kind}\n", encoding="utf-8")


def _pip_environment() -> dict[str, str]:
    """Hold the building of our own wheel to the constraints too, which no option of pip does."""
    constraints = str(CONSTRAINTS)
    return {
        **_plain_environment(),
        "PIP_CONSTRAINT": constraints,
        "PIP_BUILD_CONSTRAINT": constraints,
    }


def _plain_environment() -> dict[str, str]:
    """Return the variables without those that make a start three times slower or leave the venv."""
    left_out = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in left_out}


def _quietly(program: list[str]) -> bool:
    """Run a program and show what it said only where it failed."""
    done = subprocess.run(
        program, capture_output=True, text=True, check=False, env=_plain_environment()
    )
    if done.returncode:
        print(done.stdout + done.stderr, end="", flush=True)
    return done.returncode == 0
