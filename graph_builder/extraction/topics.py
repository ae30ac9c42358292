"""What a statement is about: concepts of the scheme and noun phrases of its content, ranked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import first_conjunct, preposition
from graph_builder.extraction.role_nouns import kind_of, singular
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.extraction.topic_phrases import topic_phrases
from graph_builder.model import Topic
from graph_builder.ontology import topics as scheme

Range = tuple[int, int]
MOST_TOPICS = 5

_NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
_MODIFIERS = frozenset({"compound", "amod"})
# Dependents that are no phrase of their own.
_INNER = frozenset({"compound", "nmod:desc", "nummod", "det", "fixed", "flat", "goeswith"})
_LINKING = frozenset({"of", "on", "between", "with", "to", "for", "against", "over", "from", "by"})
# Words of these classes are no topic unless they stand for somebody: "both".
_NO_TOPIC = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PUNCT", "SPACE"})
_MARKS = "\"'“”‘’«»„"
_PARTING = (",", ";", ":", "?", "!", "(", ")", '"', "“", "”")  # between words of no label
_JOINTS = frozenset({"-", "–", "—", "/", "‐", "‑"})
_LONGEST_LABEL = 6  # words
# What a place in the clause says of how much a phrase is the matter; the order was fitted on the
# developing articles, where objects and subjects hold three of four annotated topics.
_BY_RELATION = {
    "obj": 3.0,
    "nsubj": 2.6,
    "nsubj:pass": 3.0,
    "csubj": 2.0,
    "obl": 2.2,
    "nmod": 1.6,
    "nmod:poss": 1.0,
    "ROOT": 2.6,
    "ccomp": 2.6,
    "xcomp": 2.2,
    "advcl": 2.0,
    "acl": 1.6,
    "acl:relcl": 1.4,
    "parataxis": 2.0,
    "appos": 1.2,
    "obl:unmarked": 0.5,
    "obl:agent": 1.5,
    "iobj": 0.8,
}
_OTHER_RELATION = 1.0
_CONCEPT, _WORD, _AGAIN, _LINKED = 1.0, 0.4, 0.3, 0.5
_NAME, _PRONOUN, _ACT, _CONTEXT = 0.6, 0.5, 0.5, 0.4
_TIE = 4.5
_HEADED = 0.8  # a noun of the headline
_LINES, _CALL = frozenset({"phone", "telephone", "mobile", "hotline"}), "phone call"
# What is said is seldom about these: nouns for persons, nouns that only judge ("it was a gift"),
# and single words that the article says once. Fitted on the developing articles: one in thirty gold
# topics more is among the first three.
_OF_PERSONS, _PERSON = frozenset({"kin", "office", "person"}), -0.8
_JUDGEMENT, _ONCE = -2.0, -1.0
# With fewer phrases than this in what is said, the sentence before tells what it is about.
_ENOUGH = 3


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
        # Concepts are looked for where topics are asked for, between blank lines and marks: no
        # label reaches over one. Most stretches are never asked for.
        blank = (i for i in doc.line_ends[:-1] if doc.tokens[i].text.count("\n") > 1)
        end = doc.line_ends[0]
        self._headline = end if 0 < end < len(doc) and doc[end - 1].text != "." else 0
        self._bounds = sorted({0, *blank, *(t.i for t in doc.words(*_PARTING)), len(doc)})
        self._searched: set[int] = set()
        self._concept_at: dict[int, tuple[int, int, str]] = {}

    def rank(
        self,
        ranges: Sequence[Range],
        speaker: Entity | None = None,
        context: Sequence[Range] = (),
    ) -> tuple[Topic, ...]:
        """Up to `MOST_TOPICS` topics of the token ranges, the best first, labels distinct.

        `context` are ranges that tell what a short or pronominal utterance is about; their topics
        come after those of `ranges`, and only if these are few.
        """
        found = list(self._of_matters(ranges, speaker))
        chosen = _best(found)
        if len(chosen) < _ENOUGH:
            for candidate in self._of_matters(context, speaker):
                candidate.score *= _CONTEXT
                found.append(candidate)
            chosen = _best(found)
        return tuple(Topic(c.label, c.concept) for c in chosen)

    def _of_matters(self, ranges: Sequence[Range], speaker: Entity | None) -> Iterator[_Candidate]:
        """Candidates, of what somebody says those moved down that are seldom the matter."""
        for candidate in self._candidates(ranges, speaker):
            if speaker is not None:
                candidate.score += self._doubt(candidate)
            yield candidate

    def _doubt(self, candidate: _Candidate) -> float:
        """What is taken off the score of a phrase that looks like a topic and isn't, ≤ 0."""
        start = candidate.start
        head = self.doc.head_of(start, max(candidate.end, start + 1))
        if head.pos_ != "NOUN":
            return 0.0
        noun, _ = singular(head.lower_, head.tag_ == "NNS")
        score = _PERSON if kind_of(noun) in _OF_PERSONS else 0.0
        if "cop" in head.relations:
            score += _JUDGEMENT
        if " " not in candidate.label and self._times_named(head) == 1:
            score += _ONCE
        return score

    def _times_named(self, head: Token) -> int:
        return sum(t.pos_ in _NAMING for t in self.doc.of_lemma(head.lemma_.lower()))

    # ---- candidates -----------------------------------------------------------------------------

    def _candidates(self, ranges: Sequence[Range], speaker: Entity | None) -> Iterator[_Candidate]:
        for low, high in ranges:
            self._search(low, high)
            for token in self.doc.tokens[low:high]:
                if token.pos_ in _NO_TOPIC and token.i not in self.discourse.by_head:
                    continue
                candidate = self._at(token, low, high, speaker)
                if candidate is not None:
                    yield candidate
        yield from self._concepts(ranges)

    def _search(self, low: int, high: int) -> None:
        """Look for concepts in the stretches that the words from `low` to `high` stand in."""
        first, last = bisect_right(self._bounds, low) - 1, bisect_left(self._bounds, high)
        fresh = {*range(first, last)} - self._searched
        if not fresh:
            return
        self._searched |= fresh
        start = self.doc.offset(self._bounds[min(fresh)])
        end = self.doc.offset(self._bounds[max(fresh) + 1])
        for begin, stop, iri in scheme().find_in(self.doc.text[start:end]):
            span = self.doc.char_span(start + begin, start + stop, alignment_mode="contract")
            if span is not None and not all(t.i in self._named for t in span):
                self._concept_at.update((t.i, (span.start, span.end, iri)) for t in span)

    def _at(self, token: Token, low: int, high: int, speaker: Entity | None) -> _Candidate | None:
        if token.pos_ == "NOUN" and self._heads_a_topic(token):
            return self._tie(token) or self._phrase(token, low, high)
        if token.i in self._named or not token.verbal:
            return self._name(token, speaker)
        act = _act_of(token)
        if act is None:
            return None
        score = _ACT * self._place(token)
        return _Candidate(act, scheme().match(act), score, token.i, token.i + 1)

    def _heads_a_topic(self, noun: Token) -> bool:
        if noun.dep_ in _INNER or noun.i in self._named:
            return False
        if noun.lemma_.lower() in topic_phrases().empty:
            return False
        return noun.text.isalpha() or any(map(str.isalpha, noun.text))

    def _phrase(self, head: Token, low: int, high: int) -> _Candidate:
        """The phrase of `head`: its narrowing modifiers, and one complement that is a name."""
        start = head.i
        for child in reversed(head.children):
            if child.i >= head.i or child.dep_ == "punct":
                continue
            edge = child.low
            if (
                child.dep_ not in _MODIFIERS
                or edge < low
                or child.right_edge.i < start - 2
                or not topic_phrases().light.isdisjoint((child.lower_, child.lemma_))
            ):
                break
            start = edge
        label = self.doc.phrase(start, head.i + 1).strip(_MARKS)
        if head.lower_ in _LINES and start == head.i:
            label = _CALL
        concept = self._concept(head, start, label)
        complement, end = self._complement(head, high)
        score = self._place(head) + (_CONCEPT if concept is not None else 0.0)
        score += _WORD * min(2, head.i - start)
        named = [t for t in self.doc.of_lemma(head.lemma_.lower()) if t.pos_ in _NAMING]
        score += _AGAIN * min(3, len(named) - 1)
        score += _HEADED * (named[0].i < self._headline)
        if complement:
            label, score = f"{label} {complement}", score + _LINKED
        return _Candidate(_clean(label), concept, score, start, end)

    def _concept(self, head: Token, start: int, label: str) -> str | None:
        concept = scheme().match(label)
        held = self._concept_at.get(head.i)
        if concept is None and held is not None and held[0] >= start and held[1] == head.i + 1:
            concept = held[2]
        return concept

    def _complement(self, head: Token, high: int) -> tuple[str, int]:
        """ "with Ana Berg" for "with him", "of political prisoners": with its end."""
        for child in head.children:
            if child.i <= head.i or child.i >= high or not child.dep_.startswith(("nmod", "obl")):
                continue
            kind = preposition(child)
            if kind not in _LINKING or child.left_edge.i > head.i + 1:
                continue
            found = self.discourse.resolve(child, conjuncts=False)
            if len(found) == 1 and found[0].named:
                return f"{kind} {found[0].name}", child.right_edge.i + 1
            if child.pos_ == "PROPN" and child.is_title:
                name = [t for t in self.doc[child.left_edge.i : child.i + 1] if t.is_title]
                return f"{kind} {' '.join(t.text for t in name)}", child.i + 1
            if kind == "of" and child.pos_ == "NOUN":
                words = self.doc[child.left_edge.i + 1 : child.i + 1]
                kept = [
                    t.text
                    for t in words
                    if t.dep_ in (*_MODIFIERS, child.dep_) and t.i not in self._named
                ]
                if kept and child.lemma_.lower() not in topic_phrases().empty:
                    return f"of {' '.join(kept)}", child.i + 1
        return "", head.i + 1

    def _place(self, token: Token) -> float:
        """How prominent the token's place in its clause is."""
        return _BY_RELATION.get(first_conjunct(token).dep_, _OTHER_RELATION)

    def _name(self, token: Token, speaker: Entity | None) -> _Candidate | None:
        """Somebody spoken of, and names of treaties, lines or laws that are no actors."""
        reference = self.discourse.reference(token)
        if reference is None or reference.head != token.i:
            alone = token.pos_ == "PROPN" and reference is None and token.dep_ not in _INNER
            if not alone or token.ent_type_ in ("DATE", "NORP", "PERSON") or not token.is_title:
                return None
            start = min(
                (t.i for t in token.children if t.dep_ in ("compound", "flat")), default=token.i
            )
            label = self.doc.phrase(min(start, token.i), token.i + 1)
            return _Candidate(label, None, 0.8 * self._place(token), start, token.i + 1)
        if (
            len(reference.entities) != 1
            or reference.entities[0] is speaker
            or not reference.entities[0].named
        ):
            return None
        weight = _NAME if reference.kind == "name" else _PRONOUN
        score = weight * self._place(token)
        return _Candidate(reference.entities[0].name, None, score, reference.start, reference.end)

    def _concepts(self, ranges: Iterable[Range]) -> Iterator[_Candidate]:
        """Concepts named by other words than a phrase's head."""
        for low, high in ranges:
            for held in dict.fromkeys(map(self._concept_at.get, range(low, high))):
                if held is None or held[0] < low or held[1] > high:
                    continue
                start, end, iri = held
                head = self.doc.head_of(start, end)
                if (
                    head.pos_ not in ("NOUN", "PROPN")
                    or head.lemma_.lower() in topic_phrases().empty
                ):
                    continue
                score = self._place(head) * 0.8 + _CONCEPT
                yield _Candidate(_clean(self.doc.phrase(start, end)), iri, score, start, end)

    def _tie(self, noun: Token) -> _Candidate | None:
        """ "Japan–South Korea relations": two polities side by side, or ties between them."""
        if noun.lemma_.lower() not in topic_phrases().ties:
            return None
        low = self._first_of_pair(noun.left_edge.i)
        pair: list[Entity] = []
        for token in self.doc[low : noun.right_edge.i + 1]:
            reference = self.discourse.reference(token)
            if reference is not None and reference.head == token.i:
                pair += [e for e in reference.entities if e.type == "country" and e not in pair]
        if len(pair) != 2:
            return None
        label = f"{pair[0].name}–{pair[1].name} relations"
        return _Candidate(label, scheme().match(label), _TIE, low, noun.i + 1)

    def _first_of_pair(self, low: int) -> int:
        """Where "A-B relations" begins, though the parser hangs A elsewhere."""
        joint = low if self.doc[low].text in _JOINTS else low - 1
        if joint < 1 or self.doc[joint].text not in _JOINTS:
            return low
        reference = self.discourse.reference(joint - 1)
        return reference.start if reference is not None else low


def _act_of(verb: Token) -> str | None:
    """What the act of a verb is called, its particle regarded: "stepped down" is a resignation."""
    verbs = topic_phrases().verbs
    particle = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), "")
    lemma = verb.lemma_.lower()
    return verbs.get(f"{lemma} {particle}") or verbs.get(lemma)


def _best(found: list[_Candidate]) -> list[_Candidate]:
    """The first candidates that don't overlap, of one concept or with one label the first one."""
    chosen: list[_Candidate] = []
    known: set[str | None] = {""}  # labels and concepts
    for candidate in sorted(found, key=lambda c: (-c.score, c.start, c.end)):
        label = candidate.label.lower()
        if label in known or (candidate.concept is not None and candidate.concept in known):
            continue
        if any(c.start < candidate.end and candidate.start < c.end for c in chosen):
            continue
        chosen.append(candidate)
        known.update((label, candidate.concept))
        if len(chosen) == MOST_TOPICS:
            break
    return chosen


def _clean(label: str) -> str:
    """A label on one line, without marks around it and not longer than a label should be."""
    words = (
        label.split()[-_LONGEST_LABEL:] if " of " not in label else label.split()[:_LONGEST_LABEL]
    )
    return " ".join(words).strip(_MARKS + " ,.;:-–—")


def _named_tokens(doc: Doc, discourse: Discourse) -> frozenset[int]:
    """Tokens inside names and titles: a ministry of trade is no talk about trade."""
    named: set[int] = set()
    for reference in discourse.by_head.values():
        if reference.kind in ("name", "title"):
            named.update(range(reference.start, reference.end))
    named.update([t.i for t in doc.tokens if t.ent_type_ and t.pos_ == "PROPN"])
    return frozenset(named)
