"""Who says it: the speaker, the addressee and the extent of a reporting clause."""

from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child, children, frame_of, is_verbal
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quotes

_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_UNREAL = frozenset({"would", "could", "should", "might", "may", "can", "must"})
_MARKS = frozenset({"if", "unless", "whether"})
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
    subject = _subject(verb, quotes, discourse)
    start = end = verb.i
    for dependent in verb.children:
        if dependent.dep_ in ("aux", "aux:pass", "advmod", "cc") and dependent.i < verb.i:
            if quotes.at(dependent.i) is None and verb.i - dependent.i <= 3:
                start = min(start, dependent.i)
    end += 1
    if subject is not None and subject.head == verb:
        edges = [t.i for t in subject.subtree if quotes.at(t.i) is None and t.i != verb.i]
        if subject.i < verb.i:
            start = min(start, *edges)
        else:
            end = max(end, *edges) + 1
    elif subject is not None and subject.i < verb.i and subject.sent == verb.sent:
        reference = discourse.reference(subject)
        start = min(start, reference.start if reference else subject.i)
    for dependent in children(verb, "iobj", "compound:prt", "advmod", "obl", "obl:unmarked"):
        edges = [t.i for t in dependent.subtree]
        if dependent.i > verb.i and min(edges) <= end + 1 and not any(map(quotes.at, edges)):
            end = max(end, max(edges) + 1)
    return Clause(verb, subject, start, end)


def _subject(verb: Token, quotes: Quotes, discourse: Discourse) -> Token | None:
    subject = frame_of(verb).subject
    if subject is not None and quotes.at(subject.i) is None and not _mistaken(subject, verb):
        return subject
    for dependent in verb.children:
        if dependent.dep_ in ("appos", "parataxis", "dep", "obj") and dependent.i < verb.i:
            if discourse.resolve(dependent) and quotes.at(dependent.i) is None:
                return dependent
    return _nearest_name(verb, quotes, discourse)


def _mistaken(subject: Token, verb: Token) -> bool:
    """Whether the parser's subject is a clause, or lies in another sentence."""
    return is_verbal(subject) or subject.sent != verb.sent


def _nearest_name(verb: Token, quotes: Quotes, discourse: Discourse) -> Token | None:
    """A name before the verb with only an apposition between them, or just after it."""
    if child(verb, "mark") is not None or verb.tag_ == "VBG":
        return None
    low = max(verb.sent.start, verb.i - _LONGEST_APPOSITION)
    for i in range(verb.i - 1, low - 1, -1):
        if quotes.at(i) is not None:
            break
        reference = discourse.reference(i)
        if reference is None or reference.head != i or reference.place:
            continue
        closes = verb.doc[verb.i - 1].text == ","
        if reference.end == verb.i or (
            closes and reference.kind == "name" and _led(reference.start, verb)
        ):
            return verb.doc[i]
    after = discourse.reference(verb.i + 1) if verb.i + 1 < len(verb.doc) else None
    if after is not None and after.start == verb.i + 1 and quotes.ending_before(verb.i):
        return verb.doc[after.head]
    return None


def _led(start: int, verb: Token) -> bool:
    """Whether the phrase at `start` opens a clause: after a comma or at the sentence's start."""
    return start == verb.sent.start or verb.doc[start - 1].text in (",", "”", '"')


# ---- speakers -----------------------------------------------------------------------------------


def speaker_of(clause: Clause, discourse: Discourse) -> Entity | None:
    """The one actor who speaks in `clause`, or None: unknown, several, or only an outlet."""
    subject = clause.subject
    if subject is None or (subject.lower_ in reporting().nobody and subject.lower_ != "who"):
        named = subject is not None and subject.dep_ != "expl" and discourse.resolve(subject)
        if not named:
            return None
    return actor_at(subject, discourse) if subject is not None else None


def actor_at(token: Token, discourse: Discourse) -> Entity | None:
    """The one actor whom the phrase at `token` tells, unless it only carries stories."""
    if token.lemma_.lower() in reporting().messages:
        return _issuer(token, discourse)
    found = discourse.resolve(token, introduce=True)
    if len(found) != 1 or not found[0].id:
        return None
    return None if is_outlet(found[0].name) else found[0]


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet that speaks for nobody but itself."""
    words = {word.strip(".,'’").lower() for word in name.replace("-", " ").split()}
    words |= {word.removesuffix("'s").removesuffix("’s") for word in words}
    lists = reporting()
    if words & {"ministry", "secretary", "spokesman", "spokeswoman", "spokesperson", "minister"}:
        return False
    return bool(words & lists.outlets) and not words & lists.state_outlets


def _issuer(noun: Token, discourse: Discourse) -> Entity | None:
    """Who issued the statement or letter that speaks; joint ones have no single issuer."""
    if any(c.lower_ == "joint" for c in noun.children):
        return None
    for token in (noun, *_earlier(noun)):
        if any(c.lower_ == "joint" for c in token.children):
            return None
        for owner in children(token, "nmod:poss", "nmod", "compound"):
            found = discourse.resolve(owner, introduce=True)
            if len(found) == 1 and found[0].id and not is_outlet(found[0].name):
                return found[0]
        if token.head.lemma_ in ("say", "issue", "release", "publish") and token is not noun:
            subject = frame_of(token.head).subject
            found = discourse.resolve(subject) if subject is not None else ()
            if len(found) == 1:
                return found[0]
    return None


def _earlier(noun: Token) -> list[Token]:
    """Mentions of the same kind of message before, the latest first."""
    lemma = noun.lemma_.lower()
    return [t for t in noun.doc[max(0, noun.i - 120) : noun.i] if t.lemma_.lower() == lemma][::-1]


def addressee_of(verb: Token, speaker: Entity, discourse: Discourse) -> Entity | None:
    """Whom the words are said to, if the clause tells a single actor."""
    phrases = children(verb, "iobj")
    phrases += [t for kind, t in frame_of(verb).obliques if kind == "to" and t.head == verb]
    if verb.lemma_.lower() in ("tell", "inform", "assure", "remind", "notify", "advise", "warn"):
        phrases += children(verb, "obj")
    for phrase in phrases:
        found = discourse.resolve(phrase)
        if len(found) == 1 and found[0] is not speaker and found[0].id:
            return found[0]
    return None


# ---- reality ------------------------------------------------------------------------------------


def is_denied(verb: Token) -> bool:
    """Whether nothing was said: "did not say", "declined to say"."""
    if any(c.lower_ in _NEGATIONS for c in verb.children if c.i < verb.i):
        return True
    governor = verb.head
    return verb.dep_ == "xcomp" and governor.lemma_ in ("decline", "refuse", "fail", "want", "need")


def is_unreal(verb: Token) -> bool:
    """Whether the saying is only possible: "might say", "if he says"."""
    if any(c.lower_ in _UNREAL and c.dep_ == "aux" for c in verb.children):
        return True
    return any(c.lower_ in _MARKS and c.dep_ == "mark" for c in verb.children)
