"""The topic scheme of `topics.ttl`, and the finding of its concepts in text."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter

from graph_builder.errors import ArtefactError
from graph_builder.keeping import kept
from graph_builder.ontology.files import path
from graph_builder.ontology.names import name_key

TOPICS = "https://w3id.org/chancery/topics#"

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# A word of running text: an abbreviation with dots, or letters and digits with inner apostrophes.
_WORD = re.compile(r"\w(?:\.(?:\w\.)+|\w*(?:['’]\w+)*)")
_whole: Callable[[re.Match[str]], str] = itemgetter(0)
# What may stand between the words of one phrase: a space, a hyphen, a line break …
_JOINT = re.compile(r"['’]?[ \t\u00a0]*[-‐‑–/]?[ \t\u00a0]*\n?[ \t\u00a0]*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_DETERMINERS = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "its", "their", "his", "her", "our"}
    | {"my", "your", "any", "some", "all", "such", "no"}
)
# Plurals in English news that dropping an ending doesn't undo.
_IRREGULAR = {"crises": "crisis", "analyses": "analysis", "hypotheses": "hypothesis"}


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: `iri`, preferred and alternative labels, a definition, and IRIs around it."""

    iri: str
    pref: str
    alts: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class _Beginning:
    """How labels go on after some words: the concept of these alone, and by the next word."""

    iri: str | None = None
    further: dict[str, "_Beginning"] = field(default_factory=dict)

    def add(self, words: Sequence[str], iri: str) -> None:
        """Let a label of these words go on from here."""
        end = self
        for word in words:
            end = end.further.setdefault(word, _Beginning())
        end.iri = iri


class Topics:
    """All concepts of the scheme, by IRI and by label.

    Labels are compared word by word under `name_key`, so case, accents, hyphens and dots don't
    count. A plural finds a singular label, and a singular finds a plural label of several words;
    a single plural word ("talks") is found as it is only, for its singular is often a verb.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.iri: concept for concept in concepts}
        self._labels: dict[tuple[str, ...], str] = {}
        for concept in self._concepts.values():
            for label in (concept.pref, *concept.alts):
                words = tuple(_words(label))
                self._claim(words, concept.iri)
                if len(words) > 1:
                    self._claim((*words[:-1], _singular(words[-1])), concept.iri)
        self._beginnings = _Beginning()
        for words, iri in self._labels.items():
            self._beginnings.add(words, iri)
        self._opened_by = kept(self._opened)  # asked of every word of a text

    def _claim(self, words: tuple[str, ...], iri: str) -> None:
        if self._labels.setdefault(words, iri) != iri:
            raise ArtefactError(
                f'ontology/topics.ttl: "{" ".join(words)}" labels both {self._labels[words]} and '
                f"{iri}; take it from one of them"
            )

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    def get(self, iri: str) -> Concept | None:
        """The concept with this IRI."""
        return self._concepts.get(iri)

    def match(self, phrase: str) -> str | None:
        """The IRI of the concept that the whole phrase names, leading determiners aside."""
        words = _words(phrase)
        while words:
            iri = self._label(tuple(words))
            if iri is not None or words[0] not in _DETERMINERS:
                return iri
            del words[0]
        return None

    def find_in(self, text: str) -> list[tuple[int, int, str]]:
        """Concepts named in `text`: (start, end, IRI), in text order, never overlapping.

        At each word the longest label wins. Offsets are code points, end exclusive. A phrase
        doesn't reach over punctuation or a blank line.
        """
        words = list(_WORD.finditer(text))
        found, end = [], 0
        for i, opened in enumerate(map(self._opened_by, map(_whole, words))):
            if opened is not None and (word := words[i]).start() >= end:
                iri, last = self._longest(text, words, i, opened)
                if iri is not None:
                    end = words[last].end()
                    found.append((word.start(), end, iri))
        return found

    def _opened(self, word: str) -> "_Beginning | None":
        """What labels begin with `word`; of its singular the one that ends there, too."""
        key, words = _word_key(word), self._beginnings.further
        opened, singular = words.get(key), words.get(_singular(key))
        if singular is None or singular.iri is None or (opened is not None and opened.iri):
            return opened
        return _Beginning(singular.iri, opened.further if opened is not None else {})

    def _longest(
        self, text: str, words: Sequence[re.Match[str]], i: int, opened: "_Beginning"
    ) -> tuple[str | None, int]:
        """The concept of the longest label that begins with word `i`, and its last word."""
        found, last = opened.iri, i
        for k in range(i + 1, len(words)):
            key = _word_key(words[k][0])
            further, ended = opened.further.get(key), opened.further.get(_singular(key))
            if further is None and ended is None:
                break
            if not _JOINT.fullmatch(text, words[k - 1].end(), words[k].start()):
                break
            iri = (further.iri if further is not None else None) or (ended.iri if ended else None)
            if iri is not None:
                found, last = iri, k
            if further is None:
                break
            opened = further
        return found, last

    def _label(self, words: tuple[str, ...]) -> str | None:
        iri, last = self._labels.get(words), _singular(words[-1])
        if iri is not None or last == words[-1]:
            return iri
        return self._labels.get((*words[:-1], last))


def _words(text: str) -> list[str]:
    return [key for word in _WORD.findall(text) if (key := _word_key(word))]


@kept
def _word_key(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    return name_key(_POSSESSIVE.sub("", word)).replace(" ", "")


@kept
def _singular(word: str) -> str:
    """The singular by the regular rules of English spelling; other words stay as they are."""
    if len(word) <= 3 or not word.endswith("s"):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


# ---- reading topics.ttl -------------------------------------------------------------------------

# The Turtle that the file keeps to: prefixes, IRIs, prefixed names, "a", plain strings with or
# without a language. Loading rdflib alone takes longer than start-up may; a test holds that rdflib
# reads the same triples.
_TOKEN = re.compile(
    r"""(?:\s+|\#[^\n]*)*(?:
      <(?P<iri>[^<>"\s]*)> | "(?P<text>[^"\\\n]*)"(?:@[a-z]+)?
    | (?P<mark>[.;,]|@prefix) | (?P<prefix>[A-Za-z]*:)(?=\s*<)
    | (?P<name>[A-Za-z]*:[A-Za-z0-9][\w-]*|a(?=\s)) | (?P<end>\Z) )""",
    re.VERBOSE,
)


def _tokens(turtle: str) -> Iterator[tuple[str, str]]:
    prefixes: dict[str, str] = {}
    position, opened = 0, ""
    while True:
        token = _TOKEN.match(turtle, position)
        if token is None:
            line = turtle.count("\n", 0, position) + 1
            raise ArtefactError(
                f"ontology/topics.ttl: line {line} isn't in the Turtle that it uses"
            )
        position, kind = token.end(), token.lastgroup or "end"
        value = token[kind]
        if kind == "end":
            return
        if kind == "prefix":
            opened = value
        elif opened and kind == "iri":
            prefixes[opened], opened = value, ""
        elif kind == "name":
            prefix, colon, local = value.partition(":")
            yield "iri", prefixes.get(prefix + colon, "") + local if colon else _RDF_TYPE
        else:
            yield kind, value


def _triples(turtle: str) -> Iterator[tuple[str, str, str]]:
    terms: list[str] = []
    for kind, value in _tokens(turtle):
        if kind != "mark":
            terms.append(value)
        elif len(terms) == 3:
            yield terms[0], terms[1], terms[2]
            del terms[{".": 0, ";": 1, ",": 2}[value] :]
        else:
            terms.clear()  # the end of a prefix


def _concepts(turtle: str) -> Iterator[Concept]:
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in _triples(turtle):
        said[subject][predicate.removeprefix(_SKOS)].append(value)
    for iri, values in said.items():
        if f"{_SKOS}Concept" in values[_RDF_TYPE]:
            yield _concept(iri, values)


def _concept(iri: str, values: Mapping[str, list[str]]) -> Concept:
    def all_of(name: str) -> tuple[str, ...]:
        return tuple(values.get(name, ()))

    labels = all_of("prefLabel")
    if len(labels) != 1:
        raise ArtefactError(f"ontology/topics.ttl: {iri} has {len(labels)} preferred labels, not 1")
    return Concept(
        iri=iri,
        pref=labels[0],
        alts=all_of("altLabel"),
        definition=" ".join(all_of("definition")),
        broader=all_of("broader"),
        narrower=all_of("narrower"),
        related=all_of("related"),
        close_match=all_of("closeMatch"),
    )


@cache
def topics() -> Topics:
    """The scheme of `topics.ttl`. Raises `ArtefactError` when it is missing or damaged."""
    return Topics(_concepts(path("topics.ttl").read_text("utf-8")))
