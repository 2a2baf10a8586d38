"""The form of our bundles: what they show is drawn alike until the form has another name."""

from __future__ import annotations

import hashlib
from itertools import count

import pytest

from hcclog.exchange.casefile import case_paths, read_case
from hcclog.exchange.fhir.bundle import FORM, stated
from hcclog.exchange.fhir.json_text import json_text

DRAWN = {
    "zhang-2024": "142af06c8af58b04",
    "fonc-2024": "2952a03b19b6ed66",
    "ikeda-2021": "1bce2c6fde8bb0ae",
}


@pytest.mark.parametrize("code", DRAWN)
def test_a_bundle_of_this_form_shows_what_it_showed(code: str) -> None:
    """Reading a bundle draws it anew: drawn otherwise, it refuses the bundles of before.

    Where that is meant, give `FORM` the next number, and write the digest here.
    """
    number = count(1)
    path = next(each for each in case_paths() if each.stem == code)
    record = read_case(path, lambda: f"00000000-0000-7000-8000-{next(number):012d}")
    drawn = json_text([made.resource for made in stated(record)])
    assert (FORM, hashlib.sha256(drawn.encode()).hexdigest()[:16]) == ("1", DRAWN[code])
