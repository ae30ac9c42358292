"""The spaCy component `chancery_reader`: a Doc with words in, a Doc fully annotated out."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, MORPH, ORTH, POS, SPACY, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span, Token

from graph_builder.reading import detected_events, predicates
from graph_builder.reading.artefact import DEFAULT_DIRECTORY, Artefact, open_artefact
from graph_builder.reading.names import settle_names
from graph_builder.reading.predicates import Argument, Predicate
from graph_builder.reading.readings import Reader, Reading
from graph_builder.reading.role_reading import RoleReading

_ENTITY_LABELS = {"PER": "PERSON"}
_LONG_LINE = 60  # characters; a shorter line was ended on purpose
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})


class ChanceryReader:
    """Annotates Docs of the reader's own tokenizer; see `graph_builder.reading.load`."""

    def __init__(self, artefact: Artefact) -> None:
        self.reader = Reader(artefact)
        predicates.register()
        detected_events.register()

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, features, lemmas, trees, sentences, names and predicates of `doc`."""
        orths, spaces = doc.to_array([ORTH, IS_SPACE]).reshape(-1, 2).T
        positions = np.flatnonzero(spaces == 0)
        if not len(positions):
            return doc
        strings = doc.vocab.strings
        tokens = [strings[orth] for orth in orths.tolist()]
        of_words: list[int] = positions.tolist()
        words = [tokens[i] for i in of_words]
        reading = self.reader.read(words, _paragraph_breaks(doc, tokens, positions))
        self._set_syntax(doc, positions, reading)
        doc.ents = tuple(
            Span(
                doc,
                of_words[start],
                of_words[end - 1] + 1,
                label=_ENTITY_LABELS.get(label, label),
            )
            for label, start, end in settle_names(words, reading.xpos, reading.names)
        )
        negated, modal = _negated(words, reading), _modals(words, reading)
        doc._.predicates = tuple(
            [
                _predicate(of_words, words, role_reading, negated, modal)
                for role_reading in reading.predicates
            ]
        )
        doc._.detected_events = tuple([event.at(of_words) for event in reading.events])
        return doc

    def _set_syntax(self, doc: Doc, positions: NDArray[np.intp], reading: Reading) -> None:
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        heads = positions[reading.heads]
        columns: tuple[Any, ...] = (
            (heads - positions).astype(np.uint64),
            np.where(
                heads == positions, strings.add("ROOT"), _keys(reading.relations, strings.add)
            ),
            _keys(reading.xpos, strings.add),
            np.array([IDS[tag] for tag in reading.upos], np.uint64),
            np.array([strings.add(lemma) for lemma in reading.lemmas], np.uint64),
            _keys(reading.feats, lambda feats: morphology.add("" if feats == "_" else feats)),
        )
        values = np.zeros((len(doc), len(columns)), np.uint64)
        for k, column in enumerate(columns):
            values[positions, k] = column
        for i in set(range(len(doc))).difference(positions.tolist()):
            # White space hangs on the token before it, as in spaCy.
            offset = np.int64(-1 if i else positions[0]).astype(np.uint64)
            space = strings.add("dep"), strings.add("_SP"), IDS["SPACE"], doc[i].orth, 0
            values[i] = np.array([offset, *space], np.uint64)
        doc.from_array([HEAD, DEP, TAG, POS, LEMMA, MORPH], cast(Any, values))


def _keys(labels: Sequence[str], key: Callable[[str], int]) -> NDArray[np.uint64]:
    """The numbers that stand for labels, each asked for once.

    They aren't kept from Doc to Doc: what is added within a memory zone is gone behind it.
    """
    known = {label: key(label) for label in sorted(set(labels))}
    return np.array([known[label] for label in labels], np.uint64)


def _predicate(
    positions: Sequence[int],
    words: Sequence[str],
    reading: RoleReading,
    negated: Collection[int],
    modals: Mapping[int, str],
) -> Predicate:
    arguments = tuple(
        Argument(role, positions[start], positions[end - 1] + 1, positions[head])
        for role, start, end, head in reading.args
    )
    heads = {role: words[head].lower() for role, _, _, head in reversed(reading.args)}
    return Predicate(
        positions[reading.i],
        reading.sense,
        arguments,
        negated="ARGM-NEG" in heads or reading.i in negated,
        modality=heads.get("ARGM-MOD", modals.get(reading.i)),
        score=reading.score,
    )


def _negated(words: Sequence[str], reading: Reading) -> set[int]:
    """The words that a negation hangs on."""
    return {
        reading.heads[i]
        for i, relation in enumerate(reading.relations)
        if relation in ("advmod", "det") and words[i].lower() in _NEGATIONS
    }


def _modals(words: Sequence[str], reading: Reading) -> dict[int, str]:
    """The first modal verb that hangs on a word, lower-cased."""
    modals: dict[int, str] = {}
    for i, tag in enumerate(reading.xpos):
        if tag == "MD" and reading.heads[i] != i:
            modals.setdefault(reading.heads[i], words[i].lower())
    return modals


def _paragraph_breaks(doc: Doc, tokens: Sequence[str], positions: NDArray[np.intp]) -> list[bool]:
    """Whether a paragraph begins at each of the tokens that are no white space; `tokens` are the
    texts of all.

    A line feed begins one, unless it merely wraps a line: a single one behind a long line that
    ends no sentence, before a lower-cased word.
    """
    breaks = [True] + [False] * (len(positions) - 1)
    gaps = np.flatnonzero(np.diff(positions) > 1).tolist()
    if not gaps:
        return breaks
    spaced = doc.to_array(SPACY).tolist()
    text = "".join([t + " " if space else t for t, space in zip(tokens, spaced, strict=True)])
    for k in gaps:
        before, after = positions[k : k + 2].tolist()
        breaks[k + 1] = _is_break(text, doc[before], doc[after])
    return breaks


def _is_break(text: str, before: Token, after: Token) -> bool:
    """Whether the white space between two tokens parts paragraphs."""
    end, start = before.idx + len(before), after.idx
    gap = text[end:start]
    feeds = gap.count("\n") or gap.count("\r") + gap.count("\u2029")
    if feeds == 1 and text[start].islower() and not _SENTENCE_END.search(text[end - 4 : end]):
        line_start = text.rfind("\n", 0, end) + 1
        return end - line_start < _LONG_LINE
    return feeds > 0


@Language.factory(
    "chancery_reader",
    default_config={"model_dir": None},
    assigns=[
        "doc.ents",
        "doc.sents",
        "token.dep",
        "token.head",
        "token.lemma",
        "token.morph",
        "token.pos",
        "token.tag",
        "doc._.predicates",
        "doc._.detected_events",
    ],
)
def make_reader(nlp: Language, name: str, model_dir: str | None) -> Any:
    """The factory; `model_dir` None means the model that ships with Chancery."""
    del nlp, name
    return ChanceryReader(open_artefact(Path(model_dir) if model_dir else DEFAULT_DIRECTORY))
