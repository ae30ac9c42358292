"""Quotations that only a dash or a label tells the speaker of: "…" – Name, and Name: "…"."""

from bisect import bisect_left

from graph_builder.extraction.attribution_speakers import actor_at, person_in_capitals
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.speech import Quote, Quotes
from graph_builder.extraction.statements_ranges import Range

DASHES = frozenset({"–", "—", "-", "―", "--", "~"})
_LONGEST = 14  # words of a label


class Labels:
    """Finds whom dashes and labels name beside the quotations of one article."""

    def __init__(self, discourse: Discourse, quotes: Quotes) -> None:
        self.doc = discourse.doc
        self.discourse = discourse
        self.quotes = quotes

    def dashed(self, quote: Quote) -> tuple[Entity, Range] | None:
        """ "…" - Name, on the same line or on the next one."""
        i = quote.outer_end
        while i < len(self.doc) and self.doc[i].is_space:
            i += 1
        if i + 1 < len(self.doc) and self.doc[i].text == "(":
            return self._bracketed(i)
        if i + 1 >= len(self.doc) or not (self.doc[i].text in DASHES or self._closes(i)):
            return None
        found = self._named_at(i + 1)
        return (found, (i, self._line_end(i + 1))) if found is not None else None

    def _bracketed(self, i: int) -> tuple[Entity, Range] | None:
        """ "…" (Name): a person alone between brackets."""
        close = next((k for k in range(i + 1, self._line_end(i)) if self.doc[k].text == ")"), i)
        inside = self.doc[i + 1 : close]
        if not 0 < len(inside) <= _LONGEST or any(t.pos_ in ("VERB", "AUX") for t in inside):
            return None
        found = self._named_at(i + 1, close)
        return (found, (i, close)) if found is not None and found.type == "person" else None

    def _closes(self, i: int) -> bool:
        """ "“…”: Teachers' Union": whether only a label follows a colon, as headlines have it."""
        rest = self.doc[i + 1 : self._line_end(i + 1)]
        told = any(t.pos_ in ("VERB", "AUX") or self.quotes.at(t.i) for t in rest)
        return self.doc[i].text == ":" and 0 < len(rest) <= _LONGEST and not told

    def labelled(self, quote: Quote) -> tuple[Entity, Range] | None:
        """Name: "…" at the start of a paragraph or sentence."""
        colon = quote.outer_start - 1
        start = self.quotes.paragraph_start(quote)
        if colon > 0 and self.doc[colon].is_space:  # the label stands on the line above
            colon, start = colon - 1, self._line_start(colon - 1)
        if colon <= start:
            return None
        if not self.doc[colon].text.endswith(":"):  # "X (Labour):" may end in one token
            return self._headed(quote, start)
        for i in range(colon - 1, start, -1):
            if self.doc[i].text in ".!?" or self.quotes.at(i) is not None:
                start = i + 1
                break
        label = self.doc[start:colon]
        if not 0 < len(label) <= _LONGEST:
            return None
        told = any(t.lower_ == "attributable" for t in label)  # "Quote attributable to X:"
        if not told and any(t.pos_ in ("VERB", "AUX") and not t.text.isupper() for t in label):
            return None
        found = self._named_at(start, colon)
        return (found, (start, colon)) if found is not None else None

    def _headed(self, quote: Quote, start: int) -> tuple[Entity, Range] | None:
        """In a headline, which ends without a stop: "Lund: Pact ‘a gift to farmers …’"."""
        end = self._line_end(quote.outer_end)
        last = self.doc[end - 1]
        if start > 0 or end == len(self.doc) or last.text in ".!?":
            return None
        colon = next((i for i in range(1, min(4, quote.start)) if self.doc[i].text == ":"), 0)
        name = self.discourse.reference(colon - 1) if colon else None
        if name is None or name.end != colon or name.start > 0 or len(name.entities) != 1:
            return None
        return (name.entities[0], (0, colon)) if name.entities[0].id else None

    def _line_start(self, i: int) -> int:
        while i > 0 and not self.doc[i - 1].is_space:
            i -= 1
        return i

    def _line_end(self, i: int) -> int:
        ends = self.doc.line_ends
        return ends[bisect_left(ends, i)]

    def _named_at(self, i: int, end: int | None = None) -> Entity | None:
        """The person, else the actor, whom the line from `i` (up to `end`) names first."""
        end = self._line_end(i) if end is None else end
        found = (self.discourse.reference(j) for j in range(i, min(end, i + 10)))
        single = [r.entities[0] for r in found if r is not None and len(r.entities) == 1]
        known = [e for e in single if e.id]
        if known:
            return next((e for e in known if e.type == "person"), known[0])
        if end > i and self.doc[i].text.isupper():
            return person_in_capitals(self.doc[i], self.discourse)
        return actor_at(self.doc[i:end].root, self.discourse) if end > i else None
