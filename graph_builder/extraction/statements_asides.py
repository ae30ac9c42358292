"""Speech told by an aside: "according to one official, …", "…, as he put it, …"."""

from collections.abc import Iterator

from graph_builder.extraction.attribution_speakers import actor_at
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child, children, frame_of, is_verbal, preposition
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Speech
from graph_builder.extraction.statements_ranges import Range, Ranges
from graph_builder.extraction.tokens import Token


class Asides:
    """Finds such asides in one Doc."""

    def __init__(self, ranges: Ranges, discourse: Discourse) -> None:
        self.doc = ranges.doc
        self.quotes = ranges.quotes
        self.ranges = ranges
        self.discourse = discourse

    def find(self) -> Iterator[Speech]:
        """The speech that they tell, in text order."""
        marks = {t.i: t for t in self.doc.words("according", "words")}
        marks.update((t.i, t) for t in self.doc.of_lemma("put"))
        marks.update((t.head.i, t.head) for t in self.doc.words("as") if self._is_as_said(t))
        for _, token in sorted(marks.items()):
            speech = self._at(token)
            if speech is not None:
                yield speech

    def _at(self, token: Token) -> Speech | None:
        """ "According to one official, …", "…, as he put it, …", "…, in his words, “…”"."""
        if self.quotes.at(token.i) is not None:
            return None
        if token.lower_ == "words" and preposition(token) == "in":
            source = child(token, "nmod:poss", "nmod")
            first = token.left_edge.i
        elif token.lower_ == "according":
            source = token.head if token.dep_ in ("case", "mark") else child(token, "obl", "nmod")
            first = token.i
        elif token.lemma_ != "put" or self._is_put_it(token):
            source = child(token, "nsubj")
            first = self.ranges.subtree(token)[0]
            first += self.doc[first].text == ","
        else:
            return None
        if source is None:
            return None
        speaker = actor_at(source, self.discourse)
        if speaker is None:
            return None
        last = max(self.ranges.subtree(source)[1], token.i + 1)
        while self.doc[last - 1].text == ",":
            last -= 1
        low, high = self._aside_around(first, last)
        return self._outside(low, high, speaker, token)

    def _is_as_said(self, mark: Token) -> bool:
        """ "As X said in May, …": a report that presents the sentence it stands in."""
        verb = mark.head
        says = verb.lemma_.lower() in reporting().say and verb.tag_ in ("VBD", "VBZ", "VBN")
        if mark.dep_ not in ("mark", "advmod") or not says or verb.dep_ != "advcl":
            return False
        before = self.doc[mark.i - 1].text if mark.i > mark.sent.start else ","
        told = children(verb, "ccomp", "obj", "xcomp", "aux:pass", "nsubj:pass")
        told += [t for t in children(verb, "obl") if preposition(t) in ("of", "about", "against")]
        return child(verb, "nsubj") is not None and before == "," and not told

    def _is_put_it(self, verb: Token) -> bool:
        """ "as X put it": words of X's own stand around it."""
        marked = any(c.lower_ == "as" for c in verb.children if c.i < verb.i)
        return marked and any(c.lower_ == "it" for c in children(verb, "obj"))

    def _aside_around(self, first: int, high: int) -> Range:
        """The phrase from `first` on to the comma that closes it."""
        sentence = self.doc[first].sent
        before = self.doc[first - 1]
        opened = first == sentence.start or before.text in (",", "(") or before.is_quote
        rest = range(high, sentence.end) if opened else ()
        # Without a comma the phrase alone is the aside: "According to X the port will open".
        return first, next((i for i in rest if self.doc[i].text in (",", ")")), high)

    def _is_report(self, token: Token) -> bool:
        """Whether a verb hands words over to somebody: "…, he told ministers, according to one"."""
        if self.quotes.at(token.i) is not None or token.tag_ not in ("VBD", "VBZ", "VBP"):
            return False
        subject = frame_of(token).subject if child(token, "ccomp") else child(token, "nsubj")
        known = subject is not None and len(self.discourse.resolve(subject)) == 1
        return known and token.lemma_.lower() in reporting().say and token.pos_ == "VERB"

    def _outside(self, low: int, high: int, speaker: Entity, token: Token) -> Speech | None:
        """What stands around an aside in its sentence, as the speaker's."""
        sentence = token.sent
        around = [(sentence.start, low), (high, sentence.end)]
        split = self.quotes.ending_before(low) is not None  # "“…,” as X put it, “…”"
        follows = low > sentence.start and high < sentence.end - 1 and not split
        if (token.lower_ == "words" or token.lemma_ == "put") and follows:
            around = [(high, sentence.end)]  # the phrase that it presents follows
        pieces = [p for piece in around if (p := self.ranges.trimmed(*piece)) is not None]
        verbal = any(is_verbal(t) for a, b in pieces for t in self.doc[a:b])
        if not pieces or (not verbal and token.lower_ == "according"):
            return None
        if token.lower_ == "according" and any(
            self._is_report(t) for a, b in pieces for t in self.doc[a:b]
        ):
            return None  # what somebody said by the account of another is his
        quoted = all(self.ranges.is_quoted(p) for p in pieces)
        held = self.quotes.within(pieces)
        quotes = [q for q in held if q.counts or (split and quoted)]
        whole = bool(quotes) and quoted
        if token.lower_ == "words" and not quotes:
            return None
        rule = "according-to" if token.lower_ == "according" else "as-put"
        return Speech(speaker, pieces, quotes, whole, rule, None, (low, high))
