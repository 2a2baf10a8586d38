"""Search readers for inputs that break their laws, guided by what each input reaches.

``python packaging/fuzz_readers.py number --seconds 480`` searches one reader, ``--list`` names
them. The laws are those of tests/fuzz, whose tests try a few inputs in every run; here as many
are tried as the time allows. It needs atheris, which is no part of what the tests install.
Each finding is kept as a file of its input beside one of its traceback; the status is 1 where
there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

CHECKOUT = Path(__file__).resolve().parent.parent
_MOST_BYTES = 20_000
_TOO_LONG_S = 20

if TYPE_CHECKING:
    from tests.fuzz.target import Target


def main() -> int:
    """Search one reader; return the exit status."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="hcclog-fuzz-"))
    os.environ |= {"HCCLOG_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    sys.path.insert(0, str(CHECKOUT))
    targets = _instrumented(folder, options.target)
    if options.list or options.target not in targets:
        print(*targets, sep="\n")
        return 0 if options.list else 2
    findings = Path(options.findings)
    findings.mkdir(parents=True, exist_ok=True)
    _search(options.target, targets[options.target], options.seconds, findings, folder)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("target", nargs="?", default="", help="the reader")
    parser.add_argument("--list", action="store_true", help="name the readers")
    parser.add_argument("--seconds", type=int, default=480, help="how long to search")
    parser.add_argument("--findings", default="fuzz-findings", help="folder of what is found")
    return parser.parse_args()


def _instrumented(folder: Path, name: str) -> dict[str, Target]:
    """Return the readers, with what tells the search where an input went."""
    atheris = import_module("atheris")

    with atheris.instrument_imports(include=["hcclog"], enable_loader_override=False):
        from tests.books import new_book
        from tests.exchange.dicom.reports import studied
        from tests.fuzz.targets import all_targets
        from tests.ui.desks import add_record

        book = new_book(folder / "store.db")
        add_record(book, studied())
        targets = all_targets(book, folder)
        # What a reader imports late is imported here, where it can be told apart.
        for seed in targets[name].seeds if name in targets else ():
            with suppress(Exception):
                targets[name].law(seed)
    return targets


def _search(name: str, target: Target, seconds: int, findings: Path, folder: Path) -> None:
    """Search until the time is up; the library then ends the process."""
    atheris = import_module("atheris")

    corpus = folder / "corpus"
    corpus.mkdir()
    for n, seed in enumerate(target.seeds):
        (corpus / f"seed-{n}").write_bytes(seed)
    arguments = [sys.argv[0], str(corpus), f"-max_total_time={seconds}", "-print_final_stats=1"]
    arguments += [f"-max_len={_MOST_BYTES}", f"-timeout={_TOO_LONG_S}", "-rss_limit_mb=3000"]
    arguments += [f"-artifact_prefix={findings}/{name}-"]
    atheris.Setup(arguments, _keeping(name, target.law, findings))
    atheris.Fuzz()


def _keeping(name: str, law: Callable[[bytes], None], findings: Path) -> Callable[[bytes], None]:
    """Return a law whose breaks are kept, one of each kind, so that the search goes on."""
    known: set[str] = set()

    def search(data: bytes) -> None:
        try:
            law(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            kind = _kind_of(error)
            if kind in known:
                return
            known.add(kind)
            (findings / f"{name}-{kind}").write_bytes(data)
            told = "".join(traceback.format_exception(error))
            (findings / f"{name}-{kind}.txt").write_text(f"{data[:400]!r}\n{told}")
            print(f"FOUND {name}: {type(error).__name__}: {str(error)[:200]}", flush=True)

    return search


def _kind_of(error: BaseException) -> str:
    """Return a short name for the place where a law broke."""
    frames: list[Any] = traceback.extract_tb(error.__traceback__)
    place = ";".join(f"{each.filename}:{each.lineno}" for each in frames[-4:])
    return hashlib.sha256(f"{type(error).__name__}{place}".encode()).hexdigest()[:10]


if __name__ == "__main__":
    sys.exit(main())
