"""The files of `ontology/`, wherever Chancery is installed."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from graph_builder.errors import ArtefactError


def path(name: str) -> Traversable:
    """The file `name` ("polities.csv", "queries/met.rq") of the ontology, in a wheel or a checkout.

    Raises `ArtefactError` when there is no such file.
    """
    found = resources.files("ontology").joinpath(*name.split("/"))
    if not (found.is_file() or found.is_dir()):
        raise ArtefactError(f"ontology/{name} is missing; install Chancery again")
    return found


@cache
def load_toml(name: str) -> Mapping[str, Any]:
    """The top-level tables of a TOML file of the ontology, read-only at the top.

    Raises `ArtefactError` when the file is missing or isn't TOML.
    """
    try:
        return MappingProxyType(tomllib.loads(path(name).read_text("utf-8")))
    except ValueError as error:
        raise ArtefactError(
            f"ontology/{name} is damaged: {error}; install Chancery again"
        ) from error
