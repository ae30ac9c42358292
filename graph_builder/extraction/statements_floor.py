"""Who has the floor: whose words a report goes on with that only "he" or "it" tells of.

Reports follow on one another. Where coreference leaves a pronoun open, or took it for somebody
whom only the quoted words name, it is whoever spoke last, unless somebody else who could be meant
was named in between.
"""

from collections.abc import Mapping

from graph_builder.extraction.attribution import Clause, is_denied
from graph_builder.extraction.attribution_speakers import speaker_of, take_up
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child
from graph_builder.extraction.speech import Quotes, Speech
from graph_builder.extraction.tokens import Token

_PERSONAL = {"he": "m", "she": "f"}
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
        """Who goes on in `clause`, whose subject is a pronoun; the pronoun is then a mention."""
        pronoun = clause.subject
        if pronoun is None or pronoun.tag_ != "PRP" or child(pronoun, "conj") is not None:
            return None
        before = self._before(clause)
        speaker = self._speaker(before) if before is not None else None
        if before is None or speaker is None or not self._fits(pronoun, speaker):
            return None
        if self._is_interrupted(before, pronoun, speaker):
            return None
        return take_up(pronoun, speaker, self.discourse)

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

    def _fits(self, pronoun: Token, speaker: Entity) -> bool:
        gender = _PERSONAL.get(pronoun.lower_)
        if gender is not None:
            return speaker.type == "person" and speaker.gender in (None, gender)
        return pronoun.lower_ == "it" and speaker.type in _BODIES

    def _is_interrupted(self, before: Clause, pronoun: Token, speaker: Entity) -> bool:
        """Whether the text between names another who could be meant."""
        low = max(before.verb.sent.end, before.end)
        for reference in self.discourse.references(low, pronoun.i):
            if reference.kind == "pronoun" or self.quotes.at(reference.head) is not None:
                continue
            others = (e for e in reference.entities if e is not speaker)
            if any(self._fits(pronoun, other) for other in others):
                return True
        return False
