"""What is missing or double in a mapping, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.exchange.lab_files.mapping import PART_OF_HEAD, Head, Mapping, Part

_MANY = frozenset({Part.VALUE, Part.IGNORED})


def fault_of(mapping: Mapping, *, names_patient: bool = False) -> str:
    """Return what is missing or double in a mapping; empty where a table can be read by it.

    Args:
        mapping: As it was guessed or chosen.
        names_patient: True where a person says whose results they are.
    """
    faults = (
        *_of_values(mapping),
        *_of_doubles(mapping),
        *_of_missing(mapping, names_patient=names_patient),
    )
    return next(iter(faults), "")


def _of_values(mapping: Mapping) -> Iterator[str]:
    places = mapping.places_of(Part.VALUE)
    heads = {mapping.columns[n].head for n in places}
    if not places:
        yield "No column holds values; say which one it is."
    if len(heads) > 1:
        yield (
            "The columns of values must stand all under tests, all under dates or all under"
            " patients; say what the others are."
        )
    if len(places) > 1 and heads == {Head.NONE}:
        yield f"{_both(mapping, places)} are both the value; say which counts."


def _of_doubles(mapping: Mapping) -> Iterator[str]:
    for part in Part:
        places = mapping.places_of(part)
        if len(places) > 1 and part not in _MANY:
            yield f"{_both(mapping, places)} are both the {part}; say which counts."
        if places and part in _said_by_titles(mapping):
            yield (
                f"Column {places[0] + 1} says the {part}, and the titles of the values do so too;"
                " say which counts."
            )


def _of_missing(mapping: Mapping, *, names_patient: bool) -> Iterator[str]:
    said = _said_by_titles(mapping)
    for part in (Part.DATE, Part.TEST):
        if part not in said and not mapping.places_of(part):
            yield f"No column is the {part}; say which one it is."
    if not (names_patient or Part.PATIENT in said or mapping.places_of(Part.PATIENT)):
        yield ("No column is the patient code; say which one it is, or whose results these are.")


def _said_by_titles(mapping: Mapping) -> frozenset[Part]:
    return frozenset(PART_OF_HEAD[each.head] for each in mapping.columns if each.is_headed)


def _both(mapping: Mapping, places: tuple[int, ...]) -> str:
    one, other = (mapping.columns[n].title or "without a title" for n in places[:2])
    return f"Columns {places[0] + 1} ({one}) and {places[1] + 1} ({other})"
