"""The training data: which corpora, in which groups of batches."""

import itertools
import json
import logging
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_builder.reading.training.batches import Batch, Batcher, Window, document_windows
from graph_builder.reading.training.config import TrainingConfig
from graph_builder.reading.training.sentences import (
    Document,
    Sentence,
    add_frames,
    role_sentences,
    treebank,
    without_overlap,
)
from graph_builder.reading.training.templates import generate

log = logging.getLogger(__name__)

_LONGEST_EXAMPLE = 80  # words


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Documents by group; test sentences are never among them."""

    trees: list[Document]
    names: list[Document]
    frames: list[Document]
    polysemous: frozenset[str]

    def sentences(self) -> Iterator[Sentence]:
        """All sentences of all groups."""
        for group in (self.trees, self.names, self.frames):
            for document in group:
                yield from document


def load_data(corpora: Path, config: TrainingConfig) -> TrainingData:
    """Read the training parts of all corpora from the folder of converted files.

    Of the tweets every other one is taken, for they are far from news.
    """
    trees: list[Document] = []
    for part in ("train", "dev") if config.development else ("train",):
        ewt = treebank(corpora / f"ud_ewt_{part}.jsonl.xz", "ewt")
        add_frames(ewt, role_sentences(corpora / f"srl_ewt_{part}.jsonl.xz", "ewt"))
        trees += ewt + treebank(corpora / f"ud_gum_{part}.jsonl.xz", "gum")
    examples = role_sentences(corpora / "srl_frames.jsonl.xz", "frames")
    examples = [s for s in examples if len(s.words) <= _LONGEST_EXAMPLE]
    tests = test_sentences(corpora)
    examples = without_overlap(examples, tests)
    generated = generate(config.generated, config.seed)
    return TrainingData(
        trees=trees,
        names=[
            *treebank(corpora / "ner_wikigold.jsonl.xz", "wikigold"),
            *treebank(corpora / "ner_btc.jsonl.xz", "btc")[::2],
            *([s] for s in without_overlap(_crossner(corpora), tests)),
            *_names_of_ewt(corpora),
            *generated,
        ],
        frames=[[s] for s in examples] + [d for d in generated if d[0].frames],
        polysemous=polysemous_rolesets(corpora),
    )


def _crossner(corpora: Path) -> list[Sentence]:
    """CrossNER's sentences; a folder of converted files may lack them."""
    path = corpora / "ner_crossner.jsonl.xz"
    if not path.exists():
        log.warning("%s is not there: names are learnt without it", path)
        return []
    return [sentence for document in treebank(path, "crossner") for sentence in document]


def test_sentences(corpora: Path) -> list[Sentence]:
    """Every sentence that the model is evaluated on."""
    names = ("ud_ewt_test", "ud_gum_test", "ud_pud_news", "ud_pud_wiki")
    documents = [d for name in names for d in treebank(corpora / f"{name}.jsonl.xz", "test")]
    return [sentence for document in documents for sentence in document]


def _names_of_ewt(corpora: Path) -> list[Document]:
    """EWT's training and development parts for their names alone."""
    parts = [treebank(corpora / f"ud_ewt_{part}.jsonl.xz", "ewt") for part in ("train", "dev")]
    return [
        [Sentence(source="ewt", words=s.words, names=s.names) for s in document if s.names]
        for document in itertools.chain(*parts)
        if any(s.names for s in document)
    ]


def polysemous_rolesets(corpora: Path) -> frozenset[str]:
    """Rolesets that some word has to be told apart from others."""
    with lzma.open(corpora / "frames_lexicon.json.xz", "rt", encoding="utf-8") as file:
        lexicon: dict[str, list[tuple[str, str]]] = json.load(file)["lex"]
    return frozenset(
        roleset
        for entries in lexicon.values()
        if len({r for r, _ in entries}) > 1
        for roleset, _ in entries
    )


class Stream:
    """Endless batches of one group, newly cut and shuffled every epoch."""

    def __init__(
        self, documents: list[Document], batcher: Batcher, config: TrainingConfig, seed: int
    ) -> None:
        self._documents = documents
        self._batcher = batcher
        self._config = config
        self._rng = random.Random(seed)
        self.epochs = 0
        self._batches = self._endless()

    def _endless(self) -> Iterator[list[Window]]:
        while True:
            windows = [
                window
                for document in self._documents
                if document
                for window in document_windows(document, self._rng, self._config.single_sentence)
            ]
            yield from self._batcher.batches(windows, self._config.budget, self._rng)
            self.epochs += 1

    def next(self) -> Batch:
        """The next batch."""
        return self._batcher.collate(next(self._batches))
