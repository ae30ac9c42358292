"""Filters and options as they come from programs and over HTTP: objects, or JSON mappings."""

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from graph_builder.errors import InputError

T = TypeVar("T")


def taken(cls: type[T], given: T | Mapping[str, Any] | None) -> T:
    """`given` as an instance of dataclass `cls`, all of whose fields have defaults.

    Lists become tuples. Raises `InputError` for a key that `cls` doesn't have.
    """
    if isinstance(given, cls):
        return given
    assert given is None or isinstance(given, Mapping)
    values = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in (given or {}).items()
    }
    known = [field.name for field in dataclasses.fields(cls)]  # type: ignore[arg-type]
    for key in values:
        if key not in known:
            raise InputError(f"there is no option {key!r}; known: {', '.join(known)}")
    return cls(**values)
