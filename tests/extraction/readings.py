"""What tests of several parts of extraction share: reading a short text, its actors and events."""

from collections.abc import Callable

from graph_builder.model import Actor, Dossier, Event

Read = Callable[[str], Dossier]
Said = tuple[str, str, str]
"""Speaker, kind and quote of a statement."""
Held = tuple[str, str, str]
"""Person, office and organization of a tenure."""


def actors(dossier: Dossier) -> dict[str, str]:
    """Name → type."""
    return {actor.name: actor.type for actor in dossier.actors}


def named(dossier: Dossier, name: str) -> Actor:
    """The one actor of that name."""
    [actor] = [actor for actor in dossier.actors if actor.name == name]
    return actor


def line(event: Event, dossier: Dossier) -> str:
    """An event on one line: type, status, place, date, names of its parties."""
    names = {actor.id: actor.name for actor in dossier.actors}
    parties = ", ".join(sorted(names[p.actor] for p in event.participants))
    return f"{event.type} {event.status} {event.place} {event.date} {parties}"


def lines(dossier: Dossier) -> set[str]:
    """All events of a dossier, a line each."""
    return {line(event, dossier) for event in dossier.events}


def offices(dossier: Dossier) -> list[Held]:
    """All tenures of a dossier."""
    names = {actor.id: actor.name for actor in dossier.actors}
    return [(names[t.person], t.office, t.org) for t in dossier.offices]
