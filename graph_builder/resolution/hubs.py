"""Actors and tenures, which any number of articles may tell of: named and written."""

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial

from graph_builder.merged import MergedActor, MergedTenure
from graph_builder.resolution import actor_things, tenures
from graph_builder.resolution.minting import Mint, Named, slug
from graph_builder.resolution.rolls import Hub, Rolls
from graph_builder.resolution.store import Shelf
from graph_builder.resolution.tracing import Trace


class Hubs:
    """Writes the actors and tenures that an update touched."""

    def __init__(
        self, db: sqlite3.Connection, mint: Mint, shelf: Shelf, trace: Trace, rolls: Rolls
    ) -> None:
        self._db = db
        self._mint = mint
        self._shelf = shelf
        self._trace = trace
        self._rolls = rolls

    def actors(self, clusters: Iterable[str]) -> list[tuple[str, MergedActor]]:
        """Names and writes the actors of these clusters; returns them by cluster, without rolls."""
        found = [
            members
            for cluster in clusters
            if (members := actor_things.members_of(self._db, int(cluster))) is not None
        ]
        base = self._trace.names.full("")
        made: list[tuple[str, MergedActor]] = []
        for members in sorted(found, key=lambda m: m.first):
            code = actor_things.actor_code(self._db, members.entity)
            named = self._named(members, code)
            actor = actor_things.merged_actor(self._db, members, code, named, base)
            made.append((str(members.entity), actor))
        self._write("actor", made)
        return made

    def _named(self, members: actor_things.Members, code: str | None) -> Named:
        if code is not None:
            folder = "country" if actor_things.is_country(code) else "organization"
            return Named(f"{folder}/{code}", ())

        def elsewhere(anchor: str) -> bool:
            row = self._db.execute(
                "select f.entity from actor a join facet f on f.num=a.facet where a.anchor=?",
                (anchor,),
            ).fetchone()
            return row is not None and row[0] != members.entity

        return self._mint.name(
            actor_things.founders(self._db, members.entity),
            lambda: members.first,
            lambda: f"{members.type}/{slug(members.name)}",
            elsewhere,
        )

    def tenures(self, clusters: Iterable[str]) -> None:
        """Writes the tenures of these clusters; actors must have been named."""
        made = []
        for cluster in sorted(clusters):
            self._trace.gone.update(self._shelf.of_cluster("tenure", cluster))
            tenure = tenures.merged_tenure(self._db, cluster, self._trace.names)
            if tenure is not None:
                made.append((cluster, tenure))
        self._write("tenure", made)

    def _write(self, hub: Hub, made: Iterable[tuple[str, MergedActor | MergedTenure]]) -> None:
        """Calls all rolls, then writes the things: a new one at once, since nobody leaves it."""
        known: list[Callable[[], None]] = []
        for cluster, thing in made:
            self._trace.made.add(thing.iri)
            before, fewer = self._shelf.known(thing.iri)
            num = before or self._shelf.number(thing.iri)
            self._rolls.call(hub, cluster, num)
            put = partial(self._put, hub, cluster, thing, num, fewer)
            if before:
                known.append(put)
            else:
                put()
                self._rolls.forget(num)
        for write in known:
            write()

    def _put(
        self, hub: Hub, cluster: str, thing: MergedActor | MergedTenure, num: int, fewer: int
    ) -> None:
        moved = self._rolls.movement(num)
        roll = (num, self._rolls.articles(hub, num, fewer), moved)
        self._shelf.put_hub(cluster, thing, roll, lambda: self._trace.reasons(moved.articles))
