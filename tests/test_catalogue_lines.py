"""The table of bad inputs in the README beside this file says which tests there are."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def test_the_table_of_bad_inputs_says_what_is_collected() -> None:
    # In a process of its own: one run of pytest does not start another.
    command = [sys.executable, "packaging/catalogue_of_tests.py", "--check"]
    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (told.stdout, told.returncode) == ("", 0), "run packaging/catalogue_of_tests.py"
