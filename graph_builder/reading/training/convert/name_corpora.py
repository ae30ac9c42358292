"""WikiGold, the Broad Twitter Corpus and CrossNER as documents of sentences with names."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from graph_builder.reading.training.convert.entities import clean_names
from graph_builder.reading.training.convert.repositories import Repository

_WIKIGOLD = "data/wikigold/CONLL-format/data/wikigold.conll.txt"
_BTC = "data/BTC/CONLL-format/data/{}.conll"
_DOCUMENT_MARK = ["-DOCSTART-"]
_HYPHENATED = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+")
_TYPES = frozenset({"PER", "ORG", "LOC"})

_CROSSNER = "ner_data/{}/{}.txt"
_CROSSNER_DOMAINS = ("politics", "science", "literature", "music", "ai")  # conll2003 is Reuters'
_CROSSNER_TYPES = {
    **dict.fromkeys(("person", "politician", "scientist", "writer", "researcher"), "PER"),
    **dict.fromkeys(("musicalartist",), "PER"),
    **dict.fromkeys(("organisation", "politicalparty", "university", "band"), "ORG"),
    **dict.fromkeys(("magazine", "academicjournal"), "ORG"),
    **dict.fromkeys(("location", "country"), "LOC"),
}
"""What CrossNER's types are here; the others (events, works, prizes …) are no names."""

Records = list[dict[str, Any]]


def wikigold(repository: Repository) -> Records:
    """WikiGold by article."""
    documents: Records = []
    for words, tags in _sentences(repository.text(_WIKIGOLD)):
        if words == _DOCUMENT_MARK or not documents:
            documents.append({"doc": f"wikigold{len(documents)}", "src": "wikigold", "sents": []})
        if words != _DOCUMENT_MARK:
            documents[-1]["sents"].append(_record(words, tags))
    return [document for document in documents if document["sents"]]


def broad_twitter(repository: Repository) -> Records:
    """The Broad Twitter Corpus, a tweet a document."""
    return [
        {
            "doc": f"btc-{part}-{k}",
            "src": "btc",
            "sents": [_record(words, tags, lower_case=True)],
        }
        for part in "abefgh"
        for k, (words, tags) in enumerate(_sentences(repository.text(_BTC.format(part))))
    ]


def crossner(repository: Repository) -> Records:
    """CrossNER's five encyclopedic domains, a sentence a document: it tells no documents."""
    return [
        {
            "doc": f"crossner-{domain}-{part}-{k}",
            "src": "crossner",
            "sents": [_record(words, [_crossner_tag(tag) for tag in tags])],
        }
        for domain in _CROSSNER_DOMAINS
        for part in ("train", "dev", "test")
        for k, (words, tags) in enumerate(
            _sentences(repository.text(_CROSSNER.format(domain, part)))
        )
    ]


def _crossner_tag(tag: str) -> str:
    position, _, kind = tag.partition("-")
    return f"{position}-{_CROSSNER_TYPES[kind]}" if kind in _CROSSNER_TYPES else "O"


def _sentences(text: str) -> Iterator[tuple[list[str], list[str]]]:
    for block in re.split(r"\n\s*\n", text):
        rows = [line.split() for line in block.splitlines() if line.strip()]
        rows = [row for row in rows if len(row) > 1 or row == _DOCUMENT_MARK]
        if rows:
            yield [row[0] for row in rows], [row[-1] for row in rows]


def _record(
    words: Sequence[str], tags: Sequence[str], *, lower_case: bool = False
) -> dict[str, Any]:
    words, tags = _cut_at_hyphens(words, tags)
    names = clean_names(words, _bio(tags), lower_case=lower_case)
    return {"words": words, "space": _spaces(words), "ner": names}


def _cut_at_hyphens(words: Sequence[str], tags: Sequence[str]) -> tuple[list[str], list[str]]:
    """Compounds apart, as the treebanks have them."""
    new_words: list[str] = []
    new_tags: list[str] = []
    for word, tag in zip(words, tags, strict=True):
        parts = re.split("(-)", word) if _HYPHENATED.fullmatch(word) else [word]
        inside = tag if tag == "O" else "I" + tag[1:]
        new_words += parts
        new_tags += [tag] + [inside] * (len(parts) - 1)
    return new_words, new_tags


def _bio(tags: Sequence[str]) -> list[str]:
    """Valid BIO labels of the types in use, from BIO or IO tags."""
    labels: list[str] = []
    before = "O"
    for tag in tags:
        kind = tag[2:]
        if kind not in _TYPES:
            labels.append("O")
            before = "O"
            continue
        labels.append(f"I-{kind}" if tag[0] == "I" and before == kind else f"B-{kind}")
        before = kind
    return labels


_CLOSING = frozenset([*".,;:!?)]}%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "''", "”"])
_OPENING = frozenset(["(", "[", "{", "$", "“", "``"])


def _spaces(words: Sequence[str]) -> list[bool]:
    """Whether a space follows each word: a guess, for these corpora don't say."""
    spaces = [True] * len(words)
    quoted = False
    for i, word in enumerate(words):
        if word in _OPENING or (i + 1 < len(words) and words[i + 1] in _CLOSING):
            spaces[i] = False
        if word == '"':
            quoted = not quoted
            spaces[i if quoted else max(0, i - 1)] = False
    return spaces
