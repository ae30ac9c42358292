"""Speakers whom no name and no office tells: "one fisherman", "one of them", "her family"."""

from graph_builder.extraction.crowds import names_people, phrase_start
from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.frames import child, children, preposition
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.tokens import Token
from graph_builder.model import ActorType

_INDEFINITE = frozenset({"a", "an", "one", "another", "two", "three", "four", "several"})
_LEADING = frozenset({"minister", "leader", "brother", "sister"})
# Words before the noun that are no part of a name: "two of the three French officials".
# "The owner of the boat": what tells which one.
_TELLING_WHICH = frozenset({"of", "at", "in", "for", "from", "on", "aboard"})
# Who belong to somebody and speak for him.
_CIRCLES = frozenset({"family", "staff", "people", "team", "entourage"})
_SOMEBODY = frozenset({"someone", "somebody", "one"})
_LONGEST = 9  # words of "someone who was in the room"
_COUNTING = frozenset({"DT", "CD", "PRP$", "PDT"})


def unnamed_speaker(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """The actor made of the phrase at `token`, alone in its tuple; () where it tells nobody."""
    return (
        _one_of(token, discourse)
        or _circle(token, discourse)
        or _somebody_who(token, discourse)
        or _by_occupation(token, discourse)
        or _by_post(token, discourse)
        or _by_place(token, discourse)
        or _body(token, discourse)
    )


def outlet_at(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The newspaper Evening Courier": the outlet whose name follows what it is."""
    low, end = token.i, token.i + 1
    while end < token.sent.end and token.doc[end].dep_ == "flat":
        end += 1
    while low > token.sent.start and token.doc[low].tag_ == "NNP":
        low -= 1
    if low == token.i or token.doc[low].lemma_.lower() not in reporting().outlets:
        return ()
    place = Reference(low + 1, end, token.i, "name", ())
    return _entity(discourse, "organization", token.doc[low + 1 : end].text, place)


def _body(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The water board", "the city hospital": a body known by what it is of."""
    lists, words = reporting(), list(token.doc[token.left_edge.i : token.i])
    known = token.lemma_.lower() in lists.bodies | lists.houses
    the = bool(words) and words[0].lower_ == "the"
    told = the and words[-1].dep_ in ("compound", "case")
    # "Norland's defence headquarters", "police headquarters"
    base = token.lemma_.lower() == "headquarters" and len(words) > the
    single = token.tag_ in ("NN", "NNP")
    fits = base or (single and known and told)
    if not fits or children(token, "amod", "appos", "acl:relcl"):
        return ()
    name = token.doc[words[0].i + the : token.i + 1].text
    place = Reference(words[0].i, token.i + 1, token.i, "description", ())
    return _entity(discourse, "organization", name, place)


def _by_occupation(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "One fisherman", "bus drivers in Lagos": speakers known by a noun that is no office."""
    start = phrase_start(token)
    first = token.doc[start].lower_
    word = token.lemma_.lower()
    several = token.tag_ == "NNS" and _is_told_apart(token)
    if token.tag_ not in ("NN", "NNS") or not (first in _INDEFINITE or several):
        return ()
    if not names_people(word) and not (several and word in reporting().bodies):
        return ()
    skip = 1 if first in ("a", "an", "one") and start < token.i else 0
    end = token.i + 1
    for child_ in children(token, "acl", "amod", "nmod"):
        if child_.left_edge.i == end and not any(t.is_punct for t in child_.subtree):
            end = child_.right_edge.i + 1
    kind: ActorType = "group" if token.tag_ == "NNS" else "person"
    name = token.doc[start + skip : end].text
    return _entity(discourse, kind, name, Reference(start, end, token.i, "description", ()))


def _opening(token: Token) -> int:
    """Where the phrase at `token` begins, the comma before it aside."""
    start = token.left_edge.i
    return start + (token.doc[start].is_punct and start < token.i)


def _by_post(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The spokeswoman for the ministry": a speaker known by the post alone."""
    post = token.tag_ == "NN" and token.lemma_.lower() in lexicon().offices
    whose = next((t for t in children(token, "nmod") if preposition(t) == "for"), None)
    start = _opening(token)
    if not post or whose is None or token.doc[start].lower_ != "the":
        return ()
    if whose.left_edge.i != token.i + 1 or children(token, "appos", "flat"):
        return ()
    end = whose.i + 1
    name = token.doc[start + 1 : end].text
    return _entity(discourse, "person", name, Reference(start, end, token.i, "description", ()))


def _by_place(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The owner of the boat", "the night watchman at the embassy": no office, but told apart."""
    word = token.lemma_.lower()
    if token.tag_ != "NN" or word in lexicon().offices or not names_people(word):
        return ()
    start = _opening(token)
    if token.doc[start].lower_ != "the" or children(token, "appos", "flat", "conj"):
        return ()
    behind = (t for t in children(token, "nmod") if preposition(t) in _TELLING_WHICH)
    which = next((t for t in behind if t.left_edge.i == token.i + 1), None)
    if which is None or which.tag_ == "PRP":
        return ()
    end = which.right_edge.i + 1
    stop = next((t.i for t in token.doc[token.i : end] if t.is_punct), end)
    name = token.doc[start + 1 : stop].text
    return _entity(discourse, "person", name, Reference(start, stop, token.i, "description", ()))


def _is_told_apart(token: Token) -> bool:
    """Whether a bare plural says which ones: "rights groups", "women in the market"."""
    if children(token, "det", "nmod:poss", "nummod"):
        return False
    return bool(children(token, "compound", "amod", "nmod"))


def _one_of(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "One of the French officials", "one of them": somebody by what the others are."""
    among = one_of_whom(token)
    if among is None:
        return ()
    named = discourse.reference(min(among.i + 2, len(token.doc) - 1))
    if named is not None and named.kind == "name" and token.doc[among.i + 1].text == ",":
        return named.entities if named.start == among.i + 2 else ()  # "one of them, X"
    phrase = (among.left_edge.i + 1, among.i)
    if among.tag_ == "PRP":
        held = discourse.resolve(among)
        if len(held) != 1 or held[0].type != "group" or not held[0].references:
            return ()
        first = held[0].references[0]
        phrase = (first.start, first.head)
    head, word = token.doc[phrase[1]], token.doc[phrase[1]].lemma_.lower()
    known = lexicon().offices | lexicon().persons
    people = names_people(word) or word in known
    if head.tag_ != "NNS" or not people or word in lexicon().top or word in _LEADING:
        return ()  # "one of the presidents" is one whom the text has named
    before = [t for t in token.doc[phrase[0] : phrase[1]] if t.tag_ not in _COUNTING]
    name = " ".join([*(t.text for t in before if t.lower_ != "of"), word])
    place = (token.i, among.right_edge.i + 1, token.i)
    return _entity(discourse, "person", name, Reference(*place, "description", ()))


def one_of_whom(token: Token) -> Token | None:
    """The head of "them" in "one of them"; None for another phrase."""
    if token.lower_ != "one" or token.doc[token.i + 1 : token.i + 2].text != "of":
        return None
    return next((t for t in children(token, "nmod") if preposition(t) == "of"), None)


def _circle(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Her family", "the family of X", "his people": known by whose they are."""
    if token.lower_ not in _CIRCLES:
        return ()
    member = child(token, "nmod:poss") or child(token, "nmod")
    held = discourse.resolve(member) if member is not None else ()
    if len(held) != 1 or held[0].type != "person":
        return ()
    place = (token.left_edge.i, token.right_edge.i + 1, token.i)
    name = f"{held[0].name}'s {token.lower_}"
    return _entity(discourse, "group", name, Reference(*place, "description", ()))


def is_somebody_who(token: Token) -> bool:
    """Whether a relative clause right behind tells who "someone" is: "someone who listened in"."""
    behind = token.doc[token.i + 1 : token.i + 2].text == "who"
    return token.lower_ in _SOMEBODY and behind and child(token, "acl:relcl") is not None


def _somebody_who(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Someone who listened in": by what is told."""
    if not is_somebody_who(token):
        return ()
    end = max(t.right_edge.i for t in children(token, "acl:relcl")) + 1
    say = reporting().say  # "someone who was there says", whatever the parser hung on it
    rest = token.doc[token.i + 3 : end]
    end = next((t.i for t in rest if t.is_punct or t.lemma_.lower() in say), end)
    if end - token.i > _LONGEST:
        return ()
    name = token.doc[token.i : end].text
    name = name[0].lower() + name[1:]
    place = Reference(token.i, end, token.i, "description", ())
    return _entity(discourse, "person", name, place)


def _entity(
    discourse: Discourse, kind: ActorType, name: str, place: Reference
) -> tuple[Entity, ...]:
    """The unnamed actor called `name`, mentioned at `place`; made where there is none yet."""
    known = [e for e in discourse.entities if e.name == name and e.type == kind and not e.named]
    entity = known[0] if known else discourse.add_entity(kind, name, named=False)
    discourse.add_reference(Reference(place.start, place.end, place.head, place.kind, (entity,)))
    return (entity,)
