"""Which of the offices that a text tells of the words of a description may mean."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.named_near import ENVOYS
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.ruling_offices import speaks_for_land
from graph_builder.extraction.scene import Scene

# These make another office of one: the vice president is no president. Yet a deputy minister is
# called "the minister", and a crown prince "the prince".
_LESSER = frozenset({"vice", "deputy", "crown", "assistant", "under", "shadow", "opposition"})
# Who is called so may hold the office still in another sentence: "President X", "the ousted one".
_TOPPLED = frozenset({"ousted", "deposed", "suspended"})
_LAWMAKERS = frozenset({"lawmaker", "legislator"})
_MEMBERS = frozenset(
    {"senator", "congressman", "congresswoman", "representative", "mp", "mla", "mep"}
)
# Whose minister a "top diplomat" is.
_ABROAD = frozenset({"foreign", "external", "state"})
_HEADING = frozenset({"minister", "secretary", "chief", "representative"})
_CIVIL = frozenset({"secretary", "director", "consul"})
_HEAD_OF_STATE = frozenset({"head", "of", "state"})
_STATE_HEADS = frozenset({"president", "king", "queen", "emperor", "emir", "sultan", "monarch"})
_SHORT = frozenset({"minister", "prince", "princess", "secretary", "deputy", "leader"})


def is_abroad(holding: Holding, org: Entity | None) -> bool:
    """Whether an office is known to be of another land or body than `org`."""
    home = holding.org or holding.person.country
    return org is not None and home is not None and home is not org and home.country is not org


def suiting(scene: Scene, role: RolePhrase, org: Entity | None) -> list[Holding]:
    """The offices whose words suit `role`, which is one of `org`, wherever they are held."""
    return scene.holdings.worded(lambda held: _suits(held, role, org))


def _suits(held: RolePhrase, role: RolePhrase, org: Entity | None) -> bool:
    """Whether who holds an office can be meant by `role`, by the words of both."""
    past, wanted = lexicon().past, office_key(role)
    toppled = role.standing & _TOPPLED or held.standing & _TOPPLED
    former, as_former = held.standing & past, role.standing & past
    if not toppled and bool(former) != bool(as_former):
        return False
    has = office_key(held)
    if (wanted ^ has) & _LESSER and not (wanted <= has and wanted <= _SHORT):
        return False
    if role.noun == "leader":
        party = len(wanted) > 1 and not wanted <= has
        leads = held.noun == "leader" or speaks_for_land(held)
        return leads and not party and (held.noun != "minister" or "prime" in has)
    if org is None and role.org is not None:
        return False
    first = wanted == _HEAD_OF_STATE and held.noun in lexicon().top
    first = first or (has == _HEAD_OF_STATE and role.noun in _STATE_HEADS)
    first = first or (wanted == {"envoy"} and held.noun in ENVOYS)
    first = first or (wanted <= _LAWMAKERS and held.noun in _MEMBERS)
    if role.noun == "diplomat" and "top" in role.standing | wanted:
        return held.noun in _HEADING and bool(has & _ABROAD)
    ranked = has == {"general"} and bool(wanted & _CIVIL)
    # General X is no secretary-general.
    return first or wanted <= has or (has <= wanted and not ranked)
