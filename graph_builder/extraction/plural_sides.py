"""The parties of something: "both sides", "the delegations", "the old foes"."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.parties import main_pair
from graph_builder.extraction.plural_search import latest_set
from graph_builder.extraction.plural_sets import barred_of, parties_before
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_ONE_BY_ONE = frozenset({"each", "either", "neither"})


def sides_meant(scene: Scene, head: Token, wanted: int | None) -> tuple[Entity, ...]:
    """ "Both sides", "the two camps": the last parties that were named side by side."""
    count = wanted or 2
    here = scene.sentence(head.i)
    barred = barred_of(scene, head)
    for occurrence in scene.recent(head.i, 1):
        group = scene.discourse.resolve(scene.doc[occurrence.i])
        several = len(group) == wanted or (wanted is None and len(group) > 1)
        if several and occurrence.sentence < here and not barred & set(group):
            return group
    pair = main_pair(scene, head, count)
    if not pair and (sent := _behind_voices(scene, head, count)) is not None:
        return sent
    told = wanted is not None or any(c.lower_ in _ONE_BY_ONE for c in head.children)
    pair = pair or parties_before(scene, head, count)
    return pair or (latest_set(scene, head, ("person", "country"), count) if told else ())


def _behind_voices(scene: Scene, head: Token, count: int) -> tuple[Entity, ...] | None:
    """Whom spokespeople speak for, where one of the last two persons is such; None if not."""
    people = latest_set(scene, head, ("person",), count)
    voices = {p for p in people for h in scene.held_by(p) if h.role.noun in _VOICES}
    if not voices:
        return None
    posts = [[h.org for h in scene.held_by(p) if h.org is not None] for p in people]
    sent = dict.fromkeys(orgs[0] for orgs in posts if orgs)
    return tuple(sent) if len(sent) == count else ()
