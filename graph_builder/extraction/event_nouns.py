"""Events told by nouns ("their talks", "a summit between …"), with the verbs that support them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_calls import (
    by_wire,
    each_called,
    is_wire,
    lacks_other_end,
    wire_calls,
)
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_noun_parties import fill_parties, returned, whose_last
from graph_builder.extraction.event_places import (
    find_place,
    further_stops,
    is_place,
    place_span,
)
from graph_builder.extraction.event_rounds import is_another, is_another_round
from graph_builder.extraction.event_slots import is_missed, witnesses
from graph_builder.extraction.event_support import (
    QUITS,
    RECEIVES,
    add_support,
    top_of,
)
from graph_builder.extraction.event_texts import is_drafted, is_of_several
from graph_builder.extraction.event_types import NounPattern, lexicon
from graph_builder.extraction.frame_arguments import has_to, verb_above
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    frame_of,
    is_verbal,
    lemma_of,
    preposition,
)
from graph_builder.extraction.status import judge
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.tokens import Doc, Span, Token
from graph_builder.model import Role
from graph_builder.ontology import polities

# Verbs of a relative clause or participle that place the event they modify in time.
_ARRANGING = frozenset({"plan", "schedule", "set", "slate"})  # "a meeting planned for Rome"
_PLACING = frozenset(
    "begin start end conclude hold schedule plan set slate pencil book expect fix take last open "
    "close resume continue issue "
    "sign date release host mediate cancel postpone reach broker publish adopt deliver agree "
    "strike make clinch hammer seal".split()
)
_ANSWERS = frozenset({"accept", "decline", "reject", "turn_down", "receive", "refuse"})
_MADE_KNOWN = frozenset({"agree", "joint_statement"})
_MAKES_KNOWN = frozenset({"announce", "confirm", "unveil", "accept"})
# What these say of a statement is what it says: it is there.
_VOICES = frozenset({"in", "according_to", "under", "by"})
_VOICING = frozenset("say announce declare state call urge express set outline unveil".split())
_ARISING = frozenset("come follow emerge arise materialize materialise happen be wait need".split())
_AMONG = frozenset({"among", "amongst", "between", "within", "in", "inside"})
_SUMMITS = frozenset({"summit", "assembly", "congress", "meeting", "session", "conference"})
_ATTENDED = frozenset({"attend", "address", "chair", "host", "join", "open"})
_MODIFIES = frozenset({"amod", "compound", "nmod:unmarked", "nummod"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "their", "its", "his", "her", "our"}
)


def telling_nouns(doc: Doc) -> set[int]:
    """The places of the nouns that can tell of an event."""
    told = lexicon().nouns.keys() | lexicon().classes["wires"]
    found = (*doc.of_lemmas(told), *doc.words(*doc.vocabulary & told))
    return {t.i for t in found if t.pos_ in ("NOUN", "PROPN") or t.tag_.startswith("NN")}


def noun_mentions(noun: Token, discourse: Discourse) -> Iterator[Mention]:
    """The event that one of `telling_nouns` tells of, by the first pattern that fits.

    Calls to several people, and stops of a journey, are an event each.
    """
    if is_wire(noun):
        calls = list(wire_calls(noun, discourse))
        if calls:
            yield from calls
            return
    for pattern in lexicon().nouns.get(noun.lemma_.lower(), lexicon().nouns.get(noun.lower_, ())):
        if _modified(pattern, noun):
            mention = _match(pattern, frame_of(noun), discourse)
            if mention is not None:
                bodies = any(e.type == "organization" for e in mention.entities)
                if mention.type == "meet" and by_wire(noun) and not bodies:
                    mention.type = "phone_call"  # but who joins a summit by video is at it
                yield from each_called(mention, discourse)
                yield from further_stops(mention)
                return


def _placing(noun: Token) -> list[Token]:
    """Participles that place the event in time, also when hung on a word inside its phrase."""
    found = [
        t
        for t in noun.subtree
        if t.dep_ in ("acl", "acl:relcl")
        and lemma_of(t).split("_")[0] in _PLACING
        and not any(a.i in range(noun.i + 1, t.i) and is_verbal(a) for a in t.ancestors)
    ]
    after = noun.doc[noun.i + 1 : noun.i + 3]
    if not found and len(after) == 2 and after[0].text == "," and after[1].dep_ == "advcl":
        beside = after[1].tag_ == "VBN" and frame_of(after[1]).object == noun
        found += [after[1]] if beside and lemma_of(after[1]) in _PLACING else []
    if not found and noun.dep_.startswith("nsubj"):
        # "The talks between A and B, held in Rome, failed": hung on the verb.
        closed = (t for t in children(noun.head, "advcl") if noun.i < t.i < noun.head.i)
        bare = (t for t in closed if t.tag_ in ("VBN", "VBD") and not children(t, "nsubj"))
        found += [t for t in bare if lemma_of(t) in _PLACING]
    return found


def _governing_lemma(noun: Token) -> str:
    """The lemma of what the noun depends on, with its particle."""
    return lemma_of(top_of(noun).head)


def _modified(pattern: NounPattern, noun: Token) -> bool:
    if pattern.type == "agree" and child(noun, "cop") is not None:
        return False  # "are in agreement": a state
    if noun.dep_ == "compound":
        return False  # "summit venue": no event of its own
    if pattern.type == "meet" and noun.lemma_ == "call" and any(map(has_to, noun.subtree)):
        return False  # "her call on the king to resign"
    if pattern.unless and any(c.lower_ in pattern.unless for c in noun.children):
        return False  # "a state dinner"
    if not pattern.modifiers:
        return noun.lemma_ != "talk" or noun.tag_ == "NNS" or pattern.people  # "gave a talk"
    words = {c.lower_ for c in noun.children if c.dep_ in _MODIFIES}
    if pattern.type == "other":  # "its launch of two missiles"
        words |= {c.lemma_ for c in children(noun, "nmod") if preposition(c) == "of"}
    wired = pattern.type == "phone_call" and noun.lemma_.lower() != "summit" and by_wire(noun)
    return bool(words & pattern.modifiers) or wired


def _match(pattern: NounPattern, frame: Frame, discourse: Discourse) -> Mention | None:
    noun = frame.head
    if is_missed(noun):
        return None
    mention = Mention(
        pattern.type, noun, [], judge(noun), f"noun:{noun.lemma_}", pattern.confidence, hosts=[noun]
    )
    filled = fill_parties(pattern, frame, discourse, mention)
    complete = set(pattern.needs) <= filled and (
        not pattern.one_of or bool(set(pattern.one_of) & filled)
    )
    determiner = child(noun, "det", "nmod:poss")
    mention.anaphoric = determiner is not None and determiner.lower_ in _DEFINITE
    mention.lacks_partner = not filled and _is_missing(pattern, noun)
    taken_up = mention.anaphoric or is_another(noun) or mention.lacks_partner
    strict = pattern.strict and not is_another_round(noun)
    if not complete and (filled or strict or not taken_up):
        return None  # "the call" may take up one told before, "a second call" its parties
    mention.one_side = filled in ({"with"}, {"to"}, {"from"})
    mention.needs_time = pattern.needs_time
    _locate(pattern, frame, discourse, mention)
    mention.add(*_hung_on(pattern, noun, mention, discourse))
    told = len(mention.parties)
    _add_from_around(pattern, frame, discourse, mention)
    if not is_of_several(pattern, noun, discourse, mention):
        return None
    alone = mention.one_side and len(mention.parties) == told > 1
    unknown = alone and pattern.type in ("meet", "phone_call", "agree")
    if unknown or lacks_other_end(mention, filled, discourse):
        return None  # "talks with X and Y": who held them isn't known
    if (pattern.needs_place and mention.place is None) or not _are_right(pattern, mention):
        return None
    mention.verdict = _verdict(pattern, noun, mention.verdict)
    mention.content = frozenset(
        t.lemma_.lower() for t in noun.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ")
    )
    return mention


def _locate(pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention) -> None:
    """Give `mention` the place that its noun, or a verb that sets it somewhere, is told with."""
    mention.place = _noun_place(pattern, frame, discourse)
    for placing in _placing(frame.head):
        mention.hosts.append(placing)
        where = ("in", "at", "for") if lemma_of(placing) in _ARRANGING else ("in", "at")
        mention.place = mention.place or find_place(frame_of(placing), where, discourse)


def _add_from_around(
    pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention
) -> None:
    """Add the parties that stand with what the noun hangs on, not with itself."""
    add_support(pattern, frame, discourse, mention)
    returned(frame.head, mention, discourse)
    whose_last(frame.head, mention, discourse)
    for verb in mention.hosts[1:] if pattern.type == "meet" and mention.parties else ():
        for witness in witnesses(frame_of(verb)):
            mention.add(discourse.resolve(witness), "participant")
    _add_body(frame.head, discourse, mention)


def _is_missing(pattern: NounPattern, noun: Token) -> bool:
    """ "On the tolls there was no agreement": between those who talked, if no others are told."""
    there = noun.head if noun.dep_.startswith("nsubj") else noun
    if pattern.type != "agree" or "no" not in noun.below or "expl" not in there.relations:
        return False
    beside = [*children(there, "obl", "nmod"), *children(noun, "nmod")]
    return not any(preposition(t) in _AMONG and t.ent_type_ != "DATE" for t in beside)


def _add_body(noun: Token, discourse: Discourse, mention: Mention) -> None:
    """ "Attended the League summit": who attends meets the League."""
    if mention.type != "meet" or noun.lemma_.lower() not in _SUMMITS:
        return
    above = [top_of(noun).head] if top_of(noun).dep_ == "obj" else []
    clauses = dict.fromkeys((*mention.hosts, *children(noun, "acl:relcl"), *above))
    attended = [v for v in clauses if v.lemma_ in _ATTENDED and is_verbal(v)]
    bodies = [e for c in children(noun, "compound", "nmod:poss") for e in discourse.resolve(c)]
    bodies = [e for e in (bodies or mention.entities) if e.type == "organization"]
    if not attended or len(bodies) != 1:
        return
    if mention.place is not None and mention.place.root.head == noun:
        inside = mention.place.root.dep_ in ("compound", "nmod:poss")
        mention.place = None if inside else mention.place
    for clause in attended:
        frame = frame_of(clause)
        who = discourse.resolve(frame.subject) if frame.subject is not None else ()
        mention.add(tuple(e for e in who if e.type == "person" and e.named), "participant")
        if clause not in mention.hosts:
            mention.hosts.append(clause)
        mention.place = mention.place or find_place(frame, ("in", "at"), discourse)
    if mention.parties:
        mention.add(tuple(bodies), "participant")


def _are_right(pattern: NounPattern, mention: Mention) -> bool:
    """Whether two or more people, named or in office, are all the parties where it is asked for."""
    people = all(
        e.type == "person" and (e.named or e.country is not None) for e in mention.entities
    )
    # "A session of the council": of which one, nothing tells.
    known = all(e.named or " " in e.name for e in mention.entities)
    scrubbed = mention.one_side and mention.verdict.status == "denied"  # "a lunch with X was …"
    enough = len(mention.parties) > 1 or scrubbed
    return (not pattern.people or (people and enough)) and ("of" not in pattern.needs or known)


def _hung_on(
    pattern: NounPattern, noun: Token, mention: Mention, discourse: Discourse
) -> tuple[tuple[Entity, ...], Role]:
    """Parties that the phrase of an event is hung on: a name before it."""
    case = preposition(noun) if not mention.parties else ""
    if noun.lemma_ == "arrival" and case in ("on", "upon", "after") and is_verbal(noun.head):
        frame = frame_of(noun.head)  # "was received on arrival": who was received
        guest = frame.object if frame.passive or noun.head.lemma_ in RECEIVES else frame.subject
        came = discourse.resolve(guest) if guest is not None else ()
        return tuple(e for e in came if e.type == "person" and e.named), "visitor"
    if pattern.type == "visit" and case == "on":  # "the king, on a tour of Africa, said"
        beside = discourse.resolve(noun.head, conjuncts=False)
        return tuple(e for e in beside if e.type == "person" and e.named), "visitor"
    if pattern.type == "visit" and case == "with" and is_verbal(noun.head):
        subject = frame_of(noun.head).subject  # "will tour Africa, with stops in Accra and Lagos"
        tours = discourse.resolve(subject) if subject is not None else ()
        return tuple(e for e in tours if e.type == "person" and e.named), "visitor"
    if pattern.type == "meet" and case in ("at", "during") and noun.head.pos_ == "PROPN":
        beside = discourse.resolve(noun.head)  # a caption: "X and Y at a press conference"
        if len(beside) > 1 and all(e.type == "person" and e.named for e in beside):
            return beside, "participant"
    return (), "participant"


def _verdict(pattern: NounPattern, noun: Token, verdict: Verdict) -> Verdict:
    """The verdict on what is made known, said in or answered, whatever the noun alone tells."""
    ground = verdict.status == "planned" and (_is_ground(noun) or _has_effect(noun))
    ground = ground or (verdict.status == "denied" and _is_left(noun))
    if pattern.type == "agree" and (ground or _is_of_year(noun)):
        # "Voted to suspend the 2007 accord", "under a deal with Peru it will pay", "the deal with
        # Peru will go before parliament": it is there.
        return Verdict()
    if pattern.type in _MADE_KNOWN and _governing_lemma(noun) in _MAKES_KNOWN:
        return judge(top_of(noun).head)  # "the accord was announced", "a court accepted her deal"
    if pattern.type == "joint_statement":
        return _of_text(noun, verdict)
    if pattern.type == "invite" and _governing_lemma(noun) in _ANSWERS:
        return replace(verdict, status="happened")  # whatever the answer was
    return verdict


def _is_ground(noun: Token) -> bool:
    """ "Under a pact", "as part of a pact": on what something else rests; not a planned one."""
    top, ahead = top_of(noun), lexicon().status.adjective_plan
    case = preposition(top)
    part = case == "as" and top.lemma_ == "part"
    described = any(c.lower_ in ahead or is_verbal(c) for c in noun.children)
    return (part or case in ("under", "through")) and not described


def _is_left(noun: Token) -> bool:
    """ "Withdrew from its pact with Peru": there was one."""
    verb = verb_above(top_of(noun))
    return verb is not None and verb.lemma_ in QUITS and noun.dep_ != "obj"


def _has_effect(noun: Token) -> bool:
    """ "The pact will allow ships to pass": what will come of it; it isn't planned itself."""
    verb, article = noun.head, child(noun, "det")
    if noun.dep_ != "nsubj" or not is_verbal(verb) or lemma_of(verb) in lexicon().status.plan:
        return False
    known = article is not None and article.lower_ in ("the", "this", "that")
    ahead = any(c.lower_ in lexicon().status.adjective_plan for c in noun.children)
    copula = verb.lemma_ in _ARISING or child(verb, "cop") is not None
    return known and not ahead and not copula


def _is_of_year(noun: Token) -> bool:
    """ "The 2007 accord", "the treaty of 1998"."""
    return any(
        c.ent_type_ == "DATE"
        and _YEAR.fullmatch(c.text)
        and (c.i < noun.i or preposition(c) == "of")
        for c in children(noun, "nummod", "compound", "amod", "nmod", "nmod:unmarked")
    )


def _of_text(noun: Token, verdict: Verdict) -> Verdict:
    if is_drafted(noun):
        return replace(verdict, status="planned") if verdict.real else verdict
    if noun.head.lemma_ == "agree":
        return judge(noun.head)  # "could not agree on a joint statement"
    return _voiced(noun) if preposition(noun) in _VOICES else verdict


def _voiced(noun: Token) -> Verdict:
    """ "Called for a truce in a joint statement": the statement is there, whatever it asks for.

    Still to come is only what is said in it then ("will say in a statement").
    """
    verb = noun.head
    if preposition(noun) != "in" or verb.lemma_ not in _VOICING or not is_verbal(verb):
        return Verdict()
    verdict = judge(verb)
    return verdict if verdict.tense == "future" and verdict.status == "planned" else Verdict()


def _is_goal(token: Token, discourse: Discourse) -> bool:
    return preposition(token) == "to" and is_place(token, discourse)


def _noun_place(pattern: NounPattern, frame: Frame, discourse: Discourse) -> Span | None:
    place = find_place(frame, [p for p in pattern.place if p != "compound"], discourse)
    if place is None and "compound" in pattern.place:
        for token in frame.under("compound"):
            held = discourse.resolve(token)
            party = len(held) > 1 or any(e.type == "organization" for e in held)
            party |= token.ent_type_ == "ORG"  # "the African Union summit"
            seat = polities().by_metonym(place_span(token).text)  # "the White House meeting"
            party = party and not any(p.type == "country" for p, _ in seat)
            told = token.ent_type_ != "ORG" and is_place(token, discourse)
            if token.dep_ == "compound" and not party and told:
                return place_span(token) if "-" not in place_span(token).text else None
    if place is None and pattern.type == "visit":  # "the visit of the king to Lima"
        inside = (t for v in frame.under("of", "by") for t in children(v, "nmod"))
        place = next((place_span(t) for t in inside if _is_goal(t, discourse)), None)
    if place is None and pattern.type == "meet":  # "a summit of the two leaders in Lima"
        inside = (t for v in frame.under("of", "between") for t in children(v, "nmod"))
        held_in = (t for t in inside if t.ent_type_ == "LOC" and preposition(t) == "in")
        place = next((place_span(t) for t in held_in if is_place(t, discourse)), None)
    if place is None and (top := top_of(frame.head)) != frame.head:
        place = find_place(frame_of(top), ("in", "at"), discourse)  # "two days of talks in Rome"
    return place
