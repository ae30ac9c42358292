"""EWT, GUM and PUD as documents of sentences."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from graph_builder.reading.training.convert.conllu import (
    TreebankSentence,
    read_conllu,
    read_universal_ner,
)
from graph_builder.reading.training.convert.entities import clean_names, gum_names
from graph_builder.reading.training.convert.repositories import Repository

NON_COMMERCIAL = frozenset({"essay", "fiction", "letter", "podcast", "whow", "reddit"})
"""Genres of GUM whose texts are non-commercial or not in the repository."""

Records = list[dict[str, Any]]


def ewt(treebank: Repository, names: Repository, training_names: Repository) -> dict[str, Records]:
    """EWT by part. Its training part is put together from the sources, document by document."""
    parts: dict[str, Records] = {}
    held_out: set[str] = set()
    for part in ("dev", "test"):
        sentences = list(read_conllu(treebank.text(f"en_ewt-ud-{part}.conllu")))
        held_out |= {sentence.id for sentence in sentences}
        _add_names(sentences, names.text(f"en_ewt-ud-{part}.iob2"), peoples=part == "dev")
        parts[f"ud_ewt_{part}"] = _documents(sentences, "ewt")
    paths = treebank.names("not-to-release/sources", ".conllu")
    sources = treebank.texts(paths)
    training = [s for path in paths for s in read_conllu(sources[path]) if s.id not in held_out]
    _add_names(training, training_names.text("en_ewt-ud-train.iob2"), peoples=True)
    parts["ud_ewt_train"] = _documents(training, "ewt")
    return parts


def pud(treebank: Repository, names: Repository) -> dict[str, Records]:
    """PUD by source: news and Wikipedia."""
    sentences = list(read_conllu(treebank.text("en_pud-ud-test.conllu")))
    _add_names(sentences, names.text("en_pud-ud-test.iob2"), peoples=False)
    documents = _documents(sentences, "pud", lambda sentence: sentence.id[:6])
    is_news = [document["sents"][0]["id"].startswith("n") for document in documents]
    pairs = list(zip(documents, is_news, strict=True))
    return {
        "ud_pud_news": [document for document, news in pairs if news],
        "ud_pud_wiki": [document for document, news in pairs if not news],
    }


def gum(repository: Repository) -> dict[str, Records]:
    """GUM by part, its names derived from its entity layer."""
    parts = _gum_parts(repository.text("splits.md"))
    paths = [p for p in repository.names("dep", ".conllu") if "/GUM_" in p]
    found: dict[str, Records] = {f"ud_gum_{part}": [] for part in ("train", "dev", "test")}
    texts = repository.texts(paths)
    for path in paths:
        name = PurePosixPath(path).stem
        genre = name.split("_")[1]
        if genre in NON_COMMERCIAL:
            continue
        sentences = list(read_conllu(texts[path]))
        for sentence in sentences:
            sentence.names = clean_names(sentence.words, gum_names(sentence))
        records = [sentence.record() for sentence in sentences]
        document = {"doc": name, "src": "gum", "sents": records, "genre": genre, "nc": False}
        found[f"ud_gum_{parts.get(name, 'train')}"].append(document)
    return found


def _gum_parts(text: str) -> Mapping[str, str]:
    parts: dict[str, str] = {}
    part = ""
    for line in text.splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif found := re.match(r"\s*\* (GUM_\w+)", line):
            parts[found[1]] = part
    return parts


def _add_names(sentences: Iterable[TreebankSentence], text: str, *, peoples: bool) -> None:
    """Attach Universal NER's labels; `peoples` cleans them the way training data are cleaned."""
    annotated = read_universal_ner(text)
    by_words = {tuple(words): labels for words, labels in annotated.values()}
    for sentence in sentences:
        words, labels = annotated.get(sentence.id, ([], []))
        if words != sentence.words:
            labels = by_words.get(tuple(sentence.words), [])
        if labels:
            sentence.names = clean_names(sentence.words, labels) if peoples else labels


def _documents(
    sentences: Iterable[TreebankSentence],
    source: str,
    name_of: Any = lambda sentence: sentence.id.rsplit("-", 1)[0],
) -> Records:
    documents: Records = []
    for sentence in sentences:
        name = sentence.meta.get("newdoc id") or name_of(sentence)
        if not documents or documents[-1]["doc"] != name:
            documents.append({"doc": name, "src": source, "sents": []})
        documents[-1]["sents"].append(sentence.record())
    return documents
