"""From scores to annotation: sentences, trees, tags, names and roles, decoded exactly."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.arguments import Argument, ArgumentDecoder, RolePlace, Weights
from graph_builder.reading.artefact import Artefact
from graph_builder.reading.constituents import SentenceTree
from graph_builder.reading.decoding import BioDecoder, Span
from graph_builder.reading.encoding import Window, WindowEncoder
from graph_builder.reading.lemmas import Lemmatizer
from graph_builder.reading.networks import Array, Networks
from graph_builder.reading.role_table import RoleTable
from graph_builder.reading.senses import SenseChooser
from graph_builder.reading.trees import best_tree
from graph_builder.reading.windows import windows
from graph_builder.reading.wordpiece import WordPieces

PREDICATE_THRESHOLD = 0.5
"""Probability from which a word is a predicate."""

_BATCH = 8  # windows
_NAME_ADJACENCY = -4.0  # nats; two names of one kind hardly ever touch in English


@dataclass(frozen=True, slots=True)
class RoleReading:
    """A predicate at word `i`, its roleset, and its arguments as (role, start, end, head)."""

    i: int
    score: float
    sense: str
    args: tuple[Argument, ...]


@dataclass(slots=True)
class Reading:
    """The annotation of the words of one text; `heads[i] == i` marks a root."""

    heads: list[int]
    relations: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    starts: list[bool]
    names: list[Span] = field(default_factory=list)
    predicates: list[RoleReading] = field(default_factory=list)

    @classmethod
    def blank(cls, size: int) -> "Reading":
        """Room for `size` words."""
        text = [""] * size
        return cls([0] * size, [*text], [*text], [*text], [*text], [*text], [False] * size)


@dataclass(frozen=True, slots=True)
class _Place:
    """A predicate: its window's row and offset in the text, its sentence, its word therein."""

    row: int
    offset: int
    start: int
    end: int
    at: int


class Reader:
    """Reads words with the networks and tables of a model directory."""

    def __init__(self, artefact: Artefact) -> None:
        labels = self._labels = artefact.labels
        self._networks = Networks(artefact.files)
        self._encoder = WindowEncoder(WordPieces(artefact.text("vocab.txt").splitlines()))
        self._lemmatizer = Lemmatizer.from_json(artefact.text("lemmas.json"))
        self._senses = SenseChooser.from_json(artefact.text("senses.json"), labels["senses"])
        self._names = BioDecoder(labels["ner"], adjacency_penalty=_NAME_ADJACENCY)
        roles = [label[2:] for label in labels["roles"][1::2]]
        table = RoleTable(artefact.text("roles.tsv"), roles)
        weights = Weights.from_json(artefact.text("arguments.json"))
        self.arguments = ArgumentDecoder(labels["roles"], table, weights)

    def read(
        self, words: Sequence[str], breaks: Sequence[bool], known: Sequence[bool] | None = None
    ) -> Reading:
        """Annotate one text.

        `breaks[i]` says that a paragraph begins at word i: a sentence then begins there, too.
        `known`, if given, are the sentence starts to go by instead of predicted ones.
        """
        reading = Reading.blank(len(words))
        if not words:
            return reading
        given = breaks if known is None else known
        starts = np.where(np.asarray(given), 1.0, -1.0 if known is None else 0.0)
        spans = windows(words, given)
        starts[[start for start, _ in spans]] = 1.0
        starts = starts.astype(np.float32)
        spans.sort(key=lambda span: (span[1] - span[0], span))
        for at in range(0, len(spans), _BATCH):
            self._read_batch(reading, words, spans[at : at + _BATCH], starts)
        reading.names.sort(key=lambda span: span[1])
        reading.predicates.sort(key=lambda predicate: predicate.i)
        return reading

    def _read_batch(
        self,
        reading: Reading,
        words: Sequence[str],
        spans: Sequence[Window],
        starts: NDArray[np.float32],
    ) -> None:
        feed = self._encoder.feed(words, spans, starts)
        scores = self._networks.words(feed)
        begins = np.where(feed["starts"] >= 0, feed["starts"] > 0, scores["sent"] > 0)
        heads = np.zeros(begins.shape, np.int64)
        places: list[_Place] = []
        for row, (start, end) in enumerate(spans):
            size = end - start
            bounds = [*np.flatnonzero(begins[row, :size]).tolist(), size]
            for low, high in itertools.pairwise(bounds):
                for label, first, last in self._names.spans(scores["ner"][row, low:high]):
                    reading.names.append((label, start + low + first, start + low + last))
                columns = [0, *range(low + 1, high + 1)]
                tree = best_tree(scores["arc"][row, low:high][:, columns].astype(np.float64))
                heads[row, low:high] = np.where(tree > 0, tree + low, 0)
                found = np.flatnonzero(scores["pred"][row, low:high] > PREDICATE_THRESHOLD)
                places += [_Place(row, start, low, high, low + int(k)) for k in found]
            mine = {k: v[row, :size] for k, v in scores.items()}
            self._set_words(reading, start, words[start:end], mine)
            reading.starts[start:end] = begins[row, :size].tolist()
        relations = self._networks.relations(scores["x"], heads)
        for row, (start, end) in enumerate(spans):
            self._set_tree(reading, start, heads[row, : end - start], relations[row])
        sentences = {(place.offset + place.start, place.offset + place.end) for place in places}
        trees = {span: _sentence_tree(reading, words, *span) for span in sentences}
        for group in _by_length(places):
            local = [trees[p.offset + p.start, p.offset + p.end] for p in group]
            roles = self._networks.roles(scores["x"], heads, relations, _where(group))
            self._set_roles(reading, group, local, roles, scores["pred"])

    def _set_words(
        self, reading: Reading, offset: int, words: Sequence[str], scores: Mapping[str, Array]
    ) -> None:
        end = offset + len(words)
        tags = [self._labels["xpos"][k] for k in scores["xpos"]]
        reading.upos[offset:end] = [self._labels["upos"][k] for k in scores["upos"]]
        reading.xpos[offset:end] = tags
        reading.feats[offset:end] = [self._labels["feats"][k] for k in scores["feats"]]
        reading.lemmas[offset:end] = map(self._lemmatizer.lemma, words, tags)

    def _set_tree(self, reading: Reading, offset: int, heads: Array, relations: Array) -> None:
        for i, head in enumerate(heads.tolist()):
            label = self._labels["rel"][relations[i]]
            reading.heads[offset + i] = offset + (i if head == 0 else head - 1)
            if head == 0:
                label = "root"
            elif label == "root":
                label = "parataxis"  # a second root, hung on the first one
            reading.relations[offset + i] = label

    def _set_roles(
        self,
        reading: Reading,
        places: Sequence[_Place],
        trees: Sequence[SentenceTree],
        scores: Mapping[str, Array],
        chances: Array,
    ) -> None:
        predicates = []
        for place, tree, senses in zip(places, trees, scores["sense"], strict=True):
            at, i = place.at - place.start, place.offset + place.at
            tag, particles = reading.xpos[i], tree.particles(at)
            sense = self._senses.choose(reading.lemmas[i].lower(), tag, particles, senses)
            predicates.append(RolePlace(tree, at, sense, tag[:1]))
        found = self.arguments.decode(predicates, scores["bio"], scores["head"])
        for place, predicate, args in zip(places, predicates, found, strict=True):
            base = place.offset + place.start
            moved = [(role, base + low, base + high, base + head) for role, low, high, head in args]
            score = float(chances[place.row, place.at])
            reading.predicates.append(
                RoleReading(place.offset + place.at, score, predicate.sense, tuple(moved))
            )


def _where(places: Sequence[_Place]) -> dict[str, Array]:
    return {
        "row": np.array([p.row for p in places]),
        "start": np.array([p.start for p in places]),
        "length": np.array([p.end - p.start for p in places]),
        "at": np.array([p.at for p in places]),
    }


def _sentence_tree(reading: Reading, words: Sequence[str], start: int, end: int) -> SentenceTree:
    heads = np.array(reading.heads[start:end]) - start
    return SentenceTree(words[start:end], heads, reading.relations[start:end])


def _by_length(places: Sequence[_Place]) -> Iterator[list[_Place]]:
    """Groups whose sentences differ little in length, so that little is padding."""
    group: list[_Place] = []
    for place in sorted(places, key=lambda p: p.end - p.start):
        if group and place.end - place.start > 1.4 * (group[0].end - group[0].start) + 6:
            yield group
            group = []
        group.append(place)
    if group:
        yield group
