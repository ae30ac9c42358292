"""Who travels where the subject is a vehicle, an entourage or a delegation."""

from collections.abc import Sequence

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_parties import TEAMS, represented
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import children, preposition
from graph_builder.extraction.tokens import Token

_BEARS = frozenset({"carry", "bear", "bring", "take", "fly", "ferry"})


def aboard(vehicle: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "His motorcade", "the party of the king", "the plane carrying her": the people in it.

    None for anything else than a vehicle or an entourage, and none where nobody is told.
    """
    if vehicle.lemma_.lower() not in lexicon().classes["conveyances"]:
        return ()
    told = children(vehicle, "nmod:poss")
    told += [t for t in children(vehicle, "nmod") if preposition(t) == "of"]
    bearing = (c for c in children(vehicle, "acl", "acl:relcl") if c.lemma_ in _BEARS)
    told += [t for c in bearing for t in children(c, "obj")]
    people = (e for t in told for e in discourse.resolve(t) if e.type == "person" and e.named)
    return tuple(dict.fromkeys(people))


def travellers(
    tokens: Sequence[Token], entities: Sequence[Entity], discourse: Discourse
) -> list[Entity]:
    """Who goes: those aboard what moves, else whoever is no country, else a delegation's senders.

    "Delegations from X and Y" are sent by both, "a delegation from X" by X.
    """
    going = [e for t in tokens for e in aboard(t, discourse)]
    going = going or [e for e in entities if e.type != "country"]
    teams = [t for t in tokens if t.lemma_.lower() in TEAMS] if not going else []
    going = going or [e for team in teams for e in represented(team, discourse)]
    return going or [e for team in teams for e in discourse.resolve(team)]
