"""Who has the floor: whose words a report goes on with that only "he" or "it" tells of.

Reports follow on one another. Where coreference leaves a pronoun open, or took it for somebody
whom only the quoted words name, it is whoever spoke last, unless somebody else who could be meant
was named in between.
"""

from collections.abc import Mapping

from graph_builder.extraction.attribution import Clause
from graph_builder.extraction.attribution_reality import is_denied
from graph_builder.extraction.attribution_recent import SINGULAR, may_be_called, take_up
from graph_builder.extraction.attribution_speakers import speaker_of
from graph_builder.extraction.crowds import names_people
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child, children
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quotes, Speech
from graph_builder.extraction.statements_contexts import hands_on
from graph_builder.extraction.tokens import Span, Token

_OTHERS = frozenset({"other", "second", "third", "latter", "former"})
_FAR = 2  # paragraphs
_BODIES = ("organization", "country")


class Floor:
    """Finds in one article who spoke last before a reporting clause."""

    def __init__(self, discourse: Discourse, quotes: Quotes, clauses: Mapping[int, Clause]) -> None:
        self.discourse = discourse
        self.quotes = quotes
        self.clauses = clauses
        self.told: dict[int, Speech] = {}

    def holder(self, clause: Clause) -> Entity | None:
        """Who goes on in `clause`, whose subject only takes somebody up; it is then a mention."""
        subject = clause.subject
        if subject is None or not (subject.tag_ == "PRP" or _is_taken_up(subject)):
            return None
        before = self._before(clause) if child(subject, "conj") is None else None
        speaker = self._speaker(before) if before is not None else None
        if before is None or speaker is None or not _fits(subject, speaker):
            return None
        if self._is_interrupted(before, subject, speaker):
            return None
        return take_up(subject, speaker, self.discourse)

    def told_in(self, sentence: Span) -> Entity | None:
        """Who alone is reported in `sentence`: what is quoted next goes on with it."""
        told = [s for i, s in self.told.items() if sentence.start <= i < sentence.end]
        speakers = {speech.speaker for speech in told}
        alone = len(speakers) == 1 and not hands_on(sentence, self.clauses)
        return speakers.pop() if alone else None

    def _before(self, clause: Clause) -> Clause | None:
        """The nearest report before `clause`."""
        here = self.quotes.paragraph_of(clause.verb.i)
        for i in sorted((i for i in self.clauses if i < clause.start), reverse=True):
            if here - self.quotes.paragraph_of(i) > _FAR:
                return None
            other = self.clauses[i]
            if other.subject is not clause.subject and self._hands_over(i, other):
                return other
        return None

    def _hands_over(self, i: int, clause: Clause) -> bool:
        if i in self.told:
            return True
        quoted = self.quotes.ending_before(clause.start) or self.quotes.at(clause.end)
        quoted = quoted or self.quotes.at(min(clause.end + 1, len(self.quotes.doc) - 1))
        return quoted is not None and quoted.counts and not is_denied(clause, self.quotes)

    def _speaker(self, clause: Clause) -> Entity | None:
        told = self.told.get(clause.verb.i)
        return told.speaker if told else speaker_of(clause, self.discourse, self.quotes)

    def _is_interrupted(self, before: Clause, subject: Token, speaker: Entity) -> bool:
        """Whether the text between names another who could be meant, or the sentence himself."""
        low, here = max(before.verb.sent.end, before.end), subject.sent
        for reference in self.discourse.references(low, max(here.end, low)):
            if reference.kind == "pronoun" or self.quotes.at(reference.head) is not None:
                continue
            own = speaker in reference.entities
            if own and reference.kind == "name" and reference.head >= here.start:
                return True
            others = (e for e in reference.entities if e is not speaker)
            if reference.head < subject.left_edge.i and any(_fits(subject, o) for o in others):
                return True
        return False


def _is_taken_up(noun: Token) -> bool:
    """ "The official", "the young man", "the association": a phrase that says nothing new."""
    aged = noun.lower_ == "old"  # "the 50-year-old"
    if not (aged or noun.tag_ == "NN") or noun.left_edge.lower_ != "the":
        return False
    told = children(noun, "nmod", "nmod:poss", "appos", "acl", "acl:relcl")
    told += [t for t in noun.children if t.lower_ in _OTHERS]
    return not told and not any(t.pos_ == "PROPN" for t in noun.subtree)


def _fits(subject: Token, speaker: Entity) -> bool:
    """Whether a pronoun or such a phrase can be `speaker`."""
    word = subject.lemma_.lower()
    if subject.lower_ == "they":
        return speaker.type in ("organization", "group")
    if speaker.type != "person":
        body = word == "it" or word in reporting().bodies or word in reporting().houses
        return body and speaker.type in _BODIES and (word == "it" or speaker.type != "country")
    if subject.tag_ == "PRP":
        gender = SINGULAR.get(subject.lower_)
        return gender is not None and speaker.may_be(gender)
    known = (
        word == "old"
        or word in lexicon().offices
        or word in lexicon().persons
        or names_people(word)
    )
    return known and may_be_called(speaker, subject)
