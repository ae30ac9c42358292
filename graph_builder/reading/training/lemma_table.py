"""Builds `lemmas.json`: known base forms, and the exceptions to the rules of inflection."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph_builder.reading.lemmas import Lemmatizer

_BASE_TAGS = frozenset({"VB", "VBP", "NN", "JJ", "RB"})
_PROPER = frozenset({"NNP", "NNPS"})


def build_lemmas(sentences: Iterable[Mapping[str, Any]], extra_bases: Sequence[str] = ()) -> str:
    """The content of `lemmas.json` for treebank sentences (words, xpos, lemma in parallel).

    `extra_bases` are base forms known from elsewhere, such as the frame files' lemmas.
    """
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bases: Counter[str] = Counter()
    for sentence in sentences:
        rows = zip(sentence["words"], sentence["xpos"], sentence["lemma"], strict=True)
        for word, tag, lemma in rows:
            if lemma == "_" or tag == "_":
                continue
            lemmas[word.lower().replace("’", "'"), tag][lemma] += 1
            if tag in _BASE_TAGS or tag.startswith("VB"):
                bases[lemma.lower()] += 1
    known = frozenset(b for b in bases if b.isalpha()) | frozenset(extra_bases)
    rules = Lemmatizer({}, known)
    table: dict[str, str] = {}
    for (form, tag), counts in sorted(lemmas.items()):
        lemma, _ = counts.most_common(1)[0]
        surface = lemma if tag in _PROPER else form
        if rules.by_rule(surface, tag) != lemma:
            table[f"{form} {tag}"] = lemma
    return json.dumps({"table": table, "bases": sorted(known)}, ensure_ascii=False)
