"""What a whole article leaves behind."""

import gc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from graph_builder.extraction import extract
from graph_builder.model import Article

GOLD = Path(__file__).parents[1] / "gold"
ARTICLES = sorted(
    path for part in ("varied", "world", "articles") for path in (GOLD / part).glob("*.txt")
)
STORY = (
    "Zinderma's president, Ana Quispe, met Norlandian leaders in Oslo on Monday. She told them:"
    ' "We came to end the war between our two countries for good." Both sides signed an accord, and'
    " officials said that the two ministers would meet again in June."
)


def test_nothing_of_an_article_is_left_for_the_search_for_garbage(nlp: Language) -> None:
    article = Article("a", None, None, None, "2025-04-09", "en", STORY)
    doc = nlp(STORY)
    extract(doc, article)  # loads the tables
    gc.collect()
    gc.disable()
    try:
        dossier = extract(doc, article)
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert dossier.events
    assert dossier.statements


@pytest.mark.parametrize(
    "text",
    [
        "A meeting between Berg and Quispe's latest successor,",
        "An officer's son,",
        "'s foreign minister, who",
        "The Ministry of Foreign Affairs of Mongolia, U",
        "He spoke in",
        "President Ana Quispe was back",
        "Ana Quispe says that she, the minister for",
    ],
)
def test_texts_that_break_off_are_read(nlp: Language, text: str) -> None:
    assert extract(nlp(text), Article("a", None, None, None, None, "en", text)).text == text


@given(path=st.sampled_from(ARTICLES), start=st.integers(0, 1500), size=st.integers(1, 600))
@settings(max_examples=150, deadline=None)
def test_any_piece_of_an_article_is_read(nlp: Language, path: Path, start: int, size: int) -> None:
    piece = path.read_text("utf-8")[start : start + size]
    dossier = extract(nlp(piece), Article("a", None, None, None, "2025-04-09", "en", piece))
    assert all(actor.name.strip() for actor in dossier.actors)
