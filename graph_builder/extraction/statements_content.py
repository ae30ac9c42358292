"""Where the content of a report stands: the clause after its verb, or the one before it."""

from collections.abc import Mapping

from graph_builder.extraction.attribution import Clause, is_weekday, trailing_subject
from graph_builder.extraction.attribution_inverted import ends_with, is_joined_wrongly
from graph_builder.extraction.datelines import after_dateline
from graph_builder.extraction.frames import child, children, is_verbal
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import SHORTEST_QUOTE, Quote
from graph_builder.extraction.statements_ranges import Range, Ranges
from graph_builder.extraction.tokens import Span, Token

# "asked whether …", "a message explaining why …" hand over no assertion.
_QUESTIONS = frozenset({"whether", "if", "when", "where", "who", "which"})
_GIVING_REASONS = frozenset({"because", "since", "although", "though", "where"})
_REASONS = frozenset({"why", "how", "what"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl", "mark")
_LINKS = frozenset({",", ";", ":", "-", "–", "—", "--"})
_DASHES = frozenset({"–", "—", "--"})
_PRESENTING = frozenset({":", "-", *_DASHES})
_FULL_STOPS = frozenset({".", "!", "?"})
_FIRST_WORDS = 12  # tokens after a verb of saying in which the subject of its content stands
_ANSWERING = frozenset({"no", "not", "nothing", "none", "never", "only"})
_LONGEST_ANSWER = 14  # tokens of "No time,"
_LONGEST_ASIDE = 14  # tokens of ", the Labour leader told parliament on Monday,"


def _after_day(verb: Token, low: int) -> int:
    """Where content begins: "said on Monday he …" and "said Monday that …" date the report."""
    if low != verb.i + 1:
        return low
    day = low + (verb.doc[low].lower_ == "on")
    dated = day + 1 < len(verb.doc) and is_weekday(verb.doc[day])
    return day + 1 if dated and verb.doc[day + 1].text != "," else low


def _has_object(clause: Clause) -> bool:
    """ "Polls say one thing, bookmakers say another": what is said is no clause before."""
    said = child(clause.verb, "obj") if clause.lemma == "say" else None
    return said is not None and said.i > clause.verb.i and said is not clause.subject


def _is_inverted(clause: Clause) -> bool:
    """ "…, said X": whether the subject follows its verb."""
    verb, subject = clause.verb, clause.subject
    if subject is None or subject.i < verb.i:
        return False
    finite = verb.tag_ in ("VBD", "VBZ") or verb.lower_ == "say"
    finite = finite and subject.dep_ == "nsubj"
    return finite or ends_with(verb, subject) or is_joined_wrongly(verb)


def _stresses(clause: Clause) -> bool:
    """ "…, stressing the need for …": a noun is the content of a report of its own."""
    if clause.lemma not in reporting().insisting:
        return False
    nouns = children(clause.verb, "obj", *(("obl",) if clause.lemma == "point" else ()))
    return any(noun.i > clause.verb.i for noun in nouns)


def _describes(clause: Clause) -> bool:
    """ "…, describing the talks as frank": what is said of a thing is a report of its own."""
    plainly = clause.lemma in reporting().describe_plainly and clause.verb.tag_ == "VBG"
    return plainly and child(clause.verb, "obj") is not None


def _feels(clause: Clause) -> bool:
    """ "… and expressed hope that …": the clause of such a noun is a report of its own."""
    noun = child(clause.verb, "obj") if clause.lemma in reporting().quoting else None
    return noun is not None and noun.lemma_.lower() in reporting().attitudes


class Contents:
    """Finds the content of reporting clauses in one Doc."""

    def __init__(self, ranges: Ranges, clauses: Mapping[int, Clause]) -> None:
        self.doc = ranges.doc
        self.quotes = ranges.quotes
        self.ranges = ranges
        self.clauses = clauses

    def right(self, clause: Clause) -> list[Range] | None:
        """The clause that the verb governs to its right."""
        found, goes_on = self._governed(clause)
        if found is None or not goes_on:
            return found
        [(low, high)] = found
        return [(low, self.until_next_report(clause, low, high))]

    def _governed(self, clause: Clause) -> tuple[list[Range] | None, bool]:
        """What stands to the right of a verb as its clause, and whether a report may end it."""
        verb = clause.verb
        heads = [
            c
            for c in children(verb, "ccomp")
            if c.i > verb.i and self._is_clause(c) and not self._is_adverbial(c)
        ]
        if heads and verb.dep_ == "parataxis" and self.doc[clause.end].text == ";":
            heads = []  # "The road is open, he says; the bridge is shut"
        heads = heads or self._under_text(verb) or self._after_that(verb) or self._astray(clause)
        heads += self._joined(verb) if heads else []
        stop = self._stop(verb.i, verb.sent.end)
        within = [c for c in heads if stop is None or c.i < stop]
        if not within:
            cut = self._before_stop(verb, stop) if heads and stop is not None else None
            return cut, False
        heads = within
        # What the parser hangs on the clause from before the verb is no part of it.
        subject = clause.subject
        led = subject is not None and subject.head is not verb and subject.i > verb.i
        first = clause.end if led else verb.i + 1
        behind = [t.i for c in heads for t in c.subtree if t.i > verb.i]
        low = min((i for i in behind if i >= first), default=behind[0])
        low = _after_day(verb, low)
        trimmed = self.ranges.trimmed(low, max(self.ranges.subtree(c)[1] for c in heads))
        if trimmed is None or trimmed[0] <= verb.i:
            return None, False
        low, high = trimmed[0], self._until_full_stop(*trimmed)
        quote = self.quotes.at(low)
        if quote is not None and self._is_quotation(quote, clause, high):
            return None, False
        quote = self.quotes.at(heads[0].i)
        if quote is not None and quote.outer_start > low and self._breaks(low, quote):
            return None, False
        return [(low, self._until_trailing_report(low, high))], True

    def _joined(self, verb: Token) -> list[Token]:
        """ "Said that X but that Y": a second clause that the parser coordinates with the verb."""
        return [
            c
            for c in children(verb, "conj")
            if c.i > verb.i and any(m.lower_ == "that" for m in children(c, "mark"))
        ]

    def _after_that(self, verb: Token) -> list[Token]:
        """ "…, noting that …": the clause that "that" opens behind a verb, wherever it hangs."""
        mark = self.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else verb
        opens = mark.lower_ == "that" and mark.dep_ == "mark" and mark.head.i > mark.i
        return [mark.head] if opens and self._is_clause(mark.head) else []

    def _astray(self, clause: Clause) -> list[Token]:
        """The clause behind a verb that the parser hung on the sentence before.

        Or on what is told of the speaker: "X, who asked not to be named, said the road …".
        """
        verb, subject = clause.verb, clause.subject
        for token in self.doc[verb.i + 1 : min(verb.i + _FIRST_WORDS, verb.sent.end)]:
            if token.dep_ in _SUBJECTS[:3] and token.tag_ not in ("WP", "WDT"):
                above = token.head.head
                parted = above.i < verb.i < token.head.i
                told = parted and subject is not None and subject.i < above.i
                told = told and subject is not None and subject in above.ancestors
                stop = self._stop(above.i, verb.i) if parted else None
                return [token.head] if told or stop is not None else []
        return []

    def _before_stop(self, verb: Token, stop: int) -> list[Range] | None:
        """The clause between a verb and the end of its sentence, which the parser read over."""
        inside = self.doc[verb.i + 1 : stop]
        own = [t for t in inside if t.dep_ in _SUBJECTS[:3] and t.head.i > verb.i]
        if all(t.tag_ not in ("VBD", "VBZ", "VBP", "MD") for t in inside):
            return None
        piece = self.ranges.trimmed(_after_day(verb, verb.i + 1), stop) if own else None
        beside = piece is not None and self.doc[piece[0] - 1].text not in (",", ":")
        quoted = any(self.quotes.at(t.i) for t in own)
        return [piece] if piece is not None and beside and not quoted else None

    def _under_text(self, verb: Token) -> list[Token]:
        """ "Said in a statement that …": the clause that the parser hung on the statement."""
        found = []
        hearers = ("obj", "iobj") if verb.lemma_ in ("tell", "inform") else ()
        nouns = [n for n in children(verb, "obl", *hearers) if n.i > verb.i]
        nouns += [below for n in nouns for below in children(n, "nmod")]  # "on condition of …"
        for noun in nouns:
            for clause in children(noun, "acl", "acl:relcl"):
                marks = [c for c in children(clause, "mark") if c.lower_ == "that"]
                if marks and clause.i > noun.i and self._is_clause(clause):
                    found.append(clause)
        return found

    def _is_quotation(self, quote: Quote, clause: Clause, high: int) -> bool:
        """Whether a content clause is no paraphrase but a quotation, which has its own reader."""
        led = self.doc[quote.outer_start - 1].text in _LINKS or quote.outer_start == clause.end
        return quote.outer_end >= high - 1 or (led and quote.words > SHORTEST_QUOTE)

    def _breaks(self, low: int, quote: Quote) -> bool:
        """ "“…,” she says, tying up, “that …”": whether only a circumstance leads to a quote."""
        lead = self.doc[low : quote.outer_start]
        told = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") or t.dep_ == "nsubj" for t in lead)
        return lead[-1].text == "," and not told

    def _until_trailing_report(self, low: int, high: int) -> int:
        """Content ends before ", its minister said", which reports the whole sentence."""
        for i in range(low + 1, min(high + 1, len(self.doc))):
            other = self.clauses.get(i)
            if other is not None and trailing_subject(other.verb, self.quotes) is not None:
                return max(low, min(high, other.start))
        return high

    def _until_full_stop(self, low: int, high: int) -> int:
        """Content ends with a quotation that ends a sentence, whatever the parser joined to it."""
        stop = self._stop(low, high)
        if stop is not None:
            return stop
        for quote in self.quotes.all:
            ends = self.quotes.text[quote.span.end - 1] in ".!?"
            if not ends or not low < quote.outer_end < high:
                continue
            behind = self.doc[quote.outer_end]
            if behind.is_title or behind.is_quote:
                return quote.outer_end
        return high

    def until_next_report(self, clause: Clause, low: int, high: int) -> int:
        """Where the content ends: before ", adding that …", ", while Y said …"."""
        for i in range(max(low + 1, clause.verb.i + 2), high):
            other = self.clauses.get(i)
            if other is None:
                continue
            apart = next((k for k in range(low, other.start) if self.doc[k].text == ";"), None)
            if apart is not None and not self.quotes.at(apart) and self._is_aside(other):
                return apart  # "…; the army, he said, would stay"
            contrast = any(c.lower_ in ("while", "whereas") for c in other.verb.children)
            hands_over = _stresses(other) or _describes(other) or _feels(other)
            hands_over = hands_over or self._governed(other)[0] is not None
            if not contrast and not hands_over:
                continue
            if self.doc[i].tag_ == "VBG" and self.doc[i - 1].lower_ in (",", "and"):
                return i - 1
            beside = self.doc[i].dep_ in ("conj", "advcl", "parataxis")
            own = child(self.doc[i], "nsubj")
            if beside and own is None and other.subject is clause.subject is not None:
                return i - (self.doc[i - 1].lower_ == "and")
            if beside and own is not None and own.i > low:
                marks = children(self.doc[i], "mark", "cc", "advmod")
                first = min([own.left_edge.i, *(m.i for m in marks if m.i < i)])
                if first > low and self.doc[first - 1].text in (",", ";"):
                    return first - 1
        return high

    def _is_clause(self, head: Token) -> bool:
        """Whether a complement asserts something: no question, and with a subject of its own."""
        first = self.doc[head.left_edge.i]
        first = first.nbor() if first.text == "," else first  # "said X, who sells fish"
        if first.lower_ in _QUESTIONS or any(
            c.lower_ in _QUESTIONS for c in children(head, "mark")
        ):
            return False
        if head.head.dep_ == "acl" and first.lower_ in _REASONS:
            return False
        quoted = any(self.quotes.at(t.i) for t in head.subtree)
        return quoted or child(head, *_SUBJECTS) is not None

    def _is_adverbial(self, head: Token) -> bool:
        marks = [c for c in head.children if c.dep_ in ("mark", "advmod")]
        return any(c.lower_ in reporting().not_content and c.dep_ == "mark" for c in marks)

    # ---- before the verb ------------------------------------------------------------------------

    def aside(self, clause: Clause) -> list[Range] | None:
        """What stands around a report between commas: "It is clear, he says, that …"."""
        return self.left(clause) if self._is_aside(clause) else None

    def left(self, clause: Clause) -> list[Range] | None:
        """The clause before ", he said", with what goes on after it."""
        verb = clause.verb
        sentence, before = verb.sent, clause.start - 1
        if before <= sentence.start or not self._closes_content(before):
            return None
        inner = verb.dep_ == "xcomp" or (verb.dep_ == "acl:relcl" and not self._is_free(clause))
        trails = trailing_subject(verb, self.quotes) is not None
        inner = inner and not (trails and verb.tag_ == "VBN")
        if inner or child(verb, "mark", "xcomp") is not None or _has_object(clause):
            return None
        head, aside = self._left_head(verb), self._is_aside(clause)
        hedged = self.doc[clause.start].lower_ == "or"  # "…, or so X says"
        if not (head is not None or aside or _is_inverted(clause) or trails or hedged):
            return None
        low = self._left_start(sentence, before)
        last = self.quotes.at(before) or self.quotes.at(before - 1)
        inside = [t for t in self.doc[low:before] if is_verbal(t) and self.quotes.at(t.i) is None]
        short = last is not None and not last.counts and last.outer_start > low + 1
        only = not (inside or short) and (last is not None or (head is None and not aside))
        only = only and not (last is None and self._is_answer(low, clause))
        if only or (last is not None and self._is_presented(low, last)):
            return None  # nothing but a quotation, which has its own reader
        end = before + 1 if self.quotes.at(before) is not None else before
        rest = self._rest(clause) if aside else self._goes_on(verb, clause)
        if rest is None:
            return None if self._is_circumstance(low, clause) else [(low, end)]
        return [rest] if self._gives_reasons(before - 1, rest) else [(low, end), rest]

    def _is_answer(self, low: int, clause: Clause) -> bool:
        """ "No time, says X.": a phrase alone, which is no circumstance of what X does."""
        subject, first = clause.subject, self.doc[low]
        inverted = subject is not None and subject.i > clause.verb.i
        opens = first.pos_ in ("DET", "NOUN", "PROPN", "ADV") or first.lower_ in _ANSWERING
        ends = clause.end >= len(self.doc) or self.doc[clause.end].text in (".", ";")
        alone = low == clause.verb.sent.start or self.doc[low - 1].text == ";"
        told = first.lower_ in _ANSWERING if not inverted else opens
        return told and ends and alone and clause.start - low <= _LONGEST_ANSWER

    def _gives_reasons(self, mark: int, rest: Range) -> bool:
        """ "Eats soup because, she says, soup is warm": said is only what comes after."""
        opens = self.doc[mark].lower_ in _GIVING_REASONS
        return opens and any(map(is_verbal, self.doc[slice(*rest)]))

    def _is_presented(self, low: int, quote: Quote) -> bool:
        """ "X was blunt: “…,” he said": whether what is said begins with the quotation."""
        return self.quotes.at(low) is quote or self.doc[quote.outer_start - 1].text in _PRESENTING

    def _is_circumstance(self, low: int, clause: Clause) -> bool:
        """ "When asked about it, he answered …": what comes before a report is no content of it."""
        first = self.doc[low]
        marks = first.lower_ in reporting().not_content or first.lower_ == "if"
        under = first.head if marks else first
        bare = under.tag_ in ("VBN", "VBG", "VBD") and child(under, *_SUBJECTS) is None
        bare = bare and not under.dep_.startswith("csubj")
        if marks:
            head = self._left_head(clause.verb)
            if head is not None and under.i < head.i and not bare:
                return False  # "If X goes ahead, Y will close its ports, said Z"
            return first.dep_ in ("mark", "advmod") and (bare or under.head is clause.verb)
        return bare and under.i == low

    def _closes_content(self, i: int) -> bool:
        """Whether content may end at token `i`: a comma, or a quotation that ends with one."""
        quote = self.quotes.at(i)
        if quote is not None:
            return i == quote.outer_end - 1 and self.quotes.text[quote.span.end - 1] in ",!?"
        return self.doc[i].text in (",", "–", "—")

    def _is_aside(self, clause: Clause) -> bool:
        """Whether commas shut the reporting clause in: "It is clear, he says, that …"."""
        verb = clause.verb
        behind = self.doc[clause.end].text if clause.end < verb.sent.end else ""
        dashes = behind in _DASHES and self.doc[clause.start - 1].text in _DASHES
        shut = behind == "," or dashes
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") and clause.subject is not None
        quoted = any(map(self.quotes.at, (clause.start - 2, clause.end + 1)))
        return shut and finite and not quoted and clause.end - clause.start <= _LONGEST_ASIDE

    def _is_free(self, clause: Clause) -> bool:
        """Whether what the parser took for a relative clause only stands between commas."""
        verb = clause.verb
        inside = {t.i for t in clause.subject.subtree} if clause.subject is not None else ()
        words = [t for t in self.doc[clause.start : verb.i] if t.i not in inside]
        related = any(t.tag_ in ("WP", "WDT", "WRB") or t.lower_ == "that" for t in words)
        return self.doc[clause.start - 1].text == "," and not related

    def _left_head(self, verb: Token) -> Token | None:
        for c in children(verb, "ccomp", "parataxis"):
            if c.i < verb.i:
                return c
        governed = verb.dep_ == "parataxis" and verb.head.i < verb.i
        return verb.head if governed and verb.head.sent == verb.sent else None

    def _left_start(self, sentence: Span, before: int) -> int:
        tokens = self.doc.tokens
        for i in range(before - 1, sentence.start, -1):
            mark = tokens[i].text
            if mark == ";" or (mark in _FULL_STOPS and self._stop(i, i + 1) is not None):
                return after_dateline(self.doc, i + 1)
        return after_dateline(self.doc, sentence.start)

    def _stop(self, low: int, high: int) -> int | None:
        """The first full stop in [low, high) that no quotation holds: two sentences taken for one.

        Abbreviations keep their stops in their own tokens.
        """
        tokens = self.doc.tokens
        for i in range(low, min(high, len(tokens) - 1)):
            if tokens[i].text not in _FULL_STOPS or self.quotes.at(i) is not None:
                continue
            opens = self.quotes.at(i + 1)
            after = opens.start if opens is not None else i + 1
            if tokens[after].text[0].isupper():
                return i
        return None

    def _rest(self, clause: Clause) -> Range | None:
        """What goes on after ", he says,", up to the next report: ", adding that …"."""
        end = self.until_next_report(clause, clause.end - 1, clause.verb.sent.end)
        without = self.doc[clause.end + 1].lower_ == "without" if end > clause.end + 1 else True
        return None if without else (clause.end, end)

    def _goes_on(self, verb: Token, clause: Clause) -> Range | None:
        for c in children(verb, "ccomp", "advcl", "conj"):
            stopped = self._stop(clause.verb.i, c.i) is not None
            if c.i > clause.end and not stopped and (c.dep_ == "ccomp" or self._opens_with_if(c)):
                low, high = self.ranges.subtree(c)
                return (low, high) if low >= clause.end else None
        return None

    def _opens_with_if(self, head: Token) -> bool:
        return any(c.lower_ in ("if", "unless", "provided") for c in children(head, "mark"))
