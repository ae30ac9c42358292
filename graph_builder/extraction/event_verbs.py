"""Events told by verbs: a verb pattern of the lexicon matched against a frame."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from spacy.tokens import Span, Token

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import actors_at, is_office
from graph_builder.extraction.event_places import (
    find_place,
    further_stops,
    is_place,
    place_span,
)
from graph_builder.extraction.event_types import VerbPattern, lexicon
from graph_builder.extraction.frames import Frame, child, children, conjuncts, frame_of, is_verbal, roles
from graph_builder.extraction.status import judge, lemma_of
from graph_builder.model import Role

_PARTICLES = frozenset("off down out back up on over away together".split())
_INTRODUCING = ("subject", "object", "with", "to")
_SEPARATELY = frozenset({"separately", "individually"})
# "Put pen to paper" says nothing of what was signed.
_EMPTY = frozenset({"pen", "signature", "name"})
_LIGHT = frozenset({"foot"})  # "set foot": the object is part of the verb
_POLITIES = ("country", "organization")


def verb_mentions(verb: Token, discourse: Discourse) -> Iterator[Mention]:
    """The event that a verb tells of, by the first pattern that fits; none if none fits.

    A journey to several places is one event for each.
    """
    for lemma in _lemmas(verb):
        for pattern in lexicon().verbs.get(lemma, ()):
            frame = frame_of(verb)
            mention = _match(pattern, frame, discourse)
            if mention is not None:
                yield from _apart(mention, frame)
                yield from further_stops(mention)
                return


def _apart(mention: Mention, frame: Frame) -> Iterator[Mention]:
    """ "Met separately with A and B" is two meetings."""
    separate = any(c.lower_ in _SEPARATELY for c in children(frame.head, "advmod"))
    subject = frame.subject.i if frame.subject is not None else -1
    own = {id(e) for e in mention.own}
    others = [(e, role) for e, role in mention.parties if id(e) not in own]
    if not separate or subject < 0 or len(own) != 1 or len(others) < 2:
        yield mention
        return
    hosts = [p for p in mention.parties if id(p[0]) in own]
    for other in others:
        yield replace(mention, parties=[*hosts, other])


def _lemmas(verb: Token) -> list[str]:
    """The verb's lemma with its particle or fixed object first, then alone where that is fair."""
    lemma, with_particle = verb.lemma_.lower(), lemma_of(verb)
    found = [with_particle]
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if after is not None and after.lower_ in _PARTICLES and after.head in (verb, *verb.children):
        if f"{lemma}_{after.lower_}" != with_particle:
            found.append(f"{lemma}_{after.lower_}")
    thing = child(verb, "obj")
    if thing is not None and thing.lower_ in _LIGHT:
        found.append(f"{lemma}_{thing.lower_}")
    if lemma not in found and with_particle.endswith(
        ("_out", "_in", "_on", "_over", "_back", "_up")
    ):
        found.append(lemma)
    predicate = roles(verb.doc, verb.i)
    if predicate is not None and verb.tag_ == "VBG":
        found.append(predicate.sense.split(".")[0])  # "is meeting", lemmatised as a noun
    return [*found[1:], found[0]] if len(found) > 1 and found[0] == lemma else found


def _match(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> Mention | None:
    if frame.passive and not pattern.passive:
        return None
    if not (_form_fits(pattern, frame) and _object_fits(pattern, frame, discourse)):
        return None
    mention = Mention(
        pattern.type,
        frame.head,
        [],
        judge(frame.head),
        f"verb:{frame.head.lemma_}",
        pattern.confidence,
    )
    filled = _fill(pattern, frame, discourse, mention)
    if not set(pattern.needs) <= filled:
        return None
    if pattern.needs_role and pattern.needs_role not in {role for _, role in mention.parties}:
        return None
    mention.place = _place(pattern, frame, discourse)
    if pattern.needs_place and mention.place is None:
        return None
    if pattern.place_kind == "location" and not _is_location(mention.place):
        return None
    if pattern.target_place and not _has_target(pattern, frame, discourse):
        return None
    if not _parties_fit(pattern, frame, discourse, mention):
        return None
    if pattern.status is not None and mention.verdict.status == "happened":
        mention.verdict = replace(mention.verdict, status=pattern.status)
    mention.hosts = [frame.head]
    mention.content = _content(frame)
    return mention


# ---- form ---------------------------------------------------------------------------------------


def _form_fits(pattern: VerbPattern, frame: Frame) -> bool:
    if any(_has(slot, frame) for slot in pattern.without):
        return False
    if pattern.one_of and not any(_has(slot, frame) for slot in pattern.one_of):
        return False
    if pattern.infinitive and not _takes_infinitive(frame):
        return False
    if pattern.of_class and not any(
        t.lemma_.lower() in pattern.of_class for t in frame.under("of")
    ):
        return False
    if pattern.clause_class and not _clause_in(frame, pattern.clause_class):
        return False
    if pattern.instrument and not _instrument(frame, pattern.instrument):
        return False
    if pattern.adverb and not any(c.lower_ == pattern.adverb for c in frame.head.children):
        return False
    if pattern.judges and not _judges(frame, lexicon().classes[pattern.judges]):
        return False
    if pattern.complement == "office" and not _names_office(frame):
        return False
    if pattern.request and _asks_for_anonymity(frame):
        return False
    if pattern.request:
        return (
            frame.clause is not None
            or bool(frame.under("for", "to"))
            and frame.object is not None
            or bool(frame.under("for"))
        )
    return True


def _takes_infinitive(frame: Frame) -> bool:
    clause = child(frame.head, "xcomp", "ccomp", "advcl")
    return clause is not None and any(
        c.lower_ == "to" and c.dep_ == "mark" for c in clause.children
    )


def _judges(frame: Frame, words: frozenset[str]) -> bool:
    """Whether what someone is called is in the class: "called the steps insufficient"."""
    complements = [
        *children(frame.head, "xcomp"),
        *children(frame.head, "obj")[1:],
        *frame.under("as"),
    ]
    return any(t.lemma_.lower() in words for c in complements for t in (c, *c.subtree))


def _asks_for_anonymity(frame: Frame) -> bool:
    """ "An official who asked not to be named"."""
    clause = child(frame.head, "xcomp", "ccomp", "advcl")
    return clause is not None and clause.lemma_.lower() in ("name", "identify", "quote")


def _names_office(frame: Frame) -> bool:
    token = child(frame.head, "xcomp", "obj")
    return token is not None and is_office(token)


def _clause_in(frame: Frame, lemmas: frozenset[str]) -> bool:
    clause = child(frame.head, "xcomp", "ccomp")
    return clause is not None and clause.lemma_.lower() in lemmas


def _has(slot: str, frame: Frame) -> bool:
    if slot == "object":
        return frame.object is not None
    if slot == "clause":
        return frame.clause is not None
    if slot == "complement":
        complement = child(frame.head, "xcomp")
        return complement is not None or len(children(frame.head, "obj")) > 1
    if slot == "particle":
        return child(frame.head, "compound:prt") is not None
    if slot == "quote":
        return any(c.text in ('"', "“") for c in frame.head.children)
    return any(token.ent_type_ != "DATE" for token in frame.under(slot))


def _instrument(frame: Frame, nouns: frozenset[str]) -> bool:
    return any(t.lemma_.lower() in nouns for t in frame.under("by", "on", "over", "via", "in"))


# ---- object -------------------------------------------------------------------------------------


def _object_fits(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> bool:
    if pattern.object_class:
        candidates = [frame.object] if frame.object is not None else []
        candidates += frame.under(*pattern.object_or)
        return any(_in_class(t, pattern.object_class, discourse) for t in candidates)
    kind, token = pattern.object, frame.object
    if token is not None and pattern.object_not and _in_class(token, pattern.object_not, discourse):
        return False
    if kind is None:
        return True
    if token is None:
        return kind in ("actor", "actor or clause") and (
            kind == "actor" or frame.clause is not None
        )
    entities = actors_at(token, discourse, introduce=kind in ("actor", "person", "actor or clause"))
    people = [e for e in entities if e.type in ("person", "group")]
    if kind == "person":
        envoys = token.lemma_.lower() in lexicon().classes["envoys"]
        return bool(people) or (bool(entities) and envoys)
    if kind == "named person":
        return bool(people) and all(e.named for e in people)
    if kind == "thing":
        return not any(e.type == "person" for e in entities)
    if kind == "actor or clause":
        return bool(entities) or frame.clause is not None
    if kind == "destination":
        return is_place(token, discourse) or any(e.type in _POLITIES for e in entities)
    if kind == "concrete":
        return bool(entities) or is_place(token, discourse) or bool(_owners(token, discourse))
    return bool(entities)


def _in_class(token: Token, nouns: frozenset[str], discourse: Discourse) -> bool:
    """Whether the noun, one coordinated with it, or the kind it is a number of, is of the class."""
    if token.pos_ == "PRON":
        return _taken_up(token, nouns)
    for conjunct in conjuncts(token):
        if conjunct.lemma_.lower() in nouns or conjunct.lower_ in nouns:
            return True
        # "the Washington Declaration", "sanctions list": heads and compounds of names.
        if any(c.lemma_.lower() in nouns for c in children(conjunct, "compound", "flat", "appos")):
            return True
        # "A duty of 15 percent imposed on …": the participle hung on the measure.
        if conjunct.lemma_ in ("percent", "%") and conjunct.head.lemma_.lower() in nouns:
            return True
    return False


def _taken_up(pronoun: Token, nouns: frozenset[str]) -> bool:
    """ "They signed the charter; the third did not sign it": the same verb's earlier object."""
    for verb in pronoun.sent:
        same = verb.i < pronoun.head.i and verb.lemma_ == pronoun.head.lemma_
        thing = child(verb, "obj", "nsubj:pass") if same else None
        if thing is not None and (thing.lemma_.lower() in nouns or thing.ent_type_):
            return True
    return False


# ---- parties ------------------------------------------------------------------------------------


def _fill(pattern: VerbPattern, frame: Frame, discourse: Discourse, mention: Mention) -> set[str]:
    """Give the parties of the frame their roles; returns the slots that were filled."""
    filled = set()
    for slot, role in pattern.roles.items():
        entities: list[Entity] = []
        for token in _slot_tokens(slot, frame):
            entities += actors_at(token, discourse, introduce=slot in _INTRODUCING)
            if not entities and pattern.owner and slot != "subject":
                entities += _owners(token, discourse)
        if pattern.owner and slot == "object" and pattern.object_class:
            in_class = frame.object is not None and _in_class(
                frame.object, pattern.object_class, discourse
            )
            entities = [] if in_class else entities
            if not entities and slot == "subject" and _is_organ(token):
                entities += _owners(token, discourse)
        if slot == "subject":
            mention.own = tuple(entities)
        if entities and role != "topic":
            if role == "visitor":
                entities = [e for e in entities if e.type != "country"]
            mention.add(tuple(entities), cast(Role, role))
            filled.add(slot)
    if pattern.owner and pattern.object_class and frame.object is not None:
        _add_objects_party(pattern, frame, discourse, mention)
    return filled


def _is_organ(token: Token) -> bool:
    """Whether a country acts through the thing: "a Verchovian gunboat", "Thailand's air force"."""
    return token.lemma_.lower() in lexicon().classes["organs"]


def _slot_tokens(slot: str, frame: Frame) -> list[Token]:
    named = {"subject": frame.subject, "object": frame.object, "indirect": frame.indirect}
    if slot in named:
        token = named[slot]
        return [token] if token is not None else []
    if slot == "clause_subject":
        subject = child(frame.clause, "nsubj", "nsubj:pass") if frame.clause is not None else None
        return [subject] if subject is not None else []
    return frame.under(slot)


def _add_objects_party(
    pattern: VerbPattern, frame: Frame, discourse: Discourse, mention: Mention
) -> None:
    """ "Imposed curbs on exports to X", "a duty on X's salmon": the target stands in the object."""
    filled = {role for _, role in mention.parties}
    role = "participant"
    if "target" in pattern.roles.values():
        role = "agent" if pattern.roles.get("subject") == "target" else "target"
    if role in filled or frame.object is None:
        return
    mention.add(_owners(frame.object, discourse), cast(Role, role))


def _owners(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """Who owns, does or is affected by the thing at `token`: possessor, "by", "of", nearest first."""
    for dependent in children(token, "nmod:poss", "obl:agent", "nmod", "amod", "compound", "acl"):
        if dependent.dep_ == "acl":
            agents = children(dependent, "obl:agent")
            entities = discourse.resolve(agents[0]) if agents else ()
        else:
            entities = actors_at(dependent, discourse)
        if not entities and dependent.dep_ in ("nmod", "conj"):
            entities = _owners(dependent, discourse)
        if entities:
            return entities
    return ()


def _parties_fit(
    pattern: VerbPattern, frame: Frame, discourse: Discourse, mention: Mention
) -> bool:
    entities = mention.entities
    needed = pattern.parties or lexicon().types[pattern.type].parties
    if pattern.joint:
        needed = max(needed, 2)
        if len(entities) == 1 and entities[0].type == "group":
            return False
    if (
        pattern.plural
        and len(discourse.resolve(frame.subject) if frame.subject is not None else ()) < 2
    ):
        return False
    if pattern.subject_kind and frame.subject is not None:
        kinds = {e.type for e in discourse.resolve(frame.subject)}
        wanted = (
            {"person", "group"} if pattern.subject_kind == "person" else {"country", "organization"}
        )
        if not kinds & wanted:
            return False
    if pattern.own_action and not _own_action(frame, discourse):
        return False
    members = ("group", "organization") if pattern.type == "meet" else ("group",)
    reciprocal = needed >= 2 and len(entities) == 1 and entities[0].type in members
    if pattern.joint_object and len(entities) == 1 and _is_joint(frame.object):
        mention.lacks_partner = True
        return True
    return len(entities) >= needed or (reciprocal and not pattern.joint)


def _is_joint(token: Token | None) -> bool:
    return token is not None and any(c.lower_ == "joint" for c in children(token, "amod"))


def _own_action(frame: Frame, discourse: Discourse) -> bool:
    """Whether the clause of a warning says what the warner itself will do."""
    clause = child(frame.head, "ccomp")
    if clause is None or frame.subject is None:
        return False
    actor = child(clause, "nsubj", "nsubj:pass")
    will = any(c.lower_ in ("will", "would", "'ll") for c in clause.children)
    if actor is None or not will:
        return False
    if actor.lower_ in ("we", "i"):
        return True
    warners = discourse.resolve(frame.subject)
    doers = {id(e) for e in (*discourse.resolve(actor), *_owners(actor, discourse))}
    return any(id(e) in doers or id(e.country) in doers for e in warners)


def _is_location(place: Span | None) -> bool:
    """Whether the place is a location by name, not an institution or a thing."""
    return place is not None and any(t.ent_type_ in ("LOC", "GPE") for t in place)


def _has_target(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> bool:
    """Whether force is directed at an actor or a place on land ("into the sea" is a test)."""
    for slot, role in pattern.roles.items():
        for token in frame.under(slot) if role == "target" else ():
            words = {t.lemma_.lower() for t in token.subtree}
            if token.ent_type_ == "DATE" or words & lexicon().classes["waters"]:
                continue
            if discourse.resolve(token) or is_place(token, discourse) or token.ent_type_:
                return True
    return False


# ---- place and content --------------------------------------------------------------------------


def _place(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> Span | None:
    if "object" in pattern.place and frame.object is not None:
        return place_span(frame.object)
    return find_place(frame, pattern.place, discourse)


def _content(frame: Frame) -> frozenset[str]:
    """Lemmas of the words that say what the event is about, for telling agreements apart."""
    words: set[str] = set()
    if frame.object is not None and frame.object.lemma_.lower() in _EMPTY:
        return frozenset()
    for token in (frame.object, frame.clause):
        if token is not None:
            words |= {
                t.lemma_.lower()
                for t in token.subtree
                if t.pos_ in ("NOUN", "VERB", "PROPN", "ADJ")
            }
    words |= {t.lemma_.lower() for t in frame.under("on", "to", "about", "for") if not is_verbal(t)}
    return frozenset(words)
