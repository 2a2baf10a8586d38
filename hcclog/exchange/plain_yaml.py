"""YAML as plain text: mappings, lists and strings, nothing that a tag or an alias could make.

Every scalar stays the text that it is, so that no decimal becomes a float and no month a date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from yaml.nodes import Node

Value = str | list["Value"] | dict[str, "Value"]
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_CHARACTERS = 1_000_000


class PlainYamlError(Exception):
    """The file is not plain YAML; the message names file and line."""


def read_yaml(path: Path) -> Value:
    """Return the content of a file.

    Raises:
        PlainYamlError: It is not YAML, has aliases, tags or a key twice, or is too large.
    """
    text = path.read_text(encoding="utf-8")
    if len(text) > _MOST_CHARACTERS:
        raise PlainYamlError(f"{path.name} is larger than {_MOST_CHARACTERS} characters.")
    try:
        for event in yaml.parse(text, Loader=_Loader):
            _refuse_magic(path, event)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise PlainYamlError(f"{path.name}{line}: this is not YAML.") from None
    if node is None:
        raise PlainYamlError(f"{path.name} is empty.")
    return _value(path, node)


def _refuse_magic(path: Path, event: yaml.Event) -> None:
    tag = getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent) or (tag and tag != "!"):
        line = event.start_mark.line + 1
        raise PlainYamlError(f"{path.name}, line {line}: aliases and tags are not read.")


def _value(path: Path, node: Node) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Value] = {}
        for key, item in node.value:
            if key.value in found:
                line = key.start_mark.line + 1
                raise PlainYamlError(f"{path.name}, line {line}: {key.value} stands there twice.")
            found[str(key.value)] = _value(path, item)
        return found
    return str(node.value)
