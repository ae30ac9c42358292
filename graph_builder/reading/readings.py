"""From scores to annotation: sentences, trees, tags and names, decoded exactly."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.arguments import ArgumentDecoder, Weights
from graph_builder.reading.artefact import Artefact
from graph_builder.reading.constituents import SentenceTree
from graph_builder.reading.decoding import BioDecoder, Span
from graph_builder.reading.encoding import WindowEncoder
from graph_builder.reading.lemmas import Lemmatizer
from graph_builder.reading.networks import Array, Networks
from graph_builder.reading.role_reading import Candidate, RoleReader, RoleReading
from graph_builder.reading.role_table import RoleTable
from graph_builder.reading.senses import SenseChooser
from graph_builder.reading.trees import best_trees
from graph_builder.reading.windows import windows
from graph_builder.reading.wordpiece import WordPieces

PREDICATE_THRESHOLD = 0.5
"""Probability from which a word is a predicate."""

_BLOCK = 800  # words that are read before roles are looked for in all of them
_NAME_ADJACENCY = -4.0  # nats; two names of one kind hardly ever touch in English

Window = tuple[int, int]


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
    def blank(cls) -> "Reading":
        """Of no words."""
        return cls([], [], [], [], [], [], [])


class Reader:
    """Reads words with the networks and tables of a model directory."""

    def __init__(self, artefact: Artefact) -> None:
        labels = self._labels = artefact.labels
        self._networks = Networks(artefact.files)
        self._encoder = WindowEncoder(WordPieces(artefact.text("vocab.txt").splitlines()))
        self._lemmatizer = Lemmatizer.from_json(artefact.text("lemmas.json"))
        self._names = BioDecoder(labels["ner"], adjacency_penalty=_NAME_ADJACENCY)
        senses = SenseChooser.from_json(artefact.text("senses.json"), labels["senses"])
        roles = [label[2:] for label in labels["roles"][1::2]]
        table = RoleTable(artefact.text("roles.tsv"), roles)
        weights = Weights.from_json(artefact.text("arguments.json"))
        decoder = ArgumentDecoder(labels["roles"], table, weights)
        self.roles = RoleReader(self._networks, senses, decoder)

    def read(
        self, words: Sequence[str], breaks: Sequence[bool], known: Sequence[bool] | None = None
    ) -> Reading:
        """Annotate one text.

        `breaks[i]` says that a paragraph begins at word i: a sentence then begins there, too.
        `known`, if given, are the sentence starts to go by instead of predicted ones.
        """
        reading = Reading.blank()
        if not words:
            return reading
        given = breaks if known is None else known
        starts = np.where(np.asarray(given), 1.0, -1.0 if known is None else 0.0)
        spans = windows(words, given)
        starts[[start for start, _ in spans]] = 1.0
        for block in _blocks(spans):
            self._read_block(reading, words, block, starts)
        return reading

    def _read_block(
        self,
        reading: Reading,
        words: Sequence[str],
        spans: Sequence[Window],
        starts: NDArray[np.float64],
    ) -> None:
        """Read windows that follow each other, then the roles in all of them."""
        base = spans[0][0]
        parts: list[dict[str, Array]] = []
        candidates: list[Candidate] = []
        for start, end in spans:
            scores = self._networks.words(self._encoder.feed(words[start:end]))
            begins = np.where(starts[start:end] >= 0, starts[start:end] > 0, scores["sent"] > 0)
            sentences = _sentences(begins)
            heads = best_trees(scores["arc"], sentences)
            relations = self._networks.relations(scores["bond"], heads)
            reading.starts += begins.tolist()
            self._add_words(reading, start, words[start:end], scores)
            self._add_tree(reading, start, heads, relations)
            for low, high in sentences:
                for label, begin, stop in self._names.spans(scores["ner"][low:high]):
                    reading.names.append((label, start + low + begin, start + low + stop))
                chances = scores["pred"][low:high].tolist()
                found = [k for k, chance in enumerate(chances) if chance > PREDICATE_THRESHOLD]
                if found:
                    tree = _tree(reading, words, start + low, start + high)
                    tags, lemmas = reading.xpos[start + low :], reading.lemmas[start + low :]
                    candidates += [
                        Candidate(tree, start + low, k, tags[k], lemmas[k], chances[k])
                        for k in found
                    ]
            heads = np.where(heads > 0, heads + (start - base), 0)
            own = {"heads": heads, "rel": relations}
            parts.append(own | {name: scores[name] for name in ("x", "role")})
        values = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
        reading.predicates += self.roles.read(candidates, values, base)

    def _add_words(
        self, reading: Reading, offset: int, words: Sequence[str], scores: Mapping[str, Array]
    ) -> None:
        for name, column in (
            ("upos", reading.upos),
            ("xpos", reading.xpos),
            ("feats", reading.feats),
        ):
            labels = self._labels[name]
            column += [labels[k] for k in scores[name].tolist()]
        reading.lemmas += map(self._lemmatizer.lemma, words, reading.xpos[offset:])

    def _add_tree(self, reading: Reading, offset: int, heads: Array, relations: Array) -> None:
        labels = self._labels["rel"]
        for i, (head, k) in enumerate(zip(heads.tolist(), relations.tolist(), strict=True)):
            label = labels[k]
            reading.heads.append(offset + (i if head == 0 else head - 1))
            if head == 0:
                label = "root"
            elif label == "root":
                label = "parataxis"  # a second root, hung on the first one
            reading.relations.append(label)


def _blocks(spans: Sequence[Window]) -> Iterator[list[Window]]:
    block: list[Window] = []
    for span in spans:
        block.append(span)
        if span[1] - block[0][0] >= _BLOCK:
            yield block
            block = []
    if block:
        yield block


def _sentences(begins: NDArray[np.bool_]) -> list[Window]:
    """[start, end) of the sentences of a window."""
    return list(itertools.pairwise([*np.flatnonzero(begins).tolist(), len(begins)]))


def _tree(reading: Reading, words: Sequence[str], start: int, end: int) -> SentenceTree:
    heads = np.array(reading.heads[start:end]) - start
    return SentenceTree(words[start:end], heads, reading.relations[start:end])
