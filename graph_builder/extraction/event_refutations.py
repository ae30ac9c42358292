"""Events told by somebody whose telling is refuted in a sentence of its own.

"State radio said that the two had met. The palace denied the report." What is refuted in the same
sentence is judged there (`graph_builder.extraction.status_unreal`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.frames import child, children, is_verbal
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.status_unreal import REFUTE, TALES, refutation
from graph_builder.extraction.tokens import Doc, Token

# Verbs under which somebody tells of an event, in the clause that they take.
_TELLING = frozenset(
    "report say claim allege write broadcast tell announce suggest assert state publish".split()
)
_KNOWN = frozenset({"the", "this", "that", "these", "those", "such"})
_IT = frozenset({"it", "this", "that"})
# "It" that is rejected or dismissed may be the accord or offer told, but no encounter.
_TURN_DOWN = frozenset({"reject", "dismiss", "quash", "dispute", "rubbish"})
_NEVER_OFFERED = frozenset({"meet", "phone_call", "visit"})


def refute(doc: Doc, mentions: Sequence[Mention]) -> None:
    """Deny the events of the sentence before one that refutes what was told there."""
    for word in _refuting(doc):
        if word.sent.start == 0:
            continue
        before = doc[word.sent.start - 1].sent
        for mention in mentions:
            here = before.start <= mention.trigger.i < before.end
            if not here or mention.verdict.status == "denied":
                continue
            content = _told_clause(mention.trigger)
            if content is not None and _is_meant(word, mention, content):
                cues = (*mention.verdict.cues, word)
                mention.verdict = replace(mention.verdict, status="denied", cues=cues)


def _refuting(doc: Doc) -> Iterator[Token]:
    """The words that refute a tale told before: "denied the report", "dismissed it"."""
    for tale in doc.of_lemma(*TALES):
        determiner = child(tale, "det")
        known = determiner is not None and determiner.lower_ in _KNOWN
        if known and not children(tale, "acl", "acl:relcl", "ccomp", "nmod"):
            found = refutation(tale)
            if found is not None:
                yield found
    for verb in doc.of_lemma(*REFUTE):
        thing = child(verb, "obj") if is_verbal(verb) else None
        negated = any(c.lower_ in NEGATIONS for c in verb.children)
        if thing is not None and thing.lower_ in _IT and not negated:
            yield verb


def _is_meant(verb: Token, mention: Mention, content: Token) -> bool:
    """Whether "denied it" denies an event: the only one told, and none that one could decline."""
    thing = child(verb, "obj")
    if thing is None or thing.lower_ not in _IT:
        return True
    alone = not any(is_verbal(c) for c in children(content, "conj"))
    return alone and (verb.lemma_ not in _TURN_DOWN or mention.type in _NEVER_OFFERED)


def _told_clause(trigger: Token) -> Token | None:
    """The clause of an event that a verb of telling takes."""
    token = trigger
    for above in trigger.ancestors:
        if token.dep_ in ("ccomp", "parataxis") and above.lemma_.lower() in _TELLING:
            return token
        token = above
    return None
