"""What an unnamed actor is called: its phrase without article, its possessors by name."""

import re
from collections.abc import Sequence

from graph_builder.extraction.crowds import phrase_end
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.groups import adjoined
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.parties import listed_names
from graph_builder.extraction.plural_lands import homes_of
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.seats import ARTICLES, ministry_named, seated
from graph_builder.extraction.tokens import Doc, Span

MASSES = frozenset(
    {"million", "billion", "thousand", "thousands", "hundred", "hundreds", "dozens", "scores"}
)
"""Numbers that no one counts out: "3 million people", "hundreds of protesters"."""
# Before a number they say that it is only estimated.
_ESTIMATING = frozenset(
    {"some", "around", "about", "nearly", "almost", "roughly", "over", "more", "least", "up"}
    | {"approximately", "estimated"}
)
_DATING = frozenset({"later", "earlier", "ago"})  # "two months later parliament …"
_AFTER_BOTH = frozenset({"said", "say", ",", "."})
_ADDRESSING = frozenset({"my", "your", "our"})
ANYBODY = frozenset({"person", "source", "man", "woman", "insider"})
"""Nouns that alone say nothing of who it is."""
# A president's minister is one of his country.
_OF_STATE = frozenset({"minister", "premier", "ambassador"})
# Of these a nation has one.
_OF_NATION = frozenset({"opposition", "junta"})
# A state has them, no body of it.
_OF_STATES = frozenset("army navy police military parliament congress senate".split())
_LONGEST = 8  # words between the last country of a list and its noun


def name_of(scene: Scene, role: RolePhrase) -> str:
    """The phrase without its article, possessors by name: "Ana Berg's office"."""
    text = _peer(scene, role) or _told(scene, role)
    own = role.noun in _OF_NATION and role.org is None and role.owner is None
    return _of_main_country(scene, text) if own else text


def _told(scene: Scene, role: RolePhrase) -> str:
    doc = scene.doc
    start = role.start
    if role.plural and role.org is not None and role.org.start < role.head:
        start = min(start, adjoined(scene, role)[0].start)  # "Greek and Turkish officials"
    if doc[start].lower_ in ARTICLES | _DATING and start < role.head:
        start += 1
    text = without_number(doc[start : end_of(scene, role)])
    owner = role.owner
    own = owner is not None and doc[owner].tag_ in ("PRP$", "WP$")
    told = role.plural and role.owner_name is None and role.org is None  # "the commander's men"
    if owner is not None and (own or told):
        held = scene.discourse.resolve(owner, conjuncts=False)
        rest = doc[owner + 1 if own else owner + 2 : end_of(scene, role)].text
        if len(held) == 1 and (own or held[0].named):
            apart = own and role.org is not None and role.noun == "counterpart"
            apart |= role.plural and doc[owner].lower_ in _ADDRESSING
            return rest if apart else _owned(scene, held[0], role, rest)
        if role.plural and len(held) > 1 and all(homes := homes_of(held)):
            return _of_lands(scene, homes, rest)
    if (whose := _of_whom(scene, role, start, text)) is not None:
        return whose
    one = not role.plural or role.noun == "police"
    sits = role.noun == "opposition" and doc[role.end : role.end + 1].text == "in"
    if ((role.kind == "institution" and one) or sits) and role.org is None:
        whole = doc[role.start : end_of(scene, role)].text
        return seated(scene, role, doc[start : role.end].text, whole)
    body = scene.country(role.org) if role.definiteness == "possessed" else None
    if role.org is not None and body is not None and body.type == "organization":
        owned = re.match(rf"{re.escape(role.org.text)}['’]s? ", text) if role.plural else None
        if owned is not None:
            return f"{role.org.text} {text[owned.end() :]}"  # "the League's leaders"
        text = text.replace(role.org.text, body.name, 1)  # "the League's court"
    return text


def _of_whom(scene: Scene, role: RolePhrase, start: int, text: str) -> str | None:
    """ "An aide to Berg", "the aides to her premier": with the name of the one possessor."""
    doc = scene.doc
    if role.owner_name is not None and role.owner_name.start > role.head:
        served = scene.findings.entity_of.get(role.owner_name)
        whom = served.name if served is not None else role.owner_name.text
        return f"{text} {doc[role.end].lower_} {whom}"
    inner = next((t for t in doc[role.end : end_of(scene, role)] if t.tag_ == "PRP$"), None)
    whose = scene.discourse.resolve(inner, conjuncts=False) if inner is not None else ()
    if inner is None or len(whose) != 1:
        return None
    after = doc[inner.i + 1 : end_of(scene, role)].text
    return f"{doc[start : inner.i].text} {whose[0].name}'s {after}"


def listing(words: Sequence[str]) -> str:
    """ "A, B and C"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _of_lands(scene: Scene, homes: Sequence[Entity | None], rest: str) -> str:
    """ "Their officials": "Norwegian and Peruvian officials" if these words stand in the text,
    else "officials of Norway and Peru"."""
    lands = [land for land in dict.fromkeys(homes) if land is not None]
    adjectives = [scene.adjective(land) for land in lands]
    told = [word for word in adjectives if word is not None and scene.doc.words(word.lower())]
    if len(told) == len(lands):
        return f"{listing(told)} {rest}"
    return f"{rest} of {listing([land.name for land in lands])}"


def shared_office(scene: Scene, people: Sequence[Entity]) -> Holding | None:
    """An office that each of `people` holds, as the text gives it to the first of them."""
    idle = lexicon().ranks | lexicon().relational
    held = [[h for h in scene.held_by(p) if h.role.noun not in idle] for p in people]
    for holding in held[0] if held else ():
        key = office_key(holding.role)
        if holding.role.kind == "office" and all(
            key in {office_key(h.role) for h in o} for o in held
        ):
            return holding
    return None


def _of_main_country(scene: Scene, text: str) -> str:
    """ "Opposition" with the adjective of the country that the article is about."""
    land = scene.main_country
    adjective = scene.adjective(land) if land is not None else None
    return text if adjective is None else f"{adjective} {text[:1].lower()}{text[1:]}"


def _peer(scene: Scene, role: RolePhrase) -> str | None:
    """ "His Greek counterpart" by the office of both: "Greek premier"; None of others."""
    if role.noun != "counterpart" or role.owner is None or role.org is None:
        return None
    office = shared_office(scene, scene.discourse.resolve(role.owner, conjuncts=False))
    return f"{role.org.text} {office.role.office}" if office is not None else None


def _owned(scene: Scene, owner: Entity, role: RolePhrase, rest: str) -> str:
    """ "His office", "whose emir", "its troops" with the possessor's name."""
    if owner.type == "country" and role.noun in lexicon().top:
        return f"{rest} of {owner.name}"
    if owner.type == "person" and role.noun == "deputy" and rest == "deputy":
        held = next((h.role.office for h in scene.held_by(owner) if h.role.kind == "office"), None)
        return f"deputy {held.lower()}" if held else f"{owner.name}'s {rest}"
    if owner.type == "person" and role.noun in _OF_STATE and owner.country is not None:
        return f"{rest} of {owner.country.name}"
    if owner.type == "group":
        return rest
    if owner.type == "organization" and owner.country and role.noun in _OF_STATES:
        owner = owner.country  # "the ministry said … its army"
    ministry = ministry_named(scene, owner, rest) if role.noun == "ministry" else None
    adjective = scene.adjective(owner) if owner.type == "country" else None
    several = adjective is not None and (role.plural or role.kind == "group")
    return ministry or (f"{adjective} {rest}" if several else f"{owner.name}'s {rest}")


# "A few dozen veterans", "some hundred sailors", "enough lumber barons".
_VAGUE = frozenset({"few", "dozen", "hundred", "thousand", "enough"})


def without_number(phrase: Span) -> str:
    """A phrase without its article and without the numbers that no one counts out."""
    start, masses = phrase.start, phrase[0].lower_ in ARTICLES
    if masses and len(phrase) > 1:
        start += 1
    start = _past_estimate(phrase.doc[start : phrase.end])
    while start + 1 < phrase.end and phrase.doc[start].lower_ in _VAGUE:
        start += 1
    words = phrase.doc[start : phrase.end]
    behind = max((t.i for t in words if t.lower_ in MASSES), default=start - 1) + 1
    if behind > start and phrase.doc[behind : behind + 1].text.lower() == "of":
        behind += 1
    # Of "a crowd of several hundred" nothing is left.
    return phrase.doc[behind if behind < phrase.end else start : phrase.end].text


def _past_estimate(phrase: Span) -> int:
    """Where a phrase goes on after a number that is only estimated: "some 200 miners"."""
    doc, start = phrase.doc, phrase.start
    number = next((t.i for t in phrase[:4] if t.tag_ == "CD"), start)
    before = {t.lower_ for t in doc[max(0, start - 2) : number]}
    if number + 1 >= phrase.end or before.isdisjoint(_ESTIMATING):
        return start
    while number + 1 < phrase.end and doc[number].tag_ == "CD":
        number += 1
    return number


def end_of(scene: Scene, role: RolePhrase) -> int:
    """The end of the phrase, with what follows to tell who they are: "from …", "in Veligrad"."""
    doc, end = scene.doc, role.end
    if role.kind == "institution":
        named = doc[end + 1].text[0].isupper()
        place = named and doc[end].lower_ in ("in", "to")
        told = role.definiteness in ("indefinite", "possessed") or role.first == role.head
        if told and doc[end : end + 1].text == "of" and doc[end + 1].text.islower():
            return phrase_end(doc[role.head], end)  # "a council of seven officers"
        return phrase_end(doc[role.head], end) if place else end
    if role.plural or role.kind == "group":
        return _end_of_plural(scene, role)
    # "A person close to the minister": a noun that alone says nothing of who it is.
    vague = role.noun in ANYBODY and role.definiteness == "indefinite" and role.org is None
    from_where = doc[end : end + 1].text == "from" and doc[end + 1].text[0].isupper()
    if role.kind == "person" and role.definiteness == "indefinite" and from_where:
        return phrase_end(doc[role.head], end)  # "a fisherman from Saint-Louis"
    stop = phrase_end(doc[role.head], end) if vague and role.start + 1 == role.head else end
    return end if any(t.tag_ == "PRP$" for t in doc[end:stop]) else stop


def _end_of_plural(scene: Scene, role: RolePhrase) -> int:
    doc, end = scene.doc, role.end
    if role.org is not None and role.org.start > role.head:
        return _whole(listed_names(scene, role.org)[-1].end, doc)  # "leaders of X and Y"
    if role.org is not None and doc[end : end + 1].text in ("in", "on"):
        return end  # "met a Libyan delegation in Vienna"
    if _goes_on(scene, role):
        return end + 2
    both = _end_of_both(doc, end)
    if both > end:
        return both
    if doc[end].lower_ == "briefed":  # often taken for the sentence's verb
        edge = max(t.i for t in doc[end].subtree) + 1
        rest = doc[end + 1 : edge]
        return min((t.i for t in rest if t.is_punct or t.tag_ == "VBD"), default=edge)
    return phrase_end(doc[role.head], end)


def _end_of_both(doc: Doc, end: int) -> int:
    """The end of "commanders | on both sides", "aides | to both"."""
    if doc[end : end + 3].text.lower() == "on both sides":
        return end + 3
    told = doc[end : end + 2].text == "to both"
    return end + 2 if told and doc[end + 2 : end + 3].text in _AFTER_BOTH else end


def _whole(end: int, doc: Doc) -> int:
    """The end of a phrase that must not stop before its noun: "the Oslo and Bergen | councils"."""
    noun = doc[end - 1]
    while noun.dep_ in ("amod", "compound", "conj") and noun.head is not noun:
        noun = noun.head
    named = noun.pos_ in ("NOUN", "PROPN") and end <= noun.i < end + _LONGEST
    return noun.i + 1 if named else end


def _goes_on(scene: Scene, role: RolePhrase) -> bool:
    """Whether another plural shares the country of the phrase: "Greek policemen and judges"."""
    second = scene.role_at.get(role.end + 1)
    shared = role.org is not None and scene.doc[role.end : role.end + 1].text == "and"
    bare = second is not None and second.start == second.head and second.end == second.start + 1
    bare = bare and scene.doc[role.end + 2 : role.end + 3].text != "of"
    return shared and bare and second is not None and second.plural and second.kind != "kin"
