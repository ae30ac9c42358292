"""From scores to annotation: sentences, trees, tags and names, decoded exactly."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.arguments import ArgumentDecoder, Weights
from graph_builder.reading.artefact import Artefact
from graph_builder.reading.constituents import Forest
from graph_builder.reading.decoding import BioDecoder, Span
from graph_builder.reading.detected_events import DetectedEvent
from graph_builder.reading.encoding import WindowEncoder
from graph_builder.reading.event_detection import EventDetector
from graph_builder.reading.lemmas import Lemmatizer
from graph_builder.reading.networks import Array, Networks
from graph_builder.reading.role_reading import Candidate, RoleReader, RoleReading
from graph_builder.reading.role_table import RoleTable
from graph_builder.reading.senses import SenseChooser
from graph_builder.reading.trees import best_trees
from graph_builder.reading.windows import windows
from graph_builder.reading.word_classes import WordClasses
from graph_builder.reading.wordpiece import WordPieces

PREDICATE_THRESHOLD = 0.5
"""Probability from which a word is a predicate."""

_BLOCK = 800  # words that are read before roles are looked for in all of them
_NAMES = frozenset({"NNP", "NNPS"})
_PERSONAL = "Case=Nom|{}PronType=Prs"
_PRONOUNS = {
    "he": _PERSONAL.format("Gender=Masc|Number=Sing|Person=3|"),
    "she": _PERSONAL.format("Gender=Fem|Number=Sing|Person=3|"),
    "they": _PERSONAL.format("Number=Plur|Person=3|"),
    "we": _PERSONAL.format("Number=Plur|Person=1|"),
}
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
    events: list[DetectedEvent] = field(default_factory=list)

    @classmethod
    def blank(cls) -> "Reading":
        """Of no words."""
        return cls([], [], [], [], [], [], [])


class Reader:
    """Reads words with the networks and tables of a model directory."""

    def __init__(self, artefact: Artefact) -> None:
        labels = artefact.labels
        self._labels = {name: np.array(values, object) for name, values in labels.items()}
        self._networks = Networks(artefact)
        self._encoder = WindowEncoder(WordPieces(artefact.text("vocab.txt").splitlines()))
        self._lemmatizer = Lemmatizer.from_json(artefact.text("lemmas.json"))
        self._classes = WordClasses.from_json(artefact.text("classes.json"))
        self._names = BioDecoder(labels["ner"], adjacency_penalty=_NAME_ADJACENCY)
        senses = SenseChooser.from_json(artefact.text("senses.json"), labels["senses"])
        roles = [label[2:] for label in labels["roles"][1::2]]
        table = RoleTable(artefact.text("roles.tsv"), roles)
        weights = Weights.from_json(artefact.text("arguments.json"))
        decoder = ArgumentDecoder(labels["roles"], table, weights)
        self.roles = RoleReader(self._networks, senses, decoder)
        held = "events.npz" in artefact.files
        self.events = EventDetector.from_npz(artefact.data("events.npz")) if held else None

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
        """Read windows that follow each other.

        Each step is taken for all of them before the next one is: code and tables then stay near
        the processor.
        """
        base, stop = spans[0][0], spans[-1][1]
        feeds = [self._encoder.feed(words[start:end]) for start, end in spans]
        windows = [self._networks.words(feed) for feed in feeds]
        arcs, bonds, roles = (
            [window.pop(name) for window in windows] for name in ("arc", "bond", "role")
        )
        values = _joined(windows)
        given = starts[base:stop]
        begins = np.where(given >= 0, given > 0, values["sent"] > 0)
        heads = [
            best_trees(arc, _sentences(begins[start - base : end - base]))
            for arc, (start, end) in zip(arcs, spans, strict=True)
        ]
        values |= _joined(list(map(self._networks.relations, bonds, heads, roles)))
        values["heads"] = _of_stretch(heads, spans)
        reading.starts += begins.tolist()
        self._add_words(reading, words[base:stop], values)
        forest = self._add_trees(reading, words[base:stop], values)
        sentences = _sentences(begins)
        reading.names += [
            (label, base + start, base + end)
            for label, start, end in self._names.spans(values["ner"], sentences)
        ]
        candidates = _candidates(reading, base, values["pred"], sentences)
        reading.predicates += self.roles.read(candidates, forest, values, base)
        if self.events is not None:
            words_here = range(base, stop)
            found = self.events.detect(values["x"], sentences)
            reading.events += [event.at(words_here) for event in found]

    def _add_words(
        self, reading: Reading, words: Sequence[str], values: Mapping[str, Array]
    ) -> None:
        xpos, upos, feats = (
            self._labels[layer][values[layer]].tolist() for layer in ("xpos", "upos", "feats")
        )
        for i in _misread_pronouns(words, xpos):
            xpos[i], upos[i], feats[i] = "PRP", "PRON", _PRONOUNS[words[i].lower()]
        reading.lemmas += map(self._lemmatizer.lemma, words, xpos)
        reading.xpos += xpos
        reading.upos += upos
        reading.feats += feats

    def _add_trees(
        self, reading: Reading, words: Sequence[str], values: Mapping[str, Array]
    ) -> Forest:
        """Add the trees of a stretch's words, and return them."""
        base = len(reading.heads)
        labels = self._labels["rel"][values["rel"]]
        is_root = values["heads"] == 0
        labels[labels == "root"] = "parataxis"  # a second root, hung on the first one
        labels[is_root] = "root"
        heads = np.where(is_root, np.arange(len(words)), values["heads"] - 1)
        reading.heads += (heads + base).tolist()
        relations: list[str] = labels.tolist()
        reading.relations += relations
        for i, relation in enumerate(relations, base):
            reading.upos[i] = self._classes.settled(words[i - base], relation, reading.upos[i])
        return Forest(words, heads, relations)


def _misread_pronouns(words: Sequence[str], xpos: Sequence[str]) -> Iterator[int]:
    """Pronouns that are tagged as names and stand beside no name: "He and President Berg met".

    None of the 5,000 in the training parts of EWT and GUM is a name; "He Ming" is two words.
    """
    for i, tag in enumerate(xpos):
        if tag in _NAMES and words[i].lower() in _PRONOUNS:
            beside = (*xpos[max(0, i - 1) : i], *xpos[i + 1 : i + 2])
            if not any(other in _NAMES for other in beside):
                yield i


def _joined(parts: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    """What is known of the words of several windows, as one."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _of_stretch(heads: Sequence[Array], spans: Sequence[Window]) -> Array:
    """Heads of windows that follow each other (0 = root, else word + 1) as those of one stretch."""
    base = spans[0][0]
    moved = zip(heads, [start - base for start, _ in spans], strict=True)
    return np.concatenate([np.where(above > 0, above + by, 0) for above, by in moved])


def _candidates(
    reading: Reading, base: int, chances: Array, sentences: Sequence[Window]
) -> list[Candidate]:
    """The words of a stretch that are read as predicates; it begins at the text's word `base`."""
    found = np.flatnonzero(chances > PREDICATE_THRESHOLD)
    number = np.searchsorted([start for start, _ in sentences], found, side="right") - 1
    candidates = []
    for word, k, chance in zip(
        found.tolist(), number.tolist(), chances[found].tolist(), strict=True
    ):
        start, end = sentences[k]
        tag, lemma = reading.xpos[base + word], reading.lemmas[base + word]
        candidates.append(Candidate(start, end - start, word - start, tag, lemma, chance))
    return candidates


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
