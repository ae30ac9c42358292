"""The spaCy component `chancery_reader`: a Doc with words in, a Doc fully annotated out."""

import itertools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span, Token

from graph_builder.reading import predicates
from graph_builder.reading.artefact import DEFAULT_DIRECTORY, Artefact, open_artefact
from graph_builder.reading.names import settle_names
from graph_builder.reading.predicates import Argument, Predicate
from graph_builder.reading.readings import Reader, Reading, RoleReading

_ENTITY_LABELS = {"PER": "PERSON"}
_LONG_LINE = 60  # characters; a shorter line was ended on purpose
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})


class ChanceryReader:
    """Annotates Docs of the reader's own tokenizer; see `graph_builder.reading.load`."""

    def __init__(self, artefact: Artefact) -> None:
        self._reader = Reader(artefact)
        predicates.register()

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, features, lemmas, trees, sentences, names and predicates of `doc`."""
        positions = [token.i for token in doc if not token.is_space]
        if not positions:
            return doc
        words = [doc[i].text for i in positions]
        reading = self._reader.read(words, _paragraph_breaks(doc, positions))
        self._set_syntax(doc, positions, reading)
        doc.ents = tuple(
            Span(
                doc,
                positions[start],
                positions[end - 1] + 1,
                label=_ENTITY_LABELS.get(label, label),
            )
            for label, start, end in settle_names(words, reading.xpos, reading.names)
        )
        doc._.predicates = tuple(
            self._predicate(doc, positions, role_reading) for role_reading in reading.predicates
        )
        return doc

    def _set_syntax(self, doc: Doc, positions: Sequence[int], reading: Reading) -> None:
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        values = np.zeros((len(doc), 6), np.uint64)
        for token in doc:
            if token.is_space:  # white space hangs on the token before it, as in spaCy
                offset = -1 if token.i else positions[0]
                space = (strings.add("dep"), strings.add("_SP"), IDS["SPACE"], token.orth, 0)
                values[token.i] = _row(offset, *space)
        for k, i in enumerate(positions):
            head = positions[reading.heads[k]]
            feats = reading.feats[k]
            values[i] = _row(
                head - i,
                strings.add("ROOT" if head == i else reading.relations[k]),
                strings.add(reading.xpos[k]),
                IDS[reading.upos[k]],
                strings.add(reading.lemmas[k]),
                morphology.add("" if feats == "_" else feats),
            )
        doc.from_array([HEAD, DEP, TAG, POS, LEMMA, MORPH], cast(Any, values))

    def _predicate(self, doc: Doc, positions: Sequence[int], reading: RoleReading) -> Predicate:
        token = doc[positions[reading.i]]
        arguments = tuple(
            Argument(role, positions[start], positions[end - 1] + 1, positions[head])
            for role, start, end, head in reading.args
        )
        return Predicate(
            token.i,
            reading.sense,
            arguments,
            negated=_is_negated(token, arguments),
            modality=_modality(token, arguments),
            score=reading.score,
        )


def _row(offset: int, *values: int) -> NDArray[np.uint64]:
    return np.array([np.int64(offset).astype(np.uint64), *values], np.uint64)


def _is_negated(token: Token, arguments: Sequence[Argument]) -> bool:
    if any(a.role == "ARGM-NEG" for a in arguments):
        return True
    return any(c.lower_ in _NEGATIONS and c.dep_ in ("advmod", "det") for c in token.children)


def _modality(token: Token, arguments: Sequence[Argument]) -> str | None:
    for argument in arguments:
        if argument.role == "ARGM-MOD":
            return str(token.doc[argument.head].lower_)
    return next((str(c.lower_) for c in token.children if c.tag_ == "MD"), None)


def _paragraph_breaks(doc: Doc, positions: Sequence[int]) -> list[bool]:
    """Whether a paragraph begins at each word.

    A line feed begins one, unless it merely wraps a line: a single one behind a long line that
    ends no sentence, before a lower-cased word.
    """
    breaks = [True]
    text = doc.text
    for before, after in itertools.pairwise(positions):
        end, start = doc[before].idx + len(doc[before]), doc[after].idx
        if after == before + 1:
            breaks.append(False)
            continue
        gap = text[end:start]
        feeds = gap.count("\n") or gap.count("\r") + gap.count("\u2029")
        if feeds == 1 and text[start].islower() and not _SENTENCE_END.search(text[end - 4 : end]):
            line_start = text.rfind("\n", 0, end) + 1
            breaks.append(end - line_start < _LONG_LINE)
        else:
            breaks.append(feeds > 0)
    return breaks


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
    ],
)
def make_reader(nlp: Language, name: str, model_dir: str | None) -> Any:
    """The factory; `model_dir` None means the model that ships with Chancery."""
    del nlp, name
    return ChanceryReader(open_artefact(Path(model_dir) if model_dir else DEFAULT_DIRECTORY))
