"""The grounding gate: what an article's words don't bear does not pass.

A claim must show, at the offsets it gives, the words that it rests on: its evidence, a mention of
every actor it names (a name, a title, or a pronoun that coreference linked), its quotation, its
date's phrase, its place. A claim that fails is refused; a date, place, addressee or mention that
fails is taken off its claim. Everything refused is counted by reason in `Dossier.refused`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

from graph_builder.extraction.grounding_citations import cite, is_held
from graph_builder.extraction.lexicon import lexicon
from graph_builder.keeping import kept
from graph_builder.model import (
    Actor,
    Dossier,
    Event,
    Evidence,
    Refusal,
    Span,
    Statement,
    Tenure,
    Time,
)
from graph_builder.ontology import name_key, polities

# Rules that date an act without a phrase of its own: it is performed by the text, or told live.
_BY_PUBLICATION = frozenset({"performative", "live"})
_JOINING = frozenset({"and"})  # "Their officials": those "of X and Y"
_SMALL_WORDS = 2  # letters; shorter words of a name are particles and initials
_POSSESSIVE = re.compile(r"['’]s\b")
# What can stand beside a whole word, with the ends of a text; apostrophes and dots may be of it.
_APART = frozenset({"", *' \n,;:!?()"“”–—'})
_POLITY_TYPES = ("country", "organization")


def ground(dossier: Dossier) -> Dossier:
    """`dossier` with only what its text bears; the rest stands in `refused`.

    Ids keep their values, and no claim is left that names an actor without mentions.
    """
    dossier = cite(dossier)
    gate = _Gate(dossier, dossier.text)
    actors = tuple(actor for actor in map(gate.actor, dossier.actors) if actor is not None)
    gate.actors = {actor.id: actor for actor in actors}
    return replace(
        dossier,
        actors=actors,
        events=tuple(e for e in map(gate.event, dossier.events) if e is not None),
        statements=tuple(s for s in map(gate.statement, dossier.statements) if s is not None),
        offices=tuple(o for o in map(gate.tenure, dossier.offices) if o is not None),
        refused=(*dossier.refused, *gate.refused),
    )


@dataclass(slots=True)
class _Gate:
    dossier: Dossier
    text: str
    actors: dict[str, Actor] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)

    # ---- actors ---------------------------------------------------------------------------------

    def actor(self, actor: Actor) -> Actor | None:
        """`actor` with its exact mentions, if it has any and the text has the words of its name."""
        mentions = tuple(filter(self._stands, actor.mentions))
        if not mentions:
            self._refuse("actor", "no mention", None, actor.name)
            return None
        if not self._is_named(actor):
            self._refuse("actor", "name not in text", mentions[0], actor.name)
            return None
        return actor if mentions == actor.mentions else replace(actor, mentions=mentions)

    def _is_named(self, actor: Actor) -> bool:
        """Whether the name is that of a known polity, or all its words stand in the text."""
        if _stands_whole(actor.name, self.text):
            return True
        if actor.type in _POLITY_TYPES and polities().by_name(actor.name):
            return True
        # A country may be told by its people alone: "the Norlandian foreign minister"; one
        # ministry by the plural of several.
        stem = actor.type != "person"
        if actor.type == "person" and _words_stand(_of_several(actor.name), self.text):
            return True
        if _words_stand(actor.name, self.text, stem=stem):
            return True
        return any(_words_stand(name, self.text, stem=stem) for name in _by_land(actor.name))

    # ---- claims ---------------------------------------------------------------------------------

    def event(self, event: Event) -> Event | None:
        """`event` if its trigger and participants stand in its evidence; so do date and place."""
        reason = self._flaw(event.evidence, [p.actor for p in event.participants])
        if reason is None and not self._stands(event.trigger):
            reason = "trigger"
        if reason is not None:
            self._refuse("event", reason, event.trigger, event.trigger.text)
            return None
        time = self._time("event", event.time, event.evidence)
        place = self._place(event)
        others = tuple(p for p in event.place_alt if _words_stand(p, self.text))
        before = (event.place, event.place_alt, event.time, event.date)
        if (place, others, time, time.date) == before:
            return event
        return replace(event, place=place, place_alt=others, time=time, date=time.date)

    def statement(self, statement: Statement) -> Statement | None:
        """`statement` if its speaker, quotation and content stand in its evidence."""
        evidence = statement.evidence
        reason = self._flaw(evidence, [statement.speaker])
        quoted = " ".join(e.text for e in evidence if "quote" in e.supports)
        if reason is None and quoted != statement.quote:
            reason = "quote"
        if reason is None and not _words_stand(statement.content, _joined(evidence)):
            reason = "content"
        if reason is not None:
            first = evidence[0] if evidence else None
            self._refuse("statement", reason, first, statement.quote)
            return None
        addressee = statement.addressee
        if addressee is not None and not self._is_mentioned(addressee, evidence):
            self._refuse("addressee", "participant", evidence[0], evidence[0].text)
            addressee = None
        time = self._time("statement", statement.time, evidence)
        mentions = tuple(m for m in statement.mentions if m in self.actors)
        before = (statement.addressee, statement.mentions, statement.time, statement.date)
        if (addressee, mentions, time, time.date) == before:
            return statement
        return replace(statement, addressee=addressee, mentions=mentions, time=time, date=time.date)

    def tenure(self, tenure: Tenure) -> Tenure | None:
        """`tenure` if its person stands in its evidence and the text has its office's words."""
        reason = self._flaw(tenure.evidence, [tenure.person])
        # "Who leads the union" makes a leader of it: two letters more may differ.
        cut = 2 if tenure.rule == "office-holding" else 1
        stands = (
            _words_stand(office, self.text, stem=True, cut=cut)
            for office in _spellings(tenure.office)
        )
        if reason is None and not any(stands):
            reason = "office"
        if reason is not None:
            first = tenure.evidence[0] if tenure.evidence else None
            self._refuse("office", reason, first, tenure.office)
            return None
        known = tenure.org_actor is None or tenure.org_actor in self.actors
        return tenure if known else replace(tenure, org_actor=None)

    # ---- checks ---------------------------------------------------------------------------------

    def _flaw(self, evidence: Sequence[Evidence], actors: Iterable[str]) -> str | None:
        """Why a claim can't pass: no evidence, words that aren't there, or nobody mentioned."""
        if not evidence:
            return "no evidence"
        if not all(map(self._stands, evidence)):
            return "span"
        if not all(self._is_mentioned(actor, evidence) for actor in actors):
            return "participant"
        return None

    def _stands(self, span: Span | Evidence) -> bool:
        """Whether a span's words are exactly what its offsets hold."""
        return 0 <= span.start < span.end and self.text[span.start : span.end] == span.text

    def _is_mentioned(self, actor: str, evidence: Sequence[Evidence]) -> bool:
        known = self.actors.get(actor)
        return known is not None and is_held(known.mentions, evidence)

    def _place(self, event: Event) -> str | None:
        if event.place is None or _words_stand(event.place, _joined(event.evidence)):
            return event.place
        self._refuse("place", "place", event.trigger, event.place)
        return None

    def _time(self, kind: str, time: Time, evidence: Sequence[Evidence]) -> Time:
        """The time of a claim; unresolved if the words it came from aren't in its evidence."""
        if time.start is None or self._is_borne(time, evidence):
            return time
        self._refuse(f"{kind} date", "date", evidence[0], time.phrase or time.start)
        return Time()

    def _is_borne(self, time: Time, evidence: Sequence[Evidence]) -> bool:
        if time.phrase is None:
            return time.rule in _BY_PUBLICATION and time.anchor == self.dossier.published
        phrase = " ".join(time.phrase.split()).casefold()
        return any(phrase in " ".join(e.text.split()).casefold() for e in evidence)

    def _refuse(self, kind: str, reason: str, at: Span | Evidence | None, text: str) -> None:
        start, end = (at.start, at.end) if at is not None else (0, 0)
        self.refused.append(Refusal(kind, reason, start, end, text))


def _spellings(office: str) -> Iterator[str]:
    """An office as the text may write it: "Senator", "Sen."; "X's fleet" for "the fleet"."""
    yield office.replace(" of the ", " of ")
    yield office.replace("leader", "led")
    for short in ("UN", "U.N."):
        yield office.replace("United Nations", short)
    for short, full in lexicon().abbreviations.items():
        if full in office.lower():
            yield office.lower().replace(full, short)


def _by_land(name: str) -> Iterator[str]:
    """An office as a text tells it that calls its land otherwise: "the president of the U.S."."""
    office, of, land = name.rpartition(" of ")
    for row in polities().by_name(land)[:1] if of else ():
        for called in (*row.names, *row.abbreviations):
            yield f"{office} of {called}"
            yield _of_several(f"{office} of {called}")


def _of_several(name: str) -> str:
    """An office as a plural tells it: "the foreign ministers of X and Y" for that of X."""
    office, of, land = name.partition(" of ")
    return f"{office}s{of}{land}"


def _joined(evidence: Sequence[Evidence]) -> str:
    return "\n".join(e.text for e in evidence)


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    """The words of `text` in the form in which names are compared, possessive endings off."""
    return frozenset(chain.from_iterable(map(_keys, set(text.split()))))


@kept  # the keys of words don't depend on their neighbours
def _keys(word: str) -> tuple[str, ...]:
    """The words that `word` is in the form in which names are compared."""
    return tuple(name_key(_POSSESSIVE.sub(" ", word)).split())


def _stands_whole(phrase: str, text: str) -> bool:
    """Whether `phrase` itself stands in `text`, between characters that no name goes on over."""
    start = text.find(phrase)
    end = start + len(phrase)
    around = (text[max(start - 1, 0) : start], text[end : end + 1])
    return start >= 0 and _APART.issuperset(around)


def _words_stand(phrase: str, text: str, *, stem: bool = False, cut: int = 1) -> bool:
    """Whether every word of `phrase` stands in `text`, as names are compared.

    With `stem` a word may continue in the text after all but its last `cut` letters: "deputy" in
    "deputies".
    """
    if _stands_whole(phrase, text):
        return True
    held = _words(text)
    missing = [w for w in _words(phrase) - _JOINING if w not in held and len(w) > _SMALL_WORDS]
    if not (missing and stem):
        return not missing
    beginnings = f" {' '.join(held)}"
    return all(f" {word[:-cut]}" in beginnings for word in missing)
