"""Speech told without a verb of saying: "made it clear that …", "repeated his promise that …"."""

from collections.abc import Iterator

from graph_builder.extraction.attribution_speakers import actor_at
from graph_builder.extraction.datelines import after_dateline
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child, children, preposition
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quote, Speech
from graph_builder.extraction.statements_ranges import Range, Ranges
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Span, Token

# "Made it clear that …", "let it be known that …".
_CAUSING = frozenset({"make", "let"})
_MADE = frozenset({"clear", "known", "plain", "slip"})
# "Drew attention to …", "referred to the fact that …".
_POINTED_AT = frozenset({"attention", "fact"})
_DRAWING = frozenset({"draw", "call", "direct", "bring", "turn"})
_REFERRING = frozenset({"refer", "allude", "point", "advert"})
_STOPS = frozenset({".", "!", "?"})
_ONLY_HEARD = frozenset({"himself", "herself", "itself"})
_DENIALS = NEGATIONS | {"no", "less"}
_UNREAL = frozenset({"would", "could", "should", "might", "may", "can", "must", "if", "to"})


def turned_to(quote: Quote, discourse: Discourse) -> tuple[Entity, Range] | None:
    """Whom a question before a quotation turns to: "And X? “…”", "Would she go again? “…”".

    With the stretch that tells it.
    """
    doc, at = discourse.doc, quote.outer_start - 1
    if at < 1 or doc[at].text != "?":
        return None
    sentence = doc[at].sent
    stops = (t.i + 1 for t in doc[sentence.start : at] if t.is_quote or t.text in _STOPS)
    start = max(stops, default=sentence.start)
    asked = _asked(doc[start:at], discourse)
    if asked is not None:
        return asked, (start, at)
    short = [t for t in doc[sentence.start : at] if t.lower_ not in ("and", "but")]
    reference = discourse.reference(at - 1)
    found = reference.entities if reference is not None and len(short) <= 3 else ()
    person = len(found) == 1 and found[0].type == "person" and found[0].id
    return (found[0], (at - 1, at)) if person else None


def _asked(question: Span, discourse: Discourse) -> Entity | None:
    """ "Would she do it again?": who is asked so, if the question speaks of nobody else."""
    subject = child(question.root, "nsubj") if len(question) > 1 else None
    yes_no = question[0].pos_ == "AUX" and subject is not None and subject.tag_ == "PRP"
    others = [t for t in question if t.pos_ == "PROPN" or (t.tag_ == "PRP" and t != subject)]
    found = discourse.resolve(subject) if yes_no and subject is not None else ()
    alone = len(found) == 1 and all(t.lower_ in ("it", "them") for t in others)
    return found[0] if alone and found[0].type == "person" and found[0].id else None


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
        found = {t.i: t for t in self.doc.words(*_MADE, *_POINTED_AT, *lists.plainly)}
        found.update((t.i, t) for t in self.doc.of_lemma(*lists.words_given))
        for _, token in sorted(found.items()):
            if self.quotes.at(token.i) is None:
                speech = self._made(token) or self._was_plain(token)
                speech = speech or self._drew_attention(token) or self._renewed(token)
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
        content = content or self._bare_under(word) or self._before(verb, subject)
        return self._speech(word, content, self._person(subject), verb)

    def _was_plain(self, word: Token) -> Speech | None:
        """ "X was adamant that …"."""
        subject = child(word, "nsubj") if word.lower_ in reporting().plainly else None
        if subject is None or child(word, "cop") is None:
            return None
        return self._speech(word, self._content_under(word), self._person(subject), word)

    def _drew_attention(self, word: Token) -> Speech | None:
        """ "X drew attention to the plight of …", "X referred to the fact that …"."""
        if word.lower_ == "attention" and word.dep_ == "obj" and word.head.lemma_ in _DRAWING:
            verb = word.head
            phrases = (*children(word, "nmod", "acl"), *children(verb, "obl"))
            shown = next((t for t in phrases if t.i > word.i and preposition(t) == "to"), None)
        elif word.lower_ == "fact" and word.head.lemma_ in _REFERRING:
            verb, shown = word.head, word
        else:
            return None
        subject = child(verb, "nsubj")
        if subject is None or shown is None or self._is_doubtful(verb):
            return None
        if not children(shown, "nmod", "acl") or shown.lemma_.lower() in _ONLY_HEARD:
            return None
        content = self._content_under(shown) or self.ranges.subtree(shown)
        low = content[0] + (self.doc[content[0]].lower_ == "to")
        return self._speech(verb, (low, content[1]), self._person(subject), verb)

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
        return actor_at(subject, self.discourse) if subject.tag_ != "EX" else None

    def _content_under(self, token: Token) -> Range | None:
        """The clause with "that" that hangs on `token`."""
        for clause in children(token, "ccomp", "acl", "advcl"):
            if clause.i > token.i and any(c.lower_ == "that" for c in children(clause, "mark")):
                return self.ranges.subtree(clause)
        return None

    def _bare_under(self, word: Token) -> Range | None:
        """The clause without "that" of "made it clear there was no deal"."""
        for clause in (*children(word, "ccomp"), *children(word.head, "ccomp")):
            if clause.i > word.i and child(clause, "nsubj", "nsubj:pass", "expl") is not None:
                return self.ranges.subtree(clause) if child(clause, "mark") is None else None
        return None

    def _before(self, verb: Token, subject: Token) -> Range | None:
        """The clause of "the road is open, X let it be known" that leads up to X."""
        low, end = verb.sent.start, subject.left_edge.i - 1
        told = end > low and self.doc[end].text == ","
        told = told and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in self.doc[low:end])
        return (after_dateline(self.doc, low), end) if told else None

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
        led = piece[0] < word.i  # "The road is open, X let it be known"
        source = (piece[1], word.i + 1) if led else (word.sent.start, min(word.i + 1, piece[0]))
        return Speech(speaker, [piece], quotes, False, "turn", verb, source)
