"""Speech told without a verb of saying: "made it clear that …", "repeated his promise that …"."""

from collections.abc import Iterator

from graph_builder.extraction.attribution_speakers import actor_at
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child, children
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quote, Speech
from graph_builder.extraction.statements_ranges import Range, Ranges
from graph_builder.extraction.tokens import Token

# "Made it clear that …", "let it be known that …".
_CAUSING = frozenset({"make", "let"})
_MADE = frozenset({"clear", "known", "plain"})
_DENIALS = frozenset({"not", "n't", "n’t", "never", "no", "less"})
_UNREAL = frozenset({"would", "could", "should", "might", "may", "can", "must", "if", "to"})


def turned_to(quote: Quote, discourse: Discourse) -> Entity | None:
    """Whom a bare question before a quotation turns to: "And X? “…”"."""
    doc, at = discourse.doc, quote.outer_start - 1
    if at < 1 or doc[at].text != "?":
        return None
    sentence = doc[at].sent
    short = [t for t in doc[sentence.start : at] if t.lower_ not in ("and", "but")]
    reference = discourse.reference(at - 1)
    found = reference.entities if reference is not None and len(short) <= 3 else ()
    person = len(found) == 1 and found[0].type == "person" and found[0].id
    return found[0] if person else None


class Turns:
    """Finds such turns of phrase in one Doc."""

    def __init__(self, ranges: Ranges, discourse: Discourse) -> None:
        self.doc = ranges.doc
        self.quotes = ranges.quotes
        self.ranges = ranges
        self.discourse = discourse

    def find(self) -> Iterator[Speech]:
        """The speech that they tell, in text order."""
        lists = reporting()
        found = (*self.doc.words(*_MADE), *self.doc.of_lemma(*lists.words_given))
        for token in sorted(found, key=lambda t: t.i):
            if self.quotes.at(token.i) is None:
                speech = self._made(token) or self._renewed(token)
                yield from () if speech is None else (speech,)

    def _made(self, word: Token) -> Speech | None:
        """ "X made it clear that …"."""
        verb = word.head
        subject = child(verb, "nsubj") if verb.lemma_ in _CAUSING else None
        if subject is None or word.lower_ not in _MADE or word.dep_ not in ("xcomp", "obj"):
            return None
        if self._is_doubtful(verb):
            return None
        content = self._content_under(word) or self._content_under(verb)
        return self._speech(word, content, self._person(subject), verb)

    def _renewed(self, noun: Token) -> Speech | None:
        """ "X repeated his promise that …"."""
        verb = noun.head
        if noun.dep_ != "obj" or verb.lemma_.lower() not in reporting().renewing:
            return None
        subject = child(verb, "nsubj")
        if subject is None or self._is_doubtful(verb):
            return None
        return self._speech(noun, self._content_under(noun), self._person(subject), verb)

    def _person(self, subject: Token) -> Entity | None:
        found = actor_at(subject, self.discourse) if subject.tag_ != "EX" else None
        return found if found is not None and found.type != "group" else None

    def _content_under(self, token: Token) -> Range | None:
        """The clause with "that" that hangs on `token`."""
        for clause in children(token, "ccomp", "acl"):
            if clause.i > token.i and any(c.lower_ == "that" for c in children(clause, "mark")):
                return self.ranges.subtree(clause)
        return None

    def _is_doubtful(self, verb: Token) -> bool:
        beside = {c.lower_ for c in verb.children if c.i < verb.i}
        return bool(beside & (_DENIALS | _UNREAL))

    def _speech(
        self, word: Token, content: Range | None, speaker: Entity | None, verb: Token
    ) -> Speech | None:
        if content is None or speaker is None or not speaker.id or self._is_doubtful(word):
            return None
        piece = self.ranges.trimmed(*content)
        if piece is None:
            return None
        quotes = [q for q in self.quotes.within([piece]) if q.counts]
        source = (word.sent.start, min(word.i + 1, piece[0]))
        return Speech(speaker, [piece], quotes, False, "turn", verb, source)
