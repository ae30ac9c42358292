"""Where an event was: the place that its clause names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph_builder.extraction.datelines import after_dateline
from graph_builder.extraction.demonyms import is_demonym_of
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import Frame, child, children, is_verbal, preposition
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.tokens import Span, Token
from graph_builder.ontology import polities

_PLACE_LABELS = ("LOC", "GPE", "FAC")
_VENUE_CASES = frozenset({"in", "at", "on", "for", "during"})
_MUTUAL = frozenset({"each", "one", "another"})  # "each other", "one to one"
_PAIRS = frozenset("pair duo trio two both three leader side minister president".split())
_TRAVELLING = frozenset("travel go fly come visit arrive journey head return".split())
_ENCOUNTERING = frozenset({"meet", "see", "gather", "convene"})
_ADVERBS = frozenset({"there", "here"})
_REACHING = frozenset({"visit", "reach", "enter", "tour"})
_STANDING = frozenset({"in", "at", "to", "into", "for"})
_GOALS = frozenset({"to", "into", "for"})
_INSIDE_VENUE = frozenset({"in", "of", "near", "outside", "at", "above", "beside", "off", "by"})
# "Down the steps of the palace", "through two nights at the hotel"; of gatherings they tell none.
_ALONG = frozenset(
    {"aboard", "inside", "outside", "through", "over", "down", "up", "beside", "into", "around"}
)
# "In the Danish capital": a town that its country, or its region, tells.
TOWNS = frozenset({"capital", "city", "town", "port", "resort"})
_OF_A_LAND = frozenset({"amod", "compound", "nmod:poss"})
_DISCUSSING = frozenset(
    "discuss review debate consider examine assess raise explore address tackle analyse".split()
)
_ON = frozenset({"on", "over", "about"})
_SEEN = frozenset({"to", "in", "of"})  # "on a tour of Peru"
_NEAR = frozenset({"near", "outside"})
_WATERS = frozenset("Lake River Sea Bay Gulf Lough Loch Fjord Strait Coast Island Mount".split())


def find_place(frame: Frame, prepositions: Iterable[str], discourse: Discourse) -> Span | None:
    """The place under one of the prepositions; the one nearest to the trigger wins."""
    wanted = set(prepositions)
    found: list[Token] = []
    if frame.obliques or frame.object is not None:
        found = _under(frame, wanted, discourse)
    if not found:
        where = _where(frame.head, discourse) or _by_adverb(frame.head, discourse)
        where = where or _beside_party(frame) or _when(frame.head, discourse)
        return place_span(where) if where is not None else None
    nearest = min(found, key=lambda t: (t.i < frame.head.i, abs(t.i - frame.head.i)))
    return place_span(nearest)


def _under(frame: Frame, wanted: set[str], discourse: Discourse) -> list[Token]:
    """The places under the prepositions; else near there, on the way, or at a venue."""
    told = [(p, t) for p, t in frame.obliques if not _is_topic(t, frame.head)]
    found = [t for p, t in told if p in wanted and is_place(t, discourse)]
    if not found and "in" in wanted:  # "met near Lima"
        found = [t for p, t in told if p in _NEAR and t.ent_type_ in _PLACE_LABELS]
    if not found:
        found = list(_on_the_way(frame, wanted, discourse))
    if not found:
        wanted |= _VENUE_CASES
        phrases = [t for p, t in told if p in wanted or (p in _ALONG and _is_spot(t))]
        if frame.object is not None and frame.object.lemma_ in lexicon().classes["stretches"]:
            phrases.append(frame.object)  # "spent three hours on the terrace of the palace"
        found = [place for t in phrases for place in _around_venue(t, discourse)][:1]
    return found


def _is_topic(place: Token, head: Token) -> bool:
    """ "A declaration on the war in Iraq", "settled a quarrel over the border in the north".

    And "discussed the situation in Iraq", "issued a communiqué on the lake".
    """
    above = place.head
    if place.ent_type_ != "LOC":
        return False
    if above == head and preposition(place) in _ON:
        return _one_is_of(children(head, "obj"), "statements", "documents")
    if above == head or is_verbal(above):
        return False
    if _one_is_of((head, *children(head, "obj")), "befalls", "violence"):
        return False  # "strikes on targets in the north"
    if head.lemma_ in _DISCUSSING:
        return True
    within = (above, above.head) if above.head != head else (above,)
    nouns = (t for t in within if t != head and t.ent_type_ != "DATE" and not is_verbal(t))
    return any(preposition(t) in _ON for t in nouns)


def _one_is_of(words: Iterable[Token], *classes: str) -> bool:
    lemmas, known = {word.lemma_.lower() for word in words}, lexicon().classes
    return any(not lemmas.isdisjoint(known[class_]) for class_ in classes)


def _on_the_way(frame: Frame, wanted: set[str], discourse: Discourse) -> Iterator[Token]:
    """ "Went home by way of Lima", "drove over the bridge into Peru", "Lima, to which he flew"."""
    for case, token in frame.obliques:
        over = token.lemma_.lower() in lexicon().classes["passages"] and token.head == frame.head
        over = over or (token.lower_ == "way" and not case)  # "came all the way to Lima"
        if over or ("via" in wanted and case == "by" and token.lower_ == "way"):
            inside = (t for t in children(token, "nmod") if over <= (preposition(t) in wanted))
            yield from (t for t in inside if is_place(t, discourse))
        elif token.lower_ == "which" and case in wanted and case in _GOALS:
            before = (t for t in reversed(token.doc.tokens[token.sent.start : token.i]))
            named = next((t for t in before if t.pos_ in ("NOUN", "PROPN")), None)
            if named is not None and named.ent_type_ == "LOC" and is_place(named, discourse):
                yield named


def _where(verb: Token, discourse: Discourse) -> Token | None:
    """ "A visit to Brussels, where he had talks": the place that "where" takes up."""
    if verb.dep_ not in ("acl:relcl", "advcl"):
        return None
    if "where" not in verb.below:
        return None
    above = verb.head if verb.dep_ == "acl:relcl" else None
    if verb.dep_ == "advcl" or (above is not None and above.ent_type_ == "DATE"):
        # "Flew to Lima on Tuesday, where he met X"
        mover = verb.head if above is None else above.head
        named = [t for t in children(mover, "obl", "obj", "nmod") if t.i < verb.i]
    else:
        named = [above, *children(above, "nmod")] if above is not None else []
    named = sorted(named, key=lambda t: -t.i)  # "to Lima from Quito, where": Quito
    located = (t for t in named if t.ent_type_ in _PLACE_LABELS or is_town(t))
    return next((t for t in located if is_place(t, discourse)), None)


def _when(verb: Token, discourse: Discourse) -> Token | None:
    """ "Came to grief in Lima in 2010, when they met"; "will sign when they travel to Lima"."""
    found: list[Token] = []
    if verb.dep_ == "acl:relcl" and verb.head.ent_type_ == "DATE" and "when" in verb.below:
        stood = (t for t in children(verb.head.head, "obl") if t.i < verb.i)
        found = [t for t in stood if preposition(t) in ("in", "at", "to")]
    for clause in children(verb, "advcl"):
        if "when" in clause.below and clause.lemma_ in _TRAVELLING | _ENCOUNTERING:
            found += [t for t in children(clause, "obl") if preposition(t) in ("to", "in")]
    return next((t for t in found if t.ent_type_ == "LOC" and is_place(t, discourse)), None)


def place_of_heading(phrase: TimePhrase, discourse: Discourse) -> Span | None:
    """ "Lima, 2006: …": the place beside the date that heads an entry or explains a picture."""
    doc, start = phrase.host.doc, phrase.start
    if not phrase.heads or start < 2 or doc[start - 1].text != ",":
        return None
    name = doc[start - 2]
    return place_span(name) if name.pos_ == "PROPN" and is_place(name, discourse) else None


def place_by_adverb(word: Token, discourse: Discourse) -> Span | None:
    """The place of a clause with "here" or "there"; None without one."""
    place = _by_adverb(word, discourse)
    return place_span(place) if place is not None else None


def _by_adverb(word: Token, discourse: Discourse) -> Token | None:
    """ "Flew there", "met him here": the place told last before it, the city of the dateline."""
    if _ADVERBS.isdisjoint(word.below):
        return None
    adverb = next((c for c in word.children if c.lower_ in _ADVERBS and c.dep_ == "advmod"), None)
    if adverb is None:
        return None
    if adverb.lower_ == "there":
        return told_before(adverb, discourse)
    doc = word.doc
    lines = [0, *(i + 1 for i in doc.line_ends if i < adverb.sent.start)]
    cities = (doc[i] for i in lines if i < len(doc) and after_dateline(doc, i) > i)
    return next((city for city in cities if city.ent_type_ == "LOC"), None)


def told_before(word: Token, discourse: Discourse) -> Token | None:
    """The place that somebody was last told to be in or go to, in the sentence or the one before.

    None if there is none.
    """
    doc, start = word.doc, word.sent.start
    first = doc[start - 1].sent.start if start else start
    before = reversed(doc.tokens[first : word.i])
    return next((t for t in before if t.ent_type_ == "LOC" and _names_place(t, discourse)), None)


def _names_place(token: Token, discourse: Discourse) -> bool:
    """Whether somebody is or goes there, by the word before the name."""
    reached = token.dep_ == "obj" and token.head.lemma_ in _REACHING
    stands = preposition(token) in _STANDING or reached
    return stands and token.dep_ not in ("compound", "flat") and is_place(token, discourse)


def _beside_party(frame: Frame) -> Token | None:
    """ "Met the premier, X, in Rome": the place that ends the clause, hung on the name."""
    if not frame.obliques and (frame.subject is None or not frame.passive):
        return None
    beside = [t for _, t in frame.obliques]
    if frame.subject is not None and frame.passive:  # "struck by Norway and Peru in Rome"
        beside.append(frame.subject)
    beside += [t for b in beside for t in children(b, "nmod") if preposition(t) == "by"]
    for token in beside:
        for name in (token, *children(token, "appos", "conj")):
            for inner in (name, *children(name, "appos")):
                if "nmod" not in inner.relations or not _ends_clause(inner):
                    continue
                for place in children(inner, "nmod"):
                    if place.ent_type_ == "LOC" and preposition(place) == "in":
                        return place
    return None


def _ends_clause(word: Token) -> bool:
    """Whether a place behind it is the clause's: a person, "each other", countries by whom."""
    several = word.dep_ in ("conj", "obl:agent") or bool(children(word, "conj"))
    lands = word.ent_type_ == "LOC" and several
    if word.dep_ == "obl:agent" and word.lemma_.lower() in _PAIRS:  # "signed by the pair in Rome"
        return True
    return lands or word.ent_type_ == "PERSON" or word.lower_ in _MUTUAL


def venue_place(venue: Token, discourse: Discourse) -> Token | None:
    """The place inside the phrase of a venue or gathering: "a summit in Rome"."""
    return next(_around_venue(venue, discourse), None)


def _around_venue(venue: Token, discourse: Discourse) -> Iterator[Token]:
    """ "At the palace in X", "in the border town of X", "on the sidelines of the summit in X"."""
    held = venue.pos_ in ("NOUN", "PROPN") and venue.ent_type_ != "LOC"
    classes, lemma = lexicon().classes, venue.lemma_.lower()
    spot = _is_spot(venue)
    if held and lemma in classes["visits"]:  # "met him during a visit to Lima"
        goals = (t for t in children(venue, "nmod") if t.ent_type_ in _PLACE_LABELS)
        yield from (t for t in goals if preposition(t) in _SEEN and is_place(t, discourse))
    if not held or not (spot or lemma in classes["venues"]):
        return
    for part in children(venue, "nmod"):
        named = (part.pos_ == "PROPN" and part.ent_type_ in _PLACE_LABELS) or is_town(part)
        case = preposition(part)
        on_water = spot and case == "on" and any(t.text in _WATERS for t in part.subtree)
        inside = case in _INSIDE_VENUE or on_water
        if inside and (named or _is_building(part, spot)) and is_place(part, discourse):
            yield part
        yield from _around_venue(part, discourse)
    for part in children(venue, "appos", "flat"):  # "the Kenyan capital, Nairobi"
        if part.ent_type_ in _PLACE_LABELS and is_place(part, discourse):
            yield part


def _is_spot(venue: Token) -> bool:
    """Whether a noun is for a place or a stretch of time, not for a gathering."""
    classes, lemma = lexicon().classes, venue.lemma_.lower()
    return any(lemma in classes[k] for k in ("spots", "sites", "buildings", "meals", "stretches"))


def _is_building(part: Token, spot: bool) -> bool:
    """ "The terrace of the Itamaraty Palace"."""
    building = part.lemma_.lower() in lexicon().classes["buildings"]
    return spot and part.pos_ == "PROPN" and building


def is_place(token: Token, discourse: Discourse) -> bool:
    """Whether the phrase of `token` can be a place: a location's name or a named building."""
    if token.ent_type_ == "DATE" or token.pos_ in ("NUM", "PRON", "VERB"):
        return False
    if is_town(token) or is_named_building(token):
        return True
    if token.text.islower() and place_span(token).text.islower():
        return False  # "a protocol on cobalt"
    if token.ent_type_ in _PLACE_LABELS or discourse.is_place(token):
        return True
    entities = discourse.resolve(token, conjuncts=False)
    if any(entity.type in ("person", "group") for entity in entities):
        return False
    return token.pos_ == "PROPN" or bool(token.ent_type_ == "ORG")


def is_town(token: Token) -> bool:
    """ "The Danish capital", "this Siberian city": a town without a name, told by its land."""
    return _land_of_town(token) is not None


def _land_of_town(token: Token) -> Token | None:
    if token.lemma_ not in TOWNS or token.tag_ != "NN" or not token.text.islower():
        return None
    if any(c.ent_type_ in _PLACE_LABELS for c in children(token, "appos", "flat", "nmod")):
        return None  # "the Kenyan capital, Nairobi", "the Siberian city of Omsk"
    told = (c for c in token.children if c.dep_ in _OF_A_LAND and c.i < token.i)
    return next((c for c in told if c.text[:1].isupper() and c.ent_type_ != "PERSON"), None)


def is_named_building(token: Token) -> bool:
    """ "The Olivos residence", "the Lima opera house": a building by a name beside it."""
    if token.pos_ != "NOUN" or token.tag_ != "NN" or not token.text.islower():
        return False
    classes = lexicon().classes
    if all(token.lemma_ not in classes[kind] for kind in ("buildings", "sites")):
        return False
    before = token.doc[token.i - 1] if token.i else token
    named = before.pos_ == "PROPN" and before.dep_ in ("compound", "amod") and before.head == token
    return named and before.ent_type_ not in ("PERSON", "DATE")


def place_span(token: Token) -> Span:
    """The name at `token`, with a capitalised "of" phrase ("Palace of the Revolution")."""
    doc, tokens = token.doc, token.doc.tokens
    land = _land_of_town(token)
    if land is not None:
        first = next(t.i for t in doc.tokens[land.left_edge.i :] if t.tag_ != "DT")
        return doc[first : token.i + 1]
    start, end = token.i, token.i + 1
    named = doc.ent_at.get(token.i)
    if named is not None:
        start, end = named.start, named.end
    for part in token.subtree if token.children else ():
        joined = part.dep_ in ("flat", "compound", "flat:name") and part.head == token
        if joined and (part.i in (start - 1, end) or start <= part.i < end):
            start, end = min(start, part.i), max(end, part.i + 1)
    while start > 0 and tokens[start - 1].pos_ == "PROPN" and tokens[start - 1].head is token:
        start -= 1
    of = child(token, "nmod")
    if of is not None and doc[end].lower_ == "of" and of.text[:1].isupper():
        end = max(end, of.right_edge.i + 1) if of.right_edge.i - end < 5 else end
    if tokens[start].lower_ in ("the", "a", "an"):
        start += 1
    return doc[start:end] if start < end else doc[token.i : token.i + 1]


def land_of(place: str, discourse: Discourse) -> str | None:
    """The id of the country that a city is of, or that the place is; None if not just one.

    Of a country that no table knows it is that of its entity (see `id_of_land`).
    """
    table = polities()
    land = _land_in(place)
    called = table.by_demonym(land) if land else ()
    for known in (
        (*table.by_capital(place), *table.by_name(land or place), *called),
        (*table.by_city(place), *(p for p, _ in table.by_metonym(place))),
    ):
        found = {p.id for p in known if p.type == "country"}
        if found:
            return found.pop() if len(found) == 1 else None
    told = discourse.cities.get(tuple(place.lower().split())) or _country(land or place, discourse)
    if told is None and land:
        lands = (e for e in discourse.entities if e.type == "country")
        told = next((e for e in lands if is_demonym_of(land.lower(), e.name.lower())), None)
    return id_of_land(told) if told is not None else None


def _land_in(place: str) -> str:
    """Whose capital or town a place is that has no name: "Danish" for "Danish capital"."""
    land, _, town = place.rpartition(" ")
    return land.removesuffix("'s").removesuffix("’s") if town in TOWNS else ""


def _country(place: str, discourse: Discourse) -> Entity | None:
    """The country of the article that has this name."""
    lower = place.lower()
    named = (e for e in discourse.entities if e.type == "country" and e.name.lower() == lower)
    return next(named, None)


def is_land(place: str, discourse: Discourse) -> bool:
    """Whether the place is a country, known to the tables or to the article alone."""
    known = any(p.type == "country" for p in polities().by_name(place))
    return known or _country(place, discourse) is not None


def id_of_land(country: Entity) -> str:
    """The id of a country in the tables, else that of its entity."""
    return country.polity or country.id


def is_home(person: Entity, place: Token, discourse: Discourse) -> bool:
    """Whether a place lies in the country that somebody serves."""
    land = land_of(place_span(place).text, discourse)
    return land is not None and person.country is not None and land == id_of_land(person.country)


def further_stops(mention: Mention) -> Iterator[Mention]:
    """The other stops of a journey: "a tour of Libya and Niger", "to Rome, and then to Cairo"."""
    if mention.type != "visit" or mention.place is None:
        return
    found = [mention.place.root]
    doc, sentence = mention.trigger.doc, mention.place.root.sent
    for stop in doc[mention.place.end : sentence.end]:
        if stop.pos_ != "PROPN" or stop.dep_ in ("compound", "flat"):
            continue
        then = doc[max(stop.left_edge.i - 2, mention.place.end) : stop.i]
        next_stop = preposition(stop) == "to" and any(t.lower_ == "then" for t in then)
        listed = stop.dep_ == "conj" and stop.head in found
        if listed or (next_stop and stop.ent_type_ in _PLACE_LABELS):
            found.append(stop)
            yield replace(mention, parties=list(mention.parties), place=place_span(stop))
