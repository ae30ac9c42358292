"""Whom the sentences around a quotation tell: the one that leads up to it, the one after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_builder.extraction.attribution import Clause
from graph_builder.extraction.attribution_recent import SINGULAR
from graph_builder.extraction.attribution_speakers import actor_at
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child, frame_of, is_verbal
from graph_builder.extraction.reporting import reporting, reporting_verbs
from graph_builder.extraction.speech import Quote, Quotes
from graph_builder.extraction.statements_ranges import Range
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Doc, Span, Token

# "X spoke to reporters", "X was addressing a rally", "X made the remarks in Y".
_SPEAKING = frozenset({"speak", "talk", "address", "comment", "testify"})
_MAKING = frozenset({"make", "deliver", "give"})
# Between a report and its quotation.
GLUE = frozenset({",", "-", "–", "—", "--", ":"})
_SAME_WORDS = 0.8
_BEING = frozenset({"is", "was", "'s", "’s"})
_NOT_NOW = NEGATIONS | {"will", "would"}


@dataclass(slots=True, eq=False)
class Found:
    """Who speaks a quotation, told by a reporting clause or by other words at tokens `source`."""

    speaker: Entity
    rule: str
    source: tuple[int, int]
    clause: Clause | None = None


def by_clause(clause: Clause, speaker: Entity | None, rule: str) -> Found | None:
    """What a reporting clause tells, if it tells who speaks."""
    if speaker is None:
        return None
    return Found(speaker, rule, (clause.start, clause.end), clause)


def same_words(doc: Doc, a: Quote, b: Quote) -> bool:
    """Whether two quotations print the same words, more or less."""
    one = {t.lower_ for t in doc[a.start : a.end] if t.is_alpha}
    other = {t.lower_ for t in doc[b.start : b.end] if t.is_alpha}
    return bool(one) and len(one & other) >= _SAME_WORDS * max(len(one), len(other))


def past_how(doc: Doc, i: int, stop: int) -> int:
    """Over "that is how" in "“…”: that is how X described it"; `i` itself for anything else."""
    words = [t.lower_ for t in doc[i : min(i + 3, stop)]]
    how = words.index("how") if "how" in words else 0
    return i + how + 1 if how and words[how - 1] in _BEING else i


def giver(words: Token, discourse: Discourse) -> Entity | None:
    """ "X gave the following answer: …": who hands words out right before they are quoted."""
    verb = words.head if words.dep_ == "obj" and is_verbal(words.head) else None
    if verb is not None and verb.lemma_.lower() in reporting().receiving:
        return None
    subject = frame_of(verb).subject if verb is not None else None
    found = discourse.resolve(subject) if subject is not None else ()
    return found[0] if len(found) == 1 and found[0].id and found[0].type != "group" else None


def presented(quote: Quote, pronoun: Token, discourse: Discourse) -> Entity | None:
    """Of "X shook her head: “…,” she said": X, whatever the parser joined."""
    lead = discourse.doc[max(quote.outer_start - 1, 0)]
    if lead.text not in GLUE or lead.text == "," or pronoun.lower_ not in SINGULAR:
        return None
    before = discourse.references(lead.sent.start, lead.i)
    people = {e for r in before for e in r.entities if e.type == "person" and e.id}
    person = people.pop() if len(people) == 1 else None
    fits = person is not None and person.may_be(SINGULAR[pronoun.lower_])
    return person if fits else None


def leading_sentence(quote: Quote, quotes: Quotes) -> Span | None:
    """The words before a colon in front of the quotation, else the sentence before it."""
    doc, i = quotes.doc, quote.outer_start - 1
    while i > 0 and doc[i].is_space:
        i -= 1
    if i <= 0:
        return None
    if doc[i].text == ":":
        low = doc[i].sent.start
        stops = (j + 1 for j in range(i - 1, low - 1, -1) if doc[j].is_space or quotes.at(j))
        span = doc[next(stops, low) : i]
        return span if len(span) else None
    far = quote.span.paragraph - quotes.paragraph_of(i) > 1
    if far or quotes.at(i) is not None or doc[i].text not in ".!?":
        return None
    # The parser may have taken the quotation into the sentence before it.
    sentence = doc[doc[i].sent.start : i + 1]
    return None if any(quotes.at(t.i) for t in sentence) else sentence


def hands_on(sentence: Span, clauses: Mapping[int, Clause]) -> bool:
    """Whether an inner report leads to what follows: "X said the premier had told her: “…”"."""
    first, say = None, reporting().say
    for i in range(sentence.start, sentence.end):
        clause = clauses.get(i)
        if clause is None or clause.lemma not in say:
            continue
        if first is not None and clause.end >= sentence.end - 1:
            return clause.subject is not first.subject
        first = first or clause
    return False


def subject_of(
    sentence: Span, discourse: Discourse, clauses: Mapping[int, Clause]
) -> tuple[Entity, bool] | None:
    """The one person whom a sentence before a quotation is about, and whether he speaks in it.

    `clauses` are those of reporting verbs.
    """
    root, lists = sentence.root, reporting()
    lemma = root.lemma_.lower()
    speaks = lemma in reporting_verbs() or lemma in lists.manner
    thing = child(root, "obj")
    words = thing is not None and thing.lemma_.lower() in lists.messages | lists.utterances
    # "X received this answer: “…”"
    gets = lemma in lists.receiving and (words or sentence[-1].text not in ".!?")
    subject = child(root, "nsubj", "nsubj:pass") if not gets else None
    if subject is None or (speaks and hands_on(sentence, clauses)):
        return None
    found = discourse.resolve(subject)
    if speaks and not found:
        told = actor_at(subject, discourse)
        found = (told,) if told is not None else ()
    person = len(found) == 1 and found[0].type == "person" and found[0].id
    return (found[0], speaks) if person else None


def speaking_next(
    quote: Quote, quotes: Quotes, discourse: Discourse
) -> tuple[Entity, Range] | None:
    """Who is told to speak right after a quotation that opens its paragraph, and where."""
    doc, i = quotes.doc, quote.outer_end
    if any(not t.is_space for t in doc[quotes.paragraph_start(quote) : quote.outer_start]):
        return None
    while i < len(doc) and doc[i].is_space:
        i += 1
    if (
        i >= len(doc)
        or quotes.at(i) is not None
        or quotes.paragraph_of(i) > quote.span.paragraph + 1
    ):
        return None
    root = doc[i].sent.root
    if root.lemma_ == "word" and doc[i].lower_ in ("these", "those", "such"):
        return _whose_words(root, discourse)
    words = child(root, "obj")
    made = root.lemma_ in _MAKING and words is not None
    texts = reporting().messages | reporting().speeches
    speaks = made and words is not None and words.lemma_.lower() in texts
    opened = [t.lower_ for t in doc[i : i + 3]]  # "“…” With these words X opened the session"
    speaks = speaks or (opened[:1] == ["with"] and opened[2:] in (["words"], ["remarks"]))
    subject = child(root, "nsubj")
    if subject is None or subject.i < i or not (speaks or root.lemma_ in _SPEAKING):
        return None
    if any(t.lower_ in _NOT_NOW for t in root.children):
        return None
    found = discourse.resolve(subject)
    person = len(found) == 1 and found[0].type == "person" and found[0].id
    return (found[0], (subject.left_edge.i, root.i + 1)) if person else None


def _whose_words(words: Token, discourse: Discourse) -> tuple[Entity, Range] | None:
    """ "“…” Those were the words of X": X."""
    owner = child(words, "nmod", "nmod:poss")
    found = discourse.resolve(owner) if owner is not None else ()
    if owner is None or len(found) != 1 or found[0].type != "person" or not found[0].id:
        return None
    return found[0], (words.sent.start, owner.right_edge.i + 1)
