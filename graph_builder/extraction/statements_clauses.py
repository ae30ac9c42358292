"""Speech in content clauses: "said that …", "…, he said", "called it …", "according to …"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from graph_builder.extraction.attribution import (
    Clause,
    clause_of,
    is_denied,
    is_unreal,
    trailing_subject,
)
from graph_builder.extraction.attribution_speakers import actor_at, addressee_of, speaker_of
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child, children, frame_of, is_verbal
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import SHORTEST_QUOTE, Quote, Quotes, Speech

Range = tuple[int, int]
_LINKS = frozenset({",", ";", ":", "-", "–", "—", "--"})
_EDGE = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "(", ")"})
# These open a content clause and are no part of what is said.
_COMPLEMENTIZERS = frozenset({"that"})


class ClauseReader:
    """Finds the speech that the verbs of an article report."""

    def __init__(self, doc: Doc, discourse: Discourse, quotes: Quotes) -> None:
        self.doc = doc
        self.discourse = discourse
        self.quotes = quotes
        self.clauses = {
            token.i: clause_of(token, quotes, discourse) for token in doc if self._may_report(token)
        }

    def read(self) -> Iterator[Speech]:
        """Reported speech in text order; a report of a report gives the inner one only."""
        found = {i: speech for i in self.clauses if (speech := self._reported(i)) is not None}
        for i, speech in found.items():
            if not self._hands_on(speech, found):
                yield speech
        for token in self.doc:
            speech = self._according(token)
            if speech is not None:
                yield speech

    def _may_report(self, token: Token) -> bool:
        if (
            self.quotes.at(token.i) is not None
            or not is_verbal(token)
            or token.dep_ in ("aux", "cop")
        ):
            return False
        return reporting().is_reporting(token.lemma_.lower())

    # ---- one verb -------------------------------------------------------------------------------

    def _reported(self, i: int) -> Speech | None:
        clause = self.clauses[i]
        if is_denied(clause, self.quotes) or is_unreal(clause, self.quotes):
            return None
        found = self._content(clause)
        if found is None:
            return None
        pieces, rule = found
        pieces = [p for piece in pieces if (p := self._trimmed(*piece)) is not None]
        if not pieces or sum(b - a for a, b in pieces) < 2:
            return None
        quotes = [q for q in self.quotes.within(pieces) if q.counts]
        if rule in ("quoting", "declare") and not quotes and rule == "quoting":
            return None
        speaker = speaker_of(clause, self.discourse)
        if speaker is None:
            return None
        whole = bool(quotes) and all(self._is_quoted(piece) for piece in pieces)
        return Speech(
            speaker,
            pieces,
            quotes,
            whole,
            f"clause-{rule}",
            clause.verb,
            (clause.start, clause.end),
            addressee_of(clause.verb, speaker, self.discourse),
        )

    def _content(self, clause: Clause) -> tuple[list[Range], str] | None:
        lemma, lists = clause.lemma, reporting()
        if lemma in lists.say:
            aside = self._left_clause(clause) if self._is_aside(clause) else None
            right = self._right_clause(clause)
            if right is not None and aside is None:
                return right, "that"
            left = self._left_clause(clause)
            if left is not None:
                return left, "left"
        if lemma in lists.infinitive | lists.gerund:
            form = child(clause.verb, "xcomp", "ccomp")
            wanted = ("VB",) if lemma in lists.infinitive else ("VBG",)
            if form is not None and form.i > clause.verb.i and form.tag_ in wanted:
                return [self._subtree(form)], "infinitive"
        if lemma in lists.quoting:
            attitude = self._attitude(clause)
            if attitude is not None:
                return attitude, "attitude"
        if lemma in lists.describe:
            described = self._described(clause)
            if described is not None:
                return described
        if lemma in lists.declare:
            declared = self._declared(clause)
            if declared is not None:
                return declared, "declare"
        if lemma in lists.quoting:
            fragment = self._quoting(clause)
            if fragment is not None:
                return fragment, "quoting"
        return None

    # ---- content after the verb -------------------------------------------------------------------

    def _right_clause(self, clause: Clause) -> list[Range] | None:
        """The clause that the verb governs to its right."""
        verb = clause.verb
        heads = [
            c
            for c in children(verb, "ccomp")
            if c.i > verb.i and not self._is_question(c) and not self._is_adverbial(c)
        ]
        if not heads:
            return None
        # What the parser hangs on the clause from before the verb is no part of it.
        low = min(t.i for c in heads for t in c.subtree if t.i > verb.i)
        trimmed = self._trimmed(low, max(self._subtree(c)[1] for c in heads))
        if trimmed is None or trimmed[0] <= verb.i:
            return None
        low, high = trimmed[0], self._until_full_stop(*trimmed)
        quote = self.quotes.at(low)
        if quote is not None and self._is_quotation(quote, clause, high):
            return None
        high = self._until_trailing_report(low, high)
        return [(low, self._until_next_report(clause, low, high))]

    def _is_quotation(self, quote: Quote, clause: Clause, high: int) -> bool:
        """Whether a content clause is no paraphrase but a quotation, which has its own reader."""
        led = self.doc[quote.outer_start - 1].text in _LINKS or quote.outer_start == clause.end
        return quote.outer_end >= high - 1 or (led and quote.words > SHORTEST_QUOTE)

    def _until_trailing_report(self, low: int, high: int) -> int:
        """Content ends before ", its minister said", which reports the whole sentence."""
        for i in range(low + 1, min(high + 1, len(self.doc))):
            other = self.clauses.get(i)
            if other is not None and trailing_subject(other.verb, self.quotes) is not None:
                return max(low, min(high, other.start))
        return high

    def _until_full_stop(self, low: int, high: int) -> int:
        """Content ends with a quotation that ends a sentence, whatever the parser joined to it."""
        for quote in self.quotes.all:
            ends = self.doc.text[quote.span.end - 1] in ".!?"
            if ends and low < quote.outer_end < high and self.doc[quote.outer_end].is_title:
                return quote.outer_end
        return high

    def _until_next_report(self, clause: Clause, low: int, high: int) -> int:
        """Where the content ends: before ", adding that …", ", while Y said …"."""
        for i in range(max(low + 1, clause.verb.i + 2), high):
            other = self.clauses.get(i)
            if other is None:
                continue
            contrast = any(c.lower_ in ("while", "whereas") for c in other.verb.children)
            if not contrast and self._right_clause(other) is None:
                continue
            if self.doc[i].tag_ == "VBG" and self.doc[i - 1].text == ",":
                return i - 1
            beside = self.doc[i].dep_ in ("conj", "advcl", "parataxis")
            own = child(self.doc[i], "nsubj")
            if beside and own is not None and own.i > low:
                marks = children(self.doc[i], "mark", "cc", "advmod")
                first = min([own.left_edge.i, *(m.i for m in marks if m.i < i)])
                if first > low and self.doc[first - 1].text in (",", ";"):
                    return first - 1
        return high

    def _is_question(self, head: Token) -> bool:
        """ "asked whether …" hands over no assertion."""
        return any(c.lower_ in ("whether", "if") and c.dep_ == "mark" for c in head.children)

    def _is_adverbial(self, head: Token) -> bool:
        marks = [c for c in head.children if c.dep_ in ("mark", "advmod")]
        return any(c.lower_ in reporting().not_content and c.dep_ == "mark" for c in marks)

    # ---- content before the verb ------------------------------------------------------------------

    def _left_clause(self, clause: Clause) -> list[Range] | None:
        """The clause before ", he said", with what goes on after it ("…, he said, that …")."""
        verb = clause.verb
        sentence = verb.sent
        before = clause.start - 1
        if before <= sentence.start or self.doc[before].text not in (",", "–", "—"):
            return None
        if child(verb, "mark", "xcomp") is not None or verb.dep_ in ("acl:relcl", "xcomp"):
            return None
        head = self._left_head(verb)
        closes = trailing_subject(verb, self.quotes) is not None
        aside = self._is_aside(clause)
        if head is None and not closes and not aside:
            return None
        low = self._left_start(sentence, before)
        last = self.quotes.at(before - 1)
        if last is not None and self.quotes.at(low) is last:
            return None
        inside = [t for t in self.doc[low:before] if is_verbal(t) and self.quotes.at(t.i) is None]
        if not inside and head is None and not aside:
            return None
        pieces = [(low, before)]
        rest = (clause.end, sentence.end) if aside else self._goes_on(verb, clause)
        return [*pieces, rest] if rest is not None else pieces

    def _is_aside(self, clause: Clause) -> bool:
        """Whether commas shut the reporting clause in: "It is clear, he says, that …"."""
        verb = clause.verb
        shut = clause.end < verb.sent.end and self.doc[clause.end].text == ","
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") and clause.subject is not None
        quoted = any(map(self.quotes.at, (clause.start - 2, clause.end + 1)))
        return shut and finite and not quoted and clause.end - clause.start <= 8

    def _left_head(self, verb: Token) -> Token | None:
        for c in children(verb, "ccomp", "parataxis"):
            if c.i < verb.i:
                return c
        governed = verb.dep_ == "parataxis" and verb.head.i < verb.i
        return verb.head if governed and verb.head.sent == verb.sent else None

    def _left_start(self, sentence: Span, before: int) -> int:
        low = sentence.start
        for i in range(before - 1, sentence.start, -1):
            if self.doc[i].text == ";":
                return i + 1
        return low

    def _goes_on(self, verb: Token, clause: Clause) -> Range | None:
        for c in children(verb, "ccomp", "advcl", "conj"):
            if c.i > clause.end and (c.dep_ == "ccomp" or self._opens_with_if(c)):
                low, high = self._subtree(c)
                return (low, high) if low >= clause.end else None
        return None

    def _opens_with_if(self, head: Token) -> bool:
        return any(c.lower_ in ("if", "unless", "provided") for c in children(head, "mark"))

    # ---- characterising ---------------------------------------------------------------------------

    def _described(self, clause: Clause) -> tuple[list[Range], str] | None:
        """ "called the visit a mistake", "described her as naive": from the thing described on."""
        verb = clause.verb
        if verb.dep_ == "acl:relcl" or self._is_part_of_act(verb):
            return None
        thing = child(verb, "obj")
        if thing is None or thing.i < verb.i:
            return None
        complement = next(
            (
                c
                for c in children(
                    verb, "xcomp", "obl", "ccomp", "advcl", "obj", "nmod", "amod", "dep"
                )
                if c.i > thing.i and (clause.lemma == "call" or self._after_as(c))
            ),
            None,
        ) or next((c for c in children(thing, "nmod", "acl") if self._after_as(c)), None)
        if complement is None:
            return self._called_in_one(clause, thing)
        low, high = (
            self._subtree(thing)[0],
            max(self._subtree(complement)[1], self._subtree(thing)[1]),
        )
        high = self._with_rest(verb, high)
        plain = clause.lemma in reporting().describe_plainly
        quoted = any(q.counts for q in self.quotes.within([(low, high)]))
        return ([(low, high)], "describe") if plain or quoted else None

    def _called_in_one(self, clause: Clause, thing: Token) -> tuple[list[Range], str] | None:
        """ "called Japan “an indispensable partner”", where the parser saw one phrase."""
        low, high = self._subtree(thing)
        inside = [q for q in self.quotes.within([(low, high)]) if q.outer_start > low]
        if clause.lemma == "call" and inside:
            return [(low, self._with_rest(clause.verb, high))], "describe"
        return None

    def _is_part_of_act(self, verb: Token) -> bool:
        """ "criticized him, calling him a puppet": the criticism is the act, this is how."""
        acts = (reporting().describe | reporting().quoting) - reporting().say
        governors = {t.lemma_.lower() for t in verb.ancestors}
        own = child(verb, "nsubj") is not None
        return verb.tag_ == "VBG" and not own and bool(governors & acts)

    def _after_as(self, token: Token) -> bool:
        return any(c.lower_ == "as" and c.dep_ in ("case", "mark") for c in token.children)

    def _with_rest(self, verb: Token, high: int) -> int:
        """Phrases of the same clause that follow: "… for economic growth"."""
        for c in children(verb, "obl", "nmod"):
            low, end = self._subtree(c)
            if low == high or (low == high + 1 and self.quotes.at(high) is not None):
                high = max(high, end)
        return high

    def _declared(self, clause: Clause) -> list[Range] | None:
        """ "declared the “complete normalization” of …": a quoted noun phrase is the content."""
        thing = child(clause.verb, "obj")
        if thing is None or thing.i < clause.verb.i or clause.verb.dep_ == "acl:relcl":
            return None
        low, high = self._subtree(thing)
        return [(low, high)] if self.quotes.within([(low, high)]) else None

    def _attitude(self, clause: Clause) -> list[Range] | None:
        """ "expressed hope that …": the clause after a noun of attitude is the content."""
        noun = child(clause.verb, "obj")
        if noun is None or noun.lemma_.lower() not in reporting().attitudes:
            return None
        for held in (*children(noun, "acl", "ccomp", "acl:relcl"), *children(clause.verb, "ccomp")):
            if held.i > noun.i and any(c.lower_ == "that" for c in children(held, "mark")):
                return [self._subtree(held)]
        return None

    def _quoting(self, clause: Clause) -> list[Range] | None:
        """A longer quoted fragment anywhere in what the verb governs."""
        verb = clause.verb
        if verb.dep_ == "acl:relcl":
            return None
        for c in verb.children:
            if c.i < verb.i or c.dep_ in ("conj", "parataxis", "nsubj"):
                continue
            low, high = self._subtree(c)
            held = [q for q in self.quotes.within([(low, high)]) if q.counts]
            if held and not any(verb.i < j < held[0].start for j in self.clauses):
                lead = self.doc[low : held[0].outer_start]
                bare = all(t.pos_ in ("ADP", "PART", "SCONJ") for t in lead)
                return [(held[0].outer_start if bare else low, high)]
        return None

    # ---- reports of reports -----------------------------------------------------------------------

    def _hands_on(self, speech: Speech, found: dict[int, Speech]) -> bool:
        """Whether what is said is itself somebody else's saying or act of speech."""
        verb = speech.verb
        assert verb is not None
        lists = reporting()
        for low, high in speech.pieces:
            head = self._main_verb(low, high, verb)
            if head is None:
                continue
            inner = found.get(head.i)
            if inner is not None and inner.speaker is not speech.speaker:
                return True
            act = head.lemma_.lower() in lists.acts and not speech.quotes
            if act:
                subject = frame_of(head).subject
                agents = self.discourse.resolve(subject) if subject is not None else ()
                if len(agents) == 1 and agents[0] is not speech.speaker:
                    return True
        return False

    def _main_verb(self, low: int, high: int, verb: Token) -> Token | None:
        tops = [t for t in self.doc[low:high] if t.head.i == t.i or not low <= t.head.i < high]
        return next((t for t in tops if is_verbal(t)), None)

    # ---- according to -----------------------------------------------------------------------------

    def _according(self, token: Token) -> Speech | None:
        """ "According to one official, …", and "…, as he put it, …"."""
        if self.quotes.at(token.i) is not None:
            return None
        if token.lower_ == "according":
            source = token.head if token.dep_ in ("case", "mark") else child(token, "obl", "nmod")
            first = token.i
        elif token.lemma_ == "put" and self._is_put_it(token):
            source = child(token, "nsubj")
            first = self._subtree(token)[0]
        else:
            return None
        if source is None:
            return None
        speaker = actor_at(source, self.discourse)
        if speaker is None:
            return None
        last = max(self._subtree(source)[1], token.i + 1)
        while self.doc[last - 1].text == ",":
            last -= 1
        low, high = self._aside_around(first, last)
        return self._outside(low, high, speaker, token)

    def _is_put_it(self, verb: Token) -> bool:
        """ "as X put it": words of X's own stand around it."""
        marked = any(c.lower_ == "as" for c in verb.children if c.i < verb.i)
        return marked and any(c.lower_ == "it" for c in children(verb, "obj"))

    def _aside_around(self, first: int, high: int) -> Range:
        """The phrase from `first` on to the comma that closes it."""
        sentence = self.doc[first].sent
        opened = first == sentence.start or self.doc[first - 1].text in (",", "(")
        while opened and high < sentence.end and self.doc[high].text not in (",", ")"):
            high += 1
        return first, high

    def _outside(self, low: int, high: int, speaker: Entity, token: Token) -> Speech | None:
        """What stands around an aside in its sentence, as the speaker's."""
        sentence = token.sent
        around = [(sentence.start, low), (high, sentence.end)]
        if token.lemma_ == "put" and low > sentence.start and high < sentence.end - 1:
            around = [(high, sentence.end)]  # the phrase that it presents follows
        pieces = [p for piece in around if (p := self._trimmed(*piece)) is not None]
        verbal = any(is_verbal(t) for a, b in pieces for t in self.doc[a:b])
        if not pieces or (not verbal and token.lemma_ != "put"):
            return None
        quotes = [q for q in self.quotes.within(pieces) if q.counts]
        whole = bool(quotes) and all(self._is_quoted(p) for p in pieces)
        rule = "as-put" if token.lemma_ == "put" else "according-to"
        return Speech(speaker, pieces, quotes, whole, rule, None, (low, high))

    # ---- ranges -----------------------------------------------------------------------------------

    def _subtree(self, token: Token) -> Range:
        """The tokens under `token`, its contiguous stretch."""
        edges = [t.i for t in token.subtree]
        low, high = min(edges), max(edges) + 1
        return low, min(high, token.sent.end)

    def _trimmed(self, low: int, high: int) -> Range | None:
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
        return start and token.lower_ in _COMPLEMENTIZERS and token.dep_ == "mark"

    def _is_quoted(self, piece: Range) -> bool:
        quote = self.quotes.at(piece[0])
        return quote is not None and all(self.quotes.at(i) is not None for i in range(*piece))
