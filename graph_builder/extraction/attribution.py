"""Reporting clauses: their verb, the head of their subject, how far they reach."""

from dataclasses import dataclass

from graph_builder.extraction.attribution_inverted import (
    LONGEST_TAIL,
    STOPS,
    ends_with,
    inverted_subject,
    is_finite,
    is_joined_wrongly,
)
from graph_builder.extraction.attribution_recent import is_parted
from graph_builder.extraction.datelines import after_dateline
from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.frames import child, children, frame_of, is_verbal, preposition
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quotes
from graph_builder.extraction.temporal_words import WEEKDAYS
from graph_builder.extraction.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CLOSING = frozenset({"ccomp", "xcomp", "obj", "nsubj"})
_BEFORE_NAME = frozenset({"nmod:desc", "compound", "amod", "det"})
_TELLING = frozenset({"VBD", "VBZ", "VBG"})
_QUOTING = frozenset({"quote", "cite"})
_FALLING = frozenset({"fall", "leave"})
_LEADING = frozenset({",", "”", '"', "-", "–", "—", "--", ":"})
_SPANS = frozenset({"day", "week", "month", "year", "hour", "minute", "decade"})
_ADJACENT = 3  # tokens
_BESIDE = frozenset({"aux", "aux:pass", "advmod", "cc"})
# What tells more of somebody: "an aide to X", "the mayor of Y".
_TOLD_OF = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "PART", "PRON", "NUM"})
_IN_DATES = _SPANS | {"on", "in", "last", "this", "earlier"}
_LONGEST_APPOSITION = 18  # words between a name and its verb, filled by what the person is


@dataclass(slots=True, eq=False)
class Clause:
    """A reporting clause: its verb and the tokens [start, end) that are no content.

    `subject` is the head of the phrase that tells the speaker; None if there is none.
    """

    verb: Token
    subject: Token | None
    start: int
    end: int

    @property
    def lemma(self) -> str:
        """The verb's lemma, lower case."""
        return self.verb.lemma_.lower()


def clause_of(verb: Token, quotes: Quotes, discourse: Discourse) -> Clause:
    """The reporting clause around `verb`."""
    trailing = trailing_subject(verb, quotes)
    if trailing is not None:
        low, phrases = trailing
        named = (t for t in phrases if (r := discourse.reference(t)) and r.kind == "name")
        head = next(named, phrases[0])
        return Clause(verb, head, low, _right_end(verb, verb.i + 1, quotes))
    subject = _subject(verb, quotes, discourse)
    start = end = verb.i
    for dependent in verb.children:
        near = dependent.i < verb.i and verb.i - dependent.i <= 3
        if near and dependent.dep_ in _BESIDE and quotes.at(dependent.i) is None:
            start = min(start, dependent.i)
    end += 1
    if subject is not None and subject.head == verb:
        edges = [t.i for t in subject.subtree if quotes.at(t.i) is None and t.i != verb.i]
        if subject.i < verb.i:
            start = min(start, *edges)
        else:
            end = max(end, *edges) + 1
            end -= verb.doc[end - 1].text == ","
            outlet = children(verb, "nsubj") if verb.lemma_ in _QUOTING else []
            start = min([start, *(c.left_edge.i for c in outlet)])
    elif subject is not None and 0 < verb.i - subject.i <= _LONGEST_APPOSITION:
        reference = discourse.reference(subject)
        before = children(subject, "nmod:desc", "det")
        title = (c.left_edge.i for c in before if c.i < subject.i)
        start = min(start, reference.start if reference else subject.i, *title)
    elif subject is not None and subject.i > verb.i and _is_plainly_after(verb, subject):
        tail = verb.doc[subject.i + 1 : verb.sent.end]
        end = max(end, next((t.i for t in tail if t.text in (",", *STOPS)), subject.i + 1))
    start += verb.doc[start].text == ","
    led = [t.lower_ for t in verb.doc[max(start - 2, 0) : start + 1]]
    if "so" in led and led[led.index("so") - 1] == "or":
        start += led.index("so") - len(led)  # "…, or so X says"
    return Clause(verb, subject, start, _right_end(verb, end, quotes))


def _right_end(verb: Token, end: int, quotes: Quotes) -> int:
    """The end of a reporting clause: after its addressee, adverbs and circumstances."""
    for dependent in children(verb, "iobj", "compound:prt", "advmod", "obl", "obl:unmarked"):
        if dependent.i < verb.i or dependent.low > end + 1:
            continue
        if not any(quotes.at(t.i) for t in dependent.subtree):
            end = max(end, dependent.right_edge.i + 1)
    return _after_date(verb, end)


def _after_date(verb: Token, end: int) -> int:
    """Over a date that closes ", he warned last week,", whatever the parser hung it on."""
    tokens, i = verb.doc.tokens, end
    while i < verb.sent.end and (tokens[i].ent_type_ == "DATE" or tokens[i].lower_ in _IN_DATES):
        i += 1
    return i if i > end and i < len(tokens) and tokens[i].text == "," else end


def trailing_subject(verb: Token, quotes: Quotes) -> tuple[int, list[Token]] | None:
    """The subject of a report that ends its sentence: "…, two people briefed on them said."

    Gives where its phrase starts, and the heads of it and of its appositions. It is read off the
    commas, for a parser often ties such a phrase to the clause before it.
    """
    sentence = verb.sent
    told = verb.tag_ in ("VBD", "VBZ", "VBP") or _closes(verb)
    if not told or verb.lemma_.lower() not in reporting().say:
        return None
    if child(verb, "mark") is not None or not _ends_sentence(verb, quotes):
        return None
    segments = _segments_before(verb, quotes)
    before = verb.doc[sentence.start : segments[-1][0]] if segments else None
    if before is None or not any(is_finite(t) for t in before):
        return None
    closed = verb.doc[segments[0][1]].text == ","
    if closed and len(segments) < 2:
        return None
    # "…, A. B., the adviser, said": the comma before the verb closes an apposition.
    used = segments[: 2 if closed else 1]
    return used[-1][0], [t for a, b in reversed(used) for t in _nouns_of(verb.doc[a:b])]


def _closes(verb: Token) -> bool:
    """ "…, an official who asked not to be named said.": the last word is no participle."""
    last = verb.i + 2 == verb.sent.end or verb.i + 1 == verb.sent.end
    return verb.lower_ == "said" and last and child(verb, "aux", "aux:pass") is None


def _segments_before(verb: Token, quotes: Quotes) -> list[tuple[int, int]]:
    """The phrases between commas that lead up to `verb`, the nearest first, at most two."""
    sentence, doc = verb.sent, verb.doc.tokens
    low = verb.i
    while low > sentence.start and doc[low - 1].pos_ in ("ADV", "AUX"):
        low -= 1
    segments: list[tuple[int, int]] = []
    while low > sentence.start and len(segments) < 2:
        high = low
        while low > sentence.start and doc[low - 1].text != "," and not quotes.at(low - 1):
            low -= 1
        # Next to the verb a second finite verb can only be a participle: "people briefed on it".
        finite = [t for t in doc[low:high] if is_finite(t)]
        participle = (
            high == verb.i
            and doc[low].pos_ not in ("SCONJ", "PRON")
            and not is_finite(doc[low])
            and all(_is_relative(t) for t in finite)
        )
        if low < high and ((finite and not participle) or doc[low].pos_ == "CCONJ"):
            break
        if low < high:
            segments.append((low, high))
        if low > sentence.start and quotes.at(low - 1):
            break
        low -= 1
    return segments


def _is_relative(verb: Token) -> bool:
    """ "People briefed on it", "an officer who was there": no clause of its own."""
    subject = child(verb, "nsubj")
    return subject is None or (verb.dep_ == "acl:relcl" and subject.tag_ == "WP")


def _nouns_of(span: Span) -> list[Token]:
    """What may be the head of a phrase, whatever the parser hangs it on, the likeliest first."""
    nouns = [t for t in span if t.pos_ in ("NOUN", "PROPN", "PRON") and t.tag_ != "WP"]
    subjects = [t for t in nouns if t.dep_ in _SUBJECTS and child(t, "case") is None]
    appositions = [t for t in nouns if t.dep_ == "appos"]
    return subjects[::-1] or appositions[:1] or [span.root]


def _ends_sentence(verb: Token, quotes: Quotes) -> bool:
    """Whether at most circumstances follow the verb: no clause, object or quotation of its own."""
    for dependent in verb.children:
        told = dependent.dep_ == "obj" and verb.lemma_ == "tell"  # "…, X told a press conference"
        if dependent.i > verb.i and dependent.dep_ in _CLOSING and not told:
            return False
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    return len(rest) <= LONGEST_TAIL and not any(is_finite(t) for t in rest if not quotes.at(t.i))


def _subject(verb: Token, quotes: Quotes, discourse: Discourse) -> Token | None:
    if quotes.ending_before(verb.i) is not None and quotes.at(verb.i - 1) is not None:
        inverted = inverted_subject(verb)
        if inverted is not None and verb.tag_ in ("VBD", "VBZ"):
            return inverted
    subject = _after_comma(verb) or _said_before(verb, quotes) or _quoted_as(verb)
    subject = subject or _behind_quote(verb, quotes) or _charged(verb)
    subject = subject or _beside_content(verb, discourse) or frame_of(verb).subject
    if subject is not None and subject.lemma_.lower() in _SPANS and verb.dep_ == "conj":
        # "X praised it, but months later called it …": the time is no subject.
        subject = frame_of(verb.head).subject
    if subject is not None and quotes.at(subject.i) is None and not _mistaken(subject, verb):
        return _named_beside(subject, verb, discourse)
    for dependent in verb.children:
        before = dependent.i < verb.i and quotes.at(dependent.i) is None
        misread = dependent.dep_ in ("appos", "parataxis", "dep", "obj")
        if before and misread and discourse.resolve(dependent):
            return dependent
    return _nearest_name(verb, quotes, discourse)


def _after_comma(verb: Token) -> Token | None:
    """Of "…, said X" and "Nothing in it, said X, obliges us to …": X, right after the verb."""
    inverted = inverted_subject(verb) if verb.i and verb.doc[verb.i - 1].text == "," else None
    if inverted is None:
        return None
    if ends_with(verb, inverted) or is_joined_wrongly(verb) or _is_plainly_after(verb, inverted):
        return inverted
    contents = children(verb, "ccomp", "parataxis")
    if not contents or inverted.dep_ != "nsubj" or verb.tag_ not in ("VBD", "VBZ"):
        return None
    shut = inverted.head == verb and all(child(c, "nsubj") is None for c in contents)
    shut = shut and "," in (inverted.right_edge.text, inverted.right_edge.nbor().text)
    stop = next((t.i for t in verb.doc[verb.i : verb.sent.end] if t.text in STOPS), 0)
    return inverted if shut or all(not verb.i < c.i < stop for c in contents) else None


def _is_plainly_after(verb: Token, subject: Token) -> bool:
    """ "In fact, says X, the road is open": whether only X can be who says so.

    What was said would end no phrase here, whatever the parser made of the two.
    """
    behind = verb.doc[subject.i + 1 : min(subject.i + LONGEST_TAIL, verb.sent.end)]
    stop = next((t.i for t in behind if t.text in (",", ";", *STOPS) or t.lower_ == "who"), 0)
    shut = stop > 0 and all(t.pos_ in _TOLD_OF for t in verb.doc[subject.i + 1 : stop])
    alone = verb.i > 0 and verb.nbor(-1).text == ","
    alone = alone and all(c.i > verb.i for c in children(verb, "nsubj", "aux", "mark"))
    finite = verb.tag_ in ("VBD", "VBZ") or verb.lower_ == "say"
    return alone and shut and finite and verb.lemma_ == "say"


def _said_before(verb: Token, quotes: Quotes) -> Token | None:
    """Of "…, X said, adding that …": X, wherever the parser hung the participle."""
    if verb.tag_ != "VBG" or child(verb, "nsubj", "mark") is not None or verb.i < _ADJACENT:
        return None
    if verb.doc[verb.i - 1].text != ",":
        return None
    nearest = True
    for i in range(verb.i - 2, verb.sent.start, -1):
        token, quote = verb.doc[i], quotes.at(i)
        if quote is not None and quote.counts:
            return None
        if _adds(token):  # "…, adding that Y told Z …, hoping that …": both are of whoever adds
            return _said_before(token, quotes) or frame_of(token).subject
        if is_finite(token):
            subject = child(token, "nsubj")
            says = token.lemma_.lower() in reporting().say and token.tag_ != "MD"
            if says and not (subject is not None and _adds(verb.doc[subject.left_edge.i - 2])):
                return subject if nearest or _goes_on(verb, token) else None
            nearest = False
    return None


def _goes_on(verb: Token, report: Token) -> bool:
    """Whether "…, stressing that …" goes on a report over a clause of its content."""
    return verb.lemma_.lower() in reporting().following and any(
        c.left_edge.i <= verb.i <= c.right_edge.i for c in children(report, "ccomp")
    )


def _adds(token: Token) -> bool:
    """Whether a participle of saying goes on a report: ", adding that …"."""
    says = token.tag_ == "VBG" and token.lemma_.lower() in reporting().say
    return says and token.i > 0 and token.nbor(-1).text == ","


def _behind_quote(verb: Token, quotes: Quotes) -> Token | None:
    """Of two subjects the one after the quotation: "X has had enough: “…,” he wrote"."""
    subjects = [c for c in children(verb, "nsubj") if c.i < verb.i and quotes.at(c.i) is None]
    if len(subjects) < 2:
        return None
    last = subjects[-1]
    behind = quotes.ending_before(last.left_edge.i) is not None
    return last if behind and subjects[0].i < last.left_edge.i - 1 else None


def _charged(verb: Token) -> Token | None:
    """Of "it fell to X to explain that …": X."""
    above = verb.head
    if verb.tag_ != "VB" or above.lemma_ not in _FALLING:
        return None
    if all(c.lower_ != "it" for c in children(above, "expl", "nsubj", "nsubj:pass")):
        return None
    before = (t for t in children(above, "obl", "obl:agent") if t.i < verb.i)
    return next((t for t in before if preposition(t) == "to"), None)


def _named_beside(subject: Token, verb: Token, discourse: Discourse) -> Token:
    """Of "X, a baker in Bern, said": X, where the parser took the baker for the subject, too.

    Of "The road, X said, is closed" X, too: an apposition would end with a comma.
    """
    for other in children(subject, "appos"):
        if is_parted(other) and other.right_edge.i + 1 == verb.i and discourse.resolve(other):
            return other
    if subject.i > verb.i or discourse.resolve(subject):
        return subject
    for other in children(verb, "nsubj"):
        beside = subject.i < other.i < verb.i or (is_parted(subject) and other.i < subject.i)
        if beside and discourse.resolve(other):
            return other
    return subject


def _beside_content(verb: Token, discourse: Discourse) -> Token | None:
    """Of "X said the road would be shut and recalled that …": X, though the parser joins the verbs.

    The content's own subject can't be the one when it is nobody or its verb has another form.
    """
    inner = verb.head
    report = inner.head if inner.dep_ == "ccomp" else None
    beside = verb.dep_ == "conj"
    if verb.tag_ == "VBG":
        before = verb.nbor(-1) if verb.i else verb
        beside = verb.dep_ == "advcl" and (before.is_quote or before.text == ",")
    if not beside or verb.tag_ not in _TELLING or child(verb, "nsubj") is not None:
        return None
    if report is None or report.i > inner.i or report.lemma_.lower() not in reporting().say:
        return None
    subject = frame_of(inner).subject
    somebody = subject is not None and discourse.resolve(subject)
    # "X said Y had gone and asserted …": the two verbs differ in form.
    apart = inner.tag_ == "VB" or (inner.tag_ == "VBN" and verb.tag_ in ("VBD", "VBZ"))
    return None if somebody and not apart else frame_of(report).subject


def _quoted_as(verb: Token) -> Token | None:
    """Of "quoted X as saying that …", asked about either verb: X."""
    saying = verb.tag_ == "VBG" and verb.dep_ == "advcl" and child(verb, "mark") is not None
    quoting = verb.head if saying else verb
    if quoting.lemma_ not in _QUOTING:
        return None
    quoted = child(quoting, "obj", "iobj")
    if quoted is not None and quoted.i > quoting.i and child(quoting, "nsubj") is not None:
        return quoted  # "X quoted his mother: “…”": hers, whoever she is
    after = verb.doc[quoting.i + 1 : quoting.i + LONGEST_TAIL]
    if not saying and all(t.lower_ != "as" or t.nbor().tag_ != "VBG" for t in after[:-1]):
        return None
    return child(quoting, "nsubj:pass") or inverted_subject(quoting)


def _mistaken(subject: Token, verb: Token) -> bool:
    """Whether the parser's subject is a clause, or lies in another sentence or the dateline."""
    elsewhere = is_verbal(subject) or subject.sent != verb.sent
    return elsewhere or subject.i < after_dateline(verb.doc, verb.sent.start)


def _nearest_name(verb: Token, quotes: Quotes, discourse: Discourse) -> Token | None:
    """A name before the verb with only an apposition between them, or just after it."""
    if child(verb, "mark") is not None or verb.tag_ == "VBG":
        return None
    low = max(verb.sent.start, verb.i - _LONGEST_APPOSITION)
    dated = verb.i > 1 and is_weekday(verb.nbor(-1))  # "Lund Monday said …"
    edge = verb.i - (dated or (verb.i > 1 and verb.nbor(-1).dep_ == "aux"))
    if dated and low == edge and verb.nbor(-2).pos_ == "PROPN":
        low = verb.nbor(-2).sent.start
    for i in range(edge - 1, low - 1, -1):
        if quotes.at(i) is not None:
            break
        reference = discourse.reference(i)
        if reference is None or i not in (reference.head, reference.start) or reference.place:
            continue
        closes = verb.doc[edge - 1].text == ","
        beside = closes and reference.kind == "name" and _led(reference.start, verb)
        if reference.end == edge or beside:
            return verb.doc[i]
    return inverted_subject(verb) if quotes.ending_before(verb.i) else None


def is_weekday(token: Token) -> bool:
    """Whether a token is the full name of a day: no "Sun", which may be a person's."""
    return token.lower_ in WEEKDAYS and token.lower_.endswith("day")


def _led(start: int, verb: Token) -> bool:
    """Whether the phrase at `start` opens a clause: after a comma or at the sentence's start."""
    while start > verb.sent.start and verb.doc[start - 1].dep_ in _BEFORE_NAME:
        start -= 1
    return start == verb.sent.start or verb.doc[start - 1].text in _LEADING
