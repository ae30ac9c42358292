"""First-person releases: a statement that somebody signs, spoken from paragraph to paragraph.

"Statement by Foreign Minister X" and letters signed by X hold X's words without quotation marks,
and so do the labelled turns of a transcript; each paragraph counts as one direct statement.
"""

from collections.abc import Iterator

from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.quotes import Quotation
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quote, Quotes, Speech
from graph_builder.extraction.statements_ranges import Range
from graph_builder.extraction.tokens import Doc, Span
from graph_builder.extraction.transcripts import Transcript

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us", "myself", "ourselves"})
_FROM = frozenset({"by", "from", "of"})
_STOPS = frozenset('.!?”"’')
_SHORTEST = 5  # words of a paragraph that says something
_LONGEST_SIGNATURE = 14  # tokens
_SIGNATURE_LINES = 4


def released(doc: Doc, discourse: Discourse, quotes: Quotes) -> list[Speech]:
    """The paragraphs of a first-person release as its signer's words; [] for other articles."""
    own = [t.i for t in doc.words(*_FIRST_PERSON) if quotes.at(t.i) is None]
    if not own:
        return []
    stretches = [
        span
        for start, end in quotes.paragraphs
        if (span := doc.char_span(start, end, alignment_mode="expand")) is not None
    ]
    told = [span for span in stretches[1:] if span[-1].text in _STOPS and len(span) > _SHORTEST]
    spoken = [span for span in told if _is_first_person(span, own, quotes)]
    if not spoken or 2 * len(spoken) < len(told):
        return []
    signer = _signer(stretches, discourse)
    return [_speech(span, signer) for span in spoken] if signer is not None else []


def _is_first_person(span: Span, own: list[int], quotes: Quotes) -> bool:
    if not any(span.start <= i < span.end for i in own):
        return False
    return sum(t.is_alpha and quotes.at(t.i) is None for t in span) >= _SHORTEST


def _signer(stretches: list[Span], discourse: Discourse) -> Reference | None:
    """Where the issuer of the text is told: in its headline, or in the lines under it."""
    heading = stretches[0]
    titled = [t for t in heading if t.lemma_.lower() in reporting().speeches]
    for noun in titled:
        for token in heading.doc[noun.i + 1 : heading.end]:
            if token.lower_ in _FROM:
                rest = heading.doc[token.i + 1 : heading.end]
                signer = next(_named(rest, discourse), None) or _described(rest, discourse)
                bylined = any(span[0].lower_ == "by" for span in stretches[1:3])
                column = noun.lower_ == "letter" and token.lower_ == "from"
                if column and (bylined or _is_place(rest, discourse)):
                    return None  # "Letter from Port Vell. By A. B.": a correspondent's column
                if signer is not None:
                    return signer
    for last in reversed(stretches[-_SIGNATURE_LINES:]):
        if len(last) <= _LONGEST_SIGNATURE and last[-1].text not in _STOPS:
            signer = next(_named(last, discourse), None)
            if signer is not None and signer.entities[0].type == "person":
                return signer
    return None


def _is_place(span: Span, discourse: Discourse) -> bool:
    """Whether a phrase opens with the name of a place or a capital."""
    first = next((t for t in span if t.lower_ != "the"), None)
    reference = discourse.reference(first) if first is not None else None
    if reference is not None and not reference.place:
        return all(e.type == "country" for e in reference.entities)
    return first is not None and (reference is not None or first.ent_type_ in ("LOC", "GPE"))


def _described(span: Span, discourse: Discourse) -> Reference | None:
    """ "Statement by the Prime Minister": whoever that is in the article."""
    for token in span:
        if token.pos_ in ("NOUN", "PROPN"):
            found = discourse.resolve(token, introduce=True)
            if len(found) == 1 and found[0].id and found[0].type != "country":
                return discourse.reference(token)
    return None


def _named(span: Span, discourse: Discourse) -> Iterator[Reference]:
    for token in span:
        reference = discourse.reference(token)
        heads = reference is not None and reference.head == token.i and not reference.place
        if reference is not None and heads and len(reference.entities) == 1:
            entity = reference.entities[0]
            if entity.named and entity.type != "country":
                yield reference


def spoken_turns(transcript: Transcript, quotes: Quotes) -> Iterator[Speech]:
    """The turns of a transcript as their speakers' words; marked ones have their own reader."""
    for turn in transcript.turns:
        if turn.speaker is None or not turn.speaker.id or quotes.at(turn.start) is not None:
            continue
        marked = quotes.doc[turn.start].is_quote  # an interview's answer
        span = quotes.doc[turn.start + marked : turn.end - marked]
        if (marked or span[-1].text in _STOPS) and sum(t.is_alpha for t in span) > 1:
            yield _words_of(span, turn.speaker, turn.source, "quote-label")


def _speech(span: Span, signer: Reference) -> Speech:
    return _words_of(span, signer.entities[0], (signer.start, signer.end), "release")


def _words_of(span: Span, speaker: Entity, source: Range, rule: str) -> Speech:
    tokens = [t.i for t in span if not t.is_space]
    start, end = tokens[0], tokens[-1] + 1
    low, high = span.doc[start].idx, span.doc[end - 1].idx + len(span.doc[end - 1].text)
    words = sum(t.is_alpha for t in span)
    quote = Quote(-1, start, end, start, end, words, Quotation(low, high, low, high, 0))
    return Speech(speaker, [(start, end)], [quote], True, rule, None, source)
