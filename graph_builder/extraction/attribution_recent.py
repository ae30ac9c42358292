"""Whom a sentence takes up that spoke just before: "he", "the general"."""

from graph_builder.extraction.discourse import Discourse, Entity, Gender, Reference
from graph_builder.extraction.frames import child, children
from graph_builder.extraction.regions import lies_in, region_at
from graph_builder.extraction.tokens import Token

SINGULAR: dict[str, Gender] = {"he": "m", "she": "f"}
_BACK = 2  # sentences
# Who is called so holds that office: "the mayor" is no minister.
_EXACT = frozenset(
    "president chancellor king queen minister ambassador governor mayor senator secretary speaker "
    "spokesman spokeswoman spokesperson judge bishop".split()
)


def recent_person(token: Token, discourse: Discourse) -> Entity | None:
    """The person whom the sentence before is about, where coreference left the choice open.

    Whoever is quoted is nearly always the main subject there; whom the rest of the sentence names
    can't be the one who is only taken up here.
    """
    sentence = token.sent
    after = range(token.i + 1, sentence.end)
    named = [r.entities for i in after if (r := discourse.reference(i)) and r.kind == "name"]
    gender = SINGULAR.get(token.lower_)
    named += [discourse.resolve(c) for c in children(token.head, "obj", "iobj") if c.tag_ == "PRP"]
    for _ in range(_BACK):
        if sentence.start == 0:
            return None
        sentence = token.doc[sentence.start - 1].sent
        subject = child(sentence.root, "nsubj", "nsubj:pass")
        found = _held_by(subject, discourse) if subject is not None else ()
        if len(found) == 1 and found[0].type == "person":
            fits = found[0].may_be(gender)
            fits = fits and _may_be_from(token, found[0]) and (found[0].named or not gender)
            fits = fits and may_be_called(found[0], token)
            elsewhere = any(found[0] in entities for entities in named)
            return found[0] if fits and found[0].id and not elsewhere else None
    return None


def may_be_called(person: Entity, noun: Token) -> bool:
    """Whether "the minister" can be `person`, as far as his office is known."""
    title = noun.lemma_.lower()
    if title == "source":
        return not person.named
    if title not in _EXACT:
        return True
    if person.office is None:
        return not title.startswith("spokes")
    return title[:6] in person.office.lower()  # "spokes"


def _may_be_from(token: Token, person: Entity) -> bool:
    """Whether "the Asian leader" can be `person`, as far as his country is known."""
    words = [t.lower_ for t in token.subtree if t.i < token.i]
    region = next((r for i in range(len(words)) if (r := region_at(words[i:]))), None)
    return region is None or person.country is None or lies_in(person.country, region)


def _held_by(subject: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """Who the subject is; of "the spokesman of the ministry, A. B., said" A. B., however parsed."""
    found = discourse.resolve(subject)
    closed = subject.head.i - 1
    if found or subject.i >= closed or subject.doc[closed].text != ",":
        return found
    named = discourse.reference(closed - 1)
    beside = named is not None and named.start > subject.i and named.kind == "name"
    if named is None or not beside or subject.doc[named.start - 1].text != ",":
        return ()
    return named.entities


def take_up(token: Token, person: Entity | None, discourse: Discourse) -> Entity | None:
    """Let the pronoun `token` be `person`, whatever it was taken for."""
    if person is not None:
        place = (token.i, token.i + 1, token.i)
        discourse.add_reference(Reference(*place, "pronoun", (person,)))
    return person


def is_parted(phrase: Token) -> bool:
    """Whether a comma opens a phrase, wherever the parser hung it."""
    first = phrase.left_edge
    return "," in (first.text, phrase.doc[first.i - 1].text)
