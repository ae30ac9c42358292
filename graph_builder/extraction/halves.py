""" "The North", "the South": one of two countries that share a name, where the other is named."""

from graph_builder.extraction.acting import has_deed, is_acting
from graph_builder.extraction.discourse import Discourse, Reference
from graph_builder.extraction.frames import first_conjunct
from graph_builder.extraction.tokens import Token
from graph_builder.ontology import Polity, polities

_HALVES = ("north", "south")


def refer_to_halves(discourse: Discourse) -> None:
    """Let "the North" refer to North X in an article that names South X or North X itself.

    Both must be countries: "the South" of an article about South Africa is the world's.
    """
    lands = {e.name.lower(): e for e in discourse.entities if e.type == "country"}
    shared = {name.partition(" ")[2] for name in lands if name.startswith(_HALVES) and " " in name}
    rest = next(iter(shared), "")
    if len(shared) != 1 or not all(
        f"{half} {rest}" in lands or _row(half, rest) for half in _HALVES
    ):
        return
    for token in discourse.doc.words(*_HALVES):
        if not _is_half(token) or discourse.reference(token) is not None:
            continue
        name = f"{token.lower_} {rest}"
        land = lands.get(name)
        if land is None and (row := _row(token.lower_, rest)) is not None:
            land = lands[name] = discourse.add_entity("country", row.name)
            land.polity = row.id
        if land is None:
            continue
        head = first_conjunct(token)
        acting = is_acting(head, place=True) or has_deed(head)
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


def _row(half: str, rest: str) -> Polity | None:
    """The country of the table with that name."""
    rows = [row for row in polities().by_name(f"{half} {rest}") if row.type == "country"]
    return rows[0] if len(rows) == 1 else None
