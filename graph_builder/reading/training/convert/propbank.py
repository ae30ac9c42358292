"""PropBank's annotation of EWT, carried over to the words of the Universal Dependencies treebank.

The release has skeletons without words: part-of-speech tags, senses, and a column of brackets per
predicate. They are aligned to the treebank by their tags.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from graph_builder.reading.training.convert.conllu import TreebankSentence, read_conllu
from graph_builder.reading.training.convert.repositories import Repository

_FIRST_ROLE_COLUMN = 8
_BRACKET = re.compile(r"\(([^*()]+)|\)")
_SAME_TAGS = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', "NNPS": "NNP", "NNS": "NN"}
_SAME_TAGS["GW"] = "XX"
_FUNCTION_RELATIONS = frozenset({"punct", "case", "cc", "mark", "det"})

Cell = tuple[int, int]
"""A word: sentence and position in its document."""
Skeleton = list[list[list[str]]]
"""The rows of a document's sentences."""


def propbank_ewt(release: Repository, treebank: Repository) -> dict[str, list[dict[str, Any]]]:
    """EWT's sentences with predicates, by part of the treebank."""
    parts = {
        sentence.id: part
        for part in ("dev", "test")
        for sentence in read_conllu(treebank.text(f"en_ewt-ud-{part}.conllu"))
    }
    skeletons = _by_document(release, "data/google/ewt", ".gold_skel", r"\.(xml\.)?gold_skel$")
    sources = _by_document(treebank, "not-to-release/sources", ".conllu", r"\.(xml\.)?conllu$")
    found: dict[str, list[dict[str, Any]]] = {f"srl_ewt_{p}": [] for p in ("train", "dev", "test")}
    for name in sorted(skeletons.keys() & sources.keys()):
        sentences = list(read_conllu(sources[name]))
        predicates = _predicates(_skeleton(skeletons[name]), sentences)
        for k, sentence in enumerate(sentences):
            record = _record(sentence, name, predicates.get(k, []))
            found[f"srl_ewt_{parts.get(sentence.id, 'train')}"].append(record)
    return found


def _by_document(
    repository: Repository, folder: str, suffix: str, ending: str
) -> Mapping[str, str]:
    """Texts by genre/document."""
    paths = repository.names(folder, suffix)
    texts = repository.texts(paths)
    depth = folder.count("/") + 1
    return {
        f"{p.split('/')[depth]}/{re.sub(ending, '', p.rsplit('/', 1)[1])}": texts[p] for p in paths
    }


def _skeleton(text: str) -> Skeleton:
    blocks = re.split(r"\n\s*\n", text)
    return [[line.split() for line in b.splitlines() if line.strip()] for b in blocks if b.strip()]


def _predicates(
    skeleton: Skeleton, sentences: Sequence[TreebankSentence]
) -> dict[int, list[dict[str, Any]]]:
    """Predicates by sentence of the treebank."""
    places = _align(skeleton, sentences)
    found: dict[int, list[dict[str, Any]]] = {}
    for i, rows in enumerate(skeleton):
        if len({len(row) for row in rows}) != 1:
            continue  # a damaged sentence
        senses = [(j, row[7]) for j, row in enumerate(rows) if row[7] != "-"]
        columns = range(_FIRST_ROLE_COLUMN, len(rows[0]))
        for (j, sense), column in zip(senses, columns, strict=False):
            if (i, j) not in places:
                continue
            k, at = places[i, j]
            brackets = list(_brackets([row[column] for row in rows]))
            args = [
                argument
                for role, start, end in brackets
                if role not in ("V", "C-V")
                and (argument := _argument(role, (i, start, end), k, places, sentences[k]))
            ]
            found.setdefault(k, []).append(
                {"i": at, "sense": sense, "pos": rows[j][4], "args": args}
            )
    return found


def _brackets(column: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Labelled spans, end inclusive."""
    opened: list[tuple[str, int]] = []
    for i, cell in enumerate(column):
        for match in _BRACKET.finditer(cell):
            if match[0] != ")":
                opened.append((match[1], i))
            elif opened:
                role, start = opened.pop()
                yield role, start, i


def _align(skeleton: Skeleton, sentences: Sequence[TreebankSentence]) -> dict[Cell, Cell]:
    """Which word of the treebank each word of the skeleton is."""
    theirs = [[_SAME_TAGS.get(row[4], row[4]) for row in rows] for rows in skeleton]
    ours = [[_SAME_TAGS.get(tag, tag) for tag in sentence.xpos] for sentence in sentences]
    if len(theirs) != len(ours):  # other sentence boundaries: align the document as a whole
        left = [(i, j) for i, tags in enumerate(theirs) for j in range(len(tags))]
        right = [(i, j) for i, tags in enumerate(ours) for j in range(len(tags))]
        pairs = _match([theirs[i][j] for i, j in left], [ours[i][j] for i, j in right], fill=False)
        return {left[a]: right[b] for a, b in pairs}
    places: dict[Cell, Cell] = {}
    for i, (a, b) in enumerate(zip(theirs, ours, strict=True)):
        pairs = zip(range(len(a)), range(len(b)), strict=False)
        for x, y in pairs if len(a) == len(b) else _match(a, b, fill=True):
            places[i, x] = i, y
    return places


def _match(a: Sequence[str], b: Sequence[str], *, fill: bool) -> Iterator[tuple[int, int]]:
    """Pairs of positions of two tag sequences; `fill` pairs replaced runs of other lengths, too."""
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and a1 - a0 == b1 - b0):
            yield from zip(range(a0, a1), range(b0, b1), strict=True)
        elif kind == "replace" and fill:
            yield from ((a0 + k, min(b0 + k, b1 - 1)) for k in range(a1 - a0))


def _argument(
    role: str,
    span: tuple[int, int, int],
    sentence: int,
    places: Mapping[Cell, Cell],
    words: TreebankSentence,
) -> list[Any] | None:
    """[role, start, end, head], end inclusive, on the treebank's words; None if none is there."""
    i, start, end = span
    cells = [places[i, j] for j in range(start, end + 1) if (i, j) in places]
    positions = [at for k, at in cells if k == sentence]
    if not positions:
        return None
    first, last = min(positions), max(positions)
    return [role, first, last, _head(words, first, last)]


def _head(sentence: TreebankSentence, first: int, last: int) -> int:
    """The word of a span that governs most of it."""
    heads = [head - 1 for head in sentence.heads]
    tops = [i for i in range(first, last + 1) if not first <= heads[i] <= last]
    content = [i for i in tops if sentence.relations[i] not in _FUNCTION_RELATIONS] or tops

    def governed(top: int) -> int:
        count = 0
        for i in range(first, last + 1):
            at = i
            while at != top and first <= at <= last:
                at = heads[at]
            count += at == top
        return count

    return max(content, key=governed)


def _record(
    sentence: TreebankSentence, document: str, predicates: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": sentence.id,
        "doc": document,
        "tok": sentence.words,
        "space": sentence.spaces,
        "lemma": sentence.lemmas,
        "upos": sentence.upos,
        "xpos": sentence.xpos,
        "feats": sentence.feats,
        "head": [head - 1 for head in sentence.heads],
        "rel": sentence.relations,
        "preds": predicates,
    }
