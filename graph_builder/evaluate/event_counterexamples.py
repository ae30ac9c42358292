"""Texts that are no diplomatic news → sentences in which the reading model learns to see no event.

    python -m graph_builder.evaluate.event_counterexamples CORPORA >> examples.jsonl

CORPORA is the folder of the reading model's converted training corpora. Gold is of diplomatic news,
where who flees abroad, signs a bill or faces a rival in a match is hardly told of; in these corpora
(the web, conversation, encyclopedias, guides, newspapers' sentences) an encounter of diplomacy is.

One JSON object a text, as `event_examples` prints them: `text`, no `events`, and `doubtful`, where
sentences begin in which the extraction's wordings tell of an event: none of them is learnt from.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph_builder import reading
from graph_builder.extraction import extract
from graph_builder.extraction.event_contents import EXHAUSTIVE
from graph_builder.model import Article, Dossier
from graph_builder.reading.training.sentences import role_sentences, treebank

_DOCUMENTS = ("ud_ewt_train", "ud_gum_train", "ner_wikigold")
_EVERY = 2  # of the frame files' examples; they are as many as all other sentences


def texts(corpora: Path) -> Iterator[str]:
    """The documents of the treebanks and of WikiGold, and examples of PropBank's frame files."""
    for name in _DOCUMENTS:
        for document in treebank(corpora / f"{name}.jsonl.xz", name):
            yield " ".join(word for sentence in document for word in sentence.words)
    for sentence in role_sentences(corpora / "srl_frames.jsonl.xz", "frames")[::_EVERY]:
        yield " ".join(sentence.words)


def counterexample(text: str, annotated: Any) -> dict[str, Any]:
    """What is learnt from a text; `annotated` is its Doc, read without the networks of events."""
    dossier = extract(annotated, Article("text", None, None, None, None, "en", text))
    doubtful = [
        sentence.start_char for sentence in annotated.sents if _is_doubtful(sentence, dossier)
    ]
    return {"text": text, "events": [], "doubtful": doubtful}


def _is_doubtful(sentence: Any, dossier: Dossier) -> bool:
    return any(
        event.type in EXHAUSTIVE
        and any(
            sentence.start_char < evidence.end and evidence.start < sentence.end_char
            for evidence in event.evidence
        )
        for event in dossier.events
    )


def main(corpora: str) -> None:
    """Print the counterexamples of the corpora in a folder."""
    nlp = reading.load()
    component: Any = nlp.get_pipe("chancery_reader")
    component.reader.events = None
    for text in texts(Path(corpora)):
        content = counterexample(text, nlp(text))
        sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
