"""From scores to annotation: sentences, trees, tags, names and roles, decoded exactly."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.decoding import BioDecoder, Span
from graph_builder.reading.encoding import Window, WindowEncoder
from graph_builder.reading.networks import Array, Networks
from graph_builder.reading.trees import best_tree
from graph_builder.reading.windows import windows

PREDICATE_THRESHOLD = 0.5
"""Probability from which a word is a predicate."""

_BATCH = 8  # windows
_NAME_ADJACENCY = -4.0  # nats; two names of one kind hardly ever touch in English
_IMPOSSIBLE = -1e4
_CORE_ROLES = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})


@dataclass(frozen=True, slots=True)
class RoleReading:
    """A predicate at word `i`; `args` are (role, start, end, head), `senses` the sense scores."""

    i: int
    score: float
    args: tuple[tuple[str, int, int, int], ...]
    senses: NDArray[np.float32]


@dataclass(slots=True)
class Reading:
    """The annotation of the words of one text; `heads[i] == i` marks a root."""

    heads: list[int]
    relations: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    starts: list[bool]
    names: list[Span] = field(default_factory=list)
    predicates: list[RoleReading] = field(default_factory=list)

    @classmethod
    def blank(cls, size: int) -> "Reading":
        """Room for `size` words."""
        text = [""] * size
        return cls([0] * size, [*text], [*text], [*text], [*text], [False] * size)


@dataclass(frozen=True, slots=True)
class _Place:
    """A predicate: its window's row and offset in the text, its sentence, its word therein."""

    row: int
    offset: int
    start: int
    end: int
    at: int


class Reader:
    """Reads words; `labels` are the label sets of the networks' outputs."""

    def __init__(
        self, networks: Networks, encoder: WindowEncoder, labels: Mapping[str, Sequence[str]]
    ) -> None:
        self._networks = networks
        self._encoder = encoder
        self._labels = labels
        self._names = BioDecoder(labels["ner"], adjacency_penalty=_NAME_ADJACENCY)
        self._roles = BioDecoder(labels["roles"])
        self._role_ids = {label[2:]: (k + 1) // 2 for k, label in enumerate(labels["roles"]) if k}

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
                columns = [0, *range(low + 1, high + 1)]
                tree = best_tree(scores["arc"][row, low:high][:, columns].astype(np.float64))
                heads[row, low:high] = np.where(tree > 0, tree + low, 0)
                found = np.flatnonzero(scores["pred"][row, low:high] > PREDICATE_THRESHOLD)
                places += [_Place(row, start, low, high, low + int(k)) for k in found]
            self._set_words(reading, start, {k: v[row, :size] for k, v in scores.items()})
            reading.starts[start:end] = begins[row, :size].tolist()
        relations = self._networks.relations(scores["x"], heads)
        for row, (start, end) in enumerate(spans):
            self._set_tree(reading, start, heads[row, : end - start], relations[row])
        for group in _by_length(places):
            self._set_roles(reading, group, scores, heads, relations)

    def _set_words(self, reading: Reading, offset: int, scores: Mapping[str, Array]) -> None:
        end = offset + len(scores["upos"])
        reading.upos[offset:end] = [self._labels["upos"][k] for k in scores["upos"]]
        reading.xpos[offset:end] = [self._labels["xpos"][k] for k in scores["xpos"]]
        reading.feats[offset:end] = [self._labels["feats"][k] for k in scores["feats"]]
        for label, low, high in self._names.spans(scores["ner"]):
            reading.names.append((label, offset + low, offset + high))

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
        scores: Mapping[str, Array],
        heads: Array,
        relations: Array,
    ) -> None:
        where = {
            "row": np.array([p.row for p in places]),
            "start": np.array([p.start for p in places]),
            "length": np.array([p.end - p.start for p in places]),
            "at": np.array([p.at for p in places]),
        }
        found = self._networks.roles(scores["x"], heads, relations, where)
        for k, place in enumerate(places):
            size = place.end - place.start
            bio = found["bio"][k, :size]
            bio[place.at - place.start, 1:] = _IMPOSSIBLE  # no predicate is its own argument
            base = place.offset + place.start
            args = []
            for role, low, high in _without_doubles(self._roles.spans(bio), bio):
                head = low + int(found["head"][k, low:high, self._role_ids[role]].argmax())
                args.append((role, base + low, base + high, base + head))
            score = float(scores["pred"][place.row, place.at])
            reading.predicates.append(
                RoleReading(place.offset + place.at, score, tuple(args), found["sense"][k])
            )


def _without_doubles(spans: Sequence[Span], scores: NDArray[np.float32]) -> Iterator[Span]:
    """The spans with each core role at most once: of several, the one that scores best."""

    def certainty(span: Span) -> float:
        return float(scores[span[1] : span[2]].max(axis=1).mean())

    for span in spans:
        rivals = [other for other in spans if other[0] == span[0]]
        if span[0] not in _CORE_ROLES or span == max(rivals, key=certainty):
            yield span


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
