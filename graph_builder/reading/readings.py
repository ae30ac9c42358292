"""From scores to annotation: sentences, trees, tags and names of one text, decoded exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from graph_builder.reading.decoding import BioDecoder, Span
from graph_builder.reading.network import Scores, WordNetwork
from graph_builder.reading.trees import best_tree
from graph_builder.reading.windows import windows

_NAME_ADJACENCY = -4.0  # nats; two names of one kind hardly ever touch in English


@dataclass(slots=True)
class Reading:
    """The annotation of n words; `heads[i] == i` marks a root."""

    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    names: list[Span] = field(default_factory=list)


class Reader:
    """Reads words; `labels` are the label sets of the networks' outputs."""

    def __init__(self, network: WordNetwork, labels: Mapping[str, Sequence[str]]) -> None:
        self._network = network
        self._labels = labels
        self._names = BioDecoder(labels["ner"], adjacency_penalty=_NAME_ADJACENCY)

    def read(
        self, words: Sequence[str], breaks: Sequence[bool], known: Sequence[bool] | None = None
    ) -> Reading:
        """Annotate one text.

        `breaks[i]` says that a paragraph begins at word i: a sentence then begins there, too.
        `known`, if given, are the sentence starts to go by instead of predicted ones.
        """
        reading = Reading()
        if not words:
            return reading
        given = breaks if known is None else known
        starts = np.where(np.asarray(given), 1.0, -1.0 if known is None else 0.0)
        spans = windows(words, given)
        for start, _ in spans:
            starts[start] = 1.0
        starts = starts.astype(np.float32)
        for (start, end), scores in zip(
            spans, self._network.run(words, spans, starts), strict=True
        ):
            self._add_window(reading, start, starts[start:end], scores)
        return reading

    def _add_window(self, reading: Reading, offset: int, given: np.ndarray, scores: Scores) -> None:
        begins = np.where(given >= 0, given > 0, scores["sent"] > 0)
        reading.starts += begins.tolist()
        reading.upos += [self._labels["upos"][k] for k in scores["upos"]]
        reading.xpos += [self._labels["xpos"][k] for k in scores["xpos"]]
        relations = [self._labels["rel"][k] for k in scores["rel"]]
        bounds = [*np.flatnonzero(begins).tolist(), len(begins)]
        for start, end in zip(bounds, bounds[1:], strict=False):
            columns = [0, *range(start + 1, end + 1)]
            heads = best_tree(scores["arc"][start:end, columns].astype(np.float64))
            for i, head in enumerate(heads.tolist(), start=start):
                is_root = head == 0
                reading.heads.append(offset + (i if is_root else start + head - 1))
                if is_root:
                    relations[i] = "root"
                elif relations[i] == "root":
                    relations[i] = "parataxis"
        reading.relations += relations
        for label, start, end in self._names.spans(scores["ner"]):
            reading.names.append((label, offset + start, offset + end))
