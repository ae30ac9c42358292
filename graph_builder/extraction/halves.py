""" "The North", "the South": one of two countries that share a name, where the other is named."""

from graph_builder.extraction.acting import has_deed, heading, is_acting
from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.tokens import Token
from graph_builder.ontology import polities

_HALVES = ("north", "south")


def refer_to_halves(discourse: Discourse) -> None:
    """Let "the North" refer to North X in an article that names South X or North X itself."""
    lands = {e.name.lower(): e for e in discourse.entities if e.type == "country"}
    shared = {name.partition(" ")[2] for name in lands if name.startswith(_HALVES) and " " in name}
    if len(shared) != 1:
        return
    rest = next(iter(shared))
    for token in discourse.doc.words(*_HALVES):
        if not _is_half(token) or discourse.reference(token) is not None:
            continue
        name = f"{token.lower_} {rest}"
        land = lands.get(name) or _of_table(discourse, name)
        if land is None:
            continue
        lands[name] = land
        acting = is_acting(heading(token), place=True) or has_deed(heading(token))
        land.acts = land.acts or acting
        discourse.add_reference(
            Reference(token.i, token.i + 1, token.i, "description", (land,), not acting)
        )


def _is_half(token: Token) -> bool:
    """Whether "the North" stands by itself: neither "North Dakota" nor "the North of Spain"."""
    if not token.text.istitle() or not token.i or token.nbor(-1).lower_ != "the":
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return after is token or (after.lower_ != "of" and not after.text[0].isupper())


def _of_table(discourse: Discourse, name: str) -> Entity | None:
    rows = [row for row in polities().by_name(name) if row.type == "country"]
    if len(rows) != 1:
        return None
    entity = discourse.add_entity("country", rows[0].name)
    entity.polity = rows[0].id
    return entity
