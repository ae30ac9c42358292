"""Which actors a phrase of an event stands for, beyond what its head alone tells."""

from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.frames import child, children, conjuncts, preposition
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.name_lists import UNREAL
from graph_builder.extraction.tokens import Token

# "Two of her deputies", "both of them": the quantity is the head, the actors are in its "of".
_QUANTITIES = frozenset(
    "both some several many most all each either one none half dozens scores hundreds thousands "
    "group host number handful".split()
)
TEAMS = frozenset({"delegation", "mission", "team", "party", "group"})
_LED = TEAMS | frozenset({"member", "lawmaker", "legislator", "senator", "official", "executive"})
_RANKED = frozenset({"first", "second", "third", "last", "next", "only"})
_FURTHEST = 10  # words from a team to who leads it
_PARTED = 2  # words of a name that the parser may take apart
_POLITIES = ("country", "organization")
_WHOLE = ("name", "title")
# Who speaks and acts for a state, besides those who hold an office.
_SERVING = frozenset(
    "government leader side delegation authority ministry negotiator envoy "
    "delegate representative navy army military force".split()
)


def actors_at(token: Token, discourse: Discourse, *, introduce: bool = False) -> tuple[Entity, ...]:
    """The actors that the phrase of `token` stands for; empty if none is known.

    Looks through quantities ("two of the ministers"), appositions, and names or titles whose head
    the parser put elsewhere. With `introduce`, an unnamed actor's phrase becomes an entity.
    """
    found = _leaders(token, discourse) or _one_of_many(token, discourse)
    found = found or discourse.resolve(token)
    first = found and introduce and children(token, "conj") and not represented(token, discourse)
    if first and not points_back(token):
        if not discourse.resolve(token, conjuncts=False):
            found = discourse.resolve(token, introduce=True)  # "the army and the Forces"
        found = (*found, *_groups_beside(token, discourse))
    if found and not token.children:
        return (*found, *_beside_name(token, discourse))
    if found:
        more = (*_listed(token, discourse), *_named_beside(token, discourse))
        return (*found, *dict.fromkeys(e for e in more if e not in found)) if more else found
    found = _inside(token, discourse, introduce) or _around(token, discourse)
    found = found or _who_is(token, discourse)
    if found or not introduce or points_back(token):
        return found
    return discourse.resolve(token, introduce=True)


def _groups_beside(token: Token, discourse: Discourse) -> list[Entity]:
    """ "The premier and senators of her party": the senators, whom nothing has told before."""
    whole = discourse.reference(token)
    end = whole.end if whole is not None else token.i
    plurals = (c for c in children(token, "conj") if c.tag_ == "NNS" and c.i >= end)
    fresh = [c for c in plurals if not discourse.resolve(c, conjuncts=False)]
    return [e for c in fresh for e in discourse.resolve(c, conjuncts=False, introduce=True)]


def _inside(token: Token, discourse: Discourse, introduce: bool) -> tuple[Entity, ...]:
    """The actors named inside the phrase: after "of", in apposition, before an office."""
    lookups = [discourse.resolve(part) for part in children(token, "appos", "flat")]
    if token.pos_ == "NUM" or {token.lower_, token.lemma_.lower()} & _QUANTITIES:
        lookups = [
            actors_at(part, discourse, introduce=introduce)
            for part in children(token, "nmod", "obl")
            if preposition(part) == "of"
        ] + lookups
    if is_office(token):  # "appointed her namesake minister", the name hung on the office
        names = (discourse.resolve(part) for part in children(token, "compound"))
        lookups += [tuple(e for e in found if e.type == "person") for found in names]
    return next((found for found in lookups if found), ())


def _who_is(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "X was the first visitor whom she received": X."""
    if not token.relations >= {"acl:relcl", "cop"} or "not" in token.below:
        return ()
    who = child(token, "nsubj")
    found = discourse.resolve(who) if who is not None else ()
    return found if len(found) == 1 and found[0].type == "person" else ()


def _one_of_many(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The last to come was X", "the last head of state to come was X": X, unless denied."""
    if token.dep_ != "nsubj" or "cop" not in token.head.relations:
        return ()
    if not token.head.below.isdisjoint(UNREAL):
        return ()
    if token.lower_ not in _RANKED:
        before = any(c.lower_ in _RANKED for c in children(token, "amod"))
        told = (c for noun in (token, token.head) for c in children(noun, "acl"))
        if not before or not any(c.tag_ == "VB" and c.i < token.head.i for c in told):
            return ()
    named = token.head.ent_type_ == "PERSON"
    found = discourse.resolve(token.head, introduce=named)
    return found if len(found) == 1 and found[0].type == "person" else ()


def _around(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """The actor of a name or title that covers the phrase, its head being elsewhere."""
    reference = discourse.reference(token)
    if reference is None or reference.kind not in _WHOLE or reference.place:
        return ()
    part = token.dep_ in ("compound", "flat", "amod")
    whole = reference.head != token.i and (part or reference.start <= token.left_edge.i)
    return reference.entities if whole else ()


def _named_beside(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "X and his opposite number, Y": Y, where what stands before the name says nothing."""
    if "conj" not in token.relations:
        return ()
    named: list[Entity] = []
    for part in children(token, "conj"):
        if not discourse.resolve(part, conjuncts=False):
            for name in children(part, "appos"):
                named += discourse.resolve(name)
    return tuple(named)


def points_back(token: Token) -> bool:
    """ "Both men", "the two": known actors, so nobody new even where they can't be told."""
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "det:predet")}
    words.add(token.lower_)  # "the two", "the trio"
    several = bool(words & {"both", "trio", "pair"}) or token.lower_ in ("parties", "sides")
    return "both" in words or ("the" in words and (several or bool(words & {"two", "three"})))


def is_of_parties(noun: Token) -> bool:
    """Whether a noun is one for states or people: "the two sides", but not "the two banks"."""
    nouns, lemma = lexicon(), noun.lemma_.lower()
    return is_of_leaders(noun) or lemma in nouns.offices | nouns.persons | nouns.groups


def is_of_leaders(noun: Token) -> bool:
    """Whether a noun is one for those who act for states: "the ministers", but not "teachers"."""
    nouns, lemma = lexicon(), noun.lemma_.lower()
    plurals = nouns.plural_persons | nouns.plural_countries | nouns.plural_organizations
    known = noun.lower_ in plurals | nouns.plural_either or lemma in _SERVING
    return known or lemma in nouns.offices - nouns.ranks


def represented(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The foreign ministers of X and Y", nobody named: the countries.

    The parser may coordinate Y with the ministers, or hang it beside X.
    """
    beside = [c for c in children(token, "conj") if c.pos_ == "PROPN"]
    beside += [c for c in children(token, "nmod") if c.left_edge.lower_ == "and"]
    for phrase in children(token, "nmod"):
        if preposition(phrase) in ("of", "from", "for") and (beside or children(phrase, "conj")):
            served = [e for part in (phrase, *beside) for e in discourse.resolve(part)]
            served = [e for e in dict.fromkeys(served) if e.type in _POLITIES]
            named = _named_within(phrase, discourse) if len(served) >= 2 else ()
            return named if len(named) == len(served) else tuple(served) if len(served) > 1 else ()
        if preposition(phrase) in ("of", "from", "for") and points_back(phrase):
            lands = discourse.resolve(phrase)  # "envoys from both countries"
            if len(lands) >= 2 and all(e.type in _POLITIES for e in lands):
                return lands
    owner = next(iter(children(token, "nmod:poss")), None)
    if owner is not None and points_back(owner):  # "the two governments' joint council"
        lands = discourse.resolve(owner)
        if len(lands) >= 2 and all(e.type in _POLITIES for e in lands):
            return lands
    return _owners_of(token, discourse) or _of_lands(token, discourse)


def _named_within(phrase: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Her counterparts from Peru, Ana Quispe, and Chile, Luis Arce": Ana Quispe and Luis Arce."""
    names = (t for t in phrase.subtree if t.ent_type_ == "PERSON" and t.dep_ != "flat")
    found = dict.fromkeys(e for t in names for e in discourse.resolve(t, conjuncts=False))
    return tuple(e for e in found if e.type == "person" and e.named)


def _owners_of(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Norway's and Kenya's foreign ministers": Norway and Kenya."""
    owners = [o for c in children(token, "nmod:poss") for o in conjuncts(c)]
    if len(owners) < 2 or token.tag_ != "NNS" or not _serves(token):
        return ()
    served = dict.fromkeys(e for o in owners for e in discourse.resolve(o, conjuncts=False))
    return tuple(served) if len(served) > 1 and all(e.type == "country" for e in served) else ()


def _serves(noun: Token) -> bool:
    return is_office(noun) or noun.lemma_.lower() in _SERVING


def _of_lands(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The Norwegian and Kenyan leaders": the countries that their adjectives tell."""
    if token.tag_ != "NNS" or not _serves(token):
        return ()
    before = children(token, "amod", "nmod:desc", "compound")
    return _lands_at([a for c in before for a in conjuncts(c)], discourse)


def joined_lands(noun: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The Norwegian-Kenyan talks": the countries that the joined adjectives tell."""
    beside = children(noun, "amod")
    before = [a for c in beside for a in (*children(c, "amod"), *conjuncts(c))]
    joined = [a for a in before if any(t.text in "-–/" for t in a.doc[a.i + 1 : a.i + 2])]
    return _lands_at(before, discourse) if joined else ()


def _lands_at(adjectives: list[Token], discourse: Discourse) -> tuple[Entity, ...]:
    """The countries of two or more adjectives; none if they are fewer."""
    lands = {a.i: land for a in adjectives if (land := discourse.lands.get(a.i)) is not None}
    if len({id(land) for land in lands.values()}) < 2:
        return ()
    for i, land in lands.items():
        if not land.references:  # named by its adjective alone, which then is its mention
            discourse.add_reference(Reference(i, i + 1, i, "description", (land,)))
    return tuple(dict.fromkeys(lands.values()))


def parties_at(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """Whom a phrase of an encounter brings into it: actors, or those whom unnamed ones serve."""
    named = any(e.named for e in discourse.resolve(token, conjuncts=False))
    served = () if named else represented(token, discourse)
    return served or actors_at(token, discourse, introduce=True)


def is_office(token: Token) -> bool:
    """Whether the noun names an office ("minister"), not an occupation ("member")."""
    nouns = lexicon()
    lemma = token.lemma_.lower()
    named = bool(children(token, "compound", "amod", "nmod"))  # "education secretary"
    post = lemma in nouns.offices
    return post and lemma != "member" and (named or lemma not in nouns.occupations)


def _listed(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """The rest of "A of X, B of Y and C of Z", which the parser takes for an apposition."""
    listed: list[Entity] = []
    titles = children(token, "nmod:desc")  # "Premier A, President B and Minister C"
    before = token.doc.tokens[token.i - 1] if token.i else token
    if before.dep_ == token.dep_ and before.head is token.head and before is not token:
        titles.append(before)
    parts = [part for word in (token, *titles) for part in children(word, "appos")]
    if not parts:
        return _strayed(token, discourse)
    whole = children(token, "conj")
    kinds = {e.type for e in discourse.resolve(token, conjuncts=False)}
    joined = bool(children(parts[-1], "cc"))
    for part in parts:
        entities = discourse.resolve(part)
        ends_list = bool(children(part, "conj")) or joined
        inside = bool(whole) and part.i < whole[-1].i and {e.type for e in entities} == kinds
        if ends_list or inside:
            listed += entities
    return (*listed, *_strayed(token, discourse))


def _beside_name(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Costa Rica and Peru", where the parser hangs Peru on "Costa" and makes "Rica" the head."""
    whole = discourse.reference(token)
    if whole is None or whole.end - whole.start < _PARTED or whole.kind != "name":
        return ()
    parts = (t for t in token.doc[whole.start : whole.end] if t is not token)
    parts = (t for t in parts if t.dep_ == token.dep_ and t.head is token.head)
    return tuple(e for t in parts for c in children(t, "conj") for e in discourse.resolve(c))


def _strayed(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "X of Norway, Y of Peru and Z of Ghana": Z, though the parser joins him to Norway."""
    if token.relations.isdisjoint(("nmod", "conj")):
        return ()
    people = [t for t in (token, *children(token, "conj")) if t.ent_type_ == "PERSON"]
    homes = [home for person in people for home in children(person, "nmod")]
    after = (c for h in homes if h.ent_type_ == "LOC" for c in children(h, "conj"))
    found = (e for c in after if c.ent_type_ == "PERSON" for e in discourse.resolve(c))
    return tuple(e for e in found if e.type == "person")


def _leaders(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "A delegation led by the minister": the minister."""
    if token.lemma_.lower() not in _LED:
        return ()
    after = token.doc[token.i + 1 : min(token.i + _FURTHEST, token.sent.end)]
    agents = (
        agent
        for participle in after  # the parser may hang it on a place: "to Niamey headed by"
        if participle.tag_ == "VBN" and participle.lemma_ in ("lead", "head")
        for agent in children(participle, "obl:agent", "obl")
    )
    return next((found for agent in agents if (found := discourse.resolve(agent))), ())
