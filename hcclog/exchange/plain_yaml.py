"""YAML as plain text: mappings, lists and strings, nothing that a tag or an alias could make.

Every scalar stays the text that it is, so that no decimal becomes a float and no month a date.
"""

from pathlib import Path

import yaml
from yaml.nodes import Node

Value = str | list["Value"] | dict[str, "Value"]
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_BYTES = 1_000_000
_MOST_LEVELS = 20  # a case needs 7; deeper nesting would exhaust the stack before it means anything


class PlainYamlError(Exception):
    """The file is not plain YAML; the message names file and line."""


def read_yaml(path: Path) -> Value:
    """Return the content of a file.

    Raises:
        PlainYamlError: It cannot be read, is not YAML, has anchors, aliases, tags or a key twice,
            is nested too deeply or is too large.
    """
    text = _text(path)
    try:
        _refuse_magic(path, text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise PlainYamlError(f"{path.name}{line}: this is not YAML.") from None
    if node is None:
        raise PlainYamlError(f"{path.name} is empty.")
    return _value(path, node)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise PlainYamlError(f"{path.name} is larger than {_MOST_BYTES} bytes.")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PlainYamlError(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise PlainYamlError(f"{path.name} is not UTF-8.") from None


def _refuse_magic(path: Path, text: str) -> None:
    """Look at the events only: nothing is built, so an alias bomb has nothing to blow up."""
    n_levels = 0
    for event in yaml.parse(text, Loader=_Loader):
        where = f"{path.name}, line {event.start_mark.line + 1 if event.start_mark else '?'}"
        if getattr(event, "anchor", None) or (getattr(event, "tag", None) or "!") != "!":
            raise PlainYamlError(f"{where}: anchors, aliases and tags are not read.")
        if isinstance(event, yaml.CollectionStartEvent):
            n_levels += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            n_levels -= 1
        if n_levels > _MOST_LEVELS:
            raise PlainYamlError(f"{where}: nested deeper than {_MOST_LEVELS} levels.")


def _value(path: Path, node: Node) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(path, node)
    return str(node.value)


def _mapping(path: Path, node: yaml.MappingNode) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, item in node.value:
        where = f"{path.name}, line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            raise PlainYamlError(f"{where}: a key is one word.")
        if key.value in found:
            raise PlainYamlError(f"{where}: {key.value} stands there twice.")
        found[str(key.value)] = _value(path, item)
    return found
