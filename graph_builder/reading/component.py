"""The spaCy component `chancery_reader`: a Doc with words in, a Doc fully annotated out."""

import re
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span

from graph_builder.reading import predicates, syntax_roles
from graph_builder.reading.artefact import DEFAULT_DIRECTORY, Artefact, open_artefact
from graph_builder.reading.lemmas import Lemmatizer
from graph_builder.reading.names import bare_person
from graph_builder.reading.network import WordNetwork
from graph_builder.reading.readings import Reader, Reading
from graph_builder.reading.wordpiece import WordPieces

_ENTITY_LABELS = {"PER": "PERSON"}
_LONG_LINE = 60  # characters; a shorter line was ended on purpose
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")


class ChanceryReader:
    """Annotates Docs of the reader's own tokenizer; see `graph_builder.reading.load`."""

    def __init__(self, artefact: Artefact) -> None:
        pieces = WordPieces(artefact.text("vocab.txt").splitlines())
        network = WordNetwork(artefact.files["words.onnx"], pieces)
        self._reader = Reader(network, artefact.labels)
        self._lemmatizer = Lemmatizer.from_json(artefact.text("lemmas.json"))
        predicates.register()

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, lemmas, heads, relations, sentence starts, names and predicates of `doc`."""
        positions = [token.i for token in doc if not token.is_space]
        if not positions:
            return doc
        words = [doc[i].text for i in positions]
        reading = self._reader.read(words, _paragraph_breaks(doc, positions))
        self._set_syntax(doc, positions, words, reading)
        doc.ents = _entities(doc, positions, words, reading)
        doc._.predicates = syntax_roles.find_predicates(doc)
        return doc

    def _set_syntax(
        self, doc: Doc, positions: list[int], words: list[str], reading: Reading
    ) -> None:
        strings = doc.vocab.strings
        values = np.zeros((len(doc), 5), np.uint64)
        for token in doc:
            if token.is_space:  # white space hangs on the token before it, as in spaCy
                offset = -1 if token.i else positions[0]
                values[token.i] = _row(
                    offset, strings.add("dep"), strings.add("_SP"), IDS["SPACE"], token.orth
                )
        for k, i in enumerate(positions):
            head = positions[reading.heads[k]]
            relation = "ROOT" if head == i else reading.relations[k]
            values[i] = _row(
                head - i,
                strings.add(relation),
                strings.add(reading.xpos[k]),
                IDS[reading.upos[k]],
                strings.add(self._lemmatizer.lemma(words[k], reading.xpos[k])),
            )
        doc.from_array([HEAD, DEP, TAG, POS, LEMMA], values)


def _row(offset: int, *values: int) -> np.ndarray:
    return np.array([np.int64(offset).astype(np.uint64), *values], np.uint64)


def _paragraph_breaks(doc: Doc, positions: list[int]) -> list[bool]:
    """Whether a paragraph begins at each word.

    A line feed begins one, unless it merely wraps a line: a single one behind a long line that
    ends no sentence, before a lower-cased word.
    """
    breaks = [True]
    text = doc.text
    for before, after in zip(positions, positions[1:], strict=False):
        end, start = doc[before].idx + len(doc[before]), doc[after].idx
        gap = text[end:start]
        feeds = gap.count("\n") or gap.count("\r") + gap.count("\u2029")
        if feeds == 1 and text[start].islower() and not _SENTENCE_END.search(text[:end][-4:]):
            line_start = text.rfind("\n", 0, end) + 1
            breaks.append(end - line_start < _LONG_LINE)
        else:
            breaks.append(feeds > 0)
    return breaks


def _entities(doc: Doc, positions: list[int], words: list[str], reading: Reading) -> list[Span]:
    entities: list[Span] = []
    for label, start, end in reading.names:
        span: tuple[int, int] | None = (start, end)
        if label == "PER":
            span = bare_person(words, start, end)
        if span is not None:
            first, last = positions[span[0]], positions[span[1] - 1] + 1
            entities.append(Span(doc, first, last, label=_ENTITY_LABELS.get(label, label)))
    return entities


@Language.factory(
    "chancery_reader",
    default_config={"model_dir": None},
    assigns=[
        "doc.ents",
        "doc.sents",
        "token.dep",
        "token.head",
        "token.lemma",
        "token.pos",
        "token.tag",
        "doc._.predicates",
    ],
)
def make_reader(nlp: Language, name: str, model_dir: str | None) -> ChanceryReader:
    """The factory; `model_dir` None means the model that ships with Chancery."""
    del nlp, name
    return ChanceryReader(open_artefact(Path(model_dir) if model_dir else DEFAULT_DIRECTORY))
