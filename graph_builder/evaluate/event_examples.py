"""Gold → examples that the reading model learns events from.

    python -m graph_builder.evaluate.event_examples GOLD TEXTS [GOLD TEXTS ...] > examples.jsonl

GOLD is a file, or FILE:ID,ID,… for some of its records; TEXTS is the folder of their texts.
One JSON object a text: `text`, and `events` with `type`, `sentence` (where it begins), and the
places of words: `parties` (heads of phrases that stand for participants), `others` (heads of those
that stand for somebody else) and `places` (words of the place's name). All are offsets of the text
in code points. Who is meant is told by Chancery's own coreference, its actors matched with gold's.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_builder import reading
from graph_builder.evaluate.likeness import bare
from graph_builder.evaluate.matching import match_article
from graph_builder.evaluate.records import Record, read_records
from graph_builder.extraction import extract
from graph_builder.extraction.actors import find_actors
from graph_builder.extraction.coreference import resolve_references
from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.event_contents import EXHAUSTIVE
from graph_builder.extraction.hyphenated import join_hyphenated
from graph_builder.extraction.tokens import Doc, Span
from graph_builder.model import Article, Dossier, to_json


def examples(record: Record, text: str, annotated: Any) -> dict[str, Any]:
    """What the events of one gold record look like in its text; `annotated` is the text's Doc."""
    article = Article(record["id"], None, None, None, record.get("published"), "en", text)
    dossier = to_json(extract(annotated, article))
    return _examples(record["events"], text, annotated, match_article(record, dossier).actors)


def examples_of(dossier: Dossier, annotated: Any) -> dict[str, Any]:
    """What the events of a dossier that is known to be right look like in its text.

    Those that are only inferred ("met in Lima": somebody went there) are told by no sentence.
    """
    record = to_json(dossier)
    stated = [event for event in record["events"] if event["basis"] == "stated"]
    events = [{**event, "evidence": event["evidence"][0]["text"]} for event in stated]
    same = {actor["id"]: actor["id"] for actor in record["actors"]}
    return _examples(events, dossier.text, annotated, same)


def _examples(
    events: Sequence[Record], text: str, annotated: Any, same_as: Mapping[str, str]
) -> dict[str, Any]:
    doc = Doc.of(annotated, text)
    join_hyphenated(doc)
    discourse, findings = find_actors(doc)
    resolve_references(discourse, findings)
    wanted = [event for event in events if event["type"] in EXHAUSTIVE]
    told = [(event, sentence) for event in wanted if (sentence := _sentence(doc, event))]
    return {
        "text": text,
        "events": [_example(e, sentence, discourse, same_as) for e, sentence in told],
    }


def _sentence(doc: Doc, event: Record) -> Span | None:
    """The sentence that an event's evidence is of, or the one that it begins with."""
    evidence = bare(event.get("evidence"))
    if not evidence:
        return None
    sentences = [(s, bare(s.text)) for s in doc.sents]
    holding = next((s for s, words in sentences if evidence in words), None)
    begun = (s for s, words in sentences if words and evidence.startswith(words))
    return holding or next(begun, None)


def _example(
    event: Record, sentence: Span, discourse: Discourse, same_as: Mapping[str, str]
) -> dict[str, Any]:
    taking_part = {participant["actor"] for participant in event["participants"]}
    parties: list[int] = []
    others: list[int] = []
    for reference in discourse.references(sentence.start, sentence.end):
        meant = [same_as.get(entity.id) in taking_part for entity in reference.entities]
        if meant:
            at = discourse.doc[reference.head].idx
            (parties if 2 * sum(meant) > len(meant) else others).append(at)
    names = [event.get("place"), *(event.get("place_alt") or ())]
    return {
        "type": event["type"],
        "sentence": sentence.start_char,
        "parties": parties,
        "others": others,
        "places": sorted({i for name in names if name for i in _words_of(name, sentence)}),
    }


def _words_of(name: str, sentence: Span) -> Iterator[int]:
    """Where the words of a name stand in a sentence."""
    for found in re.finditer(rf"\b{re.escape(name)}\b", sentence.text):
        start, end = (sentence.start_char + i for i in found.span())
        yield from (token.idx for token in sentence if start <= token.idx < end)


def main(arguments: list[str]) -> None:
    """Print the examples of pairs of a gold file and its folder of texts."""
    nlp = reading.load()
    for gold, texts in zip(arguments[::2], arguments[1::2], strict=True):
        file, _, ids = gold.partition(":")
        for record in read_records(Path(file)):
            if not ids or record["id"] in ids.split(","):
                text = (Path(texts) / f"{record['id']}.txt").read_text("utf-8")
                found = examples(record, text, nlp(text))
                sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
