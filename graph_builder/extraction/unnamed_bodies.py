"""Which bodies without a name are actors: "the finance ministry", "a court in X", "Peru's army"."""

from graph_builder.extraction.acting import ATTITUDES, is_acting, issues
from graph_builder.extraction.groups import STATIVE, does_something
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene, first_conjunct, is_subject
from graph_builder.extraction.seats import heads_it
from graph_builder.extraction.tokens import Token

# Bodies that a state has one of, which need no name to be an actor.
_SOVEREIGN = frozenset(
    "parliament army police military navy presidency palace legislature senate cabinet"
    " judiciary coastguard".split()
)
# These need a word that tells which: "the supreme court", "the finance ministry".
_TOLD_APART = frozenset(
    "ministry court council commission embassy consulate committee office department authority"
    " directorate house chamber assembly government administration tribunal agency board"
    " guard".split()
)
# Where they sit tells which: "a court in X".
_SEATED = frozenset({"court", "tribunal"})
# Of these one has but one: "her office".
_OWN = frozenset("office ministry embassy army police military navy parliament department".split())
_STATE_BANKS = frozenset({"central", "reserve", "state"})
_UPON = frozenset({"obj", "iobj"})
# Whoever does so to a body goes to it or is of it: nothing is done to it.
_BELONGING = frozenset(
    "join leave quit serve address attend visit enter rejoin form assume hold resume seek".split()
)


def is_actor(scene: Scene, role: RolePhrase) -> bool:
    """Whether the body that `role` tells of acts, or is acted upon, and is told well enough."""
    head = scene.doc[role.head]
    if role.noun == "report":
        return False  # who issued it speaks, or what it says is somebody's statement
    whose = _is_whose(scene, role)
    told = role.noun in _TOLD_APART and (role.first < role.head or _is_of_kind(scene, role))
    told = told or (role.noun == "bank" and scene.doc[role.head - 1].lower_ in _STATE_BANKS)
    known = role.definiteness != "indefinite" and (told or role.noun in _SOVEREIGN)
    if issues(head):
        return whose or known
    if is_subject(head):
        idle = first_conjunct(head).head.lemma_ in STATIVE or _is_described(head)
        return (whose and not idle) or (known and does_something(scene, role, head))
    return (whose or (known and told)) and _is_affected(scene, role, head)


def _is_whose(scene: Scene, role: RolePhrase) -> bool:
    """Whether it is told by whose or where it is: "Zinderma's embassy", "a court in X"."""
    seated = role.noun in _SEATED and scene.doc[role.end : role.end + 1].text == "in"
    placed = seated and any(name.start == role.end + 1 for name in scene.findings.names)
    return placed or role.org is not None or role.owner_name is not None or _is_own(scene, role)


def _is_own(scene: Scene, role: RolePhrase) -> bool:
    """ "Her office", "its navy": of the one whom the pronoun means; or a minister's ministry."""
    if role.owner is None or role.noun not in _OWN or scene.doc[role.owner].tag_ != "PRP$":
        return role.noun == "ministry" and heads_it(scene, role)
    owners = scene.discourse.resolve(role.owner, conjuncts=False)
    return len(owners) == 1 and owners[0].named


def _is_of_kind(scene: Scene, role: RolePhrase) -> bool:
    """Whether a common noun tells what it is for: "the commission of inquiry"."""
    doc, end = scene.doc, role.head + 1
    return doc[end].lower_ == "of" and doc[end + 1].tag_ in ("NN", "NNS")


def _is_affected(scene: Scene, role: RolePhrase, head: Token) -> bool:
    """Whether something is done to it: "sued the port authority"."""
    first = first_conjunct(head)
    upon = first.dep_ in _UPON and first.head.lemma_ not in _BELONGING
    return upon and is_acting(first, place=True) and does_something(scene, role, head)


def _is_described(head: Token) -> bool:
    """Whether a subject is only said to be something: "its parliament is small"."""
    said = first_conjunct(head).head
    return said.lemma_ not in ATTITUDES and any(c.dep_ == "cop" for c in said.children)
