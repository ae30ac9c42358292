"""Scores a model on test sets that it was never trained on: `python -m …training.evaluate`.

Everything is scored on the tokens of the data and through the run-time code, so what is measured
is what ships. Trees: labelled attachment without subtypes, on all words. Names: exact spans of
persons, organisations and places. Roles: predicates, and labelled spans and heads of arguments,
those of missed or wrong predicates counting as errors.
"""

import argparse
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph_builder.reading.artefact import DEFAULT_DIRECTORY, open_artefact
from graph_builder.reading.decoding import bio_spans
from graph_builder.reading.names import settle_names
from graph_builder.reading.readings import Reader, Reading
from graph_builder.reading.training.sentences import (
    Document,
    Sentence,
    add_frames,
    role_sentences,
    treebank,
)

_NAME_TYPES = frozenset({"PER", "ORG", "LOC"})


@dataclass(slots=True)
class Score:
    """True positives, predictions and gold items, by what is scored."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, found: Collection[object], gold: Collection[object]) -> None:
        """Count one pair of sets."""
        self.right[name] += len(set(found) & set(gold))
        self.found[name] += len(found)
        self.gold[name] += len(gold)

    def hit(self, name: str, right: bool) -> None:
        """Count one word."""
        self.right[name] += right
        self.gold[name] += 1

    def f1(self, name: str) -> float:
        """F1 in percent."""
        return 200 * self.right[name] / max(1, self.found[name] + self.gold[name])

    def accuracy(self, name: str) -> float:
        """Accuracy in percent."""
        return 100 * self.right[name] / max(1, self.gold[name])


class Evaluation:
    """The scores of one model directory on the corpora's test parts."""

    def __init__(self, model: Path, corpora: Path) -> None:
        self._reader = Reader(open_artefact(model))
        self._corpora = corpora

    def _read(self, document: Document, *, gold_sentences: bool) -> Reading:
        words = [word for sentence in document for word in sentence.words]
        starts = [i == 0 for sentence in document for i in range(len(sentence.words))]
        if gold_sentences:
            return self._reader.read(words, starts, starts)
        breaks = [
            i == 0 and (k == 0 or sentence.starts_paragraph)
            for k, sentence in enumerate(document)
            for i in range(len(sentence.words))
        ]
        return self._reader.read(words, breaks)

    def trees(self, name: str, *, gold_sentences: bool = True) -> Score:
        """`las`, `las_full` (with subtypes), `uas`, tags, `feats`, `lemma` and `sentences`."""
        score = Score()
        for document in treebank(self._corpora / f"{name}.jsonl.xz", name):
            reading = self._read(document, gold_sentences=gold_sentences)
            for at, sentence in _offsets(document):
                upos, xpos, feats = sentence.upos or [], sentence.xpos or [], sentence.feats or []
                heads, relations = sentence.heads or [], sentence.relations or []
                lemmas = sentence.lemmas or []
                for i in range(len(sentence.words)):
                    k = at + i
                    if upos[i] == "_":
                        continue  # the later parts of a word that is written apart
                    head = k if heads[i] < 0 else at + heads[i]
                    relation = "root" if head == k else relations[i]
                    attached = reading.heads[k] == head
                    score.hit("uas", attached)
                    score.hit("las_full", attached and reading.relations[k] == relation)
                    plain = reading.relations[k].split(":")[0] == relation.split(":")[0]
                    score.hit("las", attached and plain)
                    score.hit("upos", reading.upos[k] == upos[i])
                    score.hit("xpos", reading.xpos[k] == xpos[i])
                    score.hit("feats", reading.feats[k] == feats[i])
                    score.hit("lemma", reading.lemmas[k] == lemmas[i])
            starts = {(at,) for at, _ in _offsets(document)}
            score.add("sentences", {(i,) for i, s in enumerate(reading.starts) if s}, set(starts))
        return score

    def names(self, name: str, *, settled: bool = True) -> Score:
        """`all` and by type; `settled` scores what ships, else the network's spans alone."""
        score = Score()
        for document in treebank(self._corpora / f"{name}.jsonl.xz", name):
            annotated = [sentence for sentence in document if sentence.names]
            if not annotated:
                continue
            reading = self._read(annotated, gold_sentences=True)
            words = [word for sentence in annotated for word in sentence.words]
            labels = [label for sentence in annotated for label in sentence.names or ()]
            found = reading.names
            if settled:
                found = settle_names(words, reading.xpos, found)
            for kind in ("PER", "ORG", "LOC", "DATE", "NORP"):
                score.add(
                    kind, {s for s in found if s[0] == kind}, _of_kind(bio_spans(labels), kind)
                )
            score.add(
                "all",
                {s for s in found if s[0] in _NAME_TYPES},
                {s for s in bio_spans(labels) if s[0] in _NAME_TYPES},
            )
        return score

    def roles(self, part: str) -> Score:
        """`predicates`, `spans`, `heads`, each also by part of speech (`spans N`)."""
        score = Score()
        documents = treebank(self._corpora / f"ud_ewt_{part}.jsonl.xz", "ewt")
        add_frames(documents, role_sentences(self._corpora / f"srl_ewt_{part}.jsonl.xz", "ewt"))
        for document in documents:
            reading = self._read(document, gold_sentences=True)
            for at, sentence in _offsets(document):
                if sentence.frames is None or sentence.xpos is None:
                    continue
                stop = at + len(sentence.words)
                gold = {at + frame.i: frame for frame in sentence.frames}
                found = {p.i: p for p in reading.predicates if at <= p.i < stop}
                for i in gold.keys() | found.keys():
                    roles = gold[i].args if i in gold else ()
                    args = found[i].args if i in found else ()
                    for kind in ("", " " + sentence.xpos[i - at][:1]):
                        score.add(
                            "predicates" + kind,
                            {(i,)} & {(k,) for k in found},
                            {(i,)} & {(k,) for k in gold},
                        )
                        score.add(
                            "spans" + kind,
                            {a[:3] for a in args},
                            {(r.role, at + r.start, at + r.end) for r in roles},
                        )
                        score.add(
                            "heads" + kind,
                            {(a[0], a[3]) for a in args},
                            {(r.role, at + r.head) for r in roles},
                        )
        return score


def _of_kind(spans: Sequence[tuple[str, int, int]], kind: str) -> set[tuple[str, int, int]]:
    return {span for span in spans if span[0] == kind}


def _offsets(document: Document) -> Iterator[tuple[int, Sentence]]:
    at = 0
    for sentence in document:
        yield at, sentence
        at += len(sentence.words)


def bars(evaluation: Evaluation) -> Iterator[tuple[str, float, float]]:
    """What is measured, its value, and the bar that it is to reach."""
    ewt, gum = evaluation.trees("ud_ewt_test"), evaluation.trees("ud_gum_test")
    news = evaluation.trees("ud_pud_news")
    predicted = evaluation.trees("ud_gum_test", gold_sentences=False)
    names = evaluation.names("ud_pud_news")
    roles = evaluation.roles("test")
    yield "LAS EWT test", ewt.accuracy("las"), 89.5
    yield "LAS GUM test", gum.accuracy("las"), 89.5
    yield "LAS PUD news", news.accuracy("las"), 87.0
    yield "LAS GUM test, predicted sentences", predicted.accuracy("las"), 89.0
    yield "UPOS PUD news", news.accuracy("upos"), 97.3
    yield "lemma EWT test", ewt.accuracy("lemma"), 97.0
    yield "names PUD news (PER, ORG, LOC)", names.f1("all"), 81.0
    yield "predicates EWT test", roles.f1("predicates"), 95.5
    yield "argument spans EWT test", roles.f1("spans"), 78.0
    yield "argument heads EWT test", roles.f1("heads"), 82.0
    yield "argument spans of nouns EWT test", roles.f1("spans N"), 60.0


def details(evaluation: Evaluation) -> Iterator[tuple[str, float]]:
    """Scores beside the bars."""
    ewt, news = evaluation.trees("ud_ewt_test"), evaluation.trees("ud_pud_news")
    gum = evaluation.trees("ud_gum_test", gold_sentences=False)
    names, roles = evaluation.names("ud_pud_news"), evaluation.roles("test")
    yield "LAS with subtypes EWT test", ewt.accuracy("las_full")
    yield "UAS EWT test", ewt.accuracy("uas")
    yield "UPOS EWT test", ewt.accuracy("upos")
    yield "XPOS PUD news", news.accuracy("xpos")
    yield "features EWT test", ewt.accuracy("feats")
    yield "sentence starts GUM test (F1)", gum.f1("sentences")
    for kind in ("PER", "ORG", "LOC"):
        yield f"{kind} PUD news", names.f1(kind)
    yield "argument spans of verbs EWT test", roles.f1("spans V")
    yield "argument heads of nouns EWT test", roles.f1("heads N")


def report(model: Path, corpora: Path) -> str:
    """The table of bars, a line each."""
    lines = []
    for name, value, bar in bars(Evaluation(model, corpora)):
        verdict = "ok" if value >= bar else "below"
        lines.append(f"{name:40} {value:6.2f}   bar {bar:5.1f}   {verdict}")
    return "\n".join(lines)


def main() -> None:
    """Print the table of bars for a model directory."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the converted corpora")
    parser.add_argument("--model", type=Path, default=DEFAULT_DIRECTORY)
    arguments = parser.parse_args()
    print(report(arguments.model, arguments.corpora))  # noqa: T201 - it is a command


if __name__ == "__main__":
    main()
