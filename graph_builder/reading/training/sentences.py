"""Annotated sentences in memory, and how they are read from converted corpora.

Converted corpora are xz-compressed JSON lines: treebank and name corpora hold a document a line
(`sents`), role corpora a sentence a line (`preds`). `graph_builder.reading.training.corpora`
says where each comes from.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AUXILIARY_SENSES = frozenset({"be.03", "have.01", "do.01", "get.03"})
"""Rolesets that PropBank gives to auxiliaries: no predicates of their own."""


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """An argument: role, words [start, end), head word (-1 if not annotated)."""

    role: str
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate word, its roleset and its arguments."""

    i: int
    sense: str
    args: tuple[RoleSpan, ...]


@dataclass(slots=True)
class Sentence:
    """A sentence and its layers; a layer that a corpus doesn't annotate is None.

    `heads` are word indices, -1 for the root. `frames_complete` says that words outside `frames`
    are no predicates (else they are unknown).
    """

    source: str
    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    names: list[str] | None = None
    frames: list[Frame] | None = None
    frames_complete: bool = False
    starts_paragraph: bool = False
    lemmas: list[str] | None = None
    spaces: list[bool] = field(default_factory=list)


Document = list[Sentence]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of an xz-compressed file, a line each."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def treebank(path: Path, source: str) -> list[Document]:
    """The documents of a treebank or name corpus."""
    return [
        [_sentence(sentence, source) for sentence in record["sents"]] for record in read_lines(path)
    ]


def _sentence(record: Mapping[str, Any], source: str) -> Sentence:
    heads = record.get("head")
    return Sentence(
        source=source,
        words=record["words"],
        upos=record.get("upos"),
        xpos=record.get("xpos"),
        feats=record.get("feats"),
        heads=[h - 1 for h in heads] if heads else None,
        relations=record.get("deprel"),
        names=record.get("ner"),
        starts_paragraph=bool(record.get("newpar")),
        lemmas=record.get("lemma"),
        spaces=record.get("space") or [],
    )


def role_sentences(path: Path, source: str) -> list[Sentence]:
    """The sentences of a role corpus; partial where only one predicate is annotated."""
    sentences = []
    for record in read_lines(path):
        parsed = record.get("head") is not None
        sentences.append(
            Sentence(
                source=source,
                words=record["tok"],
                upos=record.get("upos"),
                xpos=record.get("xpos"),
                feats=record.get("feats"),
                heads=record.get("head"),
                relations=record.get("rel"),
                frames=_frames(record["preds"]),
                frames_complete=parsed,
            )
        )
    return sentences


def _frames(predicates: Iterable[Mapping[str, Any]]) -> list[Frame]:
    return [
        Frame(p["i"], p["sense"], tuple(RoleSpan(r, s, e + 1, h) for r, s, e, h in p["args"]))
        for p in predicates
        if p["sense"] not in AUXILIARY_SENSES
    ]


def add_frames(documents: Sequence[Document], annotated: Iterable[Sentence]) -> int:
    """Give treebank sentences the frames of the same sentences of a role corpus, in place.

    Sentences are matched by their words. Returns how many were matched.
    """
    by_words = {tuple(s.words): s for s in annotated}
    matched = 0
    for document in documents:
        for sentence in document:
            other = by_words.get(tuple(sentence.words))
            if other is not None:
                sentence.frames, sentence.frames_complete = other.frames, True
                matched += 1
    return matched


def without_overlap(
    training: Iterable[Sentence], tests: Iterable[Sentence], size: int = 8
) -> list[Sentence]:
    """The training sentences that share no run of `size` words with any test sentence."""
    seen = {run for s in tests for run in _runs(s.words, size)}
    return [s for s in training if not seen.intersection(_runs(s.words, size))]


def _runs(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    lowered = [w.lower() for w in words]
    return (tuple(lowered[i : i + size]) for i in range(len(words) - size + 1))
