"""CoNLL-U and BIO files: sentences of words with their layers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_NAME_TYPES = frozenset({"PER", "ORG", "LOC"})


@dataclass(slots=True)
class TreebankSentence:
    """A sentence as CoNLL-U has it; `heads` are 1-based, 0 for the root."""

    meta: dict[str, str]
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    names: list[str] | None = None

    @property
    def id(self) -> str:
        """The sentence's id in its treebank."""
        return self.meta["sent_id"]

    @property
    def starts_paragraph(self) -> bool:
        """Whether a paragraph begins here."""
        return "newpar" in self.meta or "newpar id" in self.meta

    def record(self) -> dict[str, Any]:
        """The form of the converted files."""
        return {
            "words": self.words,
            "space": self.spaces,
            "xpos": self.xpos,
            "upos": self.upos,
            "head": self.heads,
            "deprel": self.relations,
            "lemma": self.lemmas,
            "feats": self.feats,
            "id": self.id,
            "newpar": self.starts_paragraph,
            "ner": self.names,
        }


def read_conllu(text: str) -> Iterator[TreebankSentence]:
    """The sentences of a CoNLL-U file; empty nodes are left out."""
    for block in text.split("\n\n"):
        sentence = TreebankSentence({})
        joint: dict[int, str] = {}  # the MISC column of each word of a multi-word token
        for line in block.splitlines():
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                sentence.meta[key.strip()] = value.strip()
                continue
            columns = line.split("\t")
            if "-" in columns[0]:
                first, last = (int(n) for n in columns[0].split("-"))
                joint |= dict.fromkeys(range(first, last), "SpaceAfter=No")
                joint[last] = columns[9]
            elif columns[0].isdigit():
                _add_word(sentence, columns, joint.get(int(columns[0]), columns[9]))
        if sentence.words:
            yield sentence


def _add_word(sentence: TreebankSentence, columns: list[str], spacing: str) -> None:
    sentence.words.append(columns[1])
    sentence.lemmas.append(columns[2])
    sentence.upos.append(columns[3])
    sentence.xpos.append(columns[4])
    sentence.feats.append(columns[5])
    sentence.heads.append(int(columns[6]))
    sentence.relations.append(columns[7])
    sentence.spaces.append("SpaceAfter=No" not in spacing)
    sentence.misc.append(columns[9])


def read_universal_ner(text: str) -> dict[str, tuple[list[str], list[str]]]:
    """Words and BIO labels (PER, ORG, LOC) of a Universal NER file by sentence id."""
    sentences: dict[str, tuple[list[str], list[str]]] = {}
    words: list[str] = []
    labels: list[str] = []
    for line in text.splitlines():
        if line.startswith("# sent_id"):
            words, labels = [], []
            sentences[line.partition("=")[2].strip()] = (words, labels)
        elif line[:1].isdigit():
            columns = line.split("\t")
            words.append(columns[1])
            labels.append(columns[2] if columns[2][2:] in _NAME_TYPES else "O")
    return sentences
