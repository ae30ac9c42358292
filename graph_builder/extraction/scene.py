"""The state of a reading from left to right: who was mentioned where, who holds which office."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile

from graph_builder.extraction.actors import Findings
from graph_builder.extraction.discourse import Discourse, Entity, Reference, ReferenceKind
from graph_builder.extraction.held_offices import Holding, Holdings
from graph_builder.extraction.history import History, Occurrence
from graph_builder.extraction.links import Link
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.extraction.transcripts import Transcript
from graph_builder.ontology import polities

# Relations of the arguments of a verb; what hangs on a noun stands in the background.
# "Showed him climbing": the subject of a participle is no subject to be taken up.
_OBLIQUE = frozenset({"him", "her", "them"})
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "ROOT"})


_LONGEST_TITLE = 30  # tokens
_OF_STATES = frozenset({"ambassador", "envoy", "minister", "negotiator", "chargé", "bank"})
_LOCATING = frozenset({"in", "at", "near", "to", "from"})
_OFTEN = 3  # mentions of a country that an article is about


class Scene:
    """What coreference knows of an article while it reads on."""

    def __init__(self, discourse: Discourse, findings: Findings) -> None:
        self.discourse = discourse
        self.findings = findings
        self.doc: Doc = discourse.doc
        self.starts = self.doc.starts
        self.headline = _headline_end(self.doc)
        self.stops = [t.i for t in self.doc.words(".", "!", "?")]
        self.holdings = Holdings()
        self.history = History()
        self.role_at = {role.head: role for role in findings.roles}
        self.plurals: dict[tuple[str, int | None], tuple[Entity, ...]] = {}
        # Stands for a person whom a description means but whom nothing names.
        self.somebody = Entity("", "person", "somebody", named=False)
        self.life: Entity | None = None  # whom an obituary or a portrait is about
        people = (findings.entity_of.get(link.name) for link in findings.links)
        self.transcript = Transcript(discourse, {e for e in people if e is not None})

    # ---- positions ----------------------------------------------------------------------------

    def comes_later(self, person: Entity, i: int) -> bool:
        """Whether the body of the text names `person` only in sentences after token `i`."""
        stop = self.stop_after(i)
        return stop is not None and bool(person.references) and stop < person.references[0].start

    def stop_after(self, i: int) -> int | None:
        """The full stop behind token `i` in the body of the text, if there is one."""
        stop = bisect_left(self.stops, i)
        return self.stops[stop] if i >= self.headline and stop < len(self.stops) else None

    def sentence(self, i: int) -> int:
        """The number of the sentence that token `i` stands in."""
        return bisect_right(self.starts, i) - 1

    def paragraph_start(self, i: int) -> int:
        """The token after the last line feed before token `i`."""
        ends = self.doc.line_ends
        before = bisect_right(ends, i - 1)
        return ends[before - 1] + 1 if before else 0

    # ---- mentions -----------------------------------------------------------------------------

    def note(self, reference: Reference) -> None:
        """Add a reference's entities to the history, at its head."""
        token, sentence = self.doc.tokens[reference.head], self.sentence(reference.head)
        first = first_conjunct(token)
        core = _is_core(first)
        subject = first.dep_.startswith("nsubj") and token.lower_ not in _OBLIQUE
        subject = subject or _is_heading(first)
        alone = len(reference.entities) == 1
        self.history.add(
            [
                Occurrence(token.i, sentence, entity, subject, core, alone)
                for entity in reversed(reference.entities)
            ]
        )

    def refer(
        self, start: int, end: int, head: int, kind: ReferenceKind, entities: tuple[Entity, ...]
    ) -> Reference:
        """Register a reference and note it."""
        reference = self.discourse.add_reference(Reference(start, end, head, kind, entities))
        self.note(reference)
        return reference

    def recent(self, before: int, sentences: int) -> Iterator[Occurrence]:
        """Mentions before token `before`, the latest first, at most `sentences` sentences back."""
        oldest = self.sentence(before) - sentences
        for occurrence in reversed(self.history):
            if occurrence.i >= before:
                continue
            if occurrence.sentence < oldest:
                return
            yield occurrence

    # ---- offices and countries ----------------------------------------------------------------

    def country(self, name: Name | None) -> Entity | None:
        """The country or organization that `name` (a name, adjective or capital) points to."""
        if name is None:
            return None
        return self.findings.country_of.get(name) or self.findings.entity_of.get(name)

    def is_new(self, name: Name | None) -> bool:
        """Whether `name` brings its country in: no other word for it stands before."""
        country = self.country(name)
        if name is None or country is None:
            return False
        held = self.findings.country_of.items()
        return not any(e is country and n.start < name.start for n, e in held)

    @cached_property
    def main_country(self) -> Entity | None:
        """The country that the article is about, if its words name one much more than others."""
        told = Counter(e for e in self.findings.country_of.values() if e.type == "country")
        ranked = told.most_common(2)
        if not ranked or ranked[0][1] < _OFTEN:
            return None
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1] else None

    @cached_property
    def lands_told(self) -> tuple[list[int], list[Entity]]:
        """Where names tell of countries, in text order, and of which: not "in X", nor datelines."""
        told = [(n.start, self.country(n)) for n in self.findings.names if not self._locates(n)]
        lands = [(i, e) for i, e in told if e is not None and e.type == "country"]
        return [i for i, _ in lands], [e for _, e in lands]

    def _locates(self, name: Name) -> bool:
        """Whether a country or city only says where something is."""
        before = self.doc[name.start - 1].lower_ if name.start else ""
        return before in _LOCATING or (name.text.isupper() and len(name.text) > 5)

    @cached_property
    def links_at(self) -> Mapping[int, Sequence[Link]]:
        """What ties names to roles, by the place of the role's noun."""
        found: dict[int, list[Link]] = defaultdict(list)
        for link in self.findings.links:
            found[link.role.head].append(link)
        return found

    @property
    def hero(self) -> Entity | None:
        """The one person whom the headline names, of whom an obituary or a portrait goes on."""
        above = takewhile(lambda o: o.i < self.headline, self.history)
        people = {o.entity for o in above if o.entity.type == "person" and o.entity.named}
        return people.pop() if len(people) == 1 else None

    def adjective(self, country: Entity) -> str | None:
        """What is of `country` in one word: "Greek"; None if no table or word of the text tells."""
        held = self.findings.country_of.items()
        if not any(e is country and self.findings.kinds[n] != "place" for n, e in held):
            return None
        row = polities().by_id(country.polity) if country.polity is not None else None
        return row.adjectives[0] if row is not None and row.adjectives else None

    def behind_office(self, name: Name | None, noun: str = "") -> Entity | None:
        """What an office belongs to: a mayor of a capital is no officer of the country.

        `noun` is that of the office, or all its words: "Lima's ambassador" is Peru's.
        """
        of_state = not _OF_STATES.isdisjoint(noun.lower().split())
        if name is not None and self.findings.kinds[name] == "place" and not of_state:
            return None
        return self.country(name)

    def held_by(self, entity: Entity) -> list[Holding]:
        """The offices that the article gives to `entity`."""
        return self.holdings.of(entity)

    def holders(self) -> Mapping[Entity, Sequence[Holding]]:
        """All persons with an office, in the order of their first one."""
        return self.holdings.by_person


def _headline_end(doc: Doc) -> int:
    """The end of a first line that looks like a title; 0 if there is none."""
    end = doc.line_ends[0]
    if not 0 < end < min(_LONGEST_TITLE, len(doc)):
        return 0
    last = doc[end - 2] if doc[end - 1].is_quote and end > 1 else doc[end - 1]
    return end if last.text != "." else 0


def _is_core(token: Token) -> bool:
    """Whether a phrase is an argument of a verb, or the partner in something: "talks with X"."""
    if token.dep_ != "nmod":
        return token.dep_ in _CORE
    return not token.below.isdisjoint(("with", "between")) and any(
        c.dep_ == "case" and c.lower_ in ("with", "between") for c in token.children
    )


def _is_heading(token: Token) -> bool:
    """Whether a sentence only says whose turn it is, or the like: "Berg’s turn" alone."""
    whose = token.dep_ == "nmod:poss" and token.head.dep_ == "ROOT"
    return whose and token.head.pos_ == "NOUN" and token.head.size <= token.size + 3


def is_subject(token: Token) -> bool:
    """Whether `token`, or what it is coordinated with, is a grammatical subject."""
    return first_conjunct(token).dep_.startswith("nsubj")


def first_conjunct(token: Token) -> Token:
    """The first of those that `token` is coordinated with or in apposition to."""
    while token.dep_ in ("conj", "appos", "flat") and token.head.i != token.i:
        token = token.head
    return token
