"""What a statement is about: concepts of the topic scheme and noun phrases of its content, ranked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.model import Topic
from graph_builder.ontology import topics as scheme

Range = tuple[int, int]
MOST_TOPICS = 5

# Heads that are never a topic: they measure, count or point.
_EMPTY = frozenset(
    """thing things way ways time times day days week weeks month months year years hour hours minute
    minutes part parts side sides lot number one ones case fact kind sort bit matter people man woman
    men women person everyone everything something nothing anything anyone nobody percent today
    yesterday tomorrow tonight morning evening afternoon night moment end start beginning front place
    course order view sense account use point step steps turn lack none rest half both all other
    others such same more most least that this these those which who what decade decades century
    thousand million billion dozen dozens hundreds majority minority behalf regard respect""".split()
)
_MODIFIERS = ("compound", "amod", "nmod:desc", "nmod:poss", "nummod")
# Adjectives that don't narrow a topic down.
_LIGHT = frozenset(
    """own other such same new more most many several few further recent current next last first
    second third whole entire full very real great big good better best major main key certain
    possible early late former long short high low small large""".split()
)
_OF = frozenset({"of", "on", "between", "with", "to", "for", "in", "against", "over", "from"})
# Weights of the places a phrase can take in its clause; fitted on the developing articles.
_BY_RELATION = {
    "obj": 3.0,
    "nsubj": 2.5,
    "nsubj:pass": 3.0,
    "obl": 2.2,
    "nmod": 1.4,
    "ROOT": 2.5,
    "ccomp": 2.5,
    "xcomp": 2.0,
    "conj": 2.0,
    "appos": 1.2,
    "obl:unmarked": 0.5,
    "obl:agent": 1.5,
    "iobj": 0.8,
}


@dataclass(slots=True)
class _Candidate:
    label: str
    concept: str | None
    score: float
    start: int
    end: int


class TopicFinder:
    """Ranks the topics of stretches of one article."""

    def __init__(self, doc: Doc, discourse: Discourse) -> None:
        self.doc = doc
        self.discourse = discourse
        self._named = _named_tokens(doc, discourse)
        self._concept_at: dict[int, tuple[int, int, str]] = {}
        for low, high, iri in scheme().find_in(doc.text):
            span = doc.char_span(low, high, alignment_mode="contract")
            if span is not None and not any(t.i in self._named for t in span):
                self._concept_at.update((t.i, (span.start, span.end, iri)) for t in span)
        self._frequency = Counter(
            t.lemma_.lower() for t in doc if t.pos_ in ("NOUN", "PROPN", "ADJ")
        )

    def rank(self, ranges: Sequence[Range], speaker: Entity | None = None) -> tuple[Topic, ...]:
        """Up to `MOST_TOPICS` topics of the token ranges, the best first, labels distinct."""
        found = [*self._phrases(ranges, speaker), *self._concepts(ranges), *self._relations(ranges)]
        found.sort(key=lambda c: (-c.score, c.start))
        chosen: list[_Candidate] = []
        for candidate in found:
            if not any(_overlaps(candidate, other) for other in chosen):
                chosen.append(candidate)
        return tuple(Topic(c.label, c.concept) for c in chosen[:MOST_TOPICS])

    # ---- candidates -------------------------------------------------------------------------------

    def _phrases(self, ranges: Iterable[Range], speaker: Entity | None) -> Iterable[_Candidate]:
        for low, high in ranges:
            for token in self.doc[low:high]:
                if self._heads_a_topic(token):
                    yield self._phrase(token, low, high)
                elif self._is_name(token):
                    named = self._name(token, speaker)
                    if named is not None:
                        yield named

    def _heads_a_topic(self, token: Token) -> bool:
        if token.pos_ != "NOUN" or token.i in self._named or token.lower_ in _EMPTY:
            return False
        if token.dep_ in (
            "compound",
            "nmod:desc",
            "nummod",
            "det",
            "fixed",
            "flat",
            "nmod:unmarked",
        ):
            return False
        return token.is_alpha or "-" in token.text

    def _phrase(self, head: Token, low: int, high: int) -> _Candidate:
        start = head.i
        for child in sorted(head.children, key=lambda t: -t.i):
            if child.i >= head.i or child.dep_ not in _MODIFIERS or child.left_edge.i < low:
                continue
            if (
                child.dep_ in ("nmod:poss", "nummod")
                or child.lower_ in _LIGHT
                or child.right_edge.i + 1 < start - 1
            ):
                break
            start = min(start, child.left_edge.i)
        label = self.doc[start : head.i + 1].text
        end = head.i + 1
        concept = scheme().match(label)
        held = self._concept_at.get(head.i)
        if concept is None and held is not None and held[0] >= start:
            concept = held[2]
        score = self._score(head, label, concept)
        return _Candidate(label, concept, score, start, end)

    def _score(self, head: Token, label: str, concept: str | None) -> float:
        relation = head.dep_
        if relation == "conj":
            relation = head.head.dep_ if head.head.dep_ in _BY_RELATION else "conj"
        score = _BY_RELATION.get(relation, 1.0)
        score += 1.0 if concept is not None else 0.0
        score += 0.5 * min(2, len(label.split()) - 1)
        score += 0.3 * min(3, self._frequency[head.lemma_.lower()] - 1)
        return score

    def _is_name(self, token: Token) -> bool:
        reference = self.discourse.reference(token)
        return (
            reference is not None
            and reference.kind == "name"
            and reference.head == token.i
            and len(reference.entities) == 1
        )

    def _name(self, token: Token, speaker: Entity | None) -> _Candidate | None:
        reference = self.discourse.reference(token)
        assert reference is not None
        entity = reference.entities[0]
        if entity is speaker:
            return None
        score = 0.6 * _BY_RELATION.get(token.dep_, 1.0)
        return _Candidate(entity.name, None, score, reference.start, reference.end)

    def _concepts(self, ranges: Iterable[Range]) -> Iterable[_Candidate]:
        seen = set()
        for low, high in ranges:
            for i in range(low, high):
                held = self._concept_at.get(i)
                if held is None or held in seen or held[1] > high:
                    continue
                seen.add(held)
                start, end, iri = held
                head = self.doc[start:end].root
                if head.pos_ not in ("NOUN", "PROPN") or head.lower_ in _EMPTY:
                    continue
                concept = scheme().get(iri)
                label = concept.pref if concept is not None else self.doc[start:end].text
                yield _Candidate(label, iri, self._score(head, label, iri) - 0.2, start, end)

    def _relations(self, ranges: Sequence[Range]) -> Iterable[_Candidate]:
        """ "Japan–South Korea relations": two countries side by side, or "ties" between them."""
        for low, high in ranges:
            for token in self.doc[low:high]:
                if token.lemma_.lower() not in _TIES or token.i in self._named:
                    continue
                pair = self._pair(token)
                if len(pair) == 2:
                    label = f"{pair[0].name}–{pair[1].name} relations"
                    yield _Candidate(label, None, 4.5, token.i, token.i + 1)

    def _pair(self, noun: Token) -> list[Entity]:
        """The two countries whose relations `noun` is."""
        found: list[Entity] = []
        for token in self.doc[noun.left_edge.i : noun.right_edge.i + 1]:
            reference = self.discourse.reference(token)
            if reference is None or reference.head != token.i:
                continue
            for entity in reference.entities:
                if entity.type == "country" and entity not in found:
                    found.append(entity)
        return found


_TIES = frozenset(
    {"relation", "tie", "relationship", "cooperation", "alliance", "friendship", "partnership"}
)


def _overlaps(a: _Candidate, b: _Candidate) -> bool:
    if a.label.lower() == b.label.lower() or (a.concept is not None and a.concept == b.concept):
        return True
    return a.start < b.end and b.start < a.end


def _named_tokens(doc: Doc, discourse: Discourse) -> frozenset[int]:
    """Tokens inside names and titles: a ministry of trade is no talk about trade."""
    named = {
        i
        for reference in discourse.references()
        if reference.kind in ("name", "title")
        for i in range(reference.start, reference.end)
    }
    named.update(t.i for t in doc if t.ent_type_ in ("PERSON", "ORG", "NORP", "DATE"))
    return frozenset(named)
