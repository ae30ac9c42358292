"""The words of an annotated article, taken over from spaCy once.

Extraction asks its words for heads, lemmas and children hundreds of thousands of times per
article, and spaCy makes a new object or string at each of these look-ups. `Doc.of` copies what is
needed into plain Python objects, which costs far less. Names and meanings are spaCy's
(https://spacy.io/api); only what extraction uses exists here.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, count, pairwise, repeat
from operator import attrgetter
from typing import Any, Literal, TypeVar, overload

import spacy.tokens

from graph_builder.extraction.attachment import set_right
from graph_builder.extraction.strings import Labels, Spelling, columns, grouped, text_of
from graph_builder.extraction.tree import set_tree
from graph_builder.reading.detected_events import DetectedEvent
from graph_builder.reading.predicates import Predicate

T = TypeVar("T")
_NONE: list["Token"] = []  # the children of most words; never added to
_NOTHING: set[str] = set()  # what is asked of these; never added to, either
_i, _depth = attrgetter("i"), attrgetter("depth")
_form, _lemma = attrgetter("lower_"), attrgetter("lemma_")
QUOTATION_MARKS = frozenset([*"\"'`«»‘’‚‛“”„‟‹›❮❯", "''", "``"])


class Token:
    """One word, one object: `==` and hashing go by identity.

    `children` are in text order; `left_edge` and `right_edge` bound the words below this one
    (`low` and `high` are their places), and `depth` counts the words above it, `size` those below
    and itself. The root of a sentence is its own `head`. `below` are its children's words in lower
    case, `relations` theirs to it: these sets rule most questions about them out.
    """

    __slots__ = (
        *("doc", "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_"),
        *("ent_type_", "ent_iob_", "verbal", "is_punct", "is_space", "like_num"),
        *("head", "children", "low", "high", "depth", "size", "sent", "below", "relations"),
    )
    head: "Token"
    children: list["Token"]
    below: set[str]
    relations: set[str]
    depth: int
    sent: "Span"

    def __init__(  # noqa: PLR0913, PLR0917 - a word's attributes in one call
        self, doc: "Doc", i: int, idx: int, spelling: Spelling, lemma: str, labels: Labels
    ) -> None:
        self.doc = doc
        self.i, self.idx, self.lemma_ = i, idx, lemma
        self.text, self.lower_, self.is_punct, self.is_space, self.like_num = spelling
        self.pos_, self.tag_, self.dep_, self.ent_type_, self.ent_iob_, self.verbal = labels
        self.children = _NONE
        self.low = self.high = i
        self.size = 1
        self.below = self.relations = _NOTHING

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def left_edge(self) -> "Token":
        """The first word of those below this one and itself."""
        return self.doc.tokens[self.low]

    @property
    def right_edge(self) -> "Token":
        """The last word of those below this one and itself."""
        return self.doc.tokens[self.high]

    @property
    def subtree(self) -> Sequence["Token"]:
        """The word and all below it, in text order."""
        between = self.doc.tokens[self.low : self.high + 1]
        if len(between) == self.size:
            return between
        return [t for t in between if t is self or self.is_ancestor(t)]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """The words above, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: "Token") -> bool:
        """Whether `descendant` is below this word."""
        for _ in range(descendant.depth - self.depth):
            descendant = descendant.head
            if descendant is self:
                return True
        return False

    def nbor(self, offset: int = 1) -> "Token":
        """The word `offset` places further on. Raises `IndexError` before the text."""
        i = self.i + offset
        if i < 0:
            raise IndexError(i)
        return self.doc[i]

    @property
    def whitespace_(self) -> str:
        """The blank behind the word, if there is one."""
        return self.doc.text[self.idx + len(self.text) : self.doc.offset(self.i + 1)]

    @property
    def is_quote(self) -> bool:
        """Whether the word is a quotation mark."""
        return self.text in QUOTATION_MARKS

    @property
    def is_alpha(self) -> bool:
        """Whether all characters are letters."""
        return self.text.isalpha()

    @property
    def is_title(self) -> bool:
        """Whether the word is lower-cased but for an initial capital."""
        return self.text.istitle()

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins here."""
        return self.sent.start == self.i

    @property
    def text_with_ws(self) -> str:
        """The word and the blank behind it."""
        return self.text + self.whitespace_


@dataclass(slots=True, unsafe_hash=True, repr=False)
class Span:
    """The words `start` … `end` (exclusive) of a Doc; equal where their places are."""

    doc: "Doc"
    start: int
    end: int

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> "Span": ...
    def __getitem__(self, key: int | slice) -> "Token | Span":
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[range(self.start, self.end)[key]]

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def start_char(self) -> int:
        """Where its first word begins in the text."""
        return self.doc.offset(self.start)

    @property
    def end_char(self) -> int:
        """Where its last word ends in the text."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they stand in the text."""
        if self.start >= self.end:
            return ""
        first, last = self.doc.tokens[self.start], self.doc.tokens[self.end - 1]
        return self.doc.text[first.idx : last.idx + len(last.text)]

    @property
    def root(self) -> Token:
        """The highest word in the tree, the first of several; of none, the word behind."""
        return self.doc.head_of(self.start, max(self.end, self.start + 1))

    @property
    def sent(self) -> "Span":
        """The sentence of its first word."""
        return self.doc.tokens[self.start].sent

    @property
    def ents(self) -> list["Span"]:
        """The model's names that stand wholly inside."""
        return [e for e in self.doc.ents if self.start <= e.start and e.end <= self.end]


def _distance(token: Token) -> int:
    """How far below its sentence's root a word stands; a mark that nothing hangs on is last."""
    if token.depth and (token.is_punct or token.is_space) and not token.children:
        return len(token.doc)
    return token.depth


class Doc:
    """An article's words, sentences, names (`ents`) and predicates, by position.

    Behind the last word stands a line feed: so whoever looks a word ahead need not ask whether the
    text goes on.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.offsets: Sequence[int] = ()  # where each word begins in the text
        self.sents: list[Span] = []
        self.ents: list[Span] = []
        self.predicates: Sequence[Predicate] = ()
        self.predicate_at: Mapping[int, Predicate] = {}
        self.detected_events: Sequence[DetectedEvent] = ()
        # What `once_per_word` remembers.
        self.answers: dict[Any, dict[Token, Any]] = defaultdict(dict)

    @classmethod
    def of(cls, annotated: spacy.tokens.Doc, text: str | None = None) -> "Doc":
        """What extraction needs of a Doc that the reading pipeline made of a text (that `text`)."""
        spellings, lemmas, labels, offsets, spaces, heads, starts = columns(annotated)
        doc = cls(text_of(spellings, spaces) if text is None else text)
        doc.offsets = offsets
        doc.tokens = list(map(Token, repeat(doc), count(), offsets, spellings, lemmas, labels))
        set_tree(doc.tokens, set_right(doc.tokens, heads))
        doc.sents = _set_sentences(doc, starts)
        doc.ents = _entities(doc)
        doc.predicates = annotated._.predicates
        doc.detected_events = annotated._.detected_events
        doc.predicate_at = {p.i: p for p in doc.predicates if not p.sense.endswith(".UD")}
        return doc

    def close(self) -> None:
        """Take the words apart when they are done with: as they point at one another, only the
        search for garbage would free them, at some cost."""
        nothing: Any = None  # assigning is cheaper than deleting
        for token in self.tokens:
            token.head = nothing
        vars(self).clear()

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self.tokens))
            return Span(self, start, end if end > start else start)
        return self.tokens[key] if key < len(self.tokens) else self.behind

    @cached_property
    def behind(self) -> Token:
        """The line feed behind the last word."""
        end, feed = len(self.tokens), "\n"
        labels = ("SPACE", "_SP", "dep", "", "O", False)
        token = Token(self, end, len(self.text), (feed, feed, False, True, False), feed, labels)
        token.head, token.depth, token.sent = token, 0, Span(self, end, end)
        return token

    def head_of(self, start: int, end: int) -> Token:
        """The highest of the words `start` … `end` in the tree, the first of several."""
        if end == start + 1:
            return self[start]
        words = self.tokens[start:end]
        top = min(words, key=_depth)
        return min(words, key=_distance) if top.is_punct or top.is_space else top

    def words(self, *forms: str) -> list[Token]:
        """The words that are written as one of these, in lower case; in text order."""
        return _under(forms, self._by_form)

    def of_lemma(self, *lemmas: str) -> list[Token]:
        """The words with one of these lemmas, in lower case; in text order."""
        return _under(lemmas, self._by_lemma)

    def of_lemmas(self, lemmas: Set[str]) -> list[Token]:
        """As `of_lemma`, for long lists: only what the text has of them is looked at."""
        return _under(self._by_lemma.keys() & lemmas, self._by_lemma)

    @cached_property
    def forms(self) -> list[str]:
        """The words in lower case, by their places."""
        return list(map(_form, self.tokens))

    @cached_property
    def starts(self) -> list[int]:
        """The places where the sentences begin."""
        return [sentence.start for sentence in self.sents]

    @cached_property
    def ent_at(self) -> Mapping[int, Span]:
        """The names by the places of their words."""
        return {i: name for name in self.ents for i in range(name.start, name.end)}

    @property
    def vocabulary(self) -> Set[str]:
        """The words that occur, in lower case."""
        return self._by_form.keys()

    @cached_property
    def line_ends(self) -> list[int]:
        """The places of the words that hold a line feed, and the end of the text."""
        return [*(t.i for t in self.tokens if t.is_space and "\n" in t.text), len(self.tokens)]

    @cached_property
    def _by_form(self) -> Mapping[str, list[Token]]:
        return grouped(self.tokens, self.forms)

    @cached_property
    def _by_lemma(self) -> Mapping[str, list[Token]]:
        return grouped(self.tokens, map(str.lower, map(_lemma, self.tokens)))

    def phrase(self, start: int, end: int) -> str:
        """The words `start` … `end` (exclusive, at least one) as they stand in the text."""
        first, last = self.tokens[start], self.tokens[end - 1]
        return self.text[first.idx : last.idx + len(last.text)]

    def offset(self, i: int) -> int:
        """Where word `i` begins in the text; behind the last word, the end of the text."""
        return self.tokens[i].idx if i < len(self.tokens) else len(self.text)

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["contract", "expand"]
    ) -> Span | None:
        """The words inside (contract) or touched by (expand) a range of the text, if any."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        low, high = first.i, last.i + 1
        if alignment_mode == "contract":
            low += first.idx < start
            high -= end < last.idx + len(last.text)
            return Span(self, low, high) if low <= high - 1 else None
        low += start == first.idx + len(first.text)  # only the blank behind the word
        return Span(self, low, high)

    def _at(self, offset: int) -> Token | None:
        """The word, or the blank behind it, at an offset of the text."""
        i = bisect_right(self.offsets, offset) - 1
        return self.tokens[i] if i >= 0 and offset < self.offset(i + 1) else None


def _under(keys: Collection[str], groups: Mapping[str, list[Token]]) -> list[Token]:
    found = [groups[key] for key in keys if key in groups]  # often one, in text order as it is
    return found[0].copy() if len(found) == 1 else sorted(chain.from_iterable(found), key=_i)


def _entities(doc: Doc) -> list[Span]:
    """The model's names, by where each begins and goes on."""
    found = []
    for token in [t for t in doc.tokens if t.ent_iob_ == "B" and t.ent_type_]:
        end = token.i + 1
        while end < len(doc.tokens) and doc.tokens[end].ent_iob_ == "I":
            end += 1
        found.append(Span(doc, token.i, end))
    return found


def _set_sentences(doc: Doc, starts: Sequence[int]) -> list[Span]:
    """The sentences, told to their words; a sentence begins where `starts` is 1."""
    first = list(compress(count(), map((1).__eq__, starts)))
    before = [0] if starts and starts[0] != 1 else []
    sentences = [Span(doc, *bounds) for bounds in pairwise([*before, *first, len(starts)])]
    for sentence in sentences:
        for token in sentence:
            token.sent = sentence
    return sentences
