"""Speech told without a verb of saying: "is adamant that …", "his answer was that …"."""

from collections.abc import Iterator

from graph_builder.extraction.attribution_speakers import actor_at, issuer_of
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
        states = self.doc.words(*lists.insistent, *_MADE)
        nouns = self.doc.of_lemma(*lists.utterances, *lists.positions, *lists.words_given)
        for token in sorted({t.i: t for t in (*states, *nouns)}.values(), key=lambda t: t.i):
            if self.quotes.at(token.i) is None:
                found = self._state(token) or self._made(token) or self._noun(token)
                yield from () if found is None else (found,)

    def _state(self, word: Token) -> Speech | None:
        """ "X is adamant that …"."""
        subject = child(word, "nsubj")
        if subject is None or child(word, "cop") is None or word.pos_ != "ADJ":
            return None
        return self._speech(word, self._content_under(word), self._person(subject))

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

    def _noun(self, noun: Token) -> Speech | None:
        """ "X's answer was that …", "X repeated his promise that …"."""
        lists = reporting()
        verb = noun.head
        renewed = noun.dep_ == "obj" and verb.lemma_.lower() in lists.renewing
        if renewed and noun.lemma_.lower() in lists.words_given and not self._is_doubtful(verb):
            subject = child(verb, "nsubj")
            speaker = self._person(subject) if subject is not None else None
            return self._speech(noun, self._content_under(noun), speaker, verb)
        marks = [c for c in children(verb, "mark") if c.lower_ == "that" and c.i > noun.i]
        cop = child(verb, "cop") or child(verb, "aux")
        if noun.dep_ not in ("nsubj:outer", "nsubj") or not marks or cop is None:
            return None
        owners = children(noun, "nmod:poss", "nmod")
        if noun.lemma_.lower() in lists.words_given or not owners or cop.i > marks[0].i:
            return None
        return self._speech(noun, (marks[0].i, self.ranges.subtree(verb)[1]), self._of(noun))

    def _of(self, noun: Token) -> Entity | None:
        return issuer_of(noun, self.discourse)

    def _person(self, subject: Token) -> Entity | None:
        found = actor_at(subject, self.discourse) if subject.tag_ != "EX" else None
        return found if found is not None and found.type != "group" else None

    def _content_under(self, token: Token) -> Range | None:
        """The clause with "that", or with a subject of its own, that hangs on `token`."""
        for clause in children(token, "ccomp", "acl"):
            if clause.i > token.i and any(c.lower_ == "that" for c in children(clause, "mark")):
                return self.ranges.subtree(clause)
        return None

    def _is_doubtful(self, verb: Token) -> bool:
        beside = {c.lower_ for c in verb.children if c.i < verb.i}
        return bool(beside & (_DENIALS | _UNREAL))

    def _speech(
        self, word: Token, content: Range | None, speaker: Entity | None, verb: Token | None = None
    ) -> Speech | None:
        if content is None or speaker is None or not speaker.id or self._is_doubtful(word):
            return None
        piece = self.ranges.trimmed(*content)
        if piece is None:
            return None
        quotes = [q for q in self.quotes.within([piece]) if q.counts]
        source = (word.sent.start, min(word.i + 1, piece[0]))
        return Speech(speaker, [piece], quotes, False, "turn", verb, source)
