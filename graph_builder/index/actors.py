"""Actors and their names in the index."""

from graph_builder.errors import GraphError
from graph_builder.index.names import name_forms, sound_keys
from graph_builder.index.rows import Rows
from graph_builder.merged import MergedActor

# Every column in which an actor may be named by something else.
REFERENCES = (
    ("participant", "node"),
    ("link", "source"),
    ("statement", "speaker"),
    ("statement", "addressee"),
    ("statement_mention", "node"),
    ("tenure", "person"),
    ("tenure", "org_actor"),
)


def write_actor(
    rows: Rows, actor: MergedActor, *, gone: bool, before: MergedActor | None = None
) -> None:
    """Put the actor into the index as it is now, or take it out.

    Of the members that it had `before`, those that are left out on both sides stay.
    """
    node = rows.node(actor.iri)
    rows.changed_nodes.add(node)
    _erase_names(rows, node)
    left = () if before is None else before.members
    rows.many(
        "DELETE FROM member WHERE article = ? AND claim = ? AND node = ?",
        ((rows.article(ref.article), ref.claim, node) for ref in left),
    )
    rows.retire(() if gone else actor.retired, actor.iri, "actor")
    if gone:
        rows.run("DELETE FROM member WHERE node = ?", node)
        rows.run("UPDATE actor SET type = NULL WHERE node = ?", node)
        return
    rows.run(
        "UPDATE actor SET type = ?, name = ?, code = ?, wikidata = ?, leader = ?, articles = ?"
        " WHERE node = ?",
        actor.type,
        actor.name,
        actor.code,
        actor.wikidata,
        actor.leader,
        len({ref.article for ref in actor.members}) if actor.articles is None else actor.articles,
        node,
    )
    rows.many(
        "INSERT OR REPLACE INTO member VALUES (?, ?, ?)",
        ((rows.article(ref.article), ref.claim, node) for ref in actor.members),
    )
    _write_names(rows, node, actor)


def _write_names(rows: Rows, node: int, actor: MergedActor) -> None:
    for text, key, sound in name_forms(actor.name, actor.aliases, actor.code):
        number = rows.insert(
            "INSERT INTO name (node, text, key, sound, preferred) VALUES (?, ?, ?, ?, ?)",
            node,
            text,
            key,
            sound,
            text == actor.name,
        )
        rows.many(
            "INSERT INTO name_sound VALUES (?, ?)",
            ((filed, number) for filed in sound_keys(sound.split())),
        )
        rows.run("INSERT INTO name_word (rowid, key) VALUES (?, ?)", number, key)
        rows.run("INSERT INTO name_gram (rowid, key) VALUES (?, ?)", number, key)


def _erase_names(rows: Rows, node: int) -> None:
    known = rows.connection.execute(
        "SELECT id, key, sound FROM name WHERE node = ?", (node,)
    ).fetchall()
    rows.many(
        "DELETE FROM name_sound WHERE sound = ? AND name = ?",
        ((filed, row[0]) for row in known for filed in sound_keys(row[2].split())),
    )
    for table in ("name_word", "name_gram"):
        rows.many(
            f"INSERT INTO {table} ({table}, rowid, key) VALUES ('delete', ?, ?)",
            ((row[0], row[1]) for row in known),
        )
    rows.run("DELETE FROM name WHERE node = ?", node)


def drop_lost_actors(rows: Rows) -> None:
    """Take out the actors that went. Raises `GraphError` when something still names one of them."""
    lost = rows.connection.execute("SELECT node, iri FROM actor WHERE type IS NULL").fetchall()
    for node, iri in lost:
        for table, column in REFERENCES:
            if rows.one(f"SELECT 1 FROM {table} WHERE {column} = ?", node) is not None:
                raise GraphError(
                    f"{iri} is named by a {table}, but isn't an actor of the graph; "
                    "rebuild the graph from its dossiers"
                )
        rows.run("DELETE FROM actor WHERE node = ?", node)
        rows.forget_node(iri)
