"""Of whom a text may never tell an office: who is arrested, freed, tried or dies in it.

"Police freed X. Norway's premier flew to Lima": who only suffers what is told is no premier.
"""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene, first_conjunct
from graph_builder.extraction.tokens import Token

_REACH = 2  # sentences
_PERISHING = frozenset({"die", "perish", "drown", "vanish", "disappear"})
_DONE_TO = frozenset(
    "arrest kill shoot jail detain kidnap abduct sentence convict free release extradite deport"
    " murder assassinate execute imprison wound injure poison hang acquit pardon rescue bury mourn"
    " charge indict torture hold capture seize behead".split()
)
# "The release of X", "X's lawyers".
_BEFALLING = frozenset(
    "release arrest trial case murder death killing detention disappearance sentence fate lawyer"
    " conviction execution abduction kidnapping extradition imprisonment family widow wife husband"
    " body funeral son daughter parent mother father captor assassination".split()
)


def sufferers(scene: Scene, role: RolePhrase) -> set[Entity]:
    """The persons near `role` whom the sentences before tell of as victims or captives alone."""
    near: dict[Entity, bool] = {}
    for occurrence in scene.recent(role.head, _REACH):
        suffers = is_suffering(scene.doc[occurrence.i])
        near[occurrence.entity] = near.get(occurrence.entity, True) and suffers
    return {person for person, suffers in near.items() if suffers}


def is_suffering(token: Token) -> bool:
    """Whether a mention is of who dies, of who is held, freed or tried, or of his family."""
    token = first_conjunct(token)
    if token.dep_ == "nsubj":
        return token.head.lemma_ in _PERISHING
    if token.dep_ in ("obj", "nsubj:pass"):
        return token.head.lemma_ in _DONE_TO
    return token.dep_ in ("nmod", "nmod:poss") and token.head.lemma_ in _BEFALLING
