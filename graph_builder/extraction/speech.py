"""What a reported utterance is before it becomes a statement, and where quotations stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.quotes import Quotation, find_quotations, paragraphs
from graph_builder.extraction.tokens import Doc, Token

# Quoted words that make a quotation; fewer are a scare quote or part of the paraphrase.
SHORTEST_QUOTE = 4
_LONG_WORD = 4  # letters; shorter words stay small in titles of works


@dataclass(slots=True, eq=False)
class Quote:
    """A quotation at tokens [start, end); [outer_start, outer_end) includes its marks."""

    number: int
    start: int
    end: int
    outer_start: int
    outer_end: int
    words: int
    span: Quotation

    @property
    def counts(self) -> bool:
        """Whether it is long enough to be taken as somebody's words."""
        return self.words >= SHORTEST_QUOTE


@dataclass(slots=True, eq=False)
class Speech:
    """Words handed over to a speaker.

    `pieces` are the token ranges of what is said, in text order; `quotes` the quotations that are
    (in) it; `whole` says that the quotations are all of it, not fragments in a paraphrase.
    `verb` hands it over, `source` is the token range that tells the speaker, `rule` how it was
    found. `others` are further places that print the same words.
    """

    speaker: Entity
    pieces: list[tuple[int, int]]
    quotes: list[Quote]
    whole: bool
    rule: str
    verb: Token | None = None
    source: tuple[int, int] | None = None
    addressee: Entity | None = None
    others: list[Quote] = field(default_factory=list)


class Quotes:
    """The quotations of a Doc by token; none are the token ranges `answers` of an interview.

    What stands between marks within these is one all the same.
    """

    def __init__(self, doc: Doc, answers: Sequence[tuple[int, int]] = ()) -> None:
        self.doc = doc
        self.text = doc.text
        self.paragraphs = paragraphs(doc.text)
        marked = [(a, b) for a, b in answers if doc[a].is_quote and doc[b - 1].is_quote]
        inside = {doc.offsets[a]: (doc.offsets[a + 1], doc.offsets[b - 1]) for a, b in marked}
        pieces = [inside.get(start, (start, end)) for start, end in self.paragraphs]
        self.all: list[Quote] = []
        by_token: dict[int, Quote] = {}
        self.at: Callable[[int], Quote | None] = by_token.get
        """The quotation that a token (its index), or its mark, belongs to."""
        self._starts = doc.offsets
        for quotation in find_quotations(self.text, pieces):
            quote = self._placed(len(self.all), quotation)
            if quote is not None:
                self.all.append(quote)
                by_token.update(dict.fromkeys(range(quote.outer_start, quote.outer_end), quote))
        self._first_words = [quote.start for quote in self.all]
        self._paragraph_ends = [end for _, end in self.paragraphs]

    def ending_before(self, i: int) -> Quote | None:
        """The quotation that ends just before token `i`, a comma or dash between them aside."""
        i -= 1
        while i >= 0 and self.at(i) is None and self.doc[i].text in (",", "-", "–", "—", "--"):
            i -= 1
        return self.at(i) if i >= 0 else None

    def within(self, ranges: Iterable[tuple[int, int]]) -> list[Quote]:
        """The quotations that lie in one of the token ranges."""
        starts = self._first_words
        near = {
            n
            for a, b in ranges
            for n in range(bisect_left(starts, a), bisect_left(starts, b))
            if self.all[n].end <= b
        }
        return [self.all[n] for n in sorted(near)]

    def paragraph_of(self, i: int) -> int:
        """The number of the paragraph that token `i` stands in."""
        return bisect_left(self._paragraph_ends, self.doc[i].idx)

    def paragraph_start(self, quote: Quote) -> int:
        """The first token of the paragraph that a quotation stands in."""
        start = self.paragraphs[quote.span.paragraph][0]
        first = bisect_left(self._starts, start)
        return first if first <= quote.start else 0

    def paragraph_end(self, quote: Quote) -> int:
        """The token behind the paragraph that a quotation stands in."""
        end = self.paragraphs[quote.span.paragraph][1]
        return bisect_left(self._starts, end, quote.end)

    def _placed(self, number: int, quotation: Quotation) -> Quote | None:
        low = max(bisect_right(self._starts, quotation.outer_start) - 1, 0)
        high = bisect_left(self._starts, quotation.outer_end)
        tokens = [t for t in self.doc.tokens[low:high] if not t.is_space]
        tokens = [t for t in tokens if t.idx + len(t.text) > quotation.outer_start]
        inner = [
            t for t in tokens if t.idx + len(t.text) > quotation.start and t.idx < quotation.end
        ]
        if not inner:
            return None
        words = sum([t.text.isalnum() or any(map(str.isalnum, t.text)) for t in inner])
        words -= sum(t.text in ("'s", "’s", "n't", "n’t") for t in inner)
        if _is_title(inner):
            words = 0
        start, end = inner[0].i, inner[-1].i + 1
        return Quote(number, start, end, tokens[0].i, tokens[-1].i + 1, words, quotation)


def _is_title(quoted: Sequence[Token]) -> bool:
    """Whether quoted words are the title of a work, each capitalised: no speech."""
    long = [t for t in quoted if len(t.text) >= _LONG_WORD and t.is_alpha]
    ends = quoted[-1].text in ".!?,"
    names = sum(t.pos_ == "PROPN" for t in long)
    return len(long) > 1 and all(t.is_title for t in long) and not (ends and names == len(long))
