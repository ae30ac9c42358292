"""Temporal phrases of whole articles: most have the value that a reader gives them."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from graph_builder.extraction.temporal import Clock
from graph_builder.extraction.temporal_phrases import find_times
from graph_builder.extraction.tokens import Doc
from tests.shared import SHARED

TIMES = Path(__file__).parents[1] / "gold" / "times.toml"
GOLD = SHARED / "gold"

pytestmark = pytest.mark.skipif(
    not GOLD.exists(), reason="no gold articles; set CHANCERY_SHARED to their folder"
)


def texts_of(part: str) -> list[str]:
    """An article, or the cases, which are short texts each."""
    if part != "cases":
        return [(GOLD / "articles" / f"{part}.txt").read_text("utf-8")]
    return [
        json.loads(line)["text"] for line in (GOLD / "cases.jsonl").read_text("utf-8").splitlines()
    ]


def dates_found(text: str, published: str, nlp: Language) -> list[tuple[int, int, str | None]]:
    """The temporal phrases of a text: their start, end and date."""
    doc = Doc.of(nlp(text), text)
    found = []
    for time in find_times(doc, Clock.at(published)):
        start = doc.offset(time.start)
        length = len(doc.phrase(time.start, time.end))
        found.append((start, start + length, time.time.date))
    return found


def judged(nlp: Language) -> Iterator[tuple[str, str, str | None]]:
    """Each phrase of the gold with its value, and the date that it was given."""
    for part, gold in tomllib.loads(TIMES.read_text("utf-8")).items():
        phrases = iter(gold["phrases"])
        phrase, value = next(phrases)
        for text in texts_of(part):
            dates, end = dates_found(text, gold["published"], nlp), 0
            while phrase and (start := text.find(phrase, end)) >= 0:
                end = start + len(phrase)
                date = next((d for s, e, d in dates if s < end and start < e), None)
                yield f"{part}: {phrase}", value, date
                phrase, value = next(phrases, ("", ""))
        assert not phrase, f"{part} has no {phrase!r} there"


def test_phrases_have_the_values_that_a_reader_gives_them(nlp: Language) -> None:
    found = list(judged(nlp))
    assert len(found) == 234
    wrong = [each for each in found if each[1] != each[2]]
    assert len(wrong) / len(found) < 0.05, wrong
