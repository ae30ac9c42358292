"""Training windows and batches: sentences of one document, as the tensors of the network.

Windows hold as many words as at run time, cut at random places, so that the network sees what it
will see: several sentences, or one alone.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from graph_builder.reading.training.labels import ANNOTATED_NAMES, NAME_TYPES, Labels
from graph_builder.reading.training.sentences import Document, Sentence
from graph_builder.reading.windows import MAX_WORDS
from graph_builder.reading.wordpiece import WordPieces, word_shape

IGNORED = -100
_MAX_PIECES = 256
_STEP = 16


def _padded(size: int) -> int:
    """A multiple of 16: few distinct shapes, for which kernels are compiled once."""
    return -(-size // _STEP) * _STEP


Window = list[Sentence]


@dataclass(frozen=True, slots=True)
class Batch:
    """Word-level tensors by name, and the predicates in groups of like sentence length."""

    words: Mapping[str, Tensor]
    frames: Sequence[Mapping[str, Tensor]]

    def to(self, device: str) -> "Batch":
        """The same batch on another device."""
        return Batch(
            {k: v.to(device) for k, v in self.words.items()},
            [{k: v.to(device) for k, v in group.items()} for group in self.frames],
        )


def document_windows(document: Document, rng: random.Random, single: float) -> Iterator[Window]:
    """Cut a document into windows; `single` is the chance of a window of one sentence."""
    i = 0
    while i < len(document):
        limit = 1 if rng.random() < single else rng.randint(MAX_WORDS // 3, MAX_WORDS)
        window = [document[i]]
        size = len(document[i].words)
        i += 1
        while i < len(document) and size + len(document[i].words) <= limit:
            window.append(document[i])
            size += len(document[i].words)
            i += 1
        yield window


_Placed = tuple[int, int, int, Sentence, int]
"""A predicate: window, its sentence's first word, that sentence's length and self, its number."""


def _by_length(frames: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Groups whose sentences differ little in length, so that little is padding."""
    group: list[_Placed] = []
    for placed in sorted(frames, key=lambda f: f[2]):
        if group and placed[2] > 1.4 * group[0][2] + 6:
            yield group
            group = []
        group.append(placed)
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class Encoding:
    """Pieces and shapes of a sentence's words."""

    pieces: list[tuple[int, ...]]
    shapes: list[int]
    length: int


class Batcher:
    """Turns windows into batches; encodings and label ids are computed once per sentence."""

    def __init__(self, pieces: WordPieces, labels: Labels) -> None:
        self._pieces = pieces
        self._ids = {
            name: {label: i for i, label in enumerate(values)}
            for name, values in labels.to_json().items()
        }
        self._encodings: dict[int, Encoding] = {}
        self._name_masks = {source: self._unannotated(source) for source in ANNOTATED_NAMES}

    def _unannotated(self, source: str) -> np.ndarray:
        """What "O" may stand for in a corpus."""
        mask = np.zeros(len(self._ids["ner"]), bool)
        mask[0] = True
        for label in set(NAME_TYPES) - ANNOTATED_NAMES[source]:
            mask[self._ids["ner"]["B-" + label]] = mask[self._ids["ner"]["I-" + label]] = True
        return mask

    def encoding(self, sentence: Sentence) -> Encoding:
        """The cached encoding of a sentence (by identity)."""
        found = self._encodings.get(id(sentence))
        if found is None:
            pieces = [self._pieces.pieces(w) for w in sentence.words]
            shapes = [word_shape(w) for w in sentence.words]
            found = Encoding(pieces, shapes, sum(map(len, pieces)))
            self._encodings[id(sentence)] = found
        return found

    def length(self, window: Window) -> int:
        """Pieces of a window, markers included."""
        return sum(self.encoding(s).length for s in window) + 2

    def batches(
        self, windows: list[Window], budget: int, rng: random.Random
    ) -> Iterator[list[Window]]:
        """Windows of like length together, at most `budget` padded pieces a batch, shuffled."""
        by_length: dict[int, list[Window]] = defaultdict(list)
        for window in windows:
            length = _padded(self.length(window))
            if length <= _MAX_PIECES:
                by_length[length].append(window)
        done: list[list[Window]] = []
        for length, alike in sorted(by_length.items()):
            rng.shuffle(alike)
            rows = max(1, budget // length)
            done += [alike[at : at + rows] for at in range(0, len(alike), rows)]
        rng.shuffle(done)
        yield from done

    def collate(self, windows: Sequence[Window]) -> Batch:
        """The tensors of a batch, `IGNORED` where a layer isn't annotated."""
        rows = len(windows)
        length = _padded(max(self.length(w) for w in windows))
        width = _padded(max(sum(len(s.words) for s in w) for w in windows))
        a = {k: np.zeros((rows, length), np.int64) for k in ("ids", "shapes", "mask")}
        for name in ("first", "last", "word_mask"):
            a[name] = np.zeros((rows, width), np.int64)
        for name in ("starts", "sentence", "upos", "xpos", "feats", "head", "rel", "pred"):
            a[name] = np.full((rows, width), IGNORED, np.int64)
        allowed = np.zeros((rows, width, len(self._ids["ner"])), bool)
        frames: list[_Placed] = []
        for row, window in enumerate(windows):
            at, word = 1, 0
            a["ids"][row, 0], a["mask"][row, 0] = self._pieces.start, 1
            for k, sentence in enumerate(window):
                at = self._add_pieces(a, row, at, word, sentence)
                stop = word + len(sentence.words)
                a["sentence"][row, word:stop] = k
                a["starts"][row, word:stop] = 0
                a["starts"][row, word] = 1
                self._add_syntax(a, row, word, sentence)
                self._add_names(allowed[row, word:stop], sentence)
                if sentence.frames_complete:
                    a["pred"][row, word:stop] = 0
                for f, frame in enumerate(sentence.frames or ()):
                    a["pred"][row, word + frame.i] = 1
                    frames.append((row, word, len(sentence.words), sentence, f))
                word = stop
            a["ids"][row, at], a["mask"][row, at] = self._pieces.end, 1
        tensors = {k: torch.from_numpy(v) for k, v in a.items()}
        tensors["names"] = torch.from_numpy(allowed)
        return Batch(tensors, [self._frame_tensors(group) for group in _by_length(frames)])

    def _add_pieces(
        self, a: dict[str, np.ndarray], row: int, at: int, word: int, sentence: Sentence
    ) -> int:
        encoding = self.encoding(sentence)
        for i, (pieces, shape) in enumerate(zip(encoding.pieces, encoding.shapes, strict=True)):
            stop = at + len(pieces)
            a["ids"][row, at:stop] = pieces
            a["shapes"][row, at:stop] = shape
            a["mask"][row, at:stop] = 1
            a["first"][row, word + i], a["last"][row, word + i] = at, stop - 1
            a["word_mask"][row, word + i] = 1
            at = stop
        return at

    def _add_syntax(
        self, a: dict[str, np.ndarray], row: int, word: int, sentence: Sentence
    ) -> None:
        stop = word + len(sentence.words)
        for name, layer in (
            ("upos", sentence.upos),
            ("xpos", sentence.xpos),
            ("feats", sentence.feats),
        ):
            if layer is not None:
                ids = self._ids[name]
                a[name][row, word:stop] = [ids.get(label, IGNORED) for label in layer]
        if sentence.heads is not None and sentence.relations is not None:
            a["head"][row, word:stop] = [0 if h < 0 else word + h + 1 for h in sentence.heads]
            a["rel"][row, word:stop] = [self._relation(r) for r in sentence.relations]

    def _relation(self, label: str) -> int:
        """Rare subtypes fall back to their type."""
        ids = self._ids["rel"]
        return ids.get(label, ids.get(label.partition(":")[0], ids["dep"]))

    def _add_names(self, allowed: np.ndarray, sentence: Sentence) -> None:
        if sentence.names is None:
            return
        for i, label in enumerate(sentence.names):
            if label == "O":
                allowed[i] = self._name_masks[sentence.source]
            else:
                allowed[i, self._ids["ner"][label]] = True

    def _frame_tensors(self, frames: Sequence[_Placed]) -> dict[str, Tensor]:
        """Per predicate: where it is, its sense, and the roles of its sentence's words."""
        count = _padded(len(frames))
        longest = _padded(max(n for _, _, n, _, _ in frames))
        where = {k: np.zeros(count, np.int64) for k in ("row", "start", "length", "at")}
        where["length"][:] = 1
        sense = np.full(count, IGNORED, np.int64)
        bio = np.full((count, longest), IGNORED, np.int64)
        heads = np.full((count, longest), IGNORED, np.int64)
        for k, (row, start, length, sentence, f) in enumerate(frames):
            assert sentence.frames is not None
            frame = sentence.frames[f]
            where["row"][k], where["start"][k] = row, start
            where["length"][k], where["at"][k] = length, start + frame.i
            sense[k] = self._ids["senses"].get(frame.sense, IGNORED)
            bio[k, :length] = 0
            if sentence.frames_complete:
                heads[k, :length] = 0
            for argument in frame.args:
                begin = self._ids["roles"].get("B-" + argument.role)
                if begin is None:
                    continue
                bio[k, argument.start] = begin
                bio[k, argument.start + 1 : argument.end] = begin + 1
                if sentence.frames_complete and argument.head >= 0:
                    heads[k, argument.head] = (begin + 1) // 2
        tensors = {k: torch.from_numpy(v) for k, v in where.items()}
        tensors["offsets"] = torch.arange(longest)
        tensors["sense"] = torch.from_numpy(sense)
        tensors["bio"] = torch.from_numpy(bio)
        tensors["role_heads"] = torch.from_numpy(heads)
        return tensors
