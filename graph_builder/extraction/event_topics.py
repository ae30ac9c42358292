"""What a joint statement, an agreement or talks were about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.extraction.frames import children, is_verbal, preposition
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.tokens import Doc, Span, Token
from graph_builder.extraction.topics import Range, TopicFinder
from graph_builder.model import Event

# Types that have a subject matter of their own.
_ABOUT = frozenset({"joint_statement", "agree", "sign", "meet", "phone_call"})
_MATTER = frozenset({"on", "about", "over", "regarding", "concerning", "covering", "of"})
_DISCUSS = frozenset(
    {"discuss", "address", "cover", "outline", "mention", "include", "pledge", "call"}
)
_DISCUSS |= frozenset({"highlight", "emphasize", "emphasise", "reaffirm", "stress", "list", "set"})
# Nouns that take up a joint statement in the next sentence.
_TAKEN_UP = frozenset(
    {"announcement", "declaration", "document", "text", "pact", "accord", "agreement"}
)
_TAKEN_UP |= frozenset({"statement", "communique", "communiqué", "deal", "treaty"})


def with_topics(doc: Doc, events: Sequence[Event], topics: TopicFinder) -> list[Event]:
    """`events`, those with a subject matter together with its topics, the main ones first."""
    return [
        replace(event, topics=topics.rank(ranges))
        if event.type in _ABOUT and (ranges := list(_matter(doc, event)))
        else event
        for event in events
    ]


def _matter(doc: Doc, event: Event) -> Iterator[Range]:
    """The stretches that tell what `event` was about."""
    span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if span is None:
        return
    trigger = span.root
    heads = [trigger, *_objects(trigger)]
    for head in heads:
        yield from _complements(head, trigger, event)
    if event.type == "joint_statement":
        yield from _after_colon(trigger)
        yield from _taken_up(doc, trigger.sent)


def _objects(trigger: Token) -> list[Token]:
    """ "issued a statement on …": the noun that carries the matter."""
    if not is_verbal(trigger):
        return []
    return [t for t in children(trigger, "obj", "nsubj:pass") if t.pos_ == "NOUN"]


def _complements(head: Token, trigger: Token, event: Event) -> Iterator[Range]:
    joint = event.type in ("agree", "joint_statement")
    for child in head.children:
        if child.i < head.i or any(t.ent_type_ == "DATE" for t in child.subtree if t.head == child):
            continue
        kind = preposition(child)
        clause = child.dep_ in ("xcomp", "ccomp") and joint
        told = child.dep_ in ("acl", "acl:relcl") and child.lemma_.lower() in _DISCUSS
        noun = child.dep_.startswith(("nmod", "obl")) and child.pos_ != "NUM"
        phrase = noun and kind in _MATTER and (kind != "of" or head != trigger)
        agreed = event.type == "agree" and (child.dep_ == "obj" or (noun and kind == "to"))
        if clause or told or phrase or (agreed and head == trigger):
            yield child.left_edge.i, child.right_edge.i + 1


def _after_colon(trigger: Token) -> Iterator[Range]:
    """ "issued a joint statement: they agreed to …"."""
    sentence = trigger.sent
    for token in sentence:
        if token.text == ":" and token.i > trigger.i:
            yield token.i + 1, sentence.end
            return


def _taken_up(doc: Doc, sentence: Span) -> Iterator[Range]:
    """ "The announcement pledged …" in the sentence after."""
    if sentence.end >= len(doc):
        return
    following = doc[sentence.end].sent
    for token in following:
        known = token.lemma_.lower() in _TAKEN_UP or token.lemma_.lower() in reporting().messages
        definite = any(c.lower_ in ("the", "this", "their") for c in token.children)
        if known and definite and token.dep_.startswith("nsubj"):
            yield token.i + 1, following.end
            return
