"""Whom somebody serves: "the minister … his president", "her former boss"."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.scene import Scene

SUPERIORS = frozenset({"boss"})
# Who are known by somebody alone, and so are nobody where the text tells not who they are.
_FACING = frozenset("host hostess guest visitor caller interlocutor adversary".split())


def possessor(scene: Scene, role: RolePhrase) -> Entity | None:
    """The one person to whom the holder of `role` is told to belong: X in "X's president"."""
    if role.owner is None or role.org is not None:
        return None
    owners = scene.discourse.resolve(role.owner, conjuncts=False)
    return owners[0] if len(owners) == 1 and owners[0].type == "person" else None


def is_superior(scene: Scene, role: RolePhrase) -> bool:
    """Whether `role` is of who leads or faces somebody, and so names no actor: "his boss"."""
    noun = role.noun
    leads = noun in SUPERIORS or noun in _FACING or noun in lexicon().top
    return leads and role.kind != "institution" and possessor(scene, role) is not None


def superior(scene: Scene, role: RolePhrase, below: Entity, barred: set[Entity]) -> Entity | None:
    """The one whom `below` serves: who leads his land, or holds the office that is named.

    He is no actor of his own ("X's president") where the text tells of several.
    """
    wanted = office_key(role)
    mine = {h.org for h in scene.held_by(below)} | {below.country} - {None}
    fits = {
        person: [h for h in holdings if _leads(h, wanted, role.noun in SUPERIORS)]
        for person, holdings in scene.holders().items()
        if person is not below and person not in barred and person.named
    }
    leaders = [person for person, holdings in fits.items() if holdings]
    lands = {p: {h.org or p.country for h in fits[p]} - {None} for p in leaders}
    home = [p for p in leaders if lands[p] & mine]
    if not home and role.noun not in SUPERIORS:
        home = [p for p in leaders if not lands[p]]
    return home[0] if len(home) == 1 else None


def _leads(holding: Holding, wanted: frozenset[str], any_office: bool) -> bool:
    """Whether a holding is of the office that is wanted, or of any at the top."""
    has = office_key(holding.role)
    lesser = bool(has & {"vice", "deputy"})
    return not lesser and (holding.role.noun in lexicon().top if any_office else wanted <= has)
