"""Whether anything was said: "did not say", "might say", "is expected to say"."""

from graph_builder.extraction.attribution import Clause
from graph_builder.extraction.frames import child
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quotes
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.status_unreal import falsely_told
from graph_builder.extraction.tokens import Token

_DENYING = NEGATIONS | {"without"}
_UNREAL = frozenset({"would", "could", "should", "might", "may", "can", "must"})
_HEARSAY = frozenset("say report believe understand think allege rumour rumor".split())
_MARKS = frozenset({"if", "unless", "whether"})
_ADJACENT = 3  # tokens


def is_denied(clause: Clause, quotes: Quotes) -> bool:
    """Whether nothing was said: "did not say", "declined to say", "is expected to say"."""
    verb = clause.verb
    if not _DENYING.isdisjoint(verb.below) and any(
        t.lower_ in _DENYING for t in _beside(verb, quotes)
    ):
        return True  # "without saying where"
    governed = verb.dep_ in ("xcomp", "ccomp", "acl", "csubj")
    if governed and verb.tag_ == "VBN" and child(verb.head, "aux:pass") is not None:
        return verb.head.lemma_ in _HEARSAY  # "is reported to have told them that …"
    return governed and verb.tag_ == "VB" and verb.head.lemma_.lower() in reporting().ahead


def is_unreal(clause: Clause, quotes: Quotes) -> bool:
    """Whether the saying is only possible: "might say", "if he says"; not "would only say"."""
    if falsely_told(clause.verb.head):
        return True  # "it was wrongly reported that she said"
    verb = clause.verb
    if not _UNREAL.isdisjoint(verb.below):
        beside = _beside(verb, quotes)
        only = any(t.lower_ == "only" for t in (*beside, *clause.verb.doc[clause.verb.i + 1 :][:1]))
        if any(t.lower_ in _UNREAL and t.dep_ == "aux" for t in beside) and not only:
            return True
    if _MARKS.isdisjoint(verb.below):
        return False
    return any(c.lower_ in _MARKS and c.dep_ == "mark" for c in verb.children)


def _beside(verb: Token, quotes: Quotes) -> list[Token]:
    """The verb's dependents just before it; parsers also hang words of the quotation on it."""
    near = (c for c in verb.children if 0 < verb.i - c.i <= _ADJACENT)
    return [c for c in near if quotes.at(c.i) is None]
