"""What a clinic adds is found like the rest; a damaged file is said and stops nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hcclog.catalogue import adverse_events, drugs, procedures, sites
from hcclog.catalogue.clinic import ClinicEntry, clinic_faults
from hcclog.catalogue.renewing import add_to_catalogue, renew
from hcclog.catalogue.strict_json import CatalogueError
from hcclog.paths import clinic_catalogue

TRIAL = ClinicEntry("drugs", "ABC-1234", ("Trial drug Ä",), "anti-PD-1")


@pytest.fixture(autouse=True)
def fresh(hcclog_home: object) -> Iterator[None]:
    """The catalogue as it is read in this test's own folder."""
    renew()
    yield
    clinic_catalogue().unlink(missing_ok=True)
    renew()


def test_a_drug_is_found_by_each_of_its_names_and_keeps_its_code() -> None:
    add_to_catalogue(TRIAL)
    drug = drugs.find_drug("abc 1234")
    assert drug is not None
    assert (drug.code, drug.name, drug.drug_class) == ("abc-1234", "ABC-1234", "anti-PD-1")
    assert drugs.find_drug("trial DRUG ä") is drug
    assert drug in drugs.search_drugs("trial")
    assert drugs.find_drug("lenvatinib") is not None
    renew()
    assert drugs.find_drug("ABC-1234") == drug
    assert drug.sources == ("Added at this clinic",)


@pytest.mark.parametrize(
    ("entry", "find"),
    [
        (ClinicEntry("procedures", "Histotripsy X", locoregional=True), procedures.find_procedure),
        (ClinicEntry("sites", "Left thumb", group="soft tissue"), sites.find_site),
        (ClinicEntry("adverse_events", "Blue hair"), adverse_events.find_adverse_event),
        (ClinicEntry("drugs", "新药"), drugs.find_drug),
    ],
    ids=["a procedure", "a site", "a term", "a name in Chinese"],
)
def test_each_kind_is_found(entry: ClinicEntry, find: object) -> None:
    assert callable(find)
    assert find(entry.name) is None
    add_to_catalogue(entry)
    assert find(entry.name).code == entry.code


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"entries": 5}',
        b'{"entries": [{"kind": "drugs"}]}',
        b'{"entries": [{"kind": "planets", "name": "Mars"}]}',
        b'{"entries": [{"kind": "drugs", "name": ""}]}',
        b'{"entries": [{"kind": "drugs", "name": "x", "name": "y"}]}',
        b'{"entries": [{"kind": "drugs", "name": "a\\u202eb"}]}',
        b'{"entries": [{"kind": "drugs", "name": "x", "group": 1.5}]}',
        b"[" * 100_000,
    ],
    ids=[
        "empty",
        "cut off",
        "a list",
        "no text",
        "a number for entries",
        "no name",
        "another kind",
        "an empty name",
        "a key twice",
        "a mark that reorders",
        "a binary fraction",
        "nested without end",
    ],
)
def test_a_damaged_file_is_said_in_one_sentence_and_not_written_over(content: bytes) -> None:
    clinic_catalogue().parent.mkdir(parents=True)
    clinic_catalogue().write_bytes(content)
    renew()
    assert drugs.find_drug("lenvatinib") is not None
    assert len(clinic_faults()) == 1
    assert "left out" in clinic_faults()[0]
    with pytest.raises(CatalogueError, match="left out"):
        add_to_catalogue(TRIAL)
    assert clinic_catalogue().read_bytes() == content


@pytest.mark.parametrize(
    "entry",
    [
        ClinicEntry("drugs", "Lenvatinib"),
        ClinicEntry("drugs", "A new one", ("lenvima",)),
        ClinicEntry("drugs", "FOLFOX"),
        ClinicEntry("sites", "Left thumb", group="hand"),
    ],
    ids=["a name that is known", "a trade name", "a combination", "an organ that is none"],
)
def test_what_the_catalogue_knows_by_now_is_left_out_and_said(entry: ClinicEntry) -> None:
    known = drugs.find_drug("lenvatinib")
    add_to_catalogue(entry)
    assert drugs.find_drug("lenvatinib") == known
    assert sites.find_site("Left thumb") is None
    assert len(clinic_faults()) == 1
