"""Row numbers of things by IRI, given out as they are first named, while an index is written."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from graph_builder.model import Time
from graph_builder.ontology import name_key


class Rows:
    """The connection to an index that is being written, and what must be known until its end.

    `changed_nodes` are the actors that came, went or changed; `changed_events` the events whose
    attributes or links did; `dead` the network slots that events have left. `longest_days` is how
    many days the longest time of an event or statement spans, so far.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.changed_nodes: set[int] = set()
        self.changed_events: set[int] = set()
        self.dead: list[int] = []
        counters = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        self.nodes_taken = int(counters.get("nodes", 0))
        self.slots_taken = int(counters.get("slots", 0))
        self.longest_days = int(counters.get("longest", 0))
        self._nodes: dict[str, int] = {}
        self._articles: dict[str, int] = {}
        self._places: dict[tuple[str | None, str | None], int] = {}

    def save_counters(self) -> None:
        """Keep the numbers that are taken, so that none is given twice, and the longest time."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            [
                ("nodes", str(self.nodes_taken)),
                ("slots", str(self.slots_taken)),
                ("longest", str(self.longest_days)),
            ],
        )

    def node(self, iri: str) -> int:
        """The number of the actor `iri`; a new one if it wasn't named before."""
        known = self._nodes.get(iri)
        if known is None:
            found = self.one("SELECT node FROM actor WHERE iri = ?", iri)
            known = found if found is not None else self._new_node(iri)
            self._nodes[iri] = known
        return known

    def _new_node(self, iri: str) -> int:
        node = self.nodes_taken
        self.nodes_taken += 1
        self.connection.execute("INSERT INTO actor (node, iri) VALUES (?, ?)", (node, iri))
        self.changed_nodes.add(node)
        return node

    def forget_node(self, iri: str) -> None:
        """Drop the number of an actor that left the graph: its IRI would get another."""
        self._nodes.pop(iri, None)

    def article(self, name: str) -> int:
        """The row of the article with this id; a new one if it wasn't named before."""
        known = self._articles.get(name)
        if known is None:
            known = self.row("article", "name", name)
            self._articles[name] = known
        return known

    def place(self, name: str | None, polity: str | None) -> int | None:
        """The number of a place by its name and the IRI of its country; None for no place."""
        if name is None and polity is None:
            return None
        known = self._places.get((name, polity))
        if known is None:
            known = self.one(
                "SELECT id FROM place WHERE name IS ? AND polity IS ?", name, polity
            ) or self.insert(
                "INSERT INTO place (name, key, polity) VALUES (?, ?, ?)",
                name,
                name_key(name or ""),
                polity,
            )
            self._places[name, polity] = known
        return known

    def row(self, table: str, column: str, value: str, **defaults: str | int) -> int:
        """The row of `table` whose unique `column` is `value`; a new one if there is none."""
        found = self.one(f"SELECT id FROM {table} WHERE {column} = ?", value)
        if found is not None:
            return found
        names = ", ".join((column, *defaults))
        marks = ", ".join("?" * (1 + len(defaults)))
        return self.insert(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", value, *defaults.values()
        )

    def one(self, sql: str, *values: str | int | None) -> int | None:
        """The first column of the first row, or None."""
        found = self.connection.execute(sql, values).fetchone()
        return None if found is None else int(found[0])

    def insert(self, sql: str, *values: str | int | float | None) -> int:
        """Insert one row and give its number."""
        row = self.connection.execute(sql, values).lastrowid
        assert row is not None
        return row

    def many(self, sql: str, rows: Iterable[tuple[str | int | float | None, ...]]) -> None:
        """Run one statement for each row of values."""
        self.connection.executemany(sql, rows)

    def run(self, sql: str, *values: str | int | float | None) -> None:
        """Run one statement."""
        self.connection.execute(sql, values)

    def retire(self, retired: Iterable[str], successor: str, kind: str) -> None:
        """Let exactly the IRIs `retired` redirect to `successor`."""
        self.run("DELETE FROM retired WHERE successor = ?", successor)
        self.many(
            "INSERT OR REPLACE INTO retired VALUES (?, ?, ?)",
            ((iri, successor, kind) for iri in retired),
        )

    def time(self, time: Time) -> tuple[str | None, ...]:
        """A time as the columns first, last, precision, phrase, anchor, rule."""
        if time.start is not None and time.end is not None and time.start != time.end:
            days = date.fromisoformat(time.end) - date.fromisoformat(time.start)
            self.longest_days = max(self.longest_days, days.days)
        return (time.start, time.end, time.precision, time.phrase, time.anchor, time.rule)
