"""Who answers in an interview: whom the words before its first question tell, named or not."""

from collections.abc import Iterator, Set

from graph_builder.extraction.crowds import names_people, phrase_start
from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.frames import child, children, preposition
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.tokens import Token

_TALKING = frozenset({"speak", "talk", "sit", "chat"})
_MEETING = frozenset({"interview", "meet", "question", "ask"})
_ASKERS = frozenset(
    "we i us me newspaper paper magazine weekly daily reporter correspondent".split()
)
_WITH = frozenset({"to", "with"})


def interviewed(discourse: Discourse, first: int, described: Set[Entity]) -> Entity | None:
    """Who answers: told to talk to "us", else whom alone the text names before token `first`.

    Of several it is who alone opens a line there and is `described` as what he is.
    """
    people = {e for r in discourse.references(0, first) for e in r.entities if e.type == "person"}
    only = people.pop() if len(people) == 1 else None
    for token in _who_talks(discourse, first, described):
        named = _named(token, discourse)
        if named is not None:
            return named
        definite = token.left_edge.lower_ in ("the", "he", "she")
        if _is_somebody(token) and not (definite and only is not None):
            return _unnamed(token, discourse)
    return only or _opening(discourse, first, described)


def _opening(discourse: Discourse, first: int, described: Set[Entity]) -> Entity | None:
    """ "Tarja Lindqvist, Norland's premier, on her row with Oram Tadesse": of whom a line tells."""
    doc, found = discourse.doc, set[Entity]()
    starts = [0, *(end + 1 for end in doc.line_ends if end + 1 < first)]
    for start, stop in zip(starts, [*starts[1:], first], strict=True):
        people = (r.entities for r in discourse.references(start, stop) if len(r.entities) == 1)
        opens = next((e for (e,) in people if e.type == "person"), None)
        if opens is not None and opens in described and doc[start].lower_ != "by":
            found.add(opens)
    return found.pop() if len(found) == 1 else None


def _who_talks(discourse: Discourse, first: int, described: Set[Entity]) -> Iterator[Token]:
    """The heads of phrases for whoever talks to the paper: "X spoke to us", "we met X".

    Or to somebody of whom nothing is told: "X talks to A. B. about …".
    """
    for verb in discourse.doc.of_lemma(*_TALKING, *_MEETING):
        if verb.i >= first:
            return
        subject = child(verb, "nsubj")
        asker = subject is not None and subject.lower_ in _ASKERS
        others = [t for t in children(verb, "obl") if preposition(t) in _WITH]
        if verb.lemma_ in _MEETING:
            others = children(verb, "obj") if asker else []
        if asker:
            yield from others
        elif subject is not None and any(
            t.lower_ in _ASKERS or _is_bare(t, discourse, described) for t in others
        ):
            yield subject


def _is_bare(token: Token, discourse: Discourse, described: Set[Entity]) -> bool:
    """Whether only a name tells who somebody is, as of the one who asks."""
    told = preposition(token) == "to" and not children(token, "appos", "nmod:desc", "nmod")
    person = _named(token, discourse) if told and token.tag_ == "NNP" else None
    return person is not None and person not in described


def _named(token: Token, discourse: Discourse) -> Entity | None:
    """The person whose name is at `token` or beside it."""
    for place in (token, *children(token, "appos", "flat")):
        reference = discourse.reference(place)
        found = reference.entities if reference is not None else ()
        if len(found) == 1 and found[0].type == "person":
            return found[0]
    return None


def _is_somebody(token: Token) -> bool:
    word, words = token.lemma_.lower(), lexicon()
    known = word in words.offices or word in words.persons or names_people(word)
    return token.tag_ == "NN" and known


def _unnamed(token: Token, discourse: Discourse) -> Entity:
    """The person whom only the phrase at `token` describes."""
    start, end = phrase_start(token), token.i + 1
    for of in children(token, "nmod"):
        if of.left_edge.i == end:
            stops = (t.i for t in of.subtree if t.is_punct or t.tag_ in ("WP", "WDT"))
            end = min([of.right_edge.i + 1, *stops])
    low = start + (token.doc[start].lower_ in ("a", "an", "the", "one"))
    entity = discourse.add_entity("person", token.doc[low:end].text, named=False)
    entity.acts = True
    discourse.add_reference(Reference(start, end, token.i, "description", (entity,)))
    return entity
