"""Turns of transcripts, interviews and radio scripts: "LUND: We will …", "Q: … A: …".

Words behind such a label are the labelled person's without quotation marks, and "I" in them is
that person. Who only asks or reports is no speaker: presenters, questions, correspondents.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.interviews import interviewed
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.quotes import find_quotations, paragraphs
from graph_builder.extraction.tokens import Doc, Token

# A label: a few words without a figure at the start of a paragraph, then a colon.
_LABEL = re.compile(
    r"^[ \t]*(?P<label>[QA]\d*(?=[.:])|[^\W\d_][^\n:\d“”\"?!;]{0,59}(?=:))[.:](?=\s+[^\s\"“'‘«„])",
    re.MULTILINE,
)
_LONGEST = 8  # words
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SMALL = 3  # letters of words that stay small in titles
_ASKING = frozenset(
    "q question presenter host anchor moderator interviewer reporter journalist narrator newsreader"
    " announcer studio correspondent".split()
)
_ANSWERING = frozenset({"a", "answer"})
# Who talks in an interview that has no labels: its questions stand in paragraphs of their own.
_INTERVIEW = re.compile(
    r"\binterview|\b(?:[Ww]e|I) met\b"
    r"|\b(?:spoke|speaks|talk(?:s|ed)|sat down|chat(?:s|ted)) (?:to|with)\b"
    r"|\banswer(?:s|ed)\b|\bquestions\b|\bQ ?& ?A\b"
)
_LONGEST_QUESTION = 50  # tokens
_QUOTED = re.compile(r"\n[ \t]*[\"“‘']")
# What "we" did is of the speaker and the one who was just named.
_TOGETHER = frozenset(
    "meet agree talk speak sign settle sit discuss negotiate lunch dine exchange decide conclude"
    " confer resolve initial".split()
)
# "Lund (Labour)", "MS LUND", "CLIP, LUND": reporters are called by their names alone.
_TELLING = frozenset("mr mrs ms miss dr sir clip soundbite actuality tape (".split())
_OWN = frozenset({"i", "we", "my", "our", "me", "us"})
_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself"})
SPEAKING = _FIRST_PERSON | _SECOND_PERSON | {"we"}


_REPORTING = (
    r"\b{name},? (?:reports|reporting|has (?:this|the|more))\b|^by {name}\b"
    r"|\b(?:correspondent|reporter|presenter|host|editor),? {name}\b"
)


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One paragraph of a transcript at tokens [start, end), without its label.

    `speaker` is None where somebody asks or reports; `source` is the label's token range.
    """

    start: int
    end: int
    speaker: Entity | None
    source: tuple[int, int]


class Transcript:
    """The turns of one article, in text order; none in most.

    `described` are the people of whom the text tells an office or what they are.
    """

    def __init__(self, discourse: Discourse, described: Set[Entity]) -> None:
        self.turns = _turns(discourse, described)
        for turn in self.turns:
            _mention(discourse, turn)
        self._starts = [turn.start for turn in self.turns]
        speakers = {turn.speaker for turn in self.turns if turn.speaker is not None}
        self.answering = speakers.pop() if len(speakers) == 1 else None

    @property
    def named(self) -> Reference | None:
        """Where the text tells first who is the only one to answer."""
        return _told(self.answering) if self.answering is not None else None

    def at(self, i: int) -> Turn | None:
        """The turn that token `i` stands in."""
        number = bisect_left(self._starts, i + 1) - 1
        turn = self.turns[number] if number >= 0 else None
        return turn if turn is not None and i < turn.end else None

    def asked_before(self, i: int) -> int:
        """Where the question begins that the turn at token `i` answers, else the turn itself."""
        number = bisect_left(self._starts, i + 1) - 1
        before = self.turns[number - 1] if number > 0 else None
        asked = before is not None and before.speaker is None
        return self._starts[number - 1 if asked else number] if number >= 0 else i

    def together(self, token: Token) -> Entity | None:
        """Who is "we" at `token` without him that was just named: "We signed it in the lift"."""
        turn = self.at(token.i)
        verb = token.head
        joint = token.lower_ == "we" and (verb.lemma_ in _TOGETHER or "together" in verb.below)
        return turn.speaker if joint and turn is not None else None

    def person(self, i: int, lower: str) -> Entity | None:
        """Who is "I" at token `i`, or "you" in a question to the only one who answers."""
        turn = self.at(i)
        if turn is None:
            return None
        if lower in _FIRST_PERSON:
            return turn.speaker
        return self.answering if turn.speaker is None and lower in _SECOND_PERSON else None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph's tokens [start, end); `label` are those of its label, with its words.

    `titled` says that the label is written as names and titles are.
    """

    start: int
    end: int
    label: tuple[int, int] | None = None
    words: tuple[str, ...] = ()
    titled: bool = False


def _turns(discourse: Discourse, described: Set[Entity]) -> list[Turn]:
    doc = discourse.doc
    found = {m.start("label"): m for m in _LABEL.finditer(doc.text)}
    if len(found) < 2:
        marked = _between_marks(discourse, described) if len(_QUOTED.findall(doc.text)) > 1 else []
        asks = not marked and doc.text.count("?\n") > 1
        return _in_turn(discourse, described) if asks else marked
    pieces = [_paragraph(doc, low, high, found.get(low)) for low, high in paragraphs(doc.text)]
    labels = {piece.words for piece in pieces if piece.label}
    asking = {words for words in labels if _asks(words)}
    people = {words: _labelled(words, discourse) for words in labels - asking}
    known = {words: person for words, person in people.items() if person is not None}
    first = next((piece.start for piece in pieces if piece.label), 0)
    asked = interviewed(discourse, first, described) if asking and not known else None
    if asked is not None:
        known.update((words, asked) for words in labels if _answers(words))
    spoken = [piece for piece in pieces if piece.words in known]
    if asking and labels == asking:
        return _unlabelled(pieces, [n for n, p in enumerate(pieces) if p.label], asked, doc)
    if len(spoken) < (1 if asking else 2):
        return []
    own = any(t.lower_ in _OWN for piece in spoken for t in doc.tokens[piece.start : piece.end])
    if not (own or asking):
        return []
    one = not asking and len({*known.values()}) == 1
    silent = _silent(doc, spoken, known)
    left = {*known.values()} - silent
    if len(left) > 1:
        silent |= left - described - {who for words, who in known.items() if _tells(words, who)}
    voices = {words: None if who in silent else who for words, who in known.items()}
    voices.update(dict.fromkeys(asking))
    return list(_laid_out(pieces, voices, one=one))


def _in_turn(discourse: Discourse, described: Set[Entity]) -> list[Turn]:
    """The answers of an interview whose questions stand in paragraphs of their own.

    Where its heading doesn't tell that somebody talks, it must be plain from the questions, which
    take turns with the answers and speak to "you".
    """
    doc = discourse.doc
    pieces = [_paragraph(doc, low, high, None) for low, high in paragraphs(doc.text)]
    words = [{t.lower_ for t in doc.tokens[p.start : p.end]} for p in pieces]
    short = [p.end - p.start <= _LONGEST_QUESTION for p in pieces]
    turned = [bool(held & _SECOND_PERSON) for held in words]
    asked = [n for n, p in enumerate(pieces) if n and short[n] and doc[p.end - 1].text == "?"]
    if len(asked) < 2:
        return []
    strict = all((n - asked[0]) % 2 == 0 for n in asked)
    if strict:
        first = asked[0]
        while first > 3 and short[first - 2] and turned[first - 2] and words[first - 1] & _OWN:
            first -= 2  # "Your critics say that …": a question without its mark
        asked = list(range(first, len(pieces), 2))  # "That came quickly." is one, too
    start = pieces[asked[0]].start
    plain = strict and len(asked) > 2 and 2 * sum(turned[n] for n in asked) >= len(asked)
    if start < 2 or not (plain or _INTERVIEW.search(doc.text[: doc.offsets[start]])):
        return []
    return _unlabelled(pieces, asked, interviewed(discourse, start, described), doc)


def _unlabelled(
    pieces: list[_Paragraph], asked: list[int], person: Entity | None, doc: Doc
) -> list[Turn]:
    """The paragraphs between questions as `person`'s, if they read like answers."""
    rest = [n for n in range(asked[0], len(pieces)) if n not in asked]
    words = [{t.lower_ for t in doc.tokens[pieces[n].start : pieces[n].end]} for n in rest]
    own = sum(bool(held & _OWN) for held in words)
    marked = any(doc[pieces[n].start].is_quote for n in rest)
    if person is None or 2 * own < len(rest) or marked:
        return []
    return _answered(pieces, asked[0], rest, person)


def _between_marks(discourse: Discourse, described: Set[Entity]) -> list[Turn]:
    """The answers of an interview that stand alone between quotation marks, its questions bare.

    The heading tells of one person only, and at least every other bare paragraph before an answer
    asks something or turns to "you".
    """
    doc = discourse.doc
    spans = paragraphs(doc.text)
    whole = {
        quote.paragraph
        for quote in find_quotations(doc.text, spans)
        if quote.outer_start == spans[quote.paragraph][0]
        and quote.outer_end == spans[quote.paragraph][1]
    }
    pieces = [_paragraph(doc, low, high, None) for low, high in spans]
    asked = [n - 1 for n in sorted(whole) if n > 1 and n - 1 not in whole]
    words = [doc.tokens[pieces[n].start : pieces[n].end] for n in asked]
    turned = [
        held[-1].text == "?" or any(t.lower_ in _SECOND_PERSON for t in held) for held in words
    ]
    if len(asked) < 2 or 2 * sum(turned) < len(asked) or any(map(_is_long, words)):
        return []
    person = interviewed(discourse, pieces[asked[0]].start, described)
    if person is None:
        return []
    answers = [n for n in sorted(whole) if n > asked[0]]
    turns = _answered(pieces, asked[0], answers, person)
    if 0 not in whole:
        return turns
    return [replace(turns[0], start=pieces[0].start, end=pieces[0].end, speaker=person), *turns]


def _is_long(tokens: Sequence[Token]) -> bool:
    return len(tokens) > _LONGEST_QUESTION


def _answered(
    pieces: list[_Paragraph], first: int, answers: Sequence[int], person: Entity
) -> list[Turn]:
    """The turns from paragraph number `first` on, `answers` those in which `person` speaks."""
    named = _told(person)
    source = (named.start, named.end) if named is not None else (pieces[0].start,) * 2
    return [
        Turn(pieces[n].start, pieces[n].end, person if n in answers else None, source)
        for n in range(first, len(pieces))
    ]


def _told(person: Entity) -> Reference | None:
    """Where a person is named or described first."""
    return next((r for r in person.references if r.kind in ("name", "description")), None)


def _paragraph(doc: Doc, low: int, high: int, label: re.Match[str] | None) -> _Paragraph:
    start, end = bisect_left(doc.offsets, low), bisect_left(doc.offsets, high)
    if label is None:
        return _Paragraph(start, end)
    words = tuple(re.findall(r"[^\W\d_][\w'’-]*|[(]", label["label"].lower().rstrip("0123456789")))
    colon = bisect_left(doc.offsets, label.end())  # it may end a word: "(Labour):"
    if len(words) > _LONGEST or any(t.tag_ in _FINITE for t in doc.tokens[start:colon]):
        return _Paragraph(start, end)
    long = [word for word in label["label"].split() if len(word) > _SMALL]
    place = (start, max(colon - 1, start))
    return _Paragraph(min(colon, end), end, place, words, all(w[0].isupper() for w in long))


def _asks(words: tuple[str, ...]) -> bool:
    """ "Q", "PRESENTER", "Question from the floor"; but not "CLIP, LUND"."""
    return words[0] in _ASKING or words[-1] in _ASKING


def _tells(words: tuple[str, ...], person: Entity) -> bool:
    """Whether a label says what somebody is, or that he is no reporter: "MS LUND", "CLIP, LUND"."""
    return bool({*words} - {*person.name.lower().split()} & (_TELLING | lexicon().offices))


def _answers(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and words[0] in _ANSWERING


def _labelled(words: tuple[str, ...], discourse: Discourse) -> Entity | None:
    """The one person whom a label names, by a whole name or the last word of it."""
    fits: dict[Entity, None] = {}
    for entity in discourse.entities:
        if entity.type == "person" and entity.named:
            name = entity.name.lower().replace("’", "'").split()
            if set(name) <= set(words) or words[-1] in (name[-1], name[0]):
                fits[entity] = None
    exact = [e for e in fits if set(e.name.lower().split()) <= set(words)]
    found = exact or list(fits)
    return found[0] if len(found) == 1 else None


def _silent(
    doc: Doc, spoken: list[_Paragraph], known: dict[tuple[str, ...], Entity]
) -> set[Entity]:
    """Who only asks or reports: every turn a question, or told to be the reporter."""
    lasts: dict[Entity, list[str]] = defaultdict(list)
    for piece in spoken:
        lasts[known[piece.words]].append(doc[piece.end - 1].text)
    asking = {e for e, ends in lasts.items() if set(ends) == {"?"}}
    if asking == lasts.keys():
        asking = set()
    for person in lasts:
        told = _REPORTING.format(name=re.escape(person.name))
        if re.search(told, doc.text, re.IGNORECASE | re.MULTILINE):
            asking.add(person)
    return asking


def _laid_out(
    pieces: list[_Paragraph], voices: Mapping[tuple[str, ...], Entity | None], *, one: bool
) -> Iterator[Turn]:
    """The turns from the first label on; a paragraph without one goes on with the last.

    Where only `one` has a label, paragraphs without one are the questions.
    """
    last: Turn | None = None
    for piece in pieces:
        known = piece.words in voices
        if piece.start >= piece.end or not (known or last):
            continue
        here = (piece.start, piece.start)
        if known:
            last = Turn(piece.start, piece.end, voices[piece.words], piece.label or here)
        elif one or last is None:
            last = Turn(piece.start, piece.end, None, here)
        else:
            stranger = piece.label is not None and piece.titled
            low = piece.label[0] if piece.label else piece.start
            last = Turn(low, piece.end, None if stranger else last.speaker, last.source)
        yield last


def _mention(discourse: Discourse, turn: Turn) -> None:
    """Let a label that no name was found in be a mention of whom it tells."""
    low, high = turn.source
    if turn.speaker is None or low >= high:
        return
    held = (discourse.reference(i) for i in range(low, high))
    if all(r is None or turn.speaker not in r.entities for r in held):
        discourse.add_reference(Reference(low, high, high - 1, "pronoun", (turn.speaker,)))
