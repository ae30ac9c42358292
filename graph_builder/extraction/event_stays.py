"""Visits told without a verb of motion: "the chancellor was in Paris on Wednesday"."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_forms import told_live
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.event_places import (
    TOWNS,
    find_place,
    id_of_land,
    is_home,
    is_place,
    is_town,
    land_of,
    place_by_adverb,
    place_span,
    told_before,
    venue_place,
)
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import (
    SUBJECTS,
    child,
    children,
    first_conjunct,
    frame_of,
    is_verbal,
    preposition,
)
from graph_builder.extraction.lexicon import lexicon as words
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.status import judge
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.temporal_words import WEEKDAYS
from graph_builder.extraction.tokens import Doc, Span, Token

_FINITE = frozenset({"will", "has", "have", "had"})
_NOW = frozenset({"currently", "now", "presently", "already"})
_PRIVATE = frozenset(
    "treatment surgery operation holiday vacation check-up checkup therapy rest wedding honeymoon "
    "study education christmas birthday trial".split()
)
_ALL = frozenset({"both", "all"})
_BEFORE_NAME = frozenset({"amod", "nmod:desc"})
_LEGS = frozenset({"leg", "mission"})
# What is said or done in person; of some verbs only with one of these objects.
_DONE_IN_PERSON: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        "say tell speak address lecture attend inaugurate sit stand dine lunch breakfast pray bow "
        "kneel testify".split(),
        frozenset(),
    ),
    **dict.fromkeys(("deliver", "give"), frozenset({"speech", "lecture", "address", "remark"})),
    "lay": frozenset({"wreath", "flower", "stone"}),
    "hold": frozenset({"conference"}),
}
_SITTING = frozenset({"sit", "stand", "dine", "lunch", "breakfast"})
_ENVOYS = frozenset({"ambassador", "envoy", "consul", "chargé", "chargée", "representative"})
_SENT = frozenset({"official", "officer", "delegation", "mission", "team"})
# Of whom one of these is said, or in whose sentence such a verb stands, is not sent by his country.
_AWAY = frozenset({"former", "ex", "exiled", "ousted", "deposed", "retired", "opposition"})
_SETTLING = frozenset({"live", "reside", "exile", "dwell"})
_REMOTELY = frozenset({"virtually", "remotely", "online"})
IN_PERSON = frozenset(_DONE_IN_PERSON)
_AIM = 6  # tokens from a place to what one is there for
_GATHERINGS = frozenset(
    "summit conference forum assembly gathering ceremony funeral congress meeting".split()
)


def staying(doc: Doc) -> set[int]:
    """The places of the words that, not verbal, can be where somebody is or is due."""
    told = {t.i for t in doc.words("due", "there") if t.lower_ == "due" or t.tag_ == "RB"}
    told.update(t.i for t in doc.of_lemmas(_GATHERINGS | TOWNS))
    told.update(t.i for t in doc.words("visiting"))
    named = (e for e in doc.ents if doc.tokens[e.start].ent_type_ == "LOC")
    return told.union(*(range(e.start, e.end) for e in named))


def stays(token: Token, discourse: Discourse) -> Iterator[Mention]:
    """The visit of a named person who is, will be or is due in a location, by one of `staying`.

    It counts only with a time ("now") or a purpose ("for talks"), or where another country's
    minister is: who simply is somewhere may live there.
    """
    if is_guest(token):
        yield from guest(token, discourse)
        return
    yield from _beside_name(token, discourse)
    be = child(token, "cop")
    subject = _who_is(token) if be is not None else None
    if be is None or subject is None:
        return
    been = be.lower_ == "been" and preposition(_due_place(token) or token) == "to"
    there = token.lower_ == "there"  # "is there already": where the story has just been
    place, gathering = _where(token, discourse, been=been)
    if place is None:
        return
    who = actors_at(subject, discourse, introduce=subject.tag_ != "PRP")
    visitors = tuple(e for e in who if e.type in ("person", "group") and _is_named_or_sent(e))
    if there:  # not "he was there to greet them", at home
        visitors = tuple(e for e in visitors if e.named and not is_home(e, place, discourse))
    modal = child(token, "aux")
    if not visitors or (modal is not None and modal.lower_ not in _FINITE):
        return
    verdict = judge(token)
    if be.lower_ == "been" and verdict.status == "denied":
        return  # "had not been there since 2019": where nobody goes
    ahead = modal is not None and modal.lower_ == "will"
    due = place != token and token.lower_ == "due"
    if ahead or due:
        verdict = replace(verdict, status="planned", tense="future")
    hosts = [token, be] if there else [token, place, be]
    hosts += [token.head] if token.dep_ == "xcomp" else []
    mention = Mention("visit", token, [], verdict, "stay", 0.55, hosts=hosts)
    mention.add(visitors, "visitor")
    mention.place = place_span(place)
    sent = all(_is_based_at_home(e, discourse) for e in visitors)
    abroad = sent and _is_abroad(visitors, mention.place, discourse)
    known = been or abroad or gathering is not None or _is_for_now(token)
    known |= token.dep_ == "advcl" and "while" in token.below  # "while she was in Lima"
    mention.needs_time = not (known or (be.lower_ in ("is", "are") and told_live(token)))
    yield mention
    if gathering is None:
        yield from _further(mention, token, be)


def _who_is(token: Token) -> Token | None:
    """The subject of a copula's predicate."""
    subject = child(token, *SUBJECTS)
    if subject is None and token.dep_ == "xcomp":
        return child(token.head, *SUBJECTS, "nsubj:pass")  # "is expected to be in Lima"
    if subject is None and token.dep_ == "conj":
        return child(token.head, *SUBJECTS)  # "toured the port and is due in Lima"
    return subject


def _where(token: Token, discourse: Discourse, *, been: bool) -> tuple[Token | None, Token | None]:
    """Where somebody is who is `token`, and the gathering's place if he is at one.

    `been` says that he has "been to" it.
    """
    place = _due_place(token) or token
    if token.lower_ == "there":
        place = told_before(token, discourse) or token
    elif not been and preposition(place).split("_")[-1] not in ("in", "at"):  # "to be in Lima"
        return None, None
    held = place.lemma_.lower() in _GATHERINGS
    gathering = venue_place(place, discourse) if held else None  # "will be at a summit in Rome"
    if place.lemma_.lower() in TOWNS:  # "is in the Kenyan capital, Nairobi"
        place = venue_place(place, discourse) or place
    place = gathering or place
    located = place.ent_type_ == "LOC" or is_town(place)
    return (place if located and is_place(place, discourse) else None), gathering


def _is_named_or_sent(entity: Entity) -> bool:
    """Whether an actor has a name, or is somebody sent by a state or body that is named.

    "A Chilean envoy was in Lima", but not "an American tourist".
    """
    *before, last = entity.name.split()
    post = last.lower().removesuffix("s")
    sent = post in words().offices or post in _SENT
    return entity.named or (sent and any(word[0].isupper() for word in before))


def _is_for_now(token: Token) -> bool:
    """Whether somebody is where `token` says for a purpose, since a day or "now"."""
    # "On a visit" is coordinated with the place where nothing is between them.
    return (
        any(_is_business(c) for c in children(token, "obl", "nmod", "conj"))
        or any(map(_is_since_a_day, children(token, "obl", "obl:unmarked")))
        or any(map(_is_aim, children(token, "acl:relcl", "advcl", "acl", "xcomp")))
        or any(c.lower_ in _NOW for c in children(token, "advmod"))
    )


def _is_abroad(visitors: tuple[Entity, ...], place: Span, discourse: Discourse) -> bool:
    """Whether somebody who serves a country is in another one."""
    land, served = land_of(place.text, discourse), [e.country for e in visitors]
    states = [id_of_land(c) for c in served if c is not None and c.type == "country"]
    return land is not None and bool(states) and land not in states


def acts_abroad(verb: Token, discourse: Discourse) -> Iterator[Mention]:
    """The visit of a named person who says or does something in a city of another country.

    "Norway's premier said in Lima", "will give a lecture in Rome": only where his country and that
    of the city are known; an ambassador is at home where he is accredited, an exile or who has
    left office may be, and who speaks over a line or to a newspaper there need not be there.
    """
    frame = frame_of(verb)
    things = _DONE_IN_PERSON.get(verb.lemma_)
    if things and (frame.object is None or frame.object.lemma_.lower() not in things):
        return
    place = find_place(frame, ("in", "at"), discourse)
    who = discourse.resolve(frame.subject) if frame.subject is not None else ()
    if place is None or place.root.ent_type_ != "LOC" or len(who) != 1:
        return
    if _is_remote(verb) or (verb.lemma_ in _SITTING and frame.under("with")):
        return  # whom somebody sits down with he meets: that tells of the journey
    verdict = judge(verb)
    person = who[0].type == "person" and who[0].named and _is_based_at_home(who[0], discourse)
    if person and verdict.status in ("happened", "planned") and _is_abroad(who, place, discourse):
        mention = Mention("visit", verb, [], verdict, "acts-abroad", 0.5, hosts=[verb])
        mention.add(who, "visitor")
        mention.place, mention.basis = place, "inferred"
        yield mention


def _is_remote(verb: Token) -> bool:
    """ "Addressed the forum by video link", "attended virtually", "told a newspaper"."""
    phrases = children(verb, "obj", "iobj", "obl", "advmod", "obl:unmarked")
    told = {word for p in phrases for t in p.subtree for word in (t.lower_, t.lemma_.lower())}
    distant = _REMOTELY, lexicon().classes["calls"], reporting().outlets
    return not all(map(told.isdisjoint, distant))


def _is_aim(clause: Token) -> bool:
    """ "Is in Rome to meet the pope", "was in Rome, where he met the pope"."""
    where = any(c.lower_ == "where" for c in clause.children)
    return where or (clause.tag_ == "VB" and preposition(clause) == "to")


def _is_since_a_day(phrase: Token) -> bool:
    """ "Has been in Rome since Sunday": not where one lives."""
    return phrase.lower_ in WEEKDAYS and preposition(phrase) == "since"


def _further(mention: Mention, place: Token, be: Token) -> Iterator[Mention]:
    """ "Was in Lima on Monday and in Quito on Tuesday": Quito."""
    for stop in children(place, "conj"):
        if stop.ent_type_ == "LOC" and preposition(stop) == "in":
            yield replace(
                mention,
                trigger=stop,
                parties=list(mention.parties),
                hosts=[stop, be],
                place=place_span(stop),
                needs_time=True,
            )


def is_guest(verb: Token) -> bool:
    """ "The visiting minister": the participle before the one who visits.

    The parser takes "with visiting X" for a clause.
    """
    if verb.lower_ != "visiting":
        return False
    before = verb.doc[verb.i - 1] if verb.i else verb
    # "Visiting Peruvian Minister Quispe": a title before the name, as the parser sees it.
    clause = verb.dep_ == "advcl" and before.lower_ == "with" and child(verb, "obj") is not None
    return verb.dep_ in _BEFORE_NAME or clause


def guest(verb: Token, discourse: Discourse) -> Iterator[Mention]:
    """The visit of a named person who is called visiting, in the place that the clause names.

    It lies ahead where what is told of the guest does: "will host visiting President Berg".
    """
    noun = verb.head if verb.dep_ in _BEFORE_NAME else child(verb, "obj")
    clause = verb if verb.dep_ == "advcl" else noun.head if noun is not None else verb
    visitors = discourse.resolve(noun, conjuncts=False) if noun is not None else ()
    visitors = visitors or (actors_at(noun, discourse) if noun is not None else ())
    visitors = tuple(e for e in visitors if e.type == "person" and e.named)
    if not visitors:
        return
    act = next((t for t in (clause, *clause.ancestors) if is_verbal(t)), verb)
    told = judge(act) if act is not verb else Verdict()
    verdict = told if told.status == "planned" else Verdict()
    hosts = [verb, act] if act.i < verb.i else [verb]
    mention = Mention("visit", verb, [], verdict, "visiting", 0.6, hosts=hosts)
    mention.add(visitors, "visitor")
    places = (t for t in children(clause, "obl") if preposition(t) == "in")
    place = next((t for t in places if t.ent_type_ == "LOC"), None)
    if place is not None and is_place(place, discourse):
        mention.place = place_span(place)
    elif is_verbal(clause):
        mention.place = place_by_adverb(clause, discourse)
    yield mention


def _beside_name(place: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "The minister, in Rome for the assembly, said": a place beside a name, and a purpose."""
    hung = place.dep_ in ("nmod", "obl", "appos") and place.ent_type_ == "LOC"
    if not hung or preposition(place) != "in":
        return
    opening = next((c for c in place.children if c.dep_ == "case"), place)
    name, before = place.head, place.doc[opening.i - 1]
    if is_verbal(name) and opening.i > 1 and place.i < name.i:
        name = place.doc[opening.i - 2]  # hung on the verb: the name before the comma
    if before.lower_ in _ALL and before.i > 1:
        before = place.doc[before.i - 1]  # "X and Y, both in Rome for the assembly"
        name = first_conjunct(name)
    if before.text != "," or name.i > place.i:
        return
    above = (place, place.head, name, name.head)
    aims = (c for t in above for c in children(t, "obl", "nmod"))
    purpose = any(_is_business(c) and 0 < c.i - place.i <= _AIM for c in aims)
    both = place.doc[opening.i - 1].lower_ in _ALL
    people = discourse.resolve(name) if both else _named_at(name, discourse)
    visitors = tuple(e for e in people if e.type == "person" and e.named)
    if purpose and visitors and not is_verbal(name):
        clause = [verb] if (verb := verb_above(name)) is not None and verb.i > place.i else []
        mention = Mention("visit", place, [], Verdict(), "stay", 0.6, hosts=[place, *clause])
        mention.add(visitors, "visitor")
        mention.place = place_span(place)
        yield mention


def _is_business(aim: Token) -> bool:
    """ "For talks", "on the first stop of a tour", but not "for medical treatment"."""
    case, lemma = preposition(aim), aim.lemma_.lower()
    journey = case == "on" and (lemma in lexicon().classes["visits"] or lemma in _LEGS)
    return journey or (case == "for" and lemma not in _PRIVATE)


def _named_at(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """The entities of the phrase that the token heads or ends."""
    reference = discourse.reference(token)
    return reference.entities if reference is not None else ()


def _due_place(token: Token) -> Token | None:
    """ "Is due in London": the place."""
    if token.lower_ != "due":
        return None
    return next((t for t in children(token, "obl") if preposition(t) == "in"), None)


def is_envoy(entity: Entity, discourse: Discourse) -> bool:
    """Whether somebody is called an ambassador anywhere."""
    return not _ENVOYS.isdisjoint(_called(entity, discourse))


def _called(entity: Entity, discourse: Discourse) -> set[str]:
    """The words that somebody is told with, lower case."""
    doc = discourse.doc
    words = {t.lower_ for r in entity.references for t in doc[r.start : r.end]}
    heads = (doc[r.head] for r in entity.references if r.kind != "pronoun")
    return words | {t.lower_ for h in heads for t in children(h, "nmod:desc", "appos", "nmod")}


def _is_based_at_home(person: Entity, discourse: Discourse) -> bool:
    """Whether nothing says that somebody lives abroad or no longer serves his country."""
    doc = discourse.doc
    named = (doc[r.head] for r in person.references if r.kind != "pronoun")
    called = _called(person, discourse)
    called.update(t.lower_ for h in named for t in doc[h.left_edge.i : h.i])  # "former premier X"
    if not (_ENVOYS | _AWAY).isdisjoint(called):
        return False
    told = {doc[r.head].sent.start for r in person.references}
    return not any(t.sent.start in told for t in doc.of_lemmas(_SETTLING))
