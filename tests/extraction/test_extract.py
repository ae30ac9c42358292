"""What a whole article leaves behind."""

import gc

import pytest
from spacy.language import Language

from graph_builder.extraction import extract
from graph_builder.model import Article

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
        "He spoke in",
        "President Ana Quispe was back",
        "Ana Quispe says that she, the minister for",
    ],
)
def test_texts_that_break_off_are_read(nlp: Language, text: str) -> None:
    assert extract(nlp(text), Article("a", None, None, None, None, "en", text)).text == text
