"""Visits told by where somebody is off to or back in, and by the days spent in a place."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.event_places import (
    further_stops,
    id_of_land,
    is_home,
    is_place,
    land_of,
    place_by_adverb,
    place_span,
    venue_place,
)
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import (
    SUBJECTS,
    child,
    children,
    frame_of,
    is_verbal,
    preposition,
)
from graph_builder.extraction.status import judge
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.tokens import Doc, Span, Token

_ONWARDS = frozenset({"to", "for"})
_DAYS = frozenset("day night hour week weekend morning afternoon evening fortnight".split())
_HERE = frozenset({"here", "there"})
_NEAR = 5  # tokens from a preposition to the place that it opens
_BEFORE = 4  # tokens from a form of "be" to the word that says where to


def bound_or_staying(doc: Doc) -> set[int]:
    """The places of the words that `sojourns` reads."""
    after = doc.tokens
    going = doc.words(
        "off", "bound", "route", "way", "back", "last", "fresh", "while", "now", "air"
    )
    found = {t.i for t in going if t.i + 2 < len(after) and after[t.i + 1].lower_ in _PHRASE}
    days = (t for t in doc.of_lemmas(_DAYS) if t.i + 1 < len(after))
    found.update(t.i for t in doc.words("here", "town", "soil"))
    return found.union(t.i for t in days if after[t.i + 1].lower_ in _PLACING)


COMING = frozenset({"come", "arrive", "fly", "travel"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PHRASE = _ONWARDS | {"in", "from"}
_INSIDE = frozenset({"back", "last"})
_THERE = frozenset({"here", "town", "soil"})
_PLANNING = frozenset({"plan", "schedule", "book"})
_MEANWHILE = frozenset({"while", "now"})
_SPENDING = frozenset(
    "plan have schedule book wind wound wrap end conclude complete finish begin start".split()
)
_PLACING = _HERE | {"in"}


def sojourns(word: Token, discourse: Discourse) -> Iterator[Mention]:
    """The visit that one of `bound_or_staying` tells of.

    "Is off to Lima", "is on her way to Lima", "was back in Lima by Friday", "was here in May";
    "after two days in Lima he said", "during the king's week there".
    """
    if word.lower_ in _THERE:
        yield from _here(word, discourse)
    elif word.lower_ in _MEANWHILE:
        yield from _meanwhile(word, discourse)
    elif word.lower_ in ("back", "fresh") and word.doc[word.i + 1].lower_ == "from":
        yield from _back_from(word, discourse)
    elif word.lemma_.lower() in _DAYS:
        yield from _days(word, discourse)
    elif word.lower_ == "way" and is_verbal(word.head) and preposition(word) == "on":
        yield from _on_the_way(word, discourse)
    else:
        yield from _bound(word, discourse)


def _bound(word: Token, discourse: Discourse) -> Iterator[Mention]:
    be = next((t for t in _words_before(word) if t.lemma_ == "be"), None)
    back = word.lower_ in _INSIDE
    place = _place_after(word.i + 1, discourse)
    if be is None or place is None or (word.doc[word.i + 1].lower_ == "in") != back:
        return
    clause = be.head if be.dep_ == "cop" else be
    above = (word, place, clause, be, *([clause.head] if clause.dep_ == "xcomp" else []))
    found = (child(t, *SUBJECTS, "nsubj:pass") for t in above)
    subjects = (s for s in found if s is not None and s.i < word.i)
    subject = next(subjects, None)
    who = discourse.resolve(subject) if subject is not None else ()
    visitors = tuple(e for e in who if e.type == "person" and e.named)
    if not visitors or (back and any(is_home(e, place, discourse) for e in visitors)):
        return
    verdict = judge(clause)
    present = be.lower_ in ("is", "are", "'s", "’s", "'re", "’re")
    if verdict.real and present and not back:
        verdict = replace(verdict, status="planned", tense="future")
    hosts = [word, clause, be, place]
    mention = Mention(
        "visit", word, [], verdict, "bound", 0.6, hosts=hosts, place=place_span(place)
    )
    mention.needs_time = back
    mention.add(visitors, "visitor")
    yield mention


def _on_the_way(way: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "Landed in Lima on her way to Quito and Bogotá": the journey goes on there.

    Not where a year says that it went on long ago.
    """
    place, subject = _place_after(way.i + 1, discourse), frame_of(way.head).subject
    be = any(t.lemma_ == "be" for t in _words_before(way))
    long_ago = any(_YEAR.fullmatch(t.text) for t in way.sent)
    if place is None or subject is None or be or long_ago:
        return
    who = discourse.resolve(subject)
    visitors = tuple(e for e in who if e.type == "person" and e.named)
    if not visitors or any(is_home(e, place, discourse) for e in visitors):
        return
    verdict = replace(judge(way.head), status="planned", tense="future")
    mention = Mention("visit", way, [], verdict, "bound", 0.55, hosts=[place])
    mention.add(visitors, "visitor")
    mention.place = place_span(place)
    yield mention
    yield from further_stops(mention)


def came_from(verb: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "She had come from Lima": there she was before, unless she lives there."""
    frame = frame_of(verb)
    had = any(c.lower_ in ("had", "'d") for c in children(verb, "aux"))
    place = next((t for t in frame.under("from") if t.ent_type_ == "LOC"), None)
    if not had or place is None or frame.subject is None or not is_place(place, discourse):
        return
    where, who = place_span(place), discourse.resolve(frame.subject)
    land = land_of(where.text, discourse)
    lands = [id_of_land(e.country) for e in who if e.country is not None]
    visitors = tuple(e for e in who if e.type == "person" and e.named)
    if visitors and land is not None and len(lands) == len(who) and land not in lands:
        mention = Mention("visit", verb, [], judge(verb), "came-from", 0.55, hosts=[place])
        mention.add(visitors, "visitor")
        mention.place = where
        yield mention


def _back_from(word: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "Just back from Lima, the minister said": the visit is over."""
    place = _place_after(word.i + 1, discourse)
    above = word.head
    around = (above, child(above, *SUBJECTS), child(word, *SUBJECTS))
    people = (e for t in around if t is not None for e in discourse.resolve(t, conjuncts=False))
    visitors = tuple(e for e in people if e.type == "person" and e.named)[:1]
    if place is None or not visitors or is_home(visitors[0], place, discourse):
        return
    mention = Mention("visit", word, [], Verdict(), "back-from", 0.55, place=place_span(place))
    mention.add(visitors, "visitor")
    yield mention


def _meanwhile(word: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "While in Lima, the minister said", "the minister, now in Lima, said"."""
    after = word.doc[word.i + 1]
    place = _place_after(word.i + 1, discourse) if after.lower_ == "in" else None
    aside = word.i > 0 and word.doc[word.i - 1].text == ","
    if place is None or (word.lower_ == "now" and not aside):
        return
    above = place.head if place.dep_ not in ("flat", "compound") else place.head.head
    owner = frame_of(above).subject if is_verbal(above) else above
    people = discourse.resolve(owner, conjuncts=False) if owner is not None else ()
    visitors = tuple(e for e in people if e.type == "person" and e.named)
    where = place_span(place)
    if visitors and not _lives_there(visitors, where, discourse):
        mention = Mention("visit", word, [], Verdict(), "meanwhile", 0.55, place=where)
        mention.hosts = [place]
        mention.add(visitors, "visitor")
        yield mention


def _here(here: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "Was here for two nights in May", "in town", "on Peruvian soil": with a time."""
    be, subject = child(here, "cop"), child(here, *SUBJECTS)
    who = actors_at(subject, discourse) if be is not None and subject is not None else ()
    visitors = tuple(e for e in who if e.type == "person" and e.named)
    verdict = judge(here)
    told = visitors and (here.tag_ == "RB" or preposition(here) in ("in", "on"))
    if told and be is not None and verdict.status in ("happened", "planned"):
        mention = Mention("visit", here, [], verdict, "stay", 0.5, hosts=[here, be])
        mention.add(visitors, "visitor")
        mention.needs_time = True
        yield mention


def _words_before(word: Token) -> Iterator[Token]:
    """The words before `word` in its sentence, nearest first."""
    tokens = word.doc.tokens
    return (tokens[i] for i in range(word.i - 1, max(word.i - _BEFORE, word.sent.start) - 1, -1))


def _place_after(start: int, discourse: Discourse) -> Token | None:
    """The location that the phrase opened by the word at `start` names."""
    doc = discourse.doc
    for token in doc.tokens[start + 1 : start + 1 + _NEAR]:
        if (
            token.is_punct
            or token.pos_ == "CCONJ"
            or (token.pos_ == "ADP" and token.lower_ != "of")
        ):
            return None
        if token.ent_type_ == "LOC":
            named = doc.ent_at.get(token.i)
            heads = doc.tokens[named.start : named.end] if named is not None else [token]
            return next((t for t in heads if is_place(t, discourse)), None)
        if token.lemma_.lower() in lexicon().classes["territories"]:
            return venue_place(token, discourse)
    return None


def _days(noun: Token, discourse: Discourse) -> Iterator[Mention]:
    if noun.tag_ == "NNS" and child(noun, "nummod") is None:
        return  # "her early days in Lima"
    after = noun.doc[noun.i + 1]
    if after.lower_ in _HERE:
        where = place_by_adverb(noun, discourse)
    else:
        place = _place_after(noun.i + 1, discourse)
        where = place_span(place) if place is not None else None
    visitors = _who_stayed(noun, discourse) if where is not None else ()
    if not visitors or (where is not None and _lives_there(visitors, where, discourse)):
        return
    mention = Mention("visit", noun, [], Verdict(), "days-in", 0.55, hosts=[noun], place=where)
    told = judge(noun)
    planned = told.status == "planned" or noun.head.lemma_ in _PLANNING
    mention.verdict = replace(told, status="planned", tense="future") if planned else Verdict()
    mention.add(visitors, "visitor")
    yield mention


def _lives_there(people: tuple[Entity, ...], place: Span, discourse: Discourse) -> bool:
    land = land_of(place.text, discourse)
    return any(e.country is not None and id_of_land(e.country) == land for e in people)


def _who_stayed(noun: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The king's week", or who acts after or on it: "after two days in Lima the king said"."""
    owner = child(noun, "nmod:poss")
    if owner is None:
        verb, case = noun.head, preposition(noun)
        ordinal = case == "on" and bool(children(noun, "amod"))
        spent = verb.lemma_ in _SPENDING and not case
        if not (ordinal or spent or case in ("after", "following")):
            return ()
        owner = frame_of(verb).subject if is_verbal(verb) else child(verb, *SUBJECTS)
    found = discourse.resolve(owner) if owner is not None else ()
    return tuple(e for e in found if e.type == "person" and e.named)
