"""Events that a text implies without telling them, and parties it leaves to be understood."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_gates import is_repeated
from graph_builder.extraction.event_guests import received
from graph_builder.extraction.event_lending import (
    lend_another,
    lend_outcome,
    lend_pair,
    lend_parties,
    lend_talkers,
    lend_to_failure,
    lend_told_beside,
    one_sided,
    protagonist,
    the_only_parties,
    traveller,
)
from graph_builder.extraction.event_mentions import Mention, sentences_between
from graph_builder.extraction.event_objects import in_class
from graph_builder.extraction.event_parties import represented
from graph_builder.extraction.event_places import id_of_land, land_of, place_span
from graph_builder.extraction.event_stays import is_envoy
from graph_builder.extraction.event_texts import is_of_speakers, is_with_others
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import child, children, frame_of, is_verbal, preposition
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.temporal_words import CARDINALS
from graph_builder.extraction.tokens import Token

# How far back, in sentences, the partner of a joint act or of a summit is looked for.
_REACH = 2
_BESIDE_SUMMITS = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})
_FAILED = ("agree", "joint_statement")
_ENCOUNTERS = ("meet", "phone_call")
# Events whose parties are the authors of a joint statement told beside them.
# A letter or a law is signed by one, these by two.
_CONTRACTS = frozenset({"contract", "declaration", "statement", "document"})
_QUOTES = frozenset({'"', "“", "”"})
_COUNTERPARTS = frozenset(
    {"counterpart", "counterparts", "homologue", "colleague", "peer", "host", "guest", "visitor"}
)
_CONTINENTS = frozenset({"Africa", "Asia", "Europe", "America", "South America", "North America"})
_CONTINENTS |= {"Latin America", "Central America", "Central Asia", "Oceania", "Eurasia"}
_AUTHORS = frozenset({"meet", "agree", "sign", "phone_call"})


def lend_partners(mentions: Sequence[Mention], discourse: Discourse) -> list[Mention]:
    """Give joint acts and summits with one named party the other one.

    "He met the premier and released a joint statement": the partner is that of the meeting. A
    joint act whose partner stays unknown is dropped. "Following a summit with the premier, the
    nations …": the other party is the person the story was about.
    """
    kept = []
    for position, mention in enumerate(mentions):
        if _needs_both(mention):
            both = _joint_subject(mention, discourse)
            mention.add(both, "participant")
            mention.confidence = 0.55 if both else mention.confidence
        lend_another(mention, mentions[:position])
        lend_pair(mention, mentions[:position])
        lend_talkers(mention, mentions[:position], discourse)
        lend_told_beside(mention, mentions[:position])
        lend_outcome(mention, mentions)
        if mention.type in _FAILED and preposition(mention.trigger) == "without":
            lend_to_failure(mention, mentions, discourse)
        if mention.type == "joint_statement" and len(mention.parties) < 2:
            _lend_authors(mention, mentions, position)
        if mention.lacks_partner and not mention.parties:
            lend_parties(mention, mentions[:position], mentions[position + 1 :])
            if not mention.parties:
                continue
        elif mention.lacks_partner:
            partners = _partners(mention, mentions[:position])
            if not partners:
                continue
            mention.add(partners, "participant")
            mention.confidence = min(mention.confidence, 0.65)
        elif _signs_alone(mention):
            mention.add(_met_before(mention, mentions[:position]), "participant")
        elif one_sided(mention):
            hero = traveller(mention, mentions[:position]) or protagonist(mention, discourse)
            mention.add(hero, "participant")
            mention.confidence = 0.55 if hero else mention.confidence
        kept.append(mention)
    return kept


def _lend_authors(mention: Mention, mentions: Sequence[Mention], position: int) -> None:
    """ "The joint statement called for calm": its authors are those who just met or agreed.

    Only for the first telling of a statement; the latest encounter or accord before it with two
    parties lends them, else the one that follows.
    """
    told = any(m.type == "joint_statement" and len(m.parties) > 1 for m in mentions[:position])
    if told or is_with_others(mention.trigger) or is_of_speakers(mention.trigger):
        return
    if mention.verdict.status == "hypothetical":
        return
    beside = [
        other
        for other in (*reversed(mentions[:position]), *mentions[position + 1 :])
        if _may_author(other, mention)
    ]
    # Statements are told of states where both the ministers and their states are as near.
    least = min((_distance(m, mention) for m in beside), default=0)
    beside = [m for m in beside if _distance(m, mention) == least]
    states = [m for m in beside if all(e.type != "person" for e in m.entities)]
    near = next((tuple(other.entities) for other in (states or beside)), ())
    if authors := near or _the_only_authors(mention, mentions[:position]):
        mention.add(authors, "participant")
        mention.lacks_partner = False
        mention.confidence = 0.5


def _the_only_authors(mention: Mention, earlier: Sequence[Mention]) -> tuple[Entity, ...]:
    if mention.trigger.lemma_.lower() not in lexicon().classes["statements"]:
        return ()  # "from Paris comes an appeal"
    found = the_only_parties(earlier)
    fits = _number_of_authors(mention) in (0, len(found))
    return found if fits and set(mention.entities) <= set(found) else ()


def _distance(one: Mention, other: Mention) -> int:
    first, second = sorted((one, other), key=lambda m: m.trigger.i)
    return sentences_between(first, second)


def _may_author(other: Mention, mention: Mention) -> bool:
    first, second = sorted((other, mention), key=lambda m: m.trigger.i)
    both, own = ({id(e) for e in m.entities} for m in (other, mention))
    joint = other.type in _AUTHORS and other.verdict.real and len(both) > 1 and own <= both
    fits = _number_of_authors(mention) in (0, len(both))
    return joint and fits and sentences_between(first, second) <= _REACH


def _number_of_authors(mention: Mention) -> int:
    """ "In a joint statement, the three said": three; 0 if it isn't told."""
    verb = verb_above(mention.trigger)
    subject = child(verb, "nsubj") if verb is not None else None
    words = (subject, *subject.children) if subject is not None else ()
    return next((int(CARDINALS[t.lower_]) for t in words if t.lower_ in CARDINALS), 0)


def _needs_both(mention: Mention) -> bool:
    """Whether an encounter or a joint statement told by a bare noun names no party of its own."""
    if is_verbal(mention.trigger) or mention.anaphoric or _is_occasion(mention.trigger):
        return False
    # "After quiet talks brokered by X": only who brought them about is named.
    brokered = mention.type == "meet" and len(mention.parties) == 1 and _is_brokered(mention)
    return brokered or (
        not mention.parties and mention.type in ("meet", "phone_call", "joint_statement")
    )


def _is_occasion(noun: Token) -> bool:
    """ "Met on the sidelines of a summit": what the meeting was beside is another event."""
    beside = noun.head.lemma_.lower() in _BESIDE_SUMMITS
    return beside and preposition(noun) == "of"


def _is_brokered(mention: Mention) -> bool:
    agents = (a for p in children(mention.trigger, "acl") for a in children(p, "obl:agent"))
    return any(True for _ in agents)


def _joint_subject(mention: Mention, discourse: Discourse) -> tuple[Entity, ...]:
    """Who together act in the clause, or for "no meeting is planned" in the sentence before.

    "In a joint statement read out last night, X and Y warned": X and Y.
    """
    sentence = mention.trigger.sent
    verbs = [t for t in mention.trigger.ancestors if is_verbal(t)]
    for verb in dict.fromkeys((*verbs, sentence.root)):
        if _closed_before(verb, mention.trigger):
            continue  # "'Norway and Peru agree,' he said at a press conference after talks"
        found = _several(verb, discourse)
        if found:
            return found if mention.verdict.real or mention.type == "joint_statement" else ()
    if mention.verdict.status == "denied" and sentence.start > 0:
        return _several(mention.trigger.doc[sentence.start - 1].sent.root, discourse)
    return ()


def _closed_before(verb: Token, noun: Token) -> bool:
    """Whether the verb stands inside a quotation that ends before the noun."""
    marks = [t.text for t in verb.doc[verb.i : max(verb.i, noun.i)] if t.text in _QUOTES]
    return bool(marks) and marks[0] != "“" and len(marks) % 2 == 1


def _several(verb: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """The subject of the verb if it is two or more named actors of one kind."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        return ()
    found = discourse.resolve(subject)
    if len(found) < 2 and not any(e.named for e in found):
        found = represented(subject, discourse)
    alike = len({e.type for e in found}) == 1 and all(e.named for e in found)
    return found if len(found) >= 2 and alike else ()


def _signs_alone(mention: Mention) -> bool:
    """ "Met X and signed a contract": somebody signs, nobody is told with whom."""
    verb = mention.trigger
    if mention.type != "sign" or verb.dep_ not in ("conj", "advcl", "xcomp") or not is_verbal(verb):
        return False
    paper = frame_of(verb).object
    joint = paper is not None and in_class(paper, lexicon().classes["accords"] | _CONTRACTS)
    return joint and len(mention.parties) == 1 and mention.entities[0].type == "person"


def _met_before(mention: Mention, earlier: Sequence[Mention]) -> tuple[Entity, ...]:
    """Whom the one who signs has just met, in the clause that the signing goes on from."""
    for other in reversed(earlier):
        beside = other.type == "meet" and mention.trigger.head in other.hosts
        alike = other.verdict.status == mention.verdict.status
        if beside and mention.entities[0] in other.entities and alike:
            return tuple(e for e in other.entities if e not in mention.entities)
    return ()


def _partners(mention: Mention, earlier: Sequence[Mention]) -> tuple[Entity, ...]:
    alone = {id(e) for e in mention.entities}
    for other in reversed(earlier):
        shared = other.type in _ENCOUNTERS and alone <= {id(e) for e in other.entities}
        if shared and sentences_between(other, mention) <= _REACH:
            return tuple(e for e in other.entities if id(e) not in alone)
    return ()


def implied_mentions(groups: Sequence[list[Mention]]) -> Iterator[Mention]:
    """ "Our second meeting": there was an earlier one, at a time and place unknown."""
    for group in groups:
        # Not "the 18th meeting": a body counts its sessions.
        met = (m for m in group if m.type == "meet" and is_repeated(m.trigger))
        counted = next((m for m in met if not _is_numbered(m.trigger)), None)
        if counted is None or group[0].verdict.status != "happened":
            continue
        parties = max((m.parties for m in group), key=len)
        if len(parties) >= 2 and not _has_earlier(group, groups):
            yield replace(
                counted,
                parties=list(parties),
                verdict=Verdict(),
                rule="implied-by-ordinal",
                confidence=0.5,
                basis="inferred",
                place=None,
                time=None,
            )


def _is_numbered(noun: Token) -> bool:
    return any(c.text[:1].isdigit() for c in children(noun, "amod", "nummod"))


def _has_earlier(group: list[Mention], groups: Sequence[list[Mention]]) -> bool:
    """Whether the text itself tells of another meeting of the same parties."""
    parties = {id(e) for m in group for e in m.entities}
    return any(
        other is not group
        and other[0].type == "meet"
        and other[0].verdict.status == "happened"
        and parties <= {id(e) for m in other for e in m.entities}
        for other in groups
    )


def implied_visits(groups: Sequence[list[Mention]], discourse: Discourse) -> Iterator[Mention]:
    """Who meets somebody outside the country that he serves is there on a visit.

    Only where the countries of the place and of the person are known, and no visit of that person
    there is told. An ambassador is at home where he is accredited.
    """
    told: dict[int, list[str | None]] = {}
    for group in groups:
        for mention in group if group[0].type == "visit" else ():
            if mention.place is not None and mention.place.text in _CONTINENTS:
                continue  # "toured Africa": its stops are told one by one
            for entity in mention.entities:
                told.setdefault(id(entity), []).append(mention.land)
    for group in groups:
        placed = next((m for m in group if m.place is not None), None)
        if group[0].type != "meet" or placed is None or placed.place is None:
            continue
        if all(m.rule.startswith("detected:") for m in group):
            continue  # one guess is enough
        statuses = {m.verdict.status for m in group}
        if statuses == {"hypothetical"} or "denied" in statuses:
            continue
        country = placed.land
        abroad = dict.fromkeys((*received(group, placed), *_abroad(group, country, discourse)))
        away = [e for e in abroad if not _told_there(told.get(id(e), []), country)]
        if away:
            yield _visit(away, placed, group)
        for entity in away:
            told.setdefault(id(entity), []).append(country)


def _told_there(lands: Sequence[str | None], country: str | None) -> bool:
    """Whether one of the visits told of somebody may be one to the country."""
    return bool(lands) and (country is None or None in lands or country in lands)


def _abroad(group: list[Mention], country: str | None, discourse: Discourse) -> Iterator[Entity]:
    """The people of an encounter who serve another country than that of the place.

    Somebody else must be at home there or host them, or it is a summit: of encounters on strange
    ground careful readers took a third down as visits, too. Of two of whom one is "her counterpart"
    or received the other, the country of only one need be told.
    """
    people = {id(e): e for m in group for e in m.entities if e.type == "person"}
    doc = discourse.doc
    bodies = (e.country for e in people.values() if e.country is not None)
    if country is None or any(c.type != "country" for c in bodies):
        return
    served = {k: _land_served(e, discourse) for k, e in people.items()}
    at_home = country in served.values()
    hosts = {id(e) for m in group for e, role in m.parties if role == "host"}
    here = {m.trigger.sent.start for m in group}
    summit = any(t.sent.start in here for t in doc.of_lemma("summit"))
    called = (doc[r.head] for e in people.values() for r in e.references)
    heads = [h for h in called if h.sent.start in here]
    heads += [h.head for h in heads if h.dep_ == "appos"]  # "his host, X"
    beside = (t for h in heads for t in (h, *children(h, "nmod:desc", "appos", "nmod", "compound")))
    peers = any(t.lower_ in _COUNTERPARTS for t in beside)
    pair = len(people) == 2 and all(e.named for e in people.values())
    for key, entity in people.items():
        if key in hosts and len(people) == 2:
            continue  # "came to Lima; his host, X, heard him out": X is at home
        land = served[key]
        if land is None:
            away = pair and at_home and peers
        else:
            received = hosts == people.keys() - {key} or (peers and None in served.values())
            away = land != country and (at_home or summit or bool(hosts) or (pair and received))
        if away and entity.named and not is_envoy(entity, discourse):
            yield entity


def _land_served(entity: Entity, discourse: Discourse) -> str | None:
    """The id of the country that somebody serves; "Ana Quispe of Peru" tells it, too."""
    if entity.country is not None:
        return id_of_land(entity.country)
    doc = discourse.doc
    for reference in entity.references:
        after = doc[reference.end : reference.end + 2]
        if reference.kind == "name" and len(after) == 2 and after[0].lower_ == "of":
            start = reference.end + 1 + (after[1].lower_ == "the")
            land = land_of(place_span(doc[min(start, len(doc) - 1)]).text, discourse)
            if land is not None:
                return land
    return None


def _visit(visitors: Sequence[Entity], placed: Mention, group: list[Mention]) -> Mention:
    return replace(
        placed,
        type="visit",
        parties=[(e, "visitor") for e in visitors],
        rule="implied-by-meeting-abroad",
        confidence=0.6,
        basis="inferred",
        time=next((m.time for m in group if m.time is not None), None),
    )
