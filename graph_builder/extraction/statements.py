"""Statements: who said what, to whom, about what, in direct and indirect speech.

`find_statements` reads content clauses first, then attributes the quotations that no clause
holds, and lays both down in text order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_builder.extraction.confidence import confidence_of
from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.speech import Quotes, Speech
from graph_builder.extraction.statements_clauses import ClauseReader
from graph_builder.extraction.statements_quoted import QuoteReader
from graph_builder.extraction.statements_release import released, spoken_turns
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.tokens import Doc, Span
from graph_builder.extraction.topics import TopicFinder
from graph_builder.extraction.transcripts import Transcript
from graph_builder.model import Evidence, Statement, Support, Time

_SAME_WORDS = 0.8
_SAME_CLAUSE = 8  # words of a paraphrase that is told again


def find_statements(
    doc: Doc,
    discourse: Discourse,
    times: Sequence[TimePhrase],
    topics: TopicFinder,
    transcript: Transcript,
) -> list[Statement]:
    """The statements of `doc` in text order, with ids s1, s2 …

    `times` are the article's temporal phrases; the one in a reporting clause dates its statement.
    `topics` ranks what the content is about; `transcript` holds the turns of labelled speech.
    Speakers, addressees and mentions are ids of the discourse's entities.
    """
    quotes = Quotes(doc, [(t.start, t.end) for t in transcript.turns if t.speaker is not None])
    clauses = ClauseReader(doc, discourse, quotes)
    reported = [speech for speech in clauses.read() if not _is_date(doc, speech)]
    taken = [q for speech in reported for q in quotes.within(speech.pieces)]
    reader = QuoteReader(doc, discourse, quotes, clauses.floor, transcript.named)
    quoted = list(reader.read(taken))
    turns = list(spoken_turns(transcript, quotes))
    signed = [] if turns else released(doc, discourse, quotes)
    told = _besides(turns, _outside(signed, [*reported, *quoted]))
    speeches = _distinct(doc, [*signed, *turns, *told])
    writer = _Writer(doc, quotes.text, discourse, times, topics)
    return [writer.statement(number, speech) for number, speech in enumerate(speeches, 1)]


def _is_date(doc: Doc, speech: Speech) -> bool:
    """Whether a chronology's date was taken for what is said: "16 January – Berg recalls X"."""
    words = [t for low, high in speech.pieces for t in doc[low:high] if not t.is_punct]
    return not speech.quotes and all(t.ent_type_ == "DATE" for t in words)


def _outside(signed: list[Speech], speeches: list[Speech]) -> list[Speech]:
    """Speech that no signed paragraph holds: within one, everything is its signer's word."""
    held = [piece for speech in signed for piece in speech.pieces]
    return [s for s in speeches if not any(a <= s.pieces[0][0] < b for a, b in held)]


def _besides(turns: list[Speech], speeches: list[Speech]) -> list[Speech]:
    """Speech that is no part of what its speaker says in a labelled turn anyway."""
    held = [(turn.pieces[0], turn.speaker) for turn in turns]
    return [
        s
        for s in speeches
        if not any(a <= s.pieces[0][0] < b and s.speaker is who for (a, b), who in held)
    ]


def _distinct(doc: Doc, speeches: list[Speech]) -> list[Speech]:
    """In text order, what is printed twice taken once."""
    kept: list[Speech] = []
    for speech in sorted(speeches, key=lambda s: s.pieces[0]):
        if kept and _goes_on(doc, kept[-1], speech):
            kept[-1].quotes += speech.quotes
            kept[-1].pieces += speech.pieces
            continue
        twin = next((k for k in kept if _same(doc, k, speech)), None)
        if twin is None:
            kept.append(speech)
        elif speech.quotes and not twin.quotes:
            kept[kept.index(twin)] = speech
        elif speech.quotes and _end(doc, twin) <= doc.text.find("\n") < _end(doc, speech):
            speech.others += [*twin.quotes, *twin.others]
            kept[kept.index(twin)] = speech  # a headline quotes a part of it
        else:
            twin.others += [*speech.quotes, *speech.others]
    return _without_headline(doc, kept)


def _without_headline(doc: Doc, speeches: list[Speech]) -> list[Speech]:
    """A headline's paraphrase of what the body reports in full is the same statement."""
    first = speeches[0] if speeches else None
    if first is None or first.quotes or not _in_headline(doc, first):
        return speeches
    told = _topical(doc, first)
    for other in speeches[1:]:
        if other.speaker is first.speaker and 2 * len(told & _topical(doc, other)) >= len(told):
            return speeches[1:]
    return speeches


def _in_headline(doc: Doc, speech: Speech) -> bool:
    head = doc.text.find("\n")
    if doc.text[:head].rstrip()[-1:] in (".", "”", '"'):
        return False  # a text without a headline opens with a sentence
    return 0 < _end(doc, speech) <= head


def _end(doc: Doc, speech: Speech) -> int:
    """Where the words of a speech end in the text."""
    last = doc[speech.pieces[-1][1] - 1]
    return last.idx + len(last.text)


def _topical(doc: Doc, speech: Speech) -> set[str]:
    return {
        t.lemma_.lower()
        for low, high in speech.pieces
        for t in doc[low:high]
        if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    }


def _goes_on(doc: Doc, a: Speech, b: Speech) -> bool:
    """Whether a dash or colon leads from a paraphrase to the speaker's own words: one statement."""
    if a.speaker is not b.speaker or a.whole or not b.whole:
        return False
    gap = doc[a.pieces[-1][1] : b.pieces[0][0]].text.strip(" \"“”'‘’")
    return (
        gap in ("–", "—", "--", "-", ":") and doc[a.pieces[-1][0]].sent == doc[b.pieces[0][0]].sent
    )


def _same(doc: Doc, a: Speech, b: Speech) -> bool:
    """Whether two speeches are one: of one speaker, the same words, or one inside the other."""
    if a.speaker is not b.speaker:
        return False
    if any(x[0] <= y[0] and y[1] <= x[1] for x in a.pieces for y in b.pieces):
        return True
    if bool(a.quotes) != bool(b.quotes):
        return False
    short, long = sorted((_words(doc, a), _words(doc, b)), key=len)
    if len(short) < (3 if a.quotes else _SAME_CLAUSE):
        return False
    return len(short & long) >= _SAME_WORDS * len(short)


def _words(doc: Doc, speech: Speech) -> set[str]:
    quoted = [(q.start, q.end) for q in speech.quotes]
    return {
        t.lower_
        for low, high in quoted or speech.pieces
        for t in doc.tokens[low:high]
        if t.text.isalnum() or any(map(str.isalnum, t.text))
    }


# ---- one statement ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    """Lays down speeches of one article as statements."""

    doc: Doc
    text: str
    discourse: Discourse
    times: Sequence[TimePhrase]
    topics: TopicFinder

    def statement(self, number: int, speech: Speech) -> Statement:
        """`speech` as the statement with id s`number`."""
        direct = bool(speech.quotes)
        content = " ".join(self.doc[low:high].text for low, high in speech.pieces)
        quoted = (self.text[q.span.start : q.span.end] for q in speech.quotes)
        quote = " ".join(quoted) if direct else content
        time, dated = self._time(speech)
        return Statement(
            id=f"s{number}",
            speaker=speech.speaker.id,
            kind="direct" if direct else "indirect",
            quote=quote,
            content=quote if speech.whole else content,
            addressee=speech.addressee.id if speech.addressee is not None else None,
            topics=self.topics.rank(speech.pieces, speech.speaker, self._context(speech)),
            mentions=self._mentions(speech),
            date=time.date,
            time=time,
            evidence=tuple(self._evidence(speech, dated)),
            confidence=confidence_of(speech, self.discourse),
            rule=speech.rule,
        )

    def _context(self, speech: Speech) -> list[tuple[int, int]]:
        """What the words may be about: whom they are said of, and the sentence before them."""
        objects = (c for c in speech.verb.children if c.dep_ == "obj") if speech.verb else ()
        spoken_of = [c for c in objects if not _inside(c.i, speech)]
        ranges = [(c.left_edge.i, c.right_edge.i + 1) for c in spoken_of]
        sentence = self.doc[speech.pieces[0][0]].sent
        if sentence.start:
            before = self.doc[sentence.start - 1].sent
            ranges.append((before.start, before.end))
        return ranges

    def _mentions(self, speech: Speech) -> tuple[str, ...]:
        """The actors whom the content speaks of, in order, without the speaker."""
        found: dict[str, None] = {}
        for low, high in speech.pieces:
            for reference in self.discourse.references(low, high):
                found.update((e.id, None) for e in reference.entities if e.id)
        found.pop(speech.speaker.id, None)
        return tuple(found)

    def _time(self, speech: Speech) -> tuple[Time, Span | None]:
        """The time that the reporting clause gives, and the words it stands in."""
        verb = speech.verb
        if verb is None:
            return Time(), None
        inside = {i for low, high in speech.pieces for i in range(low, high)}
        for phrase in self.times:
            host = phrase.host
            beside = host.head == verb and not host.dep_.startswith(("nsubj", "obj"))
            if phrase.start in inside or phrase.time.start is None:
                continue
            if host == verb or beside:
                return phrase.time, self.doc[phrase.start : phrase.end]
        return Time(), None

    def _evidence(self, speech: Speech, dated: Span | None) -> Iterator[Evidence]:
        """The sentence that says it first, then speaker, quoted words and date where they stand."""
        low = speech.pieces[0][0]
        sentence = _evidence(self.doc[speech.verb.i if speech.verb is not None else low].sent)
        yield sentence
        if speech.source is not None:
            yield _evidence(self.doc[speech.source[0] : speech.source[1]], "speaker")
        for quote in speech.quotes:
            start, end = quote.span.start, quote.span.end
            yield Evidence(start, end, self.text[start:end], ("quote",))
        for piece in () if speech.whole else speech.pieces:
            content = _evidence(
                self.doc[piece[0] : piece[1]], "trigger" if speech.quotes else "quote"
            )
            held = sentence.start <= content.start and content.end <= sentence.end
            if not (speech.quotes and held):
                yield content
        for quote in speech.others:
            yield _evidence(self.doc[quote.start : quote.end])
        if dated is not None:
            yield _evidence(dated, "date")


def _inside(i: int, speech: Speech) -> bool:
    return any(low <= i < high for low, high in speech.pieces)


def _evidence(span: Span, support: Support = "trigger") -> Evidence:
    """A span as evidence, without the blank space around it."""
    text = span.text
    start = span.start_char + len(text) - len(text.lstrip())
    text = text.strip()
    return Evidence(start, start + len(text), text, (support,))
