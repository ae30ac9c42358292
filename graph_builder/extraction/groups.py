"""Plural role phrases: those who sent them, those who hold the office, or a group of its own."""

from collections.abc import Sequence

from graph_builder.extraction.acting import ATTITUDES
from graph_builder.extraction.described_bodies import ARMED
from graph_builder.extraction.descriptions import holder_for
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.parties import introduced_next, listed_names, partners_next
from graph_builder.extraction.plural_lands import homes_of_owners
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.reporting import reporting_verbs
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.ruling_offices import speaks_for_land
from graph_builder.extraction.scene import Scene, first_conjunct, is_subject
from graph_builder.extraction.tokens import Token

# Those who speak for whoever sent them.
_DELEGATED = frozenset(
    {"envoy", "negotiator", "delegate", "representative", "delegations", "delegation"}
)
# Who speaks for a body without a name is a group of its own: "Foreign Ministry officials".
_VOICES = frozenset({"official", "source", "insider", "staffer", "diplomat", "officer"})
_UNREAL = frozenset("to would could might may should can if unless whether".split())
STATIVE = frozenset(
    {"be", "have", "include", "seem", "become", "lack", "need", "face", "die", "drown", "perish"}
)
# Those who only comment, and plurals that say nothing of who is meant.
_COMMENTING = frozenset(
    "analysts experts observers critics economists historians sources people men women members"
    " figures companies firms families victims camp camps party witnesses insiders guests"
    " others".split()
)
# People on their way, who are told of but do nothing that matters.
_BYSTANDERS = frozenset(
    "tourists pilgrims travellers travelers holidaymakers commuters motorists shoppers customers"
    " consumers passengers hikers climbers cyclists photographers visitors swimmers pedestrians"
    " readers viewers users buyers sellers boys girls children".split()
)
# Whoever is told by whose or of what they are is somebody: "the families of the miners".
_KNOWN_BY = frozenset({"families", "victims", "witnesses", "members"})
_ENVOYS = frozenset({"ambassador", "envoy", "chargé", "diplomat", "attaché", "consul"})
# Offices that a country has one holder of; of some only if the field is told.
_ONE_EACH = frozenset(
    "minister president premier chancellor king queen emir sultan ambassador secretary".split()
)
_MANY = frozenset({"minister", "secretary"})
_UPON = frozenset({"nsubj:pass", "obj", "iobj"})
# What is done to people with force, by law, or against these.
_HARMING = frozenset(
    "kill shoot wound injure arrest detain free release seize kidnap abduct capture expel deport"
    " jail imprison attack evict sentence execute hang rescue evacuate beat disperse convict acquit"
    " pardon ambush torture besiege".split()
)
# Of these bodies come, which do nothing yet: "four commissions were agreed on".
_MAKING = frozenset("agree create establish form found plan propose launch envisage set".split())
# Verbs of reporting that with a clause tell what somebody holds.
_HOLDING = frozenset("believe think expect fear hope doubt want suspect".split())
# Relations of participles that tell what happened: "sank the boat, drowning nine".
_ASSERTED = frozenset({"advcl", "ROOT", "parataxis"})
# Subordinate clauses that tell what happened.
_TOLD_IN = frozenset({"ccomp", "acl:relcl"})
_TELLING = frozenset({"nmod", "nmod:poss", "amod", "compound", "nummod"})
_PROTESTING = frozenset({"protest", "object", "complain"})
_TO_WHOM = frozenset({"iobj", "xcomp", "obl"})
# A story has one of each.
_SIDES = ARMED | {"opposition", "paramilitaries", "protesters", "demonstrators", "strikers"}
_MEASURES = frozenset(
    "hundreds thousands dozens scores tens group crowd number handful host coalition"
    " alliance".split()
)
_COLONS = frozenset({",", ":", "-", "–", "—"})
_FAR = 20  # sentences back to which a group may be taken up by its noun


def senders(scene: Scene, role: RolePhrase) -> tuple[Entity, ...]:
    """ "Envoys of X and Y", "their envoys" stand for X and Y; "the FARC rebels" for the FARC."""
    if role.org is None:
        sent_by = homes_of_owners(scene, scene.doc[role.head]) if role.noun in _DELEGATED else ()
        return sent_by if len(sent_by) > 1 else ()
    org = scene.country(role.org)
    if org is None:
        return ()
    armed = scene.doc[role.head].lower_ in ARMED and role.number is None
    behind = role.org.start > role.head
    if org.type == "organization" and role.kind == "person" and (armed or not behind):
        return () if role.noun in _VOICES else (org,)
    behind = role.org.start > role.head and not _modifies_people(scene, role.org)
    if role.noun in _DELEGATED and behind:
        return tuple(e for e in map(scene.country, listed_names(scene, role.org)) if e is not None)
    sent = [e for e in map(scene.country, adjoined(scene, role)) if e is not None]
    if role.noun in _DELEGATED and len(sent) > 1 and role.head >= scene.headline:
        return tuple(sent)  # "Japanese and Chinese negotiators"
    return ()


def listed_bodies(scene: Scene, role: RolePhrase) -> tuple[Entity, ...]:
    """ "Two unions, the X and the Y": the bodies that the text goes on to name, all of them."""
    doc, start = scene.doc, role.end + 1
    if role.kind != "institution" or role.number is None or start + 1 >= len(doc):
        return ()
    start += doc[start].lower_ == "the"
    first = next((n for n in scene.findings.names if n.start == start), None)
    if doc[role.end].text not in _COLONS or first is None:
        return ()
    told = map(scene.findings.entity_of.get, listed_names(scene, first))
    bodies = tuple(e for e in told if e is not None and e.type == "organization")
    return bodies if len(bodies) == role.number else ()


def _modifies_people(scene: Scene, name: Name) -> bool:
    """Whether an adjective tells whose people are meant: "a delegation of Greek | senators"."""
    after = scene.doc[name.end : name.end + 1].text.lower()
    adjective = scene.findings.kinds[name] == "demonym"
    return adjective and after not in lexicon().governments and after not in ("", ",", "and")


def listed_holders(scene: Scene, role: RolePhrase) -> tuple[Entity, ...]:
    """ "The leaders of X and Y": who holds that office there, if the article names them all."""
    if role.kind != "office":
        return ()
    lands = _lands_of(scene, role)
    found = [holder_for(scene, role, land) for land in lands]
    if role.noun == "leader" and found.count(None) == 1 and len(lands) > 1:
        # "The leaders of X and Y … President A … Y's B": A is of X.
        homeless = _homeless_holders(scene, role)
        found = [p or homeless[0] for p in found] if len(homeless) == 1 else found
    named = tuple(person for person in found if person is not None)
    if len(named) != len(lands) or len(lands) < 2:
        return ()
    if role.noun == "minister" and not _share_an_office(scene, named):
        return ()  # the farm minister of one and the foreign minister of the other
    for person, land in zip(named, lands, strict=True):
        if role.noun == "leader":
            person.country = person.country or land  # no label of his
        elif not scene.held_by(person):
            scene.holdings.append(Holding(person, role, land, "apposition"))
    return named


def unnamed_holders(scene: Scene, role: RolePhrase) -> tuple[Entity, ...]:
    """ "The foreign ministers of X, Y and Z", not all of them named: one person for each country.

    Who is named is himself, the others are known by their office.
    """
    told = role.definiteness == "definite" or role.head < scene.headline
    offices = role.noun in _ONE_EACH and (role.noun not in _MANY or role.first < role.head)
    lands = _lands_of(scene, role) if told and offices and role.kind == "office" else []
    if len(lands) < 2 or role.number not in (None, len(lands)) or role.owner is not None:
        return ()
    if role.org is not None and role.org.start < role.head:
        kinds = {scene.findings.kinds[name] for name in adjoined(scene, role)}
        if kinds != {"demonym"}:
            return ()  # "Norland, Sudrian ministers meet": Norland is told as a party of its own
    if len(lands) == 2 and (partners := partners_next(scene, role, lands)):
        return partners
    named = {land: holder_for(scene, role, land) for land in lands}
    missing = [land for land, person in named.items() if person is None]
    if len(missing) == len(lands) and (ahead := introduced_next(scene, role, len(lands))):
        return ahead
    homeless = _homeless_holders(scene, role)
    if homeless and (len(homeless), len(missing)) != (1, 1):
        return ()
    named.update(zip(missing, homeless, strict=False))
    return tuple(person or _nameless(scene, role, land) for land, person in named.items())


def counted_ahead(scene: Scene, role: RolePhrase) -> tuple[Entity, ...]:
    """ "Two counterparts … the foreign ministers of X and Y": whom the text goes on to tell."""
    if role.noun != "counterpart" or role.number is None:
        return ()
    last = scene.sentence(role.head) + 2
    for other in scene.findings.roles:
        if other.head > role.head and scene.sentence(other.head) <= last and other.plural:
            found = unnamed_holders(scene, other)
            if len(found) == role.number:
                return found
    return ()


def whole_phrase(scene: Scene, role: RolePhrase) -> tuple[int, int]:
    """The tokens of a plural with all its countries: "the foreign ministers of X, Y and Z"."""
    if role.org is None:
        return role.start, role.end
    if role.org.start > role.head:
        return role.start, max(role.end, listed_names(scene, role.org)[-1].end)
    return min(role.start, adjoined(scene, role)[0].start), role.end


def _homeless_holders(scene: Scene, role: RolePhrase) -> list[Entity]:
    """Who holds the office of the plural `role` in a country that the text does not tell."""
    words = {*scene.doc[role.first : role.head].text.lower().split(), role.noun}
    top = lexicon().top if role.noun == "leader" else frozenset[str]()
    return [
        person
        for person, held in scene.holders().items()
        if person.country is None
        and any(h.org is None and (words <= office_key(h.role) or h.role.noun in top) for h in held)
    ]


def _nameless(scene: Scene, role: RolePhrase, land: Entity) -> Entity:
    """The one who holds the office of the plural `role` in `land`."""
    words = " ".join((*scene.doc[role.first : role.head].text.split(), role.noun))
    adjective = (
        scene.adjective(land) if role.org is not None and role.org.start < role.head else None
    )
    name = f"{words} of {land.name}" if adjective is None else f"{adjective} {words}"
    known = (e for e in scene.discourse.entities if e.type == "person" and e.name == name)
    person = next(known, None) or scene.discourse.add_entity("person", name, named=False)
    person.country = land
    return person


def _share_an_office(scene: Scene, people: Sequence[Entity]) -> bool:
    """Whether there is an office that each of `people` holds, or nothing is known of theirs."""
    held = [{office_key(h.role) for h in scene.held_by(p)} for p in people]
    return not all(held) or bool(set.intersection(*held))


def _lands_of(scene: Scene, role: RolePhrase) -> list[Entity]:
    """The countries of a plural office: "leaders of X and Y", "X and Yish leaders", "their"."""
    if role.owner is not None:
        owners = scene.discourse.resolve(role.owner)
        return [e for e in owners if e.type == "country"]
    if role.org is None:
        return []
    names = listed_names(scene, role.org) if role.org.start > role.head else adjoined(scene, role)
    return [e for e in map(scene.country, names) if e is not None]


def adjoined(scene: Scene, role: RolePhrase) -> list[Name]:
    """The countries whose adjectives stand before a plural: "Greek and Turkish officials"."""
    if role.org is None:
        return []
    found, doc = [role.org], scene.doc
    ends = {name.end: name for name in scene.findings.names if name.end < role.org.start}
    while doc[found[0].start - 1].lower_ in ("and", ","):
        before = ends.get(found[0].start - 1)
        if before is None or scene.country(before) is None:
            break
        found.insert(0, before)
    return found


def institutions(scene: Scene, role: RolePhrase) -> bool:
    """ "The foreign ministries of X and Y", "X and Yish ministries": one organization for each.

    Returns whether they are told so: "Chilean ministries" and "two agencies of X" may be any.
    """
    assert role.org is not None
    behind = role.org.start > role.head
    names = listed_names(scene, role.org) if behind else adjoined(scene, role)
    if len(names) < 2 or not (behind or scene.doc[names[0].start - 1].lower_ == "the"):
        return False
    held = []
    for name in names:
        land = scene.country(name)
        if land is not None:
            words = f"{scene.doc[role.first : role.head].text} {role.noun}".split()
            told = " ".join(words)
            whole = f"{told} of {land.name}" if behind else f"{name.text} {told}"
            entity = _body_of(scene, land, words)
            entity = entity or scene.discourse.add_entity("organization", whole)
            entity.country, entity.acts = land, True
            held.append(entity)
    if held:
        start, end = whole_phrase(scene, role)
        scene.refer(start, end, role.head, "members", tuple(held))
    return True


def _body_of(scene: Scene, land: Entity, words: Sequence[str]) -> Entity | None:
    """The one body of `land` that the text names with all of `words`."""
    wanted = {word.lower() for word in words}
    fits = [
        e
        for e in scene.discourse.entities
        if e.type == "organization" and e.country is land and wanted <= set(e.name.lower().split())
    ]
    return fits[0] if len(fits) == 1 else None


def same_group(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "The engineers" after "four Ndalese engineers": the group brought in by that noun."""
    noun = scene.doc[role.head].lower_
    own = {t.lower_ for t in scene.doc[role.start + 1 : role.head]}
    for occurrence in scene.recent(role.head, _FAR):
        entity = occurrence.entity
        if entity.type == "group" and not entity.named:
            words = entity.name.lower().split()
            if noun in words and own <= set(words):
                return entity
    return None


def counted(head: Token) -> Token:
    """What stands for a plural in its clause: "hundreds of protesters", "a group of lawmakers"."""
    above = head.head
    measured = head.dep_ == "nmod" and above.lower_ in _MEASURES and above.i < head.i
    return above if measured and above.nbor(1).lower_ == "of" else head


def acts_in_clause(head: Token) -> bool:
    """Whether a phrase is a subject or an agent: "seized by pirates"."""
    return is_subject(head) or first_conjunct(head).dep_ == "obl:agent"


def does_something(scene: Scene, role: RolePhrase, head: Token) -> bool:
    """Whether a plural acts or is acted upon: "police detained nine", "three Greek envoys".

    Those of a country count in any clause, others in main clauses and where a subordinate one
    tells what they did.
    """
    verb = first_conjunct(head).head
    idle = head.lower_ in _COMMENTING | _BYSTANDERS
    idle = idle and not (head.lower_ in _KNOWN_BY and any(c.dep_ == "nmod" for c in head.children))
    habit = verb.tag_ == "VBP" and role.definiteness == "bare" and role.first == role.head
    habit = habit and role.start == role.head and not any(c.dep_ == "aux" for c in verb.children)
    made = first_conjunct(head).dep_ == "nsubj:pass" and verb.lemma_ in _MAKING
    made = made and "xcomp" not in verb.relations  # "are set to march"
    if role.kind == "kin" or idle or habit or made or head.i < scene.headline:
        return False  # "ministers meet and part"
    told = first_conjunct(head).dep_ in _UPON
    idle = verb.lemma_ in STATIVE or (not told and _only_says(verb))
    unreal = {c.lower_ for c in verb.children if c.dep_ in ("mark", "aux")} & _UNREAL
    topic = verb.tag_ == "VBG" and verb.dep_ not in _ASSERTED and not is_subject(head)
    willing = verb.lemma_ in ATTITUDES and is_subject(head)
    if not (verb.pos_ == "VERB" or willing) or idle or unreal or topic:
        return False
    national = is_national(role)
    # Of a bare plural only what a clause of time tells: not "said that donors had left".
    particular = role.kind == "institution" or any(c.dep_ in _TELLING for c in head.children)
    told = verb.dep_ == "advcl" or (verb.dep_ in _TOLD_IN and particular)
    ahead = role.kind == "institution" and any(c.lower_ == "will" for c in verb.children)
    return _is_main(verb) or national or (told and (ahead or _is_past(verb)))


def is_harmed(head: Token) -> bool:
    """Whether force or law is used upon somebody: "freed nineteen prisoners"."""
    phrase = first_conjunct(head)
    return phrase.dep_ == "obj" and phrase.head.lemma_ in _HARMING


def _only_says(verb: Token) -> bool:
    """Whether a verb has but words for its object: whose they are, the statement decides.

    "Asked the court to wait" and "complained of delays" are deeds.
    """
    told = {c.dep_ for c in verb.children}
    alone = verb.lemma_ in _PROTESTING or not told.isdisjoint(_TO_WHOM)
    deed = "obj" in told or ("ccomp" not in told and alone)
    return verb.lemma_ in reporting_verbs() - _HOLDING and not deed


def _is_past(verb: Token) -> bool:
    perfect = verb.tag_ == "VBN" and any(c.lower_ in ("has", "have", "had") for c in verb.children)
    return verb.tag_ == "VBD" or perfect


def _is_main(verb: Token) -> bool:
    if verb.dep_ == "ccomp" and verb.head.i > verb.i and verb.head.lemma_ in reporting_verbs():
        verb = verb.head  # "gunmen killed nine, the army said"
    return verb.dep_ in ("ROOT", "parataxis") or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def is_brought_in(scene: Scene, role: RolePhrase) -> bool:
    """Whether a plural may bring in a group rather than take up whom the text has named.

    "The leaders of X and Y" are persons, whom the text may name later.
    """
    heads = role.kind == "office" and (speaks_for_land(role) or role.noun == "leader")
    if heads and len(_lands_of(scene, role)) > 1:
        return False
    if any(t.lower_ == "not" for t in scene.doc[max(0, role.start - 1) : role.head]):
        return False  # "a fund, not Chilean firms, paid"
    sides = scene.doc[role.head].lower_ in _SIDES
    # "The families of the victims"
    told = role.kind in ("person", "group") and scene.doc[role.end : role.end + 1].text == "of"
    return role.definiteness != "definite" or role.org is not None or sides or told


def is_sent_for(scene: Scene, role: RolePhrase, head: Token) -> bool:
    """Whether another country's envoy is acted upon: "summoned Peru's ambassador"."""
    own = role.owner is not None and scene.doc[role.owner].tag_ == "PRP$"
    told = not own and (role.org is not None or role.owner is not None)
    affected = role.noun in _ENVOYS and first_conjunct(head).dep_ in _UPON
    return told and affected and does_something(scene, role, head)


def is_national(role: RolePhrase) -> bool:
    """Whether a plural is told by its country or body: "three Greek envoys", "Houthi rebels"."""
    before = role.org is not None and role.org.start < role.head
    return before and role.noun not in ("delegation", "delegations", "people")
