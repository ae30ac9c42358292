"""What tests of several parts of extraction share: reading a short text, and its actors by name."""

from collections.abc import Callable

from graph_builder.model import Actor, Dossier

Read = Callable[[str], Dossier]


def actors(dossier: Dossier) -> dict[str, str]:
    """Name → type."""
    return {actor.name: actor.type for actor in dossier.actors}


def named(dossier: Dossier, name: str) -> Actor:
    """The one actor of that name."""
    [actor] = [actor for actor in dossier.actors if actor.name == name]
    return actor
