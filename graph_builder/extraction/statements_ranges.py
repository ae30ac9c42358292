"""Stretches of tokens that content is cut from."""

from graph_builder.extraction.speech import Quotes
from graph_builder.extraction.tokens import Doc, Token

Range = tuple[int, int]
_EDGE = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "(", ")"})
# These open a content clause and are no part of what is said.
_COMPLEMENTIZERS = frozenset({"that"})


class Ranges:
    """Cuts token ranges [start, end) out of a Doc with its quotations."""

    def __init__(self, doc: Doc, quotes: Quotes) -> None:
        self.doc = doc
        self.quotes = quotes

    def subtree(self, token: Token) -> Range:
        """The tokens under `token`, its contiguous stretch."""
        edges = [t.i for t in token.subtree]
        low, high = min(edges), max(edges) + 1
        return low, min(high, token.sent.end)

    def trimmed(self, low: int, high: int) -> Range | None:
        """The range without complementizers, punctuation and space at its edges."""
        while low < high and self._is_edge(low, start=True):
            low += 1
        while low < high and self._is_edge(high - 1, start=False):
            high -= 1
        return (low, high) if low < high else None

    def _is_edge(self, i: int, *, start: bool) -> bool:
        token = self.doc[i]
        if token.is_space or token.text in _EDGE:
            return True
        quote = self.quotes.at(i)
        if quote is not None:
            return False
        if token.is_quote and not start:
            return True  # it closes an answer that is nobody's quotation
        return start and token.lower_ in _COMPLEMENTIZERS and token.dep_ == "mark"

    def is_quoted(self, piece: Range) -> bool:
        quote = self.quotes.at(piece[0])
        return quote is not None and all(self.quotes.at(i) is not None for i in range(*piece))
