"""Builds `roles.tsv`: what `RoleTable` knows, counted in the training data.

The trees of EWT are gold, those of the frame files' examples are read by the model itself.
"""

import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from graph_builder.reading.constituents import Forest
from graph_builder.reading.readings import Reader
from graph_builder.reading.role_table import table_line
from graph_builder.reading.training.sentences import (
    Frame,
    RoleSpan,
    Sentence,
    role_sentences,
    treebank,
    without_overlap,
)

_TESTS = ("ud_ewt_dev", "ud_ewt_test", "ud_gum_test", "ud_pud_news", "ud_pud_wiki")
_TEXT = 60  # examples read at once

_Ties = dict[str, dict[str, Counter[str]]]


def build_roles(reader: Reader, corpora: Path) -> str:
    """The content of `roles.tsv`."""
    counts: _Ties = defaultdict(lambda: defaultdict(Counter))
    for tree, tags, frames in _annotated(reader, corpora):
        for frame in frames:
            for argument in frame.args:
                tie = tree.tie(_head(tree, argument), frame.i)
                counts[frame.sense][tie][argument.role] += 1
                counts["*" + tags[frame.i][:1]][tie][argument.role] += 1
    with lzma.open(corpora / "frames_lexicon.json.xz", "rt", encoding="utf-8") as file:
        listed: dict[str, dict[str, str]] = json.load(file)["roles"]
    names = sorted(counts.keys() | listed.keys())
    lines = (
        table_line(name, "".join(sorted(listed[name])) if name in listed else None, counts[name])
        for name in names
    )
    return "".join(line + "\n" for line in lines)


def _annotated(
    reader: Reader, corpora: Path
) -> Iterator[tuple[Forest, Sequence[str], Sequence[Frame]]]:
    for sentence in role_sentences(corpora / "srl_ewt_train.jsonl.xz", "ewt"):
        above = [i if h < 0 else h for i, h in enumerate(sentence.heads or ())]
        tree = Forest(sentence.words, np.array(above), sentence.relations or ())
        yield tree, sentence.xpos or (), sentence.frames or ()
    tests = (treebank(corpora / f"{name}.jsonl.xz", "test") for name in _TESTS)
    seen = [sentence for documents in tests for document in documents for sentence in document]
    examples = without_overlap(role_sentences(corpora / "srl_frames.jsonl.xz", "frames"), seen)
    for at in range(0, len(examples), _TEXT):
        yield from _read(reader, examples[at : at + _TEXT])


def _read(
    reader: Reader, sentences: Sequence[Sentence]
) -> Iterator[tuple[Forest, Sequence[str], Sequence[Frame]]]:
    words = [word for sentence in sentences for word in sentence.words]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence.words))]
    reading = reader.read(words, starts, starts)
    at = 0
    for sentence in sentences:
        stop = at + len(sentence.words)
        heads = np.array(reading.heads[at:stop]) - at
        tree = Forest(sentence.words, heads, reading.relations[at:stop])
        yield tree, reading.xpos[at:stop], sentence.frames or ()
        at = stop


def _head(tree: Forest, argument: RoleSpan) -> int:
    """The annotated head, else the first word that hangs on something outside."""
    if argument.head >= 0:
        return argument.head
    span = range(argument.start, argument.end)
    return next(i for i in span if tree.heads[i] not in span or tree.heads[i] == i)
